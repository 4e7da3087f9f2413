"""Whether a comment tells of a strength or of a barrier: what was asked says so, mostly.

Turned is only what was measured to be safe: in the box "what gets in the way" nothing at all, or
words of praise without a word of lack, wish or wait, is a compliment. In the box "what works
well" nothing is turned: a lack told there is as often a lack that was overcome. Negation turns the
direction and leaves the theme: "No communication problems" is about communication.
"""

from __future__ import annotations

import re

from toptips.model.codings import BARRIER, MIXED, STRENGTH

# Of a question that asks for neither.
NEITHER = ""
# What each question asks for; the others ask for neither.
ASKED_FOR = {
    "strengths": STRENGTH, "helped": STRENGTH, "barriers": BARRIER, "better": BARRIER,
}  # fmt: skip


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_PRAISE = _words(
    "good", "great", "excellent", "brilliant", "fantastic", "superb", "wonderful", "amazing",
    "lovely", "perfect(?:ly)?(?! week)", "helpful", "supportive", "friendly", "reliable",
    "responsive", "effective(?:ly)?", "smooth(?:ly)?", "(?<!as )well(?!.?being)", "fine",
    "thank(?:s|ful| you)?", "grateful", "pleased", "happy", "praise\\w*", "impress\\w*", "proud",
    "(?:it|this|that|all|everything) (?:just |really )?works", "improved", "success\\w*",
    "appreciat\\w*", "(?:the|our|at its) best(?! interest)", "quick(?:ly)?", "promptly",
    "easy(?!.read)", "easily", "love",
)  # fmt: skip
# Lack, wish and wait.
_LACK = _words(
    "no", "not", "never", "nobody", "nothing", "none", "nowhere", "neither", "nor", "cannot",
    "\\w+n't", "(?:ca|do|does|did|is|are|was|were|wo|would|could|should|has|have|had)nt",
    "without", "lack\\w*", "shortages?", "short", "miss(?:es|ed|ing)", "gaps?", "limited", "less",
    "few(?:er)?", "little", "scarce\\w*", "unless", "until", "only", "hardly", "rarely", "seldom",
    "insufficient\\w*", "inadequate\\w*", "inconsistent\\w*", "too", "over(?:stretched|worked)",
    "need\\w*", "wish\\w*", "wants?", "wanted", "would", "could", "should", "must", "if", "more",
    "better", "improve", "improvements?", "hope\\w*", "instead", "ought", "please", "expect\\w*",
    "wait\\w*", "delay\\w*", "late(?:r)?", "long(?:er)?", "slow\\w*", "stuck", "held up", "queues?",
    "hours?", "days?", "weeks?", "months?", "overdue", "chas(?:e|es|ed|ing)", "backlogs?",
    "problems?", "issues?", "barriers?", "difficult\\w*", "hard(?:er)?", "struggl\\w*", "fail\\w*",
    "poor\\w*", "bad(?:ly)?", "worse", "worst", "wrong", "weak\\w*", "un(?:able|clear|safe)",
    "confus\\w*", "refus\\w*", "declin\\w*", "reject\\w*", "cuts?", "closed", "stop(?:s|ped)?",
    "pressure\\w*", "expensive", "costs?", "vacanc\\w*", "turnover", "sickness", "frustrat\\w*",
    "complain\\w*", "ignored?", "depends?", "sometimes", "patchy", "varia\\w*", "except",
    "apart from", "but", "however", "although", "though", "despite", "yet", "lost", "leaves?",
    "broken?", "risks?",
)  # fmt: skip
# What has a word of lack in it and says that there is none.
_NO_LACK = _words(
    "(?:there (?:is|are|were|was) )?(?:absolutely )?(?:nothing|none)(?: at all| really)?"
    "(?:(?: that)? (?:gets?|getting|stands?|is) in the way)?(?= *(?:$|[.,;:!]))",
    "nothing(?: really)? (?:gets?|stands?|is) in the way",
    "no (?:(?!more|one|way|such)[\\w-]+ )?(?:problems?|issues?|barriers?|complaints?|concerns?"
    "|difficult(?:y|ies)|delays?|faults?)",
    "without (?:any )?(?:problems?|issues?|delays?|difficult(?:y|ies))",
    "(?:can'?t|cannot|can not|couldn'?t|could not) fault", "not a problem",
    "no longer (?:a problem|an issue)", "not bad",
    "could not be (?:better|more helpful)", "couldn't be (?:better|more helpful)",
    "never (?:fails?|a problem)", "nothing is too much(?: trouble)?", "no waits?", "no waiting",
)  # fmt: skip
_NOTHING_AT_ALL = re.compile(
    r"^\W*(?:there (?:is|are) )?(?:absolutely )?(?:nothing|none|no(?:thing)? (?:real |major )?"
    r"(?:problems?|issues?|barriers?|complaints?|concerns?|difficult(?:y|ies)))\b"
    r"(?: at all| really| (?:that )?(?:i|we) know of| (?:gets?|stands?|is) in the way)*\W*$"
)
_TURN = re.compile(r"\b(?:but|however)\b")


def direction(question: str, text: str) -> str:
    """Return "strength", "barrier" or "mixed"; "" for a question that asks for neither."""
    asked_for = ASKED_FOR.get(question, NEITHER)
    if not asked_for:
        return NEITHER
    said = " ".join(text.casefold().replace("\u2019", "'").split())
    if _is_mixed(said):
        return MIXED
    if asked_for == BARRIER and (_NOTHING_AT_ALL.search(said) or _praises(said)):
        return STRENGTH
    return asked_for


def _is_mixed(said: str) -> bool:
    """Say whether praise and lack are joined by but or however, whichever comes first."""
    parts = _TURN.split(said)
    return len(parts) > 1 and any(map(_praises, parts)) and any(map(_lacks, parts))


def _praises(said: str) -> bool:
    return bool(_PRAISE.search(said) or _NO_LACK.search(said)) and not _lacks(said)


def _lacks(said: str) -> bool:
    return bool(_LACK.search(_NO_LACK.sub(" ", said)))
