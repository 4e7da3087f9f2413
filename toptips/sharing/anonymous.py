"""A copy of the answers that is fit to share: who answered can't be read from it.

What is left of a form stands apart: its scores and choices under a new id, its words by
themselves, so that somebody whose words are recognised does not give away the scores too.
Whoever answered is one of at least `smallest_group` people, of two organisations or more, who
stand in the copy with the same sector and the same groups (k-anonymity: Sweeney, 2002,
*Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems* 10).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from toptips.analysis.comments import CONSENTS, find_personal_data
from toptips.analysis.pooling import NOT_SAID, OTHER_SECTORS
from toptips.analysis.table_words import words_of_tables
from toptips.errors import TopTipsError
from toptips.model import questions
from toptips.model.answered import Comment
from toptips.model.asked import Asked
from toptips.model.personal_data import hide
from toptips.model.responses import Response, guarded, quoting_writer
from toptips.sharing.held_back import NOBODY_READ, CommentsRead, Reason
from toptips.sharing.scores import leave_out
from toptips.sharing.standing_out import is_safe, kept_groups, pool_sectors

# Who knows that an organisation sent one agreed form would know whose it is, and who knows which
# table gave leave for its words, whose these are.
LEFT_OUT = ("speaks_for", "read_by_all", *questions.keys(column=True))
_TABLE = re.compile(r"table-\d{1,2}")
# A label or a role shorter than this is left in words: it would tear holes into all of them.
_SHORTEST_REMOVED = 2
_INITIALS = 3


@dataclass(frozen=True, slots=True)
class SharedComment:
    """Words that somebody allowed to be printed, apart from the rest of the form.

    `sector` is empty where its writer did not want it named, or where too few would stand
    behind it; `tip` is empty for what is asked once, and for words of a table that would else show
    which table it was.
    """

    form: str
    sector: str
    tip: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Anonymous:
    """What may be shared, and how much was held back.

    `pooled` names the sectors that became "Other sectors". `blanked` counts people whose groups
    were taken out, `withheld` those whose words were, `hidden` texts in which something was
    hidden, `scores_left_out` answers to question a that the report's totals would else give away.
    `people_left_out` counts forms of people who use services, where they are too few, and
    `held_back` by the reason the comments that stay out although their writers agreed.
    """

    responses: tuple[Response, ...]
    comments: tuple[SharedComment, ...]
    pooled: tuple[str, ...]
    blanked: int
    withheld: int
    hidden: int
    people_left_out: int
    scores_left_out: int
    held_back: Mapping[Reason, int]

    def count(self, form: str) -> int:
        """Return how many responses of a form are in the copy."""
        return sum(response.form == form for response in self.responses)


def anonymise(
    responses: Sequence[Response],
    asked: Asked,
    smallest: int,
    secret: str,
    read: CommentsRead = NOBODY_READ,
) -> Anonymous:
    """Make the copy of a workshop as it was asked, in which no group is under `smallest` people.

    `secret` orders it: nobody who lacks it can tell who stands where. `read` is what people who
    read the comments decided about them.

    Raises TopTipsError where too few people or only one organisation answered.
    """
    closed = {response.id: _closed_answers(response, asked) for response in responses}
    forms = _of("self-assessment", responses, closed)
    people = _of("people", responses, closed)
    if not is_safe(forms, smallest):
        raise TopTipsError(
            f"There is nothing that is fit to share: that takes answers of {smallest} people or"
            " more, of two organisations or more."
        )
    words = [response for response in responses if response.form in ("self-assessment", "people")]
    left_out: list[Response] = []
    if not is_safe(people, smallest):
        people = []
        left_out = [response for response in words if response.form == "people"]
        words = [response for response in words if response.form != "people"]
    sectors = {response.id: _sector(response, asked) for response in forms}
    sector_of = pool_sectors(sectors, forms, smallest)
    groups = {response.id: _groups(response, asked) for response in (*forms, *people)}
    kept = _kept(groups, forms, people, sector_of, asked, smallest)
    few = leave_out([*forms, *people], closed, kept, sector_of, smallest)
    sheets = [response for response in responses if response.form == "conversation"]
    made, on_sheets = _new_responses(
        [*forms, *people, *sheets], closed, kept, sector_of, asked, secret
    )
    comments, in_comments, held_back = _comments(words, sector_of, asked, smallest, read)
    every_comment = (*comments, *_comments_of_tables(sheets, asked))
    return Anonymous(
        responses=made,
        comments=tuple(sorted(every_comment, key=lambda said: _shuffled(secret, repr(said)))),
        pooled=_pooled(sectors, sector_of),
        blanked=sum(kept[response_id] != groups[response_id] for response_id in groups),
        withheld=_withheld(words, asked),
        hidden=on_sheets + in_comments,
        people_left_out=len(left_out),
        scores_left_out=few,
        held_back=held_back,
    )


def _pooled(sectors: Mapping[str, str], sector_of: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sectors that became "Other sectors"; both mappings are by response."""
    pooled = {sectors[known] for known, name in sector_of.items() if name == OTHER_SECTORS}
    return tuple(sorted(pooled - {OTHER_SECTORS}))


