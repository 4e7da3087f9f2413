"""What the report says of a local version: what to keep, adapt or drop, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from toptips.analysis.chosen import MOST, how_many
from toptips.analysis.figures import Figures, Shares, TipFigures
from toptips.analysis.printing import count, listed, percent
from toptips.analysis.proposed import Quote
from toptips.analysis.terms import Terms
from toptips.report.at_tables import tables_said

QUESTION, WORDING = "local_tip", "wording"
CHANGED = ("adapt", "drop")
NAMED = 7
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class LocalRowTold:
    """How many would keep, adapt or drop one item, on forms and at tables."""

    number: int
    name: str
    answered: str
    chosen: tuple[str, ...]
    changed: str
    tables: str


@dataclass(frozen=True)
class WordingsTold:
    """How many proposed other words for one item, and those that may be printed."""

    number: int
    proposed: str
    quotes: tuple[Any, ...]


@dataclass(frozen=True)
class LocalTold:
    """The part on a local version. `choices` head the columns of `rows`; duties are not in these.

    `duties` says which those are, of which nobody was asked, and `counts` what the numbers are.
    """

    sentences: tuple[str, ...]
    choices: tuple[str, ...]
    rows: tuple[LocalRowTold, ...]
    of_forms: bool
    of_tables: bool
    wordings: tuple[WordingsTold, ...]
    duties: str
    counts: str


def local_told(
    figures: Figures, quotes_told: Callable[[Sequence[Quote]], tuple[Any, ...]]
) -> LocalTold | None:
    """Say what partners and tables would keep, adapt or drop; None where nothing was asked."""
    from toptips.charts.words import in_people  # which loads matplotlib

    terms = figures.terms
    of_forms = QUESTION in terms.asked and not figures.too_few
    of_tables = any(QUESTION in tip.tables_chose for tip in figures.tips)
    wordings = tuple(_wordings(figures, quotes_told))
    if not (of_forms or of_tables or wordings):
        return None
    values = ("keep", *CHANGED)
    people = in_people(figures, (tip.local_tip.n for tip in figures.tips))
    return LocalTold(
        sentences=tuple(headline(figures)),
        choices=tuple(terms.label(QUESTION, value) for value in values),
        rows=tuple(
            _row(tip, values, figures, people=people)
            for tip in figures.tips
            if tip.id not in terms.duties
        )
        if of_forms or of_tables
        else (),
        of_forms=of_forms,
        of_tables=of_tables,
        wordings=wordings,
        duties=_duties(figures),
        counts=_counts(figures, people=people),
    )


def _duties(figures: Figures) -> str:
    """Say of which items nobody was asked, since they are duties by law."""
    terms = figures.terms
    numbers = [str(tip.number) for tip in figures.tips if tip.id in terms.duties]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Nobody was asked about {terms.item} {numbers[0]}: it is a duty by law."
    return f"Nobody was asked about {terms.items} {listed(numbers)}: they are duties by law."


def _counts(figures: Figures, *, people: bool) -> str:
    """Say what the table's numbers are: what the bars of the chart are numbered in."""
    if figures.once:
        return "Each organisation counts once, so these are shares of the answers."
    return "The numbers are people." if people else "The numbers are per cent of these people."


def _row(tip: TipFigures, values: Sequence[str], figures: Figures, *, people: bool) -> LocalRowTold:
    terms, shares, changed = figures.terms, tip.local_tip, ""
    if shares.suppressed:
        answered, chosen = NOT_SHOWN, [NOT_SHOWN] * len(values)
        changed = NOT_SHOWN
    elif not shares.shares:
        answered, chosen = "0", [""] * len(values)
    else:
        answered = f"{shares.n:,}"
        chosen = [_chosen(shares, (value,), figures, people=people) for value in values]
        changed = _chosen(shares, CHANGED, figures, people=people)
    return LocalRowTold(
        number=tip.number,
        name=f"{tip.number} {tip.title}",
        answered=answered,
        chosen=tuple(chosen),
        changed=changed,
        tables=tables_said(tip, QUESTION, terms),
    )


def _chosen(shares: Shares, values: Sequence[str], figures: Figures, *, people: bool) -> str:
    """Print how many gave one of these answers; of how many stands in a column of its own."""
    if people or figures.once:
        return how_many(shares, values, once=figures.once).split(" of ")[0]
    chose = ((shares.shares or {}).get(value, Fraction(0)) for value in values)
    return percent(sum(chose, Fraction(0)))


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
    """Say which items most who answered would adapt or drop, and how many of them did.

    Of what fewer than half of the forms say nothing is said here: most of a few are not many.
    """
    terms, forms = figures.terms, figures.respondents.self_assessments
    shown = [
        tip for tip in figures.tips if tip.local_tip.shares and 2 * (tip.local_tip.n or 0) >= forms
    ]
    dropped = [tip for tip in shown if _share(tip.local_tip, ("drop",)) > MOST]
    changed = [tip for tip in shown if tip not in dropped and _share(tip.local_tip, CHANGED) > MOST]
    adapted = [tip for tip in changed if not _share(tip.local_tip, ("drop",))]
    would = [
        f"{verb} {_several(tips, values, figures)}"
        for verb, tips, values in (
            ("drop", dropped, ("drop",)),
            ("adapt or drop", [tip for tip in changed if tip not in adapted], CHANGED),
            ("adapt", adapted, ("adapt",)),
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
