"""The spine of each command, a file each: what happens, in order.

It prints nothing and never exits. `beginning` is new, demo and frameworks new; `preparing`,
`collecting`, `standing` (status, reminders), `analysing`, with `editions` for those that are final,
`sharing` (anonymise), `combining` and `localising` say the rest.
"""

from __future__ import annotations

from toptips.workflow.analysing import Analysis, analyse
from toptips.workflow.beginning import copies_in, copy_example, examples, new, new_framework
from toptips.workflow.collecting import Collection, collect
from toptips.workflow.combining import Combination, combine
from toptips.workflow.editions import EditionHeldBack
from toptips.workflow.localising import Localised, localise
from toptips.workflow.preparing import prepare
from toptips.workflow.sharing import Shared, anonymise
from toptips.workflow.standing import Reminders, remind, status

__all__ = [
    "Analysis",
    "Collection",
    "Combination",
    "EditionHeldBack",
    "Localised",
    "Reminders",
    "Shared",
    "analyse",
    "anonymise",
    "collect",
    "combine",
    "copies_in",
    "copy_example",
    "examples",
    "localise",
    "new",
    "new_framework",
    "prepare",
    "remind",
    "status",
]
