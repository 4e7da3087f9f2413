"""`toptips new`, `frameworks new` and the examples: folders and files to begin with."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from toptips.errors import TopTipsError
from toptips.model.codebook import load_codebook
from toptips.model.framework import find_file, load_framework
from toptips.model.ids import id_from
from toptips.model.summary import SUMMARY
from toptips.model.workshop import Partner, load_workshop
from toptips.model.yaml_file import is_id, nearest
from toptips.places import Folder, read_bytes, shipped
from toptips.workbooks.partners import PartnersTable, read_partners
from toptips.writing import write_safely

# The example that is shown first.
FIRST_EXAMPLE = "essex-2018"

# What YAML takes for a text without quotes, whichever version of it a program reads.
_PLAIN_WORDS = re.compile(r"[^\W\d_][\w'()/.&-]*(?: [\w(&][\w'()/.&-]*)*")
_NO_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def new(folder: Path, framework: str, *, partners: Path | None = None, today: date) -> Path:
    """Make a workshop's folder with a commented workshop.yaml, and return that file's path.

    `framework` is an id or a file's path; a file is copied into the folder, with its codebook.
    `partners` is a table of them. Nothing that is there is changed, and nothing is written where
    anything can't be used: then FileProblems or TopTipsError says why.
    """
    target = Folder(folder).workshop
    if target.exists():
        raise TopTipsError(f"{target} is there already. Choose another folder.")
    chosen = _choose(framework, folder)
    text = _with_values(folder, chosen.id, today)
    if partners is not None:
        text = _with_partners(text, read_partners(partners))
    for path, data in chosen.copies.items():
        write_safely(path, data)
    write_safely(target, text.encode())
    return target


def _with_values(folder: Path, framework: str, today: date) -> str:
    """Return the text of a new workshop.yaml, two months ahead."""
    day = today + timedelta(weeks=8)
    return string.Template(example_of_workshop()).substitute(
        id=_in_yaml(id_from(folder.resolve().name, "workshop")),
        framework=_in_yaml(framework),
        date=day.isoformat(),
        by=(day - timedelta(days=10)).isoformat(),
        withdraw_by=(day + timedelta(weeks=4)).isoformat(),
        delete_by=(day + timedelta(days=365)).isoformat(),
    )


def example_of_workshop() -> str:
    """Return the text of the workshop.yaml that `new` begins with."""
    return read_bytes(shipped("templates") / "new" / "workshop.yaml").decode()


@dataclass(frozen=True)
class _Chosen:
    """The framework of a new workshop: its id, and which files are to be copied for it."""

    id: str
    copies: Mapping[Path, bytes]


def _choose(framework: str, folder: Path) -> _Chosen:
    """Find a framework by its id or its file, and see that it and its codebook can be used."""
    path = Path(framework)
    if is_id(framework) or not (path.suffix in (".yaml", ".yml") or path.is_file()):
        found = find_file(framework, folder, "")
        codebook = load_framework(found).codebook
        if codebook:
            load_codebook(codebook, folder)
        # It is found again by its file's name, whatever it calls itself.
        return _Chosen(found.stem, {})
    return _copied(path if path.is_file() else find_file(framework, folder, ""), folder)


def _copied(path: Path, folder: Path) -> _Chosen:
    """Choose the framework of a file, which is to be copied with the codebook beside it."""
    framework = load_framework(path)
    own = Folder(folder).frameworks
    wanted = {own / f"{framework.id}.yaml": read_bytes(path)}
    if framework.codebook:
        beside = _beside(path, framework.codebook)
        _check_codebook(beside, framework.codebook, path, folder)
        if beside and not _ships(beside):
            wanted[own / "codebooks" / beside.name] = read_bytes(beside)
    return _Chosen(framework.id, dict(_still_to_copy(wanted)))


def _beside(path: Path, codebook: str) -> Path | None:
    """Return the file of a codebook beside its framework's, or in `codebooks` there."""
    name = f"{codebook}.yaml"
    places = (path.parent / name, path.parent / "codebooks" / name)
    return next((place for place in places if place.is_file()), None)


def _check_codebook(beside: Path | None, codebook: str, path: Path, folder: Path) -> None:
    if beside is None:
        try:
            find_file(codebook, folder, "codebooks")
        except TopTipsError as error:
            raise TopTipsError(
                f"{error} {path.name} names it; put the file {codebook}.yaml beside that."
            ) from error
    load_codebook(beside or codebook, folder)


