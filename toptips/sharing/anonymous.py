"""A copy of the answers that is fit to share: who answered can't be read from it.

What is left of a form stands apart: its scores and choices under a new id, its words by
themselves, so that somebody whose words are recognised does not give away the scores too.
Whoever answered is one of at least `smallest_group` people, of two organisations or more, who
stand in the copy with the same sector and the same groups (k-anonymity: Sweeney, 2002,
*Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems* 10).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from toptips.analysis.comments import CONSENTS
from toptips.analysis.disclosure import NOT_SAID, OTHER_SECTORS
from toptips.errors import TopTipsError
from toptips.model.framework import Framework
from toptips.model.personal_data import hide
from toptips.model.questionnaire import (
    CHOICES,
    DONT_KNOW,
    NOT_FOR_US,
    ONCE_QUESTIONS,
    TIP_QUESTIONS,
)
from toptips.model.responses import IN_COLUMNS, Response, guarded
from toptips.model.workshop import Workshop
from toptips.sharing.standing_out import is_safe, kept_groups, pool_sectors

# Who knows that an organisation sent one agreed form would know whose it is.
LEFT_OUT = ("speaks_for", *IN_COLUMNS)
_QUESTIONS = ONCE_QUESTIONS | TIP_QUESTIONS
_TABLE = re.compile(r"table-\d{1,2}")
# A label or a role shorter than this is left in words: it would tear holes into all of them.
_SHORTEST_REMOVED = 2
_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Comment:
    """Words that somebody allowed to be printed, apart from the rest of the form.

    `sector` is empty where its writer did not want it named, or where too few would stand
    behind it; `tip` is empty for what is asked once.
    """

    form: str
    sector: str
    tip: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Anonymous:
    """What may be shared, and how much was held back.

    `pooled` names the sectors that became "Other sectors". `blanked` counts people whose groups
    were taken out, `withheld` those whose words were, `hidden` texts in which something was
    hidden, `scores_left_out` answers to question a where too few of a sector or group scored the
    tip. `people_left_out` counts forms of people who use services, where they are too few.
    """

    responses: tuple[Response, ...]
    comments: tuple[Comment, ...]
    pooled: tuple[str, ...]
    blanked: int
    withheld: int
    hidden: int
    people_left_out: int
    scores_left_out: int

    def count(self, form: str) -> int:
        """Return how many responses of a form are in the copy."""
        return sum(one.form == form for one in self.responses)


def anonymise(
    responses: Sequence[Response], workshop: Workshop, framework: Framework, secret: str
) -> Anonymous:
    """Make the copy. `secret` orders it: nobody who lacks it can tell who stands where.

    Raises TopTipsError where too few people or only one organisation answered.
    """
    smallest = workshop.privacy.smallest_group
    tips = {tip.id for tip in framework.tips}
    closed = {one.id: _closed_answers(one, framework) for one in responses}
    forms = _of("self-assessment", responses, closed)
    people = _of("people", responses, closed)
    if not is_safe(forms, smallest):
        raise TopTipsError(
            f"There is nothing that is fit to share: that takes answers of {smallest} people or"
            " more, of two organisations or more."
        )
    words = [one for one in responses if one.form in ("self-assessment", "people")]
    left_out: list[Response] = []
    if not is_safe(people, smallest):
        people = []
        left_out = [one for one in words if one.form == "people"]
        words = [one for one in words if one.form != "people"]
    sector_of = pool_sectors({one.id: _sector(one, workshop) for one in forms}, forms, smallest)
    groups = {one.id: _groups(one, workshop) for one in (*forms, *people)}
    # The groups with the fewest values are kept longest: they say the most for the least.
    order = sorted(workshop.groups, key=lambda name: len(workshop.groups[name]))
    kept = kept_groups(groups, forms, sector_of, order, smallest)
    kept |= kept_groups(groups, people, {}, order, smallest)
    few = _scores_of_few([*forms, *people], closed, kept, sector_of, smallest)
    sheets = [one for one in responses if one.form == "conversation"]
    made, on_sheets = _new_responses(
        [*forms, *people, *sheets],
        closed,
        kept,
        sector_of,
        tips,
        secret,
    )
    comments, in_comments = _comments(
        words, sector_of, tips, {one.name for one in workshop.partners}, smallest, secret
    )
    pooled = {_sector(one, workshop) for one in forms if sector_of[one.id] == OTHER_SECTORS}
    return Anonymous(
        responses=made,
        comments=comments,
        pooled=tuple(sorted(pooled - {OTHER_SECTORS})),
        blanked=sum(kept[one] != groups[one] for one in groups),
        withheld=sum(one.quote not in CONSENTS and any(_texts(one, tips)) for one in words),
        hidden=on_sheets + in_comments,
        people_left_out=len(left_out),
        scores_left_out=few,
    )


def _of(
    form: str, responses: Sequence[Response], closed: Mapping[str, Mapping[tuple[str, str], str]]
) -> list[Response]:
    return [one for one in responses if one.form == form and closed[one.id]]


def _closed_answers(response: Response, framework: Framework) -> dict[tuple[str, str], str]:
    """Return the scores, choices and dates of a response, as long as they are nothing else.

    A file of another program may have words where a choice belongs.
    """
    tips = {tip.id for tip in framework.tips}
    levels = {str(level.value) for level in framework.scale}
    answers = {}
    for (tip, question), value in response.answers.items():
        kind = _QUESTIONS.get(question, ("", ""))[1]
        if question in LEFT_OUT or (question in ONCE_QUESTIONS) == bool(tip):
            continue
        if tip and tip not in tips:
            continue
        if question == "score":
            usual = value in levels or value in CHOICES["score"]
        elif question.startswith("top_"):
            usual = value in tips
        else:
            usual = value in CHOICES.get(question, ()) or (kind == "date" and _is_date(value))
        if usual:
            answers[tip, question] = value
    return answers


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _texts(response: Response, tips: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield tip, question and words of all that was written freely."""
    for (tip, question), text in response.answers.items():
        kind = _QUESTIONS.get(question, ("", ""))[1]
        known = tip in tips or (not tip and question in ONCE_QUESTIONS)
        if known and kind in ("text", "line") and question not in LEFT_OUT and text.strip():
            yield tip, question, text


