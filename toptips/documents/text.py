"""Texts that may stand in a document: values put back, control characters dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from toptips.documents.tokens import TOKEN

CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINK_SCHEMES = ("http", "https", "mailto")


def clean(text: str) -> str:
    """Return a text that XML can hold: line ends as one kind, no control characters."""
    return CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def put_back(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each token replaced by its value."""
    return clean(TOKEN.sub(lambda match: values.get(match[0], ""), text))


def is_address(address: str) -> bool:
    """Say whether a link may lead there."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return False
    return scheme in LINK_SCHEMES and not re.search(r"\s", address)
