"""What people decided about returns: decisions.yaml, which is added to and never rewritten."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator

from toptips.errors import FileProblems, TopTipsError
from toptips.model.plain_text import LARGEST
from toptips.model.returned import ReturnRow
from toptips.model.yaml_file import FileModel, Finding, Id, Line, load, parse_mapping
from toptips.places import Folder, read_bytes
from toptips.writing import write_safely

_EXPLAINED = """\
# What people decided about returned forms. toptips adds to this file and changes nothing in it;
# delete an entry to undo it, then run 'toptips collect' again. Of two about one return the last
# holds; answers that are put right hold beside it.
#
# - response: 3f2a9c1b04de      # from the column return_id of returns.csv
#   file: scan 12.docx          # for people to recognise it
#   partner: mh-trust           # whose it is
#   status: accepted            # or superseded (another one counts), or withdrawn
#   answers: {"3d": system, "2a": 4, "1c": ""}    # put right; "" takes an answer out
#   why: Jo rang on 3 September
"""
BEGINNING = "format: 1\ndecisions:\n"
HEADER = _EXPLAINED + BEGINNING
Check = Callable[[dict[str, Any]], Iterator[Finding]]

# A file's name may hold what no text file may: whoever named it can put anything in.
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _printable(value: object) -> object:
    if isinstance(value, str):
        return _NOT_PRINTED.sub(" ", value).strip() or "(no name)"
    return value


class Decision(FileModel):
    """One decision about one return.

    `answers` puts answers of it right: texts by the codes that the form prints.
    """

    response: Line
    file: Annotated[Line, BeforeValidator(_printable)] | None = None
    partner: Id | None = None
    status: Literal["accepted", "superseded", "withdrawn"] | None = None
    why: Line | None = None
    answers: dict[str, str] | None = None

    @property
    def only_corrects(self) -> bool:
        """Whether it says nothing of whose the return is, or whether it counts."""
        return self.answers is not None and self.partner is None and self.status is None


class Decisions(FileModel):
    """decisions.yaml."""

    format: Literal[1] = 1
    decisions: tuple[Decision, ...] | None = None

    def of(self, return_id: str) -> Decision | None:
        """Return the last decision about whose a return is and whether it counts, or None."""
        return next(
            (said for said in reversed(self._about(return_id)) if not said.only_corrects), None
        )

    def answers_to(self, return_id: str) -> dict[str, str]:
        """Return the answers of a return that were put right, by their codes; the last holds."""
        right: dict[str, str] = {}
        for said in self._about(return_id):
            right |= {code.casefold(): text for code, text in (said.answers or {}).items()}
        return right

    def _about(self, return_id: str) -> list[Decision]:
        return self._by_return.get(return_id, [])

    # Asked for every return.
    @cached_property
    def _by_return(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = defaultdict(list)
        for said in self.decisions or ():
            found[said.response].append(said)
        return found


def load_decisions(folder: Path, check: Check | None = None) -> Decisions:
    """Read decisions.yaml; nothing is decided where there is none, or nothing in it.

    `check` finds what is wrong beside the shape, as `load` asks it. Raises FileProblems.
    """
    path = Folder(folder).decisions
    if not path.is_file() or _is_emptied(path):
        return Decisions()
    return load(path, Decisions, check)


def _is_emptied(path: Path) -> bool:
    """Say whether a person left nothing in the file but comments."""
    if path.stat().st_size > LARGEST:
        return False  # reading it says so
    return not _without_comments(read_bytes(path).decode("utf-8-sig", "replace"))


def _without_comments(text: str) -> str:
    """Return what is said in the file beside comments, if it is more than "nothing"."""
    said = [line.split("#", 1)[0].strip() for line in text.splitlines()]
    return "".join(
        line for line in said if line not in ("", "---", "...", "null", "Null", "NULL", "~")
    )


def say_whose(folder: Path, rows: Sequence[ReturnRow], partner: str) -> int:
    """Write down that these returns are a partner's, all or none; return how many they are."""
    add_decisions(
        folder,
        [Decision(response=row.return_id, file=row.file, partner=partner) for row in rows],
    )
    return len(rows)


def begin_decisions(folder: Path) -> None:
    """Write a decisions.yaml with its explanation, for a person to add to, where there is none."""
    path = Folder(folder).decisions
    if not path.exists():
        write_safely(path, HEADER.encode())


def add_decisions(folder: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of decisions.yaml, whose other lines stay as they are.

    One is not added where the last decision about its return says the same already. Raises
    TopTipsError, with what to add by hand, where the file is laid out in a way that leaves no
    place for them; nothing is written then.
    """
    given = [
        decision.model_dump(exclude_none=True)
        for decision in _unsaid(load_decisions(folder), decisions)
    ]
    if not given:
        return
    path = Folder(folder).decisions
    text = read_bytes(path).decode("utf-8-sig") if path.is_file() else HEADER
    if not _without_comments(text):
        text = "".join(line for line in text.splitlines(keepends=True) if "#" in line) + BEGINNING
    # A JSON string is a YAML string too, whatever it holds.
    entries = [
        [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
        for entry in given
    ]
    longer = _with_entries(text, entries)
    if _listed(longer) != [*(_listed(text) or []), *given]:
        raise TopTipsError(
            f"{path}: nothing can be added to 'decisions' as it is laid out. Add this to it:"
            f" {', '.join(map(_in_one_line, entries))}"
        )
    write_safely(path, longer.encode())


def _unsaid(said: Decisions, decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield those that are not the last word about their return already."""
    last: dict[str, Decision] = {}
    for decision in decisions:
        about = decision.response
        if (last.get(about) or said.of(about)) != decision:
            last[about] = decision
            yield decision


def _in_one_line(entry: Sequence[str]) -> str:
    return f"{{{', '.join(entry)}}}"


def _with_entries(text: str, entries: Sequence[Sequence[str]]) -> str:
    """Return the file's text with further decisions, written as the others are."""
    ending = "\r\n" if "\r\n" in text else "\n"
    node = _list_node(text)
    if node is not None and node.flow_style:
        at = node.end_mark.index - 1  # before the closing bracket
        comma = ", " if node.value else ""
        return f"{text[:at].rstrip()}{comma}{', '.join(map(_in_one_line, entries))}{text[at:]}"
    indent = " " * (node.start_mark.column if node is not None else 0)
    lines = [
        line
        for entry in entries
        for line in ("- " + entry[0], *("  " + part for part in entry[1:]))
    ]
    added = "".join(indent + line + ending for line in lines)
    if node is None and "decisions" not in parse_mapping(text, "decisions.yaml"):
        added = f"decisions:{ending}{added}"
    return text.rstrip("\r\n") + ending + added


def _list_node(text: str) -> Any:
    """Return PyYAML's node of the list of decisions; None where nothing is decided yet."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if root is not None else ():
        if key.value == "decisions" and isinstance(value, yaml.SequenceNode):
            return value
    return None


def _listed(text: str) -> list[Any] | None:
    """Return the decisions in the file's text as they stand; None if it can't be read."""
    try:
        return list(parse_mapping(text, "decisions.yaml").get("decisions") or [])
    except FileProblems:
        return None
