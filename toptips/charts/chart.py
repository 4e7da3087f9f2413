"""What a chart is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """A finished chart, or one part of a chart that takes several pictures.

    `name` is the stem of its files, and `of` the chart it belongs to: the same, but for later
    parts. `title` is the finding, in fifteen words or fewer; `about` says below it the number of
    the figure, unit, n and source. Both stand on the picture. `description` is the alternative
    text: finding and figures.
    """

    name: str
    of: str
    title: str
    about: str
    description: str
    png: bytes
    svg: bytes


def pictures_of(charts: Sequence[Chart]) -> dict[str, dict[str, str]]:
    """Return, by chart, the alternative text of each of its pictures, by the picture's name."""
    pictures: dict[str, dict[str, str]] = {}
    for chart in charts:
        pictures.setdefault(chart.of, {})[chart.name] = chart.description
    return pictures
