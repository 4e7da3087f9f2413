"""The walls around a template: what it may read, call, hold and use up.

A template is anybody's text. It is told frozen classes made for it (`PackTold`, `ReportTold`)
and reads their fields, and what is in texts, lists and dictionaries. It calls macros, `day`,
`range` and `namespace`. All else is not known to it: no method, no class, no module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined, nodes, pass_context
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from toptips.documents import bounds, syntax
from toptips.documents.allowed import Method, allowed_filters, allowed_tests, read, text_of
from toptips.documents.bounds import Budget
from toptips.documents.tokens import Later
from toptips.errors import TemplateError
from toptips.model.dates import written_with_day

Shown = Callable[[Any], str]


class Sandbox(SandboxedEnvironment):
    """Jinja within walls. `shown` says what is printed of a text, and of a later value."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(SandboxedEnvironment.default_unop_table)

    def __init__(self, loader: BaseLoader, shown: Shown, *, autoescape: bool) -> None:
        super().__init__(
            autoescape=autoescape,
            undefined=StrictUndefined,
            loader=loader,
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # what is worked out beforehand would pay for nothing
        )
        self.budget = Budget()
        # Jinja takes it from here, though it is a function of the class to mypy.
        self.concat = self._concat  # type: ignore[method-assign]
        self._shown = shown
        self._depths: dict[str, int] = {}
        self._held: dict[str, list[str]] = {}
        self.globals = {"day": written_with_day, "range": _range, "namespace": Namespace}
        self.filters.clear()
        self.filters.update(allowed_filters())
        self.tests.clear()
        self.tests.update(allowed_tests())

    def compile(self, source: Any, name: str | None = None, *args: Any, **more: Any) -> Any:
        """Compile a template, once it is looked through."""
        own = name or ""
        tree = self.parse(source, name, args[0] if args else more.get("filename"))
        self.budget.take_steps(bounds.STEPS_A_NODE * sum(1 for _ in tree.find_all(nodes.Node)))
        self._held[own] = list(syntax.held_by(tree))
        self._set_depth(own, self._depths.get(own, 0))
        tree = syntax.bounded(tree)
        tree.set_environment(self)
        return super().compile(tree, name, *args, **more)

    def _set_depth(self, name: str, depth: int) -> None:
        """Note how deep within others a template stands; one that holds itself has no end."""
        if depth > bounds.DEEPEST_TEMPLATES:
            raise TemplateError("its templates include each other in a circle, or too deeply.")
        self._depths[name] = max(depth, self._depths.get(name, 0))
        for held in self._held.get(name, ()):
            if self._depths.get(held, 0) <= depth:
                self._set_depth(held, depth + 1)

    def _concat(self, pieces: Iterable[str]) -> str:
        return self.budget.joined(pieces)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read what a template may read; for all else it is as if it weren't there."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read what a template may read; for all else it is as if it weren't there."""
        self.budget.take_steps(1)
        if isinstance(obj, Undefined | Later):
            return obj[argument]  # which says what is wrong
        return read(obj, argument, self.undefined(obj=obj, name=argument))

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call."""
        # Jinja itself hands on what begins with _.
        self.budget.weigh(*args, *(kwargs[name] for name in kwargs if name[:1] != "_"))
        if isinstance(called, Undefined):
            return called()  # which says what is wrong
        if isinstance(called, Macro):
            self.budget.go_deeper()
            try:
                return context.call(called, *args, **kwargs)
            finally:
                self.budget.come_back()
        if isinstance(called, Method) or any(called is known for known in self.globals.values()):
            return self.made(context.call(called, *args, **kwargs))
        raise TemplateError("this can't be called in a template.")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out `left operator right`, of numbers; texts and lists can be added too."""
        if any(isinstance(value, Undefined | Later) for value in (left, right)):
            return self.binop_table[operator](left, right)  # which says what is wrong
        if isinstance(left, int | float) and isinstance(right, int | float):
            return bounds.bounded_number(self.binop_table[operator](left, right))
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.join([left, right])
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            self.budget.weigh(left, right)
            return [*left, *right]
        raise TemplateError(f"'{operator}' is for numbers.")

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """Work out `+number` or `-number`."""
        if isinstance(arg, int | float | Undefined | Later):
            return self.unop_table[operator](arg)
        raise TemplateError(f"'{operator}' is for numbers.")

    @pass_context
    def _finalize(self, context: Context, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        """Return what is printed of a value; Jinja asks for all that is printed."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Later):
            return self._shown(value)
        text = text_of(value)
        self.budget.take_text(len(text))
        return self._shown(text)

    def join(self, values: Iterable[Any], between: str = "") -> str:
        """Join values to one text. Where one is markup so is the whole, and values stay values."""
        parts = list(values)
        markup = self.autoescape and any(isinstance(part, Markup) for part in (*parts, between))
        show = self.show if markup else text_of
        texts, between = [show(part) for part in parts], show(between) if between else ""
        self.budget.take_text(sum(map(len, texts)) + len(between) * max(0, len(texts) - 1))
        joined = str.join(between, texts)
        return Markup(joined) if markup else joined

    def made(self, value: Any) -> Any:
        """Return a value that a template made, paid for."""
        if isinstance(value, str):
            self.budget.take_text(len(value))
        else:
            self.budget.weigh(value)
        return value

    def compared(self, value: Any) -> Any:
        """Return a value that is about to be compared, paid for."""
        self.budget.weigh(value)
        parts = value if isinstance(value, list | tuple) else (value,)
        if any(map(is_dataclass, set(map(type, parts)))):
            raise TemplateError("only texts, numbers, dates and lists of such can be compared.")
        return value


def _range(*numbers: int) -> tuple[int, ...]:
    """Return the whole numbers that Jinja's `range` counts."""
    if any(abs(number) > bounds.LARGEST_NUMBER for number in numbers):
        raise TemplateError("range() counts no further than that.")
    counted = range(*numbers)
    if len(counted) > bounds.LONGEST_RANGE:
        raise TemplateError(f"range() counts {bounds.LONGEST_RANGE:,} numbers at most.")
    return tuple(counted)