def _withheld(responses: Sequence[Response], asked: Asked) -> int:
    """Count those who wrote something and did not allow it to be printed."""
    tips = {tip.id for tip in asked.framework.tips}
    return sum(
        response.quote not in CONSENTS and any(_texts(response, tips)) for response in responses
    )


def _kept(
    groups: Mapping[str, dict[str, str]],
    forms: Sequence[Response],
    people: Sequence[Response],
    sector_of: Mapping[str, str],
    asked: Asked,
    smallest: int,
) -> dict[str, dict[str, str]]:
    """Return the groups that each response keeps."""
    # The groups with the fewest values are kept longest: they say the most for the least.
    order = sorted(asked.groups, key=lambda name: len(asked.groups[name]))
    kept = kept_groups(groups, forms, sector_of, order, smallest)
    return kept | kept_groups(groups, people, {}, order, smallest)


def _of(
    form: str, responses: Sequence[Response], closed: Mapping[str, Mapping[tuple[str, str], str]]
) -> list[Response]:
    return [response for response in responses if response.form == form and closed[response.id]]


def _closed_answers(response: Response, asked: Asked) -> dict[tuple[str, str], str]:
    """Return the scores, choices and dates of a response, as long as they are nothing else.

    A file of another program may have words where a choice belongs. What is asked about actions of
    last time is in no catalogue and left out: it says nothing without their words, which name
    who leads them.
    """
    tips = {tip.id for tip in asked.framework.tips}
    levels = set(map(str, asked.scale))
    answers = {}
    for (tip, question), value in response.answers.items():
        topic = questions.topic_of(question)
        if topic is None or question in LEFT_OUT or (topic.per == "form") == bool(tip):
            continue
        if tip and tip not in tips:
            continue
        usual = value in questions.values_of(question)
        if topic.besides == "levels":
            usual = usual or value in levels
        elif topic.besides == "items":
            usual = value in tips
        elif topic.kind == "date":
            usual = _is_date(value)
        if usual:
            answers[tip, question] = value
    return answers


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _texts(response: Response, tips: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield tip, question and words of all that was written freely."""
    for (tip, question), text in response.answers.items():
        topic = questions.topic_of(question)
        if topic is None or topic.kind not in ("text", "line") or question in LEFT_OUT:
            continue
        known = tip in tips if tip else topic.per == "form"
        if known and text.strip():
            yield tip, question, text


def _sector(response: Response, asked: Asked) -> str:
    partner = asked.partner(response.partner)
    return (partner.sector if partner else response.sector) or NOT_SAID


def _groups(response: Response, asked: Asked) -> dict[str, str]:
    return {
        name: response.groups[name]
        for name, values in asked.groups.items()
        if response.groups.get(name) in values
    }


def _new_responses(
    kept: Sequence[Response],
    closed: Mapping[str, dict[tuple[str, str], str]],
    groups: Mapping[str, dict[str, str]],
    sector_of: Mapping[str, str],
    asked: Asked,
    secret: str,
) -> tuple[tuple[Response, ...], int]:
    """Return new responses in an order that says nothing, and how many texts of tables changed."""
    tips = {tip.id for tip in asked.framework.tips}
    made, hidden = [], 0
    width = max(3, len(str(len(kept))))
    in_order = sorted(kept, key=lambda response: _shuffled(secret, response.id))
    for number, response in enumerate(in_order, 1):
        answers = closed[response.id]
        if response.form == "conversation":
            texts = dict(_decisions(response, tips))
            impersonal = {place: hide(text) for place, text in texts.items()}
            hidden += sum(impersonal[place] != text for place, text in texts.items())
            found = answers | impersonal
            answers = {place: found[place] for place in response.answers if place in found}
        made.append(
            Response(
                id=f"r{number:0{width}}",
                form=response.form,
                sector=sector_of.get(response.id, ""),
                respondent=response.respondent if _is_table(response) else "",
                quote="",
                groups=groups.get(response.id, {}),
                answers=answers,
            )
        )
    return tuple(made), hidden


def _decisions(table: Response, tips: Collection[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a table decided in words: its other words stand apart from its number."""
    decisions = questions.keys(decision=True)
    for tip, question, text in _texts(table, tips):
        if question in decisions:
            yield (tip, question), text


def _is_table(response: Response) -> bool:
    return response.form == "conversation" and bool(_TABLE.fullmatch(response.respondent))


def _comments(
    responses: Sequence[Response],
    sector_of: Mapping[str, str],
    asked: Asked,
    smallest: int,
    read: CommentsRead,
) -> tuple[tuple[SharedComment, ...], int, Counter[Reason]]:
    """Return the words of people that may be printed.

    Returned with them are how many changed, and by the reason how many are held back.
    """
    tips = {tip.id for tip in asked.framework.tips}
    answering = Counter(
        (sector_of[response.id], tip)
        for response in responses
        if response.id in sector_of
        for tip in {"", *(tip for tip, _ in response.answers)}
    )
    # Of all organisations: what is hidden would else say which one is the writer's own.
    named = {partner.name for partner in asked.partners}
    named |= {response.partner_name for response in responses}
    without_organisations = _hiding("organisation", named)
    comments, hidden = [], 0
    held_back: Counter[Reason] = Counter()
    for response in responses:
        if response.quote not in CONSENTS:
            continue
        without_label = _hiding("label", [response.respondent])
        without_role = _hiding("role", [response.role])
        for tip, question, text in _texts(response, tips):
            comment = Comment(response, tip, question, text.strip())
            if why := read.why_held_back(comment):
                held_back[why] += 1
                continue
            sector = sector_of.get(response.id, "") if response.quote == "sector" else ""
            if answering[sector, tip] < smallest:
                sector = ""
            words = read.words(comment)
            impersonal = without_organisations(without_role(without_label(words)))
            hidden += impersonal != words
            comments.append(SharedComment(response.form, sector, tip, question, impersonal))
    return tuple(comments), hidden, held_back


def _comments_of_tables(sheets: Sequence[Response], asked: Asked) -> Iterator[SharedComment]:
    """Yield tables' words as the report prints them, without their number.

    Those that would show whose they are have no item. What holds personal data or reads like one
    person's story is left out.
    """
    personal, _ = find_personal_data(sheets, asked)
    found = words_of_tables(sheets, personal, asked)
    for item, words in (*found.by_item.items(), ("", found.apart)):
        for question, written in words.items():
            for text in written:
                yield SharedComment("conversation", "", item, question, text)


def _hiding(kind: str, names: Collection[str]) -> Callable[[str], str]:
    """Return what replaces these names in a text, wherever they stand as words."""
    parts = []
    for name in sorted(names, key=lambda known: (-len(known), known)):
        words = name.split()
        if len("".join(words)) >= _SHORTEST_REMOVED:
            part = r"\s+".join(map(re.escape, words))
            # "IT" may be somebody's initials, "it" is not.
            parts.append(part if len(name) <= _INITIALS else f"(?i:{part})")
    if not parts:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
    return lambda text: pattern.sub(f"[{kind} removed]", text)


def _shuffled(secret: str, name: str) -> str:
    return sha256(f"{secret}\n{name}".encode()).hexdigest()


def write_comments(comments: Sequence[SharedComment]) -> bytes:
    """Return the bytes of comments.csv: UTF-8 with a byte-order mark, one row a comment."""
    text = io.StringIO(newline="")
    writer = quoting_writer(text)
    writer.writerow(("form", "sector", "tip", "question", "value"))
    for comment in comments:
        cells = (comment.form, comment.sector, comment.tip, comment.question, comment.text)
        writer.writerow(map(guarded, cells))
    return b"\xef\xbb\xbf" + text.getvalue().encode()
