"""What partners would keep, adapt or drop of the items, in people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from toptips.analysis.figures import Figures, Shares, TipFigures
from toptips.analysis.printing import percent
from toptips.report import sentences

NOT_SHOWN = "not shown"
# Of a duty by law it is not asked.
NOT_ASKED = "not asked"


@dataclass(frozen=True)
class KeptRowTold:
    """One item, and how many would keep, adapt or drop it."""

    name: str
    keep: str
    adapt: str
    drop: str


@dataclass(frozen=True)
class KeptTold:
    """What most would adapt or drop, in a sentence, and a row for each item."""

    said: str
    rows: tuple[KeptRowTold, ...]


def kept_told(figures: Figures) -> KeptTold | None:
    """Say what would be kept, adapted or dropped; None where nobody was asked."""
    if not any(tip.local_tip.n or tip.local_tip.suppressed for tip in figures.tips):
        return None
    return KeptTold(
        said=" ".join(headline(figures)) or _nothing(figures),
        rows=tuple(_row(tip) for tip in figures.tips),
    )


def headline(figures: Figures) -> Iterator[str]:
    """Yield which items most of those who answered would adapt or drop, if any."""
    changed = [tip for tip in figures.tips if _changed(tip.local_tip) > Fraction(1, 2)]
    if changed:
        yield (
            "Most of those who answered would adapt or drop"
            f" {sentences.few(changed, figures.terms)}."
        )


def _nothing(figures: Figures) -> str:
    shown = [tip for tip in figures.tips if tip.local_tip.shares]
    if not shown:
        return "Too few people answered for the answers to be shown."
    every = "" if len(shown) == len(figures.tips) else " that is shown"
    return (
        f"Half or more of those who answered would keep every {figures.terms.item}{every} as it is."
    )


def _changed(shares: Shares) -> Fraction:
    given = shares.shares or {}
    return given.get("adapt", Fraction(0)) + given.get("drop", Fraction(0))


def _row(tip: TipFigures) -> KeptRowTold:
    shares = tip.local_tip
    if not shares.shares or not shares.n:
        said = NOT_SHOWN if shares.suppressed else NOT_ASKED
        return KeptRowTold(f"{tip.number} {tip.title}", said, said, said)
    keep, adapt, drop = (
        _people(shares.shares.get(choice, Fraction(0)), shares.n)
        for choice in ("keep", "adapt", "drop")
    )
    return KeptRowTold(f"{tip.number} {tip.title}", keep, adapt, drop)


def _people(share: Fraction, n: int) -> str:
    """Print how many people chose it, or where they weigh differently its share."""
    many = share * n
    return f"{many} of {n}" if many.denominator == 1 else percent(share)
