"""Who leads a step that a table decided, as the report says it."""

import pytest

from toptips.analysis.proposed import Step
from toptips.report.agreed import lead_of


@pytest.mark.parametrize(
    ("here", "said"),
    [
        ("yes", "Head of housing"),
        ("to_be_asked", "Head of housing (proposed, not yet asked)"),
        ("", "Head of housing (not said whether they agree)"),
    ],
)
def test_only_a_lead_who_was_there_and_agrees_is_unmarked(here: str, said: str) -> None:
    assert lead_of(Step("table-1", "Head of housing", lead_here=here)) == said


def test_without_a_lead_nothing_is_said_of_one() -> None:
    assert lead_of(Step("table-1")) == ""
