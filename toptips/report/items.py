"""What the report is told of one item: its figures in sentences, its comments, its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toptips.analysis import printing
from toptips.analysis.chosen import how_many
from toptips.analysis.figures import Comments, Figures, TipFigures
from toptips.analysis.proposed import Quote
from toptips.report import priorities, sentences
from toptips.report.agreed import AgreedTold, agreed_told
from toptips.report.local import WORDING
from toptips.report.quoted import Quoted, QuoteTold, compact
from toptips.report.register import PLANS
from toptips.report.whose_problem import QUESTION

# Of a question, with an item: of the first priorities, and of others; then with the appendix.
OF_A_PRIORITY, OF_ANOTHER, MOST_QUOTES = 2, 1, 4
LAST_PRIORITY = 3
# Of a part of a priority that so few answered that it does not count, though its shares are shown.
NOT_SHOWN, LEFT_OUT = "not shown", "left out (too few)"


@dataclass(frozen=True)
class CommentsTold:
    """What was written in answer to one question about an item.

    `further` quotes stand in the appendix.
    """

    heading: str
    wrote: str
    quotes: tuple[QuoteTold, ...]
    further: tuple[QuoteTold, ...]


@dataclass(frozen=True)
class ChoiceTold:
    """What was chosen in answer to one question: the question's name, and a sentence."""

    name: str
    answers: str


@dataclass(frozen=True)
class ItemTold:
    """One item of the framework as the report speaks of it."""

    id: str
    number: int
    title: str
    heading: str
    section: str
    summary: str
    n: str
    mean: str
    median: str
    stands: str
    unjudged: str
    within_one: str
    consensus: str
    split: str
    scores: str
    ownership: str
    owned: bool
    priority: str
    rank: str
    index: str
    need: str
    votes: str
    system: str
    rank_range: str
    rank_without_one: str
    named: str
    whole: str
    rank_by_need: str
    rank_by_votes: str
    rank_by_organisations: str
    choices: tuple[ChoiceTold, ...]
    experience: str
    comments: tuple[CommentsTold, ...]
    agreed: AgreedTold | None
    dissent: str


def item_told(tip: TipFigures, figures: Figures, quoted: Quoted) -> ItemTold:
    """Say all that the report says of one item."""
    terms, priority = figures.terms, tip.priority
    return ItemTold(
        id=tip.id,
        number=tip.number,
        title=tip.title,
        heading=f"{terms.item.capitalize()} {tip.number}: {tip.title}",
        section=terms.sections.get(tip.id, ""),
        summary=terms.summaries.get(tip.id, ""),
        n=NOT_SHOWN if tip.n is None else f"{tip.n:,}",
        mean=sentences.mean(tip, figures),
        median=NOT_SHOWN if tip.median is None else printing.level(tip.median),
        stands=printing.band(tip, terms),
        unjudged=printing.could_not_judge(tip) if tip.many_dont_know else "",
        within_one="views are split"
        if tip.split
        else NOT_SHOWN
        if tip.within_one is None
        else f"{tip.within_one} of {tip.n}",
        consensus=NOT_SHOWN if tip.consensus is None else f"{tip.consensus:.2f}",
        split="yes" if tip.split else NOT_SHOWN if tip.split is None else "no",
        scores=" ".join(sentences.about_scores(tip, figures)),
        ownership=about_ownership(tip, figures),
        owned=bool(tip.ownership.shares),
        priority=priorities.about_priority(tip, figures),
        rank="none" if priority.rank is None else printing.rank(priority.rank, priority.tied),
        **_points(tip),
        named=_named(tip),
        whole=_whole(tip),
        rank_range=_rank_range((priority.rank_low, priority.rank_high)),
        rank_without_one=_rank_range(priority.rank_without_one),
        rank_by_need=_other_rank(figures, tip, "rank_by_need"),
        rank_by_votes=_other_rank(figures, tip, "rank_by_votes"),
        rank_by_organisations=_other_rank(figures, tip, "rank_by_organisations"),
        choices=tuple(
            ChoiceTold(terms.answers.get(key, key), sentences.about_choice(key, shares, terms))
            for key, shares in tip.choices.items()
            if shares.shares
        ),
        experience=sentences.about_experience(tip, terms),
        comments=tuple(_comments(tip, figures, quoted)),
        agreed=agreed_told(tip, figures),
        dissent=sentences.about_dissent(tip),
    )


