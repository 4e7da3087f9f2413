"""Nobody's answers can be worked out: an attacker with everything published tries, and fails."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_workshop import as_json, make_framework, make_workshop, respondent
from toptips.analysis import disclosure
from toptips.analysis.disclosure import OTHER_SECTORS, hidden, pool_sectors, shown_sectors
from toptips.model.responses import Response
from toptips.model.workshop import Workshop

SMALLEST, FOR_SHARES, LEVELS = 3, 5, (1, 2, 3, 4, 5)
SECTORS = {
    "NHS": "ab", "Council": "cde", "Voluntary": "fg", "Care": "hi", "Police": "j", "Housing": "k",
    "Users": "lm",
}  # fmt: skip
SECTOR_OF = {organisation: sector for sector, ones in SECTORS.items() for organisation in ones}
GROUPS = {"pathway": ["Adults", "Older adults"], "locality": ["North", "Mid", "South"]}


def a_workshop(count: str = "respondents") -> Workshop:
    partners = {organisation: (sector, 5) for organisation, sector in SECTOR_OF.items()}
    return make_workshop(partners, count=count, groups=GROUPS)


def some_forms(seed: int) -> list[Response]:
    """Make up about thirty forms, some questions left blank, some groups not said."""
    draw = random.Random(seed)
    scores = [*"1234512345", "dont_know", "not_for_us", "", ""]
    forms = []
    for organisation in SECTOR_OF:
        for number in range(draw.choice([1, 1, 2, 2, 3, 5])):
            answers = {f"t{tip}_score": draw.choice(scores) for tip in (1, 2)}
            answers["t3_score"] = draw.choice(["", "", "", draw.choice("12345")])
            answers |= {
                f"t{tip}_ownership": draw.choice(["", "", "", "ours", "system"])
                for tip in (1, 2, 3)
            }
            forms.append(
                respondent(
                    f"{organisation}{number}", **answers,
                    pathway=draw.choice([*GROUPS["pathway"] * 3, ""]),
                    locality=draw.choice(GROUPS["locality"][:2] * 3 + ["South", ""]),
                )
            )  # fmt: skip
    return forms


@dataclass
class Attacker:
    """Has analysis.json, and knows of everybody which groups they are in, and who answered what.

    "What" is whether: a score, Don't know, Not for us or nothing. Which score is what the
    attacker is after, and, where Don't knows are attacked, who of those who answered chose it.
    """

    data: dict[str, Any]
    forms: list[Response]
    once: bool = False
    together: bool = True

    def members(self, dimension: str, name: str) -> set[str]:
        return {form.id for form in self.forms if self.group(form, dimension) == name}

    def group(self, form: Response, dimension: str) -> str:
        if dimension != "sector":
            return form.groups.get(dimension) or "Not said"
        sector = SECTOR_OF[form.partner]
        return OTHER_SECTORS if len(SECTORS[sector]) == 1 else sector

    def weights(self, people: list[Response]) -> np.ndarray:
        sizes = {
            form.partner: sum(other.partner == form.partner for other in people) for form in people
        }
        return np.array([1 / sizes[form.partner] if self.once else 1.0 for form in people])

    def unknown(self, dimensions: list[str], tip: dict[str, Any], what: str) -> Iterator[tuple]:
        """Yield sets of groups whose figure is hidden, as (dimension, names)."""
        for dimension in dimensions:
            names = [
                name
                for name, group in tip["by"][dimension].items()
                if group.get("suppressed") or group.get(what) is None
            ]
            for many in range(1, 5):
                for chosen in combinations(names, many):
                    yield dimension, chosen

    def attack(self, what: str, smallest: int) -> Iterator[tuple[str, tuple[str, ...], float]]:
        """Yield what is found out of fewer than `smallest` people: where, of whom, and the sum."""
        for tip in self.data["tips"]:
            dimensions = list(tip["by"])
            apart = [[dimension] for dimension in dimensions]
            for using in [dimensions] if self.together else apart:
                yield from self._attack(tip, using, what, smallest)

    def _attack(
        self, tip: dict[str, Any], dimensions: list[str], what: str, smallest: int
    ) -> Iterator[tuple[str, tuple[str, ...], float]]:
        people = [person for person in self.forms if self.in_base(person, tip["id"], what)]
        if not people:
            return
        weights = self.weights(people) if what != "dont_know" else np.ones(len(people))
        rows, values = [], []
        known = [(tip, {person.id for person in people})] + [
            (figures, self.members(dimension, name))
            for dimension in dimensions
            for name, figures in tip["by"][dimension].items()
        ]
        for figures, members in known:
            row = weights * np.array([person.id in members for person in people])
            for row_of_levels, value in self.equations(figures, row, what):
                rows.append(row_of_levels)
                values.append(value)
        if not rows:
            return
        equations = np.array(rows).T
        for dimension, names in self.unknown(dimensions, tip, what):
            members = set().union(*(self.members(dimension, name) for name in names))
            inside = np.array([person.id in members for person in people])
            if not 0 < inside.sum() < smallest:
                continue
            if what == "dont_know" and inside.all() and len(people) >= SMALLEST:
                continue  # Don't knows of everybody are a count, shown like a mean.
            wanted = self.wanted(weights * inside, what)
            solution = np.linalg.lstsq(equations, wanted, rcond=None)[0]
            if np.abs(equations @ solution - wanted).max() < 1e-7:
                yield f"{tip['id']} {dimension}", names, float(np.array(values) @ solution)

    def in_base(self, form: Response, tip: str, what: str) -> bool:
        score = form.get(tip, "score")
        return bool(score) if what == "dont_know" else score.isdigit()

    def equations(
        self, figures: dict[str, Any], row: np.ndarray, what: str
    ) -> Iterator[tuple[np.ndarray, float]]:
        """Yield what one set of published figures says of its members' answers."""
        if what == "shares":
            # The unknowns are everybody's levels, 0 or 1 for each: one and only one is 1.
            if figures.get("mean") is not None:
                yield np.kron(row, LEVELS), figures["mean"] * row.sum()
            for at, level in enumerate(LEVELS):
                if figures.get("shares") is not None:
                    unit = np.eye(len(LEVELS))[at]
                    yield np.kron(row, unit), figures["shares"][str(level)] * row.sum()
        elif figures.get(what) is not None:
            yield row, figures[what] * (row.sum() if what == "mean" else 1)

    def wanted(self, row: np.ndarray, what: str) -> np.ndarray:
        # Of shares, how many chose the highest level.
        return np.kron(row, np.eye(len(LEVELS))[-1]) if what == "shares" else row


