"""The register: what is already under way or planned, and what tables agreed, item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toptips.analysis.alike import alike
from toptips.analysis.figures import Agreed, TipFigures
from toptips.analysis.proposed import Quote, UnderWay
from toptips.analysis.workstreams import TABLE, step_of
from toptips.model.answered import Comment
from toptips.model.stories import reads_like_a_story


@dataclass(frozen=True, slots=True)
class _Line:
    """Words about what is under way or planned; `agreed` is the table's decision, if it is one."""

    quote: Quote
    agreed: Agreed | None = None


def register(
    tips: Sequence[TipFigures],
    plans: Mapping[str, Sequence[Comment]],
    printable: Callable[[Comment], Quote | None],
) -> tuple[UnderWay, ...]:
    """List what may be printed of plans, and what tables agreed with a lead and a day.

    `plans` are the answers of self-assessments by item. What tables wrote about plans is in
    `tips`, where they allowed it, and stands without their number. Near-duplicates are put
    together; the items stand in their order, and what tables agreed first.
    """
    lines = [line for tip in tips for line in _lines(tip, plans.get(tip.id, ()), printable)]
    groups = alike([line.quote.text for line in lines], [line.quote.tip for line in lines])
    entries = [_entry([lines[place] for place in places]) for places in groups]
    order = {tip.id: number for number, tip in enumerate(tips)}
    return tuple(sorted(entries, key=lambda entry: (order[entry.tip], not entry.steps)))


def _lines(
    tip: TipFigures, plans: Sequence[Comment], printable: Callable[[Comment], Quote | None]
) -> Iterator[_Line]:
    for agreed in tip.agreed:
        if agreed.get("action") and agreed.get("lead") and agreed.get("due"):
            yield _Line(Quote(agreed.get("action"), "", tip.id, "action", None, TABLE), agreed)
    quotes = [quote for comment in plans if (quote := printable(comment))]
    for quote in sorted(quotes, key=Quote.by_words):
        if not reads_like_a_story(quote.text):
            yield _Line(quote)
    for text in tip.table_words.get("plans", ()):
        yield _Line(Quote(text, "", tip.id, "plans", None, TABLE))


def _entry(lines: Sequence[_Line]) -> UnderWay:
    quotes: dict[str, Quote] = {}
    for line in lines:
        quotes.setdefault(line.quote.text.casefold(), line.quote)
    return UnderWay(
        tip=lines[0].quote.tip,
        wordings=tuple(quotes.values()),
        steps=tuple(step_of(line.agreed) for line in lines if line.agreed),
    )
