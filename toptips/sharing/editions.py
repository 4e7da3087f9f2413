"""Editions of the report: what each is made from, and which may not lie beside which.

Whoever holds two reports can subtract one from the other. What is left speaks of the forms by
which they differ, so these must be as many as any group that is shown: in all, and in each sector
and group of which both reports give figures.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toptips.analysis import printing
from toptips.analysis.answers import own_places
from toptips.analysis.figures import Figures
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.editions import Edition, Editions, Kind, Made, keyed
from toptips.model.focus_groups import GroupSheet
from toptips.model.questions import FOCUS_GROUP
from toptips.model.responses import Response

SELF_ASSESSMENT: Kind = "self-assessment"
_NOUNS: dict[Kind, tuple[str, str]] = {
    SELF_ASSESSMENT: ("self-assessment", "self-assessments"),
    "conversation": ("table's sheet", "tables' sheets"),
    "people": (
        "form of people who use services",
        "forms of people who use services",
    ),
    FOCUS_GROUP: ("focus group's sheet", "focus groups' sheets"),
}
# In hex digits: two different forms meet on the same ones once in 10^19 pairs of forms.
LENGTH_OF_A_FORM = 32


@dataclass(frozen=True, slots=True)
class TooNear:
    """An edition that people may have, and why another report must not lie beside it.

    `reasons` are phrases that go on from "differs from it".
    """

    number: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"It differs from edition {self.number} {printing.listed(self.reasons)}."


def made_from(
    asked: Asked,
    answered: Answered,
    rules: Rules,
    figures: Figures,
    secret: str,
    sheets: Sequence[GroupSheet] = (),
) -> Made:
    """Return what a report of these figures is made from, its forms keyed with `secret`.

    The order of the forms, their files' names and what they are called make no difference; nor does
    what is not shown of `sheets`, those of focus groups.
    """
    partners = {partner.id: partner for partner in asked.partners}
    forms: dict[str, dict[str, tuple[str, ...]]] = {}
    seen: Counter[str] = Counter()
    for response in answered.responses:
        if response.form not in _NOUNS:
            continue  # nothing is counted of it either
        content = _content(response)
        seen[content] += 1  # two people of one organisation may answer everything alike
        form = keyed(secret, content, str(seen[content]))[:LENGTH_OF_A_FORM]
        grouped = response.form == SELF_ASSESSMENT
        groups = tuple(own_places(response, asked, partners).values()) if grouped else ()
        forms.setdefault(response.form, {})[form] = groups
    shown = [sheet for sheet in sheets if sheet.may_be_shown(rules.smallest.mean)]
    for sheet in shown:
        key = keyed(secret, sheet.id, _said(sheet))[:LENGTH_OF_A_FORM]
        forms.setdefault(FOCUS_GROUP, {})[key] = ()
    return Made.model_validate(
        {
            "limits": _limits(asked, rules),
            "dimensions": _dimensions(asked),
            "shown": _shown(figures, asked),
            "forms": forms,
        }
    )


def _content(response: Response) -> str:
    """Return all of a form that a report may count, in one order.

    A label, a role and the consent to be quoted are not counted: who only withdraws consent is no
    longer quoted, and need not wait for others. Which table wrote a sheet is printed.
    """
    answers = sorted((tip, key, value) for (tip, key), value in response.answers.items())
    table = response.respondent if response.form == "conversation" else ""
    whose = (response.form, response.partner, table)
    return json.dumps([whose, sorted(response.groups.items()), answers])


def _said(sheet: GroupSheet) -> str:
    """Return all of a focus group's sheet that a report may show."""
    ticked = [(said.tip, said.right) for said in sheet.priorities]
    return json.dumps([sheet.edition, ticked, [*sheet.texts()] if sheet.may_print else []])


def _dimensions(asked: Asked) -> tuple[str, ...]:
    return tuple(own_places(Response(id="", form=SELF_ASSESSMENT), asked, {}))


def _limits(asked: Asked, rules: Rules) -> dict[str, str]:
    """Return what decides how small a group is shown, by its name in workshop.yaml."""
    alone = sorted(partner.id for partner in asked.partners if partner.may_be_shown)
    return {
        "smallest_group": str(rules.smallest.mean),
        "smallest_group_for_shares": str(rules.smallest.shares),
        "count": "organisations" if rules.once else "respondents",
        "may_be_shown": ", ".join(alone),
        "families": "; ".join(
            f"{name}: {', '.join(sectors)}" for name, sectors in sorted(rules.families.items())
        ),
    }


def _shown(figures: Figures, asked: Asked) -> tuple[str, ...]:
    """Return the dimensions in which a report gives figures of any group.

    Whatever is no group of the workshop's is made up of sectors.
    """
    dimensions = _dimensions(asked)
    given = {
        dimension if dimension in dimensions else dimensions[0]
        for tip in figures.tips
        for dimension, groups in tip.by.items()
        if any(scored.n for scored in groups.values())
    }
    return tuple(dimension for dimension in dimensions if dimension in given)


