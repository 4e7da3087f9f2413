"""Small workshops for the tests of the figures: built in a line or two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from toptips.analysis.assemble import analyse
from toptips.analysis.figures import Figures
from toptips.analysis.figures_data import to_json
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.asked import Asked, as_asked
from toptips.model.framework import Framework
from toptips.model.questionnaire import make_questionnaire
from toptips.model.questions import FORMS, Form
from toptips.model.responses import Response
from toptips.model.sendings import Sending
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop

# What make_workshop takes: each partner's sector and people.
PARTNERS = {
    "a": ("NHS", 4), "b": ("NHS", 2), "c": ("Council", 2), "d": ("Council", 1),
    "e": ("Voluntary", 2), "f": ("Care", 3), "g": ("Police", 1),
}  # fmt: skip


def make_framework(tips: int = 3, scale: list[int] | None = None) -> Framework:
    return Framework.model_validate(
        {
            "format": 1,
            "id": "small",
            "title": "Small tips",
            "version": "1",
            "publisher": "Nobody",
            "source": {"title": "None"},
            "wording": "Ours",
            "about": "For tests.",
            **(
                {"scale": [{"value": value, "label": f"Level {value}"} for value in scale]}
                if scale
                else {}
            ),
            "tips": [
                {
                    "id": f"t{number}",
                    "number": number,
                    "title": f"Tip {number}",
                    "summary": "A tip.",
                    "looks_like": ["Good"],
                    "prompts": ["Why?"],
                    "plain": "I get home.",
                }
                for number in range(1, tips + 1)
            ],
        }
    )


def make_workshop(partners: dict[str, tuple[str, int]], **more: Any) -> Workshop:
    """Make a workshop; `partners` holds sector and people by id, `more` other keys of the file."""
    return Workshop.model_validate(
        {
            "format": 1,
            "id": "small-2018",
            "title": "Small",
            "framework": "small",
            "date": "2018-09-03",
            "facilitators": ["Someone"],
            "returns": {"to": "a@example.org", "by": "2018-08-24"},
            "partners": [
                {"id": name, "name": f"Partner {name}", "sector": sector, "people": people}
                for name, (sector, people) in partners.items()
            ],
            "privacy": {
                "controller": "Someone",
                "contact": "a@example.org",
                "notice": "example.org",
                "delete_by": "2019-09-30",
            },
            **more,
        }
    )


def respondent(name: str, quote: str = "no", **given: str) -> Response:
    """Make a self-assessment: `a1` is of partner `a`; `t1_score="4"`, `top_1="t2"`, groups."""
    answers: dict[tuple[str, str], str] = {}
    groups: dict[str, str] = {}
    for key, value in given.items():
        tip, _, question = key.partition("_")
        if tip.startswith("t") and tip[1:].isdigit():
            answers[tip, question] = value
        elif key in ("pathway", "locality"):
            groups[key] = value
        else:
            answers["", key] = value
    return Response(
        id=f"r-{name}",
        form="self-assessment",
        partner=name.rstrip("0123456789"),
        quote=quote,
        groups=groups,
        answers={place: value for place, value in answers.items() if value},
        source=f"{name}.docx",
    )


def table(number: str, **given: str) -> Response:
    parts = ((*key.partition("_"), value) for key, value in given.items())
    answers = {(tip, question): value for tip, _, question, value in parts}
    return Response(id=f"table-{number}", form="conversation", respondent=number, answers=answers)


def asked(
    workshop: Workshop, framework: Framework | None = None, forms: tuple[Form, ...] = FORMS
) -> Asked:
    """Return a workshop as its forms put it when they are made now."""
    framework = framework or make_framework()
    wordings = load_wordings([])
    made = [make_questionnaire(framework, workshop, form, wordings) for form in forms]
    sending = Sending.of(workshop, framework, wordings, made)
    by_hash = {questionnaire.hash[:8]: questionnaire for questionnaire in made}
    return as_asked(workshop, framework, by_hash, {1: sending}, {})


def figures(
    workshop: Workshop, responses: list[Response], framework: Framework | None = None
) -> Figures:
    put = asked(workshop, framework)
    answered = replace(
        Answered.of(responses), returns={"accepted": len(responses)}, fingerprint="f00d"
    )
    return analyse(put, answered, Rules.of(put, workshop), versions={"toptips": "0"})


def as_json(*given: Any) -> dict[str, Any]:
    return to_json(figures(*given))
