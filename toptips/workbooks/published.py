"""The figures as tables have them: what analysis.json says, in the workshop's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.workbooks.table_sheets import Cell, FigureColumn, Kind

HIDDEN = "not shown"
Plain = Mapping[str, Any]


class Published:
    """A workshop's figures as analysis.json has them: no table can say more than that does."""

    def __init__(self, figures: Figures) -> None:
        self.plain: Plain = to_json(figures)
        self.terms = terms = figures.terms
        self.tips: list[Plain] = self.plain["tips"]
        self.item = (
            FigureColumn(terms.item.capitalize(), f"The number of the {terms.item}.", "count"),
            FigureColumn("Title", f"What the {terms.item} is called.", "name"),
        )
        # What was said about the whole has no item.
        self._named: dict[str, tuple[Cell, Cell]] = {"": (None, "")}
        self._named |= {tip["id"]: (tip["number"], tip["title"]) for tip in self.tips}

    def named(self, tip: str) -> tuple[Cell, Cell]:
        """Return an item's number and title."""
        return self._named[tip]

    def answer(self, key: str) -> str:
        """Return what the answer to a question is called."""
        return self.terms.answers.get(key, key)

    def bands(self, bands: Iterable[str | None]) -> str:
        """Return how an item stands, in words."""
        return " or ".join(self.terms.bands.get(band, band) for band in bands if band)


def hidden(part: Plain) -> bool:
    """Say whether a part of the figures may not be shown."""
    return part.get("suppressed") is True


def day(text: str) -> Cell:
    """Return a day that a form gives as a date; what is no date as it is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def kind_of(key: str) -> Kind:
    """Return the kind of the cells that answer a question."""
    kinds: Mapping[str, Kind] = {"due": "date", "score": "count", "action": "words"}
    return kinds.get(key, "text")
