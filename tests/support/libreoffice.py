"""LibreOffice for tests: where it is, typing into forms, and saving them in other formats."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.support.running import ROOT, limited

TOOLS = ROOT / "tools"
PYTHONS = ("/usr/bin/python3", "/opt/libreoffice/program/python")
DOCX, ODT, XLSX = "Office Open XML Text", "writer8", "Calc MS Excel 2007 XML"


@cache
def _uno_python() -> str | None:
    """Return a Python that has LibreOffice's module, or None."""
    for python in PYTHONS:
        if (
            Path(python).exists()
            and not subprocess.run(
                [python, "-c", "import uno"], capture_output=True, check=False
            ).returncode
        ):
            return python
    return None


def required() -> None:
    """Skip the test where LibreOffice is missing; where it must be there, fail instead."""
    if shutil.which("soffice") and _uno_python():
        return
    words = (
        "LibreOffice and its Python are not on this machine (libreoffice-writer, libreoffice-draw,"
        " python3-uno)"
    )
    if os.environ.get("CI"):
        pytest.fail(words)
    # One's own machine may lack it and still run the other tests; CI, above, may not.
    pytest.skip(words)


def type_into(form: Path, out: Path, answers: Mapping[str, str], filter_name: str = DOCX) -> Path:
    """Type answers, by their codes, into a form as a person does, and save it as `out`."""
    return _typed({"form": str(form), "filter": filter_name, "answers": dict(answers)}, out)


def type_into_cells(workbook: Path, out: Path, cells: Mapping[str, Mapping[str, str]]) -> Path:
    """Type into the cells of a workbook's sheets, by name and place, and save it as `out`."""
    texts = {sheet: dict(places) for sheet, places in cells.items()}
    return _typed({"form": str(workbook), "filter": XLSX, "cells": texts}, out)


def _typed(job: dict[str, object], out: Path) -> Path:
    required()
    work = [{**job, "out": str(out)}]
    listed = out.with_suffix(".json")
    listed.write_text(json.dumps(work), encoding="utf-8")
    typed = limited([str(_uno_python()), str(TOOLS / "type_into_forms.py"), str(listed)])
    assert typed.returncode == 0, typed.stderr
    listed.unlink()
    return out


def convert(source: Path, folder: Path, suffix: str, filter_name: str = "") -> Path:
    """Open a file in LibreOffice and save it in another format, such as `odt`, into `folder`."""
    required()
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "profile"
    kind = f"{suffix}:{filter_name}" if filter_name else suffix
    converted = limited(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         "--convert-to", kind, "--outdir", str(folder), str(source)],
    )  # fmt: skip
    assert converted.returncode == 0, converted.stderr
    shutil.rmtree(profile, ignore_errors=True)
    made = folder / f"{source.stem}.{suffix}"
    # It ends well without a file where a part of it is missing, such as libreoffice-draw for png.
    assert made.exists(), converted.stderr
    return made
