"""Where the sentences of a comment begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toptips.analysis.splitting import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No beds. Nobody says.", ["No beds.", "Nobody says."]),
        ("No beds.Nobody says", ["No beds.", "Nobody says"]),
        ("Why? Because!", ["Why?", "Because!"]),
        ("We wait ... and wait", ["We wait ... and wait"]),
        ("Mr. Bee, e.g. Sunday, at 9.30 a.m. on St. Ann's", None),
        ("\u201cNo beds.\u201d They said so", ["\u201cNo beds.\u201d", "They said so"]),
        ("It is hot. - No beds", ["It is hot.", "No beds"]),
        ("- no beds\n- late\n\u2022 rude", ["no beds", "late", "rude"]),
        ("1. No beds\n2) Late", ["No beds", "Late"]),
        ("They waited\nfor transport", None),
        ("Transport\nHousing", ["Transport", "Housing"]),
        ("no beds\n\nlate", ["no beds", "late"]),
        (" -- \n", []),
    ],
)
def test_a_text_is_split_into_its_sentences_and_items(text: str, found: list[str] | None) -> None:
    assert [text[start:end] for start, end in sentences(text)] == (
        found or [text] * (found is None)
    )


@given(st.text(alphabet="ab A.!?\n-\u20221)("))
def test_sentences_follow_one_another(text: str) -> None:
    spans = sentences(text)
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
