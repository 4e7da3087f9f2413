"""A table's words are printed without its number: nothing beside them may give it away."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.folders import collect_forms, make_folder
from tests.support.small_workshop import figures, make_framework, make_workshop, table
from tests.support.word_files import open_word
from toptips import workflow
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.model.responses import Response
from toptips.report import sentences

PARTNERS = {"a": ("NHS", 9), "b": ("Council", 6)}
LEAVE = {"_read_by_all": "words"}
LEAVE_ON_PAPER = "Read aloud; nobody objects to printing our words"


def found(*sheets: Response, tables: int = 4) -> Figures:
    return figures(make_workshop(PARTNERS, tables=tables), list(sheets), make_framework(3))


def test_words_stand_with_a_tip_about_which_two_tables_decided() -> None:
    shown = found(table("1", t1_score="3", t1_barriers="Vans", **LEAVE), table("2", t1_score="2"))
    assert shown.tips[0].table_words == {"barriers": ("Vans",)}
    assert shown.table_words == {}


def test_words_about_a_tip_that_one_table_decided_stand_apart() -> None:
    first = table("1", t1_score="3", t1_barriers="Vans", t1_dissent="Not all", t2_score="1",
                  t2_plans="A pilot", **LEAVE)  # fmt: skip
    second = table("2", t2_score="2", t3_score="3", t3_barriers="No beds", **LEAVE)
    shown = found(first, second)
    assert shown.tips[0].table_words == shown.tips[2].table_words == {}
    assert shown.tips[1].table_words == {"plans": ("A pilot",)}, "both decided about it"
    assert shown.table_words == {"barriers": ("No beds", "Vans"), "dissent": ("Not all",)}
    assert [tip.dissenting for tip in shown.tips] == [None, 0, None]


def test_a_table_that_is_listed_alone_does_not_lend_its_number_to_anothers_words() -> None:
    """Table 2 wrote, table 1 decided: the list below the words would name table 1 alone."""
    shown = found(table("1", t1_score="3"), table("2", t1_barriers="Vans", t2_score="3", **LEAVE))
    assert shown.tips[0].table_words == {}
    assert shown.table_words == {"barriers": ("Vans",)}


def test_what_stands_apart_is_never_of_one_table_alone() -> None:
    """If all tips with one table are of the same table, the words of the others join them."""
    first = table("1", t1_score="3", t1_barriers="Vans", **LEAVE)
    second = table("2", t1_score="3", t2_score="3", t2_barriers="No beds", **LEAVE)
    shown = found(first, second)
    assert shown.table_words == {"barriers": ("No beds", "Vans")}
    assert not any(tip.table_words for tip in shown.tips)


def test_of_a_single_sheet_of_several_tables_no_words_are_printed() -> None:
    sheet = table("1", t1_score="3", t1_barriers="Vans", t1_dissent="Not all", **LEAVE)
    said = json.dumps(to_json(found(sheet)))
    assert "Vans" not in said and "Not all" not in said
    assert found(sheet).tips[0].dissenting is None


def test_where_a_single_table_was_planned_there_was_no_number_to_keep() -> None:
    shown = found(table("1", t1_barriers="Vans", **LEAVE), tables=1)
    assert shown.tips[0].table_words == {"barriers": ("Vans",)}


def test_plans_that_would_name_their_table_are_not_in_the_register() -> None:
    first = table("1", t1_score="3", t1_plans="A pilot", **LEAVE)
    shown = found(first, table("2", t2_score="3"))
    assert shown.register == () and shown.table_words == {"plans": ("A pilot",)}


def test_dissent_is_counted_among_the_tables_that_spoke_of_the_tip() -> None:
    sheets = [table("1", t1_score="3", t1_dissent="Not all"), table("2", t1_score="3"),
              table("3", t2_score="1")]  # fmt: skip
    tip = found(*sheets).tips[0]
    assert sentences.about_dissent(tip) == "1 of 2 tables noted a different view."


def test_a_headline_says_among_which_tips_a_different_view_was_counted() -> None:
    sheets = [table("1", t1_score="3", t1_dissent="Not all", t3_score="3", t3_dissent="Nor I"),
              table("2", t1_score="3")]  # fmt: skip
    last = list(sentences.headlines(found(*sheets)))[-1]
    assert (
        last == "A different view was noted on 1 tip of those that two or more tables spoke about."
    )


def test_no_document_joins_a_tables_words_to_its_number(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    make_folder(folder, ask_tables=["score", "barriers", "plans", "dissent"])
    collect_forms(folder, (
        ("table-1", {"1.score": "2 Planned", "1.barriers": "Vans come late",
                     "1.plans": "A pilot ward", "0.read_by_all": LEAVE_ON_PAPER}),
        ("table-2", {"2.score": "2 Planned", "2.dissent": "Not the nights",
                     "0.read_by_all": LEAVE_ON_PAPER}),
    ))  # fmt: skip
    workflow.analyse(folder)
    text = open_word(folder / "report" / "report.docx").text
    apart = text.index("What tables wrote, without its tip")
    for words in ("Vans come late", "A pilot ward", "Not the nights"):
        assert text.count(words) == 1 and text.index(words) > apart
    page = (folder / "report" / "report.html").read_text("utf-8")
    assert page.index("Vans come late") > page.index("What tables wrote, without its tip")
    told = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    assert "Vans" not in json.dumps(told["tips"]) and "pilot" not in json.dumps(told["register"])
