"""What the picture of many workshops is told: what is local, what is shared, each place's means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toptips.analysis.combined import CombinedFigures, CombinedItem, CommonTheme
from toptips.analysis.printing import count, level, listed
from toptips.charts import Chart
from toptips.charts.caterpillar import MORE_THAN_MISSING, ends_of
from toptips.charts.chart import pictures_of
from toptips.documents.markdown import read_blocks
from toptips.documents.template import Templates
from toptips.model.dates import written
from toptips.report.documents import WrittenReport, write_both

TEMPLATE = "combined/combined.md.j2"
NAMED = 7


@dataclass(frozen=True)
class PlaceTold:
    """One place in the picture."""

    name: str
    title: str
    day: str
    edition: int
    shown: str


@dataclass(frozen=True)
class PlaceRowTold:
    """Where one place stands on one item."""

    name: str
    organisations: str
    mean: str
    bar: str


@dataclass(frozen=True)
class CombinedItemTold:
    """One item: what is said of it, the name of its chart, and a row for each place."""

    heading: str
    in_figures: str
    summary: str
    said: str
    chart: str
    rows: tuple[PlaceRowTold, ...]
    not_shown: str


@dataclass(frozen=True)
class ThemeRowTold:
    """A theme, in how many places it is mentioned, and in which."""

    name: str
    many: str
    places: str


@dataclass(frozen=True)
class CombinedTold:
    """All that the template of the picture is told."""

    title: str
    source: str
    made_on: str
    item: str
    items: str
    scale_ends: tuple[str, ...]
    charts: dict[str, dict[str, str]]
    places: tuple[PlaceTold, ...]
    local: tuple[str, ...]
    shared: tuple[str, ...]
    about_themes: tuple[str, ...]
    themes: tuple[ThemeRowTold, ...]
    each: tuple[CombinedItemTold, ...]
    problems: tuple[str, ...]


def write_combined(
    figures: CombinedFigures,
    charts: Sequence[Chart],
    problems: Sequence[str],
    templates: Templates,
    today: date | None = None,
) -> WrittenReport:
    """Return the report of many workshops.

    `problems` say which copies are not in it; `today` is printed as its date if given.
    """
    told = combined_told(figures, charts, problems, today)
    return write_both(read_blocks(templates.render(TEMPLATE, told)), charts, templates)


def combined_told(
    figures: CombinedFigures,
    charts: Sequence[Chart],
    problems: Sequence[str],
    today: date | None = None,
) -> CombinedTold:
    """Say everything that the report of many workshops says."""
    framework = figures.framework
    ends = (min(figures.scale), max(figures.scale))
    return CombinedTold(
        title=f"{framework.title}: {count(len(figures.places), 'place', 'places')}",
        source=f"{framework.title}. {framework.publisher}. {framework.wording}",
        made_on=written(today) if today else "",
        item=framework.item.singular,
        items=framework.item.plural,
        scale_ends=tuple(f"{value} ({figures.scale[value]})" for value in ends),
        charts=pictures_of(charts),
        places=tuple(_places(figures)),
        local=tuple(local(figures)),
        shared=tuple(shared(figures)),
        about_themes=tuple(about_themes(figures)),
        themes=tuple(
            ThemeRowTold(theme.name, _in_places(theme, figures), ", ".join(theme.places))
            for theme in figures.themes
        ),
        each=tuple(_item(item, figures) for item in figures.items),
        problems=tuple(problems),
    )


def _places(figures: CombinedFigures) -> Iterator[PlaceTold]:
    for place in figures.places:
        shown = sum(place.name not in item.not_shown for item in figures.items)
        yield PlaceTold(
            name=place.name,
            title=place.title,
            day=written(date.fromisoformat(place.date)),
            edition=place.edition,
            shown=f"{shown} of {len(figures.items)}",
        )


def _item(item: CombinedItem, figures: CombinedFigures) -> CombinedItemTold:
    noun = figures.framework.item.singular
    return CombinedItemTold(
        heading=f"{noun.capitalize()} {item.number}: {item.title}",
        in_figures=f"{noun.capitalize()} {item.number} in figures",
        summary=figures.framework.tip(item.id).summary,
        said=_said(item, figures),
        chart=f"places-{item.id}",
        rows=tuple(
            PlaceRowTold(
                name=place.place,
                organisations=f"{place.organisations:,}",
                mean=level(place.mean),
                bar=f"{level(place.low)} to {level(place.high)}",
            )
            for place in item.places
        ),
        not_shown=_not_shown(item),
    )


def _said(item: CombinedItem, figures: CombinedFigures) -> str:
    """Say of one item between which means places lie, and whether they differ."""
    if not item.places or item.centre is None:
        return "Too few organisations scored it in all places but one, so nothing is shown."
    low, high = ends_of(item)
    between = f"from {level(low)} to {level(high)}, around {level(item.centre)}"
    if level(low) == level(high):
        between = f"all at {level(low)}"
    said = f"{count(len(item.places), 'place', 'places')}, {between}."
    if item.differ:
        said += f" They differ by {MORE_THAN_MISSING}."
    else:
        said += " They can't be told apart by these answers; they may still differ."
    if item.shared_band:
        said += f" Every place stands at ‘{_band(item.shared_band, figures)}’."
    return said


def _not_shown(item: CombinedItem) -> str:
    if not item.not_shown:
        return ""
    return f"Not shown, as too few organisations scored it: {listed(item.not_shown)}."


def _band(band: str, figures: CombinedFigures) -> str:
    words: Mapping[str, str] = figures.framework.bands.words.model_dump()
    return words[band]


def _named(items: Sequence[CombinedItem], figures: CombinedFigures) -> str:
    """Name items with the means between which places lie; the first ones where they are many."""
    noun = figures.framework.item.singular
    named = []
    for item in items[:NAMED]:
        low, high = (level(end) for end in ends_of(item))
        span = f"from {low} to {high}" if low != high else f"at {low}"
        named.append(f"{noun} {item.number} ({item.title}), {span}")
    rest = [f"{len(items) - NAMED} more"] if len(items) > NAMED else []
    return "; ".join([*named, *rest])


def _counted(many: int, figures: CombinedFigures) -> str:
    noun = figures.framework.item
    return count(many, noun.singular, noun.plural)


def local(figures: CombinedFigures) -> Iterator[str]:
    """Say on which items places differ: there what works is a matter of the place."""
    shown = [item for item in figures.items if item.places]
    differing = [item for item in shown if item.differ]
    if differing:
        yield (
            f"On {len(differing)} of {_counted(len(shown), figures)} places differ by"
            f" {MORE_THAN_MISSING}: {_named(differing, figures)}."
        )
        yield (
            "There it is worth asking places how they do it. Who stands where may have many"
            " reasons, and how people in a place judge is one of them."
        )
    elif shown:
        yield (
            f"On none of {_counted(len(shown), figures)} do places differ by {MORE_THAN_MISSING}."
            " They may still differ: with so few organisations in each, only large differences"
            " could be told."
        )
    else:
        yield "Too few organisations scored anything in two places or more, so nothing is shown."


def shared(figures: CombinedFigures) -> Iterator[str]:
    """Say which items stand in the same band everywhere: there places have the same task."""
    shown = [item for item in figures.items if item.places]
    for band in ("concern", "discuss", "strength"):
        alike = [item for item in shown if item.shared_band == band]
        if alike:
            stands = "stands" if len(alike) == 1 else "stand"
            yield (
                f"{_counted(len(alike), figures)} {stands} at ‘{_band(band, figures)}’ in every"
                f" place that is shown: {_named(alike, figures)}."
            )
    if shown and not any(item.shared_band for item in shown):
        noun = figures.framework.item.singular
        yield f"No {noun} stands in the same part of the scale in every place."


def about_themes(figures: CombinedFigures) -> Iterator[str]:
    """Say what people write about in most places, as far as copies may say."""
    read = figures.read_for_themes
    if not read:
        yield "The framework names no codebook, so no comments were read for themes."
        return
    if not figures.themes:
        yield "No place's copy names a theme that enough people mention, so none is named here."
        return
    most = [theme for theme in figures.themes if 2 * len(theme.places) > len(read) > 1]
    if most:
        named = (f"{theme.name} ({_in_places(theme, figures)})" for theme in most[:NAMED])
        yield f"Mentioned in more than half of the places: {listed(named)}."
    else:
        yield "No theme is mentioned in more than half of the places."
    yield (
        "A place is counted where at least as many people mention a theme as its forms promised"
        " for the smallest group, of two organisations or more. A place that is not counted may"
        " mention it, too. No numbers of people leave a place, and no words."
    )


def _in_places(theme: CommonTheme, figures: CombinedFigures) -> str:
    return f"{len(theme.places)} of {len(figures.read_for_themes)}"
