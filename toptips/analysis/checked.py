"""How far coders agree, as it may be published."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class AgreedTheme:
    """How far two coders agree on one theme that both gave often enough.

    Cohen's kappa with its 95% interval; `positive` is how far who gave it agrees on where.
    """

    id: str
    name: str
    kappa: Fraction
    interval: tuple[float, float] | None
    positive: Fraction | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree over all themes: alpha with MASI distance, its 95% interval.

    `blind` says that neither saw what the other gave, nor any proposal. `themes` are those of which
    a coefficient may be given.
    """

    comments: int
    alpha: float | None
    interval: tuple[float, float] | None
    blind: bool
    themes: tuple[AgreedTheme, ...] = ()
