"""Workstreams: pieces of work that are proposed to partners, from themes, items and actions.

They are proposals. What stands behind each is counted in people and organisations of the whole
workshop; words are printed by the rules of `comments.Printable`, decisions of tables by theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from toptips.analysis.alike import alike
from toptips.analysis.disclosure import SECTOR
from toptips.analysis.figures import Agreed, TipFigures
from toptips.analysis.proposed import Action, Quote, Step, Workstream
from toptips.analysis.quotes import varied
from toptips.analysis.rules import Rules
from toptips.analysis.themes import Coded, code, mentioning
from toptips.model.answered import Comment
from toptips.model.codebook import Codebook, Theme
from toptips.model.framework import Tip
from toptips.model.responses import Response
from toptips.model.stories import reads_like_a_story

LEADING = 5
QUOTES = 5
FORM, TABLE = "self-assessment", "conversation"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What workstreams are made from.

    `comments` are all that were read, with their themes in `codebook`; `across` holds what is
    proposed wherever comments carry it. `tips` are the items as they were asked, `figures` what
    may be shown of each. `places` hold the groups of each response by dimension; `printable`
    returns a comment as a quote, or None where it must not be printed.
    """

    codebook: Codebook
    across: Codebook | None
    comments: Sequence[Coded]
    tips: Sequence[Tip]
    figures: Sequence[TipFigures]
    places: Mapping[str, Mapping[str, str]]
    rules: Rules
    printable: Callable[[Comment], Quote | None]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a workstream may be about; `coded` are the comments that mention it as a barrier."""

    theme: Theme
    of_codebook: bool
    across: bool
    coded: Sequence[Coded]

    @property
    def barriers(self) -> list[Comment]:
        return [said.comment for said in self.coded]

    @property
    def quotable(self) -> list[Comment]:
        return [said.comment for said in self.coded if said.stands_for(self.id)]

    @property
    def id(self) -> str:
        return self.theme.id

    @property
    def respondents(self) -> dict[str, Response]:
        return _writers(self.barriers)

    @property
    def order(self) -> tuple[int, int]:
        """By how many organisations mention it as a barrier, then by how many people."""
        people = self.respondents.values()
        return (-len({person.partner for person in people}), -len(people))


@dataclass(frozen=True, slots=True)
class _Proposal:
    """One action as it was written in a form, or decided by a table; what it mentions."""

    tip: str
    text: str
    mentions: Set[str]
    comment: Comment | None = None
    agreed: Agreed | None = None


def workstreams(grounds: Grounds) -> tuple[Workstream, ...]:
    """Propose workstreams: the leading themes, and those across items that comments carry.

    A theme leads where enough people mention it as a barrier, the five that most organisations do.
    What nobody mentions so, or has neither an item behind it nor an action, is no piece of work.
    """
    grounds = replace(grounds, comments=_with_across(grounds))
    chosen = _chosen(grounds)
    titles = {tip.id: tip.title for tip in grounds.tips}
    printed = {tip.id: f"{tip.title}. {tip.summary}" for tip in grounds.tips}
    prompted = _about(grounds, printed)
    actions = _actions(grounds, chosen, _about(grounds, titles))
    chosen = [found for found in chosen if found.id in actions or _items_behind(found, grounds)]
    orders = [subject.order for subject in chosen]
    return tuple(
        _workstream(subject, grounds, prompted, actions.get(subject.id, ()), orders)
        for subject in chosen
    )


def _with_across(grounds: Grounds) -> list[Coded]:
    """Add what is proposed across items to what each comment mentions."""
    found = _across([said.comment.text for said in grounds.comments], grounds)
    return [
        replace(said, themes=said.themes | more) if more else said
        for said, more in zip(grounds.comments, found, strict=True)
    ]


def _across(texts: Sequence[str], grounds: Grounds) -> list[Set[str]]:
    """Return what each text mentions of what is proposed across items.

    A theme that the codebook has as well is found as the codebook has it: counted by more keywords,
    more would name it as what gets in the way than mention it at all.
    """
    if grounds.across is None:
        return [frozenset()] * len(texts)
    own = {theme.id for theme in grounds.codebook.themes}
    return [themes - own for themes in code(texts, grounds.across)]


def _chosen(grounds: Grounds) -> list[_Subject]:
    """Return what is proposed, that which most organisations mention as a barrier first."""
    own = [theme for theme in grounds.codebook.themes if not theme.fallback]
    named = {theme.id: theme for theme in (grounds.across.themes if grounds.across else ())}
    ids = {theme.id for theme in own}
    themes = [*own, *(theme for theme in named.values() if theme.id not in ids)]
    written: dict[str, list[Coded]] = defaultdict(list)
    for said in grounds.comments:
        if said.comment.form == FORM:
            for theme in said.themes:
                written[theme].append(said)
    subjects = [
        _Subject(
            theme,
            theme.id in ids,
            theme.id in named and grounds.rules.are_enough(_people(written[theme.id])),
            [said for said in written[theme.id] if said.is_a_barrier],
        )
        for theme in themes
    ]
    subjects.sort(key=lambda subject: (subject.order, subject.theme.name))
    leading = [
        subject
        for subject in subjects
        if subject.of_codebook and grounds.rules.are_enough(subject.respondents.values())
    ][:LEADING]
    return [
        subject for subject in subjects if subject.coded and (subject.across or subject in leading)
    ]


def _people(written: Iterable[Coded]) -> Collection[Response]:
    return _writers(said.comment for said in written).values()


def _writers(comments: Iterable[Comment]) -> dict[str, Response]:
    return {comment.response.id: comment.response for comment in comments}


def _about(grounds: Grounds, texts: Mapping[str, str]) -> dict[str, Set[str]]:
    """Return by item what a text about it mentions."""
    written = list(texts.values())
    own = code(written, grounds.codebook)
    found = [themes | more for themes, more in zip(own, _across(written, grounds), strict=True)]
    return dict(zip(texts, found, strict=True))


def _workstream(
    subject: _Subject,
    grounds: Grounds,
    prompted: Mapping[str, Set[str]],
    groups: Sequence[Sequence[_Proposal]],
    orders: Sequence[tuple[int, int]],
) -> Workstream:
    people = subject.respondents.values()
    unasked = _writers(
        comment
        for comment in subject.barriers
        if subject.id not in prompted.get(comment.item, frozenset())
    ).values()
    tips = _items_behind(subject, grounds)
    owners, system = _system(grounds.figures, tips)
    actions = [found for group in groups if (found := _action(group, grounds.printable))]
    proposed = sum(proposal.comment is not None for group in groups for proposal in group)
    printed = sum(quote.form == FORM for found in actions for quote in found.wordings)
    return Workstream(
        id=subject.id,
        name=subject.theme.name,
        theme=subject.id if subject.of_codebook else "",
        across=subject.across,
        rank=1 + sum(order < subject.order for order in orders),
        tied=orders.count(subject.order) > 1,
        organisations=len({person.partner for person in people}),
        respondents=len(people),
        unprompted=len({person.partner for person in unasked}),
        unprompted_respondents=len(unasked),
        sectors=mentioning(people, grounds.places, grounds.rules.are_enough).get(SECTOR, ()),
        tips=tips,
        further_tips=len({comment.item for comment in subject.barriers} - {"", *tips}),
        owners=owners,
        system=system,
        proposed=proposed,
        held_back=proposed - printed,
        actions=tuple(sorted(actions, key=lambda found: _most_proposed(found, grounds.tips))),
        quotes=varied(filter(None, map(grounds.printable, subject.quotable)), QUOTES),
    )


def _items_behind(subject: _Subject, grounds: Grounds) -> dict[str, int]:
    """Return the items under which enough people mention something, with how many; most first."""
    by_item: dict[str, dict[str, Response]] = defaultdict(dict)
    for comment in subject.barriers:
        by_item[comment.item][comment.response.id] = comment.response
    numbers = {
        tip.id: len(people)
        for tip in grounds.tips
        if grounds.rules.are_enough((people := by_item.get(tip.id, {})).values())
    }
    return dict(sorted(numbers.items(), key=lambda pair: -pair[1]))


def _system(figures: Sequence[TipFigures], tips: Collection[str]) -> tuple[int, Fraction | None]:
    """Return how many said who could change some items, and the share for several together.

    It follows from the items' own shares, so that it shows nothing that they do not.
    """
    shown = [tip.ownership for tip in figures if tip.id in tips and tip.ownership.shares]
    answers = sum(shares.n or 0 for shares in shown)
    if not answers:
        return 0, None
    system = sum(
        ((shares.shares or {}).get("system", Fraction(0)) * (shares.n or 0) for shares in shown),
        Fraction(0),
    )
    return answers, system / answers


def _actions(
    grounds: Grounds, chosen: Sequence[_Subject], about: Mapping[str, Set[str]]
) -> dict[str, list[list[_Proposal]]]:
    """Return the proposed actions of each workstream, near-duplicates together.

    An action belongs to what its words mention, else to what its item is about. One that several
    could claim stands once: in that which fewest actions mention.
    """
    proposals = sorted(_proposals(grounds), key=lambda proposal: (proposal.tip, proposal.text))
    groups = [
        [proposals[place] for place in places]
        for places in alike(
            [proposal.text for proposal in proposals], [proposal.tip for proposal in proposals]
        )
    ]
    place = {subject.id: number for number, subject in enumerate(chosen)}
    claims = []
    for group in groups:
        mentioned = {theme for proposal in group for theme in proposal.mentions} & place.keys()
        claims.append(mentioned or about[group[0].tip] & place.keys())
    claimed = Counter(theme for themes in claims for theme in themes)
    found: dict[str, list[list[_Proposal]]] = defaultdict(list)
    for group, themes in zip(groups, claims, strict=True):
        if themes:
            found[min(themes, key=lambda theme: (claimed[theme], place[theme]))].append(group)
    return found


def _proposals(grounds: Grounds) -> Iterator[_Proposal]:
    """Yield the actions that forms propose, and those that tables decided and may be printed."""
    of_tables: dict[tuple[str, str], Set[str]] = {}
    for said in grounds.comments:
        comment = said.comment
        if comment.question != "action" or not comment.item:
            continue
        if comment.form == FORM:
            yield _Proposal(comment.item, comment.text, said.themes, comment=comment)
        elif comment.form == TABLE:
            of_tables[comment.item, comment.text] = said.themes
    for tip in grounds.figures:
        for agreed in tip.agreed:
            text = agreed.get("action")
            if (tip.id, text) in of_tables:
                yield _Proposal(tip.id, text, of_tables[tip.id, text], agreed=agreed)


def _action(
    group: Sequence[_Proposal], printable: Callable[[Comment], Quote | None]
) -> Action | None:
    """Return what may be printed of an action and its near-duplicates; None where nothing may."""
    quotes: dict[str, Quote] = {}
    for proposal in group:
        if quote := _wording(proposal, printable):
            quotes.setdefault(quote.text.casefold(), quote)
    if not quotes:
        return None
    return Action(
        tip=group[0].tip,
        wordings=tuple(quotes.values()),
        forms=sum(proposal.comment is not None for proposal in group),
        steps=tuple(step_of(proposal.agreed) for proposal in group if proposal.agreed),
    )


def _wording(proposal: _Proposal, printable: Callable[[Comment], Quote | None]) -> Quote | None:
    """Return the words of an action as they may be printed, or None."""
    if proposal.comment is None:
        return Quote(proposal.text, "", proposal.tip, "action", None, TABLE)
    quote = printable(proposal.comment)
    return None if quote is None or reads_like_a_story(quote.text) else quote


def step_of(agreed: Agreed) -> Step:
    """Return who takes a step that a table decided, and by when."""
    return Step(agreed.table, agreed.get("lead"), agreed.get("due"), agreed.get("lead_here"))


def _most_proposed(action: Action, tips: Sequence[Tip]) -> tuple[int, int, str]:
    """Order actions: those that most propose first, then by item."""
    numbers = {tip.id: tip.number for tip in tips}
    return (-(action.forms + len(action.steps)), numbers[action.tip], action.wordings[0].text)
