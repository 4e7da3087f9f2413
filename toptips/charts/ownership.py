"""Who could change each item: bars of 100%, the whole system's answers first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toptips.analysis.chosen import MOST
from toptips.analysis.figures import Figures, TipFigures
from toptips.analysis.printing import listed, percent
from toptips.analysis.terms import Terms
from toptips.charts import words
from toptips.charts.frame import Frame, SideColumn
from toptips.charts.palette import CATEGORIES, PAPER
from toptips.charts.rows import RowChart
from toptips.charts.stacked import BESIDE, answers_row
from toptips.charts.style import PAGE, PrintSheet

QUESTION, SYSTEM = "ownership", "system"
# In the order of the bars: the whole system's starts at the left, so that it can be compared. White
# is no answer.
OWNERS = (SYSTEM, "other", "national", "ours", "unsure")
COLOURS = dict(zip(OWNERS, (*CATEGORIES, PAPER), strict=True))


def ownership(figures: Figures, sheet: PrintSheet = PAGE) -> RowChart | None:
    """Plan every item's answers, most system-wide first; None where none may be shown."""
    answered = [tip for tip in figures.tips if tip.ownership.shares]
    if not answered:
        return None
    answered.sort(key=lambda tip: (-system(tip), tip.number))
    hidden = [tip for tip in figures.tips if not tip.ownership.shares]
    terms, chosen = figures.terms, _chosen(figures.terms)
    colours = {owner: COLOURS[owner] for owner in _owners(answered, terms)}
    labels = [terms.label(QUESTION, owner) for owner in colours]
    people = words.in_people(figures, (tip.ownership.n for tip in answered))
    frame = Frame((SideColumn("", 56 if people else 72),), sheet.beside or BESIDE, sheet=sheet)
    return RowChart(
        name="ownership",
        title=_title(answered, terms),
        finding=_finding(answered, terms),
        unit=words.unit("who gave each answer", figures, people=people),
        n=words.of_how_many(tip.ownership.n for tip in answered),
        source=words.source(figures),
        kind=f"Bars of 100% for the answers to ‘{terms.key_question}’ on"
        f" {terms.counted(len(answered))}: {listed(labels)}",
        lead=f"{terms.label(QUESTION, SYSTEM)}: ",
        frame=frame,
        rows=[
            answers_row(tip, tip.ownership, colours, (SYSTEM,), frame, figures, people=people)
            for tip in [*answered, *hidden]
        ],
        key=[(colour, "", label) for colour, label in zip(colours.values(), labels, strict=True)],
        notes=[
            f"{words.sentence(terms.key_question)} At the end of each bar: how many chose {chosen}."
        ],
        wanting=words.wanting(hidden, terms),
    )


def system(tip: TipFigures) -> Fraction:
    """Return the share of answers that say the whole system's."""
    return (tip.ownership.shares or {}).get(SYSTEM, Fraction(0))


def _owners(answered: Sequence[TipFigures], terms: Terms) -> list[str]:
    """Return the choices to draw: those that the forms offered, and any that somebody named.

    Forms of the first wording did not offer national bodies, so no chart of them may seem to.
    """
    offered = terms.labels.get(QUESTION, {})
    shares = [tip.ownership.shares or {} for tip in answered]
    return [
        owner
        for owner in OWNERS
        if owner in offered or any(by_owner.get(owner) for by_owner in shares)
    ]


def _chosen(terms: Terms) -> str:
    """Return the words of the whole system's choice, as what somebody chose."""
    return f"‘{terms.label(QUESTION, SYSTEM)}’"


def _title(answered: Sequence[TipFigures], terms: Terms) -> str:
    """Say for how many items most chose the whole system, in fifteen words."""
    chosen, number = _chosen(terms), len(answered)
    most = [tip for tip in answered if system(tip) > MOST]
    if len(most) == number > 1:
        every = words.all_shown(most, terms)
        return words.title(
            f"For {every}, most who answered chose {chosen}",
            f"For {every}, most who answered chose the answer drawn first",
            "Most who answered chose the answer drawn first, whatever they were asked about",
        )
    if most:
        return words.title(
            *(f"For {which}, most who answered chose {chosen}"
              for which in (words.several(most, terms), words.numbered(most, terms))),
            f"For {len(most)} of {terms.counted(number)}, most chose {chosen}",
            f"For {len(most)} of {number}, most chose the answer drawn first",
        )  # fmt: skip
    if not any(map(system, answered)):
        return words.title(
            f"Nobody who answered chose {chosen}", "Nobody who answered chose the first answer"
        )
    return words.title(
        f"For no {terms.item} did most who answered choose {chosen}",
        f"For no {terms.item} did most choose the answer drawn first",
        "The answer drawn first has a majority nowhere",
    )


def _finding(answered: Sequence[TipFigures], terms: Terms) -> str:
    """Say for which items most chose the whole system; or where the largest share did."""
    chosen = _chosen(terms)
    most = sorted((tip for tip in answered if system(tip) > MOST), key=lambda tip: tip.number)
    if most:
        every = len(most) == len(answered) > 1
        which = words.all_shown(most, terms) if every else words.several(most, terms)
        return f"for {which}, most who answered chose {chosen}"
    highest = system(answered[0])
    if not highest:
        return f"nobody who answered chose {chosen}"
    first = [tip for tip in answered if system(tip) == highest]
    if len(answered) == 1:
        named = words.named(first[0], terms)
        return f"for {named}, {percent(highest)} of those who answered chose {chosen}"
    return (
        f"for no {terms.item} did most who answered choose {chosen}; the largest share,"
        f" {percent(highest)}, is for {words.several(first, terms)}"
    )
