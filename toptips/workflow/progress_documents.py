"""The files that `compare` writes: the progress report, its charts and its figures."""

from __future__ import annotations

import json
from datetime import date

from toptips.analysis.progress import Progress
from toptips.analysis.progress_data import to_json
from toptips.documents.template import Templates


def documents(
    made: Progress, templates: Templates, today: date | None, *, final: bool
) -> dict[str, bytes]:
    """Return every file by its name in `progress/`: Word, web page, slides, charts and JSON."""
    # Only here: matplotlib takes most of a second to load.
    from toptips.charts import draw_progress, draw_progress_slides
    from toptips.report.progress import write_progress
    from toptips.report.progress_slides import write_progress_slides

    charts = draw_progress(made)
    report = write_progress(made, charts, templates, today, final=final)
    slides = write_progress_slides(made, draw_progress_slides(made), templates, today, final=final)
    pictures = {f"charts/{chart.name}.png": chart.png for chart in charts}
    drawings = {f"charts/{chart.name}.svg": chart.svg for chart in charts}
    text = json.dumps(to_json(made), ensure_ascii=False, indent=1) + "\n"
    return {
        **pictures,
        **drawings,
        "progress.json": text.encode(),
        "progress.docx": report.word,
        "progress.html": report.html,
        "progress-slides.pptx": slides,
    }
