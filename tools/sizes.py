"""Prints how long the files and functions of toptips are, and fails where one is too long.

    python tools/sizes.py [FOLDER]

A file of over 400 lines and a function of over 50 are asking to be two. One that is better whole
stands in ALLOWED, with the reason.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "toptips"
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
SHOWN = 10
# What may be longer, as it is printed, and why.
ALLOWED: dict[str, str] = {}


class Size(NamedTuple):
    """How many lines a file, or a function ("analysis/gaps.py: Gap.of"), has."""

    lines: int
    name: str


def files(package: Path) -> list[Size]:
    """Return every file of a package, the longest first."""
    return _longest_first(
        Size(len(path.read_text("utf-8").splitlines()), path.relative_to(package).as_posix())
        for path in package.rglob("*.py")
    )


def functions(package: Path) -> list[Size]:
    """Return every function and method of a package, the longest first."""
    return _longest_first(
        Size(lines, f"{path.relative_to(package).as_posix()}: {name}")
        for path in package.rglob("*.py")
        for lines, name in _functions(ast.parse(path.read_text("utf-8")))
    )


def _longest_first(sizes: Iterator[Size]) -> list[Size]:
    return sorted(sizes, key=lambda size: (-size.lines, size.name))


def _functions(node: ast.AST, within: str = "") -> Iterator[tuple[int, str]]:
    """Yield the lines, decorators and all, and the name of each function in a piece of code."""
    for child in ast.iter_child_nodes(node):
        name = within
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{within}.{child.name}".lstrip(".")
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([child.lineno, *(mark.lineno for mark in child.decorator_list)])
            yield (child.end_lineno or first) - first + 1, name
        yield from _functions(child, name)


def too_long(sizes: list[Size], most: int) -> list[str]:
    """Say which of these are longer than may be, and are not listed with a reason."""
    return [
        f"{size.name} has {size.lines} lines, more than {most}"
        for size in sizes
        if size.lines > most and size.name not in ALLOWED
    ]


def out_of_date(*kinds: tuple[list[Size], int]) -> list[str]:
    """Say what is listed with a reason and needs none: it is gone, or short enough."""
    long = {size.name for sizes, most in kinds for size in sizes if size.lines > most}
    return [f"{name} is allowed to be long and is not" for name in ALLOWED if name not in long]


def main(package: Path) -> int:
    """Print the sizes; return 1 where something is too long, else 0."""
    by_file, by_function = files(package), functions(package)
    for title, sizes in (("file", by_file), ("function", by_function)):
        print(f"Longest {title}s, in lines:")
        for size in sizes[:SHOWN]:
            print(f"  {size.lines:4}  {size.name}")
    total, middle = sum(size.lines for size in by_file), median(size.lines for size in by_function)
    print(f"{len(by_file)} files, {total} lines; {len(by_function)} functions, median {middle:g}.")
    kinds = (by_file, LONGEST_FILE), (by_function, LONGEST_FUNCTION)
    wrong = [*(line for kind in kinds for line in too_long(*kind)), *out_of_date(*kinds)]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE))
