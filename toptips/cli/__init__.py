"""The command line: parse, one call, print.

Nothing heavy is imported here: each command imports the workflow when it runs, so that
`toptips --help` answers at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from toptips import __version__
from toptips.cli import (
    combining,
    compare_command,
    demo,
    framework_commands,
    localising,
    template_commands,
    theme_commands,
    workshop_commands,
)
from toptips.cli.anywhere import Command, Program
from toptips.cli.terminal import JsonOption, WorkshopOption, note
from toptips.errors import FileProblems, TopTipsError

COMMANDS: tuple[Callable[..., None], ...] = (
    demo.demo,
    workshop_commands.new,
    workshop_commands.prepare,
    workshop_commands.collect,
    workshop_commands.status,
    workshop_commands.analyse,
    workshop_commands.anonymise,
    compare_command.compare,
    combining.combine,
    localising.localise,
)
FRAMEWORK_COMMANDS: dict[str, Callable[..., None]] = {
    "list": framework_commands.list_frameworks,
    "show": framework_commands.show,
    "check": framework_commands.check,
    "new": framework_commands.new,
    "schema": framework_commands.schema,
}
THEME_COMMANDS: dict[str, Callable[..., None]] = {
    "export": theme_commands.export,
    "import": theme_commands.import_,
}
TEMPLATE_COMMANDS: dict[str, Callable[..., None]] = {
    "export": template_commands.export,
    "check": template_commands.check,
}

NOT_DONE = 2
# After how many new objects Python looks for circles among the youngest, and how many such looks
# later among the older. A command lives for seconds and leaves few: to look as often as Python
# does by itself takes a sixth of its time.
LOOKS_FOR_CIRCLES = (50_000, 50, 50)


def main() -> None:
    """Run the command line; every error ends here, in a line or, with --debug, whole."""
    gc.set_threshold(*LOOKS_FOR_CIRCLES)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except FileProblems as error:
        sys.exit(_refuse(*map(str, error.problems)))
    except TopTipsError as error:
        sys.exit(_refuse(str(error)))
    except Exception as error:
        # Whatever else goes wrong, nobody at a workshop should meet a traceback.
        sys.exit(
            _refuse(
                f"Something went wrong that toptips did not expect ({type(error).__name__}:"
                f" {error}). Run the command again with --debug and send us what it prints."
            )
        )


def _refuse(*lines: str) -> int:
    """Say why nothing was done; with --debug, where in the program."""
    import traceback

    from toptips.cli.log import is_debugging

    if is_debugging():
        lines = tuple(traceback.format_exc().splitlines())
    for line in lines:
        note(line)
    return NOT_DONE


def _version(wanted: bool) -> None:
    if wanted:
        print(f"toptips {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Say which files are read and written.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the details of an error, for its developers.")
    ] = False,
    workshop: WorkshopOption = Path(),
    as_json: JsonOption = False,
) -> None:
    # The last two belong to the commands, and stand here to be read about and completed.
    from toptips.cli.log import begin_log

    begin_log(verbose=verbose, debug=debug)


def _app() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="toptips",
        cls=Program,
        help="Prepare, run and analyse Top Tips workshops on hospital discharge.",
        epilog="-w, --json, --verbose and --debug may stand anywhere in the line.",
        callback=_options,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in COMMANDS:
        app.command(cls=Command)(command)
    group = typer.Typer(callback=framework_commands.default, invoke_without_command=True)
    for name, command in FRAMEWORK_COMMANDS.items():
        group.command(name, cls=Command)(command)
    app.add_typer(group, name="frameworks")
    themes = typer.Typer(no_args_is_help=True, help="The coding workbook, out and back.")
    for name, command in THEME_COMMANDS.items():
        themes.command(name, cls=Command)(command)
    app.add_typer(themes, name="themes")
    of_templates = typer.Typer(help="A workshop's own wording and looks.", no_args_is_help=True)
    for name, command in TEMPLATE_COMMANDS.items():
        of_templates.command(name, cls=Command)(command)
    app.add_typer(of_templates, name="templates")
    return app


app = _app()
