"""The figures that may be published: what the report, the charts and analysis.json show.

Everything here has been through `disclosure`: what is hidden is None, everywhere the same.
Fractions stay exact until they are printed; `figures_data` turns them into numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from toptips.analysis.also_as import SetOut
from toptips.analysis.checked import Agreement
from toptips.analysis.focus_groups import FocusGroups
from toptips.analysis.proposed import Quote, UnderWay, Workstream
from toptips.analysis.room import RoomVotes
from toptips.analysis.terms import Terms


@dataclass(frozen=True, slots=True)
class Bound:
    """What is said of a mean near an end of the scale: only that it is under or over a level."""

    under: Fraction | None = None
    over: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """How one group scored one tip: how many people did, and their mean to one decimal.

    Near an end of the scale `bound` stands instead of the mean. A hidden group has no n and
    nothing else.
    """

    n: int | None
    suppressed: bool = False
    mean: Fraction | None = None
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the groups of one dimension stand furthest apart on one tip.

    `highest` and `lowest` name the two, None where the means are the same; `claimed` says whether
    they differ by more than shuffling usually brings about. `compared` says whether two could be.
    How large the gap is exactly is published nowhere: the means are, to one decimal.
    """

    compared: bool = False
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

    Ranks count from 1 and ties share one (`tied`). `rank_low` and `rank_high` are the 2.5th and
    97.5th percentile of its rank over resamples of the organisations; None under six of them.
    `rank_without_one` is its lowest and highest rank over the data sets without one organisation.
    A part whose question was not asked is None, and so is one that too few answered: it drops out,
    and the others' weights are scaled to sum 1. `no_ownership` says that of `system`.
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
    rank_without_one: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Comments:
    """What was written about one question of one tip: how many did, and what may be printed."""

    n: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class NonResponse:
    """Between which means the whole would lie, had everybody answered who was expected to."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class TipFigures:
    """All that may be said about one item. n: respondents who gave a score.

    `suppressed`: some did, but too few for any figure of their scores to be shown. With n of 0
    nobody did. `by` holds the groups of each dimension: `sector` (those of one organisation
    pooled in "Other sectors") and each group of the workshop ("Not said" for those who did not).

    `within_one` counts those within one level of the median. `band` is `strength`, `discuss` or
    `concern`, and `band_range` holds it with those of every data set without one organisation, the
    lowest first; `split` says whether views are split. `gap` is between sectors or families, `gaps`
    between the groups of each other dimension. `dont_know_share` and `not_for_us_share` are of all
    who answered question a.

    By question key: `comments`; `choices`, the answers to questions without a field of their own;
    `table_words`, what tables allowed to be printed besides what they agreed. `tables_spoke` counts
    the tables that said anything of it, `dissenting` those that noted another view (None where so
    few spoke that it would show which); `experience` is what people who use services answered.
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
    dissenting: int | None = None
    tables_spoke: int = 0
    tables_chose: dict[str, dict[str, int]] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)
    band_range: tuple[str, ...] = ()
    non_response: NonResponse | None = None

    @property
    def band_settled(self) -> bool:
        """Whether the band is the same without any one organisation."""
        return len(self.band_range) < 2


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """How often one theme is mentioned in self-assessments, and in the tables' notes.

    `comments`, `respondents` and `organisations` count self-assessments only; `strengths` and
    `barriers` count comments that tell of one, `both` those that tell of the one and the other;
    `tips` counts comments by tip's id; `tables` counts comments of conversation sheets, `people`
    those of people who use services. `sectors` and `groups` name those in which enough people
    mention it. `fallback` marks a catch-all. `memo` is what those who coded want to be said of it.
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
    sectors: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    both: int = 0
    quotes: tuple[Quote, ...] = ()
    fallback: bool = False
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A partner that was asked, and whether any form of its people counts."""

    partner: str
    name: str
    sector: str
    answered: bool


