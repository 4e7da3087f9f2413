"""Bars of the shares of each answer to one choice, stacked from left to right."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from toptips.analysis.figures import Shares
from toptips.analysis.printing import percent
from toptips.charts import words
from toptips.charts.rows import BAR, ChartRow, ChartRows, SideColumn

COLUMNS = (SideColumn("Answers", 44),)


def stack(rows: ChartRows, row: ChartRow, answers: Shares, colours: Mapping[str, str]) -> None:
    """Draw the shares of one item in the order of `colours`, or say why there are none."""
    if not answers.shares:
        rows.instead(row, words.TOO_FEW if answers.suppressed else "Nobody answered")
        return
    x = rows.left
    for value, colour in colours.items():
        share = answers.shares.get(value, Fraction(0))
        width = float(share) * rows.width
        rows.canvas.segment(x, row.middle, width, BAR, colour, percent(share))
        x += width
    rows.cells(row, [f"{answers.n or 0:,}"])
