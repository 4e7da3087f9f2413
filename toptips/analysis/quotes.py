"""Which of many quotes to print: readable ones first, from as many people as there are."""

from __future__ import annotations

from collections.abc import Iterable

from toptips.analysis.figures import Quote

READABLE = range(20, 301)


def varied(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    """Choose at most `most` quotes: other people first, then other sectors, then other tips.

    Short scraps and very long quotes come last. The same quotes give the same choice.
    """
    left = sorted(quotes, key=lambda one: (len(one.text) not in READABLE, one.response, one.tip))
    chosen: list[Quote] = []
    while left and len(chosen) < most:
        people = {one.response for one in chosen}
        sectors = {one.sector for one in chosen}
        tips = {one.tip for one in chosen}
        best = min(
            left,
            key=lambda one: (
                len(one.text) not in READABLE,
                one.response in people,
                one.sector in sectors,
                one.tip in tips,
            ),
        )
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)
