"""analysis.json: every figure that the report shows, and nothing that it doesn't."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from toptips.analysis.figures import Figures

HIDDEN = {"n": None, "suppressed": True}


def to_json(figures: Figures) -> dict[str, Any]:
    """Return plain data for analysis.json: fractions as numbers, hidden groups as they are said."""
    # Where people weigh differently, exact fractions would tell who gave which answer.
    plain: dict[str, Any] = _plain(asdict(figures), 2 if figures.count == "organisations" else 12)
    del plain["terms"]  # words, but for the weights and limits
    terms = figures.terms
    plain["weights"] = _plain(terms.weights, 12)
    plain["smallest_group"] = terms.smallest_group
    plain["smallest_group_for_shares"] = terms.smallest_for_shares
    del plain["checks"]
    for tip, exact in zip(plain["tips"], figures.tips, strict=True):
        tip["band_settled"] = exact.band_settled if exact.band else None
        for gap in (tip["gap"], *tip["gaps"].values()):
            del gap["compared"]
        # Decisions stand beside the table that took them.
        tip["agreed"] = [{"table": row["table"], **row["decisions"]} for row in tip["agreed"]]
    return plain


def _plain(value: Any, decimals: int) -> Any:
    if isinstance(value, Fraction | float):
        # Halves go up, as in print: `round` would take 0.625 to 0.62.
        tens = 10**decimals
        return float((Fraction(value) * tens + Fraction(1, 2)) // 1 / tens)
    if isinstance(value, dict):
        if value.get("suppressed") is True and "band" not in value:
            return dict(HIDDEN)
        if value.keys() >= {"text", "response"}:
            # By its id it could be joined to other words of the same person.
            value = {key: part for key, part in value.items() if key != "response"}
        if value.keys() == {"under", "over"}:
            value = {side: level for side, level in value.items() if level is not None}
        return {
            str(key): _plain(part, decimals)
            for key, part in value.items()
            if key != "suppressed" or part
        }
    if isinstance(value, list | tuple):
        return [_plain(part, decimals) for part in value]
    return value