def same_edition(made: Made, editions: Editions) -> Edition | None:
    """Return the standing edition that was made from the same forms, limits and groups."""
    return next(
        (
            edition
            for edition in reversed(editions.standing)
            if (edition.limits, edition.dimensions, edition.forms)
            == (made.limits, made.dimensions, made.forms)
        ),
        None,
    )


def too_near(made: Made, editions: Editions, smallest: int) -> tuple[TooNear, ...]:
    """Return the standing editions from which a report differs by too little, and why.

    None where it is one of them. `smallest` is the number of forms by which two must differ.
    """
    if same_edition(made, editions):
        return ()
    found = (
        (edition.number, tuple(_reasons(made, edition, smallest))) for edition in editions.standing
    )
    return tuple(TooNear(number, reasons) for number, reasons in found if reasons)


def _reasons(made: Made, edition: Edition, smallest: int) -> Iterator[str]:
    if other := sorted(
        name
        for name in {*made.limits, *edition.limits}
        if made.limits.get(name) != edition.limits.get(name)
    ):
        yield f"in its limits ({', '.join(other)})"
    if _are_grouped_otherwise(made, edition):
        yield "in its groups"
        return
    few = [
        printing.count(many, *_NOUNS[kind])
        for kind, many in differing_forms(made, edition).items()
        # What a focus group agreed is that of as many people as any group that is shown.
        if many < smallest and kind != FOCUS_GROUP
    ]
    few += _few_in_groups(made, edition, smallest)
    if few:
        yield f"by only {printing.listed(few)}"


def _are_grouped_otherwise(made: Made, edition: Edition) -> bool:
    """Say whether a form that is in both stands in other groups, or there are other groups."""
    if made.dimensions != edition.dimensions:
        return True
    before = edition.forms.get(SELF_ASSESSMENT, {})
    now = made.forms.get(SELF_ASSESSMENT, {})
    return any(before.get(form, groups) != groups for form, groups in now.items())


def differing_forms(made: Made, edition: Edition) -> dict[Kind, int]:
    """Return by kind by how many forms a report and an edition differ, where they do.

    A form that was put right is one form. So where some came and some went, it is the larger
    number: fewer people than that can't stand behind the difference.
    """
    return {kind: many for kind in _NOUNS if (many := max(_changes(made, edition, kind)))}


def _changes(made: Made, edition: Edition, kind: Kind) -> tuple[int, int]:
    """Return how many forms of a kind came, and how many went."""
    now, before = made.forms.get(kind, {}).keys(), edition.forms.get(kind, {}).keys()
    return len(now - before), len(before - now)


def _few_in_groups(made: Made, edition: Edition, smallest: int) -> Iterator[str]:
    """Name the groups of which both give figures, and in which too few forms differ.

    The groups are those that the forms name. Where enough differ in each of them, enough do
    wherever several are put together. What differs by too little in all is said already.
    """
    if differing_forms(made, edition).get(SELF_ASSESSMENT, 0) < smallest:
        return
    for place, dimension in enumerate(made.dimensions):
        if dimension not in made.shown or dimension not in edition.shown:
            continue
        came = _by_group(made.forms, edition.forms, place)
        went = _by_group(edition.forms, made.forms, place)
        for group in sorted({*came, *went}):
            if (many := max(came[group], went[group])) < smallest:
                forms = printing.count(many, *_NOUNS[SELF_ASSESSMENT])
                yield f"{forms} in {dimension} '{group}'"


_Forms = Mapping[Kind, Mapping[str, tuple[str, ...]]]


def _by_group(forms: _Forms, others: _Forms, place: int) -> Counter[str]:
    """Count the self-assessments that are not among others by their group in one dimension."""
    known = others.get(SELF_ASSESSMENT, {})
    return Counter(
        groups[place]
        for form, groups in forms.get(SELF_ASSESSMENT, {}).items()
        if form not in known
    )


def pairs_too_near(
    items: Mapping[str, tuple[str, ...]], editions: Editions, smallest: int
) -> tuple[TooNear, ...]:
    """Return the editions beside whose progress reports another must not lie, and why.

    `items` are as `Paired` has them. Where two reports compare an item over nearly the same
    organisations, what is left of them is the change of the few by which they differ.
    """
    return tuple(
        TooNear(paired.edition, ("in a few of the organisations that are compared",))
        for paired in editions.standing_progress
        if any(
            0 < _unlike(compared, paired.items.get(item, compared)) < smallest
            for item, compared in items.items()
        )
    )


def _unlike(compared: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Return by how many two sets differ; what came and what went may be the same, so not both."""
    return max(len({*compared} - {*others}), len({*others} - {*compared}))


def since(made: Made, edition: Edition) -> str:
    """Say which forms came and went since an edition."""
    said = []
    for kind, nouns in _NOUNS.items():
        came, went = _changes(made, edition, kind)
        said += [f"{printing.count(came, *nouns)} more"] if came else []
        said += [f"{printing.count(went, *nouns)} fewer"] if went else []
    return f"Since edition {edition.number}: {printing.listed(said) or 'the same forms'}."
