"""By which other frameworks the report also sets answers out, as workshop.yaml names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toptips.analysis.also_as import SetOut, set_out
from toptips.errors import FileProblems, TopTipsError
from toptips.model.framework import load_framework
from toptips.model.yaml_file import Finding, with_lines
from toptips.workflow.opened import Opened


def also_as(opened: Opened) -> tuple[SetOut, ...]:
    """Return what was asked by each framework that `report: also_as` names.

    Raises FileProblems, with the line in workshop.yaml, for one that is not there, that can't be
    used, or to which nothing maps.
    """
    found: list[SetOut] = []
    wrong: list[Finding] = []
    for position, name in enumerate(opened.workshop.report.also_as):
        try:
            found.append(_set_out(opened, name))
        except FileProblems as error:
            said = f"the framework '{name}' is broken. {error.problems[0]}"
            wrong.append((("report", "also_as", position), said))
        except TopTipsError as error:
            wrong.append((("report", "also_as", position), str(error)))
    if wrong:
        raise FileProblems(with_lines(opened.folder.workshop, wrong))
    return tuple(found)


def _set_out(opened: Opened, name: str) -> SetOut:
    asked, maps_to = opened.asked.framework, _maps_to(opened)
    if name == asked.id:
        raise TopTipsError(f"'{name}' is the framework that was asked.")
    made = set_out(asked, maps_to, load_framework(name, opened.folder.path))
    if not any(item.answered_by for item in made.each):
        known = ", ".join(dict.fromkeys(_others(maps_to))) or "no other framework"
        raise TopTipsError(
            f"no {asked.item.singular} of {asked.id} maps to '{name}'; its 'maps_to' name {known}."
        )
    return made


def _maps_to(opened: Opened) -> Mapping[str, tuple[str, ...]]:
    """Return what each item maps to as its file says today: it is no wording that was asked."""
    sent = {tip.id: tip.maps_to for tip in opened.asked.framework.tips}
    if opened.framework.id != opened.asked.framework.id:
        return sent
    return sent | {tip.id: tip.maps_to for tip in opened.framework.tips if tip.id in sent}


def _others(maps_to: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (whole.partition("/")[0] for places in maps_to.values() for whole in places)
