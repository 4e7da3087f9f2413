"""Workshops of version 0.1.0 are read, counted and analysed as that version did."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from toptips import charts, workflow

DATA = Path(__file__).parent / "data"
WORKSHOPS = ("essex-0.1.0", "small-0.1.0")
MADE = ("responses.csv", "returns.csv", "analysis.json")
# Messages are for people, and their words are free to change.
WORDS = ("message",)
# What is called split, and how a priority is made up, are defined otherwise since then.
OF_A_TIP = (
    "id", "number", "n", "dont_know", "not_for_us", "mean", "median", "shares", "within_one",
    "consensus", "band", "ownership", "votes", "local_tip",
)  # fmt: skip
OF_A_THEME = (
    "comments", "respondents", "organisations", "strengths", "barriers", "tables", "tips",
)  # fmt: skip


# What is counted otherwise since then: "See 7b." and a table's "No" are no comments any more;
# keywords find further spellings, and none across a full stop; praise under "what gets in the way"
# counts as a strength.
SINCE_THEN = {
    "essex-0.1.0": [
        "themes/risk-refusals/comments: 22 became 24",
        "themes/risk-refusals/respondents: 16 became 17",
        "themes/risk-refusals/barriers: 13 became 14",
        "themes/risk-refusals/tips/patient-choice: 1 became 2",
        "themes/risk-refusals/tips/multi-agency-working: 2 became 3",
        "themes/assessment/tables: 2 became 3",
        "themes/communication/comments: 20 became 21",
        "themes/communication/barriers: 18 became 19",
        "themes/communication/tips/placement-without-prejudice: 1 became 2",
        "themes/care-market/comments: 17 became 18",
        "themes/weekend-working/comments: 12 became 11",
        "themes/weekend-working/respondents: 11 became 10",
        "themes/weekend-working/organisations: 8 became 7",
        "themes/weekend-working/barriers: 10 became 9",
        "themes/weekend-working/tips/every-day-counts: 7 became 6",
        "themes/families-carers/strengths: 4 became 5",
        "themes/families-carers/barriers: 15 became 14",
        "themes/recovery-reablement/strengths: 4 became 5",
        "themes/recovery-reablement/barriers: 3 became 2",
        "themes/something-else/comments: 31 became 30",
        "themes/something-else/respondents: 19 became 18",
        "themes/something-else/organisations: 10 became 9",
        "themes/something-else/barriers: 15 became 14",
        "themes/something-else/tables: 13 became 12",
        "themes/something-else/tips/early-discharge-planning: 4 became 3",
    ]
}


def as_left(name: str) -> dict[str, str]:
    """What version 0.1.0 made of a workshop, as text by the file's name."""
    texts = {}
    for made in MADE:
        packed = DATA / name / f"{made}.gz"
        data = (
            gzip.decompress(packed.read_bytes())
            if packed.exists()
            else (DATA / name / made).read_bytes()
        )
        texts[made] = data.decode("utf-8-sig")
    return texts


@pytest.fixture(scope="module", params=WORKSHOPS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def collected(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workshop's folder, its returns read by the code of today."""
    folder = tmp_path_factory.mktemp("old") / "workshop"
    made = (pattern for file in MADE for pattern in (file, f"{file}.gz"))
    shutil.copytree(DATA / name, folder, ignore=shutil.ignore_patterns(*made))
    workflow.collect(folder)
    return folder


def rows(text: str, without: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a CSV file, in an order that does not depend on how they came."""
    read = csv.DictReader(text.splitlines(keepends=True))
    kept = [{key: cell for key, cell in row.items() if key not in without} for row in read]
    return sorted(kept, key=lambda row: [*row.values()])


def same_columns(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[dict[str, str]]:
    """The new rows with the old rows' columns alone: later versions add some.

    What was a return's response_id is its return_id; the former is now of those that count.
    """
    columns = {key: key for key in old[0]}
    if "return_id" in new[0]:
        columns["response_id"] = "return_id"
    return sorted(
        ({key: row[column] for key, column in columns.items()} for row in new),
        key=lambda row: [*row.values()],
    )


@pytest.mark.parametrize("file", ["responses.csv", "returns.csv"])
def test_the_same_answers_are_read(name: str, collected: Path, file: str) -> None:
    old = rows(as_left(name)[file], without=WORDS)
    new = rows((collected / file).read_bytes().decode("utf-8-sig"), without=WORDS)
    assert len(old) > 10
    assert same_columns(old, new) == old


def test_the_same_figures_come_out(
    name: str, collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = json.loads(as_left(name)["analysis.json"]), analysed(collected, monkeypatch)
    assert differences(figures(old), figures(new)) == SINCE_THEN.get(name, [])


def test_the_files_of_then_are_analysed_without_collecting_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "workshop"
    shutil.copytree(DATA / name, folder)
    left = as_left(name)
    for file in ("responses.csv", "returns.csv"):
        (folder / file).write_bytes(left[file].encode("utf-8-sig"))
    (folder / "analysis.json").unlink(missing_ok=True)
    old, new = json.loads(left["analysis.json"]), analysed(folder, monkeypatch)
    assert differences(figures(old), figures(new)) == SINCE_THEN.get(name, [])


def test_a_difference_is_seen(name: str) -> None:
    """The comparison itself: a number, an absent key and a shorter list are told."""
    kept = figures(json.loads(as_left(name)["analysis.json"]))
    changed: dict[str, Any] = json.loads(json.dumps(kept))
    changed["tips"][0]["mean"] += 0.01
    del changed["tips"][1]["votes"]["count"]
    theme = changed["themes"].popitem()[0]
    found = differences(kept, changed)
    assert [place for place, _ in (line.split(": ", 1) for line in found)] == [
        "tips/0/mean",
        "tips/1/votes/count",
        f"themes/{theme}",
    ]


def analysed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Analyse a workshop, without drawing, and return its analysis.json."""
    monkeypatch.setattr(charts, "draw", lambda *given, **named: [])
    workflow.analyse(folder)
    found: dict[str, Any] = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    return found


def figures(analysis: dict[str, Any]) -> dict[str, Any]:
    """The figures of an analysis.json that no later version may change unnoticed."""
    return {
        "workshop": analysis["workshop"],
        "framework": analysis["framework"],
        "returns": analysis["returns"],
        "tips": [{key: tip[key] for key in OF_A_TIP if key in tip} for tip in analysis["tips"]],
        "themes": {
            theme["id"]: {key: theme[key] for key in OF_A_THEME if key in theme}
            for theme in analysis["themes"]
        },
    }


def differences(old: Any, new: Any, place: str = "") -> list[str]:
    """Where the new figures are not the old ones; what later versions add is none."""
    if isinstance(old, dict) and isinstance(new, dict):
        found = []
        for key in old:
            at = f"{place}/{key}".lstrip("/")
            if key in new:
                found += differences(old[key], new[key], at)
            else:
                found.append(f"{at}: {old[key]!r} is gone")
        return found
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [text for number, (a, b) in pairs for text in differences(a, b, f"{place}/{number}")]
    same = old == pytest.approx(new) if isinstance(old, float) else old == new
    return [] if same else [f"{place}: {old!r} became {new!r}"]
