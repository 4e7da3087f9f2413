"""Which tips to work on first: need, votes and being the whole system's, and how firm that is.

    priority = need * (max - mean) / (max - min) + votes * votes' share + system * system's share

with the weights of workshop.yaml, scaled to sum 1 over what was asked (docs/figures.md). A part
that too few answered for it to be shown drops out, and so does the whole system's where fewer than
half of those who scored said whose it is. Weights of a sum act through their spread, so each
priority comes with its contributions, with what they did, and with other ways to rank.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from toptips.analysis import scores
from toptips.analysis.figures import Priority
from toptips.analysis.gaps import percentile
from toptips.analysis.rules import Rules
from toptips.analysis.tally import Tally

A = TypeVar("A", bound=Hashable)
SAME = Fraction(1, 10**9)
RESAMPLES = 1000
FEWEST_ORGANISATIONS = 6
# What the parts of a priority are called in print, by their keys in workshop.yaml.
NAMES = {"need": "low score", "votes": "named", "system": "together"}
SEED = 20180904
# Where some tips hang on single organisations, nearly every draw leaves one of them empty.
MOST_DRAWS = 100 * RESAMPLES
_CELLS_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one tip's priority rests on, and which parts of it may be shown."""

    scores: Tally[int]
    votes: Tally[bool]
    ownership: Tally[str]
    scored: bool
    voted: bool
    owned: bool


def priorities(
    tips: Sequence[Evidence], organisations: Sequence[str], rules: Rules
) -> list[Priority]:
    """Return each item's priority; one without scores that may be shown has none.

    `organisations` are those that answered, by id.
    """
    scale, once = rules.scale, rules.once
    has_one = [bool(rules.weights) and (tip.scored or "need" not in rules.weights) for tip in tips]
    parts = [_parts(tip, _weights(tip, rules), scale, once) for tip in tips]
    once_each = [_parts(tip, _weights(tip, rules), scale, True) for tip in tips]
    values = _where(has_one, [sum(added.values(), Fraction(0)) for added in parts])
    needs = [_need(tip, scale, once) for tip in tips]
    voted = [_share(tip.votes, True, once) if tip.voted else None for tip in tips]
    ranks = rank(values)
    by_need, by_votes = rank(needs), rank(voted)
    counting_once = rank(_where(has_one, [sum(added.values(), Fraction(0)) for added in once_each]))
    chosen = [tip for tip, has in zip(tips, has_one, strict=True) if has]
    ranges = iter(rank_ranges(chosen, organisations, rules) or ())
    without = iter(ranks_without_one(chosen, organisations, rules) or ())
    found = []
    for position, tip in enumerate(tips):
        if not has_one[position]:
            found.append(Priority(rank_by_votes=by_votes[position]))
            continue
        low, high = next(ranges, (None, None))
        found.append(
            Priority(
                value=values[position],
                need=parts[position].get("need"),
                votes=parts[position].get("votes"),
                system=parts[position].get("system"),
                rank=ranks[position],
                tied=ranks.count(ranks[position]) > 1,
                rank_low=low,
                rank_high=high,
                rank_by_need=by_need[position],
                rank_by_votes=by_votes[position],
                rank_by_organisations=counting_once[position],
                no_ownership="system" in rules.weights and not _is_owned(tip),
                rank_without_one=next(without, None),
            )
        )
    return found


def influence(priorities: Sequence[Priority]) -> dict[str, Fraction]:
    """Return how much of the spread of priorities each part makes up: they sum to 1.

    cov(part, value) / var(value), after Paruolo, Saisana and Saltelli (2013), "Ratings and
    rankings: voodoo or science?", J. R. Statist. Soc. A 176. Empty where the priorities are all
    the same, or fewer than two; parts that dropped out count as 0.
    """
    having = [priority for priority in priorities if priority.value is not None]
    values = [priority.value or Fraction(0) for priority in having]
    if len(set(values)) < 2:
        return {}
    mean = sum(values, Fraction(0)) / len(values)
    spread = sum((value - mean) ** 2 for value in values)
    found = {}
    for part in ("need", "votes", "system"):
        given = [getattr(priority, part) for priority in having]
        if any(added is not None for added in given):
            found[part] = (
                sum(
                    (
                        (added or Fraction(0)) * (value - mean)
                        for added, value in zip(given, values, strict=True)
                    ),
                    Fraction(0),
                )
                / spread
            )
    return found


