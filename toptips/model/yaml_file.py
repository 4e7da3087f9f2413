"""Reads YAML strictly, as YAML 1.2 does, and says where each mistake stands."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from toptips.errors import FileProblems, Problem
from toptips.model.misread import misread, shown
from toptips.model.mistakes import Finding as Finding
from toptips.model.mistakes import Place, found_by_pydantic
from toptips.model.mistakes import nearest as nearest
from toptips.model.plain_text import LARGEST, NotPlainText, line_at, text_of
from toptips.model.unreadable import found_by_yaml
from toptips.places import read_bytes

FORMAT = 1
# No file of ours is nested half as deep; PyYAML takes minutes over thousands of brackets.
DEEPEST = 50

WINDOWS_DEVICES = {
    "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))
}  # fmt: skip


def whole(value: object) -> int | None:
    """Return what a file gives as a whole number, in quotes or not; None if it is not one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,18}", value):
        return int(value)
    return None


def _whole(value: object) -> int:
    if (number := whole(value)) is None:
        raise PydanticCustomError("int_type", "Input should be a whole number")
    return number


def _day(value: object) -> object:
    # Pydantic would take 20180903 for seconds since 1970.
    if isinstance(value, date) or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return value
    raise PydanticCustomError("date_type", "Input should be a date")


Line = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, pattern=r"^[^\n\r\x0b\x0c\x85\u2028\u2029]*$"
    ),
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_ID = r"^[a-z0-9-]{1,48}$"
Id = Annotated[str, StringConstraints(pattern=_ID)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]


class FileModel(BaseModel):
    """The base of all that is read from a file: no unknown keys, no changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


Model = TypeVar("Model", bound=BaseModel)


class _WrittenInt(int):
    """A whole number that is printed as it was written: 01632960123 keeps its zero."""

    written: str

    def __str__(self) -> str:
        return self.written


class _WrittenFloat(float):
    """A number that is printed as it was written: version 2017.10 is not 2017.1."""

    written: str

    def __str__(self) -> str:
        return self.written


def _int(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int | str:
    # PyYAML's own reads 010 as eight; more than 18 digits is nothing that we ask for.
    if len(node.value) > 18:
        return str(node.value)
    if str(int(node.value)) == node.value:
        return int(node.value)
    number = _WrittenInt(node.value)
    number.written = node.value
    return number


def _float(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    number = _WrittenFloat(node.value)
    number.written = node.value
    return number


class _Loader(yaml.SafeLoader):
    """YAML 1.2's core schema: only true and false are yes and no, and 16:00 is text."""


