"""Whether a comment speaks of what works or of what gets in the way."""

from __future__ import annotations

_OF_QUESTION = {"strengths": "strength", "helped": "strength", "barriers": "barrier"}


def direction(question: str, text: str) -> str:
    """Return "strength", "barrier", "mixed", or nothing where its question asks for neither."""
    return _OF_QUESTION.get(question, "")
