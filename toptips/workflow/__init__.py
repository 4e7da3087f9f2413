"""The spine of each command, a file each: what happens, in order.

It prints nothing and never exits. `beginning` is new, demo and frameworks new; `preparing`,
`collecting`, `standing` (status, reminders), `analysing`, with `editions` for those that are final,
`sharing` (anonymise) and `templates` say the rest.
"""

from __future__ import annotations

from toptips.workflow.analysing import Analysis, analyse
from toptips.workflow.beginning import copy_example, examples, new, new_framework
from toptips.workflow.collecting import Collection, collect
from toptips.workflow.editions import EditionHeldBack
from toptips.workflow.preparing import prepare
from toptips.workflow.sharing import Shared, anonymise
from toptips.workflow.standing import Reminders, remind, status
from toptips.workflow.templates import Exported, check_templates, export_templates

__all__ = [
    "Analysis",
    "Collection",
    "EditionHeldBack",
    "Exported",
    "Reminders",
    "Shared",
    "analyse",
    "anonymise",
    "check_templates",
    "collect",
    "copy_example",
    "examples",
    "export_templates",
    "new",
    "new_framework",
    "prepare",
    "remind",
    "status",
]
