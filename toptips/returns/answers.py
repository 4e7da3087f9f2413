"""Turns the texts of a return into values: the one place where answers are checked.

Whatever the format a return came in, its answers are read by the words that are displayed,
with patience for how people type. What is not understood is never lost silently: it becomes a
note for `returns.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toptips.model.boxes import BOX
from toptips.model.dates import date_in, last_day_in, written
from toptips.model.questionnaire import Choice, Question, Questionnaire
from toptips.model.questions import NOT_FOR_US, keys, topic_of
from toptips.model.returned import LEFT_OUT
from toptips.returns.form import shortened
from toptips.returns.marked_choices import (
    NUMBER_WORDS,
    Side,
    between_two,
    sides_of_marks,
    ticked_among,
    what_is_marked,
    without_invisible,
)
from toptips.returns.signs import PRIVATE, without_private

LONGEST_TEXT = 60_000
LONGEST_LINE = 300
LONGEST_NUMBER = 4  # digits: nobody counts more dots
# Of so many choices at most a note says what they are.
MOST_NAMED = 3
NOT_APPLICABLE = ("n/a", "na", "not applicable")

# What people write before a number of any form; others must be printed in the question.
BEFORE_NUMBERS = ("level", "score", "tip")
# Shorter ones name nothing: "not 3" is not 3.
SHORTEST_NOUN = 4

_NUMBER = re.compile(r"(?:([^\W\d_]+)\s*:?\s*)?(\d{1,6})(?!\d)(.*)", re.DOTALL)
# "3-4", "3 or 4", "4/5", "4.5": two numbers, or a broken one, are no choice of one level.
_ANOTHER = re.compile(r"\s*(?:[-–—.,;:/|&+]|or|to|and|and/or|out of|of)?\s*\d")
_OR_ANOTHER = re.compile(r"(?:\bor|\band|/)\s*\d{1,2}\s*$")
# What may stand before the name of a choice.
_ARTICLE = re.compile(r"^(?:the|its|it is|this is|mostly|a|an)\s+(?=\S)")
# Shorter words stand in many a label: "whole system" and "system" name one, "know" none.
SHORTEST_PART = 5
# Of two choices with a mark between them the one that is meant, and where all other marks stand.
_SIDES: dict[Side, tuple[str, str]] = {
    "before": ("second", "before its box"),
    "behind": ("first", "behind its words"),
}
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def understood(
    questionnaire: Questionnaire, texts: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Return the values by field, in the form's order, and notes on what was not understood.

    Values are as `responses.csv` has them: a choice's value, a date in ISO form, a text
    without white space around it. A field without an answer is left out.
    """
    values: dict[str, str] = {}
    side, notes = _side_of_marks(questionnaire, texts)
    for question in questionnaire.questions:
        text = texts.get(question.field, "").replace("\r\n", "\n").replace("\r", "\n").strip()
        if not text.isascii():
            text = _UNSEEN.sub("", text).strip()
            if PRIVATE.search(text):
                text = without_private(text).strip()
                notes.append(f"{question.code}: a sign of a font that is not known is left out.")
        if not text:
            continue
        value, note = _value(question, text, side)
        if value:
            values[question.field] = value
        if note:
            notes.append(f"{question.code}: {note}")
    return values, notes


def _side_of_marks(
    questionnaire: Questionnaire, texts: Mapping[str, str]
) -> tuple[Side, list[str]]:
    """Return where in a form the marks stand, if it matters and all are alike, with a word on it.

    It matters where a mark stands between two choices, of which it may be either's.
    """
    lists = [
        (question, text)
        for question in questionnaire.questions
        if question.kind == "choice" and BOX in (text := texts.get(question.field, ""))
    ]
    between = [
        question.code
        for question, text in lists
        if _may_be_guessed(question) and between_two(question.boxes, text)
    ]
    sides = {side for question, text in lists for side in sides_of_marks(question.boxes, text)}
    for side, (meant, where) in _SIDES.items():
        if between and sides == {side}:
            return side, [
                f"{', '.join(between)}: a mark between two choices is taken for the {meant}, as"
                f" every other mark in this form stands {where}."
            ]
    return "", []


def _may_be_guessed(question: Question) -> bool:
    """Say whether an answer may be read by how the others are marked: a consent never."""
    return question.key not in keys(consent=True)


