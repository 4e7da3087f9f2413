"""A pack for as many partners as a benchmark needs, made of what ships."""

from __future__ import annotations

from toptips.documents.template import Templates
from toptips.model.framework import load_framework
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop
from toptips.pack import Packing
from toptips.places import shipped

FRAMEWORK = "london-mental-health-discharge"
SECTORS = ("NHS mental health", "NHS acute", "Local authority", "Housing", "Voluntary sector")
# Six answers a tip and what is asked once: some seventy answers a form.
ASK = ["score", "strengths", "barriers", "ownership", "action", "local_tip"]


def workshop(partners: int) -> Workshop:
    """Return a workshop of that many partners."""
    return Workshop.model_validate(
        {
            "format": 1,
            "id": "benchmark",
            "title": "A large workshop",
            "framework": FRAMEWORK,
            "date": "2018-09-03",
            "facilitators": ["An independent facilitator"],
            "returns": {"to": "forms@example.org", "by": "2018-08-24"},
            "ask": ASK,
            "groups": {"pathway": ["Adults", "Older adults"]},
            "partners": [
                {
                    "id": f"partner-{number}",
                    "name": f"Partner & organisation number {number}",
                    "sector": SECTORS[number % len(SECTORS)],
                }
                for number in range(partners)
            ],
            "privacy": {
                "controller": "A council",
                "contact": "privacy@example.org",
                "notice": "https://example.org/notice",
                "delete_by": "2019-09-30",
            },
        }
    )


def packing(partners: int) -> Packing:
    """Return what makes the pack of a workshop of that many partners."""
    return pack_of(workshop(partners))


def pack_of(workshop: Workshop) -> Packing:
    """Return what makes a workshop's pack."""
    return Packing(
        workshop,
        load_framework(workshop.framework),
        load_wordings([]),
        Templates([shipped("templates")]),
    )
