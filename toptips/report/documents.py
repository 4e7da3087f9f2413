"""A report as a Word document and as a web page, of the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toptips.charts import Chart
from toptips.documents.blocks import Blocks
from toptips.documents.html import write_html
from toptips.documents.template import Templates
from toptips.documents.word import write_word


@dataclass(frozen=True)
class WrittenReport:
    """The report as a Word document and as a web page, of the same words."""

    word: bytes
    html: bytes


def write_both(blocks: Blocks, charts: Sequence[Chart], templates: Templates) -> WrittenReport:
    """Return a report both ways: its charts as pictures in Word, as drawings on the web page."""
    pictures = {f"{chart.name}.png": chart.png for chart in charts}
    drawings = {f"{chart.name}.png": chart.svg for chart in charts}
    return WrittenReport(
        word=write_word(blocks, brand=templates.find("brand.docx"), pictures=pictures),
        html=write_html(blocks, pictures=pictures, drawings=drawings),
    )
