"""Which answer most chose to a question with fixed choices: people on forms, tables on sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from toptips.analysis.figures import Shares
from toptips.analysis.printing import percent
from toptips.model import questions
from toptips.model.responses import Response

MOST = Fraction(1, 2)


def by_tables(tables: Sequence[Response], item: str) -> dict[str, dict[str, int]]:
    """Count the tables that decided each choice about one item, by question and choice.

    Only choices of the catalogue count, in its order; scores are no choices, and stand by table.
    """
    counted = {}
    for key in questions.keys(per="item", kind="choice", decision=True, besides=""):
        given = Counter(table.get(item, key) for table in tables)
        if chosen := {value: given[value] for value in questions.values_of(key) if given[value]}:
            counted[key] = chosen
    return counted


def most(shares: Shares) -> str | None:
    """Return the choice of more than half of those who answered; None where there is none."""
    chosen = (value for value, share in (shares.shares or {}).items() if share > MOST)
    return next(chosen, None)


def most_tables(chosen: Mapping[str, int]) -> str | None:
    """Return the choice of more than half of the tables that decided; None where there is none."""
    return next((value for value, n in chosen.items() if 2 * n > sum(chosen.values())), None)


def how_many(shares: Shares, values: Sequence[str], *, once: bool) -> str:
    """Print how many chose any of these, such as "21 of 23".

    Where each organisation counts once (`once`) shares are not of people, and it is "91%".
    Empty where nothing is shown.
    """
    if not shares.shares or not shares.n:
        return ""
    share = sum((shares.shares.get(value, Fraction(0)) for value in values), Fraction(0))
    return percent(share) if once else f"{share * shares.n} of {shares.n}"
