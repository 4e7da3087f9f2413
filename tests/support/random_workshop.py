"""Workshops as they may come: of any size, scale and way of counting, with anything missing."""

from __future__ import annotations

import random
import string
from dataclasses import replace
from typing import Any

from tests.support.small_workshop import asked, make_framework, make_workshop
from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Figures
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.codebook import Codebook
from toptips.model.framework import Framework
from toptips.model.responses import Response
from toptips.model.workshop import Workshop

SECTORS = ("NHS", "Council", "Housing", "Care providers", "Voluntary sector", "Police")
THEMES = {"Delays": "wait*", "Money": "pay*", "Notes": "note*", "Homes": "flat*"}
WORDS = ("We wait too long.", "Nobody pays.", "Notes get lost.", "A flat is found.", "All is well.")


def codebook() -> Codebook:
    themes = [
        {"id": name.lower(), "name": name, "description": name, "keywords": [word]}
        for name, word in THEMES.items()
    ]
    return Codebook.model_validate(
        {
            "format": 1,
            "id": "words",
            "themes": [
                *themes,
                {"id": "else", "name": "Something else", "description": "Else", "fallback": True},
            ],
        }
    )


class Dice(random.Random):
    """Random choices that a seed decides."""

    def happens(self, chance: float) -> bool:
        return self.random() < chance


def framework(dice: Dice) -> Framework:
    levels = dice.randint(2, 10)
    lowest = dice.choice([0, 1])
    made = make_framework(dice.choice([3, 4, 7, 10, 20]), list(range(lowest, lowest + levels)))
    # Letters alone: a number in a title would be found among the figures.
    tips = [
        tip.model_copy(update={"title": f"Item {string.ascii_uppercase[number]}"})
        for number, tip in enumerate(made.tips)
    ]
    scale = [level.model_copy(update={"label": "Level"}) for level in made.scale]
    return made.model_copy(update={"tips": tips, "scale": scale})


def workshop(dice: Dice) -> Workshop:
    organisations = dice.choice([1, 2, 3, 5, 8, 13])
    sectors = dice.sample(SECTORS, dice.randint(1, len(SECTORS)))
    partners = {name: (dice.choice(sectors), 5) for name in string.ascii_lowercase[:organisations]}
    more: dict[str, Any] = {"count": dice.choice(["respondents", "organisations"])}
    if dice.happens(0.6):
        more["groups"] = {"pathway": ["Adults", "Older adults"]}
        if dice.happens(0.5):
            more["groups"]["locality"] = ["North", "Mid", "South"]
    if dice.happens(0.5):
        kept = ["score", "strengths", "barriers", "ownership", "action", "local_tip"]
        more["ask"] = ["score", *dice.sample(kept[1:], dice.randint(0, 5))]
    return make_workshop(partners, **more)


def responses(dice: Dice, asked_of: Workshop, about: Framework) -> list[Response]:
    """Return 2 to 60 forms and up to three tables' sheets, each of which may leave much out."""
    ids = [partner.id for partner in asked_of.partners]
    levels = [str(level.value) for level in about.scale]
    missing = dice.choice([0.0, 0.1, 0.5, 0.95])
    unsure = dice.choice([0.0, 0.1, 0.6, 1.0]) if dice.happens(0.4) else 0.05
    narrow = dice.sample(levels, dice.randint(1, len(levels)))
    found = [
        _form(dice, dice.choice(ids), number, asked_of, about, narrow, missing, unsure)
        for number in range(dice.choice([2, 3, 5, 9, 12, 19, 20, 30, 60]))
    ]
    for number in range(dice.choice([0, 0, 1, 3])):
        answers = {
            (tip.id, key): value
            for tip in about.tips
            for key, value in {
                "score": dice.choice(levels),
                "ownership": dice.choice(["system", "ours", "other"]),
                "action": "Ring the ward",
                "dissent": "Some did",
                "local_tip": "keep",
            }.items()
            if dice.happens(0.7)
        }
        found.append(
            Response(
                id=f"table{number}",
                form="conversation",
                respondent=f"table-{number + 1}",
                answers=answers,
            )
        )
    return found


def _form(
    dice: Dice,
    partner: str,
    number: int,
    asked_of: Workshop,
    about: Framework,
    levels: list[str],
    missing: float,
    unsure: float,
) -> Response:
    answers: dict[tuple[str, str], str] = {}
    for tip in about.tips:
        given = {
            "score": dice.choice(["dont_know", "dont_know", "not_for_us"])
            if dice.happens(unsure)
            else dice.choice(levels),
            "ownership": dice.choice(["ours", "system", "system", "other", "national", "unsure"]),
            "local_tip": dice.choice(["keep", "keep", "adapt", "drop"]),
            "barriers": dice.choice(WORDS),
            "strengths": dice.choice(WORDS),
        }
        answers |= {
            (tip.id, key): value
            for key, value in given.items()
            if key in asked_of.ask and not dice.happens(missing)
        }
    for key in ("top_1", "top_2", "top_3"):
        if not dice.happens(max(missing, 0.2)):
            answers["", key] = dice.choice(about.tips).id
    if not dice.happens(0.3):
        answers["", "local_support"] = dice.choice(["yes", "no", "unsure"])
    groups = {
        name: dice.choice(values)
        for name, values in asked_of.groups.items()
        if not dice.happens(0.15)
    }
    return Response(
        id=f"r{number:02}",
        form="self-assessment",
        partner=partner,
        respondent=f"label{number}",
        quote="no",
        groups=groups,
        answers=answers,
        source=f"r{number:02}.docx",
    )


def random_figures(seed: int) -> Figures:
    """Return the figures of one such workshop; the same for the same seed."""
    dice = Dice(seed)
    about, asked_of = framework(dice), workshop(dice)
    put = asked(asked_of, about)
    given = responses(dice, asked_of, about)
    answered = replace(Answered.of(given), returns={"accepted": len(given)}, fingerprint="f00d")
    rules = Rules.of(put, asked_of)
    return analyse(put, answered, rules, codebook(), versions={"toptips": "x"})
