"""Which of many quotes to print: readable ones first, from as many people as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toptips.analysis.figures import Quote

READABLE = range(20, 301)


def varied(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    """Choose at most `most` quotes: other people first, then other sectors, then other items.

    Short scraps and very long quotes come last. The same quotes give the same choice.
    """
    left = sorted(quotes, key=lambda quote: (_unreadable(quote), quote.response, quote.tip))
    chosen: list[Quote] = []
    while left and len(chosen) < most:
        likeness = [_likeness(quote, chosen) for quote in left]
        chosen.append(left.pop(likeness.index(min(likeness))))
    return tuple(chosen)


def _likeness(quote: Quote, chosen: Sequence[Quote]) -> tuple[bool, bool, bool, bool]:
    """Say how little a quote adds to those that are chosen already: less is better."""
    return (
        _unreadable(quote),
        any(quote.response == other.response for other in chosen),
        any(quote.sector == other.sector for other in chosen),
        any(quote.tip == other.tip for other in chosen),
    )


def _unreadable(quote: Quote) -> bool:
    return len(quote.text) not in READABLE
