"""Forms and tables' sheets that came back, and what collecting says of each."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from tests.support.making_forms import decisions, put, questionnaire, sent, word_form, workshop
from toptips.model.returned import ReturnRow
from toptips.returns.collecting import Collected, read_all

Q = questionnaire()
SHEET = questionnaire("conversation")
FIRST, SECOND, THIRD = (f"2018-08-0{day}T10:00:00Z" for day in (1, 2, 3))
NO_TIME = ""


def form(label: str = "JK", score: str = "4", **options: Any) -> bytes:
    return word_form(Q, {"0.label": label, "1.score": score}, **options)


def sheet(table: str, score: str = "4", **options: Any) -> bytes:
    return word_form(SHEET, {"1.score": score}, partner=table, **options)


def collected(folder: Path, files: dict[str, bytes], *decided: dict[str, str]) -> Collected:
    return read_all(put(folder, files), sent(Q, SHEET), workshop(), decisions(*decided))


def statuses(folder: Path, files: dict[str, bytes], *decided: dict[str, str]) -> dict[str, str]:
    return {row.file: row.status for row in collected(folder, files, *decided).rows}


def row_of(folder: Path, files: dict[str, bytes], *decided: dict[str, str]) -> ReturnRow:
    return collected(folder, files, *decided).rows[0]


def id_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
