"""What the comments are about: what gets in the way to the left, what works to the right."""

from __future__ import annotations

from collections.abc import Sequence

from toptips.analysis.figures import Figures, ThemeFigures
from toptips.analysis.printing import count, listed, within_sentence
from toptips.charts import words
from toptips.charts.canvas import Canvas
from toptips.charts.frame import BAR, ChartRow, Frame, Place, SideColumn
from toptips.charts.lettering import width_of
from toptips.charts.palette import CATEGORIES, INK
from toptips.charts.rows import PADDING, RowChart
from toptips.charts.style import LINE, PAGE, TEXT, PrintSheet

MOST_THEMES = 10
# By so much the bars stand off the line between them, so that both are told from it in grey.
OFF = 1.6
COLUMNS = (SideColumn("People who mention it", 60),)
BESIDE = 156.0
BARRIERS, STRENGTHS = "What gets in the way", "What works well"
LEFT, RIGHT, *_ = CATEGORIES


def themes(figures: Figures, sheet: PrintSheet = PAGE) -> RowChart | None:
    """Plan the themes most people mention; None where no comment has a theme."""
    mentioned = [theme for theme in figures.themes if theme.comments and not theme.fallback]
    mentioned.sort(key=lambda theme: (-theme.respondents, -theme.comments))
    chosen = mentioned[:MOST_THEMES]
    if not chosen:
        return None
    frame = Frame(COLUMNS, sheet.beside or BESIDE, sheet=sheet)
    axis, scale = _sides(chosen, frame)
    notes = ["A comment may mention several. Other answers count only towards the people."]
    if more := len(mentioned) - len(chosen):
        notes.append(
            f"{count(more, 'further theme is', 'further themes are')} in the report's table."
        )

    def head(canvas: Canvas) -> None:
        middle = frame.heading(canvas, LINE)
        canvas.words(axis - 4, middle, BARRIERS, bold=True, align="right")
        canvas.words(axis + 4, middle, STRENGTHS, bold=True)

    return RowChart(
        name="themes",
        title=_title(chosen),
        finding=_finding(chosen),
        unit="Comments that mention each theme",
        n=words.of_how_many([figures.respondents.self_assessments], "people"),
        source=words.source(figures),
        kind=f"Bars for {count(len(chosen), 'theme', 'themes')}: comments on what gets in the way"
        " to the left, on what works well to the right",
        lead="In the way and working well: ",
        frame=frame,
        rows=[_row(theme, axis, scale) for theme in chosen],
        head=head,
        notes=notes,
    )


def _row(theme: ThemeFigures, axis: float, scale: float) -> ChartRow:
    def plot(canvas: Canvas, place: Place) -> None:
        left, right = theme.barriers * scale, theme.strengths * scale
        canvas.box(axis - OFF - left, place.middle, left, BAR, LEFT)
        canvas.box(axis + OFF, place.middle, right, BAR, RIGHT)
        canvas.upright(axis, place.top, place.bottom, INK, 1.2)
        canvas.words(axis - OFF - left - 4, place.middle, f"{theme.barriers:,}", align="right")
        canvas.words(axis + OFF + right + 4, place.middle, f"{theme.strengths:,}")

    return ChartRow(
        theme.name,
        plot,
        said=f"{within_sentence(theme.name)} {theme.barriers} and {theme.strengths}",
        room=BAR + PADDING / 3,
        cells=[f"{theme.respondents:,}"],
    )


def _sides(chosen: Sequence[ThemeFigures], frame: Frame) -> tuple[float, float]:
    """Return where the bars begin, and how wide a comment is; each side has room for its name."""
    numbers = [max(theme.barriers for theme in chosen), max(theme.strengths for theme in chosen)]
    label = 6 + OFF + max(width_of(f"{number:,}", TEXT) for number in numbers)
    least = [width_of(name, TEXT, True) + 8 for name in (BARRIERS, STRENGTHS)]
    room = frame.width - 2 * label
    scale = room / max(1, sum(numbers))
    for side in (0, 1):
        short = least[side] - label - numbers[side] * scale
        if short > 0:
            scale = min(scale, (room - (least[side] - label)) / max(1, numbers[1 - side]))
            if side == 0:
                return frame.left + least[0], scale
            return frame.right - least[1], scale
    return frame.left + label + numbers[0] * scale, scale


def _title(chosen: Sequence[ThemeFigures]) -> str:
    """Name the theme that most people mention, in fifteen words."""
    first = [theme for theme in chosen if theme.respondents == chosen[0].respondents]
    people = count(first[0].respondents, "person", "people")
    if len(first) == len(chosen) > 1:
        return words.title(f"{len(first)} themes are mentioned equally often, by {people} each")
    if len(first) > 1:
        return words.title(
            f"{listed(theme.name for theme in first)} are mentioned most often, by {people} each",
            f"{len(first)} themes are mentioned most often, by {people} each",
        )
    return words.title(
        f"{first[0].name} is mentioned most often, by {people}",
        f"The theme mentioned most often is mentioned by {people}",
    )


def _finding(chosen: Sequence[ThemeFigures]) -> str:
    """Say besides on which side the comments of the leading theme stand."""
    first = [theme for theme in chosen if theme.respondents == chosen[0].respondents]
    if len(first) > 1:
        return _title(chosen)
    [theme] = first
    said = (
        f"{theme.name} is mentioned most often, by {count(theme.respondents, 'person', 'people')}"
    )
    if not theme.barriers + theme.strengths:
        return said
    on_barriers = f"{count(theme.barriers, 'comment', 'comments')} on what gets in the way"
    return f"{said}: {on_barriers}, {theme.strengths:,} on what works well"