def _value(question: Question, text: str, side: Side) -> tuple[str, str]:
    if question.kind == "choice":
        return chosen(question, text, side if _may_be_guessed(question) else "")
    if question.kind == "date":
        return _day(text)
    if question.kind == "number":
        return _whole_number(text)
    if question.kind == "line":
        text = " ".join(text.split())
    limit = LONGEST_LINE if question.kind == "line" else LONGEST_TEXT
    if len(text) > limit:
        return text[:limit].rstrip(), f"only the first {limit:,} characters are kept."
    return text, ""


def _day(text: str) -> tuple[str, str]:
    """Return a day in ISO form, and a note where a text names a month only, or none."""
    seen = without_invisible(text)
    if day := date_in(seen):
        return day.isoformat(), ""
    if day := last_day_in(seen):
        return day.isoformat(), f"'{shortened(text)}' names no day; {written(day)} is taken."
    return "", (
        f"'{shortened(text)}' is not a full date. Until decisions.yaml has one, such as"
        f" 30 November 2026, {LEFT_OUT}"
    )


def _whole_number(text: str) -> tuple[str, str]:
    """Return a number of people or dots, and a note where a text is none."""
    digits = without_invisible(text).strip().rstrip(".")
    if len(digits) <= LONGEST_NUMBER and digits.isdecimal():
        return str(int(digits)), ""
    return "", f"'{shortened(text)}' is not a whole number, so {LEFT_OUT}"


def chosen(question: Question, text: str, side: Side = "") -> tuple[str, str]:
    """Return the value of the choice that a text means, or nothing, and a note.

    Tried in turn: a choice's label or value; other words for it, such as those of earlier forms;
    the whole leading number ("4 - mostly" is 4, "10" is not 1, "3 or 4" is neither), in digits or
    as a word; the label without its number; the beginning of exactly one label; a text that begins
    with exactly one label. Words written beside it are noted. Of a list with ticks the ticked one
    counts; where several are named, none does. A list without a tick is blank. A mark between two
    choices is of the one on the `side` of it; where that is unknown, of none.
    """
    for choice in question.choices:
        if text in (choice.label, choice.value):
            return choice.value, ""
    written, text = text, without_invisible(text)
    ticked = ticked_among(question.boxes, text, side)
    if ticked is not None:
        values = [question.choices[place].value for place in ticked]
        return ("".join(values), "") if len(values) < 2 else ("", _unclear(question, text, ticked))
    text, marked = what_is_marked(text)
    folded = _folded(text)
    for choice, words in zip(question.choices, question.boxes, strict=True):
        if folded and folded in map(_folded, (choice.label, choice.value, words)):
            return choice.value, ""
    if any(choice.value == NOT_FOR_US for choice in question.choices) and (
        text.casefold().rstrip(".") in NOT_APPLICABLE
    ):
        return NOT_FOR_US, ""
    found, beside = _by_former_words(question, folded), False
    if found is None and marked is not None:
        return "", _not_one(marked, written)
    if found is None and len(named := _named_in(question, folded)) > 1:
        return "", _not_one(named, written)
    if found is None:
        found, beside = _by_number(question, _in_digits(question, folded) or text.casefold())
    if found is None:
        found, beside = _by_words(question, folded)
    if found is None:
        choices = f"the choices{_named_if_few(question.choices)}"
        return "", f"'{shortened(written)}' is not one of {choices}, so {LEFT_OUT}"
    if beside:
        return found.value, f"read as '{found.label}'; '{shortened(written)}' was written."
    return found.value, ""


def _named_if_few(choices: Sequence[Choice]) -> str:
    """Return the choices' labels in brackets; nothing where they are too many to be said."""
    if len(choices) > MOST_NAMED:
        return ""
    *others, last = (f"'{shortened(choice.label)}'" for choice in choices)
    return f" ({', '.join(others)} and {last})" if others else f" ({last})"


def _unclear(question: Question, text: str, ticked: Sequence[int]) -> str:
    """Say why none of several ticked choices counts."""
    if places := between_two(question.boxes, text):
        behind, before = (shortened(question.boxes[place]) for place in places)
        return (
            f"a mark stands between '{behind}' and '{before}' and may be of either, so {LEFT_OUT}"
        )
    return _not_one([question.boxes[place] for place in ticked], text)


def _not_one(marked: Sequence[str], written: str) -> str:
    """Say that none or several choices are marked, of which the words are given."""
    if not marked:
        return f"no choice is marked clearly in '{shortened(written)}', so {LEFT_OUT}"
    *others, last = map(shortened, marked)
    number = "two" if len(marked) == 2 else "several"
    return f"{number} choices are marked ({', '.join(others)} and {last}), so {LEFT_OUT}"


