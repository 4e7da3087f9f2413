"""What people write where they have nothing to say: it stays as written, and is no comment."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100

# What may follow any of the kinds below, as often as it likes.
_MORE = r"""(?:
    \ (?:to\ )?(?:add|say|report|raise|mention|note|declare|suggest|comment|contribute|answer)
    |\ (?:added|noted|known|identified)
    |\ at\ (?:present|the\ (?:moment|minute)|(?:this|the\ present)\ (?:time|stage|point|moment))
    |\ (?:currently|now|today|yet|so\ far|as\ yet|really|sorry|thanks|thank\ you|please)
    |(?:\ that|\ which)?\ (?:i|we)\ (?:can|could)\ (?:think\ of|see|add|say|recall)
    |(?:\ that|\ which)?\ (?:i|we)\ (?:know|(?:am|are)\ aware)\ (?:of|about)
    |(?:\ that)?\ (?:comes?|springs?)\ to\ mind
    |\ to\ (?:my|our)\ knowledge|\ as\ far\ as\ (?:i|we)\ know
    |\ (?:on|about|under)\ (?:this|that)(?:\ (?:tip|question|point|section|topic|change|box))?
    |\ from\ (?:me|us|our\ side)|\ for\ now
    )*"""
_SOME = r"""(?:\ (?:really|much|else|further|more|other|additional|new|extra|major|obvious|of\ note
    |specific|specifically|particular|in\ particular|significant|special))*"""
_WE = r"(?:there\ (?:is|are)\ |(?:i|we)\ (?:really\ |currently\ )?(?:have\ |had\ )?(?:got\ )?)?"
_IT = r"(?:this\ (?:is\ )?|it\ (?:is\ )?|its\ )?"
_OURS = r"(?:my|our)\ (?:area|remit|field)"
# "No information" and "No feedback" may be what gets in the way.
_COMMENT = (
    r"(?:answer|response|reply|input|(?:comment|view|opinion|idea|thought|suggestion|remark)s?)"
)
_KNOWLEDGE = r"(?:information|info|feedback|knowledge|experience)"
_KINDS = re.compile(
    rf"""
      {_WE}(?:absolutely\ )?(?:none|nothing|nil|nil\ (?:return|response|known)){_SOME}{_MORE}
    | {_WE}no{_SOME}\ {_COMMENT}{_MORE}
    | {_WE}no\ (?:further|more|other|additional)\ {_KNOWLEDGE}{_MORE}
    | {_WE}no\ {_KNOWLEDGE}\ of\ (?:this|it){_MORE}
    | (?:no|nope|n\ ?[ak]|nk|nil|dk|idk|tb[cad]|to\ be\ (?:confirmed|advised|completed)|to\ follow
        |xx+|test|pass|skip(?:ped)?|(?:left\ )?blank|empty|unknown|no\ (?:thanks|issues|clue)
        |idem|dim(?:\ (?:byd|sylw|sylwadau))?){_MORE}
    | (?:(?:i\ am\ |we\ are\ |im\ |were\ )?not\ (?:sure|certain|known)|unsure){_MORE}
    | (?:(?:i|we)\ )?(?:really\ )?(?:do\ not|dont|would\ not|wouldnt|did\ not)\ know
        (?:\ enough)?(?:\ anything)?{_MORE}
    | (?:(?:i|we)\ )?(?:can\ not|cannot|cant|couldnt|could\ not)\ (?:really\ )?
        (?:say|comment|answer|judge|tell|remember|think\ of\ (?:any|anything|one)){_MORE}
    | (?:(?:i\ am|we\ are|im|were)\ )?
        (?:unable|not\ (?:able|qualified|in\ a\ position|best\ placed)){_MORE}
    | {_IT}(?:not\ (?:really\ )?(?:applicable|app|relevant)|na|n\ a|(?:does\ not|doesnt)\ apply)
        (?:\ (?:to|for)\ (?:me|us|(?:my|our)\ (?:role|work|service|team|organisation|sector)))?
        {_MORE}
    | {_IT}(?:not(?:\ in)?|outside(?:\ of)?|beyond)\ {_OURS}
        (?:\ of\ (?:work|expertise|knowledge))?
    | not\ for\ (?:me|us)(?:\ to\ (?:say|answer|comment|judge))?
    """,
    re.VERBOSE,
)
# Where else it was said: "see above", "as per my previous answer", "same as 1c", "ditto tip 3".
_TO = r"""(?:(?:please\ )?(?:see|refer\ to)|(?:the\ )?same(?:\ (?:again|answer|comment|response))?
    (?:\ as)?|as(?:\ (?:in|per|for|with))?|per|like|ditto|(?:already\ )?(?:covered|answered
    |mentioned|said|stated|given)(?:\ (?:in|under|at))?)"""
_THERE = r"""(?:above|below|before|previous(?:ly)?|earlier|elsewhere|attached|overleaf
    |(?:my\ |our\ )?(?:last|first|other)\ (?:answer|comment|response)s?)"""
_ELSEWHERE = re.compile(
    rf"""
      {_TO}(?:\ (?:already|said|stated|mentioned|noted|described|given|discussed|outlined))*
        (?:\ (?:my|our|the))?(?:\ (?:answer|comment|response|note|point)s?)?
        \ {_THERE}(?:\ (?:answer|comment|response|note|point|tip|question|section|box)s?)?
        (?:\ (?:above|below|given|please|again))*
    | {_TO}(?:\ (?:my|our|the))?(?:\ (?:answer|comment|response|tip|question|q|point|item)s?)?
        (?:\ (?:to|in|at|for|on|above|under))?
        (?:\ (?:the\ )?(?:tip|question|q|no|number|point|item))?
        \ ?\d{{1,2}}\ ?[a-z]?(?:\ (?:and|or)\ (?:tip\ |question\ |q\ ?)?\d{{1,2}}\ ?[a-z]?)?
        (?:\ (?:above|below|again))*
    | (?:please\ )?(?:see|refer\ to)\ (?:my\ |our\ |the\ )?(?:answer|comment|response)s?
        \ (?:above|below|to\ the\ (?:last|previous)\ question)
    | ditto|idem|same|same\ again|same\ here|above|as\ (?:above|before|previous|previously)
    | previously\ (?:answered|stated|mentioned|covered)
    | (?:as\ )?(?:already\ )?(?:answered|said|covered|mentioned)
    """,
    re.VERBOSE,
)
_ALL_AGREED = re.compile(
    r"(?:no one|noone|nobody|no one did|nobody did|no all agreed|no we all agreed|none did"
    r"|(?:we )?(?:all|everyone|everybody) (?:agreed?|agreed on this|the same)|(?:no )?unanimous)"
)
_MARKERS = ("please", "sorry", "thanks", "thank you")
_PARTS = re.compile(r"[.;:,!?\n()]+|\s[-\u2010-\u2015]+\s|\u2014")


def is_no_comment(text: str) -> bool:
    """Say whether a text only says that there is nothing to say, or where else it was said.

    "-", "n/a", "none", "see above" and "N/A - not my area" do; "None of the wards knows" and
    "No beds" don't: every part of the text must be of such a kind.
    """
    if len(text) > LONGEST:
        return False
    if not any(unicodedata.category(sign)[0] in "LN" or ord(sign) > 0x2BFF for sign in text):
        return not any(unicodedata.category(sign) == "So" for sign in text)
    parts = [_plain(part) for part in _PARTS.split(text)]
    # "N.A." falls into parts that say nothing alone.
    together = " ".join(filter(None, parts))
    if not together:
        return False
    return _is_empty(together) or all(not part or _is_empty(part) for part in parts)


def says_all_agreed(text: str) -> bool:
    """Say whether an answer to "Did anyone see it differently?" says that nobody did."""
    return len(text) <= LONGEST and bool(_ALL_AGREED.fullmatch(_plain(text)))


def _plain(text: str) -> str:
    """Return a text's words in small letters, without marks."""
    without_apostrophes = re.sub("[\u2019\u2018'`]", "", text.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", without_apostrophes).split())


def _is_empty(words: str) -> bool:
    for marker in _MARKERS:
        words = words.removeprefix(marker + " ").removesuffix(" " + marker)
    return words in _MARKERS or bool(_KINDS.fullmatch(words)) or bool(_ELSEWHERE.fullmatch(words))
