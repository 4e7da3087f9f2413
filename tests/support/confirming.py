"""Somebody who confirms every comment as a quote, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from toptips.model.answered import Answered
from toptips.model.responses import Response


def confirm_all(patch: pytest.MonkeyPatch) -> None:
    """Let every comment be confirmed from now on; consent and the rest still decide."""
    unconfirmed = Answered.of

    def confirmed(responses: Sequence[Response]) -> Answered:
        answered = unconfirmed(responses)
        texts = {comment.id: comment.text for comment in answered.comments}
        return replace(answered, confirmed=texts)

    patch.setattr(Answered, "of", staticmethod(confirmed))
