"""The command line: parse, one call, print.

Nothing heavy is imported here: each command imports the workflow when it runs, so that
`toptips --help` answers at once.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from toptips import __version__
from toptips.cli import framework_commands, workshop_commands
from toptips.errors import TopTipsError

COMMANDS: tuple[Callable[..., None], ...] = (
    workshop_commands.demo,
    workshop_commands.new,
    workshop_commands.prepare,
    workshop_commands.collect,
    workshop_commands.status,
    workshop_commands.analyse,
    workshop_commands.anonymise,
)
FRAMEWORK_COMMANDS: dict[str, Callable[..., None]] = {
    "list": framework_commands.list_frameworks,
    "show": framework_commands.show,
    "check": framework_commands.check,
    "new": framework_commands.new,
    "schema": framework_commands.schema,
}

NOT_DONE = 2


def main() -> None:
    """Run the command line; every error ends here, as one line or, with --debug, whole."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # These two are welcome anywhere in the line, as people type them last.
    everywhere = [one for one in sys.argv[1:] if one in ("--debug", "--verbose")]
    arguments = [one for one in sys.argv[1:] if one not in everywhere]
    debug = "--debug" in everywhere
    try:
        app([*everywhere, *arguments])
    except TopTipsError as error:
        if debug:
            raise
        sys.exit(_refuse(str(error)))
    except KeyboardInterrupt:
        sys.exit(_refuse("Stopped. What was written so far is whole; run the command again."))
    except Exception as error:
        # Whatever else goes wrong, nobody at a workshop should meet a traceback.
        if debug:
            raise
        sys.exit(
            _refuse(
                f"Something went wrong that toptips did not expect ({type(error).__name__}:"
                f" {error}). Run the command again with --debug and send us what it prints."
            )
        )


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
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
) -> None:
    log = logging.getLogger("toptips")
    log.propagate = False
    log.addHandler(logging.StreamHandler() if verbose or debug else logging.NullHandler())
    log.setLevel(logging.DEBUG if debug else logging.INFO)


def _app() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="toptips",
        help="Prepare, run and analyse Top Tips workshops on hospital discharge.",
        callback=_options,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in COMMANDS:
        app.command()(command)
    group = typer.Typer(callback=framework_commands.default, invoke_without_command=True)
    for name, command in FRAMEWORK_COMMANDS.items():
        group.command(name)(command)
    app.add_typer(group, name="frameworks")
    return app


app = _app()
