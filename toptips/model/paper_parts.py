"""What the lead is asked to write into the report: the catalogue of the paper's parts.

To add a part, add a topic here, its words to `templates/questions.yaml` under `paper`, its place to
`templates/paper/paper.md.j2`, and the place of what is written to a template of the report.
Letters are capitals, so that a paper is never taken for a form, and they never move.
"""

from __future__ import annotations

from toptips.model.questions import PAPER, Kind, Topic


def _part(key: str, letter: str, kind: Kind = "text") -> Topic:
    return Topic(key, letter, kind, "form", (PAPER,))


PARTS: tuple[Topic, ...] = (
    _part("finding", "A"),
    _part("asks", "B"),
    _part("own_figures", "C"),
    _part("figures_source", "D", "line"),
    _part("inequalities", "E"),
    _part("financial", "F"),
    _part("legal", "G"),
    _part("risks", "H"),
    _part("independence", "I"),
    _part("follow_up", "J"),
    _part("report_back", "K", "line"),
    _part("contact", "L", "line"),
    _part("responses", "M"),
    _part("changed", "N"),
)


def letter_of(key: str) -> str:
    """Return the letter that stands at a part's box."""
    return next(part.letter for part in PARTS if part.key == key)


# Nobody need write these: partners may have nothing to say, and no focus group may have met.
OPTIONAL = ("responses", "changed")
# This must be written once a focus group is shown.
OF_GROUPS = "changed"
# What is meant to be printed with an address or a telephone number in it.
MEANT_TO_NAME = ("contact",)
