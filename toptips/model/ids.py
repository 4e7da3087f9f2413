"""Ids made from the names that people gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from toptips.model.yaml_file import WINDOWS_DEVICES

LONGEST = 48
# Letters that are no plain letter with an accent, as they are written without them.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def id_from(
    name: str, otherwise: str, *, taken: Container[str] = (), longest: int = LONGEST
) -> str:
    """Return an id for a name: small letters, digits and hyphens, `longest` characters at most.

    `otherwise` is the id of a name without a letter or digit that could stand in one. An id that
    is `taken`, or that Windows keeps for itself, gets a number.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    unaccented = "".join(letter for letter in letters if not unicodedata.combining(letter))
    base = re.sub("[^a-z0-9]+", "-", unaccented).strip("-")[:longest].strip("-") or otherwise
    found, number = base, 1
    while found in taken or found in WINDOWS_DEVICES:
        number += 1
        found = f"{base[: longest - len(f'-{number}')].strip('-')}-{number}"
    return found
