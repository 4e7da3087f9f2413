"""Finds what may identify a person in free text: numbers, addresses, postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_number.validate import is_valid

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_TELEPHONE = re.compile(
    r"(?<![\w.])(?:(?:\+|00)44[ .-]?(?:\(0\)[ .-]?)?|\(?0)[1-9]\d{1,4}\)?"
    r"(?:[ .-]?\d{2,6}){1,3}(?![\d,]\d)"
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]?) ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE
)


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _EMAIL.finditer(text):
        yield "e-mail address", *match.span()
    for match in _NHS.finditer(text):
        if is_valid(re.sub(r"\D", "", match[0])):
            yield "NHS number", *match.span()
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if 10 <= len(digits.removeprefix("00")) <= 13:
            yield "telephone number", *match.span()
    for match in _POSTCODE.finditer(text):
        yield "postcode", *match.span()


def findings(text: str) -> list[str]:
    """Return the kinds of personal data found in a text, each once, in words."""
    return list(dict.fromkeys(kind for kind, _, _ in _found(text)))
