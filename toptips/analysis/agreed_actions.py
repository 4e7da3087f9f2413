"""What tables agreed to do, as lines for actions.csv: a line for each step, whoever proposed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from toptips.analysis.figures import Agreed
from toptips.analysis.printing import listed
from toptips.model.actions import AgreedAction
from toptips.model.dates import written
from toptips.model.yaml_file import folded


def agreed_actions(decided: Iterable[tuple[str, Iterable[Agreed]]]) -> Iterator[AgreedAction]:
    """Yield what tables agreed to do as lines for actions.csv, still without ids.

    `decided` is for each item's id what its tables decided: their sheets say that it is printed.
    A step that several tables proposed is one line, and its note says what else they decided.
    """
    for item, tables in decided:
        proposed: dict[tuple[str, str], list[Agreed]] = {}
        for table in tables:
            if action := table.get("action"):
                step = AgreedAction("", item, action).on_a_line()
                proposed.setdefault(step.same, []).append(table)
        for together in proposed.values():
            yield _line(item, together)


def _line(item: str, tables: Sequence[Agreed]) -> AgreedAction:
    """Return the line for one step, and say in its note what tables said differently.

    Its lead is the first who was there and agrees, or else the first who is named; its day is the
    first that is given with that lead or without any.
    """
    first, *others = sorted(tables, key=lambda table: (not _agrees(table), not table.get("lead")))
    lead = first.get("lead")
    alike = [first, *(table for table in others if folded(table.get("lead")) in ("", folded(lead)))]
    due = next(filter(None, (table.get("due") for table in alike)), "")
    note = [_names(tables), _asked(lead, agrees=_agrees(first))]
    note += [_otherwise(table, lead, due) for table in tables if not _as_in(table, lead, due)]
    return AgreedAction("", item, tables[0].get("action"), lead, due, note="; ".join(note))


def _agrees(table: Agreed) -> bool:
    return bool(table.get("lead")) and table.get("lead_here") == "yes"


def _as_in(table: Agreed, lead: str, due: str) -> bool:
    """Say whether a line with this lead and this day holds what a table decided."""
    same_lead = folded(table.get("lead")) in ("", folded(lead))
    return same_lead and table.get("due") in ("", due)


def _otherwise(table: Agreed, lead: str, due: str) -> str:
    """Say which other lead or other day a table decided on."""
    said = table.get("lead")
    day = table.get("due")
    by = f"by {written(date.fromisoformat(day))}" if day and day != due else ""
    if folded(said) in ("", folded(lead)):
        return f"{_name(table)} says {by}"
    agrees = "who was there and agrees" if _agrees(table) else ""
    return f"{_name(table)} names {', '.join(filter(None, (said, agrees, by)))}"


def _asked(lead: str, *, agrees: bool) -> str:
    """Say whether the lead knows."""
    if not lead:
        return "no lead was named"
    return "the lead was there and agrees" if agrees else "the lead is still to be asked"


def _names(tables: Sequence[Agreed]) -> str:
    """Name the tables that proposed a step: Table 1, or Tables 1 and 2."""
    names = [_name(table) for table in tables]
    if len(names) > 1 and all(name.startswith("Table ") for name in names):
        return f"Tables {listed(name.removeprefix('Table ') for name in names)}"
    return listed(names)


def _name(table: Agreed) -> str:
    return table.table.replace("-", " ").capitalize()
