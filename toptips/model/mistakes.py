"""Mistakes in files of ours, in words: what pydantic or PyYAML found, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

Place = tuple[str | int, ...]
Finding = tuple[Place, str]

_DATE = "must be a date such as 2026-11-30"
_LIST = "must be a list: lines that begin with '- ', or [a, b]"
_MAPPING = "must hold lines of 'key: value'"
_SENTENCES = {
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
}


def found_by_pydantic(error: ValidationError, model: type[BaseModel]) -> list[Finding]:
    """Return the place and the sentence of everything that is wrong with a file's data."""
    errors: list[dict[str, Any]] = [dict(one) for one in error.errors()]
    places: list[Place] = [one["loc"] for one in errors]

    def follows_from_others(one: dict[str, Any]) -> bool:
        # Items with mistakes don't count for pydantic; their own mistakes say enough.
        place: Place = one["loc"]
        return one["type"] == "too_short" and any(
            len(other) > len(place) and other[: len(place)] == place for other in places
        )

    return [_translated(one, model) for one in errors if not follows_from_others(one)]


def _translated(error: dict[str, Any], model: type[BaseModel]) -> Finding:
    """Turn one of pydantic's errors into a place and a sentence that says what to write instead."""
    place: Place = tuple(part for part in error["loc"] if part != "[key]")
    name = str(place[-1]) if place else ""
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "missing":
        return place[:-1], f"'{name}' is missing."
    if kind in ("extra_forbidden", "invalid_key"):
        if error["input"] is None and " " in name:
            return place, f"'{name}' is no key. If it goes on a text with a comma, quote that text."
        return place, f"'{name}' is not known here.{nearest(name, _keys_at(model, place[:-1]))}"
    if kind == "string_pattern_mismatch":
        return place, _of_pattern(name, error["input"], context.get("pattern", ""))
    if kind == "value_error":
        return place, str(context.get("error", error["msg"]))
    if kind == "literal_error":
        said = f"must be {context['expected']}, not '{error['input']}'"
    elif kind in ("greater_than_equal", "greater_than"):
        said = f"must be at least {_plain(context.get('ge', context.get('gt')))}"
    elif kind in ("less_than_equal", "less_than"):
        said = f"must be at most {_plain(context.get('le', context.get('lt')))}"
    elif kind == "too_short":
        said = f"must hold {context['min_length']} or more"
    elif kind == "too_long":
        said = f"must hold {context['max_length']} at most"
    else:
        said = _SENTENCES.get(kind) or error["msg"]
    subject = _item(place) if place and isinstance(place[-1], int) else f"'{name}'"
    return place, f"{subject} {said}."


def _of_pattern(name: str, given: Any, pattern: str) -> str:
    if "[a-z0-9-]" in pattern:
        return f"'{given}' can't be an id: use 1 to 32 small letters a to z, digits and hyphens."
    if "\\n" in pattern:
        return f"'{name}' must be on one line."
    return f"'{name}' must be 1 to 32 letters, digits, dots and hyphens, not '{given}'."


def _plain(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)


def _item(place: Place) -> str:
    """Say which item of which list, counted from one."""
    parents = [part for part in place if isinstance(part, str)]
    number = int(place[-1]) + 1
    return f"item {number} of '{parents[-1]}'" if parents else f"item {number}"


def nearest(word: str, known: Sequence[str]) -> str:
    """Return ' Did you mean ...?' for the nearest of `known`, or a list of them, or nothing."""
    if close := closest(word, known):
        return f" Did you mean '{close}'?"
    return f" Known: {', '.join(known)}." if 0 < len(known) <= 12 else ""


def closest(word: str, known: Sequence[str]) -> str:
    """Return the one of `known` that is spelt most like a word, or "" if none is near it."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    close = close or [
        name for name in known if len(word) > 3 and word.casefold() in name.casefold()
    ]
    return close[0] if close else ""


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that may stand at `place` of a file read as `model`."""
    current: Any = model
    for part in place:
        current = _inside(current, part)
    found = _model_in(current)
    fields = found.model_fields.items() if found else ()
    return [field.alias or name for name, field in fields]


def _inside(annotation: Any, part: str | int) -> Any:
    """Return the type of what stands under `part` in something of this type, or None."""
    if model := _model_in(annotation):
        if get_origin(annotation) is dict or isinstance(part, int):
            return model
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        return fields[str(part)].annotation if part in fields else None
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if found := _model_in(argument):
            return found
    return None


def found_by_yaml(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Return the line, counted from one, and a sentence about what can't be read as YAML."""
    said = error.problem or "this can't be read"
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    began = error.context_mark.line + 1 if error.context_mark else line
    context = error.context or ""
    if "mapping values are not allowed" in said:
        return line, "a second ': ' on one line; put the text after the first one in quotes."
    if "found character '\\t'" in said:
        return line, "a tab; use spaces."
    if "alphabetic or numeric character" in said:
        return line, "a text that begins with * or & must be in quotes."
    if "got '?'" in said:
        return line, "a text with ? in it must be in quotes where it is between brackets."
    if "cannot start any token" in said:
        first = said.split("'")[1]
        return line, f"a text that begins with {first} must be in quotes."
    if "escape" in said:
        return line, "a backslash within \"...\" means something else; use '...' instead."
    if "quoted scalar" in context:
        return began, "a quotation mark that is opened here, or before, is never closed."
    if "parsing a flow" in context or "<stream end>" in said:
        return began, "a bracket is opened here and not closed, or a comma is missing within it."
    if "expected <block end>" in said or "could not find expected ':'" in said:
        return line, (
            "this line does not fit what is above it; check its spaces and the colon after a key."
        )
    if "another document" in said:
        return line, "'---' begins another document here; a file holds only one."
    return line, f"this is not YAML: {said}."