CASES = [("mean", SMALLEST), ("shares", FOR_SHARES), ("dont_know", FOR_SHARES)]


def found_out(seed: int, count: str, what: str, smallest: int, **how: bool) -> list[Any]:
    forms = some_forms(seed)
    data = as_json(a_workshop(count), forms, make_framework(3))
    return list(Attacker(data, forms, count == "organisations", **how).attack(what, smallest))


@pytest.mark.parametrize("count", ["respondents", "organisations"])
@pytest.mark.parametrize(("what", "smallest"), CASES)
def test_no_small_group_follows_from_everything_published(
    count: str, what: str, smallest: int
) -> None:
    for seed in range(12):
        assert found_out(seed, count, what, smallest) == []


def only_small_ones(
    people: np.ndarray, smallest: int, already: np.ndarray | None = None
) -> np.ndarray:
    """Hide no more than the groups that are small themselves."""
    hide: np.ndarray = people < smallest
    return hide if already is None else hide | already


@pytest.mark.parametrize(("what", "smallest"), CASES)
def test_without_hiding_the_next_smallest_the_attack_succeeds(
    what: str, smallest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "hidden", only_small_ones)
    monkeypatch.setattr(disclosure, "_follows", lambda *_: False)
    recovered = 0
    for seed in range(12):
        forms = some_forms(seed)
        for where, names, value in found_out(seed, "respondents", what, smallest, together=False):
            tip, dimension = where.split()
            attacker = Attacker({}, forms)
            members = set().union(*(attacker.members(dimension, name) for name in names))
            answers = [form.get(tip, "score") for form in forms if form.id in members]
            truth = {
                "mean": sum(int(answer) for answer in answers if answer.isdigit()),
                "shares": answers.count("5"),
                "dont_know": answers.count("dont_know"),
            }
            assert value == pytest.approx(truth[what], abs=1e-6)
            recovered += 1
    assert recovered > 5


