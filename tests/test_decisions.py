"""decisions.yaml: decisions are added, and nothing that a person wrote is dropped."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.work import at_most
from toptips.errors import TopTipsError
from toptips.model import decisions
from toptips.model.decisions import Decision, add_decisions, load_decisions, say_whose
from toptips.model.returned import ReturnRow

WITHDRAWN = Decision(response="b", status="withdrawn", why="Jo rang")


def written(folder: Path, text: str) -> Path:
    path = folder / "decisions.yaml"
    path.write_bytes(text.encode())
    return path


def test_decisions_are_added_and_nothing_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    assert load_decisions(tmp_path).of("a") is None
    add_decisions(tmp_path, [Decision(response="a", file='x: #1 "q".docx', partner="council")])
    path.write_text(path.read_text("utf-8") + "# my own note\n", encoding="utf-8")
    add_decisions(tmp_path, [Decision(response="a", status="withdrawn", why="Jo rang")])
    add_decisions(tmp_path, [Decision(response="a", status="withdrawn", why="Jo rang")])
    assert "# my own note" in path.read_text("utf-8")
    decided = load_decisions(tmp_path)
    assert len(decided.decisions or ()) == 2
    assert decided.of("a") == Decision(response="a", status="withdrawn", why="Jo rang")
    assert (decided.decisions or ())[0].file == 'x: #1 "q".docx'


@pytest.mark.parametrize(
    "text",
    [
        "decisions:",
        "decisions:   # none yet\n\n# a note\n",
        "decisions: []   # none yet\n",
        "decisions: [{response: a, why: 'no # note'}]\n",
        "decisions:\n- response: a   # a note\n  why: none",
        "decisions:\n  - response: a\n    why: >\n      two\n      lines\n\n  # a note\n",
        "decisions:\n    - {response: a}\n",
        "# a note\r\ndecisions:\r\n  - response: a\r\n",
        "",
    ],
)
def test_a_decision_is_written_as_the_others_are(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, "format: 1\n" + text)
    before = load_decisions(tmp_path).decisions or ()
    for decision in (WITHDRAWN, Decision(response="c", partner="council")):
        add_decisions(tmp_path, [decision])
        assert load_decisions(tmp_path).of(decision.response) == decision
    assert (load_decisions(tmp_path).decisions or ())[: len(before)] == before
    after = path.read_bytes().decode()
    assert all(part in after for part in re.split(r"[\[\]\r\n]", text))
    assert after.count("\r") in (0, after.count("\n") - 1)


@pytest.mark.parametrize(
    "text",
    [
        "decisions:\n- response: a\nformat: 1\n",
        "---\nformat: 1\ndecisions:\n- response: a\n...\n",
        "format: 1\ndecisions: [\n  {response: a}  # a note\n]\n",
    ],
)
def test_where_there_is_no_place_for_it_nothing_is_changed(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(TopTipsError, match=r'Add this to it: {response: "b", status: "withdrawn"'):
        add_decisions(tmp_path, [WITHDRAWN])
    assert path.read_text("utf-8") == text


ROWS = [ReturnRow(return_id=f"{n:012x}", file=f"{n}.docx") for n in range(200)]


@pytest.mark.parametrize("text", ["", "decisions: []\n", "decisions:\n  - {response: a}\n"])
def test_whose_many_returns_are_is_written_at_once_and_said_once(tmp_path: Path, text: str) -> None:
    written(tmp_path, "format: 1\n" + text)
    with at_most(3):
        assert say_whose(tmp_path, ROWS, "council") == 200
    decided = load_decisions(tmp_path)
    assert {said.partner for row in ROWS if (said := decided.of(row.return_id))} == {"council"}
    assert all(decided.of(row.return_id) for row in ROWS)
    after = (tmp_path / "decisions.yaml").read_bytes()
    assert say_whose(tmp_path, ROWS, "council") == 200
    assert (tmp_path / "decisions.yaml").read_bytes() == after
    say_whose(tmp_path, [ROWS[0]], "charity")
    say_whose(tmp_path, ROWS[:2], "council")
    assert len(load_decisions(tmp_path).decisions or ()) == len(decided.decisions or ()) + 2


def test_all_decisions_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "format: 1\ndecisions:\n- {response: a}\n")
    before, written_to = path.read_bytes(), []

    def full(target: Path, data: bytes) -> None:
        written_to.append(target)
        if len(written_to) > 1:
            raise OSError("the disk is full")
        target.write_bytes(data)

    monkeypatch.setattr(decisions, "write_safely", full)
    say_whose(tmp_path, ROWS[:3], "council")
    assert written_to == [path]
    with pytest.raises(OSError, match="full"):
        say_whose(tmp_path, ROWS[3:6], "council")
    assert len(load_decisions(tmp_path).decisions or ()) == 4
    assert path.read_bytes().startswith(before)


def test_ids_that_look_like_numbers_are_ids(tmp_path: Path) -> None:
    ids = ["012345678901", "1234567e8901", "120000000000", "12345e000000"]
    written(tmp_path, "format: 1\ndecisions:\n" + "".join(f"- response: {one}\n" for one in ids))
    assert [one.response for one in load_decisions(tmp_path).decisions or ()] == ids


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{response: a, status: rejected}", "'accepted', 'superseded' or 'withdrawn'"),
        ("{response: a, partnr: council}", "Did you mean 'partner'?"),
        ("{partner: council}", "'response' is missing"),
        ("{response: a, partner: The Council}", "'The Council' can't be an id"),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, entry: str, said: str) -> None:
    written(tmp_path, f"format: 1\ndecisions:\n- {entry}\n")
    with pytest.raises(TopTipsError, match=f"decisions.yaml, line 3: .*{said}"):
        load_decisions(tmp_path)


@settings(deadline=None, max_examples=100)
@given(name=st.text(st.characters()))
def test_any_file_name_can_stand_in_a_decision(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        decision = Decision(response="a", file=name)
        add_decisions(Path(folder), [decision])
        assert load_decisions(Path(folder)).of("a") == decision


def test_a_file_name_stays_as_people_see_it() -> None:
    assert (
        Decision(response="a", file="Scan\u202012 – Söns 😀.docx").file
        == "Scan\u202012 – Söns 😀.docx"
    )
    assert Decision(response="a", file="two\nlines\u2028or\x07 three").file == "two lines or  three"
    assert Decision(response="a", file="\ud800\x00").file == "(no name)"
