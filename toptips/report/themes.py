"""What the report says of the themes of the comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Coding, Figures, ThemeFigures
from toptips.analysis.pooling import NOT_SAID
from toptips.analysis.printing import count, listed, with_all_equal, within_sentence
from toptips.analysis.terms import Terms
from toptips.report.checking import how_far_coders_agree, who_checked
from toptips.report.quoted import Quoted, QuoteTold

LEADING, QUOTES_OF_A_THEME = 4, 2
THEMES_OF_AN_ITEM = 4
# So many items are named; of those with as many comments as the last, up to the second.
NAMED, MOST_NAMED = 3, 5


@dataclass(frozen=True)
class ThemeTold:
    """How often one theme is mentioned: people, organisations, then comments."""

    name: str
    respondents: int
    organisations: int
    strengths: int
    barriers: int
    tables: int
    people: int


@dataclass(frozen=True)
class LeadingTold:
    """One of the themes that most people mention: what stands behind it, its memo, quotes."""

    name: str
    about: str
    memo: tuple[str, ...]
    quotes: tuple[QuoteTold, ...]


@dataclass(frozen=True)
class ByGroupTold:
    """Which sectors and groups mention each theme.

    `rows` hold a theme and, for each of `columns`, the groups of that dimension in which enough
    people mention it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ThemesTold:
    """All themes: how the comments were read, and who mentions what, where."""

    read: str
    elsewhere: tuple[str, ...]
    mentioned: tuple[ThemeTold, ...]
    of_tables: bool
    of_people: bool
    by_item: tuple[tuple[str, str], ...]
    by_group: ByGroupTold | None
    leading: tuple[LeadingTold, ...]


@dataclass(frozen=True)
class UncoveredTold:
    """The comments that no theme covers: how many there are, and those that may be printed."""

    said: str
    quotes: tuple[QuoteTold, ...]


def themes_told(figures: Figures, quoted: Quoted) -> ThemesTold | None:
    """Say what the comments mention; None where they were not read for themes."""
    if figures.coding is None:
        return None
    themes = figures.themes
    return ThemesTold(
        read=" ".join(_how_read(figures.coding, sum(not theme.fallback for theme in themes))),
        elsewhere=tuple(_elsewhere(themes)),
        mentioned=tuple(
            _theme(theme) for theme in themes if theme.comments or theme.tables or theme.people
        ),
        of_tables=any(theme.tables for theme in themes),
        of_people=any(theme.people for theme in themes),
        by_item=tuple(_by_item(figures)),
        by_group=_by_group(figures),
        leading=tuple(_leading(theme, figures, quoted) for theme in _first(figures)),
    )


def uncovered_told(figures: Figures, quoted: Quoted) -> UncoveredTold | None:
    """Say which comments no theme covers; None where there is none, or none were read.

    Printed are those that may be, and that stand nowhere else in the report.
    """
    coding = figures.coding
    if coding is None or not coding.uncoded:
        return None
    may_be, quotes = len(coding.uncoded_quotes), quoted.all(coding.uncoded_quotes)
    if not may_be:
        which = "None of these may be printed."
        which = which if coding.uncoded > 1 else "It may not be printed."
    elif not quotes:
        which = "What may be printed of them stands elsewhere in this report."
    else:
        elsewhere = may_be - len(quotes)
        which = f"{may_be} of these may be printed" if coding.uncoded > 1 else "It may be printed"
        if elsewhere:
            which += f"; {elsewhere} of them {_verb(elsewhere, 'stand')} elsewhere"
        which += "."
    return UncoveredTold(
        f"{coding.uncoded} of {count(coding.comments, 'comment', 'comments')}"
        f" {_verb(coding.uncoded, 'mention')} none of the themes. {which}",
        quotes,
    )


def _theme(theme: ThemeFigures) -> ThemeTold:
    return ThemeTold(
        name=theme.name,
        respondents=theme.respondents,
        organisations=theme.organisations,
        strengths=theme.strengths,
        barriers=theme.barriers,
        tables=theme.tables,
        people=theme.people,
    )


def _first(figures: Figures) -> list[ThemeFigures]:
    """Return the themes that most people mention in self-assessments; none where few answered.

    A section on what fewer than the smallest group mention would be about those people.
    """
    enough = figures.terms.smallest_group
    if figures.respondents.self_assessments < figures.terms.smallest_for_shares:
        return []
    proper = [theme for theme in figures.themes if not theme.fallback]
    return [theme for theme in proper if theme.respondents >= enough][:LEADING]


def _leading(theme: ThemeFigures, figures: Figures, quoted: Quoted) -> LeadingTold:
    return LeadingTold(
        name=theme.name,
        about=_about(theme, figures),
        memo=tuple(line for line in theme.memo.splitlines() if line.strip()),
        quotes=quoted.some(theme.quotes, QUOTES_OF_A_THEME),
    )


def _about(theme: ThemeFigures, figures: Figures) -> str:
    """Say of how many a theme is, on which side its comments stand, and under which items."""
    people = count(theme.respondents, "person", "people")
    of = "" if figures.internal else f" of {_organisations(theme.organisations)}"
    neither = theme.comments + theme.both - theme.strengths - theme.barriers
    sides = (
        (theme.strengths, "on what works well"),
        (theme.barriers, "on what gets in the way"),
        (neither, "in answer to other questions"),
    )
    said = listed(f"{number} {side}" for number, side in sides if number)
    if theme.both:
        said += f" ({theme.both} {'is' if theme.both == 1 else 'are'} on both)"
    comments = count(theme.comments, "comment", "comments")
    return (
        f"{people}{of} {_verb(theme.respondents, 'mention')} it in self-assessments, in"
        f" {comments}: {said}.{_most_under(theme, figures)}"
    )


