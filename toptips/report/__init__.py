"""The report: what its template is told, and the document made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from toptips.analysis.figures import Figures
from toptips.charts import Chart
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.paper import Paper
from toptips.report.told import tell

TEMPLATE = "report/report.md.j2"


def write_report(
    figures: Figures,
    charts: Sequence[Chart],
    templates: Templates,
    today: date | None = None,
    paper: Paper | None = None,
) -> bytes:
    """Return report.docx: the template `report/report.md.j2` with these figures and charts.

    `today` is printed as the report's date if given; `paper` is what the lead wrote.
    """
    return write_word(
        read_blocks(templates.render(TEMPLATE, tell(figures, charts, today, paper or Paper()))),
        brand=templates.find("brand.docx"),
        pictures={f"{chart.name}.png": chart.png for chart in charts},
    )
