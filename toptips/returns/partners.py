"""Finds a partner by its name as people type it: with other apostrophes, capitals and accents."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from toptips.model.mistakes import close
from toptips.model.workshop import Partner, Workshop

# Shorter words, such as "of" and "NHS", say nothing about which partner is meant.
SHORTEST_WORD = 4
# What letters are called that no accent makes.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile("['`´‘’‛′ʹʻʼ＇]")


class PartnersByName:
    """The partners of a workshop, found by what people write for their names.

    `earlier` are partners as forms went out to them, which may name them otherwise than today.
    """

    def __init__(self, workshop: Workshop, earlier: Iterable[Partner] = ()) -> None:
        self._workshop = workshop
        self._alike: dict[str, set[str]] = defaultdict(set)
        for partner in workshop.partners:
            for name in (partner.id, partner.name):
                self._alike[as_compared(name)].add(partner.id)
        today = set(self._alike)
        for partner in earlier:
            # What a partner is called today is nobody else's earlier name.
            if workshop.partner(partner.id) and as_compared(partner.name) not in today:
                self._alike[as_compared(partner.name)].add(partner.id)

    def called(self, text: str) -> Partner | None:
        """Return the partner of this id or name, or the only one whose name is much the same."""
        if named := self._workshop.partner_called(text):
            return named
        alike = self._alike.get(as_compared(text), set())
        return self._workshop.partner(next(iter(alike))) if len(alike) == 1 else None

    def nearest_to(self, text: str) -> str:
        """Return the name of the partner that a text may mean; nothing where none is near.

        It is spelt alike, or shares more words with the text than any other.
        """
        names = {as_compared(partner.name): partner.name for partner in self._workshop.partners}
        written = as_compared(text)
        if alike := close(written, list(names)):
            return names[alike]
        words = {word for word in written.split() if len(word) >= SHORTEST_WORD}
        shared = {name: len(words.intersection(name.split())) for name in names}
        most = max(shared.values(), default=0)
        nearest = [names[name] for name, number in shared.items() if number == most]
        return nearest[0] if most and len(nearest) == 1 else ""


def as_compared(name: str) -> str:
    """Return a name without case, accents, signs, doubled spaces and a "The" in front.

    "&" is "and". A name of nothing but signs is compared as it is.
    """
    letters = _APOSTROPHES.sub("", name.casefold().replace("&", " and "))
    bare = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", letters.translate(_LETTERS))
        if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    words = re.sub(r"[\W_]+", " ", bare).split()
    return " ".join(words[1:] if words[1:] and words[0] == "the" else words) or name.strip()