# Which class it is built on is known only here, and not to mypy.
class _QuickLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same read by libyaml, in a tenth of the time, where PyYAML brings it along."""


for _loader in (_Loader, _QuickLoader):
    _loader.yaml_implicit_resolvers = {}
    for _tag, _pattern, _first in (
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
        ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
        ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ):
        _loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), [*_first.replace("\0", ""), ""]
        )
    _loader.add_constructor("tag:yaml.org,2002:int", _int)
    _loader.add_constructor("tag:yaml.org,2002:float", _float)

# What a text may not hold even where an escape such as "\x01" brings it in.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class _Reading:
    """One file being read: its data, and the line of each key and item."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str) -> None:
        # A text of the file that a message holds may have several lines.
        message = re.sub(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", " ", message)
        self.problems.append(Problem(self.source, f"line {line}", message))

    def build(self, loader: yaml.SafeLoader, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(loader, item, (*place, i)) for i, item in enumerate(node.value)]
        return self._scalar(loader, node)

    def _scalar(self, loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        value = loader.construct_object(node)
        if isinstance(value, str) and _SURROGATE.search(value):
            # JSON writes one emoji as two escapes.
            value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        if isinstance(value, str) and _CONTROL.search(value):
            line = node.start_mark.line + 1
            self.problem(line, "an escape that stands for a control character; delete it.")
        if isinstance(node, yaml.ScalarNode):
            for line, said in misread(node, self.text):
                self.problem(line, said)
        return value

    def _mapping(
        self, loader: yaml.SafeLoader, node: yaml.MappingNode, place: Place
    ) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            scalar = isinstance(key_node, yaml.ScalarNode)
            key = self._scalar(loader, key_node) if scalar else None
            if not isinstance(key, str | int) or isinstance(key, bool):
                self.problem(line, "a key must be a single word; put it in quotes if it is one.")
                continue
            if key in data:
                first = self.lines[(*place, key)]
                self.problem(line, f"'{key}' is here twice; the first is on line {first}.")
                continue
            self.lines[(*place, key)] = line
            data[key] = self.build(loader, value_node, (*place, key))
        return data

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def load(
    path: Path,
    model: type[Model],
    check: Callable[[dict[str, Any]], Iterator[Finding]] | None = None,
) -> Model:
    """Read `path` as a `model`, with its own `check` of what pydantic can't see.

    `check` gets the raw mapping, which may be wrong in any way, and yields the place and the
    message of each thing it finds. Raises FileProblems with every problem of the file, each
    with its line.
    """
    reading = _Reading(path.name)
    data = _parse(_bytes_of(path), reading)
    if reading.problems:
        raise FileProblems(reading.problems)
    if not isinstance(data, dict):
        raise FileProblems([Problem(reading.source, "line 1", "expected lines of 'key: value'.")])
    _check_format(data, reading)
    found: list[Finding] = list(check(data)) if check else []
    result: Model | None = None
    try:
        result = model.model_validate(data)
    except ValidationError as error:
        found += found_by_pydantic(error, model)
    if found or result is None:
        unique = dict.fromkeys((reading.line(place), message) for place, message in found)
        for line, message in sorted(unique):
            reading.problem(line, message)
        raise FileProblems(reading.problems)
    return result


def with_lines(path: Path, found: Iterable[Finding]) -> list[Problem]:
    """Return what was found in a file that could be read, in the order of its lines."""
    reading = _Reading(path.name)
    _parse(_bytes_of(path), reading)
    lines = sorted((reading.line(place), message) for place, message in found)
    return [Problem(path.name, f"line {line}", message) for line, message in lines]


def parse_mapping(text: str, source: str) -> dict[str, Any]:
    """Read a text as lines of 'key: value'; FileProblems, with lines, if it is not that."""
    reading = _Reading(source)
    data = _parse(text.encode(), reading)
    if not reading.problems and not isinstance(data, dict):
        reading.problem(1, "expected lines of 'key: value'.")
    if reading.problems:
        raise FileProblems(reading.problems)
    return dict(data)


def first_keys(path: Path) -> set[str]:
    """Return the keys at the first level of a file, whatever else is wrong with it."""
    begins = rb"^(?:\xef\xbb\xbf)?['\"]?([\w-]+)['\"]?[ \t]*:"
    return {key.decode() for key in re.findall(begins, _bytes_of(path), re.MULTILINE)}


def _bytes_of(path: Path) -> bytes:
    """Read a file of ours; of one that is too large no more than shows that it is."""
    return read_bytes(path, LARGEST + 1)


def _parse(raw: bytes, reading: _Reading) -> Any:
    try:
        # These break lines in YAML 1.1, and come in with texts pasted from Word; in 1.2 they don't.
        text = text_of(raw).translate({0x85: " ", 0x2028: " ", 0x2029: " "})
    except NotPlainText as error:
        reading.problem(error.line, error.message)
        return None
    reading.text = text
    # What libyaml can't read PyYAML's own reader tries again: its words are those we explain.
    if _is_alike_to_both(text):
        with contextlib.suppress(yaml.YAMLError):
            return _read(text, reading, _QuickLoader)
    try:
        return _read(text, reading, _Loader)
    except yaml.MarkedYAMLError as error:
        for line, said in found_by_yaml(error, text):
            reading.problem(line, said)
    except yaml.reader.ReaderError as error:
        line = line_at(text, error.position)
        reading.problem(line, "a control character that does not belong in a text file; delete it.")
    return None


def _is_alike_to_both(text: str) -> bool:
    """Say whether libyaml takes nothing in a text that PyYAML's own reader would not.

    It lets a tab stand for spaces in some places, a ? stand between brackets, and a # right after
    the | or > of a text; and it drops byte-order marks.
    """
    bracket = re.search(r"[\[{]", text)
    questions = bracket and "?" in text[bracket.start() :]
    return not questions and not re.search(r"[\t\ufeff]|[|>][-+\d]*#", text)


def _read(text: str, reading: _Reading, loaded_by: type[yaml.SafeLoader]) -> Any:
    """Return the data of a text, None where something is refused; raises YAMLError."""
    if refused := _refused(text, loaded_by):
        reading.problem(*refused)
        return None
    loader = loaded_by(text)
    try:
        node = loader.get_single_node()
        return None if node is None else reading.build(loader, node, ())
    finally:
        loader.dispose()


def _refused(text: str, loaded_by: type[yaml.SafeLoader]) -> tuple[int, str] | None:
    """Return the line of the first thing that YAML has and no file of ours may, and what it is."""
    depth, line = 0, 1
    try:
        for event in yaml.parse(text, Loader=loaded_by):
            line = getattr(event.start_mark, "line", 0) + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return line, (
                    "a word that begins with * or & has a meaning of its own in YAML;"
                    " put it in quotes."
                )
            if tag := getattr(event, "tag", None):
                return line, (
                    f"the tag {tag} is not used here; a text that begins with ! must be in quotes."
                )
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return line, "too many levels inside one another."
    except (ValueError, OverflowError):
        # "\U00110000" is beyond the last character.
        return line, "an escape that stands for no character; delete it."
    return None


def _check_format(data: dict[str, Any], reading: _Reading) -> None:
    number = whole(data.get("format"))
    if number is not None and number > FORMAT:
        raise FileProblems(
            [
                Problem(
                    reading.source,
                    f"line {reading.line(('format',))}",
                    f"written for a newer toptips (format {number}; this one reads {FORMAT})."
                    " Update toptips to use it.",
                )
            ]
        )


def items(data: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings of the list `data[key]` with their positions, whatever else is wrong."""
    listed = data.get(key) if isinstance(data, dict) else None
    for position, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield position, item


def folded(value: object) -> str:
    """Return a name as people compare names: however it is spaced or capitalised."""
    return " ".join(str(value).split()).casefold()


def repeated(data: Any, key: str, part: str) -> Iterator[Finding]:
    """Find the items of the list `data[key]` whose `part` an earlier item has already."""
    seen: dict[str, int] = {}
    for position, item in items(data, key):
        value = item.get(part)
        if value is None:
            continue
        if folded(value) in seen:
            first = seen[folded(value)] + 1
            yield (
                (key, position, part),
                f"'{part}: {shown(value)}' is used by item {first} of '{key}' already; each needs"
                " its own.",
            )
        seen.setdefault(folded(value), position)


def is_id(value: object) -> bool:
    """Say whether this can be an id."""
    return isinstance(value, str) and re.fullmatch(_ID, value) is not None


def device_names(data: Any, key: str | None = None) -> Iterator[Finding]:
    """Find ids that Windows can't use as the name of a file."""
    places = [((), data)] if key is None else [((key, i), item) for i, item in items(data, key)]
    for place, item in places:
        if str(item.get("id")) in WINDOWS_DEVICES:
            yield (
                (*place, "id"),
                f"'{item['id']}' can't be an id: Windows keeps that name for itself.",
            )
