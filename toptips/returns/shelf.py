"""Keeps the answers of many returns out of memory until they are written into responses.csv."""

from __future__ import annotations

import json
from collections.abc import Mapping
from tempfile import SpooledTemporaryFile

from toptips.errors import TopTipsError
from toptips.places import reason

# Those of some hundred forms. What is more lies in a file without a name, gone when we end.
IN_MEMORY = 16 * 1024 * 1024


class Shelf:
    """Answers by the place that they were put at."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115, closed with the shelf
        self._end = 0

    def put(self, values: Mapping[str, str]) -> int:
        """Put the answers of one return away; return their place.

        Raises TopTipsError where the disk is full.
        """
        place = self._end
        try:
            self._file.seek(place)
            self._end += self._file.write(json.dumps(values).encode() + b"\n")
        except OSError as error:
            raise TopTipsError(
                f"There is no room for the answers in the folder for temporary files:"
                f" {reason(error)}."
            ) from error
        return place

    def take(self, place: int) -> dict[str, str]:
        """Return the answers that were put at a place."""
        self._file.seek(place)
        values: dict[str, str] = json.loads(self._file.readline())
        return values
