"""What the comments are about: what gets in the way to the left, what works to the right."""

from __future__ import annotations

from collections.abc import Sequence

from toptips.analysis.figures import Figures, ThemeFigures
from toptips.analysis.printing import count, listed
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.chart import Chart
from toptips.charts.render import render
from toptips.charts.rows import BAR, ChartRows, SideColumn
from toptips.charts.style import BLUE, INK, ORANGE, SMALL, width_of

MOST_THEMES = 12
IN_THE_TABLE = "the report's table has every theme"
COLUMNS = (SideColumn("People who mention it", 52),)
BARRIERS, STRENGTHS = "What gets in the way", "What works well"


def themes(figures: Figures) -> Chart | None:
    """Draw the themes most people mention; None where no comment has a theme."""
    mentioned = [theme for theme in figures.themes if theme.comments and not theme.fallback]
    mentioned.sort(key=lambda theme: (-theme.respondents, -theme.comments))
    chosen = mentioned[:MOST_THEMES]
    if not chosen:
        return None
    finding = _finding(chosen)
    canvas = Canvas("themes", words.sentence(finding))
    rows = ChartRows(canvas, [theme.name for theme in chosen], COLUMNS)
    axis, scale = _sides(chosen, rows)
    middle = rows.heading()
    canvas.words(axis - 6, middle, BARRIERS, SMALL, ORANGE, bold=True, align="right")
    canvas.words(axis + 6, middle, STRENGTHS, SMALL, BLUE, bold=True)
    top = canvas.y
    for row in rows:
        theme = chosen[row.number]
        left, right = theme.barriers * scale, theme.strengths * scale
        canvas.box(axis - left, row.middle, left, BAR, ORANGE)
        canvas.box(axis, row.middle, right, BAR, BLUE)
        canvas.words(axis - left - 4, row.middle, f"{theme.barriers:,}", align="right")
        canvas.words(axis + right + 4, row.middle, f"{theme.strengths:,}")
        rows.cells(row, [f"{theme.respondents:,}"])
    canvas.upright(axis, top, canvas.y, INK, 1.0)
    more = len(mentioned) - len(chosen)
    notes = [
        "Numbers of comments. One may mention several themes. Answers to other questions count only"
        " towards the people."
    ]
    if more:
        notes.append(f"{count(more, 'further theme is', 'further themes are')} not drawn.")
    canvas.notes([*notes, *words.no_room(rows.left_out, "theme", "themes", IN_THE_TABLE)])
    return render(canvas, _description(chosen, finding))


def _sides(chosen: Sequence[ThemeFigures], rows: ChartRows) -> tuple[float, float]:
    """Return where the bars begin, and how wide a comment is; each side has room for its name."""
    numbers = [max(theme.barriers for theme in chosen), max(theme.strengths for theme in chosen)]
    label = 6 + max(width_of(f"{number:,}") for number in numbers)
    least = [width_of(name, SMALL, True) + 8 for name in (BARRIERS, STRENGTHS)]
    room = rows.width - 2 * label
    scale = room / max(1, sum(numbers))
    for side in (0, 1):
        short = least[side] - label - numbers[side] * scale
        if short > 0:
            scale = min(scale, (room - (least[side] - label)) / max(1, numbers[1 - side]))
            if side == 0:
                return rows.left + least[0], scale
            return rows.right - least[1], scale
    return rows.left + label + numbers[0] * scale, scale


def _finding(chosen: Sequence[ThemeFigures]) -> str:
    """Name the theme that most people mention, and on which side its comments stand."""
    first = [theme for theme in chosen if theme.respondents == chosen[0].respondents]
    people = count(first[0].respondents, "person", "people")
    if len(first) == len(chosen) > 1:
        return f"{len(first)} themes are mentioned equally often, by {people} each"
    if len(first) > 1:
        names = listed(theme.name for theme in first)
        return f"{names} are mentioned most often, by {people} each"
    [theme] = first
    barriers, strengths = theme.barriers, theme.strengths
    if barriers + strengths:
        side = (
            f"{count(barriers, 'comment', 'comments')} on what gets in the way,"
            f" {strengths:,} on what works well"
        )
        return f"{theme.name} is mentioned most often, by {people}: {side}"
    return f"{theme.name} is mentioned most often, by {people}"


def _description(chosen: Sequence[ThemeFigures], finding: str) -> str:
    return words.described(
        f"Bars for {count(len(chosen), 'theme', 'themes')}: comments on what gets in the way to the"
        " left, on what works well to the right",
        finding,
        "In the way and working well: "
        + words.series(
            (f"{theme.name.lower()} {theme.barriers} and {theme.strengths}" for theme in chosen),
            room=300,
        ),
    )
