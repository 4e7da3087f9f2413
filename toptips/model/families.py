"""Two families of sectors, such as the NHS and everyone else, that stand in for sectors.

Where few forms came back a sector would show people, and two families may still be compared. They
are named in workshop.yaml before the forms go out, and announced on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toptips.model.yaml_file import Finding, folded, items, nearest

FAMILIES = 2


def wrong_families(data: dict[str, Any]) -> Iterator[Finding]:
    """Find what makes the families of a workshop's data unusable."""
    families = data.get("families")
    if not isinstance(families, dict) or not families:
        return
    if len(families) != FAMILIES:
        yield ("families",), f"there must be two families, not {len(families)}."
    sectors = [str(partner.get("sector", "")) for _, partner in items(data, "partners")]
    placed: set[str] = set()
    for name, members in families.items():
        for sector in map(str, members if isinstance(members, list) else ()):
            if folded(sector) in placed:
                yield ("families", name), f"'{sector}' is in both families, or twice in one."
            elif sector not in sectors:
                hint = nearest(sector, sectors)
                yield ("families", name), f"no partner is of the sector '{sector}'.{hint}"
            placed.add(folded(sector))
    missing = sorted({sector for sector in sectors if sector and folded(sector) not in placed})
    if missing:
        yield ("families",), f"the sector '{missing[0]}' is in neither family."
