"""Reads YAML strictly, as YAML 1.2 does, and says where each mistake stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from toptips.errors import FileProblems, Problem
from toptips.places import read_bytes

FORMAT = 1
Place = tuple[str | int, ...]
Finding = tuple[Place, str]

WINDOWS_DEVICES = {
    "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))
}  # fmt: skip

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,32}$")]


class FileModel(BaseModel):
    """The base of all that is read from a file: no unknown keys, no changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


Model = TypeVar("Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """YAML 1.2's core schema: only true and false are yes and no, and 16:00 is text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), [*_first.replace("\0", ""), ""]
    )


def _int(loader: _Loader, node: yaml.ScalarNode) -> int | str:
    # PyYAML's own reads 010 as eight; more than 18 digits is nothing that we ask for.
    return int(node.value) if len(node.value) < 19 else str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:int", _int)


class _Reading:
    """One file being read: its data, and the line of each key and item."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.source, f"line {line}", message))

    def build(self, loader: _Loader, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(loader, item, (*place, i)) for i, item in enumerate(node.value)]
        try:
            return loader.construct_object(node)
        except yaml.YAMLError:
            self.problem(node.start_mark.line + 1, f"the tag {node.tag} is not used here.")
            return None

    def _mapping(self, loader: _Loader, node: yaml.MappingNode, place: Place) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = loader.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                self.problem(line, "a key must be a single word.")
                continue
            if key in data:
                first = self.lines[(*place, key)]
                self.problem(line, f"'{key}' stands here twice; the first is on line {first}.")
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
    *,
    source: str | None = None,
) -> Model:
    """Read `path` as a `model`, with its own `check` of what pydantic can't see.

    `check` gets the raw mapping, which may be wrong in any way, and yields the place and the
    message of each thing it finds. Raises FileProblems with every problem of the file, each
    with its line.
    """
    reading = _Reading(source or path.name)
    data = _parse(read_bytes(path), reading)
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
        found += [_translate(dict(item), model) for item in error.errors()]
    if found or result is None:
        unique = dict.fromkeys((reading.line(place), message) for place, message in found)
        for line, message in sorted(unique):
            reading.problem(line, message)
        raise FileProblems(reading.problems)
    return result


def parse_mapping(text: str, source: str) -> dict[str, Any]:
    """Read a text as lines of 'key: value'; FileProblems, with lines, if it is not that."""
    reading = _Reading(source)
    data = _parse(text.encode(), reading)
    if not reading.problems and not isinstance(data, dict):
        reading.problem(1, "expected lines of 'key: value'.")
    if reading.problems:
        raise FileProblems(reading.problems)
    return dict(data)


def has_key(path: Path, key: str) -> bool:
    """Say whether a file has this key at its first level, whatever else is wrong with it."""
    return re.search(rb"^" + key.encode() + rb"\s*:", read_bytes(path), re.MULTILINE) is not None


def _parse(raw: bytes, reading: _Reading) -> Any:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reading.problem(line, "a character that is not UTF-8; save the file as UTF-8.")
        return None
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                reading.problem(
                    getattr(event.start_mark, "line", 0) + 1,
                    "a word that begins with * or & has a meaning of its own in YAML;"
                    " put it in quotes.",
                )
                return None
        node = loader.get_single_node()
        return None if node is None else reading.build(loader, node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reading.problem(getattr(mark, "line", 0) + 1, _syntax(error))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        reading.problem(line, "a control character that does not belong in a text file; delete it.")
    except RecursionError:
        reading.problem(1, "too many levels inside one another.")
    finally:
        if loader is not None:
            loader.dispose()
    return None


def _syntax(error: yaml.MarkedYAMLError) -> str:
    said = error.problem or "this can't be read"
    if "mapping values are not allowed" in said:
        return "a second ': ' on one line; put the text after the first one in quotes."
    if "found character '\\t'" in said:
        return "a tab at the start of a line; use spaces."
    if "expected <block end>" in said or "could not find expected ':'" in said:
        return (
            "this line does not fit what is above it; check its spaces and the colon after a key."
        )
    if "end of stream" in said or "quoted scalar" in (error.context or ""):
        return "a quotation mark that is opened here, or before, is never closed."
    return f"this is not YAML: {said}."


def _check_format(data: dict[str, Any], reading: _Reading) -> None:
    number = data.get("format")
    if isinstance(number, int) and number > FORMAT:
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


def _translate(error: dict[str, Any], model: type[BaseModel]) -> Finding:
    """Turn pydantic's error into a place and a sentence that says what to write instead."""
    place: Place = tuple(part for part in error["loc"])
    name = str(place[-1]) if place else ""
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "missing":
        return place[:-1], f"'{name}' is missing."
    if kind == "extra_forbidden":
        hint = nearest(name, _keys_at(model, place[:-1]))
        return place, f"'{name}' is not known here.{hint}"
    if kind == "string_pattern_mismatch":
        if "a-z0-9-" in context.get("pattern", ""):
            return place, (
                f"'{error['input']}' can't be an id: use 1 to 32 small letters a to z,"
                " digits and hyphens."
            )
        return place, f"'{name}' must be on one line."
    sentences = {
        "string_type": "must be text",
        "string_too_short": "must not be empty",
        "int_type": "must be a whole number",
        "int_parsing": "must be a whole number",
        "int_from_float": "must be a whole number",
        "float_parsing": "must be a number",
        "bool_type": "must be true or false",
        "bool_parsing": "must be true or false",
        "dict_type": "must hold lines of 'key: value'",
        "model_type": "must hold lines of 'key: value'",
        "list_type": "must be a list: lines that begin with '- ', or [a, b]",
        "tuple_type": "must be a list: lines that begin with '- ', or [a, b]",
        "date_from_datetime_parsing": "must be a date such as 2026-11-30",
        "date_parsing": "must be a date such as 2026-11-30",
        "date_type": "must be a date such as 2026-11-30",
    }
    if kind == "literal_error":
        said = f"must be {context['expected']}, not '{error['input']}'"
    elif kind in ("greater_than_equal", "greater_than"):
        said = f"must be at least {context.get('ge', context.get('gt'))}"
    elif kind in ("less_than_equal", "less_than"):
        said = f"must be at most {context.get('le', context.get('lt'))}"
    elif kind in ("too_short", "too_long"):
        said = f"must hold {context.get('min_length', context.get('max_length'))}" + (
            " or more" if kind == "too_short" else " at most"
        )
    elif kind == "value_error":
        return place, str(context.get("error", error["msg"]))
    else:
        said = sentences.get(kind) or error["msg"]
    subject = f"item {name_of_item(place)}" if place and isinstance(place[-1], int) else f"'{name}'"
    return place, f"{subject} {said}."


