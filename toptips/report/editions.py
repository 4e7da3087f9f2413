"""What a report says of itself: which edition it is, and how much of it people checked."""

from __future__ import annotations

from toptips.analysis.figures import Figures
from toptips.report.checking import who_checked


def named(figures: Figures) -> str:
    """Say which final edition a report is, and which it replaces; nothing of a draft."""
    edition = figures.edition
    if edition is None:
        return ""
    if edition.differs_from is None:
        return f"Edition {edition.number}."
    return f"Edition {edition.number}, in the place of edition {edition.differs_from}."


def about_checking(figures: Figures) -> str:
    """Say how much of how comments were read a person has checked; the method says the rest."""
    return next(who_checked(figures.coding), "") if figures.coding else ""