def _sector(response: Response, workshop: Workshop) -> str:
    partner = workshop.partner(response.partner)
    return (partner.sector if partner else response.sector) or NOT_SAID


def _groups(response: Response, workshop: Workshop) -> dict[str, str]:
    return {
        name: response.groups[name]
        for name, values in workshop.groups.items()
        if response.groups.get(name) in values
    }


def _scores_of_few(
    forms: Sequence[Response],
    closed: Mapping[str, dict[tuple[str, str], str]],
    groups: Mapping[str, Mapping[str, str]],
    sector_of: Mapping[str, str],
    smallest: int,
) -> int:
    """Take the scores of a tip out of `closed` where too few of a sector or group scored it.

    The report hides those. Taking some out may leave too few of another group, so this goes on
    until none is left. Returns how many answers were taken out.
    """
    places = {
        one.id: [(one.form, name, value) for name, value in groups[one.id].items()]
        + [(one.form, "", sector_of.get(one.id, ""))]
        for one in forms
    }
    taken = 0
    while True:
        scored: Counter[tuple[str, tuple[str, str, str]]] = Counter()
        for one, its_places in places.items():
            for (tip, question), value in closed[one].items():
                if question == "score" and value not in (DONT_KNOW, NOT_FOR_US):
                    scored.update((tip, place) for place in its_places)
        few = {key for key, number in scored.items() if number < smallest}
        if not few:
            return taken
        for one, its_places in places.items():
            for tip in {tip for tip, place in few if place in its_places}:
                taken += closed[one].pop((tip, "score"), None) is not None


