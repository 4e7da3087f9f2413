"""Mistakes in the data of files of ours: what pydantic found, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from toptips.model.dates import date_in
from toptips.model.misread import COPIED, COPIED_SPACE, shown, tight_colon

Place = tuple[str | int, ...]
Finding = tuple[Place, str]

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
}
_COPIED_AROUND = re.compile(rf"[{COPIED}].*|.*[{COPIED}]", re.DOTALL)
_CUT_AT_A_COMMA = "If it goes on a text with a comma, quote that text."
_DASHES = ("–", "—", "•", "·", "▪")


def found_by_pydantic(error: ValidationError, model: type[BaseModel]) -> list[Finding]:
    """Return the place and the sentence of everything that is wrong with a file's data."""
    errors: list[dict[str, Any]] = [dict(found) for found in error.errors()]
    places: list[Place] = [found["loc"] for found in errors]

    def follows_from_others(found: dict[str, Any]) -> bool:
        # Items with mistakes don't count for pydantic; their own mistakes say enough.
        place: Place = found["loc"]
        return found["type"] == "too_short" and any(
            len(other) > len(place) and other[: len(place)] == place for other in places
        )

    return [_translated(found, model) for found in errors if not follows_from_others(found)]


def _translated(error: dict[str, Any], model: type[BaseModel]) -> Finding:
    """Turn one of pydantic's errors into a place and a sentence that says what to write instead."""
    place: Place = tuple(part for part in error["loc"] if part != "[key]")
    name = str(place[-1]) if place else ""
    kind, given = error["type"], error["input"]
    if kind == "missing":
        return place[:-1], f"'{name}' is missing."
    if kind in ("extra_forbidden", "invalid_key"):
        return place, _of_unknown_key(name, given, place, model)
    if isinstance(given, str):
        if given.strip() and _COPIED_AROUND.fullmatch(given):
            return place, COPIED_SPACE.format(f"before or after '{shown(given.strip())}'")
        if kind in ("dict_type", "model_type") and (said := tight_colon(given)):
            return place, said
    if kind == "string_pattern_mismatch":
        return place, _of_pattern(name, given, error["ctx"]["pattern"])
    if kind == "value_error":
        return place, str(error.get("ctx", {}).get("error", error["msg"]))
    subject = _item(place) if _is_item(place, model) else f"'{name}'"
    return place, f"{subject} {_said_of(error)}."


def _said_of(error: dict[str, Any]) -> str:
    """Return what must be otherwise, as it follows the name of the thing."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind.startswith("date_"):
        return _of_date(given)
    if kind == "literal_error":
        instead = "" if given is None else f", not '{shown(given)}'"
        return f"must be {context['expected']}{instead}"
    if kind in ("greater_than_equal", "greater_than"):
        return f"must be at least {_plain(context.get('ge', context.get('gt')))}"
    if kind in ("less_than_equal", "less_than"):
        return f"must be at most {_plain(context.get('le', context.get('lt')))}"
    if kind == "too_short":
        return f"must hold {context['min_length']} or more"
    if kind == "too_long":
        return f"must hold {context['max_length']} at most"
    said = _SENTENCES.get(kind) or str(error["msg"])
    if kind in ("list_type", "tuple_type") and str(given).startswith(_DASHES):
        return f"{said}; '{str(given)[0]}' is not a hyphen"
    return said


def _of_unknown_key(name: str, given: Any, place: Place, model: type[BaseModel]) -> str:
    """Say what to do about a key that is not known at its place."""
    if re.match(f"[{COPIED}]", name):
        return COPIED_SPACE.format(f"before '{shown(name.strip())}'")
    known = _keys_at(model, place[:-1])
    if given is None:
        if said := tight_colon(name):
            return said
        if (words := name.split())[1:] and words[0] in known:
            return f"'{words[0]}' needs a colon and a space after it, as in '{words[0]}: ...'."
        if " " in name:
            return f"'{shown(name)}' is no key. {_CUT_AT_A_COMMA}"
    misspelt = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    hint = "" if misspelt else _where_it_belongs(name, place, model)
    if not (hint or close(name, known)):
        hint = _among_own_keys(name, given, place[:-1], model)
        if given is None and not hint:
            return f"'{shown(name)}' is no key. {_CUT_AT_A_COMMA}"
    return f"'{shown(name)}' is not known here.{hint or nearest(name, known)}"


def _among_own_keys(name: str, given: Any, place: Place, model: type[BaseModel]) -> str:
    """Say under which key of this level a key of one's own with such a value may stand, if any."""
    for key in _keys_at(model, place):
        of_keys = get_args(_type_at(model, (*place, key)))
        if len(of_keys) == 2 and of_keys[0] is str:
            takes = get_origin(of_keys[1]) or of_keys[1]
            if isinstance(given, list if takes is tuple else str):
                return f" If '{shown(name)}' is one of your {key}, it belongs in '{key}:'."
    return ""


