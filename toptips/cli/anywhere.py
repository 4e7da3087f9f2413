"""A command line as people type it: options for all commands may stand anywhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from typer.core import TyperCommand, TyperGroup

from toptips.cli.terminal import command_line, naming_workshop
from toptips.errors import TopTipsError

# What the program itself takes; and what its commands take, for as many as have a use for it.
OF_THE_PROGRAM = ("--verbose", "--debug")
JSON, WORKSHOP = "--json", "--workshop"


class Program(TyperGroup):
    """All commands. Its arguments are put in order before they are read, for completion too."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments. Raises TopTipsError for an option that a command has no use for."""
        line = Line.of(self, args)
        if not ctx.resilient_parsing:
            line.refuse_useless()
        return super().parse_args(ctx, line.in_order)

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises TopTipsError where a person has stopped it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise TopTipsError(
                "Stopped. What was written so far is whole; run the command again."
            ) from None


class Command(TyperCommand):
    """A command that says what to write instead where it is given a word too many."""

    allow_extra_args = True

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises TopTipsError where there is a word too many."""
        if ctx.args:
            raise TopTipsError(_too_many(self, _words(ctx), ctx.args))
        try:
            return super().invoke(ctx)
        except TopTipsError as error:
            # The library does not know how the folder was named.
            error.args = (naming_workshop(str(error), ctx.params.get("workshop")),)
            raise


@dataclass
class Line:
    """The arguments of a command line, sorted by who reads them.

    `command` is the one that is called by `words`, or the program where none is named; `first` are
    the options of the program, `moved` those that may stand anywhere, `rest` is as it was.
    """

    command: Any
    first: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, program: Any, arguments: Iterable[str]) -> Line:
        """Sort them. Nothing is moved that stands after `--`, or that is an option's value."""
        line = cls(program)
        taking = set(_taking_a_value(program))
        left = iter(arguments)
        for argument in left:
            if argument in OF_THE_PROGRAM:
                line.first.append(argument)
            elif argument == JSON:
                line.moved.append(argument)
            elif argument == "--":
                line.rest += [argument, *left]
            elif (folder := _workshop(argument, left)) is not None:
                line.moved.append(f"{WORKSHOP}={folder}")
            elif argument in taking:
                line.rest += [argument, *islice(left, 1)]
            elif not line.rest and argument in _commands(line.command):
                line.words.append(argument)
                line.command = _commands(line.command)[argument]
            else:
                line.rest.append(argument)
        return line

    @property
    def in_order(self) -> list[str]:
        """The arguments in the order in which they are read."""
        return [*self.first, *self.words, *self.moved, *self.rest]

    def refuse_useless(self) -> None:
        """Raise TopTipsError where the command has no use for what may stand anywhere."""
        for option in (argument.partition("=")[0] for argument in self.moved):
            if not _takes(self.command, option):
                typed = "-w" if option == WORKSHOP else option
                raise TopTipsError(
                    f"'{command_line(*self.words)}' has no use for {typed}. Leave it out;"
                    f" '{command_line(*self.words, '--help')}' says what it takes."
                )


def _workshop(argument: str, following: Iterator[str]) -> str | None:
    """Return the folder that an argument names, if need be with the one that follows it."""
    if argument in ("-w", WORKSHOP):
        return next(following, None)
    if argument.startswith(f"{WORKSHOP}="):
        return argument.partition("=")[2]
    if argument.startswith("-w"):
        return argument[2:].removeprefix("=")
    return None


def _commands(command: Any) -> Mapping[str, Any]:
    return getattr(command, "commands", {})


def _taking_a_value(command: Any) -> Iterator[str]:
    """Yield the options of a command, and of those within it, that a value follows."""
    for parameter in command.params:
        if parameter.param_type_name == "option" and not parameter.is_flag:
            yield from parameter.opts
    for inner in _commands(command).values():
        yield from _taking_a_value(inner)


def _takes(command: Any, option: str) -> bool:
    return any(option in parameter.opts for parameter in command.params)


def _words(context: Any) -> list[str]:
    """Return the words that have called a command."""
    words: list[str] = []
    while context.parent is not None:
        words.insert(0, context.info_name)
        context = context.parent
    return words


def _too_many(command: Any, words: list[str], extra: list[str]) -> str:
    said = ", ".join(f"'{word}'" for word in extra)
    verb = "is" if len(extra) == 1 else "are"
    if _takes(command, WORKSHOP):
        return (
            f"{said} {verb} more than '{command_line(*words)}' takes. If you mean the workshop's"
            f" folder, write: {command_line(*words, '-w', extra[0])}"
        )
    return (
        f"{said} {verb} more than '{command_line(*words)}' takes;"
        f" '{command_line(*words, '--help')}' says what it takes."
    )
