"""What the report is told of sectors and groups: what they differ on, and their means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.disclosure import FAMILY, SECTOR
from toptips.analysis.figures import Figures
from toptips.analysis.printing import count
from toptips.report import sentences

COLUMNS_OF_A_TABLE = 5


@dataclass(frozen=True)
class GroupsTold:
    """One way in which forms are grouped: a text for each group, and tables of means.

    Each table has the names of its columns and a row for each item: its name and its means.
    `why_hidden` says why some are not shown, where some are not.
    """

    name: str
    counts: str
    why_hidden: str
    tables: tuple[tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]], ...]


@dataclass(frozen=True)
class DifferencesTold:
    """What is claimed of the groups of one dimension, or why nothing is; and the chart's name."""

    heading: str
    chart: str
    claims: tuple[str, ...]
    nothing: str


def differences_told(figures: Figures) -> Iterator[DifferencesTold]:
    """Yield what sectors, families and the groups of every other dimension differ on."""
    for dimension in figures.dimensions:
        claimed = [tip for tip in figures.tips if figures.gap(tip, dimension).claimed]
        of_organisations = dimension in (SECTOR, FAMILY)
        yield DifferencesTold(
            heading=f"By {figures.terms.groups(dimension, many=False)}",
            chart="sectors" if of_organisations else f"by-{dimension}",
            claims=tuple(
                f"{figures.terms.item.capitalize()} {tip.number}: {tip.title}. {said}"
                for tip in claimed
                for said in sentences.about_gap(tip, figures, dimension)
            ),
            nothing="" if claimed else sentences.no_gap(figures, dimension),
        )


def groups_told(figures: Figures) -> Iterator[GroupsTold]:
    """Yield how many forms each group sent, and the means of those that may be shown."""
    for group, numbers in figures.respondents.by_group.items():
        shown = [
            value
            for value in figures.tips[0].by.get(group, ())
            if any(tip.by[group][value].n is not None for tip in figures.tips)
        ]
        parts = [
            tuple(shown[start : start + COLUMNS_OF_A_TABLE])
            for start in range(0, len(shown), COLUMNS_OF_A_TABLE)
        ]
        yield GroupsTold(
            name=group.replace("-", " "),
            why_hidden=_why_hidden(figures, group, shown),
            counts="; ".join(f"{value}: {number}" for value, number in numbers.items()),
            tables=tuple((part, tuple(_means(figures, group, part))) for part in parts),
        )


def _why_hidden(figures: Figures, group: str, values: Sequence[str]) -> str:
    """Say why some means are not shown; nothing where all are."""
    if all(tip.by[group][value].n is not None for tip in figures.tips for value in values):
        return ""
    many = count(figures.terms.smallest_group, "person", "people")
    whose = many if figures.internal else f"{many} of two organisations"
    return (
        f"Not shown: a mean where fewer than {whose} scored, and further ones from which what one"
        " person answered could be worked out."
    )


def _means(
    figures: Figures, group: str, values: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for tip in figures.tips:
        means = (sentences.mean(tip.by[group][value], figures) for value in values)
        yield f"{tip.number} {tip.title}", tuple(means)
