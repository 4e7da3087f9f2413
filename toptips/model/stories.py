"""Words that read like the story of somebody who was cared for, who might be known by it."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)"
_WHO = (
    "man|woman|lady|gentleman|patient|person|girl|boy|lad|mother|mum|father|dad|daughter|son|"
    "husband|wife|brother|sister|grandmother|grandfather|nan|resident|client|tenant|carer|"
    "service user|young person|young man|young woman|child"
)
_STORY = re.compile(
    rf"""
      \b(?:one|a|an|this|that|my|our|her|his|their|another)\s(?:\w+\s){{0,2}}?
        (?:{_WHO})\b(?=[^.!?]*\b(?:was|were|had|has|is|waited|died|fell|stayed|went|came|who|lost)\b)
    | \b{_NUMBER}[\s-]*(?:years?|yrs?)[\s-]*olds?\b
    | \b(?:aged|age|in\s(?:her|his|their))\s\d{{2,3}}s?\b
    | \b(?:for|after|waited|took|stayed|stuck|kept)\s(?:over\s|nearly\s|about\s|more\sthan\s)?
        {_NUMBER}\s(?:days?|weeks?|months?|nights?|hours?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def reads_like_a_story(text: str) -> bool:
    """Say whether words look like one person's story: an age, a length of stay, "one man".

    They may hold no name and yet be recognised by those who were there, so that they are held
    back until somebody has confirmed them.
    """
    return bool(_STORY.search(text))
