"""What `prepare` warns of, each with what would help."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import answered, collect_forms, framework, make_folder
from toptips import workflow

EVERYBODY = [
    {"id": "homes", "name": "Harbour Housing", "sector": "Housing", "people": 7},
    {"id": "carers", "name": "Carers of Harbour", "sector": "Voluntary sector", "people": 7},
    {"id": "voices", "name": "Lived Experience Panel", "sector": "People", "people": 7},
]
CARE = {"id": "care", "name": "Larch Row Nursing Homes", "sector": "Care", "people": 13}
PRIVACY = {
    "controller": "The Harbour partnership",
    "contact": "data@harbour.example",
    "notice": "https://example.org/notice",
    "withdraw_by": "2018-09-30",
    "delete_by": "2019-09-30",
}
# One form fewer than it takes for sectors to be compared.
FEW = [*EVERYBODY[:2], {**EVERYBODY[2], "people": 5}]
TODAY = date(2018, 7, 2)


def warnings(folder: Path, today: date = TODAY, **changes: Any) -> list[str]:
    made = make_folder(folder, **{"partners": EVERYBODY, "privacy": PRIVACY, **changes})
    return list(workflow.prepare(made, today=today).notes)


def test_a_sound_plan_is_warned_of_nothing(tmp_path: Path) -> None:
    assert warnings(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"starts": "10:00", "ends": "12:10"},
            ["too full: tables have 5 minutes for each tip", "let it end at 12:45 or have 6"],
        ),
        (
            {"starts": "10:00", "ends": "12:30", "tables": 3},
            ["so each table has 2 of the tips", "let it end at 12:45"],
        ),
        ({"privacy": {**PRIVACY, "contact": "the office"}}, ["privacy.contact of", "e-mail"]),
        ({"privacy": {**PRIVACY, "complaints": "ask us"}}, ["is in privacy.complaints of"]),
        ({"returns": {"to": "the project office", "by": "2018-08-24"}}, ["returns.to of"]),
        (
            {"partners": [EVERYBODY[0], CARE]},
            ["speaks of unpaid carers or people who use services. Invite them"],
        ),
        (
            {"partners": [*EVERYBODY[1:], CARE]},
            ["speaks of housing. Invite them"],
        ),
        (
            {"partners": FEW},
            [
                "19 forms are expected, and under 20 the report compares no sectors, since",
                "Ask more people of each partner, under 'people' in workshop.yaml, or name two",
            ],
        ),
        (
            {"partners": FEW, "groups": {"pathway": ["older", "younger"]}},
            ["the report compares no sectors and no groups, since"],
        ),
        (
            {
                "partners": FEW,
                "groups": {"pathway": ["older", "younger"]},
                "families": {"Homes": ["Housing"], "Others": ["Voluntary sector", "People"]},
            },
            ["the report compares no groups, since", "under 'people' in workshop.yaml."],
        ),
    ],
)  # fmt: skip
def test_each_warning_says_what_would_help(
    tmp_path: Path, changes: dict[str, Any], said: list[str]
) -> None:
    found = warnings(tmp_path, **changes)
    assert len(found) == 1
    for words in said:
        assert words in found[0]
    assert "\n" not in found[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"families": {"Homes": ["Housing"], "Others": ["Voluntary sector", "People"]}},
        {"partners": [EVERYBODY[0]]},
    ],
)
def test_few_forms_are_enough_where_no_sectors_are_compared(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    assert warnings(tmp_path, **{"partners": FEW, **changes}) == []


def test_what_would_help_does_help(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (found,) = warnings(tmp_path / "full", starts="10:00", ends="12:10")
    assert "12:45" in found
    assert warnings(tmp_path / "later", starts="10:00", ends="12:45") == []


def test_a_form_that_takes_too_long_says_what_to_leave_out(tmp_path: Path) -> None:
    tips = [{**framework()["tips"][0], "id": f"t{n}", "number": n} for n in range(1, 31)]
    (found,) = [
        note
        for note in warnings(tmp_path, framework_changes={"tips": tips}, tables=6, ends="18:00")
        if "minutes, and many" in note
    ]
    assert "takes about 35 minutes" in found
    assert "under 'ask' in workshop.yaml" in found


def test_what_microsoft_forms_has_no_room_for_is_named(tmp_path: Path) -> None:
    tips = [{**framework()["tips"][0], "id": f"t{n}", "number": n} for n in range(1, 61)]
    notes = warnings(tmp_path, framework_changes={"tips": tips}, tables=12, ends="18:00")
    (found,) = [note for note in notes if "Microsoft Forms" in note]
    assert "leaves out of each tip: What works well; One thing to do next" in found


def test_a_promise_that_is_past_is_said(tmp_path: Path) -> None:
    found = warnings(tmp_path, today=date(2018, 10, 1))
    assert found[:-1] == [
        "privacy.withdraw_by is past (30 September 2018): who gets a form now could not take an"
        " answer back. Write a date some weeks after the workshop."
    ]


SOON = {"date": "2026-12-10", "returns": {"to": "jo@harbour.example", "by": "2026-12-01"}}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 29), []),
        (date(2026, 10, 30), ["1 date of the checklist is past, 29 October 2026. Send the forms"]),
        (
            date(2026, 11, 26),
            [
                "3 dates of the checklist are past, the first of them 29 October 2026, and the"
                " invitation asks for a reply by 24 November 2026. Send the forms at once and say"
                " by when you need them; or choose later days for returns.by and date in"
                " workshop.yaml, and run 'toptips prepare' again."
            ],
        ),
        (date(2026, 12, 2), ["checklist are past", "and the forms are due by 1 December 2026."]),
        (date(2026, 12, 10), ["checklist are past"]),
        (date(2026, 12, 11), ["The workshop's date is past (10 December 2026). Write the day"]),
    ],
)
def test_days_that_are_past_before_anything_is_sent_are_said(
    tmp_path: Path, day: date, said: list[str]
) -> None:
    later = {"withdraw_by": "2027-01-10", "delete_by": "2027-12-01"}
    found = warnings(tmp_path, today=day, privacy={**PRIVACY, **later}, **SOON)
    assert len(found) == bool(said)
    assert all(words in found[0] for words in said)


def test_once_forms_are_back_the_days_before_may_be_past(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour", partners=EVERYBODY, privacy=PRIVACY)
    collect_forms(folder, [("homes", answered("3"))])
    assert workflow.prepare(folder, today=date(2018, 9, 10)).notes == ()


def test_within_one_organisation_nobody_is_missing(tmp_path: Path) -> None:
    only = [{"id": "trust", "name": "Harbour Trust", "sector": "NHS", "people": 20}]
    assert warnings(tmp_path, partners=only) == []
