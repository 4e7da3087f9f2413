"""The words of a text and of a keyword, with the spellings of one word made one.

A text is cut into tokens, which stand in it as written; each is a word or a mark that ends a
phrase. Accents, capitals, apostrophes and plurals make no difference between words; whether a
compound is written in one word, in two or with a hyphen makes none between keywords.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product

# The word of every mark at which a phrase ends: no keyword has it.
END = "."
# At a keyword's end: any letters may follow.
ANY = "*"

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners
_APOSTROPHES = "'\u2018\u2019\u02bc\u02b9\u2032`\u00b4\uff07"
_DASHES = "-\u2010\u2011\u2012\u2013\u2212"
_SIGNS = (
    r",;:!?|=<>(){}\[\]\u00b7\u2014\u2015\u2022-\u2024\u2026\u2043"
    r"\u2190-\u21ff\u2219\u25a0-\u27bf\uf000-\uf0ff"
)
TOKEN = re.compile(
    rf"""
      [^\W\d_](?:\.[^\W\d_])+(?![^\W_])(?:\.(?=\s+[a-z]))?      # M.D.T., e.g.
    | \n[^\S\n]*(?:\n|o(?=\s))                                  # a paragraph's end, Word's bullet
    | [^\W\d_][^\W_]*(?:[\u0300-\u036f{_UNSEEN}]+[^\W_]*|[{_APOSTROPHES}]+[^\W_]+)*
    | \d{{1,2}}[{_DASHES}/.]\d{{1,2}}[{_DASHES}/.](?:\d{{4}}|\d\d)(?!\w)       # a date
    | \d{{1,3}}(?:,\d{{3}})+(?!\d) | \d+(?:[.:]\d+)+            # 1,000 and 9.5 and 16:00
    | (?<=\d)[{_DASHES}/]\d+(?:\.\d+)?                          # the end of 9-5 and of 24/7
    | \d+[^\W_]*(?:[{_APOSTROPHES}]+[^\W_]+)*
    | & | \+(?=\s?[^\W\d_])
    | [{_SIGNS}]
    | \.(?=[\s.\u2026"\u201d\u2019')\]A-Z]|\Z)                  # a sentence's end
    | (?<!\S)[{_DASHES}*+]+ | [{_DASHES}]+(?=[^\S\n]|\Z)        # a bullet, a spaced dash
    """,
    re.VERBOSE,
)

# Words that end in s and are no plurals of the words that would be left.
_NO_PLURALS = frozenset({
    "always", "as", "does", "has", "heres", "hers", "hes", "hows", "ices", "is", "its", "lets",
    "mds", "means", "news", "ours", "pals", "perhaps", "shes", "thats", "theirs", "theres",
    "this", "was", "whats", "wheres", "whos", "yes", "yours",
})  # fmt: skip
_IRREGULAR = {
    "buses": "bus", "children": "child", "kpis": "kpi", "men": "man", "taxis": "taxi",
    "wives": "wife", "women": "woman",
}  # fmt: skip
_NOT_CUT_OFF = re.compile(r"(?<=.)'(?:ll|re|ve|d|m)$")  # "we'll" is not "well"
_PRONOUNS = frozenset({
    "he", "here", "how", "it", "let", "she", "that", "there", "what", "where", "who",
})  # fmt: skip

# A word is not looked for in two where one of them is such a word: "the rapist", "home less".
_NEVER_PARTS = frozenset({
    "a", "able", "all", "an", "and", "as", "at", "be", "for", "he", "her", "his", "i", "if",
    "is", "it", "its", "less", "me", "my", "no", "not", "now", "of", "or", "so", "than", "that",
    "the", "their", "them", "they", "to", "us", "was", "we", "with",
})  # fmt: skip
_SECTION = re.compile(r"s(?:ec(?:t(?:ion)?)?)?")
_NUMBERED = re.compile(r"(?:s|sec|sect|section)(\d+[a-z]?)")


@lru_cache(maxsize=200_000)
def word_of(token: str) -> str:
    """Return the word that a token is, with its spellings made one; END for a mark."""
    if not token[-1].isalnum() and not any(map(str.isalnum, token)):
        return "and" if token in "&+" else END
    if token[0] == "\n":
        return END
    return singular(_plain(token))


def _plain(token: str) -> str:
    """Return a token in small letters without accents, signs that are not seen and apostrophes."""
    word = re.sub(f"[{_APOSTROPHES}]+", "'", token)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        word = re.sub(f"[{_UNSEEN}]", "", word)
        word = re.sub(f"^[{_DASHES}]", "-", word)
    word = word.casefold()
    if word[0] in "-/":
        return "-" + word[1:]
    if word[0].isdigit():
        return word.replace(",", "").replace("'", "")
    if "'" not in word:
        return word.replace(".", "")
    if word.endswith("'s") and word[:-2] not in _PRONOUNS:
        return word[:-2].replace("'", "")
    return word if _NOT_CUT_OFF.search(word) else word.replace("'", "")


def singular(word: str) -> str:
    """Return what a plural is the plural of, a possessive without apostrophe too.

    It need not be an English word ("alway"): both sides of a comparison are treated alike.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or word[-1] != "s" or word in _NO_PLURALS or word[-2] in "sui'":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Return the words of a keyword, without marks around them.

    One that ends in ANY was written with an asterisk.
    """
    found: list[str] = []
    for token in TOKEN.finditer(phrase):
        word = word_of(token[0])
        if word == END and token[0].startswith(ANY):
            continue
        starred = word != END and phrase[token.end() : token.end() + 1] == ANY
        found.append(_plain(token[0]) + ANY if starred else word)
    while found and found[-1] == END:
        found.pop()
    while found and found[0] == END:
        found.pop(0)
    return tuple(found)


def spellings(phrase: str) -> set[tuple[str, ...]]:
    """Return the words of each spelling that a keyword finds.

    "step-down", "step down" and "stepdown" are spellings of each other, "S117" and "section 117"
    too. An empty set: nothing can be found with it.
    """
    words = phrase_words(phrase)
    if not words or END in words:
        return set()
    return {
        tuple(spelled)
        for written in _sections(words)
        for spelled in (*_joined(written), *_parted(written))
    }


def _sections(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a keyword as it is, and with the other names of a section of an Act."""
    yield words
    for place, word in enumerate(words):
        number, after = None, place + 1
        if numbered := _NUMBERED.fullmatch(word.removesuffix(ANY)):
            number = numbered[1] + ANY * word.endswith(ANY)
        elif _SECTION.fullmatch(word) and after < len(words) and words[after][0].isdigit():
            number, after = words[after], place + 2
        if number:
            for name in ("s", "sec", "sect", "section"):
                yield (*words[:place], name, number, *words[after:])
            return


def _joined(words: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the words with neighbours written as one: all ways of four, two at a time of more."""
    gaps = [_may_join(left, right) for left, right in pairwise(words)]
    if len(words) <= 4:
        choices = list(product(*((False, True) if gap else (False,) for gap in gaps)))
    else:
        choices = [tuple(n == at for n in range(len(gaps))) for at, gap in enumerate(gaps) if gap]
        choices.append((False,) * len(gaps))
    for joins in choices:
        found = [words[0]]
        for word, joined in zip(words[1:], joins, strict=True):
            if joined:
                found[-1] += word
            else:
                found.append(word)
        yield found


def _may_join(left: str, right: str) -> bool:
    if right[0] == "-" or left.endswith(ANY):
        return False
    if left[-1].isdigit() and right[0].isdigit():
        return False
    return not right.endswith(ANY) or len(left + right) > 6


def _parted(words: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the words with each in turn written as two."""
    for place, word in enumerate(words):
        for cut in range(1, len(word.removesuffix(ANY)) - 1):
            left, right = word[:cut], word[cut:]
            if _may_part(left, right):
                yield [*words[:place], singular(left), right, *words[place + 1 :]]


def _may_part(left: str, right: str) -> bool:
    if left in _NEVER_PARTS or right in _NEVER_PARTS or not right[0].isalnum():
        return False
    if left[-1].isdigit() or right[0].isdigit():
        return left[-1].isdigit() != right[0].isdigit()
    letters = len(left + right) - right.endswith(ANY)
    return letters > 4 and (len(left) > 1 or left in "ex") and (ANY not in right or len(right) > 4)
