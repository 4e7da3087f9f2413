"""What the report is told of sectors and groups: what they differ on, and their means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.pooling import OTHER_SECTORS, what_is_pooled
from toptips.analysis.printing import count, listed
from toptips.report import sentences
from toptips.report.shaded import HIDDEN, CellTold, group_told

# So many groups have room for their names above the columns; more are lettered.
NAMED_COLUMNS = 4
COLUMNS_OF_A_TABLE = 8


@dataclass(frozen=True)
class GroupsTold:
    """One way in which forms are grouped, and how many forms each group sent, in a line."""

    name: str
    counts: str


@dataclass(frozen=True)
class MeansTold:
    """A table of means: what heads its columns, and a row for each item: name and means.

    `key` says which groups the letters above the columns are, where they are letters.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellTold, ...]], ...]


@dataclass(frozen=True)
class DifferencesTold:
    """What is claimed of the groups of one dimension, or why nothing is; and their means.

    `title` is the finding, `about` the line below the table, `of_whom` what stands behind the names
    of sectors. `first` says whether it stands among
    the findings and not in the appendix. `left_out` names items without a row, `why_hidden` says
    why some means are not shown.
    """

    heading: str
    title: str
    about: str
    of_whom: str
    first: bool
    claims: tuple[str, ...]
    nothing: str
    left_out: str
    why_hidden: str
    tables: tuple[MeansTold, ...]


def differences_told(figures: Figures, titles: Mapping[str, str]) -> Iterator[DifferencesTold]:
    """Yield what sectors, families and the groups of every other dimension differ on.

    `titles` are the findings of charts by their names.
    """
    for number, dimension in enumerate(figures.dimensions):
        claimed = [tip for tip in figures.tips if figures.gap(tip, dimension).claimed]
        of_organisations = dimension in (SECTOR, FAMILY)
        chart = "sectors" if of_organisations else f"by-{dimension}"
        group = figures.terms.groups(dimension, many=False)
        shown = _shown(figures, dimension)
        yield DifferencesTold(
            heading=f"By {group}",
            title=titles.get(chart) or f"The mean by {group}",
            about=_about(figures, group),
            of_whom=_of_whom(figures, shown) if dimension == SECTOR else "",
            first=number == 0 or bool(claimed),
            claims=tuple(
                f"{figures.terms.item.capitalize()} {tip.number}: {tip.title}. {said}"
                for tip in claimed
                for said in sentences.about_gap(tip, figures, dimension)
            ),
            nothing="" if claimed else sentences.no_gap(figures, dimension),
            left_out=_left_out(figures, dimension),
            why_hidden=_why_hidden(figures, dimension, shown),
            tables=tuple(_tables(figures, dimension, shown)),
        )


def hidden_dimensions(figures: Figures) -> str:
    """Say what too few answered to be compared by: sectors, or a group that forms ask for."""
    terms = figures.terms
    hidden = [terms.groups(group) for group in terms.grouped_by if group not in figures.dimensions]
    if not figures.dimensions and not figures.internal:
        hidden.insert(0, terms.groups(SECTOR))
    return " or ".join(hidden)


def groups_told(figures: Figures) -> Iterator[GroupsTold]:
    """Yield how many forms each group sent."""
    for group, numbers in figures.respondents.by_group.items():
        yield GroupsTold(
            name=group.replace("-", " "),
            counts="; ".join(f"{value}: {number}" for value, number in numbers.items()),
        )


def _shown(figures: Figures, dimension: str) -> list[str]:
    """Return the groups of which any mean may be shown, in their order."""
    return [
        name
        for name in figures.tips[0].by.get(dimension, ())
        if any(tip.by[dimension][name].n is not None for tip in figures.tips)
    ]


def _about(figures: Figures, group: str) -> str:
    from toptips.charts import words  # which loads matplotlib

    numbers = words.of_how_many(tip.n for tip in figures.tips)
    return (
        f"Mean score of each {group}, the higher, the darker; {numbers} in all."
        f" {words.source(figures)}"
    )


def _of_whom(figures: Figures, shown: Sequence[str]) -> str:
    """Say what is in "Other sectors", and who agreed to be shown alone; nothing if neither."""
    pooled = what_is_pooled(figures.respondents.pooled_means) if OTHER_SECTORS in shown else ""
    alone = [
        f"{sector} is {name} alone, which agreed beforehand to be shown by itself."
        for sector, name in figures.respondents.shown_alone.items()
    ]
    return " ".join([*([pooled] if pooled else []), *alone])


def _tables(figures: Figures, dimension: str, shown: Sequence[str]) -> Iterator[MeansTold]:
    from toptips.charts.dots import letters  # which loads matplotlib

    lettered = len(shown) > NAMED_COLUMNS
    headers = letters(len(shown)) if lettered else shown
    for start in range(0, len(shown), COLUMNS_OF_A_TABLE):
        part = shown[start : start + COLUMNS_OF_A_TABLE]
        columns = tuple(headers[start : start + COLUMNS_OF_A_TABLE])
        named = zip(columns, part, strict=True)
        yield MeansTold(
            key="; ".join(f"{letter}: {name}" for letter, name in named) if lettered else "",
            columns=columns,
            rows=tuple(
                (
                    f"{tip.number} {tip.title}",
                    tuple(group_told(tip.by[dimension][name], figures) for name in part),
                )
                for tip in figures.tips
                if _any_shown(tip, dimension)
            ),
        )


def _any_shown(tip: TipFigures, dimension: str) -> bool:
    return any(scores.n is not None for scores in tip.by.get(dimension, {}).values())


def _left_out(figures: Figures, dimension: str) -> str:
    """Name the items of which no group's mean may be shown; nothing where there is none."""
    numbers = [str(tip.number) for tip in figures.tips if not _any_shown(tip, dimension)]
    if not numbers:
        return ""
    noun = figures.terms.item if len(numbers) == 1 else figures.terms.items
    return f"No mean may be shown of {noun} {listed(numbers)}."


def _why_hidden(figures: Figures, dimension: str, shown: Sequence[str]) -> str:
    """Say why some means are not shown; nothing where all are."""
    if all(tip.by[dimension][name].n is not None for tip in figures.tips for name in shown):
        return ""
    many = count(figures.terms.smallest_group, "person", "people")
    whose = many if figures.internal else f"{many} of two organisations"
    return (
        f"Not shown ({HIDDEN}): a mean where fewer than {whose} scored, and further ones from which"
        " what one person answered could be worked out."
    )
