"""Tables whose cells are shaded: how all items are scored, and the means of groups.

A shade is one of a document's five, "1" (white) to "5" (dark); an empty one leaves a cell as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis import printing
from toptips.analysis.figures import Figures, Scores, TipFigures
from toptips.analysis.printing import listed
from toptips.analysis.terms import Terms
from toptips.charts.palette import LEVELS, group_cell, levels, share_cell
from toptips.report import sentences

# What stands in a cell whose figure is hidden: never 0.
HIDDEN = "–"
LOOK_HERE = "accent"


@dataclass(frozen=True)
class CellTold:
    """What stands in a cell, and its shade."""

    text: str
    shade: str = ""


@dataclass(frozen=True)
class GlanceRowTold:
    """One item: how many chose each level, how many scored it, and what that comes to."""

    name: str
    levels: tuple[CellTold, ...]
    people: str
    mean: str
    dont_know: CellTold
    stands: str


@dataclass(frozen=True)
class GlanceTold:
    """All items, the lowest mean first. `about` says what is counted, of how many, from where.

    `levels` head the columns, where any may be shown, and `key` says what they mean. `of_people`
    says whether the levels don't add up to the people who scored an item, so that these need a
    column; `unsure` whether anybody could not judge one.
    """

    title: str
    about: str
    key: str
    levels: tuple[str, ...]
    rows: tuple[GlanceRowTold, ...]
    of_people: bool
    hidden: bool
    unsure: bool
    many_unsure: bool


def glance_told(figures: Figures, title: str) -> GlanceTold:
    """Say how all items are scored. `title` is the finding; without one the table says what it is.

    In people where each counts as one and there are few, else in per cent.
    """
    from toptips.charts import words  # which loads matplotlib

    tips = sorted(figures.tips, key=lambda tip: (tip.mean is None, tip.mean or 0, tip.number))
    scored = [tip for tip in tips if tip.mean is not None]
    of_levels = any(tip.shares for tip in tips)
    people = words.in_people(figures, (tip.n for tip in scored))
    unit = f"{words.unit('at each level', figures, people=people)}; the more, the darker"
    if not of_levels:
        unit = "People who gave a score, and their mean"
    unshown = any(not tip.shares for tip in tips)
    return GlanceTold(
        title=title or f"How all {figures.terms.items} are scored",
        about=f"{unit}; {words.of_how_many(tip.n for tip in scored)}. {words.source(figures)}",
        key=listed(f"{value} is ‘{text}’" for value, text in figures.scale.items()),
        levels=tuple(map(str, figures.scale)) if of_levels else (),
        rows=tuple(_glance_row(tip, figures, people=people) for tip in tips),
        of_people=unshown or not people,
        hidden=(unshown and of_levels) or len(scored) < len(tips),
        unsure=any(tip.dont_know for tip in tips),
        many_unsure=any(tip.many_dont_know and tip.dont_know for tip in tips),
    )


def _glance_row(tip: TipFigures, figures: Figures, *, people: bool) -> GlanceRowTold:
    from toptips.charts import words  # which loads matplotlib

    cells = [CellTold(HIDDEN)] * len(figures.scale)
    if tip.shares:
        cells = [
            CellTold(words.part_label(share, tip.n, people=people), share_shade(share))
            for share in tip.shares.values()
        ]
    many = tip.many_dont_know and tip.dont_know
    unsure = HIDDEN if tip.dont_know is None else f"{tip.dont_know:,}"
    return GlanceRowTold(
        name=f"{tip.number} {tip.title}",
        levels=tuple(cells),
        people=HIDDEN if tip.n is None else f"{tip.n:,}",
        mean=HIDDEN if tip.mean is None else sentences.mean(tip, figures),
        dont_know=CellTold(unsure, LOOK_HERE if many else ""),
        stands=_stands(tip, figures.terms),
    )


def _stands(tip: TipFigures, terms: Terms) -> str:
    """Say in few words how an item stands, where one organisation could change the band too."""
    if tip.n == 0:
        return "nobody scored it"
    if not tip.split and not tip.band_settled:
        return f"{terms.bands[tip.band_range[0]]} or {terms.bands[tip.band_range[-1]]}"
    return printing.band(tip, terms)


def share_shade(share: Fraction) -> str:
    """Return the shade of how many chose a level: the more of all who scored, the darker."""
    return str(1 + LEVELS.index(share_cell(share).fill))


def group_told(scores: Scores, figures: Figures) -> CellTold:
    """Tell the mean of a group, shaded by the level that it is nearest to."""
    if scores.mean is None and scores.bound is None:
        return CellTold(HIDDEN)
    return CellTold(sentences.mean(scores, figures), _group_shade(scores, list(figures.scale)))


def _group_shade(scores: Scores, scale: Sequence[int]) -> str:
    """Return the shade nearest to a level's colour, where a scale has more levels than five."""
    near = levels(len(scale)).index(group_cell(scores, scale).fill)
    steps = len(LEVELS) - 1
    return str(1 + int(Fraction(near * steps, max(1, len(scale) - 1)) + Fraction(1, 2)))
