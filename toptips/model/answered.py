"""What was answered: the responses that count, what people wrote in them, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from toptips.model.decisions import Decisions
from toptips.model.non_answers import is_no_comment
from toptips.model.questions import keys
from toptips.model.responses import Response


@dataclass(frozen=True, slots=True)
class Comment:
    """What one response says to one question in words of its own.

    `item` is empty for what is asked once. Its writer's consent is the response's.
    """

    response: Response
    item: str
    question: str
    text: str

    @property
    def form(self) -> str:
        """The form it stands in."""
        return self.response.form

    @property
    def id(self) -> str:
        """Twelve hex digits that stay the same whatever else comes back.

        Of the SHA-256 of form, partner, label (where there is none the response's id), item,
        question and text.
        """
        writer = self.response.respondent or self.response.id
        parts = (self.form, self.response.partner, writer, self.item, self.question, self.text)
        return sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


@dataclass(frozen=True)
class Answered:
    """A workshop as it was answered.

    `responses` are those that count, by id. `returns` counts what came back by status;
    `answered_with` the returns that count by the questionnaire they answer (the first eight hex
    digits of its hash). `left_out` says of each return that counts and has any how many of its
    answers could not be read. `codings` holds the themes that a person decided on, by comment id.
    `confirmed` holds the quotes that a person confirmed, by comment id, as they may be printed, and
    `confirmed_for` the theme that each was confirmed for. `directions` are those that a person
    decided on, `strength`, `barrier`, `mixed` or nothing. `coded_by` holds by coder (1 or 2) the
    themes that each gave, `coded_blind` those given without seeing any proposal; `roles` are those
    of the people who coded. `memos` say by theme what those who coded want to be said of it.
    `fingerprint` is that of the files all this was read from, keyed with the folder's secret.
    """

    responses: tuple[Response, ...]
    returns: Mapping[str, int] = field(default_factory=dict)
    answered_with: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[int, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    codings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fingerprint: str = ""
    confirmed: Mapping[str, str] = field(default_factory=dict)
    confirmed_for: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    coded_by: Mapping[int, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    coded_blind: Mapping[int, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    memos: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, responses: Sequence[Response]) -> Answered:
        """Return the given responses, in an order that does not depend on theirs."""
        return cls(tuple(sorted(responses, key=lambda response: response.id)))

    def forms(self, form: str) -> tuple[Response, ...]:
        """Return the responses of one form."""
        return tuple(response for response in self.responses if response.form == form)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """Everything that people said in answer to questions that ask for a text.

        What only says that there is nothing to say is none.
        """
        return tuple(self._gather())

    def _gather(self) -> Iterator[Comment]:
        texts = set(keys(kind="text"))
        for response in self.responses:
            for (item, question), text in response.answers.items():
                if question in texts and (text := text.strip()) and not is_no_comment(text):
                    yield Comment(response, item, question, text)