def about_ownership(tip: TipFigures, figures: Figures) -> str:
    """Say who could change one item: each answer's share, and how many gave the most frequent."""
    shares = tip.ownership.shares
    said = sentences.about_choice(QUESTION, tip.ownership, figures.terms)
    if not shares or 2 * max(shares.values()) >= 1:
        return said
    first = how_many(tip.ownership, (max(shares, key=shares.__getitem__),), once=figures.once)
    return f"{said} No answer has a majority; the most frequent has {first}."


def _points(tip: TipFigures) -> dict[str, str]:
    """Print a priority and its contributions, so that they add up; what is hidden is not shown."""
    priority, parts = tip.priority, ("need", "votes", "system")
    known = {part: added for part in parts if (added := getattr(priority, part)) is not None}
    printed = dict(zip(known, printing.points_that_add_up(list(known.values())), strict=True))
    index = NOT_SHOWN if priority.value is None else printing.points(priority.value)
    absent = dict.fromkeys(parts, NOT_SHOWN)
    if priority.no_ownership and tip.ownership.shares:
        absent["system"] = LEFT_OUT
    return {"index": index} | absent | printed


def _named(tip: TipFigures) -> str:
    """Print how many named an item among those that matter most."""
    if tip.votes.n == 0:
        return "nobody named any"
    return NOT_SHOWN if tip.votes.count is None else f"{tip.votes.count} of {tip.votes.n}"


def _whole(tip: TipFigures) -> str:
    """Print how many said that it takes several organisations."""
    shares, n = tip.ownership.shares, tip.ownership.n
    if not shares or not n or "system" not in shares:
        return NOT_SHOWN
    many = shares["system"] * n
    return f"{many} of {n}" if many.denominator == 1 else printing.percent(shares["system"])


def _rank_range(ranks: tuple[int | None, int | None] | None) -> str:
    low, high = ranks or (None, None)
    return printing.rank_range(low, high) if low is not None and high is not None else "not known"


def _other_rank(figures: Figures, tip: TipFigures, which: str) -> str:
    """Print where an item stands in another order, such as `rank_by_need`; = if others do too."""
    ranks = [getattr(other.priority, which) for other in figures.tips]
    own = getattr(tip.priority, which)
    return "none" if own is None else printing.ordinal(own) + "=" * (ranks.count(own) > 1)


def _comments(tip: TipFigures, figures: Figures, quoted: Quoted) -> Iterator[CommentsTold]:
    """Yield what was written about an item, a question after another, and tables' words beside it.

    Whose table it was is not said. What was written about plans stands in the register; of what is
    printed nowhere a count alone would say nothing.
    """
    for key in dict.fromkeys((*tip.comments, *tip.table_words)):
        comments = tip.comments.get(key, Comments(n=0))
        texts = () if key == PLANS else tip.table_words.get(key, ())
        if key == WORDING or not (comments.n or texts):
            continue
        quotes, further = _shared_out(
            quoted.some(comments.quotes, MOST_QUOTES),
            tuple(QuoteTold(compact(text), "a table") for text in texts),
            OF_A_PRIORITY
            if (tip.priority.rank or len(figures.tips)) <= LAST_PRIORITY
            else OF_ANOTHER,
        )
        if not quotes and not (key == PLANS and comments.quotes):
            continue
        yield CommentsTold(
            heading=figures.terms.answers.get(key, key),
            wrote=_wrote(comments, key) if comments.n else "",
            quotes=tuple(quotes),
            further=tuple(further),
        )


def apart_told(figures: Figures, quoted: Quoted) -> Iterator[CommentsTold]:
    """Yield tables' words that stand without their item, a question after another."""
    for key, texts in figures.table_words.items():
        quotes = quoted.all(Quote(text, "", "", key, form="conversation") for text in texts)
        if quotes:
            yield CommentsTold(figures.terms.answers.get(key, key), "", quotes, ())


def _shared_out(
    of_forms: Sequence[QuoteTold], of_tables: Sequence[QuoteTold], most: int
) -> tuple[Sequence[QuoteTold], Sequence[QuoteTold]]:
    """Return the quotes that stand with an item, and the others; of two one is a table's."""
    first = of_forms[: most - (most > 1 and bool(of_tables))]
    beside = of_tables[: most - len(first)]
    return (*first, *beside), (*of_forms[len(first) :], *of_tables[len(beside) :])


def _wrote(comments: Comments, key: str) -> str:
    """Say how many answered a question in words, and where these stand if not here."""
    said = f"{printing.count(comments.n, 'person', 'people')} wrote about this."
    where = " What may be printed of it stands in the register, in the appendix."
    return said + where if key == PLANS and comments.quotes else said
