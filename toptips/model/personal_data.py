"""Finds what may identify a person in free text: numbers, addresses, postcodes.

It errs towards a few false alarms, since each only keeps a text from being printed until somebody
has looked, but passes over what these texts are full of: dates, money, references, "section 117".
Every pattern is bounded, so that the time grows with the text's length and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_number.validate import is_valid

# Word puts no-break spaces and hyphens of several kinds into numbers; mail breaks lines in them.
_SPACE = " \t\r\n\u00a0\u2007\u2009\u202f"
_GAP = rf"[{_SPACE}.\-\u2010-\u2013]"

_EMAIL = re.compile(
    rf"[\w.+'-]{{1,64}}[{_SPACE}]?(?:[@＠]|[\[(]at[\])])[{_SPACE}]?"
    r"(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,63}",
    re.IGNORECASE,
)
_OTHER_AT = re.compile(r"＠|[\[(]at[\])]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NHS = re.compile(rf"(?<!\d)\d{{3}}{_GAP}{{0,2}}\d{{3}}{_GAP}{{0,2}}\d{{4}}(?!\d)")
# A code of three digits or more first: two would take dates for telephone numbers.
_NATIONAL = re.compile(
    rf"(?<![A-Z\d_])(?:\((?=\d{{2,6}}\)))?0(?:[1-9]\d{{8,9}}(?!\d)|(?:7{_GAP}\d{{3}}(?!\d)|[1-9]\d{{1,4}})"
    rf"(?:(?:{_GAP}|\)){{1,3}}\d{{2,8}}(?!\d)){{1,4}})"
)
_INTERNATIONAL = re.compile(
    rf"(?:(?<!\w)\+[1-9]|(?<![A-Z\d_])00(?:44|353))(?:(?:{_GAP}|[()]){{0,3}}\d){{8,14}}(?!\d)"
)
_TELEPHONE_DIGITS = (10, 11)
_LAST_GROUP = re.compile(rf"(?:{_GAP}|\))+\d+$")

# The letters that a postcode may begin with (Royal Mail's 124 areas). They keep out what only
# looks like one, such as "Q1 2HR" or "T2 4TH".
_AREAS = (
    " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E"
    " EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL"
    " LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM"
    " SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE "
)
_POSTCODE = re.compile(
    rf"(?<!\w)([A-Z]{{1,2}})\d[A-Z\d]?[{_SPACE}]{{0,2}}\d([ABD-HJLNP-UW-Z]{{2}})(?!\w)",
    re.IGNORECASE,
)
_NOT_A_POSTCODE = ("st", "nd", "rd", "th", "hr", "yr")  # "ward b1 2nd floor", "e2 4hr wait"


def _telephone_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _INTERNATIONAL.finditer(text):
        yield match.span()
    for match in _NATIONAL.finditer(text):
        found = match[0]
        # What follows a number may be another one: "01632 960123 2018".
        while len(re.sub(r"\D", "", found)) > max(_TELEPHONE_DIGITS):
            found = _LAST_GROUP.sub("", found)
        if len(re.sub(r"\D", "", found)) in _TELEPHONE_DIGITS:
            yield match.start(), match.start() + len(found)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    # Most texts hold neither, and 10,000 respondents write a great many.
    if "@" in text or _OTHER_AT.search(text):
        for match in _EMAIL.finditer(text):
            yield *match.span(), "e-mail address"
    if not _DIGIT.search(text):
        return
    for start, end in _telephone_numbers(text):
        yield start, end, "telephone number"
    for match in _NHS.finditer(text):
        if is_valid(re.sub(r"\D", "", match[0])):
            yield *match.span(), "NHS number"
    for match in _POSTCODE.finditer(text):
        area, unit = match.groups()
        if f" {area.upper()} " in _AREAS and unit not in _NOT_A_POSTCODE:
            yield *match.span(), "postcode"


def _places(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and kind of what was found, in order; of overlapping ones the first.

    Of two with the same start it is the longer one, so that a telephone number, one in eleven
    of which ends like an NHS number, is one thing.
    """
    places: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(_found(text), key=lambda found: (found[0], -found[1])):
        if places and start < places[-1][1]:
            before = places[-1]
            places[-1] = (before[0], max(before[1], end), before[2])
        else:
            places.append((start, end, kind))
    return places


def findings(text: str) -> list[str]:
    """Return the kinds of personal data found in a text, each once, in words."""
    return list(dict.fromkeys(kind for _, _, kind in _places(text)))


def hide(text: str) -> str:
    """Return a text in which what was found is replaced by its kind: "[postcode removed]"."""
    parts, reached = [], 0
    for start, end, kind in _places(text):
        parts += [text[reached:start], f"[{kind} removed]"]
        reached = end
    return "".join([*parts, text[reached:]])


_WITH_ARTICLE = {
    "e-mail address": "an e-mail address",
    "telephone number": "a telephone number",
    "NHS number": "an NHS number",
    "postcode": "a postcode",
}


def remark(code: str, text: str, *, quotable: bool = True) -> str:
    """Say of the answer to the question `code` what was found in it; nothing if nothing was.

    What was found is never repeated. `quotable` says whether answers to it are ever quoted.
    """
    found = [_WITH_ARTICLE[kind] for kind in findings(text)]
    if not found:
        return ""
    listed = " and ".join(filter(None, [", ".join(found[:-1]), found[-1]]))
    so = ", so it is not quoted; please look at it" if quotable else ""
    return f"{code} holds what looks like {listed}{so}."
