"""What people write where they have nothing to say: it stays as written, and is no comment."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
_NOTHING = frozenset(
    """na|n a|not applicable|not app|none|none really|none known|none that i know of
    |none that we know of|none that i am aware of|none to add|none at this time|none at present
    |nil|nil return|nil to add|nothing|nothing really|nothing much|nothing to add|nothing to say
    |nothing further|nothing further to add|nothing more to add|nothing else|nothing else to add
    |nothing at the moment|nothing at present|nothing at this time|nothing known
    |nothing comes to mind|nothing springs to mind|nothing i can think of
    |nothing that i can think of|nothing specific|nothing specific to add|nothing in particular
    |no|no comment|no comments|no further comment|no further comments|no other comments
    |no additional comments|no answer|no response|no reply|no view|no opinion|no idea|no thanks
    |no thank you|no input|no issues|no information|not sure|unsure|dont know|i dont know
    |we dont know|do not know|i do not know|unknown|not known|dk|idk|cant say|cannot say
    |cant comment|cannot comment|unable to comment|unable to say|unable to answer
    |not able to comment|not able to say|not in a position to comment|i cant comment
    |i cant think of any|cant think of any|cant think of anything|i cant think of anything
    |not relevant|not relevant to us|not relevant to me|not relevant to my role|not for us
    |not for me|not applicable to us|not applicable to me|not applicable to my role|na to us
    |na to me|does not apply|doesnt apply|does not apply to us|pass|skip|skipped|blank
    |left blank|empty|tbc|tba|tbd|to be confirmed|to be advised|to follow|ditto|same|same again
    |same as above|as above|as before|as previously|as previous|as already said|as stated above
    |as per above|as mentioned|as mentioned above|as mentioned before|see above|see below
    |see previous|see previous answer|see earlier|see other answers|please see above
    |please see below
    |refer to above|see attached|please see attached|see comments above
    |see comment above|see my answer above|xx|xxx|test|idem|dim
    |dim byd|dim sylw|dim sylwadau""".replace("\n    ", "").split("|")
)
_ALL_AGREED = re.compile(
    r"(?:no one|noone|nobody|no one did|nobody did|no all agreed|no we all agreed|none did"
    r"|(?:we )?(?:all|everyone|everybody) (?:agreed?|agreed on this|the same)|(?:no )?unanimous)"
)
_MARKERS = ("please", "sorry", "thanks", "thank you")
# "as 1c", "see 3b above", "same as 1c", "ditto 1c".
_ELSEWHERE = re.compile(
    r"(?:(?:the )?same as|as|as in|as per|as for|see|ditto|refer to|like)"
    r"(?: (?:my |our |the )?(?:answers?|comments?|response|tip|question|q))?"
    r"(?: (?:to|in|at|for|on))?(?: (?:tip|question|q))?"
    r" ?\d{1,2} ?[a-z]?(?: (?:and|or) \d{1,2} ?[a-z]?)?(?: above| below| again| please)?"
)


def is_no_comment(text: str) -> bool:
    """Say whether a text only says that there is nothing to say, or where else it was said.

    "-", "n/a", "none", "see above" and "as 1c" do; "None of the wards knows" and "No beds" don't.
    """
    if len(text) > LONGEST:
        return False
    if not any(unicodedata.category(sign)[0] in "LN" or ord(sign) > 0x2BFF for sign in text):
        return not any(unicodedata.category(sign) == "So" for sign in text)
    words = _plain(text)
    for marker in _MARKERS:
        words = words.removeprefix(marker + " ").removesuffix(" " + marker)
    return words in _NOTHING or bool(_ELSEWHERE.fullmatch(words))


def says_all_agreed(text: str) -> bool:
    """Say whether an answer to "Did anyone see it differently?" says that nobody did."""
    return len(text) <= LONGEST and bool(_ALL_AGREED.fullmatch(_plain(text)))


def _plain(text: str) -> str:
    """Return a text's words in small letters, without marks."""
    without_apostrophes = re.sub("[\u2019\u2018'`]", "", text.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", without_apostrophes).split())
