"""Random workshops: every number that is printed stands in analysis.json, every sentence is one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from tests.support.chart_figures import texts
from tests.support.random_workshop import random_figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.printing import percent
from toptips.analysis.scores import levels_at_the_ends
from toptips.charts import draw
from toptips.documents.template import Templates
from toptips.model.paper import Paper
from toptips.places import shipped
from toptips.report.told import tell

# A larger number is for a look by hand.
SEEDS = range(int(os.environ.get("RANDOM_WORKSHOPS", "40")))
NUMBER = re.compile(r"(?<![\w.,#-])\d[\d,]*(?:\.\d+)?%?(?!\w)|\b\d+(?=st\b|nd\b|rd\b|th\b)")
SHADED = re.compile(r"\[(\d+)\]\(shade:\w+\)")
FORBIDDEN = {
    "a plural for a single thing": r"(?<![\d.,] )(?<![\d.,])\b1 (?:people|tips|forms|tables|"
    r"answers|organisations|comments|themes|others|levels|self-assessments|steps|texts)\b",
    "a verb that does not fit": r"\b(?:1|one) (?:score|were|have|are|name|mention|say) "
    r"|\btips \d+ is\b|\btip \d+ are\b|\b(?:[2-9]|\d\d) (?:was|mentions) ",
    "a list that is none": r",,|, ,|,\.| and and |: ?\.|\(\)|‘’|; ?\."
    r"|\.\.(?!\.)| ,| \.(?!\d)|;;|:\.",
    "a value of the program's": r"\bNone\b(?! of)|\bnan\b|\binf\b|Fraction|[{\[]'"
    r"|\bTrue\b|\bFalse\b",
    "of nobody": r"\bof 0\b(?!\.)|\b0 (?:comments|people|answers|forms) (?:were|are|mention)",
    "a rank from itself to itself": r"\b(\d+\w\w) to \1\b",
    "each of nothing": r"Nobody wrote a comment\.\s+A comment may",
    "most mentioned, by one": r"mention these most[^.]*\(1\)",
    "a negative nought": r"(?<![\w-])-0(?:\.0+)?\b",
    "a word for what nobody does": r"\bvot(?:es|ed)\b|\bMost answers say\b",
    "a table where there is none": r"\| \n(?!\|)|No room for 1 more tips",
}


@cache
def made_of(seed: int) -> tuple[Any, dict[str, Any], str, str]:
    """Return the figures, analysis.json, the report's text and that of its charts."""
    figures = random_figures(seed)
    charts = draw(figures)
    rendered = Templates([shipped("templates")]).render(
        "report/report.md.j2", tell(figures, charts, None, Paper())
    )
    report = re.sub(
        "\ufdd0(\\d+)\ufdd1", lambda token: rendered.values[token[0]], rendered.markdown
    )
    pictures = "\n".join(f"{chart.title}\n{chart.description}\n{texts(chart)}" for chart in charts)
    return figures, to_json(figures), report, pictures


def numbers_of(data: Any) -> Iterator[Fraction]:
    """Yield every number of analysis.json, and what a reader can work out of its shares."""
    if isinstance(data, bool) or data is None:
        return
    if isinstance(data, int | float):
        yield Fraction(str(data))
    elif isinstance(data, list):
        yield Fraction(len(data))
        for part in data:
            yield from numbers_of(part)
    elif isinstance(data, dict):
        yield Fraction(len(data))
        shares, n = data.get("shares"), data.get("n")
        if isinstance(shares, dict) and n:
            together = [Fraction(str(share)) for share in shares.values()]
            together += [sum(end, Fraction(0)) for end in levels_at_the_ends(together)]
            together += [sum(pair) for pair in combinations(together, 2)]
            for share in together:
                yield share
                yield Fraction(round(share * n))
        for part in data.values():
            yield from numbers_of(part)


