"""The spine of each command, a file each: what happens, in order.

It prints nothing and never exits. `beginning` is new, demo and frameworks new; `preparing`,
`collecting`, `standing` (status, reminders), `coding` (the coding workbook, out and back),
`analysing`, with `editions` for those that are final, `comparing` (compare), `sharing` (anonymise),
`combining`, `localising` and `templates` say the rest.
"""

from __future__ import annotations

from toptips.workflow.analysing import Analysis, analyse
from toptips.workflow.beginning import copies_in, copy_example, examples, new, new_framework
from toptips.workflow.coding import (
    Exported,
    Imported,
    export_codings,
    import_codings,
)
from toptips.workflow.collecting import Collection, collect
from toptips.workflow.combining import Combination, combine
from toptips.workflow.comparing import Comparison, ProgressHeldBack, baseline_of, compare
from toptips.workflow.editions import EditionHeldBack
from toptips.workflow.localising import Localised, localise
from toptips.workflow.preparing import prepare
from toptips.workflow.sharing import Shared, anonymise
from toptips.workflow.standing import Reminders, remind, status
from toptips.workflow.templates import ExportedTemplates, check_templates, export_templates

__all__ = [
    "Analysis",
    "Collection",
    "Combination",
    "Comparison",
    "EditionHeldBack",
    "Exported",
    "ExportedTemplates",
    "Imported",
    "Localised",
    "ProgressHeldBack",
    "Reminders",
    "Shared",
    "analyse",
    "anonymise",
    "baseline_of",
    "check_templates",
    "collect",
    "combine",
    "compare",
    "copies_in",
    "copy_example",
    "examples",
    "export_codings",
    "export_templates",
    "import_codings",
    "localise",
    "new",
    "new_framework",
    "prepare",
    "remind",
    "status",
]