def rank(values: Sequence[Fraction | None]) -> list[int | None]:
    """Rank from the highest, counting from 1: 1 + how many are higher by more than 1e-9."""
    return [
        None
        if value is None
        else 1 + sum(other is not None and other - value > SAME for other in values)
        for value in values
    ]


def _where(has_one: Sequence[bool], values: Sequence[Fraction]) -> list[Fraction | None]:
    return [value if has else None for has, value in zip(has_one, values, strict=True)]


def _need(tip: Evidence, scale: Sequence[int], once: bool) -> Fraction | None:
    """Return how far the mean is from the top of the scale, as a share of its range."""
    mean = scores.mean(tip.scores.weights(once)) if tip.scored else None
    return None if mean is None else (scale[-1] - mean) / (scale[-1] - scale[0])


def _share(tally: Tally[A], answer: A, once: bool) -> Fraction:
    found = scores.shares(tally.weights(once), (answer,))
    return found[answer] if found else Fraction(0)


def _is_owned(tip: Evidence) -> bool:
    """Say whether enough said who could change a tip: half of those who scored it, or more."""
    return tip.owned and 2 * tip.ownership.n >= tip.scores.n


def _weights(tip: Evidence, rules: Rules) -> dict[str, Fraction]:
    """Return the weights of the parts that count for a tip, scaled to sum 1."""
    counts = {"need": True, "votes": tip.voted, "system": _is_owned(tip)}
    weights = {part: weight for part, weight in rules.weights.items() if counts[part]}
    total = sum(weights.values())
    return {part: weight / total for part, weight in weights.items()} if total else {}


def _parts(
    tip: Evidence, weights: Mapping[str, Fraction], scale: Sequence[int], once: bool
) -> dict[str, Fraction]:
    """Return the contributions of the parts that count, already weighted."""
    shares = {
        "need": lambda: _need(tip, scale, once) or Fraction(0),
        "votes": lambda: _share(tip.votes, True, once),
        "system": lambda: _share(tip.ownership, "system", once),
    }
    return {part: weight * shares[part]() for part, weight in weights.items()}


def rank_ranges(
    tips: Sequence[Evidence], organisations: Sequence[str], rules: Rules
) -> list[tuple[int, int]] | None:
    """Return the 2.5th and 97.5th percentile of each tip's rank with another mix of organisations.

    1,000 times as many organisations are drawn, with replacement, as answered; a draw that
    leaves a tip without scores is drawn again. In words "with a different mix of organisations,
    2nd to 5th", never "confidence". None under six organisations, and where 100,000 draws do
    not bring 1,000 together in which every tip is scored.

    Floats suffice, since ranks tell apart only what differs by more than 1e-9.
    """
    if len(organisations) < FEWEST_ORGANISATIONS or not tips:
        return None
    columns = _Columns.of(tips, organisations, rules.once)
    found: list[NDArray[np.int64]] = []
    missing = RESAMPLES
    for drawn in _draws(len(organisations)):
        usable = drawn
        if "need" in rules.weights:
            usable = drawn[(drawn @ columns.scored > 0).all(axis=1)]
        found.append(_ranks(usable[:missing], columns, tips, rules))
        missing -= len(found[-1])
        if not missing:
            ranks = np.sort(np.concatenate(found), axis=0)
            return [
                (int(percentile(of_item, 2.5)), int(percentile(of_item, 97.5)))
                for of_item in ranks.T
            ]
    return None


def ranks_without_one(
    tips: Sequence[Evidence], organisations: Sequence[str], rules: Rules
) -> list[tuple[int, int]] | None:
    """Return each tip's lowest and highest rank over the data sets without one organisation.

    A tip that nobody else scored comes last. None under two organisations.
    """
    if len(organisations) < 2 or not tips:
        return None
    columns = _Columns.of(tips, organisations, rules.once)
    others = 1.0 - np.eye(len(organisations))
    ranks = _ranks(others, columns, tips, rules)
    return [(int(of_item.min()), int(of_item.max())) for of_item in ranks.T]


