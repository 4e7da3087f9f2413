"""Quotes as a document prints them: whose they are, and each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toptips.analysis.proposed import Quote
from toptips.analysis.quotes import varied


@dataclass(frozen=True)
class QuoteTold:
    """Words that may be printed, and whose they are as far as may be said."""

    text: str
    whose: str


def quotes_told(quotes: Sequence[Quote], *, internal: bool = False) -> tuple[QuoteTold, ...]:
    """Say of each quote whose it is, as far as its writer allowed."""
    return tuple(QuoteTold(compact(quote.text), whose(quote, internal)) for quote in quotes)


def whose(quote: Quote, internal: bool) -> str:
    """Say whose words these are, as far as their writer allowed."""
    if quote.form == "people":
        return "somebody who uses services"
    if quote.form == "conversation":
        return "a table"
    if internal:
        return "somebody who works here"
    return quote.sector or "sector not given"


def compact(text: str) -> str:
    """Leave out empty lines: within a quote they would make it look like two."""
    return "\n".join(line for line in text.splitlines() if line.strip())


@dataclass(slots=True)
class Quoted:
    """What one document has quoted so far, so that no quote stands in it twice."""

    internal: bool = False
    _printed: set[str] = field(default_factory=set)

    def all(self, quotes: Iterable[Quote]) -> tuple[QuoteTold, ...]:
        """Tell all of these that were not printed yet, in their order."""
        fresh = {_same(quote): quote for quote in quotes if _same(quote) not in self._printed}
        self._printed.update(fresh)
        return quotes_told(tuple(fresh.values()), internal=self.internal)

    def some(self, quotes: Iterable[Quote], most: int) -> tuple[QuoteTold, ...]:
        """Tell at most so many of those that were not printed yet, of as many people as may be."""
        fresh = [quote for quote in quotes if _same(quote) not in self._printed]
        return self.all(varied(fresh, most))


def _same(quote: Quote) -> str:
    return " ".join(quote.text.casefold().split())
