"""What tables agreed to do becomes a line for each step, and nothing that a table said is lost."""

from __future__ import annotations

import pytest

from toptips.analysis.agreed_actions import agreed_actions
from toptips.analysis.figures import Agreed
from toptips.model.actions import AgreedAction

HOUSING = {"action": "Shared fund", "lead": "Head of Housing"}
CARE = {"action": "shared  fund", "lead": "Director of care", "due": "2027-04-30"}


def lines(*decided: dict[str, str]) -> list[AgreedAction]:
    tables = [Agreed(f"table-{number}", given) for number, given in enumerate(decided, start=1)]
    return list(agreed_actions([("home-first", tables)]))


def test_another_table_s_lead_and_day_stand_in_the_note() -> None:
    [line] = lines(HOUSING, CARE)
    assert line == AgreedAction(
        "",
        "home-first",
        "Shared fund",
        "Head of Housing",
        note="Tables 1 and 2; the lead is still to be asked;"
        " Table 2 names Director of care, by 30 April 2027",
    )


def test_a_lead_who_was_there_and_agrees_comes_before_one_who_was_not() -> None:
    [line] = lines(HOUSING, CARE | {"lead_here": "yes"})
    assert (line.action, line.lead, line.due) == ("Shared fund", "Director of care", "2027-04-30")
    assert line.note == (
        "Tables 1 and 2; the lead was there and agrees; Table 1 names Head of Housing"
    )


def test_of_two_leads_who_agree_both_are_said_to() -> None:
    both = {"lead_here": "yes"}
    [line] = lines(HOUSING | both, CARE | both)
    assert line.lead == "Head of Housing"
    assert line.note.endswith(
        "agrees; Table 2 names Director of care, who was there and agrees, by 30 April 2027"
    )


@pytest.mark.parametrize("lead", ["Head of Housing", "head of  housing"])
def test_the_same_lead_keeps_what_any_table_knew(lead: str) -> None:
    [line] = lines(HOUSING, CARE | {"lead": lead, "lead_here": "yes"})
    assert (line.due, line.note) == ("2027-04-30", "Tables 1 and 2; the lead was there and agrees")


def test_a_day_is_kept_also_from_a_table_that_names_no_lead() -> None:
    day = {"action": "Shared fund", "due": "2027-05-01", "lead_here": "yes"}
    [line] = lines(HOUSING, day)
    assert (line.lead, line.due) == ("Head of Housing", "2027-05-01")
    assert line.note == "Tables 1 and 2; the lead is still to be asked"


def test_two_days_for_one_lead_are_both_said() -> None:
    days = [HOUSING | {"due": day} for day in ("2027-05-01", "2027-05-01", "2027-06-01")]
    [line] = lines(*days)
    assert line.due == "2027-05-01"
    assert (
        line.note == "Tables 1, 2 and 3; the lead is still to be asked; Table 3 says by 1 June 2027"
    )


def test_other_steps_have_lines_of_their_own() -> None:
    ring, fund = lines({"action": "Ring the ward"}, HOUSING)
    assert (ring.action, ring.note) == ("Ring the ward", "Table 1; no lead was named")
    assert fund.note == "Table 2; the lead is still to be asked"
