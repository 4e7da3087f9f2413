"""Runs the command line as a person does: in a process of its own, and within a limit of work."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
# In seconds of processor time: every command of a test takes a few.
MOST_WORK = 120


def limited(command: Sequence[str], *, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program; the system ends it, and those it starts, at MOST_WORK seconds of work each.

    A limit by the clock would fail where nothing is wrong but that the machine is busy.
    """
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        preexec_fn=None if sys.platform == "win32" else _limit,
    )


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))


def python(code: str, *, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in a new process."""
    return _run([sys.executable, "-c", code], cwd)


def toptips(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command line; the caller looks at its exit status and at what it said."""
    return _run([sys.executable, "-m", "toptips", *map(str, arguments)], cwd)


def refusal(*arguments: object, cwd: Path | None = None) -> str:
    """Run a command line that must be refused: exit status 2, one line, no traceback."""
    done = toptips(*arguments, cwd=cwd)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def _run(command: list[str], cwd: Path | None) -> subprocess.CompletedProcess[str]:
    # A checkout that is not installed works too, from any folder.
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
    if command[1:3] == ["-m", "toptips"]:
        arguments = ["toptips", *command[3:]]
        code += f"; sys.argv = {arguments!r}; from toptips.cli import main; main()"
    else:
        code += "\n" + command[2]
    return limited([command[0], "-X", "utf8", "-c", code], cwd=cwd)