def test_two_dimensions_together_give_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two of the police and three of housing hide each other. But the three of housing are the
    # South: taken from everybody, the south and the others leave the police.
    partners = {"a": ("NHS", 4), "b": ("NHS", 3), "p": ("Police", 1), "q": ("Police", 1),
                "h": ("Housing", 2), "i": ("Housing", 1)}  # fmt: skip
    sizes = {"a": 4, "b": 3, "p": 1, "q": 1, "h": 2, "i": 1}
    forms = [
        respondent(
            f"{partner}{number}", t1_score=str(1 + number + (partner == "q")),
            locality="South" if partner in "hi" else "North",
        )
        for partner, many in sizes.items()
        for number in range(many)
    ]  # fmt: skip
    workshop = make_workshop(partners, groups={"locality": ["North", "South"]})
    safe = as_json(workshop, forms)["tips"][0]["by"]
    monkeypatch.setattr(disclosure, "_follows", lambda *_: False)
    unsafe = as_json(workshop, forms)["tips"][0]["by"]
    assert (
        unsafe["sector"]["Police"] == unsafe["sector"]["Housing"] == {"n": None, "suppressed": True}
    )
    north, nhs = unsafe["locality"]["North"], unsafe["sector"]["NHS"]
    police = north["n"] * north["mean"] - nhs["n"] * nhs["mean"]
    assert police == pytest.approx(1 + 2), "the two scores, added up"
    shown = {name for groups in safe.values() for name, group in groups.items() if group["n"]}
    assert not {"North", "NHS"} <= shown and not {"South", "NHS"} <= shown


def test_hidden_parts_do_not_come_out_by_way_of_the_priorities() -> None:
    for seed in range(12):
        data = as_json(a_workshop(), some_forms(seed), make_framework(3))
        for tip in data["tips"]:
            if tip["mean"] is None:
                assert not any(tip["priority"][part] for part in ("value", "need", "system"))
                assert (
                    tip["shares"] is tip["consensus"] is tip["band"] is tip["gap"]["value"] is None
                )
            if "shares" not in tip["ownership"]:
                assert tip["ownership"] == {"n": None, "suppressed": True}
                assert not tip["priority"]["system"]


def test_figures_of_all_respondents_are_hidden_by_the_same_numbers() -> None:
    forms = [
        respondent(f"{name}1", t1_score="4", t2_score=second, t3_score=third, t1_ownership="ours")
        for name, second, third in (
            ("a", "1", "5"), ("c", "2", "5"), ("f", "", "3"), ("h", "", "3"),
        )
    ]  # fmt: skip
    first, second, third = as_json(a_workshop(), forms)["tips"]
    assert second["n"] is None and second["suppressed"] is True
    assert second["mean"] is second["median"] is second["dont_know"] is None
    assert second["priority"]["rank"] is None
    # Four people: a mean, but nothing that says who scored what.
    assert (third["n"], third["mean"], third["band"]) == (4, 4, "strength")
    assert third["shares"] is third["consensus"] is third["within_one"] is third["split"] is None
    assert first["ownership"] == {"n": None, "suppressed": True}


