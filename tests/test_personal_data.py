"""What is taken for personal data in free text, what is not, and how it is hidden."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.work import at_most
from toptips.model.personal_data import findings, hide, remark

# The telephone numbers are of Ofcom's ranges for drama; the NHS numbers are test ones.
PERSONAL = {
    "e-mail address": [
        "jo@example.org",
        "Jo.O'Neill-Smith+ward@mail.example.nhs.uk",
        "jo.bloggs @example.org",
        "jo [at] example.org",
        "jo(at)example.org",
    ],
    "telephone number": [
        "07700 900123",
        "07700900123",
        "07700-900-123",
        "07700.900.123",
        "07 700 900 123",
        "01632 960123",
        "(01632) 960123",
        "(01632)960123",
        "01632 - 960123",
        "01632 96 01 23",
        "01632 96012",
        "020 7946 0958",
        "0808 157 0192",
        "+44 (0)7700 900123",
        "+44(0)1632 960123",
        "+447700900123",
        "+44 7700\u00a0900123",
        "0044 7700 900123",
        "+353 20 910 0123",
        "01632\r\n960123",
    ],
    "NHS number": [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "943 4765919",
        "943‑476‑5919",
        "943\n476 5919",
        "943\t476\t5919",
    ],
    "postcode": [
        "SW1A 1AA",
        "sw1a1aa",
        "Sw1a 1aA",
        "M1 1AE",
        "cm1 1qh",
        "EC1A\u00a01BB",
        "SW1A\n1AA",
    ],
}
HARMLESS = [
    "section 117 and s117 aftercare, S.117 too",
    "24/7, 9-5, 7 days a week, D2A, CO2",
    "by 03/09/2018, 03-09-2018 10-30, 03.09.2018 10.30, 01-02-2018 03-04-2018, 2018-09-03",
    "£1,250,000 or £0.5m; 1 250 000 pounds; 12.5% of 1,012,345",
    "in 2016 2017 2018 2019, from 2018/19 to 2020/21",
    "reference 012345678901, 123456789012, 0123 4567 8901 and REF01632960123",
    "codes 001 002 003 004 and 010 011 012 013",
    "call 111 or 999, or Childline on 0800 1111",
    "9434765918 is no NHS number, nor is 943 476 5911",
    "ward b1 2nd floor, e1 3rd floor, m6 1st, e2 4hr wait, Q1 2HR, T2 4TH, band 7 5WTE",
    "meet @ home, @toptips, look at gov.uk, 3 @ 4.50",
    "1.2.3.4, 10.0.0.1, v2.10",
    "1.\n2.\n3.\n4.\n5.\n6.\n7.\n8.\n9.\n10.\n11.\n2017\n2018\n2019",
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n2",
    "0.1234567890 and 3.14159265358979",
]
EVERY = [(kind, found) for kind, several in PERSONAL.items() for found in several]


@pytest.mark.parametrize(("kind", "found"), EVERY)
def test_personal_data_is_found_and_hidden_wherever_it_stands(kind: str, found: str) -> None:
    for before, after in (
        ("", ""),
        ("Ring Jo: ", ", thanks"),
        ("(", ")"),
        ("Tel: ", "."),
        ("“", "”"),
    ):
        assert findings(before + found + after) == [kind], before + found + after
        hidden = hide(before + found + after)
        assert hidden == f"{before}[{kind} removed]{after}"
        assert findings(hidden) == []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_these_texts_are_full_of_is_left_alone(text: str) -> None:
    assert findings(text) == []
    assert hide(text) == text


def test_each_kind_is_named_once_in_the_order_of_the_text() -> None:
    text = "SW1A 1AA, jo@example.org, cm1 1qh"
    assert findings(text) == ["postcode", "e-mail address"]
    assert hide(text) == "[postcode removed], [e-mail address removed], [postcode removed]"


def test_a_number_beside_another_is_still_found() -> None:
    assert hide("01632 960123 2018") == "[telephone number removed] 2018"
    two = "[telephone number removed]/[telephone number removed]"
    assert hide("01632 960123/07700 900123") == two
    assert hide("07700900123,07700900124").count("removed") == 2
    assert hide("NHS no 943 476 5919 SW1A 1AA") == "NHS no [NHS number removed] [postcode removed]"


def test_what_overlaps_is_hidden_as_one() -> None:
    # Its last ten digits would make a valid NHS number.
    assert findings("+44 943 476 5919") == ["telephone number"]
    assert hide("07700900123@example.org") == "[e-mail address removed]"


@pytest.mark.parametrize(
    "piece",
    ["1", "0", "a", " ", "@", "0 ", "07 ", "01632 9", "a@", "a.", "a@a.a", "(", "+4 ", "sw1 ",
     "012 34 ", "943 476 ", "+44 (0)", "a1", "1a1"],
)  # fmt: skip
def test_a_hundred_thousand_characters_take_a_moment(piece: str) -> None:
    text = "1@ " + (piece * 100_000)[:100_000]
    # Bounded patterns take some tenths of a second; one that is not would take minutes.
    with at_most(5):
        hide(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.sampled_from(EVERY), st.text(max_size=60))
def test_any_text_around_it_may_stand_there(
    before: str, personal: tuple[str, str], after: str
) -> None:
    kind, found = personal
    text = f"{before} , {found} , {after}"
    assert kind in findings(text)
    assert found not in hide(text)


def test_a_remark_names_the_question_and_what_was_found_but_never_repeats_it() -> None:
    text = "Ring 01632 960123, or write to jo@example.org at SW1A 1AA. Ring 01632 960124."
    said = remark("3b", text)
    assert said == (
        "3b holds what looks like a telephone number, an e-mail address and a postcode, so it"
        " is not quoted; please look at it."
    )
    assert remark("0b", "jo@example.org", quotable=False) == (
        "0b holds what looks like an e-mail address."
    )
    assert remark("3b", "Nothing of the kind") == ""
