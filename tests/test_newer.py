"""A file that a newer toptips wrote is not called damaged."""

from pathlib import Path

import pytest

from toptips.errors import TopTipsError
from toptips.model.newer import refuse_newer


@pytest.mark.parametrize("raw", [b'{"format": 2, "new": []}', b'{"format": "2"}'])
def test_a_newer_file_is_refused_with_its_name_and_what_to_do(raw: bytes) -> None:
    said = r"^sent\.json was written by a newer toptips \(format 2; .* 1\)\. Update toptips"
    with pytest.raises(TopTipsError, match=said):
        refuse_newer(raw, Path("sent.json"))


@pytest.mark.parametrize(
    "raw", [b'{"format": 1}', b'{"format": [2]}', b"[2]", b"", b"\xff", b"[" * 100_000]
)
def test_what_is_ours_or_damaged_is_left_to_whoever_reads_it(raw: bytes) -> None:
    refuse_newer(raw, Path("sent.json"))
