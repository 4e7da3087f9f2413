"""Figures for the tests of the charts, and an SVG as its readers find it."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from fractions import Fraction as F
from typing import Any

from lxml import etree

from toptips.analysis.figures import (
    Figures,
    Gap,
    Invited,
    Priority,
    Respondents,
    Scores,
    SectorAnswered,
    Shares,
    ThemeFigures,
    TipFigures,
    Votes,
)
from toptips.analysis.terms import Terms
from toptips.charts import Chart
from toptips.charts.lettering import width_of
from toptips.charts.rows import RowChart

FIVE = {1: "Not started", 2: "Planned", 3: "In some places", 4: "In most places", 5: "Everywhere"}
SECTORS = ("NHS", "Council", "Housing", "Care providers", "Voluntary sector", "Police and justice",
           "Commissioning and primary care", "Other sectors")  # fmt: skip
OWNERS = {
    "ours": "My organisation alone",
    "system": "My organisation together with others",
    "other": "Others, without mine",
    "national": "National or regional bodies",
    "unsure": "Not sure",
}
TERMS = Terms(labels={"ownership": OWNERS})
LONG = (
    "A title of one hundred and twenty letters & <more>, costing $5 to $6 a day, for people who"
    " wait for homes in every place"
)


def scored(counts: dict[int, int]) -> tuple[int, F, dict[int, F]]:
    n = sum(counts.values())
    return n, F(sum(a * b for a, b in counts.items()), n), {a: F(b, n) for a, b in counts.items()}


def make_tip(
    number: int = 1, counts: tuple[int, ...] = (2, 6, 4, 3, 1), scale: Any = FIVE, **more: Any
) -> TipFigures:
    """Make a tip of which so many people chose each level."""
    n, mean, shares = scored(dict(zip(scale, counts, strict=True)))
    return TipFigures(
        **{
            "id": f"t{number}", "number": number, "title": f"Title {number}", "n": n,
            "suppressed": False, "dont_know": 3, "not_for_us": 0, "many_dont_know": False,
            "shares": shares, "mean": mean, "median": F(3), "within_one": 4, "consensus": 0.5,
            "split": False, "band": "concern", "gap": Gap(),
            "ownership": owned(4, 2, 3, 1), "votes": Votes(n=10), "local_tip": Shares(n=0),
            "agreed": (), "priority": Priority(), "by": {"sector": {}},
        }
        | more
    )  # fmt: skip


def hidden(number: int, **more: Any) -> TipFigures:
    return make_tip(
        number, n=None, suppressed=True, dont_know=None, not_for_us=None, shares=None, mean=None,
        median=None, band=None, ownership=Shares(n=None, suppressed=True), **more,
    )  # fmt: skip


def owned(system: int, other: int, ours: int, unsure: int, national: int = 0) -> Shares:
    counts = {
        "ours": ours, "system": system, "other": other, "national": national, "unsure": unsure,
    }  # fmt: skip
    n = sum(counts.values())
    return Shares(n=n, shares={key: F(count, n) for key, count in counts.items()})


def by_sector(**means: F | float | None) -> dict[str, dict[str, Scores]]:
    """Make sectors with these means; None hides one."""
    return {
        "sector": {
            name: Scores(n=None, suppressed=True)
            if mean is None
            else Scores(n=5, mean=F(mean).limit_denominator(100))
            for name, mean in means.items()
        }
    }


def make(*tips: TipFigures, **more: Any) -> Figures:
    return Figures(
        **{
            "format": 1, "workshop": "w", "framework": "f", "versions": {}, "fingerprint": "",
            "count": "respondents", "scale": FIVE, "returns": {},
            "respondents": Respondents(0, 0, 0, 0, {}, {}, ()), "tips": tips, "themes": (),
            "terms": TERMS,
        }
        | more
    )  # fmt: skip


def full(
    tips: int = 10,
    levels: int = 5,
    groups: int = 5,
    title: str = "",
    people: int = 1,
    **more: Any,
) -> Figures:
    """Make a workshop with everything in it; its numbers follow from their places."""
    scale = {value: FIVE.get(value, f"Level {value} here") for value in range(1, levels + 1)}
    found = []
    for number in range(1, tips + 1):
        alone = {value: (number * 3 + value * 5) % 7 + (value % 3) for value in scale}
        # Where they are many, some levels are few people's: parts too narrow for their numbers.
        counts = tuple(n * people if value % 2 else n for value, n in alone.items())
        means = {
            name: F(1) + F((number * (place + 3) + place) % 9, 8) * (levels - 1)
            for place, name in enumerate(SECTORS[:groups])
        }
        top, low = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
        gap = Gap(True, means[top] - means[low] > 2, top, low) if groups > 1 else Gap()
        need = F(number % 5 + 1, 10)
        parts = {"need": need, "votes": F(number % 4, 20), "system": F(1, 10)}
        found.append(
            make_tip(
                number, counts, scale, title=title or f"Strong involvement of partner {number}",
                by=by_sector(**means), gap=gap, many_dont_know=number == 2,
                split=number == 3, ownership=owned(number % 6, 2, number % 4, 1, number % 3),
                priority=Priority(sum(parts.values()), **parts),
            )
        )  # fmt: skip
    values = [tip.priority.value or 0 for tip in found]
    for place, tip in enumerate(found):
        rank = 1 + sum(value > values[place] for value in values)
        changed = dataclasses.replace(
            tip.priority,
            rank=rank,
            tied=values.count(values[place]) > 1,
            rank_low=max(1, rank - 1),
            rank_high=min(tips, rank + 2),
        )
        found[place] = dataclasses.replace(tip, priority=changed)
    invited = tuple(
        Invited(f"p{place}", f"Partner {place}", SECTORS[place % groups], place % 4 > 0)
        for place in range(groups * 2)
    )
    answered = {name: SectorAnswered(place % 4 + 1, 5, 1, 2) for place, name in enumerate(SECTORS)}
    return make(
        *found,
        **{
            "scale": scale,
            "themes": tuple(theme(f"Theme {n}", 30 - n, n % 9, (n * 7) % 13) for n in range(14)),
            "respondents": Respondents(20, 0, 6, 40, answered, {}, invited),
        }
        | more,
    )


def theme(name: str, people: int, strengths: int, barriers: int, **more: Any) -> ThemeFigures:
    return ThemeFigures(
        **{
            "id": name.lower(), "name": name, "comments": strengths + barriers + 1,
            "respondents": people, "organisations": 3, "strengths": strengths,
            "barriers": barriers, "tables": 0, "people": 0, "tips": {}, "sectors": (), "groups": {},
        }
        | more
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of text of an SVG, and the room it takes."""

    text: str
    size: float
    bold: bool
    colour: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Area:
    colour: str
    left: float
    right: float
    top: float
    bottom: float
    outline: str = ""

    def holds(self, line: Line) -> bool:
        return (
            self.left <= line.left
            and line.right <= self.right
            and self.top <= (line.top + line.bottom) / 2 <= self.bottom
        )


