"""Where the returns stand: who has answered, who has not, and what is said about it."""

from datetime import date

from tests.making_forms import workshop
from toptips.model.returned import ReturnRow
from toptips.returns.standing import Standing, stand

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
    return ReturnRow(**{**values, **more})  # type: ignore[arg-type]


def standing(*rows: ReturnRow, today: date = BEFORE) -> Standing:
    return stand(workshop(), rows, today)


def test_forms_that_count_are_counted_by_partner() -> None:
    found = standing(
        form("mh-trust"),
        form("mh-trust", status="superseded"),
        form("mh-trust", status="duplicate"),
        form("council", status="withdrawn"),
    )
    assert [(one.partner, one.answered, one.expected) for one in found.partners] == [
        ("mh-trust", 1, 1),
        ("council", 0, 1),
    ]
    said = list(found.sentences())
    assert said[0] == "1 of 2 forms are back; 0 conversation sheets."
    assert "No answer yet from: County council." in said


def test_a_partner_that_sends_more_forms_than_expected_hides_nobody() -> None:
    found = standing(form("mh-trust"), form("mh-trust"))
    assert [one.name for one in found.partners if not one.answered] == ["County council"]


def test_completeness_is_the_share_of_a_partners_questions_with_an_answer() -> None:
    found = standing(form("mh-trust", answered=10), form("mh-trust", answered=0))
    assert [one.completeness for one in found.partners] == [0.5, None]


def test_sheets_of_tables_are_counted_apart() -> None:
    found = standing(form("", form="conversation", respondent="table-1"), form("council"))
    assert found.tables == 1
    assert sum(one.answered for one in found.partners) == 1


def test_nothing_returned_yet() -> None:
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
