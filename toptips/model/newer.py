"""Tells files that a newer toptips wrote from files that are damaged."""

import json
from pathlib import Path
from typing import Any

from toptips.errors import TopTipsError
from toptips.model.yaml_file import FORMAT, whole


def refuse_newer(raw: bytes, path: Path) -> None:
    """Refuse the JSON of a newer toptips, whatever else may be new in it.

    `raw` is what the file at `path` holds; what is no JSON, or has no format, is let pass.
    Raises TopTipsError.
    """
    try:
        data: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return
    number = whole(data.get("format")) if isinstance(data, dict) else None
    if number is not None and number > FORMAT:
        raise TopTipsError(
            f"{path} was written by a newer toptips (format {number}; this one reads {FORMAT})."
            " Update toptips to use it."
        )
