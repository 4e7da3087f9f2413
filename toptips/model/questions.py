"""The catalogue of what may be asked. A question stands here once; all else follows from it.

To add a question, add a topic to CATALOGUE and its words to `templates/questions.yaml`. Letters
never move: forms with them are out in the world.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Form = Literal["self-assessment", "conversation", "people", "tally"]
Kind = Literal["choice", "line", "text", "date", "number"]
Per = Literal["item", "form"]
# What the choices of a topic are besides its own values: the scale's levels, or the items.
Besides = Literal["", "levels", "items"]

# What the lead writes into the report: a form of ours that goes to nobody and is no return.
Paper = Literal["paper"]
PAPER: Paper = "paper"
# What a group of people who use services says of the report's priorities: made with the report.
FocusGroup = Literal["focus-group"]
FOCUS_GROUP: FocusGroup = "focus-group"

FORMS: tuple[Form, ...] = get_args(Form)
KINDS: tuple[Kind, ...] = get_args(Kind)
PARTNERS: tuple[Form, ...] = ("self-assessment",)
TABLES: tuple[Form, ...] = ("conversation",)
PEOPLE: tuple[Form, ...] = ("people",)
# What the room voted on the day: one of a workshop, and nobody's form.
TALLY: tuple[Form, ...] = ("tally",)
BOTH: tuple[Form, ...] = (*PARTNERS, *TABLES)

DONT_KNOW, NOT_FOR_US = "dont_know", "not_for_us"
# The groups of workshop.yaml are asked after the topics of the form; 0z is whose answers a row is.
FIRST_GROUP_LETTER, LAST_GROUP_LETTER = "j", "y"
PARTNER_CODE = "0z"
# Of what was agreed last time about an item it is asked how far it is, with these letters.
STATE_LETTERS = "rstuvw"
STATES = ("done", "under_way", "not_started", "stopped", "unsure")


@dataclass(frozen=True, slots=True)
class Topic:
    """What one question is about.

    `per` says whether it is asked about each item or once in a form, `forms` in which forms.
    `values` are the fixed choices as responses.csv has them, `besides` what else can be chosen.
    Of its answers: `quoted` may be printed word by word, with consent; `themed` are read for
    themes; `column` is one of the columns of responses.csv and says who answered, not what;
    `decision` is what a table decides, which its sheet says is printed by table. `last` is asked
    at the form's end, after the items; `consent` asks what may be printed. `formerly` holds other
    words for its values, of earlier forms and as people say it, in small letters without signs.
    """

    key: str
    letter: str
    kind: Kind
    per: Per = "item"
    forms: tuple[Form | Paper | FocusGroup, ...] = BOTH
    values: tuple[str, ...] = ()
    besides: Besides = ""
    quoted: bool = False
    themed: bool = False
    column: bool = False
    decision: bool = False
    last: bool = False
    consent: bool = False
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


CATALOGUE: tuple[Topic, ...] = (
    Topic("label", "a", "line", "form", PARTNERS, column=True),
    Topic("role", "b", "line", "form", PARTNERS, column=True),
    Topic("speaks_for", "c", "choice", "form", PARTNERS, ("myself", "several")),
    Topic(
        "quote", "d", "choice", "form", PARTNERS, ("sector", "anonymous", "no"),
        column=True, consent=True,
    ),
    Topic("quote", "d", "choice", "form", PEOPLE, ("anonymous", "no"), column=True, consent=True),
    Topic(
        "read_by_all", "d", "choice", "form", TABLES, ("words", "decisions"),
        last=True, consent=True,
    ),
    Topic("voters", "a", "number", "form", TALLY),
    Topic("top_1", "e", "choice", "form", PARTNERS, besides="items", last=True),
    Topic("top_2", "f", "choice", "form", PARTNERS, besides="items", last=True),
    Topic("top_3", "g", "choice", "form", PARTNERS, besides="items", last=True),
    Topic("other", "h", "text", "form", PARTNERS, quoted=True, themed=True, last=True),
    Topic("local_support", "i", "choice", "form", PARTNERS, ("yes", "no", "unsure"), last=True),
    Topic(
        "score", "a", "choice", values=(DONT_KNOW, NOT_FOR_US), besides="levels", decision=True,
        formerly={NOT_FOR_US: ("not for us", "not for us doesnt apply to our work")},
    ),
    Topic("strengths", "b", "text", quoted=True, themed=True),
    Topic("barriers", "c", "text", quoted=True, themed=True),
    Topic(
        "ownership", "d", "choice", values=("ours", "system", "other", "national", "unsure"),
        decision=True,
        formerly={
            "ours": ("ours to fix", "our own", "us alone"),
            "system": ("the whole systems", "whole systems", "whole system", "the whole system"),
            "other": ("another organisations", "another organisation"),
        },
    ),
    Topic("action", "e", "text", quoted=True, themed=True, decision=True),
    Topic("lead", "f", "line", decision=True),
    Topic("due", "g", "date", decision=True),
    Topic("local_tip", "h", "choice", values=("keep", "adapt", "drop"), decision=True),
    Topic("wording", "i", "text", quoted=True, themed=True),
    Topic("plans", "j", "text", quoted=True, themed=True),
    Topic("dissent", "k", "text", forms=TABLES, themed=True),
    Topic("invite", "l", "text", forms=TABLES),
    Topic(
        "lead_here", "m", "choice", forms=TABLES, values=("yes", "to_be_asked"), decision=True,
        formerly={"to_be_asked": ("no", "not yet", "not here")},
    ),
    Topic(
        "experience", "n", "choice", forms=PEOPLE,
        values=("yes", "sometimes", "no", "not_for_me", "unsaid"),
    ),
    Topic("helped", "o", "text", forms=PEOPLE, quoted=True, themed=True),
    Topic("better", "p", "text", forms=PEOPLE, quoted=True, themed=True),
    Topic("dots", "q", "number", forms=TALLY),
)  # fmt: skip

ASKED_BY_DEFAULT = ("score", "strengths", "barriers", "ownership", "action")
ASKED_OF_TABLES_BY_DEFAULT = (
    "score", "barriers", "ownership", "action", "lead", "due", "plans", "dissent", "lead_here",
)  # fmt: skip


def topics(per: Per, form: Form | FocusGroup | None = None) -> tuple[Topic, ...]:
    """Return the topics asked about each item, or once in a form; of one form or of all."""
    return tuple(
        topic for topic in CATALOGUE if topic.per == per and (form is None or form in topic.forms)
    )


def topic_of(key: str) -> Topic | None:
    """Return the topic of a question's key, or None. Those of one key are alike but for choices."""
    return next((topic for topic in CATALOGUE if topic.key == key), None)