def _where_it_belongs(name: str, place: Place, model: type[BaseModel]) -> str:
    """Say under which key of this level, or outside which, this key is known; '' if nowhere."""
    for key in _keys_at(model, place[:-1]):
        if name in _keys_at(model, (*place[:-1], key)):
            return f" It belongs in '{key}'; check the spaces before it."
    for depth, part in reversed([*enumerate(place[:-1])]):
        if isinstance(part, str) and name in _keys_at(model, place[:depth]):
            return f" It belongs outside '{part}'; check the spaces before it."
    return ""


def _of_pattern(name: str, given: Any, pattern: str) -> str:
    if "http" in pattern:
        return (
            f"'{shown(given)}' can't be a link: use a web address such as https://example.org/tips."
        )
    if "/" in pattern:
        return (
            f"'{shown(given)}' must name a framework and an item of it, such as"
            " our-tips/plan-early."
        )
    if "[0-9]{4}-" in pattern:
        return f"'{name}' must be a year and a month such as 2026-11, not '{shown(given)}'."
    if "[a-z0-9-]" in pattern:
        return (
            f"'{shown(given)}' can't be an id: use 1 to 48 small letters a to z, digits and"
            " hyphens."
        )
    if "\\n" in pattern:
        return f"'{name}' must be on one line."
    return f"'{name}' must be 1 to 32 letters, digits, dots and hyphens, not '{shown(given)}'."


def _of_date(given: Any) -> str:
    """Say how a date must be written that is not one, or not written as one."""
    typed = str(given)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        return f"can't be {typed}: there is no such day"
    if meant := date_in(typed):
        return f"must be written year-month-day: {meant.isoformat()}"
    return "must be a date such as 2026-11-30"


def _plain(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)


def _is_item(place: Place, model: type[BaseModel]) -> bool:
    """Say whether an item of a list stands here. A key can be a number, too: a level's."""
    counted = bool(place) and isinstance(place[-1], int)
    return counted and get_origin(_type_at(model, place[:-1])) is not dict


def _item(place: Place) -> str:
    """Say which item of which list, counted from one."""
    parents = [part for part in place if isinstance(part, str)]
    number = int(place[-1]) + 1
    return f"item {number} of '{parents[-1]}'" if parents else f"item {number}"


def close(word: str, known: Sequence[str]) -> str | None:
    """Return the one of `known` that is spelt most like `word`, or holds it; None if none is."""
    alike = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    holding = [name for name in known if len(word) > 3 and word.casefold() in name.casefold()]
    return next(iter([*alike, *holding]), None)


def nearest(word: str, known: Sequence[str]) -> str:
    """Return ' Did you mean ...?' for the nearest of `known`, or a list of them, or nothing."""
    if alike := close(word, known):
        return f" Did you mean '{alike}'?"
    return f" Known: {', '.join(known)}." if 0 < len(known) <= 12 else ""


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that may stand at `place` of a file read as `model`."""
    found = _model_in(_type_at(model, place))
    fields = found.model_fields.items() if found else ()
    return [field.alias or name for name, field in fields]


def _type_at(model: type[BaseModel], place: Place) -> Any:
    """Return the type of what may stand at `place` of a file read as `model`, or None."""
    current: Any = model
    for part in place:
        current = _inside(current, part)
    return current


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