def test_the_next_smallest_is_hidden_only_where_too_few_are() -> None:
    def found(*people: int, smallest: int = 3) -> list[bool]:
        return [bool(hides) for hides in hidden(np.array(people), smallest)]

    assert found(4, 2, 6, 3) == [False, True, False, True]
    assert found(4, 2, 1, 5) == [False, True, True, False]
    assert found(4, 0, 5) == [False, True, False], "nobody is hidden behind a group of none"
    assert found(2, 1) == [True, True]
    assert found(7) == [False]
    assert found(5, 5, 1, smallest=5) == [True, False, True], "of two alike, the first"


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.integers(2, 6))
@settings(deadline=None, max_examples=100)
def test_what_is_hidden_is_nobody_or_enough(people: list[int], smallest: int) -> None:
    hide = hidden(np.array(people), smallest)
    together = sum(many for many, hides in zip(people, hide, strict=True) if hides)
    assert together == 0 or together >= smallest or hide.all()
    assert all(hides or many >= smallest for many, hides in zip(people, hide, strict=True))


def test_a_sector_of_one_organisation_is_pooled() -> None:
    sectors = {"a": "NHS", "b": "NHS", "c": "Police", "d": "Housing", "e": "Users"}
    people = dict.fromkeys("abcde", 4)
    assert pool_sectors(sectors, people, set()) == {
        "a": "NHS", "b": "NHS", "c": OTHER_SECTORS, "d": OTHER_SECTORS, "e": OTHER_SECTORS,
    }  # fmt: skip
    assert pool_sectors(sectors, people, {"c"})["c"] == "Police"


def test_a_pool_of_one_takes_in_the_smallest_further_sector() -> None:
    sectors = {"a": "NHS", "b": "NHS", "c": "Police", "d": "Housing", "e": "Housing"}
    people = {"a": 9, "b": 9, "c": 4, "d": 2, "e": 2}
    pooled = pool_sectors(sectors, people, set())
    assert {name for name, sector in pooled.items() if sector == OTHER_SECTORS} == set("cde")
    assert pooled["a"] == "NHS"


def test_a_sector_is_pooled_if_only_one_of_its_organisations_answered() -> None:
    forms = [
        respondent(f"{partner}{number}", t1_score="4")
        for partner in "acdfgj"
        for number in range(4)
    ]
    by = as_json(a_workshop(), forms)["tips"][0]["by"]["sector"]
    # Of the NHS only partner a answered, and of the police there is only one.
    assert set(by) == {"Council", "Voluntary", OTHER_SECTORS}
    assert by[OTHER_SECTORS]["n"] == 8


def test_a_partner_may_agree_to_be_shown() -> None:
    workshop = a_workshop()
    partners = [
        partner.model_copy(update={"may_be_shown": partner.id == "j"})
        for partner in workshop.partners
    ]
    forms = [
        respondent(f"{organisation}{number}", t1_score="4")
        for organisation in SECTOR_OF
        for number in range(3)
    ]
    data = as_json(workshop.model_copy(update={"partners": tuple(partners)}), forms)
    by = data["tips"][0]["by"]["sector"]
    assert by["Police"]["mean"] == 4
    assert "Housing" not in by and "Other sectors" in by


def test_sectors_to_count_mentions_in() -> None:
    sector_of = {"a": "NHS", "b": "Council", "c": "Users", "d": "Police"}
    assert shown_sectors(sector_of, {"a": 9, "b": 6, "c": 5, "d": 2}, 5) == {"NHS", "Council"}
    assert shown_sectors(sector_of, {"a": 9, "b": 6, "c": 4, "d": 2}, 5) == {"NHS", "Council"}


def test_shares_need_as_many_people_as_means() -> None:
    privacy = a_workshop().privacy.model_copy(
        update={"smallest_group": 6, "smallest_group_for_shares": 2}
    )
    assert disclosure.Smallest.of(privacy) == disclosure.Smallest(mean=6, shares=6)
