"""Which way a comment points: at what works, at what gets in the way, or at neither."""

from __future__ import annotations

_OF_QUESTIONS = {"strengths": "strength", "barriers": "barrier"}


def direction(question: str, text: str) -> str:
    """Return `strength`, `barrier` or `mixed`; nothing for a question that asks for neither."""
    return _OF_QUESTIONS.get(question, "") if text.strip() else ""
