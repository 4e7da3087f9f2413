"""How long the example's 40 respondents take, from the returned files to the report."""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from side_by_side import at_most, in_turns

from toptips.workflow import copy_example

ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folders = [str(Path(scratch) / str(number)) for number in range(ROUNDS)]
        for folder in folders:
            copy_example(Path(folder))
            python("-m", "toptips", "prepare", "-w", folder)
        to_collect, to_analyse = iter(folders), iter(folders)
        collecting, analysing = in_turns(
            ROUNDS,
            lambda: python("-m", "toptips", "collect", "-w", next(to_collect)),
            lambda: python("-m", "toptips", "analyse", "-w", next(to_analyse)),
        )
    print(f"Whole processes, medians of {ROUNDS} rounds:")
    print(f"  toptips collect    {median(collecting):.2f} s")
    print(f"  toptips analyse    {median(analysing):.2f} s")
    both = [one + other for one, other in zip(collecting, analysing, strict=True)]
    at_most("From the returned files to the report", median(both), 7, "s")


def python(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    # 1: done, but some of the example's returns need a person, as they are meant to.
    assert done.returncode in (0, 1), done.stderr.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
