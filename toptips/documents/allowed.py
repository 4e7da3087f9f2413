"""What a template may read, and the filters and tests that it may use."""

from __future__ import annotations

import functools
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, ValuesView
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Protocol

from jinja2 import Undefined, pass_context, pass_environment
from jinja2.environment import TemplateModule
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context, LoopContext
from jinja2.tests import TESTS
from jinja2.utils import Namespace

from toptips.documents import syntax
from toptips.documents.bounds import Budget
from toptips.documents.tokens import Later
from toptips.errors import TemplateError

# Harmless ones of Jinja's, whose work is as long as what they are given.
FILTERS_OF_JINJA = (
    "count", "d", "default", "first", "last", "length", "list", "map", "reject", "rejectattr",
    "reverse", "select", "selectattr", "sort",
)  # fmt: skip
FILTERS_OF_TEXTS = ("capitalize", "lower", "title", "upper")
TESTS_OF_JINJA = (
    "!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "even",
    "false", "ge", "gt", "in", "integer", "le", "lessthan", "lt", "greaterthan", "mapping", "ne",
    "none", "number", "odd", "sequence", "string", "true", "undefined",
)  # fmt: skip
OF_A_LOOP = (
    "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem",
    "previtem", "revindex", "revindex0",
)  # fmt: skip
OF_A_DICTIONARY = ("get", "items", "keys", "values")


class Walls(Protocol):
    """What the filters need of the sandbox."""

    budget: Budget

    def join(self, values: Iterable[Any], between: str = "") -> str:
        """Join values to one text."""

    def made(self, value: Any) -> Any:
        """Return a value, paid for."""

    def compared(self, value: Any) -> Any:
        """Return a value that is about to be compared, paid for."""


class Method:
    """One of the few methods that templates may call, bound to its value."""

    def __init__(self, method: Callable[..., Any]) -> None:
        self._method = method

    def __call__(self, *args: Any) -> Any:
        """Call it."""
        result = self._method(*args)
        return list(result) if isinstance(result, KeysView | ItemsView | ValuesView) else result


def read(obj: Any, name: Any, otherwise: Any) -> Any:
    """Return what a template reads of an object by name or number, else `otherwise`."""
    if isinstance(obj, dict):
        if isinstance(name, str | int) and name in obj:
            return obj[name]
        return Method(getattr(obj, name)) if name in OF_A_DICTIONARY else otherwise
    if isinstance(obj, str | list | tuple):
        within = isinstance(name, int) and -len(obj) <= name < len(obj)
        return obj[name] if within else otherwise
    if not isinstance(name, str) or name.startswith("_"):
        return otherwise
    if isinstance(obj, LoopContext):
        if name == "cycle":
            return Method(obj.cycle)
        return getattr(obj, name) if name in OF_A_LOOP else otherwise
    if isinstance(obj, Namespace):
        return getattr(obj, name, otherwise)
    if isinstance(obj, TemplateModule):
        return vars(obj).get(name, otherwise)
    if is_dataclass(obj) and not isinstance(obj, type):
        return getattr(obj, name) if name in _fields_of(type(obj)) else otherwise
    return otherwise


@functools.cache
def _fields_of(told: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(told))


def text_of(value: Any) -> str:
    """Return what is printed of a value. Raises TemplateError for a list and the like."""
    # Jinja's own objects for what is not known, and later values, say themselves what is wrong.
    if value is None or isinstance(value, str | int | float | date | Undefined | Later):
        return str(value)
    raise TemplateError("only a text, a number or a date can be printed. Join a list, as |join.")


def allowed_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters by name, with those that templates can't name."""
    return {
        **{name: _paying(FILTERS[name]) for name in FILTERS_OF_JINJA},
        **{name: _paying(_of_text(FILTERS[name])) for name in FILTERS_OF_TEXTS},
        "join": _join,
        "replace": _replace,
        "string": _paying(text_of),
        "trim": _paying(_trim),
        syntax.PAY: _pay,
        syntax.LOOP: _looped,
        syntax.MADE: pass_environment(lambda walls, value: walls.made(value)),
        syntax.COMPARED: pass_environment(lambda walls, value: walls.compared(value)),
        syntax.JOINED: pass_environment(lambda walls, values: walls.join(values)),
    }


def allowed_tests() -> dict[str, Callable[..., Any]]:
    """Return the tests by name."""
    return {name: _paying_test(test) for name, test in TESTS.items() if name in TESTS_OF_JINJA}


def _paying(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter of Jinja's pay for what it is given and for what it makes."""
    told = str(getattr(function, "jinja_pass_arg", ""))

    @pass_context
    def paying(context: Context, *args: Any, **kwargs: Any) -> Any:
        walls: Any = context.environment
        walls.budget.weigh(*args, *kwargs.values())
        first = (context,) if told.endswith("context") else (walls,) if told else ()
        result = function(*first, *args, **kwargs)
        return walls.made(list(result) if isinstance(result, Iterator) else result)

    return paying


def _paying_test(function: Any) -> Callable[..., Any]:
    @pass_environment
    def paying(walls: Walls, *args: Any) -> Any:
        return function(*map(walls.compared, args))

    return paying


def _of_text(function: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda value: function(text_of(value))


def _trim(value: Any) -> str:
    return text_of(value).strip()


@pass_environment
def _join(
    walls: Any, values: Iterable[Any], between: str = "", attribute: str | None = None
) -> str:
    walls.budget.weigh(values, between, attribute)
    if attribute is not None:
        values = map(make_attrgetter(walls, attribute), values)
    # Jinja looks attributes up in an environment of its own type, so the walls have none here.
    return walls.join(values, between)  # type: ignore[no-any-return]


@pass_environment
def _replace(walls: Walls, value: Any, old: str, new: str) -> str:
    text, old, new = map(text_of, (value, old, new))
    if not old:
        raise TemplateError("say what 'replace' is to look for.")
    walls.budget.take_text(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


@pass_environment
def _pay(walls: Walls, steps: int) -> None:
    walls.budget.take_steps(steps)


@pass_environment
def _looped(walls: Walls, values: Any) -> Any:
    walls.budget.weigh(values)
    return values
