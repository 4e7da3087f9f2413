"""Ids for the shell to complete. Whatever is wrong with a folder, a command will say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

_ID = re.compile(r"[a-z0-9-]{1,48}")
_TEMPLATE = re.compile(r"[a-z0-9_./-]{1,99}", re.IGNORECASE)


def framework_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a framework that ships or is the workshop's own."""

    def known() -> list[str]:
        from toptips.places import Folder, shipped

        places = (shipped("frameworks"), Folder(_workshop(ctx)).frameworks)
        return [path.stem for place in places for path in place.glob("*.yaml")]

    return _matching(known, incomplete)


def partner_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a partner of the workshop."""

    def known() -> list[str]:
        from toptips.model.workshop import load_workshop

        return [partner.id for partner in load_workshop(_workshop(ctx)).partners]

    return _matching(known, incomplete)


def return_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a return of which it is unknown whose it is."""

    def known() -> list[str]:
        from toptips.model.returned import read_returns
        from toptips.places import Folder

        rows = read_returns(Folder(_workshop(ctx)).returns_csv)
        return [row.return_id for row in rows if row.status == "unclaimed"]

    return _matching(known, incomplete)


def template_names(incomplete: str) -> list[str]:
    """Complete the name of a template that ships."""

    def known() -> list[str]:
        from toptips.places import shipped

        ours = shipped("templates")
        return [path.relative_to(ours).as_posix() for path in ours.rglob("*") if path.is_file()]

    return [name for name in _matching(known, incomplete, _TEMPLATE) if name[:4] != "new/"]


def example_ids(incomplete: str) -> list[str]:
    """Complete the id of an example that ships."""

    def known() -> list[str]:
        from toptips import workflow

        return [example for example, _ in workflow.examples()]

    return _matching(known, incomplete)


def _workshop(ctx: typer.Context) -> Path:
    return Path(ctx.params.get("workshop") or Path())


def _matching(
    known: Callable[[], Iterable[str]], incomplete: str, may_be: re.Pattern[str] = _ID
) -> list[str]:
    try:
        found = sorted(set(known()))
    except Exception:
        # Nobody at a prompt should meet an error for having pressed a key.
        return []
    return [name for name in found if name.startswith(incomplete) and may_be.fullmatch(name)]
