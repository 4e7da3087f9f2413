"""editions.json: what each final edition of the report was made from, and the folder's secret."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from toptips.errors import TopTipsError
from toptips.model.newer import refuse_newer
from toptips.model.yaml_file import FileModel, Line, Whole
from toptips.places import Folder, read_bytes, reason, refuse_links
from toptips.writing import write_safely

LARGEST_EDITIONS = 64_000_000  # bytes; a hundred editions of ten thousand forms
LARGEST_FIGURES = 64_000_000

Secret = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Keyed = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Kind = Literal["self-assessment", "conversation", "people", "focus-group"]
# What goes out of a workshop's folder: the report, a copy to share, the paper on a local version.
Publication = Literal["report", "copy", "consultation"]


class Made(FileModel):
    """What a report is made from.

    `limits` are by their names in workshop.yaml. `dimensions` are all that self-assessments are
    grouped by, the sector first, and `shown` those in which the report gives figures. `forms`
    holds by kind the keyed hash of each form, with its group in each dimension (none of forms that
    are not grouped).
    """

    limits: dict[Line, str]
    dimensions: tuple[Line, ...]
    shown: tuple[Line, ...]
    forms: dict[Kind, dict[Keyed, tuple[str, ...]]]

    @model_validator(mode="after")
    def _fits(self) -> Made:
        grouped = self.forms.get("self-assessment", {}).values()
        if any(len(groups) != len(self.dimensions) for groups in grouped):
            raise ValueError("A form must have a group in each dimension.")
        if not {*self.shown} <= {*self.dimensions}:
            raise ValueError("What is shown must be one of the dimensions.")
        return self


class Edition(Made):
    """A final edition: what it was made from, its number, and whether it was recalled since.

    `gone_out_as` says what of it people may have.
    """

    number: Whole = Field(ge=1)
    recalled: bool = False
    gone_out_as: tuple[Publication, ...] = ("report",)

    def also_as(self, publication: Publication, made: Made) -> Edition:
        """Return this edition, gone out in a further way that may show further dimensions."""
        known = dict.fromkeys((*self.gone_out_as, publication))
        shown = {*self.shown, *made.shown}
        return self.model_copy(
            update={
                "gone_out_as": tuple(known),
                "shown": tuple(name for name in self.dimensions if name in shown),
            }
        )


class Paired(FileModel):
    """What a progress report compared in this round.

    `edition` is the number of the edition that holds the same forms. `items` has for each item
    that it showed, keyed, the keyed hash of each organisation whose scores it compared.
    """

    edition: Whole = Field(ge=1)
    items: dict[Keyed, tuple[Keyed, ...]]


class Editions(FileModel):
    """editions.json. Its `secret` keys every hash in it, and stands nowhere else."""

    format: Literal[1] = 1
    secret: Secret
    editions: tuple[Edition, ...] = ()
    progress: tuple[Paired, ...] = ()

    @model_validator(mode="after")
    def _counted(self) -> Editions:
        numbers = [edition.number for edition in self.editions]
        if numbers != [*range(1, len(numbers) + 1)]:
            raise ValueError("Editions must be numbered 1, 2, 3 and so on.")
        if any(paired.edition > len(numbers) for paired in self.progress):
            raise ValueError("A progress report must be made from an edition.")
        return self

    @classmethod
    def begun(cls) -> Editions:
        """Return the file before the first edition, with a secret of its own."""
        return cls(secret=secrets.token_hex(32))

    @property
    def standing(self) -> tuple[Edition, ...]:
        """The editions that people may still have: all that were not recalled."""
        return tuple(edition for edition in self.editions if not edition.recalled)

    @property
    def standing_progress(self) -> tuple[Paired, ...]:
        """What the progress reports compared that people may still have."""
        standing = {edition.number for edition in self.standing}
        return tuple(paired for paired in self.progress if paired.edition in standing)

    def with_progress(self, paired: Paired) -> Editions:
        """Return these editions with one more progress report, unless it is there."""
        if paired in self.progress:
            return self
        return self.model_copy(update={"progress": (*self.progress, paired)})

    def with_edition(self, made: Made, publication: Publication = "report") -> Editions:
        """Return these editions and one more."""
        fields = {name: getattr(made, name) for name in Made.model_fields}
        edition = Edition(number=len(self.editions) + 1, gone_out_as=(publication,), **fields)
        return self.model_copy(update={"editions": (*self.editions, edition)})

    def with_again(self, number: int, made: Made, publication: Publication) -> Editions:
        """Return these editions, that of this number gone out in a further way."""
        editions = [*self.editions]
        editions[number - 1] = editions[number - 1].also_as(publication, made)
        return self.model_copy(update={"editions": tuple(editions)})

    def with_recalled(self, numbers: Sequence[int]) -> Editions:
        """Return these editions, those of the given numbers recalled. Raises TopTipsError."""
        for number in numbers:
            if not 1 <= number <= len(self.editions):
                known = ", ".join(str(edition.number) for edition in self.editions) or "none"
                raise TopTipsError(
                    f"There is no edition {number} to recall. Editions in editions.json: {known}."
                )
        recalled = (
            edition.model_copy(update={"recalled": True}) if edition.number in numbers else edition
            for edition in self.editions
        )
        return self.model_copy(update={"editions": tuple(recalled)})

    def to_json(self) -> bytes:
        """Return the file's bytes: the same content, the same bytes."""
        data = self.model_dump(mode="json")
        return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def keyed(secret: str, *texts: str) -> str:
    """Return a hash of texts (64 hex digits) that nobody can look for without the secret."""
    text = json.dumps(texts, ensure_ascii=True)
    return hmac.new(bytes.fromhex(secret), text.encode(), hashlib.sha256).hexdigest()


