"""Where the returns stand: who has answered, who has not, and what is said about it."""

import io
import locale
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.making_forms import workshop
from tests.support.small_workshop import asked, make_framework
from toptips import workflow
from toptips.analysis.standing import PersonalData, Standing, stand
from toptips.cli.standing_table import bar, print_standing
from toptips.model.framework import Framework
from toptips.model.personal_data import remark
from toptips.model.responses import Response
from toptips.model.returned import ReturnRow
from toptips.model.workshop import Workshop

BEFORE, ON_THE_DAY, AFTER = date(2018, 8, 14), date(2018, 8, 24), date(2018, 8, 25)


def form(partner: str, *, answered: int = 5, asked: int = 10, **more: object) -> ReturnRow:
    values: dict[str, object] = {
        "file": f"{partner}.docx",
        "form": "self-assessment",
        "partner": partner,
        "status": "accepted",
        "answered": answered,
        "asked": asked,
    }
    # Each value is of its own field's type, which a dict of all can't say.
    return ReturnRow(**{**values, **more})  # type: ignore[arg-type]


def of(
    now: Workshop,
    rows: Sequence[ReturnRow],
    today: date = BEFORE,
    responses: Sequence[Response] = (),
    *,
    framework: Framework | None = None,
    sent: Workshop | None = None,
    held: Sequence[str] = (),
) -> Standing:
    """Say how a workshop stands that was asked as it is now, unless another one was `sent`."""
    return stand(now, asked(sent or now, framework), rows, today, responses, held)


def standing(*rows: ReturnRow, today: date = BEFORE) -> Standing:
    return of(workshop(), rows, today)


def test_forms_that_count_are_counted_by_partner() -> None:
    found = standing(
        form("mh-trust"),
        form("mh-trust", status="superseded"),
        form("mh-trust", status="duplicate"),
        form("council", status="withdrawn"),
    )
    assert [
        (partner.partner, partner.answered, partner.expected) for partner in found.partners
    ] == [
        ("mh-trust", 1, 1),
        ("council", 0, 1),
    ]
    said = list(found.sentences())
    assert said[0] == "1 of 2 forms are back; 0 conversation sheets."
    assert "No answer yet from: County council." in said


def test_a_partner_that_sends_more_forms_than_expected_hides_nobody() -> None:
    found = standing(form("mh-trust"), form("mh-trust"))
    assert [partner.name for partner in found.partners if not partner.answered] == [
        "County council"
    ]


def test_completeness_is_the_share_of_a_partners_questions_with_an_answer() -> None:
    found = standing(form("mh-trust", answered=10), form("mh-trust", answered=0))
    assert [partner.completeness for partner in found.partners] == [0.5, None]


def test_sheets_of_tables_are_counted_apart() -> None:
    found = standing(form("", form="conversation", respondent="table-1"), form("council"))
    assert found.tables == 1
    assert sum(partner.answered for partner in found.partners) == 1


def test_where_nothing_is_returned_yet_those_awaited_are_named() -> None:
    found = standing()
    assert not found.attention
    said = " ".join(found.sentences())
    assert "0 of 2 forms" in said
    assert "Mental health trust; County council" in said


def test_days_left_until_the_forms_are_due() -> None:
    assert standing().days_left == 10
    assert "Forms are due by 24 August 2018: 10 days left." in standing().sentences()


def test_one_day_left_is_one_day() -> None:
    said = list(standing(today=date(2018, 8, 23)).sentences())
    assert "Forms are due by 24 August 2018: 1 day left." in said


def test_the_last_day_is_not_too_late() -> None:
    assert "Forms are due today, 24 August 2018." in standing(today=ON_THE_DAY).sentences()
    assert "Forms were due by 24 August 2018." in standing(today=AFTER).sentences()


def test_what_needs_a_person_is_named_with_what_to_do() -> None:
    found = standing(
        form("", status="unclaimed", file="scan.docx", message="Whose form is it?"),
        form("", status="rejected", file="photo.jpg", message="This is a picture."),
        form("council", status="ignored", file="~$x.docx", message="Passed over."),
    )
    said = list(found.sentences())
    assert "scan.docx: unclaimed. Whose form is it?" in said
    assert "photo.jpg: rejected. This is a picture." in said
    assert not any("~$x.docx" in line for line in said)


def test_forms_kept_too_long_are_mentioned_only_if_there_are_any() -> None:
    late = date(2019, 10, 1)
    said = list(standing(form("council"), today=late).sentences())
    assert any("to be deleted by 30 September 2019" in line for line in said)
    assert not any("deleted" in line for line in standing(today=late).sentences())
    in_time = standing(form("council"), today=date(2019, 9, 30)).sentences()
    assert not any("deleted" in line for line in in_time)


