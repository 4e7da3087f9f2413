"""Texts that YAML reads otherwise than they look are pointed out; what looks like them is not."""

import pytest

from tests.support.mistakes import problems
from toptips.model.misread import shown
from toptips.model.yaml_file import parse_mapping


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("title: Winter plan #2\n", "#2"),
        ("title: Winter plan   #2 of 3\n", "#2 of 3"),
        ("title: Winter plan #2   # a note\n", "#2"),
        ("title: [Ward 1, Ward #2\n  ]\n", "#2"),
        ("venue: #2 High Street\n", "#2 High Street"),
        ("- Ward #2\n", "#2"),
        ("Plan #2: x\n", "#2: x"),
    ],
)
def test_a_text_that_is_cut_is_pointed_out(written: str, note: str) -> None:
    assert problems("a: 1\nb:\n" + written if written[0] == "-" else "a: 1\n#\n" + written) == [
        f"line 3: '{note}' is read as a comment; put the text in quotes if it belongs to it, or a"
        " space after # if it is a note."
    ]


@pytest.mark.parametrize(
    "written",
    [
        "id: x   # small letters",
        "id: x #",
        "id: x   ############",
        "id:   # small letters\n  x",
        "title: 'Winter plan #2'",
        "title: 'Winter plan'  #2",
        "title: Winter plan#2",
        "title: >-\n  Winter plan #2",
        "groups: #none yet\n  a: [b, c]",
    ],
)
def test_ordinary_comments_are_none_of_our_business(written: str) -> None:
    assert len(parse_mapping(f"{written}\n", "x.yaml")) == 1


@pytest.mark.parametrize(
    ("written", "straight"),
    [
        ("“09:30”", "09:30"),
        ("‘09:30’", "09:30"),
        ("“St David’s”", "St David’s"),
        ("‘St David’s’", "St David’s"),
        ("„Winter“", "Winter"),
        ("“A plan\n  for winter”", "A plan for winter"),
        ('“09:30"', '09:30"'),
        ("[x, “09:30”]", "09:30"),
    ],
)
def test_curly_quotation_marks_are_said_to_be_curly(written: str, straight: str) -> None:
    (said,) = problems(f"a: 1\nstarts: {written}\n")
    assert said == (
        "line 2: the quotation marks are curly, as Word makes them; type straight ones:"
        f' "{straight}".'
    )


def test_curly_marks_round_a_text_that_a_comma_parts() -> None:
    (said,) = problems("venue: {name: “Old Hall, Room 2”, floor: 1}\n")
    assert said.startswith("line 1: the quotation marks are curly")


@pytest.mark.parametrize(
    "written",
    [
        "“Ask early” is what they said",
        "They said “ask early”",
        "“Ask early” and “ask often”",
        "‘Ask early’ and ‘ask often’",
        "’Tis the season",
        '"They said “ask early”"',
        "'“Ask early”'",
    ],
)
def test_curly_marks_within_a_text_are_left_alone(written: str) -> None:
    assert "“" in written or "’" in written
    assert parse_mapping(f"text: {written}\n", "x.yaml")["text"] == written.strip("\"'")


def test_no_break_spaces_within_a_text_are_left_alone() -> None:
    assert parse_mapping("a: 3\u00a0September\nb:\n  - Note:\u00a0x\n", "x.yaml") == {
        "a": "3\u00a0September",
        "b": ["Note:\u00a0x"],
    }


def test_a_key_that_begins_with_a_no_break_space_is_named_although_yaml_takes_it() -> None:
    (said,) = problems("returns:\n\u00a0\u00a0to: x\n")
    assert said.startswith("line 2: a space copied from Word or a web page")


def test_an_item_that_goes_on_the_text_above_is_named() -> None:
    (said,) = problems("a:\n  - Ann\n  - Bo\n   - Cy\nb: 1\n")
    assert said.startswith("line 4: this '- ' goes on the text above it")


def test_what_a_message_shows_is_short_and_on_one_line() -> None:
    assert shown("two\nlines\tand\x07more") == "two lines and more"
    assert shown("a" * 100, 10) == "aaaaaaaaaa ..."