def printed(number: Fraction) -> Iterator[str]:
    """Yield how a number may be printed."""
    exact = float(number)
    if number.denominator == 1:
        yield f"{int(number):,}"
    for decimals in range(1, 7):
        tens = 10**decimals
        yield f"{float((number * tens + Fraction(1, 2)) // 1 / tens):.{decimals}f}"
    if number.denominator > 1:  # parts are rounded up or down, so that they add up
        for nearest in (number * 100 // 1, -(-number * 100 // 1)):
            yield f"{float(nearest / 100):.2f}"
            yield f"{abs(nearest)}%"
    if 0 <= exact <= 1:
        yield percent(number).removeprefix("under ").removeprefix("over ")
        yield percent(round(number, 6)).removeprefix("under ").removeprefix("over ")


def allowed(figures: Any, data: dict[str, Any]) -> set[str]:
    found = {words for number in numbers_of(data) for words in printed(number)}
    for tip in data["tips"]:
        if tip["n"] is not None:
            asked = tip["n"] + (tip["dont_know"] or 0) + (tip["not_for_us"] or 0)
            found.add(str(asked))
        for part in ("need", "votes", "system"):  # printed so that they add up
            if (value := tip["priority"][part]) is not None:
                found |= {f"{abs(value + more):.2f}" for more in (-0.01, 0, 0.01)}
    steps = [row for tip in data["tips"] for row in tip["agreed"] if row.get("action")]
    found.add(str(len(steps)))
    items = len(data["tips"])
    found |= {str(number) for number in range(items + 1)}  # how many of the items
    found |= {str(level) for level in figures.scale}
    found |= {words for limit in figures.terms.limits(figures.scale) for words in printed(limit)}
    for part in shipped("templates").glob("report/*.j2"):
        fixed = re.sub(r"\{[{%].*?[%}]\}", " ", part.read_text("utf-8"), flags=re.S)
        found |= set(NUMBER.findall(fixed))
    for share in data["influence"].values():  # printed so that they add up
        found |= {f"{abs(round(100 * share) + more)}%" for more in (-1, 0, 1)}
    invited = data["respondents"]["invited"]
    found.add(str(sum(partner["answered"] for partner in invited)))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_printed_is_in_the_analysis(seed: int) -> None:
    figures, data, report, pictures = made_of(seed)
    known = allowed(figures, data)
    # In a bar a share stands without its sign: the line above says that it is per cent.
    in_bars = known | {words.removesuffix("%") for words in known}
    for where, printed_in, may_stand in (("report", report, known), ("charts", pictures, in_bars)):
        text = re.sub(r"\d+\s+September\s+2018", "", printed_in)
        # So it does in a table's shaded cell, whose header says so.
        text = SHADED.sub(lambda cell: cell[1] if cell[1] in known else f"{cell[1]}%", text)
        unknown = [
            text[max(0, found.start() - 60) : found.end() + 40]
            for found in NUMBER.finditer(text)
            if found[0].rstrip(",") not in may_stand
        ]
        assert not unknown, where


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sentence_is_built_wrongly(seed: int) -> None:
    _, _, report, pictures = made_of(seed)
    for text in (report, pictures):
        for why, pattern in FORBIDDEN.items():
            found = re.search(pattern, text)
            assert not found, f"{why}: {text[max(0, found.start() - 80) : found.end() + 60]}"


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_said_twice_or_of_what_is_not_there(seed: int) -> None:
    figures, data, report, _ = made_of(seed)
    headlines = report[report.index("## The headlines") : report.index("## How sure")]
    split = [tip.number for tip in figures.tips if tip.split]
    for line in headlines.splitlines():
        if "scored highest" in line or "scored lowest" in line:
            assert not [number for number in split if f"tip {number} (" in line], line
    if all(not tip["n"] for tip in data["tips"]):
        assert "scored" not in headlines and "Views are split" not in headlines
    shown = {
        group
        for tip in figures.tips
        for group, scores in tip.by.get("sector", {}).items()
        if scores.n
    }
    assert ("Mean score of each sector" in report) <= bool(shown)
    assert "](sectors.png)" not in report, "its means stand in a table"
