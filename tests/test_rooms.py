"""The walls between the rooms: who may import whom, and who alone uses which library."""

import ast
from pathlib import Path

import pytest

from tests.support import running

ROOT = Path(__file__).parents[1] / "toptips"

# Every room may import these two, and what follows besides.
EVERYWHERE = {"", "__version__", "errors", "places"}
MAY_IMPORT = {
    "errors": set(),
    "places": set(),
    "writing": set(),
    "model": {"writing"},
    "unsafe": set(),
    "documents": {"model", "writing"},
    "pack": {"documents", "workbooks", "model"},
    "returns": {"model", "unsafe", "writing"},
    "analysis": {"model"},
    "sharing": {"analysis", "model"},
    "workbooks": {"analysis", "model", "unsafe", "writing"},
    "charts": {"analysis"},
    "report": {"analysis", "charts", "documents", "model"},
    "workflow": {
        "analysis", "charts", "documents", "model", "pack", "report", "returns", "sharing",
        "unsafe", "workbooks", "writing",
    },
    "cli": {"workflow", "model", "analysis"},
}  # fmt: skip
ONLY_IN = {
    "docx": {"documents"},
    "matplotlib": {"charts"},
    "openpyxl": {"workbooks", "unsafe"},
    "typer": {"cli"},
    "rich": {"cli"},
}
HEAVY = {"docx", "lxml", "matplotlib", "numpy", "pydantic", "openpyxl"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def imports(path: Path, *, at_the_top: bool = False) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if at_the_top else ast.walk(tree)
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "toptips":
                found |= {f"toptips.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_room_imports_only_what_it_may(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    room = parts[0]
    if room in ("__init__", "__main__"):
        return
    for name in imports(path):
        library = name.split(".")[0]
        if library != "toptips":
            allowed = ONLY_IN.get(library)
            assert allowed is None or room in allowed, f"{room} may not use {library}"
            continue
        other = room_of(name)
        if other in EVERYWHERE | {room}:
            continue
        assert other in MAY_IMPORT[room], f"{room} may not import {name}"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['toptips', '--help']\n"
        "from toptips.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('LOADED', sorted(set(sys.modules) & {HEAVY!r}))"
    )
    assert "LOADED []" in running.python(code).stdout
