"""Makes the copies of six invented workshops of one region, as 'toptips anonymise' makes them.

The region is for trying 'toptips combine'. Run it from the checkout's root whenever what
'anonymise' writes has changed:

    python tools/make_region.py

In each place eight organisations were asked, and each answered with one form: so an organisation's
mean is its score, and every figure can be worked out by hand (tests/test_region.py does).
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from toptips import workflow
from toptips.model.responses import Response, write_responses

REGION = Path(__file__).parents[1] / "examples" / "wendmoor-region-2026"
FRAMEWORK = "three-tips-example"
TIPS = ("a-date-for-everyone", "a-word-with-those-at-home", "a-call-in-three-days")
SECTORS = ("NHS", "NHS", "Local authority", "Local authority", "Voluntary", "Voluntary", "Housing")
ASKED = 8
WORDS = {
    "carers": "Families and carers hear of it too late.",
    "weekend": "Nobody is there at the weekend to decide.",
    "transport": "People wait for hours for patient transport.",
    "housing": "There is no housing to go to.",
}


@dataclass(frozen=True)
class Place:
    """One invented place: its id and name, the day, scores by tip, and what its people mention.

    Of the scores of a tip each digit is an organisation's, `-` one that gave none.
    """

    id: str
    name: str
    day: str
    scores: tuple[str, str, str]
    mentions: tuple[str, ...]


PLACES = (
    Place("ashby-vale", "Ashby Vale", "2026-03-03", ("1111212", "2221222", "2321322"),
          ("carers", "weekend")),
    Place("brindle", "Brindle", "2026-03-10", ("3323333", "1221212", "2232223"),
          ("carers", "transport")),
    Place("coldwater", "Coldwater", "2026-03-17", ("2122122", "2112222", "3222322"),
          ("carers", "weekend", "housing")),
    Place("dunmere", "Dunmere", "2026-03-24", ("3233332", "2122121", "3322223"), ("weekend",)),
    Place("eastmarsh", "Eastmarsh", "2026-04-14", ("2222321", "2222211", "2233222"),
          ("carers", "weekend")),
    Place("fellgate", "Fellgate", "2026-04-21", ("1121121", "1122122", "2-3--22"), ("transport",)),
)  # fmt: skip


def main() -> None:
    make(REGION)
    print(f"{len(PLACES)} copies in {REGION}")


def make(region: Path) -> None:
    """Make the copies of all places in a folder, in the place of those it has."""
    for place in PLACES:
        shutil.rmtree(region / place.id, ignore_errors=True)
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / place.id
            folder.mkdir()
            text = yaml.safe_dump(workshop(place), allow_unicode=True, sort_keys=False)
            (folder / "workshop.yaml").write_text(text, encoding="utf-8")
            (folder / "responses.csv").write_bytes(write_responses(responses(place), []))
            # All of it is invented: so the order in a copy may be the same each time.
            workflow.anonymise(folder, region / place.id, secret=place.id)


def workshop(place: Place) -> dict[str, object]:
    """Return what workshop.yaml of a place says."""
    return {
        "format": 1,
        "id": f"{place.id}-2026",
        "title": f"Going home from hospital in {place.name}",
        "place": place.name,
        "framework": FRAMEWORK,
        "date": place.day,
        "facilitators": ["An invented facilitator"],
        "returns": {"to": "toptips@example.org", "by": "2026-02-20"},
        "partners": [
            {"id": f"partner-{number}", "name": f"Partner {number} of {place.name}",
             "sector": (*SECTORS, "Housing")[number - 1]}
            for number in range(1, ASKED + 1)
        ],
        "privacy": {
            "controller": f"The invented council of {place.name}",
            "contact": "toptips@example.org",
            "notice": "https://example.org/notice",
            "delete_by": "2027-09-30",
        },
    }  # fmt: skip


def responses(place: Place) -> Iterator[Response]:
    """Yield the form of each organisation that answered."""
    for number, sector in enumerate(SECTORS, 1):
        answers = {
            (tip, "score"): scores[number - 1]
            for tip, scores in zip(TIPS, place.scores, strict=True)
            if scores[number - 1] != "-"
        }
        # Three people, of three organisations, mention each thing.
        for at, what in enumerate(place.mentions):
            if (number + at) % len(SECTORS) < 3:
                answers[TIPS[at % len(TIPS)], "barriers"] = WORDS[what]
        yield Response(
            id=f"{number:012x}",
            form="self-assessment",
            partner=f"partner-{number}",
            partner_name=f"Partner {number} of {place.name}",
            sector=sector,
            quote="anonymous",
            answers=answers,
            source=f"form {number}.docx",
        )


if __name__ == "__main__":
    main()