def load_editions(folder: Path) -> Editions | None:
    """Read editions.json of a workshop's folder; None where no edition was ever made.

    Raises TopTipsError for a file that is damaged, of a newer toptips, far too large, none of
    ours, or gone: without it nobody could tell what an edition may not be laid beside.
    """
    path = Folder(folder).editions
    refuse_links(folder, path)
    if not os.path.lexists(path):
        if _is_keyed(Folder(folder)):
            raise _not_to_be_used(path, "is gone, and the report was made with it", "")
        return None
    raw = _bytes_of(path)
    try:
        return Editions.model_validate_json(raw.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError:
        refuse_newer(raw, path)
        raise _not_to_be_used(path, "is damaged or was changed") from None


def save_editions(folder: Path, before: Editions | None, after: Editions) -> None:
    """Write editions.json, if it still holds what was there before. Raises TopTipsError.

    Whoever calls this holds the folder's lock.
    """
    if load_editions(folder) != before:
        raise TopTipsError(
            "editions.json has changed while the report was being made. Run the command again."
        )
    if after != before:
        write_safely(Folder(folder).editions, after.to_json())


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise _not_to_be_used(path, "is not a file")
    try:
        too_large = path.stat().st_size > LARGEST_EDITIONS
    except OSError as error:
        raise TopTipsError(f"{path} can't be read: {reason(error)}.") from error
    if too_large:
        raise _not_to_be_used(path, f"is larger than {LARGEST_EDITIONS // 1_000_000} MB")
    return read_bytes(path)


def _is_keyed(folder: Folder) -> bool:
    """Say whether the last report was made with an editions.json, which keyed its fingerprint."""
    path = folder.report / "analysis.json"
    refuse_links(folder.path, path)
    try:
        figures: Any = json.loads(read_bytes(path, LARGEST_FIGURES))
    except (TopTipsError, ValueError, RecursionError):
        return False
    # The fingerprint of format 1 was a plain hash.
    is_ours = isinstance(figures, dict) and figures.get("format") != 1
    return is_ours and bool(figures.get("fingerprint"))


def _not_to_be_used(path: Path, what: str, this: str = "this file and ") -> TopTipsError:
    return TopTipsError(
        f"{path} {what}, so nobody can tell which final reports have gone out. Put back a copy of"
        " it. If there is none, ask everybody who has a final report to delete it, then take"
        f" {this}the folder report away."
    )