def name_of_item(place: Place) -> str:
    """Say which item of which list, counted from one."""
    parents = [part for part in place if isinstance(part, str)]
    return f"{int(place[-1]) + 1} of '{parents[-1]}'" if parents else str(int(place[-1]) + 1)


def nearest(word: str, known: Sequence[str]) -> str:
    """Return ' Did you mean ...?' for the nearest of `known`, or a list of them, or nothing."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f" Did you mean '{close[0]}'?"
    return f" Known: {', '.join(known)}." if 0 < len(known) <= 12 else ""


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that may stand at `place` of a file read as `model`."""
    current: Any = model
    for part in place:
        if isinstance(part, str) and isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(part)
            current = _model_in(field.annotation) if field else None
        if current is None:
            return []
    return list(current.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if found := _model_in(argument):
            return found
    return None


def items(data: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings of the list `data[key]` with their positions, whatever else is wrong."""
    listed = data.get(key) if isinstance(data, dict) else None
    for position, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield position, item


def repeated(data: Any, key: str, part: str) -> Iterator[Finding]:
    """Find the items of the list `data[key]` whose `part` an earlier item has already."""
    seen: dict[str, int] = {}
    for position, item in items(data, key):
        value = item.get(part)
        if value is None:
            continue
        if str(value) in seen:
            first = seen[str(value)] + 1
            yield (
                (key, position, part),
                f"'{part}: {value}' stands in item {first} of '{key}' already; each needs its own.",
            )
        seen.setdefault(str(value), position)


def device_names(data: Any, key: str | None = None) -> Iterator[Finding]:
    """Find ids that Windows can't use as the name of a file."""
    if key is None:
        if str(data.get("id")) in WINDOWS_DEVICES:
            yield ("id",), f"'{data['id']}' can't be an id: Windows keeps that name for itself."
        return
    for position, item in items(data, key):
        if str(item.get("id")) in WINDOWS_DEVICES:
            yield (
                (key, position, "id"),
                f"'{item['id']}' can't be an id: Windows keeps that name for itself.",
            )
