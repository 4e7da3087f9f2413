"""Words of focus groups: in which order they are printed, and what a person decides about them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.folders import workshop
from toptips.analysis.focus_groups import hear
from toptips.analysis.group_words import GroupText, as_decided, texts_allowed
from toptips.model.focus_groups import GroupSheet, OfPriority
from toptips.model.workshop import Workshop

THE_WORKSHOP = Workshop.model_validate(workshop())


def sheets_with(texts: Sequence[str]) -> list[GroupSheet]:
    """A sheet for each text, of groups that may be shown and allow it to be printed."""
    return [
        GroupSheet(
            f"s{number}",
            (OfPriority("x", "X"),),
            group=f"Club {number} of Quayside",
            how_many=4,
            may_print=True,
            missing=text,
        )
        for number, text in enumerate(texts)
    ]


def allowed(sheets: Sequence[GroupSheet]) -> list[GroupText]:
    return list(texts_allowed(sheets, 3, THE_WORKSHOP))


def test_words_stand_in_no_order_of_groups_and_each_once() -> None:
    texts = ["Zebra crossings first.", "A bus that runs on Sundays.", "n/a", "Bus", "Bus"]
    texts += [f"The {word} thing that is missing." for word in ("first", "second", "third")]
    sheets = sheets_with(texts)
    confirmed = {text.comment.id: text.comment.text for text in allowed(sheets)}
    heard = hear(sheets, 3, as_decided(allowed(sheets), confirmed))
    assert heard is not None
    assert heard.missing == (
        "A bus that runs on Sundays.",
        "The first thing that is missing.",
        "The second thing that is missing.",
        "The third thing that is missing.",
    )
    assert (heard.no_room, heard.waiting) == (2, 0)


def test_only_what_is_confirmed_is_printed_and_what_nobody_decided_on_waits() -> None:
    texts = allowed(sheets_with(["A bus.", "A lift.", "A ramp.", "A bell."]))
    bus, lift, ramp, _ = (text.comment.id for text in texts)
    words = as_decided(texts, {bus: "A bus.", lift: "", ramp: "A good ramp."})
    assert words.on("", "missing") == ("A bus.", "A good ramp.")
    assert (words.waiting, words.held_back) == (1, ())
    assert as_decided(texts, {}).printed == {}


def test_words_that_were_edited_are_held_back_where_they_name_the_group() -> None:
    [text] = allowed(sheets_with(["A bus."]))
    assert text.may_be_confirmed
    words = as_decided([text], {text.comment.id: "A bus for Club 0 of Quayside."})
    assert words.printed == {}
    assert words.held_back == (
        "Focus group's sheet s0: its text on 'what is missing', as it was edited, is not printed,"
        " since it names the group, its writer, a partner or a facilitator.",
    )


def test_without_leave_nobody_is_asked_to_confirm_anything() -> None:
    silent = GroupSheet("s", (OfPriority("x", "X", why="A bus."),), how_many=9, missing="A lift.")
    assert allowed([silent]) == []
