"""What charts say: findings from exact figures, and descriptions for those who can't see them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, Scores, TipFigures
from toptips.analysis.printing import bound, count, level, listed
from toptips.analysis.terms import Terms
from toptips.charts.style import clean

TOO_FEW = "Not shown: too few answers"
LONGEST_DESCRIPTION = 600
LONGEST_TITLE = 64
MOST_NUMBERED = 8


def named(tip: TipFigures, terms: Terms) -> str:
    """Return an item as sentences name it: tip 3 (Early planning)."""
    return f"{terms.item} {tip.number} ({short(tip.title)})"


def short(title: str) -> str:
    """Return a title that does not drown the sentence it stands in."""
    return textwrap.shorten(clean(title), LONGEST_TITLE, placeholder=" …") or clean(title)[:40]


def numbered(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Return items by number alone: tip 4, tips 4 and 7."""
    noun = terms.item if len(tips) == 1 else terms.items
    return f"{noun} {listed(str(number) for number in sorted(tip.number for tip in tips))}"


def several(tips: Sequence[TipFigures], terms: Terms, most: int = 2) -> str:
    """Name the items, or only number them where they are many, or only count them."""
    if len(tips) <= most:
        return listed(named(tip, terms) for tip in tips)
    return terms.counted(len(tips)) if len(tips) > MOST_NUMBERED else numbered(tips, terms)


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


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital first, a full stop last."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


def described(*sentences: str) -> str:
    """Join sentences to a description, leaving out whole ones that would make it too long."""
    kept = ""
    for text in sentences:
        if text and len(kept) + 1 + len(text) <= LONGEST_DESCRIPTION:
            kept = f"{kept} {sentence(text)}".strip()
    return kept


def series(things: Iterable[str], room: int = 330) -> str:
    """List things within a sentence, as many as fit in `room` letters; say how many do not."""
    every = list(things)
    kept: list[str] = []
    for thing in every:
        if kept and sum(map(len, kept)) + 2 * len(kept) + len(thing) > room:
            break
        kept.append(thing)
    rest = len(every) - len(kept)
    return "; ".join(kept) + (f"; and {rest} more" if rest else "")


def extremes(
    tips: Sequence[TipFigures], value: Callable[[TipFigures], Fraction]
) -> tuple[list[TipFigures], list[TipFigures]]:
    """Return the items with the lowest value and those with the highest, ties included."""
    lowest, highest = min(map(value, tips)), max(map(value, tips))
    return (
        [tip for tip in tips if value(tip) == lowest],
        [tip for tip in tips if value(tip) == highest],
    )


def weighing(figures: Figures) -> list[str]:
    """Return the note that organisations, not people, are counted, where it is so."""
    if figures.count != "organisations":
        return []
    return ["Each organisation counts once, however many of its people answered."]


def no_room(left_out: int, singular: str, plural: str, elsewhere: str) -> list[str]:
    """Return the note that not everything found room on the picture, and where it stands."""
    if not left_out:
        return []
    return [f"No room for {count(left_out, f'more {singular}', f'more {plural}')}; {elsewhere}."]


def no_room_for_items(left_out: int, terms: Terms) -> list[str]:
    """Return the note that not every item found room: no table has all that charts show of it."""
    elsewhere = f"the report has a part on every {terms.item}"
    return no_room(left_out, terms.item, terms.items, elsewhere)
