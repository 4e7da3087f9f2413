"""What focus groups said: the file that holds it, and how it is counted."""

from __future__ import annotations

import pytest

from tests.support.folders import workshop
from toptips.analysis.focus_groups import Since, hear, since
from toptips.analysis.group_words import GroupWords, texts_allowed
from toptips.errors import TopTipsError
from toptips.model.focus_groups import GroupSheet, OfPriority, read_sheets, write_sheets
from toptips.model.workshop import Workshop

THE_WORKSHOP = Workshop.model_validate(workshop())


def test_the_file_comes_back_as_it_was_also_from_a_spreadsheet() -> None:
    sheet = GroupSheet(
        id="a1",
        priorities=(OfPriority("x", "Title, with ; signs", "no", "=1+1"), OfPriority("y", "Y")),
        group="+44 club",
        missing="Two\nlines",
    )
    data = write_sheets([sheet])
    assert read_sheets(data) == (sheet,)
    assert b'"\'=1+1"' in data
    assert read_sheets(data.replace(b'","', b'";"')) == (sheet,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("response_id", "id"), "line 1: the header is not the usual one"),
        (('"right"', '"left"'), "line 2: 'left' is no question of the sheet"),
        (('"a1"', '""'), "line 2: response_id is empty"),
        (('"7"', '"seven"'), "line 2: how_many is not a number"),
        (('"7"', f'"{"9" * 5000}"'), "line 2: how_many is not a number of at most four digits"),
        (('"draft"', f'"{"9" * 5000}"'), "line 2: edition is not a number"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(changes: tuple[str, str], said: str) -> None:
    data = write_sheets([GroupSheet(id="a1", priorities=(OfPriority("x", "X"),), how_many=7)])
    with pytest.raises(TopTipsError, match=said):
        read_sheets(data.decode().replace(*changes).encode())


def test_a_file_whose_text_ends_in_half_a_character_is_refused() -> None:
    data = write_sheets([GroupSheet(id="a1", priorities=(OfPriority("x", "X"),))])
    odd = data.decode("utf-8-sig").encode("utf-16") + b"x"
    with pytest.raises(TopTipsError, match="line 1: its text cannot be read"):
        read_sheets(odd)


def test_groups_are_counted_for_each_priority_that_they_were_shown() -> None:
    def sheet(number: int, *said: tuple[str, str], people: int = 4, edition: int = 1) -> GroupSheet:
        shown = tuple(OfPriority(tip, tip.upper(), right) for tip, right in said)
        return GroupSheet(f"s{number}", shown, how_many=people, edition=edition)

    heard = hear(
        [
            sheet(1, ("x", "yes"), ("y", "partly")),
            sheet(2, ("x", "yes"), ("z", "no"), edition=2),
            sheet(3, ("x", "no"), people=2),
        ],
        3,
        GroupWords({}),
    )
    assert heard is not None
    counts = {said.id: (said.yes, said.partly, said.no) for said in heard.priorities}
    assert counts == {"x": (2, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1)}
    assert (heard.groups, heard.not_shown) == (2, 1)
    assert [(seen.edition, seen.groups, seen.tips) for seen in heard.seen] == [
        (1, 1, ("x", "y")),
        (2, 1, ("x", "z")),
    ]
    assert hear([], 3, GroupWords({})) is None


def test_the_limit_that_the_sheet_printed_holds_though_it_is_lower_now() -> None:
    shown = (OfPriority("x", "X", "yes"),)
    sheet = GroupSheet("s", shown, smallest_group=5, how_many=4, may_print=True, missing="A bus.")
    assert read_sheets(write_sheets([sheet])) == (sheet,)
    heard = hear([sheet], 3, GroupWords({}))
    assert heard is not None
    assert (heard.groups, heard.not_shown) == (0, 1)
    assert list(texts_allowed([sheet], 3, THE_WORKSHOP)) == []


@pytest.mark.parametrize(
    ("seen", "now", "found"),
    [
        ("abc", "abc", Since((), (), ())),
        ("abc", "bac", Since((), (), ("b", "a"))),
        ("abc", "abdc", Since(("d",), ("c",), ())),
        ("ab", "ab", Since((), (), ())),
        ("abc", "ab", Since((), ("c",), ())),
    ],
)
def test_what_came_went_and_moved(seen: str, now: str, found: Since) -> None:
    assert since(seen, now) == found
