"""responses.csv and decisions.yaml: what goes in comes out."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toptips.errors import TopTipsError
from toptips.model.decisions import Decision, add_decision, load_decisions
from toptips.model.responses import Response, parse_responses, write_responses

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@settings(deadline=None, max_examples=100)
@given(
    value=TEXT,
    respondent=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
def test_any_text_comes_back(value: str, respondent: str) -> None:
    response = Response(
        id="abc", form="self-assessment", partner="a", respondent=respondent,
        groups={"locality": "North"}, answers={("t1", "strengths"): value, ("", "other"): value},
    )  # fmt: skip
    written = write_responses([response], ["pathway", "locality"])
    assert written.startswith(b"\xef\xbb\xbf")
    assert parse_responses(written, "responses.csv") == [response]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_cell_can_be_taken_for_a_formula(start: str) -> None:
    written = write_responses([Response("a", "people", answers={("", "other"): start + "1"})], [])
    row = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1]
    assert row[-2] == "'" + start + "1"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a,b\n", "line 1: the header"),
        (write_responses([], []) + b"1,2,3\r\n", "line 2: 3 columns instead of 12"),
        ("name;caf\u00e9".encode("latin-1"), "is not UTF-8"),
        (write_responses([], []) + b'"open', "line 2"),
        (b"", "line 1: the header"),
    ],
)
def test_a_file_in_another_shape(raw: bytes, said: str) -> None:
    with pytest.raises(TopTipsError, match=said):
        parse_responses(raw, "responses.csv")


def test_decisions_are_added_and_nothing_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    assert load_decisions(tmp_path).of("a") is None
    add_decision(tmp_path, Decision(response="a", file='x: #1 "q".docx', partner="council"))
    path.write_text(path.read_text("utf-8") + "# my own note\n", encoding="utf-8")
    add_decision(tmp_path, Decision(response="a", status="withdrawn", why="Jo rang"))
    add_decision(tmp_path, Decision(response="a", status="withdrawn", why="Jo rang"))
    assert "# my own note" in path.read_text("utf-8")
    decided = load_decisions(tmp_path)
    assert len(decided.decisions or ()) == 2
    assert decided.of("a") == Decision(response="a", status="withdrawn", why="Jo rang")
    assert (decided.decisions or ())[0].file == 'x: #1 "q".docx'


@settings(deadline=None, max_examples=50)
@given(name=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_file_name_can_stand_in_a_decision(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            decision = Decision(response="a", file=name)
        except ValueError:
            return
        add_decision(Path(folder), decision)
        assert load_decisions(Path(folder)).of("a") == decision
