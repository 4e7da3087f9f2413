"""A real browser for tests: Chromium without a window, and axe-core for what it finds on a page."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
SECONDS = 120
# Ours lets nothing run: what looks at a copy of the page must.
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
_RESULT = re.compile(r'<pre id="found">(.*?)</pre>', re.DOTALL)
# What Chromium prefers: dark is 0.
DARK = ("--blink-settings=preferredColorScheme=0",)


def axe() -> Path | None:
    """Return axe-core's file: named by TOPTIPS_AXE, or of the package that brings it."""
    if named := os.environ.get("TOPTIPS_AXE"):
        return Path(named)
    found = find_spec("axe_playwright_python")
    places = found.submodule_search_locations if found else None
    return Path(places[0]) / "axe.min.js" if places else None


def required() -> tuple[str, Path]:
    """Return Chromium and axe-core; skip the test where one is missing, in CI fail it."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    file = axe()
    if program and file and file.is_file():
        return program, file
    words = "Chromium and axe-core are not on this machine (chromium; axe-playwright-python)"
    if os.environ.get("CI"):
        pytest.fail(words)
    # One's own machine may lack them and still run the other tests; CI, above, may not.
    pytest.skip(words)


def violations(page: str, *, options: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds wrong with a page: the rule, and the first place of each."""
    _, file = required()
    run = (
        f"axe.run(document, {{runOnly: {json.dumps(RULES)}}}).then(r => show(r.violations.map("
        "v => v.id + ': ' + v.nodes[0].html)))"
    )
    found: list[str] = _looked_at(page, file.read_text("utf-8"), run, options)
    return found


def width_on(page: str, pixels: int) -> int:
    """Return how wide a page is that is shown in a window of so many pixels.

    Chromium's own window is never narrower than 500, so the page is put into a frame.
    """
    quoted = html.escape(_POLICY.sub("", page), quote=True)
    frame = f'<iframe id="f" width="{pixels}" height="800" style="border:0" srcdoc="{quoted}">'
    outer = f"<!DOCTYPE html><html lang='en'><head></head><body>{frame}</iframe></body></html>"
    run = "show(document.getElementById('f').contentDocument.documentElement.scrollWidth)"
    found: int = _looked_at(outer, "", f"addEventListener('load', () => {run})", ())
    return found


def _looked_at(page: str, library: str, run: str, options: Sequence[str]) -> Any:
    """Run a script in a copy of a page; return what it shows."""
    program, _ = required()
    show = (
        "function show(found) {const e = document.createElement('pre'); e.id = 'found';"
        " e.textContent = JSON.stringify(found); document.body.append(e)}"
    )
    # The last </body> is the page's own, and what is put before it need not be escaped.
    before, _, after = _POLICY.sub("", page).rpartition("</body>")
    scripts = "".join(f"<script>{part}</script>" for part in (library, show, run) if part)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        copy.write_text(f"{before}{scripts}</body>{after}", "utf-8")
        command = [
            *(program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *(f"--user-data-dir={folder}/profile", "--virtual-time-budget=30000", *options),
            *("--dump-dom", copy.as_uri()),
        ]
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    shown = _RESULT.findall(done.stdout.decode("utf-8", "replace"))
    assert shown, f"nothing was found out: {done.stderr.decode(errors='replace')[-2000:]}"
    return json.loads(html.unescape(shown[-1]))
