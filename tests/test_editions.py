"""Final editions: none may give anybody away beside another, and none is forgotten."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.editions import (
    FIRST,
    LATE,
    PARTNERS,
    answer,
    change,
    figures,
    final,
    first_forms_back,
    kept,
    person,
    reasons,
    report,
    sheet,
    words,
)
from tests.support.folders import answered, collect_forms, make_folder
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.codings import CodingLine, with_lines
from toptips.model.editions import keyed
from toptips.model.responses import Response

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return first_forms_back(tmp_path / "harbour", monkeypatch)


def test_nothing_is_final_while_what_the_board_is_asked_is_unwritten(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    collect_forms(folder, [("council", answered("3")), ("district", answered("3"))])
    with pytest.raises(TopTipsError, match=r"asked, and .*, in box B \('.*'\); nothing else"):
        workflow.analyse(folder, final=True)
    assert not (folder / "report").exists()


def test_a_draft_says_so_and_records_nothing(folder: Path) -> None:
    analysis = workflow.analyse(folder)
    assert "not to be passed on" in words(folder)
    assert analysis.as_data()["edition"] is None
    assert figures(folder)["fingerprint"] == ""
    assert not (folder / "editions.json").exists()


def test_an_edition_is_recorded_and_is_no_draft(folder: Path) -> None:
    assert final(folder) == (1, None)
    assert "not to be passed on" not in words(folder)
    assert "Edition 1." in words(folder)
    assert figures(folder)["edition"] == {"number": 1, "differs_from": None}
    (edition,) = kept(folder).editions
    assert len(edition.forms["self-assessment"]) == len(FIRST)
    assert edition.limits["smallest_group"] == "3"
    assert edition.dimensions == ("sector", "pathway")


def test_the_same_forms_are_the_same_edition_in_whatever_order_and_under_whatever_names(
    folder: Path,
) -> None:
    final(folder)
    before = (folder / "editions.json").read_bytes()
    renamed = [
        person(900 - number, response.partner, role="Nurse", quote="anonymous")
        for number, response in enumerate(FIRST)
    ]
    answer(folder, renamed[::-1])
    assert final(folder) == (1, None)
    assert (folder / "editions.json").read_bytes() == before


@pytest.mark.parametrize("late", [1, 2])
def test_too_few_late_forms_make_no_edition(folder: Path, late: int) -> None:
    final(folder)
    before = report(folder), (folder / "editions.json").read_bytes()
    answer(folder, FIRST + LATE[:late])
    assert f"by only {late} self-assessment" in reasons(folder)[1]
    assert (report(folder), (folder / "editions.json").read_bytes()) == before


def test_three_late_forms_make_the_second_edition(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:3])
    analysis = workflow.analyse(folder, final=True)
    assert analysis.as_data()["edition"] == {"number": 2, "differs_from": 1}
    assert analysis.since == "Since edition 1: 3 self-assessments more."
    assert "Edition 2, in the place of edition 1." in words(folder)
    # Those of the first, which has gone out already, are it again.
    answer(folder, FIRST)
    assert final(folder) == (1, None)
    assert len(kept(folder).editions) == 2


def test_every_edition_counts_and_not_the_last_alone(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:3])
    final(folder)
    answer(folder, FIRST + LATE[:2])
    assert reasons(folder) == {
        1: "by only 2 self-assessments",
        2: "by only 1 self-assessment",
    }
    answer(folder, FIRST + LATE)
    assert final(folder) == (3, 2)


def test_three_late_forms_are_too_few_where_a_sector_that_is_shown_has_fewer(folder: Path) -> None:
    everybody = FIRST + [person(200 + at, who, "2") for at, (who, _) in enumerate(2 * PARTNERS)]
    answer(folder, everybody)
    by_sector = workflow.analyse(folder).figures.tips[0].by["sector"]
    assert {name for name, scored in by_sector.items() if scored.n} == {"NHS", "Other sectors"}
    final(folder)
    answer(folder, [*everybody, *LATE[:2], person(300, "mh-trust", "5")])
    (said,) = reasons(folder).values()
    assert "1 self-assessment in sector 'NHS'" in said
    assert "2 self-assessments in sector 'Local authority'" in said
    answer(folder, everybody + LATE[:3])
    assert final(folder) == (2, 1)


def test_one_who_changed_an_answer_is_one_form(folder: Path) -> None:
    final(folder)
    answer(folder, [person(1, "mh-trust", "5"), *FIRST[1:]])
    assert reasons(folder) == {1: "by only 1 self-assessment"}


def test_who_answered_alike_is_not_one_person(folder: Path) -> None:
    """The two forms of each organisation are the same but for their labels."""
    final(folder)
    answer(folder, FIRST[1:])
    assert reasons(folder) == {1: "by only 1 self-assessment"}


def test_a_withdrawal_needs_the_earlier_edition_to_be_recalled(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST[1:])
    assert reasons(folder) == {1: "by only 1 self-assessment"}
    assert final(folder, 1) == (2, 1)
    assert [edition.recalled for edition in kept(folder).editions] == [True, False]
    assert final(folder) == (2, 1)
    # What was recalled is not made again beside what followed it.
    answer(folder, FIRST)
    assert reasons(folder) == {2: "by only 1 self-assessment"}


def test_an_edition_that_never_was_can_not_be_recalled(folder: Path) -> None:
    with pytest.raises(TopTipsError, match=r"There is no edition 2 to recall\..*: none"):
        final(folder, 2)
    assert not (folder / "editions.json").exists()
    with pytest.raises(TopTipsError, match="Add --final"):
        workflow.analyse(folder, recalled=[1])


def test_kinds_of_forms_are_counted_apart(folder: Path) -> None:
    """The figures of each kind stand by themselves, so forms of another kind hide nobody."""
    one = Response(id="0" * 12, form="people", answers={("plan-early", "experience"): "yes"})
    answer(folder, [*FIRST, sheet("1")])
    final(folder)
    answer(folder, [*FIRST, *LATE[:3], sheet("1"), sheet("2"), one])
    (said,) = reasons(folder).values()
    assert "1 table's sheet and 1 form of people who use services" in said
    assert "self-assessment" not in said


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"count": "organisations"}, "count"),
        ({"privacy": {"smallest_group": 4, "smallest_group_for_shares": 5}}, "smallest_group"),
        ({"privacy": {"smallest_group_for_shares": 6}}, "smallest_group_for_shares"),
    ],
)
def test_other_limits_make_no_edition(folder: Path, keys: dict[str, Any], named: str) -> None:
    final(folder)
    privacy = yaml.safe_load((folder / "workshop.yaml").read_text("utf-8"))["privacy"]
    if "privacy" in keys:
        keys = {"privacy": {**privacy, **keys["privacy"]}}
    change(folder, **keys)
    assert reasons(folder) == {1: f"in its limits ({named})"}
    # However many forms have come since.
    answer(folder, FIRST + LATE)
    assert reasons(folder) == {1: f"in its limits ({named})"}
    assert final(folder, 1) == (2, 1)


def test_other_groups_make_no_edition(folder: Path) -> None:
    final(folder)
    partners = yaml.safe_load((folder / "workshop.yaml").read_text("utf-8"))["partners"]
    partners[0]["sector"] = "Mental health"
    change(folder, partners=partners)
    workflow.prepare(folder)
    assert reasons(folder) == {1: "in its groups"}
    partners[0]["sector"] = "NHS"
    change(folder, partners=partners, groups={"locality": ["North", "South"]})
    workflow.prepare(folder)
    assert reasons(folder) == {1: "in its groups"}


def test_a_draft_says_beside_which_editions_it_must_not_lie(folder: Path) -> None:
    final(folder)
    assert workflow.analyse(folder).near == ()
    answer(folder, FIRST[1:])
    (near,) = workflow.analyse(folder).near
    assert str(near) == "It differs from edition 1 by only 1 self-assessment."
    assert len(kept(folder).editions) == 1


def published(folder: Path, copy: Path) -> Iterator[tuple[str, bytes]]:
    for path in (path for place in (folder / "report", copy) for path in place.rglob("*.*")):
        yield path.name, path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                yield from ((name, parts.read(name)) for name in parts.namelist())


def test_the_secret_and_the_forms_are_in_nothing_that_is_published(
    folder: Path, tmp_path: Path
) -> None:
    final(folder)
    answer(folder, FIRST + LATE)
    final(folder)
    workflow.anonymise(folder, tmp_path / "copy")
    found = kept(folder)
    hidden = [found.secret, *found.editions[1].forms["self-assessment"]]
    files = list(published(folder, tmp_path / "copy"))
    assert {"analysis.json", "report.docx", "word/document.xml", "responses.csv"} <= {
        name for name, _ in files
    }
    for name, data in files:
        assert not any(text.encode() in data for text in hidden), name


def test_the_fingerprint_is_keyed_and_changes_with_answers_and_codings(folder: Path) -> None:
    final(folder)
    prints = [figures(folder)["fingerprint"]]
    assert prints[0] in words(folder)
    memo = CodingLine("memo", theme="housing", text="Ask the districts.", day="2018-09-20")
    (folder / "codings.csv").write_bytes(with_lines(b"", [memo], "codings.csv"))
    workflow.analyse(folder)
    prints.append(figures(folder)["fingerprint"])
    answer(folder, FIRST[::-1])
    workflow.analyse(folder)
    prints.append(figures(folder)["fingerprint"])
    # Another folder has another secret.
    (folder / "editions.json").unlink()
    shutil.rmtree(folder / "report")
    final(folder)
    prints.append(figures(folder)["fingerprint"])
    assert len(set(prints)) == 4
    assert all(len(print_) == 64 for print_ in prints)


def test_texts_are_keyed_apart() -> None:
    secret = "ab" * 32
    assert keyed(secret, "a", "b") == keyed(secret, "a", "b")
    others = {keyed(secret, "ab"), keyed(secret, "a,b"), keyed("cd" * 32, "a", "b")}
    assert len({keyed(secret, "a", "b"), *others}) == 4
