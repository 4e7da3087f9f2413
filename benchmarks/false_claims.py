"""How often the report claims what is not so: a gap between sectors or groups, a split view.

Workshops have the example's shape: its partners, who of them answered, their groups, and who could
not judge what. Their scores are drawn anew: organisations and people lean one way or the other, and
sectors and groups make no difference. So every gap that is claimed is claimed falsely. Groups are
hidden by their size and their organisations alone: the report hides more, so it claims less often.
What is really there is drawn, too: a sector that sees a tip two levels lower, and how often that is
found. For splits, 30 people score what all see alike: one peak about the middle of the scale.
"""

import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import sqrt
from pathlib import Path

import numpy as np
from side_by_side import at_most

from toptips.analysis import scores
from toptips.analysis.answers import Answers, gather
from toptips.analysis.disclosure import ALONE_FROM, FAMILY, SECTOR, hidden
from toptips.analysis.figures import Scores
from toptips.analysis.gaps import Compared, People, compare
from toptips.analysis.rules import Rules
from toptips.model.asked import Asked
from toptips.model.responses import Response, read_responses
from toptips.workflow import copy_example
from toptips.workflow.opened import open_workshop

WORKSHOPS, TRUE_GAPS = 3000, 1000
SPLIT_PEOPLE, SPLIT_TIPS = 30, 10_000
# How widely organisations lean on a tip, in levels: not at all, a little, much.
ORGANISATIONS = (0.0, 0.4, 0.8)
# How widely people lean on all tips, and on a single one.
PERSON, SCORE = 0.5, 0.9
# How far the middle of a tip lies from the middle of the scale, and how wide a peak is.
MIDDLE, PEAKS = 0.8, (0.8, 1.0, 1.2)
SCALE = (1, 2, 3, 4, 5)
# How many levels lower a sector sees a tip where there is a gap to be found.
APART = 2


@dataclass(frozen=True)
class Shape:
    """What a workshop is like but for its scores."""

    asked: Asked
    rules: Rules
    forms: Sequence[Response]

    @property
    def tips(self) -> list[str]:
        """The ids of the tips, in order."""
        return [tip.id for tip in self.asked.framework.tips]


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        shape = example(Path(scratch) / "example")
    agreed = [partner for partner in shape.asked.partners if partner.may_be_shown]
    print(f"{WORKSHOPS} workshops of {len(shape.forms)} forms and {len(shape.tips)} tips.")
    print(f"Sectors of one organisation shown, by leave: {len(agreed)}. Claimed falsely, at most:")
    for organisation, once in product(ORGANISATIONS, (False, True)):
        counted = replace(shape, rules=replace(shape.rules, once=once))
        print(f" Organisations lean by {organisation} levels{', and count once' * once}:")
        for dimension, workshops in sorted(claims(counted, organisation).items()):
            share = workshops / WORKSHOPS * 100
            at_most(f"  a gap by {dimension}, on any tip", share, 7, "%")
            print(f"    give or take {1.96 * sqrt(share * (100 - share) / WORKSHOPS):.1f}")
        print(f"  a true gap of {APART} levels is found: {found(counted, organisation):.0%}")
    for peak in PEAKS:
        at_most(f"A split of {SPLIT_PEOPLE} people, a peak {peak} wide", split(peak) * 100, 6, "%")


def example(folder: Path) -> Shape:
    """Return the shape of the example, collected as it ships."""
    copy_example(folder)
    for command in ("prepare", "collect"):
        arguments = [sys.executable, "-m", "toptips", command, "-w", str(folder)]
        # 1: done, but some of the example's returns need a person, as they are meant to.
        assert subprocess.run(arguments, capture_output=True, check=False).returncode in (0, 1)
    opened = open_workshop(folder)
    forms = [
        form
        for form in read_responses(opened.folder.responses_csv)
        if form.form == "self-assessment"
    ]
    return Shape(opened.asked, Rules.of(opened.asked, opened.workshop), forms)


def claims(shape: Shape, organisation: float) -> Counter[str]:
    """Count the workshops in which a gap is claimed on any tip, by dimension."""
    chance, found = random.Random(1), Counter[str]()
    for _ in range(WORKSHOPS):
        forms = list(draw(shape, organisation, chance))
        answers = gather(shape.asked, forms, shape.rules)
        for dimension in answers.groups:
            gaps = compared(shape, forms, answers, dimension).gaps
            found[dimension] += any(gap.claimed for gap in gaps)
    return found