def test_as_data_holds_what_the_sentences_say() -> None:
    data = standing(form("council")).as_data()
    assert data["partners"][1]["answered"] == 1
    assert data["days_left"] == 10
    assert data["past_deletion"] is False


def test_sectors_add_up_their_partners() -> None:
    two = workshop(
        partners=[
            {"id": "one", "name": "One", "sector": "NHS", "people": 2},
            {"id": "other", "name": "Other", "sector": "Housing", "people": 1},
            {"id": "two", "name": "Two", "sector": "NHS", "people": 3},
        ]
    )
    rows = [form("one", answered=10), form("two", answered=0), form("two", status="duplicate")]
    found = of(two, rows).sectors
    assert [
        (sector.sector, sector.answered, sector.expected, sector.completeness) for sector in found
    ] == [
        ("NHS", 2, 5, 0.5),
        ("Housing", 0, 1, None),
    ]


def test_tips_that_nobody_of_a_sector_has_answered() -> None:
    tips = make_framework().tips
    responses = [
        Response("1", "self-assessment", "mh-trust", answers={("t1", "barriers"): "x"}),
        Response("t", "conversation", respondent="table-1", answers={("t2", "score"): "3"}),
    ]
    found = of(workshop(), [form("mh-trust")], responses=responses)
    others = tuple(tip.number for tip in tips if tip.id != "t1")
    # Of the council, which is silent, it is said once that it is.
    assert [sector.untouched for sector in found.sectors] == [others, ()]
    (said,) = [line for line in found.sentences() if line.startswith("Nobody")]
    assert said == "Nobody from NHS mental health has answered tips 2 and 3 yet."


def test_one_tip_is_one_tip() -> None:
    responses = [
        Response("1", "self-assessment", "council", answers={("t2", "score"): "dont_know"})
    ]
    said = list(
        of(
            workshop(), [form("council")], responses=responses, framework=make_framework(2)
        ).sentences()
    )
    assert "Nobody from Local authority has answered tip 1 yet." in said


def test_personal_data_is_named_by_file_and_question() -> None:
    response = Response(
        "1", "self-assessment", "council", respondent="jo@example.org", source="council.docx",
        answers={
            ("t3", "barriers"): "Write to jo@example.org", ("t2", "lead"): "Ring 01632 960123",
            ("t1", "score"): "3", ("", "other"): "Nothing", ("gone", "plans"): "jo@example.org",
        },
    )  # fmt: skip
    found = of(workshop(), [form("council")], responses=[response])
    said = (
        remark("0a", "jo@example.org", quotable=False),
        remark("3c", "jo@example.org"),
        remark("2f", "01632 960123"),
    )
    assert all(said)
    assert found.personal == (PersonalData("council.docx", said),)
    assert f"council.docx: {' '.join(said)}" in found.sentences()
    assert standing(form("council", message=said[1])).personal == (), "not by messages"


def test_files_past_their_date_of_deletion_are_named() -> None:
    held = ["responses.csv", *(f"returns/{number}.docx" for number in range(4))]
    late = of(workshop(), (), date(2019, 10, 1), held=held)
    assert late.past_deletion
    assert late.to_delete == tuple(held)
    assert "responses.csv, returns/0.docx, returns/1.docx and 2 more" in list(late.sentences())[-1]
    assert of(workshop(), (), date(2019, 9, 30), held=held).to_delete == ()


@pytest.mark.parametrize(
    ("answered", "expected", "shown"),
    [
        (0, 4, ".........."),
        (1, 40, "#........."),
        (2, 4, "#####....."),
        (39, 40, "#########."),
        (4, 4, "##########"),
        (9, 4, "##########"),
    ],
)
def test_a_bar_is_full_only_when_all_are_there(answered: int, expected: int, shown: str) -> None:
    assert bar(answered, expected) == shown


def printed(found: Standing, **console: object) -> str:
    # What a dict or a file of any kind holds, its type does not say.
    out = Console(file=io.StringIO(), width=80, **console)  # type: ignore[arg-type]
    print_standing(found, out)
    return out.file.getvalue()  # type: ignore[attr-defined]


def test_fifteen_partners_of_long_names_fit_into_80_columns() -> None:
    name = "Wexmoor and District Partnership University NHS Foundation Trust, urgent care"
    many = workshop(
        title="[bold]Not markup[/bold]",
        partners=[
            {"id": f"p{number}", "name": f"{name} {number}", "sector": "NHS", "people": 120}
            for number in range(15)
        ],
    )
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed(of(many, [form("p3")] * 111), force_terminal=True))
    assert "[bold]Not markup[/bold]" in text
    assert max(map(len, text.splitlines())) <= 80
    words = " ".join(text.split())
    for number in range(15):
        assert f"care {number}" in words
    assert "111 of 120 50%" in words
    assert "…" not in text


