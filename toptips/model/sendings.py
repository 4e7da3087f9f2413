"""What was sent: `sent/` holds the questionnaires, and what each run of `prepare` said besides.

A run that sends something new writes `sent/asked-NNN.json`. Nothing in `sent/` is ever deleted.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from toptips.errors import TopTipsError
from toptips.model import questions
from toptips.model.framework import Framework
from toptips.model.newer import refuse_newer
from toptips.model.questionnaire import Questionnaire
from toptips.model.questions import FOCUS_GROUP, PAPER
from toptips.model.wordings import Wording, Wordings, section_of
from toptips.model.workshop import Partner, Workshop
from toptips.model.yaml_file import FileModel, Line, Whole
from toptips.places import Folder, read_bytes, refuse_links

Sent = TypeVar("Sent")
_NAME = re.compile(r"asked-(\d{3,6})")


class Promises(FileModel):
    """What the forms say of how answers are shown, which every output keeps.

    `words_of_tables`: whether the sheets say that a table's words are printed only if nobody
    objects, or, as those of version 0.1.0 do, that all notes are.
    """

    smallest_group: Whole = Field(ge=2)
    smallest_group_for_shares: Whole = Field(ge=2)
    words_of_tables: Literal["if_nobody_objects", "all"] = "if_nobody_objects"

    @classmethod
    def of(cls, workshop: Workshop) -> Promises:
        """Return what the forms of a workshop promise as workshop.yaml is now."""
        privacy = workshop.privacy
        return cls(
            smallest_group=privacy.smallest_group,
            smallest_group_for_shares=privacy.smallest_group_for_shares,
        )

    def with_stricter(self, other: Promises) -> Promises:
        """Return what keeps both promises."""
        words = {self.words_of_tables, other.words_of_tables}
        return Promises(
            smallest_group=max(self.smallest_group, other.smallest_group),
            smallest_group_for_shares=max(
                self.smallest_group_for_shares, other.smallest_group_for_shares
            ),
            words_of_tables="if_nobody_objects" if "if_nobody_objects" in words else "all",
        )


class Put(Wording):
    """How a question was put: its wording, its key and the section of its words."""

    key: str
    section: str


class Sending(FileModel):
    """What one run of `prepare` sent: the file `sent/asked-NNN.json`.

    `questions` says how each was put, whether it was asked or not; `questionnaires` are the hashes
    of what it sent, whole. `actions` are the ids of what was agreed last time, by the item and the
    key of the question that asks about it.
    """

    format: Literal[1] = 1
    workshop: str
    place: Line
    key_question: Line
    framework: Framework
    questions: tuple[Put, ...]
    ask: tuple[str, ...]
    ask_tables: tuple[str, ...]
    groups: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    partners: tuple[Partner, ...]
    families: dict[Line, tuple[Line, ...]] = Field(default_factory=dict)
    promises: Promises
    questionnaires: tuple[str, ...]
    actions: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def of(
        cls,
        workshop: Workshop,
        framework: Framework,
        wordings: Wordings,
        questionnaires: Sequence[Questionnaire],
        actions: Mapping[str, str] | None = None,
    ) -> Sending:
        """Return what is sent now."""
        return cls(
            workshop=workshop.id,
            place=workshop.named_place,
            key_question=workshop.key_question,
            framework=framework,
            questions=tuple(_put(wordings)),
            ask=workshop.ask,
            ask_tables=workshop.ask_tables,
            groups=workshop.groups,
            partners=workshop.partners,
            families=workshop.families,
            promises=Promises.of(workshop),
            questionnaires=tuple(sorted(sent.hash for sent in questionnaires)),
            actions=dict(actions or {}),
        )

    def to_json(self) -> bytes:
        """Return the file's bytes: the same content, the same bytes."""
        data = self.model_dump(mode="json", by_alias=True)
        if not self.actions:
            del data["actions"]  # as where there were none yet
        return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _put(wordings: Wordings) -> Iterator[Put]:
    for topic in questions.CATALOGUE:
        wording = wordings.of(topic).model_dump(exclude_none=True)
        yield Put(key=topic.key, section=section_of(topic), **wording)


def load_sent(folder: Path) -> dict[str, Questionnaire]:
    """Read the questionnaires of the forms that were sent, as `load_kept` reads them."""
    return of_forms(load_kept(folder))


def load_kept(folder: Path) -> dict[str, Questionnaire]:
    """Read all questionnaires that are kept, by the first eight hex digits of their hash.

    A file that was changed since no longer matches its name and is refused.
    """
    kept: dict[str, Questionnaire] = {}
    for path in _files(folder):
        if _NAME.fullmatch(path.stem):
            continue
        questionnaire = _load(path, Questionnaire.of_file)
        if questionnaire.hash != path.stem:
            raise TopTipsError(
                f"{path} was changed after it was sent. Put back the one that was sent."
            )
        kept[path.stem[:8]] = questionnaire
    return kept


def of_forms(kept: Mapping[str, Questionnaire]) -> dict[str, Questionnaire]:
    """Return those of the forms that were sent."""
    ours = (PAPER, FOCUS_GROUP)
    return {short: asked for short, asked in kept.items() if asked.form not in ours}


def of_groups(kept: Mapping[str, Questionnaire]) -> dict[str, Questionnaire]:
    """Return those of focus groups' sheets: one for each list of priorities there was."""
    return {short: asked for short, asked in kept.items() if asked.form == FOCUS_GROUP}


def of_lead(kept: Mapping[str, Questionnaire]) -> dict[str, Questionnaire]:
    """Return those of papers, which ask the lead and go to nobody else."""
    return {short: asked for short, asked in kept.items() if asked.form == PAPER}


def load_sendings(folder: Path) -> dict[int, Sending]:
    """Read what each run of `prepare` sent, by its number, the first one first."""
    found = {}
    for path in _files(folder):
        if match := _NAME.fullmatch(path.stem):
            found[int(match[1])] = _load(path, Sending.model_validate_json)
    return dict(sorted(found.items()))


def times_of_sent(folder: Path) -> list[datetime]:
    """Return when the files in `sent/` were last written, as far as the system tells."""
    times = []
    for path in _files(folder):
        with contextlib.suppress(OSError):
            times.append(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    return times


def _files(folder: Path) -> Iterator[Path]:
    # Some computers leave notes of their own beside every file, with a name that begins with a dot.
    paths = sorted(Folder(folder).sent.glob("*.json"))
    for path in (path for path in paths if not path.name.startswith(".")):
        refuse_links(folder, path)
        yield path


def _load(path: Path, read: Callable[[bytes], Sent]) -> Sent:
    raw = read_bytes(path)
    refuse_newer(raw, path)
    try:
        return read(raw)
    except ValidationError:
        raise TopTipsError(
            f"{path} is damaged. Put back a copy of it, or delete it and run"
            " 'toptips prepare' to write it again."
        ) from None
