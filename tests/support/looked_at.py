"""Workshops whose documents are looked at page by page: the examples, and the extremes.

Each is made in a folder of its own, from workshop.yaml to the report, with its pack. What people
answered is invented, and the same every time.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.support.folders import workshop
from toptips import workflow
from toptips.model.answered import Answered
from toptips.model.codings import CONFIRMED, CodingLine, with_lines
from toptips.model.framework import load_framework
from toptips.model.responses import Response, write_responses
from toptips.places import shipped

EXAMPLES = ("essex-2018", "hartmere-2026", "arrowmere-2026")
LONDON = "london-mental-health-discharge"
SECTORS = ("NHS mental health", "NHS acute", "Local authority", "Housing", "Voluntary sector")
ASK = ["score", "strengths", "barriers", "ownership", "action", "local_tip"]
CHOICES = {
    "ownership": ("ours", "other", "system", "system", "national", "unsure"),
    "local_tip": ("keep", "keep", "adapt", "drop"),
}
DAY = date(2018, 9, 28)
# Their ids begin here, those of forms at 0.
TABLES_FROM = 0xF00000
WHERE = ("Ward", "Team", "Home", "Locality")
ENGLISH = (
    "The daily call works well, and people do as they said.",
    "At weekends nobody can decide anything, so people wait until Monday.",
    "Nobody tells the care home about the medication before the person arrives.",
    "Share the care plan with housing options a week before the day.",
    "There is no housing for people who have lost a tenancy, and no deposit either.",
    "Carers hear on the morning that somebody comes home at noon.",
    "Two referral forms for one package of care, and both come back.",
)
WELSH = (
    "Mae’r cyfarfod dyddiol yn gweithio’n dda, ac mae pawb yn cadw at eu gair.",
    "Does neb yn dweud wrth y cartref gofal am y feddyginiaeth cyn i’r person gyrraedd.",
    "Tŷ, gwely, dŵr: does dim tŷ ar gael i bobl sydd wedi colli eu tenantiaeth.",
)
POLISH = (
    "Codzienna rozmowa działa dobrze, a każdy robi to, co obiecał.",
    "Nikt nie mówi domowi opieki o lekach, zanim osoba tam trafi; źle to świadczy o nas.",
    "W weekendy nikt nie może podjąć decyzji, więc ludzie czekają do poniedziałku.",
)
OTHER_SCRIPTS = (
    "لا أحد يخبر دار الرعاية عن الأدوية قبل وصول الشخص.",
    "周末没有人能做决定，所以大家要等到星期一。",
    "The ward said: 出院计划 was never shared, and الأسرة was not asked.",
)


@dataclass(frozen=True)
class Invented:
    """What an invented workshop is made of."""

    partners: int
    respondents: int
    # Each answers so many questions in words.
    comments: int = 4
    said: Sequence[str] = ENGLISH
    name: str = "{sector} partner {number}"
    framework: str = LONDON
    own_framework: Mapping[str, Any] | None = None
    sectors: Sequence[str] = SECTORS
    tables: int = 4
    changes: Mapping[str, Any] = field(default_factory=dict)


def twenty_items() -> dict[str, Any]:
    """A framework of 20 items whose titles and lines are as long as they come."""
    tips = [
        {
            "id": f"item-{number}",
            "number": number,
            "title": f"People of every service in area {number} plan a safe and timely return home"
            " together, with those who care for them",
            "summary": "Every service that a person meets knows the plan, and acts on it in time.",
            "looks_like": ["A date is agreed early.", "The family is asked.", "It is checked."],
            "prompts": ["When did it last work?", "Who was asked?"],
            "plain": f"I knew who planned my return home ({number}).",
        }
        for number in range(1, 21)
    ]
    return {
        "format": 1, "id": "twenty", "title": "Twenty items", "version": "1",
        "publisher": "Invented partners", "source": {"title": "Written for tests"},
        "wording": "All wording is ours.", "about": "Twenty items for tests.",
        "codebook": "discharge-and-integration", "tips": tips,
    }  # fmt: skip


LONG_NAME = (
    "{sector} partnership number {number} of the united boroughs, coastal districts and upland"
    " parishes for people who wait"
)
LONG_SECTORS = (
    "NHS mental health and learning disability providers",
    "NHS acute and community providers",
    "Local authorities and their commissioners",
    "Housing associations and homelessness services",
    "Voluntary, community and faith organisations",
)
GROUPS = {"pathway": ["Adults", "Older adults"], "locality": ["North", "Mid", "South", "Coast"]}
POWYS = {"title": "Mynd adref gyda’n gilydd ym Mhowys", "place": "Dyffryn Tŷ Gŵyl"}
LODZ = {"title": "Razem do domu w Łodzi", "place": "Łódź"}
INVENTED: Mapping[str, Invented] = {
    "four-people": Invented(6, 4, tables=0),
    "no-comments": Invented(12, 24, comments=0),
    "long-names": Invented(
        40, 60, name=LONG_NAME, own_framework=twenty_items(), sectors=LONG_SECTORS, tables=8
    ),
    "many-comments": Invented(30, 300, comments=10, changes={"groups": GROUPS}),
    "welsh": Invented(10, 30, said=WELSH, name="Gwasanaeth Tŷ {number}", changes=POWYS),
    "polish": Invented(10, 30, said=POLISH, name="Służba Źródło {number}", changes=LODZ),
    "other-scripts": Invented(10, 30, said=(*OTHER_SCRIPTS, *ENGLISH)),
    "internal": Invented(
        1, 70, sectors=SECTORS[:1], framework="mental-health-discharge-principles",
        changes={"groups": GROUPS},
    ),
}  # fmt: skip
NAMES = (*EXAMPLES, *INVENTED)


def made(name: str, folder: Path, *, pack: bool = True) -> Path:
    """Make a workshop in a new folder, with its pack and its report; return the folder."""
    if name in EXAMPLES:
        shutil.copytree(shipped("examples") / name, folder)
        workflow.prepare(folder)
        workflow.collect(folder)
    else:
        invent(INVENTED[name], folder)
        if pack:
            workflow.prepare(folder)
    workflow.analyse(folder, today=DAY)
    return folder


def invent(of: Invented, folder: Path) -> None:
    """Write workshop.yaml, what people answered, and that somebody confirmed every quote."""
    framework = of.framework
    folder.mkdir(parents=True)
    if of.own_framework:
        framework = str(of.own_framework["id"])
        (folder / "frameworks").mkdir()
        _write(folder / "frameworks" / f"{framework}.yaml", of.own_framework)
    partners = [
        {
            "id": f"partner-{number}",
            "name": _name(of, number),
            "sector": of.sectors[number % len(of.sectors)],
            "people": -(-of.respondents // of.partners),
        }
        for number in range(of.partners)
    ]
    told = workshop(framework=framework, ask=ASK, partners=partners, tables=of.tables or 1)
    told |= {"starts": "09:30", "ends": "16:00", "venue": "The Old Custom House", **of.changes}
    _write(folder / "workshop.yaml", told)
    tips = load_framework(framework, folder).tips
    items = [tip.id for tip in tips]
    duties = {tip.id for tip in tips if tip.duty}
    responses = [
        _as_asked(each, duties) for each in (*_forms(of, told, items), *_tables(of, items))
    ]
    rows = write_responses(responses, list(told.get("groups", ())))
    (folder / "responses.csv").write_bytes(rows)
    (folder / "codings.csv").write_bytes(_confirmed(responses))


def _as_asked(response: Response, duties: set[str]) -> Response:
    """Take out whether to keep a duty by law: forms don't ask it."""
    kept = {
        place: value
        for place, value in response.answers.items()
        if not (place[1] == "local_tip" and place[0] in duties)
    }
    return replace(response, answers=kept)


