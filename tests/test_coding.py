"""What people decided about comments wins, whatever comes back later, and changes the codebook."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.coding import (
    DAY,
    Filled,
    add_comments,
    codebook,
    coding_folder,
    codings,
    ids,
    said,
    themes_of,
)
from tests.support.folders import answered, form_of, make_folder
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.analysis.coding import changed, coded_before_a_split, printable_quotes, with_decisions
from toptips.analysis.themes import code
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.codebook import Codebook
from toptips.model.codings import CodingLine, Codings
from toptips.model.responses import Response
from toptips.model.returned import ReturnRow, write_returns

BOOK = Codebook.model_validate(codebook())
DAY_SAID = "2018-09-20"
A, B = "0123456789ab", "ba9876543210"


def line(kind: str, **parts: Any) -> CodingLine:
    return CodingLine(kind, day=DAY_SAID, **parts)


def after(*lines: CodingLine) -> Codebook:
    return changed(BOOK, Codings(lines)).codebook


def test_nothing_is_changed_without_a_line() -> None:
    assert after() == BOOK


def test_a_rename_is_followed_and_the_last_one_wins() -> None:
    found = after(
        line("rename", theme="housing", text="Homes"), line("rename", theme="housing", text="Home")
    )
    assert found.theme("housing").name == "Home"
    assert code(["no housing"], found) == [{"housing"}]


def test_a_keyword_is_dropped_added_and_brought_back() -> None:
    dropped = line("keyword", theme="housing", text="Housing", value="dropped")
    flat = line("keyword", theme="housing", text="flat*", value="added")
    assert code(["no housing", "flats"], after(dropped, flat)) == [{"rest"}, {"housing"}]
    back = replace(dropped, value="added")
    assert code(["no housing"], after(dropped, back)) == [{"housing"}]


def test_a_new_theme_has_the_keywords_that_it_is_given() -> None:
    found = after(
        line("theme", theme="transport", value="Transport", text="Ways home."),
        line("keyword", theme="transport", text="taxi", value="added"),
    )
    assert found.theme("transport").description == "Ways home."
    assert code(["by taxi"], found) == [{"transport"}]


def test_a_merged_theme_brings_its_keywords_and_its_codings_along() -> None:
    lines = (
        line("themes", comment=A, value="carers housing"),
        line("merge", theme="carers", value="housing"),
        line("merge", theme="housing", value="records"),
    )
    changes = changed(BOOK, Codings(lines))
    assert [theme.id for theme in changes.codebook.themes] == ["records", "rest"]
    assert code(["family", "housing"], changes.codebook) == [{"records"}, {"records"}]
    decided = with_decisions(Answered.of([]), Codings(lines), changes)
    assert decided.codings == {A: frozenset({"records"})}


def test_a_merge_can_be_taken_back_and_one_in_a_circle_is_a_problem() -> None:
    merge = line("merge", theme="carers", value="housing")
    assert after(merge, replace(merge, value="?")) == BOOK
    circle = changed(BOOK, Codings((merge, line("merge", theme="housing", value="carers"))))
    assert {theme.id for theme in circle.codebook.themes} >= {"housing", "carers"}
    assert any("can't be done" in problem for problem in circle.problems)


def test_a_split_theme_gives_its_keywords_away_and_its_codings_ask_for_another_look() -> None:
    codings = Codings(
        (
            line("themes", comment=A, value="housing"),
            line("split", theme="housing", value="homeless-people", text="Homeless people"),
            line("keyword", theme="housing", text="homeless*", value="dropped"),
            line("keyword", theme="homeless-people", text="homeless*", value="added"),
            line("themes", comment=B, value="housing"),
        )
    )
    changes = changed(BOOK, codings)
    assert code(["homelessness"], changes.codebook) == [{"homeless-people"}]
    assert coded_before_a_split(codings, changes) == {A}


def test_what_was_decided_about_an_earlier_theme_counts_for_what_it_became() -> None:
    housing = BOOK.theme("housing").model_copy(update={"was": ("homes", "tenancies")})
    others = tuple(theme for theme in BOOK.themes if theme.id != "housing")
    book = BOOK.model_copy(update={"themes": (housing, *others)})
    lines = (
        line("themes", comment=A, value="homes"),
        line("memo", theme="tenancies", text="Flats"),
    )
    changes = changed(book, Codings(lines))
    found = with_decisions(Answered(()), Codings(lines), changes)
    assert (found.codings, found.memos) == ({A: frozenset({"housing"})}, {"housing": "Flats"})
    assert changes.problems == ()
    merge = line("merge", theme="homes", value="carers")
    moved = changed(book, Codings((*lines, merge)))
    assert with_decisions(Answered(()), Codings(lines), moved).codings == {A: frozenset({"carers"})}


def test_lines_about_a_theme_that_is_not_there_are_problems() -> None:
    changes = changed(BOOK, Codings((line("memo", theme="gone", text="x"),)))
    assert changes.codebook == BOOK
    assert changes.problems == (
        "codings.csv names the theme 'gone', which the codebook does not have.",
    )


def test_a_quote_that_anybody_refused_is_not_printed() -> None:
    def quote(comment: str, value: str, coder: int = 1, text: str = "Words") -> CodingLine:
        return line("quote", comment=comment, value=value, coder=coder, text=text)

    found = Codings((quote(A, "confirmed"), quote(B, "confirmed"), quote(A, "refused", 2)))
    assert [said.comment for said in printable_quotes(found)] == [B]
    with_a_number = Codings((quote(A, "edited", text="Ring 01632 960123"),))
    assert list(printable_quotes(with_a_number)) == []


def test_without_a_codebook_quotes_are_confirmed_all_the_same() -> None:
    response = Response(id="r1", form="self-assessment", answers={("t1", "barriers"): "Words"})
    written = Answered.of([response])
    (comment,) = written.comments
    codings = Codings((line("quote", comment=comment.id, value="confirmed", text="Words"),))
    assert with_decisions(written, codings, None).confirmed == {comment.id: "Words"}


def test_memos_and_roles_are_handed_on_unless_personal_data_is_found_in_them() -> None:
    response = Response(id="r1", form="self-assessment", answers={("t1", "barriers"): "Words"})
    written = Answered.of([response])
    comment = written.comments[0].id
    number = "ring 01632 960123"

    def read(memo: str, role: str) -> Answered:
        codings = Codings(
            (
                line("memo", theme="housing", text=memo),
                line("themes", comment=comment, value="housing", role=role),
            )
        )
        return with_decisions(written, codings, changed(BOOK, codings))

    handed_on = read("A home to go to.", "Lead")
    assert (handed_on.memos, handed_on.roles) == ({"housing": "A home to go to."}, ("Lead",))
    left_out = read(number, number)
    assert (left_out.memos, left_out.roles) == ({}, ())


HOUSING = "There is no housing for them"
WAITING = "We wait for the letter all day"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    # Enough forms for themes to be counted; the rest say nothing of a theme.
    rest = [f"Some other words, the {number}th of them" for number in range(6)]
    return coding_folder(tmp_path / "w", [HOUSING, WAITING, *rest])


def test_the_report_counts_what_a_person_decided(folder: Path) -> None:
    before = themes_of(folder)
    assert (before["Housing"], before["Carers"]) == (1, 0)
    filled = Filled.exported(folder)
    filled.workbook.worksheets[0]["B4"] = "Discharge lead"
    filled.fill("2 No theme", WAITING, Theme_1="Carers")
    filled.fill("1 Quotes", HOUSING, **{"Print it?": "Print", "Your wording": "No housing"})
    filled.taken(folder)
    figures = workflow.analyse(folder).figures
    themes = {theme.id: theme for theme in figures.themes}
    assert (themes["housing"].comments, themes["carers"].comments) == (1, 1)
    assert [quote.text for quote in themes["housing"].quotes] == ["No housing"]
    assert figures.coding is not None
    assert (figures.coding.checked, figures.coding.comments) == (1, 8)
    assert figures.coding.roles == ("Discharge lead",)


def test_a_quote_stands_only_with_the_theme_it_was_confirmed_for(tmp_path: Path) -> None:
    both = "Housing for carers is scarce"
    folder = coding_folder(tmp_path / "w", [both, *["Nothing is known to us"] * 5])
    lines = {
        comment.text: CodingLine(
            "quote", comment.id, "carers", "confirmed", comment.text, day=DAY_SAID
        )
        for comment in Answered.of(workflow_responses(folder)).comments
    }
    write(folder, lines[both])
    themes = {theme.id: theme.quotes for theme in workflow.analyse(folder).figures.themes}
    assert (len(themes["carers"]), len(themes["housing"])) == (1, 0)


def workflow_responses(folder: Path) -> list[Response]:
    from toptips.model.responses import read_responses

    return read_responses(folder / "responses.csv")


def write(folder: Path, *lines: CodingLine) -> None:
    from toptips.model.codings import with_lines

    (folder / "codings.csv").write_bytes(with_lines(b"", lines, "codings.csv"))


def test_a_persons_direction_counts_in_the_place_of_the_questions(folder: Path) -> None:
    write(folder, line("direction", comment=ids(folder)[HOUSING], value="strength"))
    (housing,) = [
        theme for theme in workflow.analyse(folder).figures.themes if theme.id == "housing"
    ]
    assert (housing.strengths, housing.barriers, housing.comments) == (1, 0, 1)


def test_a_bad_line_is_said_and_the_others_are_used(folder: Path) -> None:
    write(
        folder,
        line("themes", comment=ids(folder)[WAITING], value="carers"),
        line("themes", comment="not an id", value="carers"),
        line("memo", theme="gone", text="x"),
    )
    done = workflow.analyse(folder)
    assert any("codings.csv, line 3: " in note for note in done.notes)
    assert any("'gone'" in note for note in done.notes)
    assert done.figures.coding is not None
    assert done.figures.coding.checked == 1


def test_the_codebook_as_people_changed_it_is_what_comments_are_read_with(folder: Path) -> None:
    write(
        folder,
        line("rename", theme="housing", text="Homes"),
        line("keyword", theme="carers", text="letter", value="added"),
        line("keyword", theme="housing", text="housing", value="dropped"),
    )
    assert {"Homes": 0, "Carers": 1}.items() <= themes_of(folder).items()
    filled = Filled.exported(folder)
    assert HOUSING in [cells["Comment"] for _, cells in filled.rows("2 No theme")]


def test_a_renamed_theme_is_still_known_by_its_former_name(folder: Path) -> None:
    filled = Filled.exported(folder)
    write(folder, line("rename", theme="housing", text="Homes"))
    filled.fill("2 No theme", WAITING, Theme_1="Housing")
    assert filled.taken(folder).problems == ()
    assert said(folder, "themes") == {WAITING: "housing"}


def test_a_workbook_that_was_written_before_undoes_nothing(folder: Path) -> None:
    """What stood in it untouched is not taken for a decision, whatever was decided since."""
    early = Filled.exported(folder, more=True)
    apart = [cells["Comment"] for _, cells in early.rows("3 Without")]
    text = next(text for text in (HOUSING, WAITING) if text not in apart)
    late = Filled.exported(folder, more=True)
    late.fill("4 All", text, Theme_1="Carers", Direction="What works")
    late.fill("6 Codebook", "of it: Housing", Memo="Later")
    late.taken(folder)
    assert early.taken(folder).added == {}
    assert said(folder, "themes") == {text: "carers"}


def test_decisions_survive_ten_rounds_with_new_returns(tmp_path: Path) -> None:
    """Every round forms come back and are collected; the decisions of the first ones stay."""
    folder = make_folder(tmp_path / "w", framework_changes={"codebook": "small"})
    coding_books(folder)
    workflow.prepare(folder)
    decided: dict[str, str] = {}
    for number in range(10):
        text = f"Words of round {number} that no keyword fits"
        add_form(folder, number, text)
        workflow.collect(folder, [folder / "came back"])
        filled = Filled.exported(folder, more=number % 2 == 1)
        shown = [cells["Comment"] for _, cells in filled.rows("2 No theme")]
        if text in shown:
            filled.fill("2 No theme", text, Theme_1="Carers" if number % 3 else "No theme")
            decided[text] = "carers" if number % 3 else ""
        assert filled.taken(folder).problems == ()
        assert said(folder, "themes") == decided
        assert not workflow.export_codings(folder).kept_aside
    assert len(decided) > 6
    figures = workflow.analyse(folder).figures
    counted = {theme.id: theme.comments for theme in figures.themes}
    assert counted["carers"] == list(decided.values()).count("carers")


def coding_books(folder: Path) -> None:
    import yaml

    books = folder / "frameworks" / "codebooks"
    books.mkdir()
    (books / "small.yaml").write_text(yaml.safe_dump(codebook()), encoding="utf-8")


def add_form(folder: Path, number: int, text: str) -> None:
    came_back = folder / "came back"
    came_back.mkdir(exist_ok=True)
    whose = ("mh-trust", "acute-trust", "council", "district", "charity")[number % 5]
    answers = answered("3", _0__label=f"word {number}", **{"1__barriers": text})
    data = fill(form_of(folder, whose), answers)
    (came_back / f"{number} {whose}.docx").write_bytes(data)


def test_new_returns_leave_a_decision_on_another_comment_alone(folder: Path) -> None:
    filled = Filled.exported(folder)
    filled.fill("2 No theme", WAITING, Theme_1="Carers")
    filled.taken(folder)
    add_comments(folder, ["Housing again", "And once more other words"])
    assert {"Housing": 2, "Carers": 1}.items() <= themes_of(folder).items()


def test_a_framework_without_a_codebook_says_that_there_is_nothing_to_code(tmp_path: Path) -> None:
    folder = coding_folder(tmp_path / "w", [HOUSING])
    text = (folder / "frameworks" / "harbour-tips.yaml").read_text("utf-8")
    (folder / "frameworks" / "harbour-tips.yaml").write_text(
        text.replace("codebook: small\n", ""), encoding="utf-8"
    )
    with pytest.raises(TopTipsError, match="names no codebook"):
        workflow.export_codings(folder)


def test_nothing_goes_out_where_no_response_is_among_the_returns(folder: Path) -> None:
    row = ReturnRow(file="a.docx", status="accepted", form="self-assessment", response_id="f" * 12)
    (folder / "returns.csv").write_bytes(write_returns([row]))
    with pytest.raises(TopTipsError, match="None of the responses in"):
        workflow.export_codings(folder)
    assert not (folder / "coding.xlsx").exists()
    assert not (folder / "codings-all.csv").exists()


def test_all_codings_go_out_as_a_table(folder: Path) -> None:
    import csv

    filled = Filled.exported(folder)
    filled.fill("2 No theme", WAITING, Theme_1="Carers")
    filled.taken(folder)
    table = workflow.export_codings(folder).table
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    by_text = {row["text"]: row for row in rows}
    assert len(rows) == 8
    waiting, housing = by_text[WAITING], by_text[HOUSING]
    assert [waiting[name] for name in ("keywords", "coder_1", "counted", "counted_by")] == [
        "", "carers", "carers", "person",
    ]  # fmt: skip
    assert [housing[name] for name in ("keywords", "coder_1", "counted", "counted_by")] == [
        "housing", "", "housing", "keywords",
    ]  # fmt: skip
    assert waiting["comment"] in {line.comment for line in codings(folder).lines}
    assert DAY.isoformat() == codings(folder).lines[0].day


def test_the_report_says_who_checked_and_how_far_coders_agree(tmp_path: Path) -> None:
    texts = [f"{HOUSING} {number}" for number in range(70)]
    folder = coding_folder(tmp_path / "w", texts)
    filled = Filled.exported(folder, more=True)
    filled.workbook.worksheets[0]["B4"] = "Discharge lead"
    for place, (number, _) in enumerate(list(filled.rows("3 Without"))):
        filled.type_into("3 Without", number, Blind_theme_1="Carers" if place < 4 else "Housing")
    filled.taken(folder)
    done = workflow.analyse(folder)
    report = open_word(done.report).text
    assert (
        "A person (Discharge lead) checked the themes of 23 of 70 comments. In the other 47"
        " the program alone decided." in report
    )
    assert "23 comments were read by a person who did not see what the program found." in report
    assert "No person has checked" not in report
    coding = done.as_data()["coding"]
    assert coding["checked"] == 23
    assert coding["with_person"]["comments"] == 23
    found = {theme["id"]: theme["kappa"] for theme in coding["with_person"]["themes"]}
    # Keywords gave Housing to all, the person to 19 of them: no more than chance would have.
    assert found == {"housing": 0.0}
