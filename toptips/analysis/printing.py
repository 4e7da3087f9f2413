"""Figures as people read them: rounded only here, and never so that the words become untrue."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

MOST_DECIMALS = 4


def level(value: Fraction | int, *cuts: Fraction | float) -> str:
    """Print a level or a gap with one decimal, or with as many as keep it on its side of each cut.

    A mean of 2.96 beside the word "concern", which ends at 3.0, is printed as 2.96.
    """
    exact = Fraction(value)
    text = ""
    for decimals in range(1, MOST_DECIMALS + 1):
        text = f"{float(exact):.{decimals}f}"
        if all(_side(Fraction(text), cut) == _side(exact, cut) for cut in cuts):
            break
    return text


def _side(value: Fraction, cut: Fraction | float) -> int:
    exact = Fraction(cut)
    return (value > exact) - (value < exact)


def percent(share: Fraction | float) -> str:
    """Print a share (0 to 1) as a whole percentage; 0% and 100% only where they are exact."""
    exact = Fraction(share)
    whole = int(exact * 100 + Fraction(1, 2))
    if whole == 0 and exact > 0:
        return "under 1%"
    if whole == 100 and exact < 1:
        return "over 99%"
    return f"{whole}%"


def ordinal(number: int) -> str:
    """Print 1 as 1st, 12 as 12th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


def rank(number: int, tied: bool = False) -> str:
    """Print a rank, with = where others share it."""
    return f"{number}=" if tied else str(number)


def rank_range(low: int, high: int) -> str:
    """Print the ranks between which a tip moves, such as 2nd to 5th."""
    return ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"


def listed(things: Iterable[str]) -> str:
    """Print a list within a sentence: a, b and c. Things with commas in them are set apart by ;."""
    several = list(things)
    if len(several) < 2:
        return "".join(several)
    comma = "; " if any("," in thing for thing in several) else ", "
    last = "; and " if comma == "; " else " and "
    return comma.join(several[:-1]) + last + several[-1]


def count(number: int, one: str, many: str) -> str:
    """Print a number with its noun: 1 form, 1,200 forms."""
    return f"{number:,} {one if number == 1 else many}"
