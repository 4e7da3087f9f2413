"""The report: what its template is told, and the documents made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from toptips.analysis.figures import Figures
from toptips.charts import Chart
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.model.paper import Paper
from toptips.report.documents import WrittenReport, write_both
from toptips.report.told import tell

TEMPLATE = "report/report.md.j2"


def write_report(
    figures: Figures,
    charts: Sequence[Chart],
    templates: Templates,
    today: date | None = None,
    paper: Paper | None = None,
) -> WrittenReport:
    """Return the report: the template `report/report.md.j2` with these figures and charts.

    `today` is printed as the report's date if given; `paper` is what the lead wrote.
    """
    told = tell(figures, charts, today, paper or Paper())
    return write_both(read_blocks(templates.render(TEMPLATE, told)), charts, templates)