def drawn(plan: RowChart | None) -> Chart:
    """Return a planned chart that is a single picture, as Figure 1."""
    assert plan is not None
    [chart] = plan.draw(1)
    return chart


def svg(chart: Chart) -> Any:
    return etree.fromstring(chart.svg)


@functools.cache
def lines(chart: Chart) -> list[Line]:
    found = []
    for text in svg(chart).iter("{*}text"):
        size, bold = float(text.get("font-size")), text.get("font-weight") == "bold"
        words = text.text or ""
        width, x, y = width_of(words, size, bold), float(text.get("x")), float(text.get("y"))
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
        found.append(
            Line(
                words, size, bold, text.get("fill"), left, left + width, y - 0.74 * size,
                y + 0.2 * size,
            )
        )  # fmt: skip
    return found


@functools.cache
def areas(chart: Chart) -> list[Area]:
    """Return the filled boxes and dots in the order in which they are drawn, without the paper."""
    found = []
    for shape in svg(chart).iter("{*}rect", "{*}circle"):
        number = {key: float(shape.get(key, 0)) for key in ("x", "y", "cx", "cy", "r")}
        width, height = (float(shape.get(key, 2 * number["r"])) for key in ("width", "height"))
        left = number["x"] + number["cx"] - number["r"]
        top = number["y"] + number["cy"] - number["r"]
        outline = shape.get("stroke", "")
        found.append(Area(shape.get("fill"), left, left + width, top, top + height, outline))
    return found[1:]


def texts(chart: Chart) -> str:
    return " ".join(line.text for line in lines(chart)).replace("\u00a0", " ")


def everything(chart: Chart) -> str:
    return f"{chart.title}\n{chart.description}\n{chart.svg.decode()}"