def found(shape: Shape, organisation: float) -> float:
    """Return the share of workshops in which a sector that sees a tip differently is found."""
    answers = gather(shape.asked, shape.forms, shape.rules)
    places = [
        (tip, sector)
        for tip in shape.tips
        for sector, group in shown(answers, tip, SECTOR, shape.rules).items()
        if group.n is not None
    ]
    chance, claimed = random.Random(3), 0
    for number in range(TRUE_GAPS):
        tip, sector = places[number % len(places)]
        low = {form.partner for form in shape.forms if answers.places[form.id][SECTOR] == sector}
        forms = list(draw(shape, organisation, chance, tip, low))
        again = gather(shape.asked, forms, shape.rules)
        gap = compared(shape, forms, again, SECTOR).gaps[shape.tips.index(tip)]
        claimed += gap.claimed and gap.lowest == sector
    return claimed / TRUE_GAPS


def compared(shape: Shape, forms: Sequence[Response], answers: Answers, dimension: str) -> Compared:
    """Say on which tips groups of one dimension differ."""
    given = [[form.get(tip, "score") for tip in shape.tips] for form in forms]
    people = People(
        organisations=[form.partner for form in forms],
        groups=[answers.places[form.id][dimension] for form in forms],
        scores=np.array(
            [[float(said) if said.isdigit() else 0.0 for said in row] for row in given]
        ),
        scored=np.array([[float(said.isdigit()) for said in row] for row in given]),
    )
    by = [shown(answers, tip, dimension, shape.rules) for tip in shape.tips]
    return compare(people, by, shape.rules, within=dimension not in (SECTOR, FAMILY))


def shown(answers: Answers, tip: str, dimension: str, rules: Rules) -> dict[str, Scores]:
    """Return which groups could be shown by their size and organisations alone."""
    groups, alone = answers.items[tip].by[dimension], answers.alone
    people = np.array([group.scores.n for group in groups.values()])
    who = [
        {name for name, given in group.scores.by_organisation.items() if given.total()}
        for group in groups.values()
    ]
    single = [
        len(names) < 2 and not (names <= alone and n >= ALONE_FROM)
        for names, n in zip(who, people, strict=True)
    ]
    hides = hidden(people, rules.smallest.mean, np.array(single))
    return {
        name: Scores(n=None, suppressed=True) if hide else Scores(n=group.scores.n)
        for (name, group), hide in zip(groups.items(), hides, strict=True)
    }


def draw(
    shape: Shape,
    organisation: float,
    chance: random.Random,
    far_apart: str = "",
    low: Collection[str] = (),
) -> Iterator[Response]:
    """Yield the forms with other scores; those who could not judge still can't.

    On the tip `far_apart` the `low` organisations see it `APART` levels lower than all others.
    """
    partners = sorted({form.partner for form in shape.forms})
    leaning = {
        (partner, tip): chance.gauss(0, organisation) for partner in partners for tip in shape.tips
    }
    middle = {tip: 3 + chance.uniform(-MIDDLE, MIDDLE) for tip in shape.tips}
    if far_apart:
        middle[far_apart] = 3 + APART / 2
    for partner in low:
        leaning[partner, far_apart] -= APART
    for form in shape.forms:
        person = chance.gauss(0, PERSON)
        answers = dict(form.answers)
        for tip in shape.tips:
            if form.get(tip, "score").isdigit():
                about = middle[tip] + leaning[form.partner, tip] + person
                answers[tip, "score"] = str(level(about, SCORE, chance))
        yield replace(form, answers=answers)


def split(peak: float) -> float:
    """Return the share of tips that all see alike on which views are called split."""
    chance, called = random.Random(2), 0
    for _ in range(SPLIT_TIPS):
        middle = 3 + chance.uniform(-MIDDLE / 2, MIDDLE / 2)
        people = Counter(level(middle, peak, chance) for _ in range(SPLIT_PEOPLE))
        called += scores.is_split(people, people, SCALE)
    return called / SPLIT_TIPS


def level(about: float, spread: float, chance: random.Random) -> int:
    """Draw a level of the scale."""
    return min(SCALE[-1], max(SCALE[0], round(chance.gauss(about, spread))))


if __name__ == "__main__":
    main()
