"""Which of many quotes to print: readable ones first, from as many people as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from toptips.analysis.proposed import Quote

READABLE = range(20, 301)


def varied(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    """Choose at most `most` quotes: other people first, then other sectors, then other items.

    Short scraps and very long quotes come last, and within these two they stand by their words.
    The same quotes give the same choice.
    """
    left = sorted(quotes, key=lambda quote: (_unreadable(quote), quote.response, quote.tip))
    chosen: list[Quote] = []
    while left and len(chosen) < most:
        taken = _Taken.by(chosen)
        likeness = [taken.likeness(quote) for quote in left]
        chosen.append(left.pop(likeness.index(min(likeness))))
    return tuple(sorted(chosen, key=lambda quote: (_unreadable(quote), quote.by_words())))


@dataclass(frozen=True, slots=True)
class _Taken:
    """Whose quotes are chosen already, of which sectors and on which items."""

    people: Set[str]
    sectors: Set[str | None]
    items: Set[str]

    @classmethod
    def by(cls, chosen: Sequence[Quote]) -> _Taken:
        return cls(
            {quote.response for quote in chosen},
            {quote.sector for quote in chosen},
            {quote.tip for quote in chosen},
        )

    def likeness(self, quote: Quote) -> tuple[bool, bool, bool, bool]:
        """Say how little a quote adds to those that are chosen: less is better."""
        return (
            _unreadable(quote),
            quote.response in self.people,
            quote.sector in self.sectors,
            quote.tip in self.items,
        )


def _unreadable(quote: Quote) -> bool:
    return len(quote.text) not in READABLE
