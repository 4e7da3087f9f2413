"""The charts of the report: one function a chart, the only user of matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toptips.analysis.figures import Figures


@dataclass(frozen=True)
class Chart:
    """A picture. Its description is its alternative text."""

    name: str
    title: str
    description: str
    png: bytes
    svg: bytes


def draw(analysis: Figures, progress: Callable[[int, int, str], None] | None = None) -> list[Chart]:
    """Draw all charts."""
    return []
