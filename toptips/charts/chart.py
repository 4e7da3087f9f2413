"""What a chart is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """A finished chart.

    `name` is the stem of its files, `title` its finding as a sentence, which stands on the
    picture too; `description` is the alternative text, with the figures.
    """

    name: str
    title: str
    description: str
    png: bytes
    svg: bytes