def _draws(organisations: int) -> Iterator[NDArray[np.float64]]:
    """Yield draws, many at once: how often each organisation is in each, draws down.

    Only the raw stream of PCG64 is drawn on, which numpy promises never to change (NEP 19). Its
    upper 32 bits times the number of organisations, over 2**32, choose one.
    """
    stream = np.random.PCG64(SEED)
    at_once = max(1, min(RESAMPLES, _CELLS_AT_ONCE // organisations))
    for start in range(0, MOST_DRAWS, at_once):
        rows = min(at_once, MOST_DRAWS - start)
        raw = stream.random_raw(rows * organisations) >> np.uint64(32)
        chosen = ((raw * np.uint64(organisations)) >> np.uint64(32)).astype(np.int64)
        cells = chosen + np.repeat(np.arange(rows) * organisations, organisations)
        counted = np.bincount(cells, minlength=rows * organisations)
        yield counted.reshape(rows, organisations).astype(float)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Sums for each part, organisations down and tips across: a share is one over the other."""

    scored: NDArray[np.float64]
    levels: NDArray[np.float64]
    voters: NDArray[np.float64]
    named: NDArray[np.float64]
    owners: NDArray[np.float64]
    system: NDArray[np.float64]

    @classmethod
    def of(cls, tips: Sequence[Evidence], organisations: Sequence[str], once: bool) -> _Columns:
        """Sum up what the tips rest on; parts that may not be shown stay empty."""
        nothing: list[int] = [0] * len(organisations)

        def columns(
            of: Callable[[Evidence], Sequence[int]], shown: Callable[[Evidence], bool]
        ) -> NDArray[np.float64]:
            return np.array([of(tip) if shown(tip) else nothing for tip in tips], dtype=float).T

        pairs = [
            (
                columns(lambda tip: tip.scores.column(organisations), lambda tip: tip.scored),
                columns(lambda tip: tip.scores.column(organisations, int), lambda tip: tip.scored),
            ),
            (
                columns(lambda tip: tip.votes.column(organisations), lambda tip: tip.voted),
                columns(lambda tip: tip.votes.column(organisations, int), lambda tip: tip.voted),
            ),
            (
                columns(lambda tip: tip.ownership.column(organisations), lambda tip: tip.owned),
                columns(
                    lambda tip: tip.ownership.column(
                        organisations, lambda owner: owner == "system"
                    ),
                    lambda tip: tip.owned,
                ),
            ),
        ]
        if once:
            pairs = [((base > 0).astype(float), _over(sums, base)) for base, sums in pairs]
        return cls(*(column for pair in pairs for column in pair))


def _over(sums: NDArray[np.float64], base: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide, with 0 where there is nothing to divide by."""
    return np.divide(sums, base, out=np.zeros_like(sums), where=base > 0)


def _ranks(
    drawn: NDArray[np.float64], columns: _Columns, tips: Sequence[Evidence], rules: Rules
) -> NDArray[np.int64]:
    """Rank the items in each draw: draws down, items across."""
    scale = rules.scale
    scored = drawn @ columns.scored
    means = _over(drawn @ columns.levels, scored)
    parts = {
        "need": (scale[-1] - means) / (scale[-1] - scale[0]),
        "votes": _over(drawn @ columns.named, drawn @ columns.voters),
        "system": _over(drawn @ columns.system, drawn @ columns.owners),
    }
    weights = [_weights(tip, rules) for tip in tips]
    values = np.zeros_like(means)
    for part, shares in parts.items():
        values += shares * np.array([float(of.get(part, 0)) for of in weights])
    if "need" in rules.weights:
        values = np.where(scored > 0, values, -1.0)
    higher = values[:, None, :] - values[:, :, None] > float(SAME)
    ranks: NDArray[np.int64] = 1 + higher.sum(axis=2)
    return ranks
