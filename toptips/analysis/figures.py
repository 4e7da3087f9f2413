"""The figures that may be published: what the report, the charts and analysis.json show.

Everything here has been through `disclosure`: what is hidden is None, everywhere the same.
Fractions stay exact until they are printed; `to_json` turns them into numbers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from toptips.analysis.terms import Terms


@dataclass(frozen=True, slots=True)
class Scores:
    """How one group scored one tip. A hidden group has no n and nothing else.

    `mean` and `median` are levels; `shares` maps each level of the scale, lowest first, to its
    share of the weight (0 to 1), and is None where the group is too small for shares, or where
    another group's would follow from them; so are `dont_know` and `not_for_us`.
    """

    n: int | None
    suppressed: bool = False
    mean: Fraction | None = None
    median: Fraction | None = None
    shares: dict[int, Fraction] | None = None
    dont_know: int | None = None
    not_for_us: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """How far apart the sectors stand on one tip, in levels.

    `threshold` is the 95th percentile of the largest gap under shuffled sectors; only a gap
    above it is `claimed`. `highest` and `lowest` name the sectors.
    """

    value: Fraction | None = None
    threshold: Fraction | None = None
    claimed: bool = False
    highest: str | None = None
    lowest: str | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """The answers to one choice: how many people gave one, and the share of each (0 to 1).

    `shares` is None where nobody answered or nothing was asked (`n` is 0), and where too few did
    (`suppressed`). Of a duty it is not asked whether to keep it.
    """

    n: int | None
    suppressed: bool = False
    shares: dict[str, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """How many respondents named the tip, of those with a valid vote, and their share (0 to 1)."""

    n: int | None
    suppressed: bool = False
    count: int | None = None
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What one table decided about one item: values by question key, only where there is one."""

    table: str
    decisions: dict[str, str]

    def get(self, question: str) -> str:
        """Return one decision, or nothing."""
        return self.decisions.get(question, "")


@dataclass(frozen=True, slots=True)
class Priority:
    """One tip's priority (0 to 1) as the sum of three contributions, and its ranks.

    Ranks count from 1 and ties share one (`tied`). `rank_low` and `rank_high` are the 5th and
    95th percentile of its rank over resamples of the organisations; None under six of them.
    A part whose question was not asked is None. One that nobody answered, or too few for it to be
    shown, counts as 0, since the sum would give it away: `no_ownership` says that of `system`.
    Without a priority (nobody scored the tip, or too few) all is None but `rank_by_votes`.
    """

    value: Fraction | None = None
    need: Fraction | None = None
    votes: Fraction | None = None
    system: Fraction | None = None
    rank: int | None = None
    tied: bool = False
    rank_low: int | None = None
    rank_high: int | None = None
    rank_by_need: int | None = None
    rank_by_votes: int | None = None
    rank_by_organisations: int | None = None
    no_ownership: bool = False


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