@dataclass(frozen=True, slots=True)
class SectorAnswered:
    """The forms of one sector that count, of those expected, and its organisations that answered.

    Sectors of one organisation are pooled.
    """

    answered: int
    expected: int
    organisations: int
    invited: int


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who took part: forms that count by kind, and self-assessments by sector and group.

    `pooled` are the sectors that `by_sector` counts as "Other sectors", `pooled_means` those whose
    means are that pool's. `shown_alone` names by sector the organisation that agreed beforehand to
    be shown as its sector's only one.
    """

    self_assessments: int
    tables: int
    organisations: int
    expected: int
    by_sector: dict[str, SectorAnswered]
    by_group: dict[str, dict[str, int]]
    invited: tuple[Invited, ...]
    people: int = 0
    pooled: tuple[str, ...] = ()
    pooled_means: tuple[str, ...] = ()
    shown_alone: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coding:
    """How the comments were coded, and how many of them people checked.

    `uncoded` counts those in no theme but a catch-all, `checked` those of which a person decided
    the themes, in one of `roles`. `with_person` is how far the program and a person agree who did
    not see what it found, `between_people` how far two people do; None where too few were read.
    `uncoded_quotes` are those of the uncoded that may be printed. `counted_in` is the number of
    comments, none of them of this workshop, in which words were counted that tell of the themes; 0
    where keywords alone decided.
    """

    codebook: str
    comments: int
    uncoded: int
    checked: int = 0
    roles: tuple[str, ...] = ()
    with_person: Agreement | None = None
    between_people: Agreement | None = None
    uncoded_quotes: tuple[Quote, ...] = ()
    counted_in: int = 0


@dataclass(frozen=True, slots=True)
class EditionNumber:
    """Which final edition this is, and the one before it, from which it differs; None if first."""

    number: int
    differs_from: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a report may show.

    `problems` name no response and no file; `checks` do, and are for the facilitator alone: no
    document and no file holds them. `remarks` say how what was asked differs from today's files,
    or between forms. `too_few`: so few answered in all that nothing of what they said is shown.
    `detectable` is, by dimension, the least gap in levels that could have been told from chance.
    `influence` is how much of the spread of priorities each part makes up. `edition` is None in a
    draft. `fingerprint` is keyed with the folder's secret, and empty before the first edition,
    when there is none. `room` is what was voted on the day, None where it was not, and
    `focus_groups` what came back from those who were shown priorities. `table_words` holds by
    question what tables wrote that would show which table it was if it stood with its item.
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
    workstreams: tuple[Workstream, ...] = ()
    register: tuple[UnderWay, ...] = ()
    coding: Coding | None = None
    local_support: Shares = Shares(n=0)
    other: Comments = Comments(n=0)
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    terms: Terms = field(default_factory=Terms)
    edition: EditionNumber | None = None
    detectable: dict[str, Fraction] = field(default_factory=dict)
    influence: dict[str, Fraction] = field(default_factory=dict)
    too_few: bool = False
    checks: tuple[str, ...] = ()
    also_as: tuple[SetOut, ...] = ()
    room: RoomVotes | None = None
    focus_groups: FocusGroups | None = None
    table_words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions in which answers are compared, that of organisations first."""
        return tuple(self.tips[0].by) if self.tips else ()

    def gap(self, tip: TipFigures, dimension: str) -> Gap:
        """Return the gap of one tip between the groups of a dimension."""
        return tip.gaps.get(dimension, tip.gap)

    def ranked(self) -> list[TipFigures]:
        """Return the tips by priority, the highest first; those without one come last."""
        return sorted(
            self.tips,
            key=lambda tip: (tip.priority.rank is None, tip.priority.rank or 0, tip.number),
        )

    @property
    def shows_groups(self) -> bool:
        """Whether anything is shown of what focus groups said."""
        return self.focus_groups is not None and self.focus_groups.groups > 0

    @property
    def once(self) -> bool:
        """Whether each organisation counts once: then shares are not of people."""
        return self.count == "organisations"

    @property
    def internal(self) -> bool:
        """Whether one organisation alone was asked: its people then differ by group alone."""
        return len(self.respondents.invited) == 1