def _new_responses(
    kept: Sequence[Response],
    closed: Mapping[str, dict[tuple[str, str], str]],
    groups: Mapping[str, dict[str, str]],
    sector_of: Mapping[str, str],
    tips: Collection[str],
    secret: str,
) -> tuple[tuple[Response, ...], int]:
    """Return new responses in an order that says nothing, and how many texts of tables changed."""
    made, hidden = [], 0
    width = max(3, len(str(len(kept))))
    for number, one in enumerate(sorted(kept, key=lambda one: _shuffled(secret, one.id)), 1):
        answers = closed[one.id]
        if one.form == "conversation":
            texts = {(tip, key): text for tip, key, text in _texts(one, tips)}
            impersonal = {place: hide(text) for place, text in texts.items()}
            hidden += sum(impersonal[place] != text for place, text in texts.items())
            found = answers | impersonal
            answers = {place: found[place] for place in one.answers if place in found}
        made.append(
            Response(
                id=f"r{number:0{width}}",
                form=one.form,
                sector=sector_of.get(one.id, ""),
                respondent=one.respondent if _is_table(one) else "",
                quote="",
                groups=groups.get(one.id, {}),
                answers=answers,
            )
        )
    return tuple(made), hidden


def _is_table(response: Response) -> bool:
    return response.form == "conversation" and bool(_TABLE.fullmatch(response.respondent))


def _comments(
    responses: Sequence[Response],
    sector_of: Mapping[str, str],
    tips: Collection[str],
    invited: Collection[str],
    smallest: int,
    secret: str,
) -> tuple[tuple[Comment, ...], int]:
    """Return the words that may be printed, in an order that says nothing, and how many changed."""
    answering = Counter(
        (sector_of[one.id], tip)
        for one in responses
        if one.id in sector_of
        for tip in {"", *(tip for tip, _ in one.answers)}
    )
    # Of all organisations: what is hidden would else say which one is the writer's own.
    named = {*invited, *(one.partner_name for one in responses)}
    without_organisations = _hiding("organisation", named)
    comments, hidden = [], 0
    for one in responses:
        if one.quote not in CONSENTS:
            continue
        without_label = _hiding("label", [one.respondent])
        without_role = _hiding("role", [one.role])
        for tip, question, text in _texts(one, tips):
            sector = sector_of.get(one.id, "") if one.quote == "sector" else ""
            if answering[sector, tip] < smallest:
                sector = ""
            impersonal = without_organisations(without_role(without_label(hide(text))))
            hidden += impersonal != text
            comments.append(Comment(one.form, sector, tip, question, impersonal))
    comments.sort(key=lambda one: _shuffled(secret, repr(one)))
    return tuple(comments), hidden


def _hiding(kind: str, names: Collection[str]) -> Callable[[str], str]:
    """Return what replaces these names in a text, wherever they stand as words."""
    parts = []
    for name in sorted(names, key=lambda one: (-len(one), one)):
        words = name.split()
        if len("".join(words)) >= _SHORTEST_REMOVED:
            part = r"\s+".join(map(re.escape, words))
            # "IT" may be somebody's initials, "it" is not.
            parts.append(part if len(name) <= _INITIALS else f"(?i:{part})")
    if not parts:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
    return lambda text: pattern.sub(f"[{kind} removed]", text)


def _shuffled(secret: str, name: str) -> str:
    return sha256(f"{secret}\n{name}".encode()).hexdigest()


def write_comments(comments: Sequence[Comment]) -> bytes:
    """Return the bytes of comments.csv: UTF-8 with a byte-order mark, one row a comment."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("form", "sector", "tip", "question", "value"))
    for one in comments:
        cells = (one.form, one.sector, one.tip, one.question, one.text)
        writer.writerow(map(guarded, cells))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
