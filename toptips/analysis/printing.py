"""Figures as people read them: rounded only here, and never so that the words become untrue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from toptips.analysis.figures import Bound, TipFigures
from toptips.analysis.terms import Terms

MOST_DECIMALS = 6
_BRACKETS = re.compile(r"\([^()]*\)")


def level(value: Fraction | int, *cuts: Fraction | float) -> str:
    """Print a level or a gap with one decimal, or with as many as keep it on its side of each cut.

    A mean of 2.96 beside the word "concern", which ends at 3.0, is printed as 2.96. What lies
    on a cut exactly is printed with one decimal.
    """
    exact = Fraction(value)
    unlike = [Fraction(cut) for cut in cuts if cut != exact]
    for decimals in range(1, MOST_DECIMALS + 1):
        rounded = _rounded(exact, decimals)
        if all((rounded > cut) == (exact > cut) and rounded != cut for cut in unlike):
            break
    return f"{float(rounded):.{decimals}f}"


def signed(change: Fraction) -> str:
    """Print a change in levels with one decimal and its sign; 0.0 has none."""
    size = level(abs(change))
    sign = "+" if change > 0 else "\N{MINUS SIGN}"
    return size if not float(size) else f"{sign}{size}"


def _rounded(exact: Fraction, decimals: int) -> Fraction:
    """Round halves up, as people do; floats would round 2.25 down and 2.35 up."""
    tens = 10**decimals
    return Fraction((exact * tens + Fraction(1, 2)) // 1, tens)


def rounded(exact: Fraction, step: Fraction) -> Fraction:
    """Round to the nearest multiple of a step, halves up."""
    return (exact / step + Fraction(1, 2)) // 1 * step


def bound(given: Bound) -> str:
    """Print a bound of a mean: under 1.5, over 4.5."""
    if given.under is not None:
        return f"under {level(given.under)}"
    return f"over {level(given.over or 0)}"


def percent(share: Fraction | float) -> str:
    """Print a share (0 to 1) as a whole percentage; 0% and 100% only where they are exact."""
    exact = Fraction(share)
    whole = int(_rounded(exact * 100, 0))
    if whole == 0 and exact > 0:
        return "under 1%"
    if whole == 100 and exact < 1:
        return "over 99%"
    return f"{whole}%"


def points(value: Fraction | float) -> str:
    """Print a priority, or what one part adds to it (0 to 1), with two decimals."""
    return f"{float(_rounded(Fraction(value), 2)):.2f}"


def points_that_add_up(parts: Sequence[Fraction]) -> list[str]:
    """Print parts (0 to 1) with two decimals so that they add up to their printed sum."""
    return [f"{part / 100:.2f}" for part in _hundredths(parts)]


def percents_that_add_up(parts: Sequence[Fraction]) -> list[str]:
    """Print parts of a whole in whole per cent so that they add up to their printed sum."""
    return [f"{part}%".replace("-", "\N{MINUS SIGN}") for part in _hundredths(parts)]


def _hundredths(parts: Sequence[Fraction]) -> list[int]:
    """Round parts to hundredths that add up to their rounded sum; the largest remainders go up."""
    hundredths = [part * 100 for part in parts]
    whole = [int(part // 1) for part in hundredths]
    missing = int(_rounded(sum(hundredths, Fraction(0)), 0)) - sum(whole)
    by_remainder = sorted(
        range(len(parts)), key=lambda place: (whole[place] - hundredths[place], place)
    )
    for place in by_remainder[:missing]:
        whole[place] += 1
    return whole


def ordinal(number: int) -> str:
    """Print 1 as 1st, 12 as 12th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


def rank(number: int, tied: bool = False) -> str:
    """Print a rank, with = where others share it."""
    return f"{number}=" if tied else str(number)


def rank_range(low: int, high: int) -> str:
    """Print the ranks between which an item moves, such as 2nd to 5th."""
    return ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"


def between(levels: Sequence[int]) -> str:
    """Print neighbouring levels of a scale: 1, 1 or 2, 1 to 3."""
    if len(levels) < 3:
        return " or ".join(map(str, levels))
    return f"{levels[0]} to {levels[-1]}"


def listed(things: Iterable[str]) -> str:
    """Print a list within a sentence: a, b and c. Things with commas in them are set apart by ;.

    Two are not where the commas are in brackets: "tip 2 (A record) and tip 5 (Ask, and tell)".
    """
    several = list(things)
    if len(several) < 3 and not any("," in _BRACKETS.sub("", thing) for thing in several):
        return " and ".join(several)
    if len(several) < 2:
        return "".join(several)
    comma = "; " if any("," in thing for thing in several) else ", "
    last = "; and " if comma == "; " else " and "
    return comma.join(several[:-1]) + last + several[-1]


def within_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: NHS 111 stays, Housing does not."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def capital(text: str) -> str:
    """Begin a text with a capital; what else is in capitals stays so."""
    return text[:1].upper() + text[1:]


def with_all_equal(in_order: Sequence[int], many: int, most: int) -> int:
    """Return how many of these numbers, largest first, to name without leaving out an equal one.

    That is `many` and all that equal the last of them; where these are more than `most`, those
    alone that are larger, perhaps none.
    """
    if len(in_order) <= many:
        return len(in_order)
    last = in_order[many - 1]
    equal_too = sum(number >= last for number in in_order)
    return equal_too if equal_too <= most else sum(number > last for number in in_order)


def count(number: int, singular: str, plural: str) -> str:
    """Print a number with its noun: 1 form, 1,200 forms."""
    return f"{number:,} {singular if number == 1 else plural}"


def band(tip: TipFigures, terms: Terms) -> str:
    """Say how an item stands; a split view comes before the band.

    Where one organisation more or less would change the band, it lies between two.
    """
    if tip.split:
        return "views are split"
    if len(tip.band_range) > 1:
        return f"between {terms.bands[tip.band_range[0]]} and {terms.bands[tip.band_range[-1]]}"
    return terms.bands[tip.band] if tip.band else "not shown"


def could_not_judge(tip: TipFigures) -> str:
    """Say how many of those who answered could not judge an item, where that is shown."""
    if tip.n is None:
        return f"{count(tip.dont_know or 0, 'person', 'people')} could not judge it"
    answered = tip.n + (tip.dont_know or 0) + (tip.not_for_us or 0)
    return f"{tip.dont_know} of {answered} could not judge it"