def _named_in(question: Question, folded: str) -> list[str]:
    """Return the labels whose whole words stand in a text, none within another's."""
    padded = f" {folded} "
    named = {
        words: choice.label for choice in question.choices if (words := _named_by(choice)) in padded
    }
    return [
        label
        for words, label in named.items()
        if not any(words in other != words for other in named)
    ]


def _named_by(choice: Choice) -> str:
    """Return the words by which a text names a choice, with blanks around."""
    return f" {_ARTICLE.sub('', _words(choice))} "


def _in_digits(question: Question, folded: str) -> str:
    """Return a text that is a number in words with its number in digits; nothing for another."""
    before, _, rest = folded.partition(" ")
    if before in BEFORE_NUMBERS:
        before, _, rest = rest.partition(" ")
    number = NUMBER_WORDS.get(before, "")
    labels = (_words(choice) for choice in question.choices if str(choice.number) == number)
    known = not rest or rest == "out of five" or any(words.startswith(rest) for words in labels)
    return f"{number} {rest}".strip() if number and known else ""


def _by_former_words(question: Question, folded: str) -> Choice | None:
    topic = topic_of(question.key)
    meant = (
        {words: value for value, said in topic.formerly.items() for words in said} if topic else {}
    )
    return next((choice for choice in question.choices if choice.value == meant.get(folded)), None)


def _by_number(question: Question, text: str) -> tuple[Choice | None, bool]:
    match = _NUMBER.match(text)
    numbered = {choice.number: choice for choice in question.choices if choice.number is not None}
    if match is None or not numbered or _ANOTHER.match(match[3]):
        return None, False
    if match[1] and not _may_stand_before_a_number(match[1], question):
        return None, False
    found = numbered.get(int(match[2]))
    rest = _folded(match[3])
    if found is None or _OR_ANOTHER.search(match[3]):
        return None, False
    words = _words(found)
    # "4 Planned" says two things.
    if rest and any(choice is not found and rest == _words(choice) for choice in numbered.values()):
        return None, False
    return found, bool(rest) and not words.startswith(rest)


def _may_stand_before_a_number(word: str, question: Question) -> bool:
    """Say whether a word only names what a number counts: "change 3", of a framework of changes."""
    if word in BEFORE_NUMBERS:
        return True
    printed = set(_folded(f"{question.text} {question.answer}").split())
    return len(word) >= SHORTEST_NOUN and not printed.isdisjoint(_singular_and_plural(word))


def _singular_and_plural(word: str) -> set[str]:
    forms = {word, word + "s", word.removesuffix("s")}
    if word.endswith("y"):
        forms.add(word[:-1] + "ies")
    if word.endswith("ies"):
        forms.add(word[:-3] + "y")
    return forms


def _by_words(question: Question, folded: str) -> tuple[Choice | None, bool]:
    if not folded:
        return None, False
    labels = [(choice, _words(choice)) for choice in question.choices]
    exact = [choice for choice, words in labels if words == folded]
    if len(exact) == 1:
        return exact[0], False
    begun = [choice for choice, words in labels if _begins(words, folded)]
    if begun:
        return (begun[0], False) if len(begun) == 1 else (None, False)
    bare = _ARTICLE.sub("", folded)
    if len(bare) >= SHORTEST_PART:
        part = [choice for choice, words in labels if f" {bare}" in f" {words}"]
        if part:
            return (part[0], False) if len(part) == 1 else (None, False)
    within = [choice for choice, words in labels if words and folded.startswith(words + " ")]
    return (within[0], True) if len(within) == 1 else (None, False)


def _begins(words: str, folded: str) -> bool:
    """Say whether a label begins with what was typed: three letters, or a whole word."""
    return words.startswith(folded) and (len(folded) >= 3 or words.startswith(folded + " "))


def _words(choice: Choice) -> str:
    """Return a label's words, without the number that it begins with."""
    label = _folded(choice.label)
    number = "" if choice.number is None else str(choice.number)
    return label.removeprefix(number).strip() if number else label


def _folded(text: str) -> str:
    """Return a text without case, signs and doubled spaces: "Don’t know." is "dont know"."""
    letters = text.casefold().replace("’", "").replace("'", "").replace("`", "")
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())