def _most_under(theme: ThemeFigures, figures: Figures) -> str:
    """Say on which items most of a theme's comments are."""
    terms = figures.terms
    numbers = {tip.id: tip.number for tip in figures.tips}
    in_order = sorted(theme.tips.items(), key=lambda pair: (-pair[1], numbers[pair[0]]))
    if not in_order:
        return ""
    comments = [many for _, many in in_order]
    first = with_all_equal(comments, NAMED, MOST_NAMED)
    named = listed(f"{terms.item} {numbers[item]} ({many})" for item, many in in_order[:first])
    they = "They are" if theme.comments > 1 else "It is"
    if first == len(in_order):
        return f" {they} on {named}."
    others = count(len(in_order) - first, f"other {terms.item}", f"other {terms.items}")
    rest = sum(comments[first:])
    if rest < sum(comments[:first]):
        return f" Most are on {named}; the rest on {others}."
    return (
        f" They are on {terms.counted(len(in_order))}{f', most often on {named}' if first else ''}."
    )


def _elsewhere(themes: Sequence[ThemeFigures]) -> Iterator[str]:
    """Name the themes that no self-assessment mentions, and say who does."""
    proper = [theme for theme in themes if not theme.fallback and not theme.comments]
    kinds = (
        ([theme for theme in proper if theme.tables and not theme.people], "Tables alone"),
        (
            [theme for theme in proper if theme.people and not theme.tables],
            "People who use services alone",
        ),
        (
            [theme for theme in proper if theme.people and theme.tables],
            "No self-assessment, but tables and people who use services",
        ),
    )
    for found, who in kinds:
        if found:
            yield f"{who} mention {listed(within_sentence(theme.name) for theme in found)}."
    silent = [theme for theme in proper if not theme.tables and not theme.people]
    if silent:
        yield f"No comment mentions {listed(within_sentence(theme.name) for theme in silent)}."


def _by_item(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield each item with the themes that most comments on it mention."""
    for tip in figures.tips:
        found = [
            (theme.name, theme.tips[tip.id])
            for theme in figures.themes
            if tip.id in theme.tips and not theme.fallback
        ]
        found.sort(key=lambda pair: -pair[1])
        if found:
            named = [f"{name} ({many})" for name, many in found[:THEMES_OF_AN_ITEM]]
            more = len(found) - len(named)
            rest = f"; {count(more, 'further theme', 'further themes')}" if more else ""
            yield f"{tip.number} {tip.title}", "; ".join(named) + rest


def _by_group(figures: Figures) -> ByGroupTold | None:
    """Say what sectors and groups mention where enough of their people do; how many is not said."""
    themes = [theme for theme in figures.themes if not theme.fallback]
    mentioning = {
        dimension: {
            theme.name: found for theme in themes if (found := _groups(theme, dimension, figures))
        }
        for dimension in (SECTOR, *figures.respondents.by_group)
    }
    shown = {dimension: found for dimension, found in mentioning.items() if found}
    if not shown:
        return None
    return ByGroupTold(
        columns=tuple(_heading(figures.terms, dimension) for dimension in shown),
        rows=tuple(
            (theme.name, tuple(listed(found.get(theme.name, ())) for found in shown.values()))
            for theme in themes
            if any(theme.name in found for found in shown.values())
        ),
    )


def _groups(theme: ThemeFigures, dimension: str, figures: Figures) -> list[str]:
    """Return which groups mention a theme, in the workshop's order; who did not say is none."""
    found = theme.sectors if dimension == SECTOR else theme.groups.get(dimension, ())
    order = [*figures.respondents.by_group.get(dimension, ()), *sorted(found)]
    return [name for name in dict.fromkeys(order) if name in found and name != NOT_SAID]


def _heading(terms: Terms, dimension: str) -> str:
    return terms.groups(dimension).capitalize()


def _organisations(number: int) -> str:
    return count(number, "organisation", "organisations")


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _how_read(coding: Coding, themes: int) -> Iterator[str]:
    yield _read(coding, themes)
    yield from who_checked(coding)
    yield from how_far_coders_agree(coding)


def _read(coding: Coding, themes: int) -> str:
    """Say how many comments were read, and how many of them mention a theme."""
    if not coding.comments:
        return "Nobody wrote a comment."
    said = (
        f"{count(coding.comments, 'comment was', 'comments were')} read by looking for the keywords"
        f" of {count(themes, 'theme', 'themes')}{_and_by_words(coding)}{_and_by_people(coding)}."
    )
    if coding.comments == 1:
        return f"{said} It mentions {'none' if coding.uncoded else 'at least one'}."
    if coding.uncoded:
        return f"{said} {coding.uncoded} of them {_verb(coding.uncoded, 'mention')} none."
    return f"{said} Each of them mentions at least one."


def _and_by_words(coding: Coding) -> str:
    if not coding.counted_in:
        return ""
    return (
        " and for words that tell of a theme without naming it, which were counted beforehand in"
        f" {coding.counted_in:,} comments made up for this program"
    )


def _and_by_people(coding: Coding) -> str:
    return ", and in part by people" if coding.checked else ""
