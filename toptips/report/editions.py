"""What a report says of itself: which edition it is, and what nobody has checked in it."""

from __future__ import annotations

from toptips.analysis.figures import Figures


def named(figures: Figures) -> str:
    """Say which final edition a report is, and which it replaces; nothing of a draft."""
    edition = figures.edition
    if edition is None:
        return ""
    if edition.differs_from is None:
        return f"Edition {edition.number}."
    return f"Edition {edition.number}, in the place of edition {edition.differs_from}."


def about_checking(figures: Figures) -> str:
    """Say that no person has checked how comments were read, where that is so."""
    if figures.coding is None or figures.coding.checked:
        return ""
    return "No person has checked yet how the comments were read for themes."