def test_blocks_are_drawn_only_where_a_terminal_shows_them() -> None:
    found = standing(form("council"))
    assert "█" not in printed(found)
    assert "#" in printed(found)
    if "utf" in locale.getpreferredencoding(False).lower():
        assert "██████████" in printed(found, force_terminal=True)


def test_status_of_a_folder_says_it_all(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour")
    before = workflow.status(folder, today=BEFORE)
    assert (before.to_delete, before.past_deletion) == ((), False)
    one_tip = {"1.score": "4", "1.barriers": "Write to jo@example.org"}
    collect_forms(folder, [("council", one_tip), ("council", answered("3"))])
    late = workflow.status(folder, today=date(2019, 10, 1))
    assert late.to_delete[:2] == ("responses.csv", "returns.csv")
    assert len(late.to_delete) == 4
    data = late.as_data()
    assert data["sectors"][1]["answered"] == 2
    assert data["sectors"][1]["untouched"] == ()
    assert data["personal"][0]["remarks"][0].startswith("1c holds what looks like an e-mail")


def test_forms_with_words_in_no_answers_place_are_named() -> None:
    said = standing(
        form("council", left_over="Ask Jo"),
        form("council", left_over="Not at weekends", file="forms.zip", member="b.docx"),
        form("mh-trust", left_over="Sent again", status="superseded"),
        form("mh-trust"),
    ).sentences()
    assert (
        "Words that stand in no answer's place are kept in returns.csv, under left_over:"
        " council.docx and forms.zip (b.docx)."
    ) in said


def test_as_many_forms_are_back_as_the_report_says() -> None:
    """All that count, as on its first page, however they are spread."""
    now = workshop()
    more = now.partners[1].model_copy(update={"id": "trust", "name": "Trust", "people": 3})
    now = now.model_copy(update={"partners": (*now.partners, more)})
    (said, *_) = of(now, [form("council"), form("council")]).sentences()
    assert said == (
        "2 of 5 forms are back (1 more than expected from County council, so 4 are missing);"
        " 0 conversation sheets."
    )


def test_more_forms_than_expected_hide_none_that_is_missing() -> None:
    said = list(standing(*[form("council")] * 3).sentences())
    assert said[0] == (
        "3 forms are back, where 2 were expected (2 more than expected from County council, so 1 is"
        " missing); 0 conversation sheets."
    )
    assert said[1] == (
        "County council: 3 forms came back, where 1 was expected. Is one of them there twice?"
    )


def test_files_that_came_since_are_named(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour")
    collect_forms(folder, [("council", answered("3"))])
    (folder / "returns" / "late.docx").write_bytes(b"x")
    found = workflow.status(folder, today=BEFORE)
    assert found.unread == ("returns/late.docx",)
    assert any(line.startswith("Not read yet: returns/late.docx.") for line in found.sentences())


def test_partners_that_workshop_yaml_no_longer_names_or_names_since_are_said() -> None:
    def partners(*names: str) -> list[dict[str, str]]:
        return [{"id": name, "name": name.title(), "sector": f"S {name}"} for name in names]

    sent = workshop(partners=partners("council", "charity"))
    now = workshop(partners=partners("council", "police"))
    found = of(now, [form("charity")], sent=sent)
    assert [
        (partner.partner, partner.answered, partner.asked, partner.invited)
        for partner in found.partners
    ] == [("council", 0, True, True), ("charity", 1, True, False), ("police", 0, False, True)]
    assert [sector.sector for sector in found.sectors] == ["S council", "S charity", "S police"]
    said = list(found.sentences())
    assert said[0] == "1 of 3 forms are back; 0 conversation sheets."
    assert said[1] == (
        "Charity is no longer in workshop.yaml, but it was sent a form, so it counts here."
    )
    assert said[2].startswith("Police has been added to workshop.yaml since the forms were made.")
    assert "No answer yet from: Council." in said, "the police was not asked yet"


def test_names_and_numbers_expected_are_those_that_were_asked() -> None:
    sent = workshop(partners=[{"id": "council", "name": "Old name", "sector": "A", "people": 4}])
    now = workshop(partners=[{"id": "council", "name": "New name", "sector": "B", "people": 9}])
    (partner,) = of(now, [], sent=sent).partners
    assert (partner.name, partner.sector, partner.expected) == ("Old name", "A", 4)


def test_answers_that_could_not_be_read_are_said_of_what_counts() -> None:
    rows = [
        form("council", message="2a: '6' is not one, so it is left out.\n2g: it is left out."),
        form("mh-trust", message="2a: the words beside it are kept."),
        form("council", status="superseded", message="2a: it is left out."),
    ]
    said = " ".join(standing(*rows).sentences())
    assert "2 answers in 1 return could not be read and are left out; returns.csv says" in said
    assert "could not be read" not in " ".join(standing(*rows[1:]).sentences())
