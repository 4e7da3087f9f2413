"""People's own words in the report: whole, as they were written, and only those that may stand."""

from pathlib import Path

import pytest

from tests.support.folders import answered
from tests.support.pictures import without_drawing
from tests.support.reports import NAMING, RETURNED, WITHOUT, analysed, published, section, table

pytestmark = pytest.mark.usefixtures("everything_is_confirmed")


@without_drawing
def test_a_partner_with_an_awkward_name(tmp_path: Path) -> None:
    name = "*Mind* | #1 <b> & Söns"
    partners = [
        {"id": "mind", "name": f" {name}", "sector": f"S {name}"},
        {"id": "silent", "name": "_Silent_ [x](y)", "sector": "**Bold**"},
        {"id": "second", "name": "Second", "sector": "**Bold**"},
    ]
    returned = [
        ("mind", answered(score, _0__label=f"p{number}", _0__quote=NAMING, _1__barriers=name))
        for number, score in enumerate("2234")
    ]
    returned.append(("second", answered("5")))
    report, _ = analysed(tmp_path / "w", returned, partners=partners)
    assert [name, f"S {name}", "Answered"] in table(report, "Organisation")
    assert "Not yet heard from: _Silent_ [x](y)." in report.text
    quotes = section(report, "Tip 1: Plan early together").splitlines()
    assert f"“{name}” (sector not given)" in quotes


@without_drawing
def test_a_long_comment_comes_out_whole(tmp_path: Path) -> None:
    comment = "\n".join(
        " ".join(f"word{line * 100 + number}" for number in range(100)) for line in range(30)
    )
    returned = [
        ("council", answered("3", _0__label=label, _0__quote=WITHOUT, _2__barriers=comment))
        for label in ("a", "b", "c")
    ]
    returned[1:] = [("district", answered("3", _0__label=label)) for label in ("b", "c")]
    report, _ = analysed(tmp_path / "w", returned)
    assert comment in report.text


@without_drawing
def test_without_a_codebook_there_are_words_and_no_themes(tmp_path: Path) -> None:
    report, figures = analysed(tmp_path / "w")
    assert figures["coding"] is None
    assert figures["themes"] == []
    assert "The framework names no codebook" in report.text
    assert "No beds on Fridays & weekends." in report.text


def test_words_of_tables_stand_without_their_number_where_nobody_objected(tmp_path: Path) -> None:
    returned = (
        *RETURNED[:9],
        ("table-1", {
            "0.read_by_all": "Read aloud; nobody objects to printing our words",
            "1.barriers": "Vans run late", "1.dissent": "Not all of us", "1.action": "Meet weekly",
            "1.lead": "Matron, Heron ward", "1.lead_here": "Still to be asked",
        }),
        ("table-2", {
            "0.read_by_all": "Print decisions only", "1.plans": "Kept among ourselves",
            "1.dissent": "Nor this", "1.score": "2 Planned",
        }),
    )  # fmt: skip
    report, figures = analysed(tmp_path / "w", returned)
    assert table(report, "Table") == [["2", "2 Planned"]], "table 1 decided on a step alone"
    assert table(report, "Tip", "Step") == [
        ["1", "Meet weekly", "Matron, Heron ward (proposed, not yet asked)", "To be agreed", "1"]
    ]
    assert "“Vans run late” (a table)\n" in report.text
    assert "“Not all of us” (a table)\n" in report.text
    assert "2 of 2 tables noted a different view." in report.text
    assert figures["tips"][0]["table_words"] == {
        "barriers": ["Vans run late"], "dissent": ["Not all of us"],
    }  # fmt: skip
    everything = published(tmp_path / "w")
    assert "Kept among ourselves" not in everything and "Nor this" not in everything


@without_drawing
def test_an_empty_line_does_not_make_two_of_one_quote(tmp_path: Path) -> None:
    said = "Nobody rings.\n\n \nNobody writes."
    returned = [("council", answered("3", _0__quote=WITHOUT, _1__barriers=said))]
    returned += [(who, answered("3")) for who in ("district", "charity")]
    report, figures = analysed(tmp_path / "w", returned)
    assert "“Nobody rings.\nNobody writes.” (sector not given)" in report.text
    assert figures["tips"][0]["comments"]["barriers"]["quotes"][0]["text"] == said
