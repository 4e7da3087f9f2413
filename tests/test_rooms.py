"""The walls between the rooms: who may import whom, and who alone uses which library.

And what is true of all rooms: no circle of imports, one meaning for each name.
"""

import ast
import graphlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import running

ROOT = Path(__file__).parents[1] / "toptips"

# Every room may import these two, and what follows besides.
EVERYWHERE = {"", "__version__", "HowFar", "errors", "places"}
MAY_IMPORT = {
    "errors": set(),
    "places": set(),
    "writing": set(),
    "model": {"writing"},
    "unsafe": set(),
    "documents": {"model", "unsafe", "writing"},
    "pack": {"documents", "workbooks", "model"},
    "returns": {"model", "unsafe", "writing"},
    "analysis": {"model"},
    "sharing": {"analysis", "model"},
    "workbooks": {"analysis", "model", "unsafe", "writing"},
    "charts": {"analysis", "model"},
    "report": {"analysis", "charts", "documents", "model"},
    "workflow": {
        "analysis", "charts", "documents", "model", "pack", "report", "returns", "sharing",
        "unsafe", "workbooks", "writing",
    },
    "cli": {"workflow", "model", "analysis"},
}  # fmt: skip
ONLY_IN = {
    "docx": {"documents"},
    "pptx": {"documents"},
    "matplotlib": {"charts"},
    "openpyxl": {"workbooks", "unsafe"},
    "typer": {"cli"},
    "rich": {"cli"},
}
HEAVY = {"docx", "pptx", "lxml", "matplotlib", "numpy", "pydantic", "openpyxl"}


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


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def test_no_imports_go_round_in_a_circle() -> None:
    """Imports within functions, and those for types alone, count too."""
    paths = {module_name(path): path for path in modules()}
    imported = {}
    for name, path in paths.items():
        found = ast.walk(ast.parse(path.read_text("utf-8")))
        imported[name] = {other for node in found for other in _of_ours(node, set(paths))}
    try:
        graphlib.TopologicalSorter(imported).prepare()
    except graphlib.CycleError as error:
        pytest.fail("a circle of imports: " + " <- ".join(error.args[1]))


def _of_ours(node: ast.AST, known: set[str]) -> Iterator[str]:
    """Yield the modules of toptips that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif isinstance(node, ast.ImportFrom) and node.module in known:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in known else node.module


def names(node: ast.AST) -> Iterator[str]:
    """Yield the names that a piece of code gives to something that varies."""
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.id if isinstance(node, ast.Name) else node.attr
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    elif isinstance(node, ast.alias) and node.asname:
        yield node.asname


@pytest.mark.parametrize(
    "code",
    ["one = 1", "for one in x: pass", "[one for one in x]", "lambda one: 1", "x.one = 1",
     "def f(*, one): pass", "class A:\n    one: int", "with x as one: pass", "import x as one",
     "try: pass\nexcept E as one: pass", "(one := 1)", "a, (*one, b) = x"],
)  # fmt: skip
def test_every_way_to_name_something_is_looked_at(code: str) -> None:
    assert "one" in {name for node in ast.walk(ast.parse(code)) for name in names(node)}


def test_nothing_is_called_one() -> None:
    found = [
        f"{path.relative_to(ROOT)}, line {node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if "one" in names(node)
    ]
    assert not found, f"{len(found)} times: name it by what it holds"


def test_no_two_classes_have_the_same_name() -> None:
    times = Counter(
        node.name
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in times.items() if count > 1] == []
