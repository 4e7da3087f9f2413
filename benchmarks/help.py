"""How long `toptips --help` takes, against the smallest program that typer can make."""

import subprocess
import sys
import tempfile
from pathlib import Path

from side_by_side import at_most, in_turns, milliseconds, ratio

ROUNDS = 30
TOPTIPS = "from toptips.cli import main\nmain()\n"
# As anybody would write it first. Its help is drawn by rich.
EMPTY = """import typer
app = typer.Typer()
@app.command()
def nothing() -> None:
    pass
app()
"""
# The same with our own settings, which leave rich out: the harder one to keep up with.
EMPTY_AND_PLAIN = EMPTY.replace("()\n", "(rich_markup_mode=None, add_completion=False)\n", 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # None of them may find anything of the checkout by the folder that it runs in.
        programs = []
        for name, code in (("ours", TOPTIPS), ("empty", EMPTY), ("plain", EMPTY_AND_PLAIN)):
            programs.append(Path(folder) / f"{name}.py")
            programs[-1].write_text(code, encoding="utf-8")

        def run(program: Path) -> None:
            command = [sys.executable, program.name, "--help"]
            done = subprocess.run(command, capture_output=True, cwd=folder, check=True)
            assert b"--help" in done.stdout

        works = [lambda program=program: run(program) for program in programs]
        in_turns(2, *works)
        ours, empty, plain = in_turns(ROUNDS, *works)
    print(f"Whole processes, {ROUNDS} rounds in turns, medians:")
    print(f"  toptips --help               {milliseconds(ours)}")
    print(f"  an empty typer program       {milliseconds(empty)}")
    print(f"  the same, with our settings  {milliseconds(plain)}")
    at_most("Against the empty program", ratio(ours, empty), 0.8, "times")
    at_most("Against the same with our settings", ratio(ours, plain), 1.3, "times")


if __name__ == "__main__":
    main()
