"""A workshop of which final editions go out: its forms, its editions and what they say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import make_folder, prepare
from toptips import workflow
from toptips.model.editions import Editions, load_editions
from toptips.model.responses import Response, write_responses
from toptips.workflow import EditionHeldBack, analysing

TIPS = ("plan-early", "share-records", "beds-and-homes")
PARTNERS = (
    ("mh-trust", "NHS"), ("acute-trust", "NHS"), ("council", "Local authority"),
    ("district", "Local authority"), ("charity", "Voluntary sector"),
)  # fmt: skip


def person(number: int, partner: str = "council", score: str = "3", **more: Any) -> Response:
    answers = {(tip, "score"): score for tip in TIPS} | more.pop("answers", {})
    return Response(
        id=f"{number:012x}", form="self-assessment", partner=partner,
        respondent=f"p{number}", source=f"form {number}.docx", answers=answers, **more,
    )  # fmt: skip


FIRST = [person(10 * at + of, partner) for at, (partner, _) in enumerate(PARTNERS) for of in (1, 2)]
LATE = [person(100 + number, "council", "4") for number in range(1, 7)]


def sheet(table: str, words: str = "Agreed") -> Response:
    answers = {("plan-early", "action"): words}
    return Response(id=f"table-{table}", form="conversation", respondent=table, answers=answers)


def first_forms_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workshop's folder with FIRST back, and take what the board is asked for written."""
    monkeypatch.setattr(analysing, "_must_be_written", lambda paper: None)
    make_folder(folder, groups={"pathway": ["Adults", "Older adults"]})
    prepare(folder)
    answer(folder, FIRST)
    return folder


def answer(folder: Path, responses: list[Response]) -> None:
    (folder / "responses.csv").write_bytes(write_responses(responses, ["pathway"]))


def final(folder: Path, *recalled: int) -> tuple[int, int | None]:
    """Make an edition, and return its number and which it differs from."""
    edition = workflow.analyse(folder, final=True, recalled=recalled).figures.edition
    assert edition is not None
    return edition.number, edition.differs_from


def reasons(folder: Path) -> dict[int, str]:
    """What keeps an edition back, by the earlier edition."""
    with pytest.raises(EditionHeldBack) as held:
        final(folder)
    return {near.number: "; ".join(near.reasons) for near in held.value.near}


def change(folder: Path, **keys: Any) -> None:
    path = folder / "workshop.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**data, **keys}, allow_unicode=True), encoding="utf-8")


def kept(folder: Path) -> Editions:
    found = load_editions(folder)
    assert found is not None
    return found


def report(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "report").rglob("*.*")}


def figures(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report" / "analysis.json").read_bytes())
    return found


def words(folder: Path) -> str:
    with zipfile.ZipFile(folder / "report" / "report.docx") as parts:
        return parts.read("word/document.xml").decode()
