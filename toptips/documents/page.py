"""The page of a document, as the front matter of its template says it.

    page:
      size: A3
      orientation: landscape
      margins: 1.5
      columns: 2
    text: 18

Margins are in centimetres, one number for all or `top`, `bottom`, `left` and `right`; `text` is the
size of running text in points. What is left out is as brand.docx has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator

from toptips.errors import TemplateError
from toptips.model.mistakes import found_by_pydantic
from toptips.model.yaml_file import FileModel

# Width and height of a sheet held upright, in centimetres.
SIZES = {"A3": (29.7, 42.0), "A4": (21.0, 29.7), "A5": (14.8, 21.0)}
SIDES = ("top", "bottom", "left", "right")
Margin = Annotated[float, Field(ge=0.5, le=8)]


class Margins(FileModel):
    """The margins of a page, in centimetres."""

    top: Margin | None = None
    bottom: Margin | None = None
    left: Margin | None = None
    right: Margin | None = None


class Page(FileModel):
    """How a document's pages are set up. None stands for what the brand has."""

    size: Literal["A3", "A4", "A5"] | None = None
    orientation: Literal["portrait", "landscape"] | None = None
    margins: Margins = Margins()
    columns: Annotated[int, Field(ge=1, le=4)] = 1

    @field_validator("margins", mode="before")
    @classmethod
    def _all_alike(cls, given: Any) -> Any:
        """Read one number as the margin of all four sides."""
        return given if isinstance(given, Mapping | Margins) else dict.fromkeys(SIDES, given)


class PageFront(FileModel):
    """What of a template's front matter says how its pages are."""

    page: Page = Page()
    text: Annotated[float, Field(ge=11, le=36)] | None = None


def read_page(front: Mapping[str, Any]) -> PageFront:
    """Return what a front matter says of the page. Raises TemplateError, in words, for mistakes."""
    told = {key: front[key] for key in ("page", "text") if front.get(key) is not None}
    try:
        return PageFront.model_validate(told)
    except ValidationError as error:
        place, said = found_by_pydantic(error, PageFront)[0]
        within = [str(part) for part in place[:-1]]
        raise TemplateError(f"{': '.join([*within, said])}") from error
