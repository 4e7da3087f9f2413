"""The report: what its template is told, and the documents made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toptips.analysis.figures import Figures
from toptips.charts import Chart
from toptips.documents.html import write_html
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.documents.word import write_word
from toptips.model.paper import Paper
from toptips.report.told import tell

TEMPLATE = "report/report.md.j2"


@dataclass(frozen=True)
class WrittenReport:
    """The report as a Word document and as a web page, of the same words."""

    word: bytes
    html: bytes


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
    blocks = read_blocks(templates.render(TEMPLATE, told))
    pictures = {f"{chart.name}.png": chart.png for chart in charts}
    drawings = {f"{chart.name}.png": chart.svg for chart in charts}
    return WrittenReport(
        word=write_word(blocks, brand=templates.find("brand.docx"), pictures=pictures),
        html=write_html(blocks, pictures=pictures, drawings=drawings),
    )
