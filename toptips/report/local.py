"""What the report says of a local version: what to keep, adapt or drop, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toptips.analysis.chosen import MOST, how_many
from toptips.analysis.figures import Figures, Shares, TipFigures
from toptips.analysis.printing import count, listed
from toptips.analysis.proposed import Quote
from toptips.analysis.terms import Terms
from toptips.report.at_tables import tables_said

QUESTION, WORDING = "local_tip", "wording"
CHANGED = ("adapt", "drop")
NAMED = 7
NOT_SHOWN, A_DUTY = "not shown", "not asked: a duty by law"


@dataclass(frozen=True)
class LocalRowTold:
    """How many would keep, adapt or drop one item, on forms and at tables."""

    name: str
    answered: str
    chosen: tuple[str, ...]
    tables: str


@dataclass(frozen=True)
class WordingsTold:
    """How many proposed other words for one item, and those that may be printed."""

    number: int
    proposed: str
    quotes: tuple[Any, ...]


@dataclass(frozen=True)
class LocalTold:
    """The part on a local version. `choices` head the columns of `rows`."""

    sentences: tuple[str, ...]
    choices: tuple[str, ...]
    rows: tuple[LocalRowTold, ...]
    of_forms: bool
    of_tables: bool
    wordings: tuple[WordingsTold, ...]


def local_told(
    figures: Figures, quotes_told: Callable[[Sequence[Quote]], tuple[Any, ...]]
) -> LocalTold | None:
    """Say what partners and tables would keep, adapt or drop; None where nothing was asked."""
    terms = figures.terms
    of_forms = QUESTION in terms.asked and not figures.too_few
    of_tables = any(QUESTION in tip.tables_chose for tip in figures.tips)
    wordings = tuple(_wordings(figures, quotes_told))
    if not (of_forms or of_tables or wordings):
        return None
    values = ("keep", *CHANGED)
    return LocalTold(
        sentences=tuple(headline(figures)),
        choices=tuple(terms.label(QUESTION, value) for value in values),
        rows=tuple(_row(tip, values, figures) for tip in figures.tips)
        if of_forms or of_tables
        else (),
        of_forms=of_forms,
        of_tables=of_tables,
        wordings=wordings,
    )


def _row(tip: TipFigures, values: Sequence[str], figures: Figures) -> LocalRowTold:
    terms, shares = figures.terms, tip.local_tip
    if tip.id in terms.duties:
        answered, chosen = A_DUTY, [""] * len(values)
    elif shares.suppressed:
        answered, chosen = NOT_SHOWN, [NOT_SHOWN] * len(values)
    elif not shares.shares:
        answered, chosen = "0", [""] * len(values)
    else:
        answered = f"{shares.n:,}"
        chosen = [_alone(how_many(shares, (value,), once=figures.once)) for value in values]
    return LocalRowTold(
        name=f"{tip.number} {tip.title}",
        answered=answered,
        chosen=tuple(chosen),
        tables=tables_said(tip, QUESTION, terms),
    )


def _alone(many: str) -> str:
    """Leave out of how many it is: that stands in a column of its own."""
    return many.split(" of ")[0]


def _wordings(
    figures: Figures, quotes_told: Callable[[Sequence[Quote]], tuple[Any, ...]]
) -> Iterator[WordingsTold]:
    for tip in figures.tips:
        written = tip.comments.get(WORDING)
        of_tables = tip.table_words.get(WORDING, ())
        proposed = [count(written.n, "person", "people")] if written and written.n else []
        proposed += [f"{count(len(of_tables), 'table', 'tables')}"] if of_tables else []
        if proposed:
            quotes = written.quotes if written else ()
            at_tables = tuple(
                Quote(text, "", tip.id, WORDING, form="conversation") for text in of_tables
            )
            yield WordingsTold(
                number=tip.number,
                proposed=f"{listed(proposed)} proposed other words.",
                quotes=quotes_told((*quotes, *at_tables)),
            )


def headline(figures: Figures) -> Iterator[str]:
    """Say which items most who answered would adapt or drop, and how many of them did."""
    terms = figures.terms
    shown = [tip for tip in figures.tips if tip.local_tip.shares]
    dropped = [tip for tip in shown if _share(tip.local_tip, ("drop",)) > MOST]
    changed = [tip for tip in shown if tip not in dropped and _share(tip.local_tip, CHANGED) > MOST]
    would = [
        f"{verb} {_several(tips, values, figures)}"
        for verb, tips, values in (
            ("drop", dropped, ("drop",)),
            ("adapt or drop", changed, CHANGED),
        )
        if tips
    ]
    if would:
        yield f"For a local version, most who answered would {listed(would)}."
    elif shown:
        yield from _kept(shown, terms)


def _kept(shown: Sequence[TipFigures], terms: Terms) -> Iterator[str]:
    """Say that every item would be kept, where that is so."""
    if len(shown) > 1 and all(_share(tip.local_tip, ("keep",)) > MOST for tip in shown):
        yield (
            "For a local version, most who answered would keep each of the"
            f" {terms.counted(len(shown))} that enough people were asked about."
        )


def _share(shares: Shares, values: Sequence[str]) -> float:
    return float(sum((shares.shares or {}).get(value, 0) for value in values))


def _several(tips: Sequence[TipFigures], values: Sequence[str], figures: Figures) -> str:
    """Name items with how many chose these answers: tip 4 (12 of 20) and tip 10 (14 of 23)."""
    terms = figures.terms
    named = [
        f"{terms.item} {tip.number} ({how_many(tip.local_tip, values, once=figures.once)})"
        for tip in tips
    ]
    if len(named) > NAMED:
        return f"{terms.counted(len(named))}, {listed(named[:NAMED])} among them"
    return listed(named)
