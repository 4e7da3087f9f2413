"""A partner is found by its name as people type it, where only one fits."""

from pathlib import Path

import pytest
import yaml

from tests.support.folders import answered, form_of, make_folder, prepare
from tests.support.folders import workshop as workshop_file
from tests.support.making_forms import decisions, put, questionnaire, sent, workshop
from tests.support.word_files import fill
from toptips import workflow
from toptips.model.responses import Response, write_responses
from toptips.model.returned import ReturnRow, read_returns
from toptips.model.workshop import Partner
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


AS_SENT = (
    Partner(id="trust", name="Quay Hospitals", sector="NHS"),
    Partner(id="zoe", name="Council - North", sector="NHS"),
    Partner(id="st-marys", name="The Infirmary", sector="NHS"),
    Partner(id="north", name="Infirmary", sector="NHS"),
    Partner(id="gone", name="Gone since", sector="NHS"),
)


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("quay hospitals", "trust"),
        ("The Harbour NHS Foundation Trust", "trust"),
        ("Council - North!", "north-2"),
        ("Council - North", None),
        ("Infirmary", None),
        ("Gone since", None),
    ],
)
def test_an_earlier_name_is_read_where_it_is_nobody_elses(typed: str, whose: str | None) -> None:
    found = PartnersByName(ROOM, AS_SENT).called(typed)
    assert (found.id if found else None) == whose


def test_a_partner_renamed_since_keeps_what_was_sent_by_its_first_name(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour")
    prepare(folder)
    came_back = put(
        tmp_path / "back",
        {"a.docx": fill(form_of(folder, "charity"), answered("4", _0__label="JK"))},
    )
    typed = Response(
        "1", "self-assessment", partner_name="Lantern House",
        answers={("plan-early", "score"): "4"},
    )  # fmt: skip
    put(came_back, {"b.csv": write_responses([typed], [])})
    rows = collected(folder, came_back)
    renamed = workshop_file()
    renamed["partners"][-1]["name"] = "Beacon Trust"
    (folder / "workshop.yaml").write_text(yaml.safe_dump(renamed, sort_keys=False), "utf-8")
    assert [(row.status, row.partner) for row in rows] == [("accepted", "charity")] * 2
    assert collected(folder, came_back) == rows


def collected(folder: Path, came_back: Path) -> list[ReturnRow]:
    workflow.collect(folder, [came_back])
    return read_returns(folder / "returns.csv")
