"""A partner is found by its name as people type it, where only one fits."""

from pathlib import Path

import pytest

from tests.support.making_forms import decisions, put, questionnaire, sent, workshop
from toptips.model.responses import Response, write_responses
from toptips.returns.collecting import read_all
from toptips.returns.partners import PartnersByName, as_compared

NAMES = {
    "st-marys": "St Mary's Hospital",
    "zoe": "Zoë & Søren's Café",
    "trust": "The Harbour NHS Foundation Trust",
    "north": "Council (North)",
    "north-2": "Council - North!",
}
ROOM = workshop(
    partners=[{"id": name, "name": text, "sector": "NHS"} for name, text in NAMES.items()]
)


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("St Mary’s Hospital", "st-marys"),
        ("ST MARYS  HOSPITAL", "st-marys"),
        ("St. Mary`s\u00a0hospital", "st-marys"),
        ("the St Mary's Hospital", "st-marys"),
        ("St-Marys", "st-marys"),
        ("Zoe and Sorens Cafe", "zoe"),
        ("Zoe\u0308 & Søren’s Cafe\u0301", "zoe"),
        ("ZOE&SORENS CAFE", "zoe"),
        ("Harbour N.H.S. Foundation Trust", None),
        ("harbour nhs foundation trust", "trust"),
        ("Council (North)", "north"),
        ("Council - North!", "north-2"),
        ("Council North", None),
        ("St Mary's", "st-marys"),
        ("Mary's Hospital", None),
        ("The", None),
        ("", None),
        ("!!", None),
    ],
)
def test_a_name_as_it_is_typed(typed: str, whose: str | None) -> None:
    found = PartnersByName(ROOM).called(typed)
    assert (found.id if found else None) == whose


def test_names_of_signs_alone_are_not_all_alike() -> None:
    assert as_compared(" ?! ") != as_compared("--")
    assert as_compared("The") == "the"


def test_a_table_of_answers_finds_it_too(tmp_path: Path) -> None:
    answer = Response(
        "1", "self-assessment", partner_name="The St Mary’s hospital",
        answers={("tip-1", "score"): "4"},
    )  # fmt: skip
    put(tmp_path, {"a.csv": write_responses([answer], [])})
    (row,) = read_all(tmp_path, sent(questionnaire()), ROOM, decisions()).rows
    assert (row.status, row.partner) == ("accepted", "st-marys")
