"""What stands in a document for a value until the value is put in.

Tokens are made of noncharacters, which Unicode keeps for a program's own use.
"""

from __future__ import annotations

import re
from typing import Any

from toptips.errors import TemplateError

OPENS, CLOSES, LATER = "\ufdd0", "\ufdd1", "\ufdd2"
TOKEN = re.compile(f"({OPENS}[0-9]+{CLOSES})")
LATER_TOKEN = re.compile(f"{LATER}([a-z0-9_.]+){LATER}")
NONCHARACTERS = re.compile(f"[{OPENS}{CLOSES}{LATER}]")


class Later:
    """A value that each clone gets for itself: it can be printed, and nothing else."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def token(self) -> str:
        """What stands in the document until the clone's own value takes its place."""
        return f"{LATER}{self._name}{LATER}"

    def _refuse(self, *_: object) -> Any:
        raise TemplateError(
            f"'{self._name}' differs from clone to clone, so a template may only print it:"
            " no 'if', no filter and no comparison."
        )

    __str__ = __bool__ = __eq__ = __ne__ = __lt__ = __gt__ = _refuse
    __iter__ = __len__ = __getitem__ = __contains__ = __add__ = __radd__ = _refuse
    # Python's own way to say that it can't be hashed, of which mypy knows nothing.
    __hash__ = None  # type: ignore[assignment]


def without_tokens(text: str) -> str:
    """Drop the noncharacters that tokens are made of, except in a reference to a later value."""
    parts = LATER_TOKEN.split(text)
    if len(parts) == 1:
        return NONCHARACTERS.sub("", text)
    return "".join(
        f"{LATER}{part}{LATER}" if place % 2 else NONCHARACTERS.sub("", part)
        for place, part in enumerate(parts)
    )
