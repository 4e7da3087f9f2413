"""What several commands open in the same way."""

from __future__ import annotations

from collections.abc import Callable

from toptips.documents.template import Templates, refuse_strays
from toptips.places import Folder, shipped

Progress = Callable[[int, int, str], None]


def templates_of(place: Folder) -> Templates:
    """Return the templates of a workshop: its own before those that ship."""
    refuse_strays(place.templates, shipped("templates"))
    return Templates([place.templates, shipped("templates")])