@dataclass(frozen=True, slots=True)
class Comments:
    """What was written about one question of one tip: how many did, and what may be printed."""

    n: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class TipFigures:
    """All that may be said about one item. n: respondents who gave a score.

    `suppressed`: some did, but too few for any figure of their scores to be shown. With n of 0
    nobody did. `by` holds the groups of each dimension: `sector` (those of one organisation
    pooled in "Other sectors") and each group of the workshop ("Not said" for those who did not).

    `within_one` counts those within one level of the median. `band` is `strength`, `discuss` or
    `concern`; `split` says that the rule for a split holds, `called_split` that there are
    enough people to say so in words. `dont_know_share` and `not_for_us_share` are of all who
    answered question a.

    By question key: `comments`; `choices`, the answers to questions without a field of their own;
    `table_words`, what tables allowed to be printed besides what they agreed. `dissenting` counts
    the tables that noted another view; `experience` is what people who use services answered.
    `tables_chose` counts tables by question and choice. `gaps` are those between the groups of
    each dimension but sectors.
    """

    id: str
    number: int
    title: str
    n: int | None
    suppressed: bool
    dont_know: int | None
    not_for_us: int | None
    many_dont_know: bool
    shares: dict[int, Fraction] | None
    mean: Fraction | None
    median: Fraction | None
    within_one: int | None
    consensus: float | None
    split: bool | None
    called_split: bool
    band: str | None
    gap: Gap
    ownership: Shares
    votes: Votes
    local_tip: Shares
    agreed: tuple[Agreed, ...]
    priority: Priority
    by: dict[str, dict[str, Scores]]
    comments: dict[str, Comments] = field(default_factory=dict)
    dont_know_share: Fraction | None = None
    not_for_us_share: Fraction | None = None
    choices: dict[str, Shares] = field(default_factory=dict)
    experience: Shares = Shares(n=0)
    table_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dissenting: int = 0
    tables_chose: dict[str, dict[str, int]] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """How often one theme is mentioned in self-assessments, and in the tables' notes.

    `comments`, `respondents` and `organisations` count self-assessments only; `strengths` and
    `barriers` count comments of that question; `tips` counts comments by tip's id; `tables`
    counts comments of conversation sheets, `people` those of people who use services. `sectors`
    counts respondents; hidden ones are None. `groups` names by dimension those in which enough
    people mention it. `fallback` marks a catch-all.
    """

    id: str
    name: str
    comments: int
    respondents: int
    organisations: int
    strengths: int
    barriers: int
    tables: int
    people: int
    tips: dict[str, int]
    sectors: dict[str, int | None]
    quotes: tuple[Quote, ...] = ()
    fallback: bool = False
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Invited:
    """A partner that was asked: how many forms were expected of it, and how many of them count."""

    partner: str
    name: str
    sector: str
    expected: int
    answered: int


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who took part: forms that count by kind, and self-assessments by sector and group."""

    self_assessments: int
    tables: int
    organisations: int
    expected: int
    by_sector: dict[str, int]
    by_group: dict[str, dict[str, int]]
    invited: tuple[Invited, ...]
    people: int = 0


@dataclass(frozen=True, slots=True)
class Coding:
    """How the comments were coded, and whether people checked it.

    `uncoded` counts those in no theme but a catch-all.
    """

    codebook: str
    comments: int
    uncoded: int
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a report may show.

    `problems` name responses by id, never by file; `remarks` say how what was asked differs from
    today's files, or between forms. `too_few`: so few answered in all that nothing of what they
    said is shown.
    """

    format: int
    workshop: str
    framework: str
    versions: dict[str, str]
    fingerprint: str
    count: str
    scale: dict[int, str]
    returns: dict[str, int]
    respondents: Respondents
    tips: tuple[TipFigures, ...]
    themes: tuple[ThemeFigures, ...]
    workstreams: tuple[Any, ...] = ()
    coding: Coding | None = None
    local_support: Shares = Shares(n=0)
    other: Comments = Comments(n=0)
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    terms: Terms = field(default_factory=Terms)
    too_few: bool = False

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions in which answers are compared, that of organisations first."""
        return tuple(self.tips[0].by) if self.tips else ()

    def gap(self, tip: TipFigures, dimension: str) -> Gap:
        """Return the gap of one tip between the groups of a dimension."""
        return tip.gap if dimension == "sector" else tip.gaps.get(dimension, Gap())

    def ranked(self) -> list[TipFigures]:
        """Return the tips by priority, the highest first; those without one come last."""
        return sorted(
            self.tips,
            key=lambda tip: (tip.priority.rank is None, tip.priority.rank or 0, tip.number),
        )

    @property
    def once(self) -> bool:
        """Whether each organisation counts once: then shares are not of people."""
        return self.count == "organisations"

    @property
    def internal(self) -> bool:
        """Whether one organisation alone was asked: its people then differ by group alone."""
        return len(self.respondents.invited) == 1


HIDDEN = {"n": None, "suppressed": True}


def to_json(figures: Figures) -> dict[str, Any]:
    """Return plain data for analysis.json: fractions as numbers, hidden groups as they are said."""
    plain: dict[str, Any] = _plain(asdict(figures))
    del plain["terms"]  # words, not figures
    for tip in plain["tips"]:
        # Decisions stand beside the table that took them.
        tip["agreed"] = [{"table": row["table"], **row["decisions"]} for row in tip["agreed"]]
    for theme in plain["themes"]:
        counted = theme["sectors"]
        theme["sectors"] = {name: HIDDEN if n is None else n for name, n in counted.items()}
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, dict):
        if value.get("suppressed") is True and "band" not in value:
            return dict(HIDDEN)
        if value.keys() >= {"text", "response"} and value["sector"] is None:
            # By its id it could be joined to other words of the same person, and their sector.
            value = {key: part for key, part in value.items() if key != "response"}
        return {
            str(key): _plain(part) for key, part in value.items() if key != "suppressed" or part
        }
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
