"""What people said and proposed, as it may be printed: quotes, workstreams and the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be printed: with consent, and with no personal data found in them.

    `sector` is None where the respondent did not want it named or it is not shown; `form` is
    `self-assessment`, `conversation` or `people`.
    """

    text: str
    response: str
    tip: str
    question: str
    sector: str | None = None
    form: str = "self-assessment"

    def by_words(self) -> tuple[str, str]:
        """Sort quotes by this: any other order might say whose they are."""
        return self.text.casefold(), self.text


@dataclass(frozen=True, slots=True)
class Step:
    """Who takes a step that a table decided, and by when, as far as the table said.

    `due` is an ISO date; `lead_here` says whether the lead was there and agrees (`yes`) or was
    only proposed (`to_be_asked`).
    """

    table: str
    lead: str = ""
    due: str = ""
    lead_here: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action proposed about one item, with its near-duplicates.

    `wordings` are those that may be printed, that which is most like all others first; `forms`
    counts the self-assessments that propose it, printed or not, and `steps` are the tables'.
    """

    tip: str
    wordings: tuple[Quote, ...]
    forms: int
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Workstream:
    """A piece of work that is proposed to partners, for them to agree.

    `theme` is the theme behind it, empty where it has keywords of its own; `across` marks what is
    proposed since it runs across items. Of the self-assessments: `organisations` and
    `respondents` mention it as a barrier; `unprompted` of the organisations, and
    `unprompted_respondents`, do so where the item is about something else. `sectors` are those in
    which enough people do. `rank` is its place by these numbers, `tied` if others share it.

    `tips` counts respondents who mention it as a barrier by item: those items of which enough do;
    `further_tips` counts the others. Of `owners` answers about who could change those items,
    `system` is the share that says that it takes several organisations; None where not shown.
    `proposed` counts the self-assessments' actions that belong to it, `held_back` those of them
    that are not printed; `actions` are those that are, and what tables decided.
    """

    id: str
    name: str
    theme: str
    across: bool
    rank: int
    tied: bool
    organisations: int
    respondents: int
    unprompted: int
    unprompted_respondents: int
    sectors: tuple[str, ...] = ()
    tips: Mapping[str, int] = field(default_factory=dict)
    further_tips: int = 0
    owners: int = 0
    system: Fraction | None = None
    proposed: int = 0
    held_back: int = 0
    actions: tuple[Action, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is under way, planned or agreed about one item, with its near-duplicates.

    `wordings` are those that may be printed; `steps` are those of tables that named a lead and a
    day.
    """

    tip: str
    wordings: tuple[Quote, ...]
    steps: tuple[Step, ...] = ()