def _ships(codebook: Path) -> bool:
    """Say whether a codebook is the same as one that ships."""
    ours = shipped("frameworks") / "codebooks" / codebook.name
    return ours.is_file() and read_bytes(ours) == read_bytes(codebook)


def _still_to_copy(wanted: Mapping[Path, bytes]) -> Iterator[tuple[Path, bytes]]:
    """Yield what is not there yet. Raises TopTipsError for a file with other content."""
    for target, data in wanted.items():
        if not target.exists():
            yield target, data
        elif not target.is_file() or read_bytes(target) != data:
            raise TopTipsError(
                f"{target} is there already and says something else. Take it away, or give yours"
                " another id."
            )


def _with_partners(text: str, table: PartnersTable) -> str:
    """Put a table's partners and groups in the place of those that a new workshop.yaml shows."""
    partners = ["partners:", *(f"  - {_partner(partner)}" for partner in table.partners)]
    groups = [f"# {sentence}" for sentence in table.left_out]
    if table.groups:
        groups.append("groups:")
    for name, values in table.groups.items():
        groups.append(f"  {_in_yaml(name)}: [{', '.join(map(_in_yaml, values))}]")
    text = _with_block(text, "partners", partners)
    return _with_block(text, "#groups", groups) if groups else text


def _with_block(text: str, key: str, lines: list[str]) -> str:
    """Put other lines in the place of a key and of those that stand further in below it."""
    note = "#" if key.startswith("#") else ""
    block = re.compile(rf"^{key}:\n(?:{note}  .*\n)*", re.MULTILINE)
    return block.sub(lambda _: "".join(f"{line}\n" for line in lines), text, count=1)


def _partner(partner: Partner) -> str:
    """Return a partner as one line of workshop.yaml."""
    said = {
        "id": _in_yaml(partner.id),
        "name": _in_yaml(partner.name),
        "sector": _in_yaml(partner.sector),
        "people": str(partner.people),
    }
    if partner.groups:
        groups = (f"{_in_yaml(key)}: {_in_yaml(value)}" for key, value in partner.groups.items())
        said["groups"] = f"{{{', '.join(groups)}}}"
    return f"{{{', '.join(f'{key}: {value}' for key, value in said.items())}}}"


def _in_yaml(text: str) -> str:
    """Return a line of text as a value of YAML, in quotes unless it is plain words."""
    if _PLAIN_WORDS.fullmatch(text) and text.casefold() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def new_framework(path: Path) -> None:
    """Write a commented framework for a person to fill in."""
    if path.exists():
        raise TopTipsError(f"{path} is there already. Choose another name.")
    template = read_bytes(shipped("templates") / "new" / "framework.yaml").decode()
    text = string.Template(template).substitute(id=_in_yaml(id_from(path.stem, "framework")))
    write_safely(path, text.encode())


def examples() -> list[tuple[str, str]]:
    """Return the id and the title of each example that ships, the best known first."""
    return [(path.name, _title(path)) for path in _examples()]


def _title(example: Path) -> str:
    if copies := copies_in(example):
        return f"A region of {len(copies)} workshops, to put into one picture (an invented example)"
    return load_workshop(example).title


def copies_in(region: Path) -> list[Path]:
    """Return the copies of workshops that a folder holds, by name; none of a workshop's own."""
    return sorted(path.parent for path in region.glob(f"*/{SUMMARY}"))


def _examples() -> list[Path]:
    folders = [
        path
        for path in shipped("examples").iterdir()
        if Folder(path).workshop.is_file() or copies_in(path)
    ]
    return sorted(folders, key=lambda path: (path.name != FIRST_EXAMPLE, path.name))


def copy_example(folder: Path, example: str = FIRST_EXAMPLE) -> None:
    """Copy an example workshop that ships to a folder that is not there yet, or is empty."""
    known = {path.name: path for path in _examples()}
    if example not in known:
        raise TopTipsError(f"There is no example '{example}'.{nearest(example, list(known))}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TopTipsError(f"{folder} is there already. Name another folder: 'toptips demo DIR'.")
    for source in sorted(path for path in known[example].rglob("*") if path.is_file()):
        write_safely(folder / source.relative_to(known[example]), read_bytes(source))
