"""Hostile files of every format but Word's: each ends as a row, fast, and in little memory."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.hostile import GOOD, HOSTILE
from tests.support.making_forms import put
from tests.support.running import ROOT, limited

# What a reader did not expect is said in these words, and is a mistake of ours.
UNEXPECTED = "could not be read"
HARMLESS = {
    "csv of formulas": {"accepted"},
    "odt of rows of spaces": {"unclaimed"},
    "zip of traversal": {"accepted", "duplicate"},
    "xlsx of one text as long as may be in as many cells": {"accepted"},
    "xlsx of rows up to the limit": {"accepted"},
    "xlsx of formulas without a result": {"accepted", "rejected"},
    "xlsx of columns that are not asked for": {"accepted", "rejected"},
    "xlsx of merged cells": {"accepted"},
    "xlsx of formats": {"accepted"},
    "zip of 200 workbooks of rows": {"accepted", "rejected"},
}


def measured(folder: Path) -> dict[str, object]:
    """Read a folder's returns in a process of its own."""
    done = limited(
        [sys.executable, "-X", "utf8", "-m", "tests.support.hostile", str(folder)], cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", list(HOSTILE))
def test_it_ends_as_a_row_and_does_no_harm(name: str, tmp_path: Path) -> None:
    put(tmp_path / "returns", {"bad": HOSTILE[name](), "good.docx": GOOD})
    found = measured(tmp_path)
    rows = found["rows"]
    assert isinstance(rows, list)
    bad = [row for row in rows if row[0] == "bad"]
    assert bad
    for _, _, status, message in bad:
        assert status in HARMLESS.get(name, {"rejected"}), message
        assert message.endswith((".", "}")) or status == "accepted"
        assert UNEXPECTED not in message
    (good,) = [row for row in rows if row[0] == "good.docx"]
    assert good[2] in ("accepted", "duplicate" if name in HARMLESS else "accepted")
    # Under a second on an ordinary computer; those that test are slow and busy.
    assert found["seconds"] < 5
    # Windows does not tell.
    assert found["memory"] < 100 * 1024**2
    outside = [path for path in tmp_path.iterdir() if path.name not in ("returns", "warm")]
    assert outside == []
