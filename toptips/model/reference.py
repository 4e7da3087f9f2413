"""The reference on a form, by which its return finds its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Whose the form is that is printed for all partners: it does not say.
ON_PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Reference:
    """What is printed on a form, so that its return finds its place."""

    workshop: str
    form: str
    partner: str
    framework: str
    version: str
    hash: str

    def __str__(self) -> str:
        parts = (self.workshop, self.form, self.partner, self.framework, self.version, self.hash)
        return "toptips: " + " / ".join(parts)


_REFERENCE = re.compile(
    r"toptips:\s*([a-z0-9-]{1,48})\s*/\s*([a-z-]{1,32})\s*/\s*([a-z0-9-]{1,48})\s*/"
    r"\s*([a-z0-9-]{1,48})\s*/\s*([0-9A-Za-z.-]{1,32})\s*/\s*([0-9a-f]{8})"
)


def find_reference(text: str) -> Reference | None:
    """Find the reference of a form in a text, or None."""
    match = _REFERENCE.search(text)
    return Reference(*match.groups()) if match else None
