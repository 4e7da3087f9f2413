"""The reference that is printed on each form, found again in any text."""

import pytest

from toptips.model.reference import Reference, find_reference

REFERENCE = Reference("essex-2018", "self-assessment", "mh-trust", "small", "2017-11", "0a1b2c3d")


@pytest.mark.parametrize(
    "text",
    [
        f"Form reference: {REFERENCE}. Thank you",
        str(REFERENCE).replace(" / ", "\u00a0/\n"),
        f"{REFERENCE}",
    ],
)
def test_a_reference_is_found_in_any_text(text: str) -> None:
    assert find_reference(text) == REFERENCE


@pytest.mark.parametrize("text", ["", "toptips: essex-2018 / self-assessment", "toptips"])
def test_what_is_no_whole_reference_is_none(text: str) -> None:
    assert find_reference(text) is None
