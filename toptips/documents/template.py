"""From a template and values to Markdown in which no value can be taken for markup.

Every value that a template prints is swapped for an opaque token while the template is rendered;
the Word writer puts the values back as text once the Markdown is parsed. The tokens are made of
noncharacters, which Unicode keeps for a program's own use.
"""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from toptips.documents.bounds import LARGEST_TEMPLATE, MOST_LINES, Budget
from toptips.documents.sandbox import Sandbox
from toptips.documents.tokens import CLOSES, OPENS, Later, without_tokens
from toptips.errors import TemplateError
from toptips.model.mistakes import close
from toptips.model.yaml_file import parse_mapping

__all__ = ["Later", "Rendered", "Templates", "refuse_strays"]
# The parts of a template's name, as pack/letter.md.j2.
PART_OF_NAME = re.compile(r"[^\W.][\w. -]{0,99}")


class NoTemplate(TemplateError):
    """None of the folders has a template of that name."""


@dataclass(frozen=True)
class Rendered:
    """A rendered template: its front matter, its Markdown, and the value of each token."""

    name: str
    front: dict[str, Any]
    markdown: str
    values: dict[str, str]


class Templates:
    """The templates of some folders; of two files with one name, that of the first folder."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._values: dict[str, str] = {}
        loader = _BodyLoader(self)
        self._markdown = Sandbox(loader, self._swap, autoescape=True)
        self._plain = Sandbox(loader, _as_it_stands, autoescape=False)

    def find(self, name: str) -> Path:
        """Return the path of a file; TemplateError if no folder has it.

        What a name or a link looks for outside the folders of templates is not there.
        """
        if not all(map(PART_OF_NAME.fullmatch, name.split("/"))):
            raise TemplateError(f"'{name[:80]}' is no name of a template, as pack/letter.md.j2 is.")
        for folder in self._folders:
            if (path := folder / name).is_file():
                if not path.resolve().is_relative_to(folder.resolve()):
                    raise TemplateError(
                        f"{name} is a link that leads out of the templates' folder."
                    )
                return path
        raise NoTemplate(f"There is no template {name}.")

    def names(self, room: str) -> list[str]:
        """List the templates in a room, such as `pack`; parts that begin with _ are left out."""
        found = {
            f"{room}/{path.name}"
            for folder in self._folders
            for path in (folder / room).glob("*.md.j2")
            if not path.name.startswith(("_", "."))
        }
        return sorted(found)

    def front(self, name: str) -> dict[str, Any]:
        """Return a template's front matter as it stands."""
        return self.split(name)[0]

    def split(self, name: str) -> tuple[dict[str, Any], str]:
        """Return a template's front matter and its body, whose lines keep their numbers."""
        path = self.find(name)
        try:
            if path.stat().st_size > LARGEST_TEMPLATE:
                raise TemplateError(f"{path} is larger than {LARGEST_TEMPLATE // 1024} KB.")
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path} can't be read; save it as UTF-8 text.") from error
        match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        if match is None:
            return {}, text
        front = parse_mapping("\n" + match[1], path.name)
        return front, "\n" * match[0].count("\n") + text[match.end() :]

    def render(self, name: str, told: Any) -> Rendered:
        """Render a template, told the fields of a dataclass.

        Raises TemplateError, with the template and the line.
        """
        self._values = {}
        self._markdown.budget = self._plain.budget = Budget()
        context = _fields(told)
        with _said_with_its_line(name, told):
            front = {
                key: self._plain.from_string(value).render(context)
                if isinstance(value, str)
                else value
                for key, value in self.front(name).items()
            }
            markdown = self._markdown.get_template(name).render(context)
            if markdown.count("\n") > MOST_LINES:
                raise TemplateError(f"this makes more than {MOST_LINES:,} lines.")
        return Rendered(name, front, markdown, self._values)

    def plain(self, name: str, told: Any) -> str:
        """Render a template of plain text likewise; its values stand as they are.

        Raises TemplateError, with the template and the line.
        """
        self._plain.budget = Budget()
        context = _fields(told)
        with _said_with_its_line(name, told):
            return self._plain.get_template(name).render(context)

    def _swap(self, value: str | Later) -> str:
        """Swap a value for a token."""
        if isinstance(value, Later):
            return Markup(value.token)
        token = f"{OPENS}{len(self._values)}{CLOSES}"
        self._values[token] = without_tokens(value)
        return Markup(token)


def _as_it_stands(value: str | Later) -> str:
    """Return what a title prints of a value."""
    return value.token if isinstance(value, Later) else value


def _fields(told: Any) -> dict[str, Any]:
    """Return what a template is told by name: a dataclass's fields, or a mapping as it is."""
    if isinstance(told, Mapping):
        return dict(told)
    return {field.name: getattr(told, field.name) for field in fields(told)}


def _names_in(told: Any) -> Iterator[str]:
    """Yield the names of all that a template is told, and of what its parts are told."""
    if is_dataclass(told) and not isinstance(told, type):
        told = _fields(told)
    if isinstance(told, Mapping):
        yield from (key for key in told if isinstance(key, str))
        told = told.values()
    elif not isinstance(told, tuple | list):
        return
    for part in told:
        yield from _names_in(part)


def refuse_strays(own: Path, ours: Path) -> None:
    """Raise TemplateError for a template in no folder of `own`, where nothing would find it."""
    for stray in sorted(own.glob("*.j2")):
        meant = sorted(path.relative_to(ours).as_posix() for path in ours.rglob(stray.name))
        hint = f" Did you mean templates/{meant[0]}?" if meant else ""
        raise TemplateError(f"templates/{stray.name} is in no folder that is looked into.{hint}")


@contextlib.contextmanager
def _said_with_its_line(name: str, told: Any) -> Iterator[None]:
    """Turn whatever goes wrong in a template, told this, into a TemplateError that says where."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise TemplateError(
            error.message or str(error), error.name or name, error.lineno
        ) from error
    except (RecursionError, MemoryError, SyntaxError) as error:
        raise TemplateError("it is nested too deeply.", name) from error
    except TemplateNotFound as error:
        raise TemplateError(f"there is no template {error.message}.", name) from error
    except TemplateError as error:
        raise TemplateError(str(error), *_line_of(error, name)) from error
    except UndefinedError as error:
        # Jinja names the class that lacks it, which says nothing to who wrote the template.
        missing = re.search(r"'([^']*)'(?: is undefined)?$", error.message or "")
        said = str(error)
        if missing:
            alike = close(missing[1], sorted(_names_in(told)))
            said = f"'{missing[1]}' is not known here." + (
                f" Did you mean '{alike}'?" if alike else ""
            )
        raise TemplateError(said, *_line_of(error, name)) from error
    except Exception as error:
        # A template is a person's own text: whatever it does wrong is said, with its line.
        raise TemplateError(str(error), *_line_of(error, name)) from error


def _line_of(error: Exception, name: str) -> tuple[str, int]:
    """Return in which template, and on which line, rendering stopped; 0 where it was on none."""
    traced = traceback.walk_tb(error.__traceback__)
    code = ((frame.f_code.co_filename, line) for frame, line in traced)
    places = [(template, line) for template, line in code if template.endswith(".j2")]
    return places[-1] if places else (name, 0)


class _BodyLoader(BaseLoader):
    """Hands Jinja the bodies of templates; what is traced to one bears its name, not its path."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if not template.endswith(".j2"):
            raise TemplateError(f"{template[:80]!r} is no template: its name must end in .j2.")
        try:
            return self._templates.split(template)[1], template, None
        except NoTemplate:
            raise TemplateNotFound(template) from None