def _name(of: Invented, number: int) -> str:
    return of.name.format(sector=of.sectors[number % len(of.sectors)], number=number + 1)


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False), "utf-8")


def _forms(of: Invented, told: Mapping[str, Any], items: Sequence[str]) -> Iterator[Response]:
    """Invent what each person answered; the first partner stays silent where there are many."""
    chance = random.Random(1)
    silent = of.partners > of.respondents or of.partners > 1
    partners = told["partners"][1:] if silent else told["partners"]
    words = ("strengths", "barriers", "action")
    for number in range(of.respondents):
        partner = partners[number % len(partners)]
        answers = dict(_scores(chance, items, number % len(of.sectors)))
        for place in chance.sample([(i, w) for i in items for w in words], of.comments):
            answers[place] = _remark(chance, of)
        chosen = chance.sample([*items, *items[:3]], 6)
        for key, item in zip(("top_1", "top_2", "top_3"), dict.fromkeys(chosen), strict=False):
            answers["", key] = item
        yield Response(
            id=f"{number:012x}", form="self-assessment", partner=partner["id"],
            partner_name=partner["name"], sector=partner["sector"], respondent=f"word {number}",
            quote=chance.choice(["sector", "sector", "anonymous", "no"]), answers=answers,
            groups={name: chance.choice(values) for name, values in told.get("groups", {}).items()},
            source=f"form {number}.docx",
        )  # fmt: skip


def _scores(
    chance: random.Random, items: Sequence[str], leaning: int
) -> Iterator[tuple[tuple[str, str], str]]:
    """Invent a score and choices for each item; some score higher than others."""
    for place, item in enumerate(items):
        level = 1 + (place + leaning) % 4 + chance.randint(0, 1)
        yield (item, "score"), chance.choice([str(level)] * 5 + ["dont_know"])
        for key, values in CHOICES.items():
            yield (item, key), chance.choice(values)


def _tables(of: Invented, items: Sequence[str]) -> Iterator[Response]:
    """Invent what each table agreed on a part of the items."""
    chance = random.Random(2)
    for number in range(1, of.tables + 1):
        answers: dict[tuple[str, str], str] = {("", "read_by_all"): "yes"}
        for item in items[number % 2 :: 2] if of.comments else ():
            answers[item, "score"] = str(chance.randint(1, 5))
            answers[item, "ownership"] = chance.choice(["ours", "system", "other"])
            answers[item, "action"] = _remark(chance, of)
            answers[item, "lead"] = "Head of discharge, the mental health trust"
            answers[item, "due"] = "2018-11-30"
            answers[item, "local_tip"] = "adapt"
        yield Response(
            id=f"{TABLES_FROM + number:012x}", form="conversation", respondent=f"table-{number}",
            quote="anonymous", answers=answers,
        )  # fmt: skip


def _remark(chance: random.Random, of: Invented) -> str:
    """Invent a comment; two are seldom the same."""
    return f"{chance.choice(of.said)} ({chance.choice(WHERE)}, {chance.randint(1, 99)})"


def _confirmed(responses: Sequence[Response]) -> bytes:
    """Return codings.csv in which somebody confirmed every comment as a quote."""
    lines = [
        CodingLine(
            "quote", comment.id, "", CONFIRMED, comment.text, role="Facilitator",
            day=DAY.isoformat(),
        )
        for comment in Answered.of(responses).comments
    ]  # fmt: skip
    return with_lines(b"", lines, "codings.csv") if lines else b""
