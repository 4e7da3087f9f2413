"""What charts say: findings from exact figures, and descriptions for those who can't see them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, Scores, TipFigures
from toptips.analysis.printing import bound, capital, could_not_judge, level, listed, percent
from toptips.analysis.terms import Terms
from toptips.charts.lettering import clean

TOO_FEW = "Not shown: too few answers"
LONGEST_DESCRIPTION = 600
LONGEST_NAME = 64
MOST_NUMBERED = 8
MOST_WORDS = 15
# Up to so many people each is shown as one; of more, shares.
MOST_IN_PEOPLE = 50


def title(*candidates: str) -> str:
    """Return the first of these findings that has fifteen words or fewer, as a sentence.

    The last is taken if none has: it must be short whatever things are called.
    """
    short_enough = (text for text in candidates if text and len(text.split()) <= MOST_WORDS)
    return sentence(next(short_enough, candidates[-1]))


def named(tip: TipFigures, terms: Terms) -> str:
    """Return an item as sentences name it: tip 3 (Early planning)."""
    return f"{terms.item} {tip.number} ({short(tip.title)})"


def short(text: str) -> str:
    """Return a title that does not drown the sentence it stands in."""
    return textwrap.shorten(clean(text), LONGEST_NAME, placeholder=" …") or clean(text)[:40]


def numbered(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Return items by number alone: tip 4, tips 4 and 7."""
    noun = terms.item if len(tips) == 1 else terms.items
    return f"{noun} {listed(str(number) for number in sorted(tip.number for tip in tips))}"


def several(tips: Sequence[TipFigures], terms: Terms, most: int = 2) -> str:
    """Name the items, or only number them where they are many, or only count them."""
    if len(tips) <= most:
        return listed(named(tip, terms) for tip in tips)
    return terms.counted(len(tips)) if len(tips) > MOST_NUMBERED else numbered(tips, terms)


def ways(tips: Sequence[TipFigures], terms: Terms) -> tuple[str, str, str]:
    """Return three ways to say which items, each shorter than the last: names, numbers, a count."""
    return several(tips, terms), numbered(tips, terms), terms.counted(len(tips))


def all_shown(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Return how sentences speak of two items or more that are all there is to see."""
    return f"{'both' if len(tips) == 2 else f'all {len(tips)}'} {terms.items} shown"


def label(tip: TipFigures) -> str:
    """Return an item as it stands at a row's beginning."""
    return f"{tip.number} {tip.title}"


def nobody(terms: Terms) -> str:
    """Return what stands in the place of an item's scores where there are none."""
    return f"Nobody scored this {terms.item}"


def wanting(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Return the sentence of a description that says which items have too few answers."""
    return f"Not shown, for want of answers: {numbered(tips, terms)}" if tips else ""


def mean(value: Fraction, figures: Figures, *others: Fraction) -> str:
    """Print a mean so that it stays on its side of the bands, and of other means."""
    return level(value, *figures.terms.limits(figures.scale), *others)


def group_mean(scores: Scores, figures: Figures, *others: Fraction) -> str:
    """Print the mean of a group, or on which side of a level near an end of the scale it lies."""
    if scores.bound is not None:
        return bound(scores.bound)
    return mean(scores.mean or Fraction(0), figures, *others)


def unjudged(tip: TipFigures) -> str:
    """Say how many could not judge an item that a third or more could not."""
    return could_not_judge(tip) if tip.many_dont_know else ""


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital first, a full stop last."""
    text = capital(text)
    return text if text.endswith((".", "?", "!")) else text + "."


def described(*sentences: str) -> str:
    """Join sentences to a description, leaving out whole ones that would make it too long."""
    kept = ""
    for text in sentences:
        if text and len(kept) + 1 + len(text) <= LONGEST_DESCRIPTION:
            kept = f"{kept} {sentence(text)}".strip()
    return kept


def series(things: Iterable[str], room: int = 330) -> str:
    """List things within a sentence, as many as fit in `room` letters.

    Of those that don't, say how many they are and where to find them.
    """
    every = list(things)
    kept: list[str] = []
    for thing in every:
        if kept and sum(map(len, kept)) + 2 * len(kept) + len(thing) > room:
            break
        kept.append(thing)
    rest = len(every) - len(kept)
    return "; ".join(kept) + (f"; and {rest} more, in the tables" if rest else "")


def extremes(
    tips: Sequence[TipFigures], value: Callable[[TipFigures], Fraction]
) -> tuple[list[TipFigures], list[TipFigures]]:
    """Return the items with the lowest value and those with the highest, ties included."""
    lowest, highest = min(map(value, tips)), max(map(value, tips))
    return (
        [tip for tip in tips if value(tip) == lowest],
        [tip for tip in tips if value(tip) == highest],
    )


def in_people(figures: Figures, numbers: Iterable[int | None]) -> bool:
    """Whether parts of bars are numbered in people: where each counts as one, and all are few."""
    return not figures.once and max((n or 0 for n in numbers), default=0) <= MOST_IN_PEOPLE


def part_label(share: Fraction, n: int | None, *, people: bool) -> str:
    """Return the number of one part of a bar: people, or else the per cent without its sign."""
    if people:
        return f"{share * (n or 0)}"
    return percent(share).replace("under ", "<").replace("over ", ">").removesuffix("%")


def unit(what: str, figures: Figures, *, people: bool) -> str:
    """Return what a bar's parts count, such as people at each level."""
    if people:
        return f"People {what}"
    once = ", each organisation counted once" if figures.once else ""
    return f"Per cent {what}{once}"


def of_how_many(numbers: Iterable[int | None], what: str = "") -> str:
    """Return n, or from where to where it goes: n = 13 to 29."""
    known = [number for number in numbers if number is not None]
    low, high = min(known, default=0), max(known, default=0)
    span = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"n\u00a0=\u00a0{span}{f' {what}' if what else ''}"


def source(figures: Figures) -> str:
    """Return the sentence that says whose answers a chart shows."""
    held = figures.terms.held
    return f"Source: self-assessments{f', workshop of {held}' if held else ''}."
