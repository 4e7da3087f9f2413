"""Looks at the pages of a dozen workshops, and says which of the ten sentences they break.

    python -m tools.look_at_pages [--pictures FOLDER] [NAME...]

Each workshop of tests/support/looked_at.py (the examples, and the extremes: four people, no
comments, long names, many comments, other languages) is made in a temporary folder, from
workshop.yaml to pack and report, and printed by LibreOffice. What is measured on its pages is what
tests/support/ten_sentences.py says. With --pictures, each page is kept as a picture to look at. It
needs LibreOffice and poppler, and takes about half a minute a workshop. Exit status 1 where a
sentence is broken.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.looked_at import EXAMPLES, NAMES, made
from tests.support.ten_sentences import SENTENCES, Looked, look_at


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--pictures", type=Path, help="keep each page as a picture here")
    told = parser.parse_args()
    broken = 0
    for name in told.names or NAMES:
        with tempfile.TemporaryDirectory() as scratch:
            folder = made(name, Path(scratch) / "workshop")
            looked = look_at(name, folder, Path(scratch) / "printed", example=name in EXAMPLES)
            broken += say(looked)
            if told.pictures:
                keep_pictures(looked, told.pictures / name)
    return int(broken > 0)


def say(looked: Looked) -> int:
    """Print what was measured of a workshop and what is broken; return how many things are."""
    print(f"{looked.name}:", flush=True)
    for printed in looked.printed.values():
        fullest = max(printed.blank[:-1], default=0.0)
        print(f"  {printed.name}: {len(printed.texts)} pages, {fullest:.0%} blank at most")
    full = looked.report.full_lines
    if full:
        print(f"  lines of the report: {min(full)} to {max(full)} letters, {len(full)} lines")
    found = [(number, said) for number, broken in SENTENCES.items() for said in broken(looked)]
    for number, said in found:
        print(f"  sentence {number}: {said}")
    return len(found)


def keep_pictures(looked: Looked, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for printed in looked.printed.values():
        to = folder / printed.name
        subprocess.run(["pdftoppm", "-r", "60", "-png", printed.pdf, to], check=True)


if __name__ == "__main__":
    sys.exit(main())
