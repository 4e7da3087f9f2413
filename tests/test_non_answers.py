"""What says that there is nothing to say is no comment; what says anything is one."""

from __future__ import annotations

import pytest

from toptips.model.answered import Answered
from toptips.model.non_answers import is_no_comment
from toptips.model.responses import Response

NOTHING = (
    "-", "–", "...", ".", "?", "n/a", "N/A.", "None", "none.", "NIL", "no comment", "No comments",
    "see above", "See above please", "as 1c", "As 1c above", "same as 1c", "see 3b", "as tip 3",
    "nothing comes to mind", "Nothing to add", "nothing", "Don’t know", "ditto", "as in 1b and 2b",
    "See my answer to 1c", "\u200b", "N/A - not my area", "None. See above.", "N.A.", "n/a for us",
    "Nothing further to add at this stage, thanks", "as per my previous answer",
    "Same as above: see tip 2", "No comment from me", "We have no comments at this time",
    "not applicable to our service", "See previous response", "Nil known", "none identified",
    "as already stated above", "None that we are aware of", "Outside my remit",
    "no further information",
)  # fmt: skip
SAID = (
    "No beds", "None of the wards knows", "Nothing happens at weekends", "Transport", "4 hours",
    "See the ward manager", "as 1c, but worse", "👍", "☺", "No comment from the ward is ever read",
    "Not known to anybody but us", "床位", "Not our job", "No information",
    "No feedback", "No replies", "Nothing at all",
    "None of it", "Nothing here", "Nothing in this area", "Nothing for carers", "Not my patients",
    "Nothing is shared", "None provided", "No information from the ward", "No response from GPs",
    "As above, but worse", "N/A. No beds", "See 12 patients", "Same team as before",
    "Pass the buck",
    "Unknown risks", "Unsure who to ring", "No ideas are heard", "No answer from the crisis line",
)  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_to_say_is_no_comment(text):
    assert is_no_comment(text)


@pytest.mark.parametrize("text", SAID)
def test_what_says_anything_is_a_comment(text):
    assert not is_no_comment(text)


def test_it_stays_among_the_answers_and_out_of_the_comments():
    response = Response(
        id="a", form="self-assessment", partner="", partner_name="", sector="", respondent="",
        role="", quote="", groups={}, source="",
        answers={("t", "barriers"): "n/a", ("t", "strengths"): "The daily call"},
    )  # fmt: skip
    found = Answered.of([response])
    assert [comment.text for comment in found.comments] == ["The daily call"]
    assert found.responses[0].answers["t", "barriers"] == "n/a"