def askable(form: Form | FocusGroup) -> tuple[str, ...]:
    """Return what a form may ask about each item, by key, in the order of the letters."""
    return tuple(topic.key for topic in topics("item", form))


def keys(**marks: object) -> tuple[str, ...]:
    """Return the keys of the topics with these marks, such as `keys(per="item", quoted=True)`."""
    chosen = (
        topic.key
        for topic in CATALOGUE
        if all(getattr(topic, mark) == wanted for mark, wanted in marks.items())
    )
    return tuple(dict.fromkeys(chosen))


def votes() -> tuple[str, ...]:
    """Return the keys of the questions that ask which items matter most."""
    return tuple(topic.key for topic in topics("form") if topic.besides == "items")


def state_keys() -> dict[str, str]:
    """Return the letters by the keys of the questions that ask how far an action is."""
    return {f"state_{place}": letter for place, letter in enumerate(STATE_LETTERS, 1)}


def values_of(key: str) -> tuple[str, ...]:
    """Return the fixed choices of a question, as responses.csv has them; all forms together."""
    found = (value for topic in CATALOGUE if topic.key == key for value in topic.values)
    return tuple(dict.fromkeys(found))


def codes() -> Iterator[str]:
    """Yield every code that a question may have: 0a to 0z, and the letters of 1 to 99 items."""
    yield from (f"0{letter}" for letter in string.ascii_lowercase)
    letters = [*(topic.letter for topic in topics("item")), *STATE_LETTERS]
    yield from (f"{number}{letter}" for number in range(1, 100) for letter in letters)
