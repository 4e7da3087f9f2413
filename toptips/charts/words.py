"""What charts say: findings from exact figures, and descriptions for those who can't see them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import count, level, limits, listed
from toptips.charts.style import clean

BANDS = {"strength": "a strength", "discuss": "to discuss", "concern": "a concern"}
TOO_FEW = "Not shown: too few answers"
NOBODY = "Nobody scored this tip"
LONGEST_DESCRIPTION = 600
LONGEST_TITLE = 64
MOST_NUMBERED = 8


def named(tip: TipFigures) -> str:
    """Return a tip as sentences name it."""
    return f"tip {tip.number} ({short(tip.title)})"


def short(title: str) -> str:
    """Return a title that does not drown the sentence it stands in."""
    return textwrap.shorten(clean(title), LONGEST_TITLE, placeholder=" …") or clean(title)[:40]


def several(tips: Sequence[TipFigures], most: int = 2) -> str:
    """Name the tips, or only number them where they are many, or only count them."""
    if len(tips) <= most:
        return listed(map(named, tips))
    if len(tips) > MOST_NUMBERED:
        return f"{len(tips)} tips"
    return ("tip " if len(tips) == 1 else "tips ") + listed(str(tip.number) for tip in tips)


def all_shown(tips: Sequence[TipFigures]) -> str:
    """Return how sentences speak of two tips or more that are all there is to see."""
    return "both tips shown" if len(tips) == 2 else f"all {len(tips)} tips shown"


def label(tip: TipFigures) -> str:
    """Return a tip as it stands at a row's beginning."""
    return f"{tip.number} {tip.title}"


def mean(value: Fraction, figures: Figures, *others: Fraction) -> str:
    """Print a mean so that it stays on its side of the bands, and of other means."""
    return level(value, *limits(figures.scale), *others)


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital first, a full stop last."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


def described(*sentences: str) -> str:
    """Join sentences to a description, leaving out whole ones that would make it too long."""
    kept = ""
    for one in sentences:
        if one and len(kept) + 1 + len(one) <= LONGEST_DESCRIPTION:
            kept = f"{kept} {sentence(one)}".strip()
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
    return "; ".join(kept) + (f"; and {rest} more in the report's table" if rest else "")


def extremes(
    tips: Sequence[TipFigures], value: Callable[[TipFigures], Fraction]
) -> tuple[list[TipFigures], list[TipFigures]]:
    """Return the tips with the lowest value and those with the highest, ties included."""
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


def no_room(left_out: int, one: str = "tip", many: str = "tips") -> list[str]:
    """Return the note that not everything found room on the picture."""
    if not left_out:
        return []
    return [f"No room for {count(left_out, 'more ' + one, 'more ' + many)}; the tables have all."]
