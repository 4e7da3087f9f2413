"""The appendix that sets answers out by another framework, counted honestly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.also_as import OtherItem, SetOut
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import band, capital, could_not_judge, count, listed
from toptips.report import sentences

NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class OtherRowTold:
    """One item that was asked, under an item of the other framework."""

    other: str
    name: str
    n: str
    mean: str
    stands: str


@dataclass(frozen=True)
class AlsoAsTold:
    """One other framework: sentences on how it was counted, and a row for each answer to it.

    `nobody_asked` names its items to which nothing maps.
    """

    heading: str
    item: str
    counted: tuple[str, ...]
    rows: tuple[OtherRowTold, ...]
    nobody_asked: str
    source: str


def also_as_told(figures: Figures) -> Iterator[AlsoAsTold]:
    """Say for each framework that was chosen what its items were answered by."""
    for other in figures.also_as:
        tips = {tip.id: tip for tip in figures.tips}
        empty = [item for item in other.each if not item.answered_by]
        yield AlsoAsTold(
            heading=other.title,
            item=other.item,
            counted=tuple(_counted(other, tips, figures)),
            rows=tuple(
                _row(item, tips[tip], figures) for item in other.each for tip in item.answered_by
            ),
            nobody_asked=_nobody_asked(other, empty, figures),
            source=f"{other.title}. {other.publisher}. {other.wording}",
        )


def _row(item: OtherItem, tip: TipFigures, figures: Figures) -> OtherRowTold:
    stands = band(tip, figures.terms)
    unjudged = f"; {could_not_judge(tip)}" if tip.many_dont_know else ""
    return OtherRowTold(
        other=f"{item.number} {item.title}",
        name=f"{tip.number} {tip.title}",
        n=NOT_SHOWN if tip.n is None else f"{tip.n:,}",
        mean=sentences.mean(tip, figures),
        stands=capital(stands) + unjudged,
    )


def _counted(other: SetOut, tips: dict[str, TipFigures], figures: Figures) -> Iterator[str]:
    """Say how many items stand for how many, which stand twice, and whose scores these are."""
    terms = figures.terms
    mapped = len(tips) - len(other.not_mapped)
    answered = sum(bool(item.answered_by) for item in other.each)
    whole = count(len(other.each), other.item, other.items)
    of = f"all {whole}" if answered == len(other.each) > 1 else f"{answered} of the {whole}"
    yield (
        f"{mapped} of the {terms.counted(len(tips))} that were asked"
        f" {'says' if mapped == 1 else 'say'} something about {of}."
    )
    yield from _twice(other, tips, figures)
    if other.not_mapped:
        left = listed(str(tips[tip].number) for tip in other.not_mapped)
        noun = terms.item if len(other.not_mapped) == 1 else terms.items
        yield f"Not here, as nothing in it is about the same: {noun} {left}."
    scale = (
        "" if other.same_scale else ", and on the scale on which they were asked, not on its own"
    )
    whose = "those who work here" if figures.internal else "partners"
    yield (
        f"The scores are views of {whose}{scale}. They are no assessment by the publisher"
        f" ({other.publisher}) or by any regulator, and no rating."
    )


def _twice(other: SetOut, tips: dict[str, TipFigures], figures: Figures) -> Iterator[str]:
    """Say which items stand under several: their answers are the same ones."""
    under = {
        tip: sum(tip in item.answered_by for item in other.each)
        for tip in tips
        if tip not in other.not_mapped
    }
    several = [tip for tip, times in under.items() if times > 1]
    if several:
        named = listed(f"{tips[tip].number} ({under[tip]} {other.items})" for tip in several)
        noun = figures.terms.item if len(several) == 1 else figures.terms.items
        yield (
            f"Under several of them {'stands' if len(several) == 1 else 'stand'} {noun} {named}."
            " The answers there are the same answers, given once."
        )
    if any(len(item.answered_by) > 1 for item in other.each):
        yield (
            f"Where several {figures.terms.items} stand under one {other.item}, each keeps its own"
            " figures. No score is made of them: nobody gave one."
        )


def _nobody_asked(other: SetOut, empty: Sequence[OtherItem], figures: Figures) -> str:
    if not empty:
        return ""
    named = listed(f"{item.number} ({item.title})" for item in empty)
    noun = other.item if len(empty) == 1 else other.items
    return (
        f"No {figures.terms.item} is about {noun} {named}. Nobody was asked about"
        f" {'it' if len(empty) == 1 else 'them'}."
    )
