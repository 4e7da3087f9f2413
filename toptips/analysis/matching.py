"""What became of items and of organisations from round to round: in words, no figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from toptips.analysis.pairing import Traced
from toptips.model.asked import Asked
from toptips.model.framework import Framework
from toptips.model.workshop import Partner

Fate = Literal["same", "renamed", "merged", "split", "added"]
PartnerFate = Literal["same", "renamed", "merged", "divided", "reorganised", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that the last round doesn't ask about, and the place of the last that did."""

    round: int
    id: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """What was put in other words: what it is, and the words of two rounds.

    `item` is the number of the item in the last round, None for what is asked of all alike; `round`
    is the place of the round whose words stand in `then`.
    """

    what: Literal["title", "summary", "question", "scale"]
    item: int | None
    round: int
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class PartnerProgress:
    """An organisation through the rounds: the names of its partners in each, and who answered.

    An organisation that was not invited in a round has no name there.
    """

    id: str
    fate: PartnerFate
    names: tuple[tuple[str, ...], ...]
    answered: tuple[bool, ...]


def fate_of_item(item: str, items: Traced, titles: Mapping[int, Sequence[str]]) -> Fate:
    """Say what became of an item since the first round that asked it.

    `titles` are its titles by the place of the round, its own in the last.
    """
    called = items[item]
    first = next(place for place, ids in enumerate(called) if ids)
    if first == len(called) - 1:
        return "added"
    if len(called[first]) > 1:
        return "merged"
    shared = sum(not set(called[first]).isdisjoint(ids[first]) for ids in items.values())
    if shared > 1:
        return "split"
    return "same" if titles[first] == titles[len(called) - 1] else "renamed"


def dropped(frameworks: Sequence[Framework], items: Traced) -> Iterator[Dropped]:
    """Yield the items of earlier rounds that no item of the last goes back to, each once."""
    seen: set[str] = set()
    for place in reversed(range(len(frameworks) - 1)):
        kept = {name for called in items.values() for name in called[place]}
        for tip in frameworks[place].tips:
            if tip.id not in kept | seen:
                yield Dropped(place, tip.id, tip.number, tip.title)
        seen |= {tip.id for tip in frameworks[place].tips}


def reworded(asked: Sequence[Asked], items: Traced) -> Iterator[Reworded]:
    """Yield what the last round put in other words than the first that asked it."""
    last, first = asked[-1], asked[0]
    for what, then, now in (
        ("question", _score_question(first), _score_question(last)),
        ("scale", _levels(first), _levels(last)),
    ):
        if then and now and then != now:
            yield Reworded("question" if what == "question" else "scale", None, 0, then, now)
    for tip in last.framework.tips:
        called = items[tip.id]
        place = next(place for place, ids in enumerate(called) if ids)
        before = [asked[place].framework.tip(name) for name in called[place]]
        titles = "; ".join(old.title for old in before)
        if titles != tip.title:
            yield Reworded("title", tip.number, place, titles, tip.title)
        summaries = " ".join(old.summary for old in before)
        if summaries != tip.summary:
            yield Reworded("summary", tip.number, place, summaries, tip.summary)


def _score_question(asked: Asked) -> str:
    """Return how the score was asked, in the words that most answered."""
    sent = sorted(
        (-asked.answered_with.get(name, 0), name)
        for name, questionnaire in asked.questionnaires.items()
        if questionnaire.form == "self-assessment"
    )
    for _, name in sent:
        for question in asked.questionnaires[name].questions:
            if question.key == "score":
                return question.text
    return ""


def _levels(asked: Asked) -> str:
    return "; ".join(f"{level.value} {level.label}" for level in asked.framework.scale)


def partners_of(
    partners: Sequence[Sequence[Partner]],
    answering: Sequence[Collection[str]],
    name_of: Mapping[str, str],
) -> tuple[PartnerProgress, ...]:
    """Return every organisation of any round, those of the last round first, in their order."""
    order: dict[str, None] = {}
    for invited in reversed(partners):
        order |= dict.fromkeys(name_of.get(partner.id, partner.id) for partner in invited)
    found = []
    for organisation in order:
        members = [
            [p for p in invited if name_of.get(p.id, p.id) == organisation] for invited in partners
        ]
        names = tuple(tuple(partner.name for partner in of_round) for of_round in members)
        answered = tuple(
            any(partner.id in said for partner in of_round)
            for of_round, said in zip(members, answering, strict=True)
        )
        found.append(PartnerProgress(organisation, _fate(names), names, answered))
    return tuple(found)


def _fate(names: Sequence[Sequence[str]]) -> PartnerFate:
    """Say what became of an organisation from the first round to the last, by its names."""
    first, last = names[0], names[-1]
    if not last:
        return "gone"
    if not first:
        return "new"
    if len(first) == len(last) == 1:
        return "same" if first == last else "renamed"
    if len(last) == 1:
        return "merged"
    if len(first) == 1:
        return "divided"
    return "same" if sorted(first) == sorted(last) else "reorganised"
