"""summary.json of a copy to share: what each item came to, for one picture of many workshops.

It comes from other people's places, so that nothing in it is believed before it has been read.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Literal

from pydantic import Field, FiniteFloat, ValidationError, model_validator

from toptips.errors import TopTipsError
from toptips.model.framework import Framework
from toptips.model.newer import refuse_newer
from toptips.model.yaml_file import Day, FileModel, Id, Line, Whole
from toptips.places import read_within, refuse_links

SUMMARY = "summary.json"
LARGEST_SUMMARY = 2_000_000  # bytes; a framework of 99 items with all its explanations
FEWEST_ORGANISATIONS = 6
MOST_ANSWERS = 1_000_000
STEP_OF_MEAN = Fraction(1, 10)


class ItemSummary(FileModel):
    """One item: how many scored it, of how many organisations, and what they came to.

    `mean` is that of the organisations' means, in levels to one decimal, and `variance` its
    variance, in levels squared to three.
    """

    n: Whole = Field(ge=FEWEST_ORGANISATIONS, le=MOST_ANSWERS)
    organisations: Whole = Field(ge=FEWEST_ORGANISATIONS, le=MOST_ANSWERS)
    mean: FiniteFloat
    variance: FiniteFloat = Field(ge=0)

    @property
    def exact_mean(self) -> Fraction:
        """The mean as it is written."""
        return Fraction(str(self.mean))

    @property
    def exact_variance(self) -> Fraction:
        """The variance as it is written."""
        return Fraction(str(self.variance))


class ThemeMentioned(FileModel):
    """A theme that enough people mentioned, of enough organisations; in what words, nobody says."""

    id: Id
    name: Line


class Summary(FileModel):
    """What one place has to say in a picture of many.

    `items` holds by id those that six organisations scored; `themes` are of the framework's
    codebook. `edition` is the number under which the copy is on record in its workshop's folder.
    """

    format: Literal[1] = 1
    workshop: Id
    place: Line
    title: Line
    date: Day
    edition: Whole = Field(ge=1)
    framework: Framework
    items: dict[Id, ItemSummary]
    themes: tuple[ThemeMentioned, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Summary:
        known = [tip.id for tip in self.framework.tips]
        levels = [level.value for level in self.framework.scale]
        if len(set(known)) < len(known) or not self.items.keys() <= {*known}:
            raise ValueError("Its items must be the framework's.")
        if levels != sorted(set(levels)) or len(levels) < 2:
            raise ValueError("The levels of the scale must stand in order.")
        for item in self.items.values():
            if item.n < item.organisations or not levels[0] <= item.mean <= levels[-1]:
                raise ValueError("An item's mean must lie on the scale.")
            if item.variance > (levels[-1] - levels[0]) ** 2:
                raise ValueError("An item's variance must fit the scale.")
        return self

    def to_json(self) -> bytes:
        """Return the file's bytes: the same content, the same bytes."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        ordered = {"format": self.format, **data}
        return (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode()


def load_summary(copy: Path) -> Summary:
    """Read summary.json of a copy that `anonymise` made. Raises TopTipsError, with what to do."""
    path = copy / SUMMARY
    refuse_links(copy, path)
    if not path.is_file():
        raise TopTipsError(
            f"{copy} has no {SUMMARY}. Ask its place for a copy made with 'toptips anonymise'; an"
            " older toptips did not write that file."
        )
    raw = read_within(path, LARGEST_SUMMARY)
    refuse_newer(raw, path)
    try:
        return Summary.model_validate_json(raw.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError:
        raise TopTipsError(
            f"{path} is damaged or was changed. Ask its place for the copy again."
        ) from None
