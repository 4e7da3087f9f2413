"""The picture of many workshops of one framework: where places stand, what is local, what shared.

It is made of their copies' summaries alone. Shown are means that are drawn towards those of all
places, to one decimal, with bars for reading two of them beside each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any

from toptips.analysis.combining import Combined, Shrunk, combine
from toptips.analysis.places_differ import Precision, chance_of_spread
from toptips.analysis.printing import rounded
from toptips.analysis.scores import band
from toptips.analysis.standard_error import Estimate
from toptips.model.framework import Framework
from toptips.model.summary import STEP_OF_MEAN, ItemSummary, Summary

STEP = Fraction(1, 10)
# In levels squared: a summary's mean was rounded, by half a step at the most.
BY_ROUNDING = (STEP_OF_MEAN / 2) ** 2
# Chance would bring about a claim on any item in one picture of twenty.
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class CombinedPlace:
    """One place in the picture: its name, its workshop, and the edition of its copy."""

    name: str
    workshop: str
    title: str
    date: str
    edition: int


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """Where one place stands on one item, in levels to one decimal.

    `mean` is drawn towards all places; `low` and `high` are it less and plus 1.39 standard errors,
    within the scale. `band` is that of the mean before it was rounded.
    """

    place: str
    organisations: int
    people: int
    mean: Fraction
    low: Fraction
    high: Fraction
    band: str


@dataclass(frozen=True, slots=True)
class CombinedItem:
    """One item over all places, in their order.

    `centre` is the mean towards which places are drawn. `not_shown` names the places in which
    fewer than six organisations scored it; where fewer than two places are left, `places` is empty.
    `differ` says whether places lie further apart than those who happened not to answer account for
    (`chance`: how often that alone would bring such a spread about, None where nothing is shown).
    `shared_band` is the band in which every place stands, or nothing.
    """

    id: str
    number: int
    title: str
    places: tuple[PlaceStanding, ...]
    not_shown: tuple[str, ...]
    centre: Fraction | None = None
    chance: float | None = None
    differ: bool = False
    shared_band: str = ""


@dataclass(frozen=True, slots=True)
class CommonTheme:
    """A theme, and the places in which enough people mentioned it."""

    id: str
    name: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CombinedFigures:
    """All that is shown of many workshops. `read_for_themes` names the places with a codebook."""

    framework: Framework
    places: tuple[CombinedPlace, ...]
    items: tuple[CombinedItem, ...]
    themes: tuple[CommonTheme, ...]
    read_for_themes: tuple[str, ...]

    @property
    def scale(self) -> dict[int, str]:
        """The levels and their labels, the lowest first."""
        return {level.value: level.label for level in self.framework.scale}


def combined_figures(summaries: Sequence[Summary]) -> CombinedFigures:
    """Return the picture of workshops of one framework, in the alphabetical order of their places.

    All of them have the same items and the same scale. ValueError where there are fewer than two.
    """
    if len(summaries) < 2:
        raise ValueError("a picture of many takes two workshops")
    named = _named(summaries)
    framework = summaries[0].framework
    items = [_item(tip.id, named, framework) for tip in framework.tips]
    return CombinedFigures(
        framework=framework,
        places=tuple(
            CombinedPlace(name, found.workshop, found.title, found.date.isoformat(), found.edition)
            for name, found in named.items()
        ),
        items=tuple(_claimed(items)),
        themes=tuple(_themes(named)),
        read_for_themes=tuple(name for name, found in named.items() if found.framework.codebook),
    )


def _named(summaries: Sequence[Summary]) -> dict[str, Summary]:
    """Return the summaries by place; places of one name get their workshop's id as well."""
    names = [summary.place.casefold() for summary in summaries]
    named = {
        summary.place
        if names.count(summary.place.casefold()) == 1
        else f"{summary.place} ({summary.workshop})": summary
        for summary in summaries
    }
    return dict(sorted(named.items(), key=lambda pair: (pair[0].casefold(), pair[0])))


def _item(tip_id: str, named: Mapping[str, Summary], framework: Framework) -> CombinedItem:
    tip = framework.tip(tip_id)
    found = {name: place.items[tip_id] for name, place in named.items() if tip_id in place.items}
    missing = tuple(name for name in named if name not in found)
    together = combine([_estimate(item) for item in found.values()])
    if together is None:
        return CombinedItem(tip.id, tip.number, tip.title, (), tuple(named))
    places = tuple(
        _standing(name, item, drawn, framework)
        for (name, item), drawn in zip(found.items(), together.workshops, strict=True)
    )
    bands = {place.band for place in places}
    return CombinedItem(
        id=tip.id,
        number=tip.number,
        title=tip.title,
        places=places,
        not_shown=missing,
        centre=rounded(together.centre, STEP),
        chance=_chance(found, together),
        shared_band=bands.pop() if len(bands) == 1 else "",
    )


def _estimate(item: ItemSummary) -> Estimate:
    return Estimate(item.exact_mean, item.exact_variance + BY_ROUNDING)


def _chance(found: Mapping[str, ItemSummary], together: Combined) -> float:
    places = [
        Precision(float(_estimate(item).variance), item.organisations) for item in found.values()
    ]
    return chance_of_spread(places, float(together.heterogeneity))


def _standing(name: str, item: ItemSummary, drawn: Shrunk, framework: Framework) -> PlaceStanding:
    low, high = drawn.bar
    levels = [level.value for level in framework.scale]
    bands = framework.bands
    return PlaceStanding(
        place=name,
        organisations=item.organisations,
        people=item.n,
        mean=rounded(drawn.mean, STEP),
        low=rounded(max(Fraction(low), Fraction(levels[0])), STEP),
        high=rounded(min(Fraction(high), Fraction(levels[-1])), STEP),
        band=band(drawn.mean, levels, Fraction(str(bands.strength)), Fraction(str(bands.discuss))),
    )


def _claimed(items: Sequence[CombinedItem]) -> list[CombinedItem]:
    """Say on which items places differ, by Holm's (1979) step-down over all of them.

    "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6.
    """
    tested = sorted(
        (item for item in items if item.chance is not None), key=lambda item: item.chance or 0.0
    )
    claimed: set[str] = set()
    for place, item in enumerate(tested):
        if (item.chance or 0.0) * (len(tested) - place) > LEVEL:
            break
        claimed.add(item.id)
    return [replace(item, differ=item.id in claimed) for item in items]


def _themes(named: Mapping[str, Summary]) -> list[CommonTheme]:
    """Return the themes that any place's people mention, those of most places first.

    Themes of one id are the same where they are of the same codebook.
    """
    places: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for name, summary in named.items():
        for theme in summary.themes:
            names.setdefault(theme.id, theme.name)
            places.setdefault(theme.id, []).append(name)
    found = [CommonTheme(theme, names[theme], tuple(where)) for theme, where in places.items()]
    return sorted(found, key=lambda theme: (-len(theme.places), theme.name.casefold(), theme.id))


def combined_json(figures: CombinedFigures) -> dict[str, Any]:
    """Return plain data for combined.json: every figure that is printed, and nothing else."""
    framework = figures.framework
    return {
        "format": 1,
        "framework": {"id": framework.id, "version": framework.version},
        "scale": {str(value): label for value, label in figures.scale.items()},
        "places": [asdict(place) for place in figures.places],
        "items": [_plain(asdict(item)) for item in figures.items],
        "themes": [asdict(theme) for theme in figures.themes],
        "read_for_themes": list(figures.read_for_themes),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, dict):
        # How often chance would bring a spread about says more than anybody prints.
        return {key: _plain(part) for key, part in value.items() if key != "chance"}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
