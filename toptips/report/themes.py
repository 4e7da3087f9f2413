"""What the report says of the themes of the comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toptips.analysis.figures import Coding, Figures, Quote
from toptips.analysis.printing import count
from toptips.analysis.quotes import varied
from toptips.report.checking import how_far_coders_agree, who_checked

MOST_QUOTED, QUOTES_OF_A_THEME = 8, 2
MENTIONED = "mentioned"


@dataclass(frozen=True)
class ThemeTold:
    """One theme: how often it is mentioned, and quotes to go with it."""

    name: str
    respondents: int
    organisations: int
    strengths: int
    barriers: int
    tables: int
    quotes: tuple[Any, ...]


@dataclass(frozen=True)
class ThemesByGroupTold:
    """In which groups of one dimension enough people mention a theme.

    `rows` hold a theme and a word, or nothing, for each of `columns`.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ThemesTold:
    """All themes: how the comments were read, the themes mentioned, and those with quotes."""

    read: str
    mentioned: tuple[ThemeTold, ...]
    quoted: tuple[ThemeTold, ...]
    by_group: tuple[ThemesByGroupTold, ...]


def themes_told(
    figures: Figures, quotes_told: Callable[[Sequence[Quote]], tuple[Any, ...]]
) -> ThemesTold | None:
    """Say what the comments mention; None where they were not read for themes."""
    if figures.coding is None:
        return None
    told = [
        (
            theme,
            ThemeTold(
                name=theme.name,
                respondents=theme.respondents,
                organisations=theme.organisations,
                strengths=theme.strengths,
                barriers=theme.barriers,
                tables=theme.tables,
                quotes=quotes_told(varied(theme.quotes, QUOTES_OF_A_THEME)),
            ),
        )
        for theme in figures.themes
    ]
    return ThemesTold(
        read=" ".join(
            (
                _read(figures.coding, len(figures.themes)),
                who_checked(figures.coding),
                *how_far_coders_agree(figures.coding),
            )
        ).strip(),
        mentioned=tuple(said for theme, said in told if theme.comments or theme.tables),
        quoted=tuple(
            said for theme, said in told[:MOST_QUOTED] if said.quotes and not theme.fallback
        ),
        by_group=tuple(_by_group(figures)),
    )


def _by_group(figures: Figures) -> Iterator[ThemesByGroupTold]:
    """Yield what groups mention, where enough of their people do; how many is not said."""
    themes = [theme for theme in figures.themes if not theme.fallback]
    for dimension, groups in figures.respondents.by_group.items():
        mentioning = {name for theme in themes for name in theme.groups.get(dimension, ())}
        columns = tuple(name for name in groups if name in mentioning)
        if columns:
            yield ThemesByGroupTold(
                name=figures.terms.groups(dimension, many=False),
                columns=columns,
                rows=tuple(
                    (theme.name, tuple(MENTIONED * (name in found) for name in columns))
                    for theme in themes
                    if (found := theme.groups.get(dimension, ()))
                ),
            )


def _read(coding: Coding, themes: int) -> str:
    """Say how many comments were read, and how many of them mention a theme."""
    if not coding.comments:
        return "Nobody wrote a comment."
    said = (
        f"{count(coding.comments, 'comment was', 'comments were')} read by looking for the keywords"
        f" of {count(themes, 'theme', 'themes')}{_and_by_people(coding)}."
    )
    if coding.uncoded:
        verb = "mentions" if coding.uncoded == 1 else "mention"
        return f"{said} {coding.uncoded} of them {verb} none."
    return f"{said} Each of them mentions at least one."


def _and_by_people(coding: Coding) -> str:
    return ", and in part by people" if coding.checked else ""
