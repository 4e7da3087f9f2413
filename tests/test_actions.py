"""What was agreed last time: begun from the round before, asked again, and reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.folders import collect_forms, make_folder
from tests.support.here import here
from tests.support.two_rounds import NAMES, partners
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.errors import FileProblems, TopTipsError
from toptips.model.actions import (
    AgreedAction,
    asking,
    read_actions,
    with_added,
    write_actions,
)
from toptips.model.responses import read_responses
from toptips.report.following import actions_told

BUS = AgreedAction("bus-1", "plan-early", '=Ring before 6 o\'clock, "always"', "Hub", "2026-09-30")
LATER = {"date": "2026-09-03", "returns": {"to": "forms@example.org", "by": "2026-08-24"}}


def make_then(folder: Path) -> Path:
    """A first round, in which two tables agree on steps, and one step names a person's e-mail."""
    make_folder(folder, partners=partners(NAMES), **{**LATER, "date": "2025-09-03"})
    form = {"1.score": "2 Planned"}
    step = {"1.action": "Name who begins", "1.lead": "Discharge lead", "1.due": "31 January 2026"}
    other = {"1.action": "Begin sooner", "2.action": "Write to jo@example.org"}
    collect_forms(
        folder, [*((name, form) for name in NAMES), ("table-1", step), ("table-2", other)]
    )
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds; in the second, prepared but not yet answered, what was agreed is asked about."""
    place = tmp_path_factory.mktemp("actions")
    make_then(place / "then")
    make_folder(place / "now", baseline="../then", partners=partners(NAMES), **LATER)
    done = here("prepare", "-w", place / "now")
    assert "actions.csv now has what was agreed last time" in done.stderr
    return place


def test_it_is_begun_from_what_tables_agreed(place: Path) -> None:
    assert read_actions(place / "now" / "actions.csv") == (
        AgreedAction(
            "plan-early-1",
            "plan-early",
            "Name who begins",
            "Discharge lead",
            "2026-01-31",
            note="Table 1; the lead is still to be asked",
        ),
        AgreedAction(
            "plan-early-2", "plan-early", "Begin sooner", note="Table 2; no lead was named"
        ),
    )


def test_partners_and_tables_are_asked_how_far_it_is(place: Path) -> None:
    pack = place / "now" / "pack"
    for name in ("forms/self-assessment-acute", "tables/conversation-sheet-table-1"):
        said = open_word(pack / f"{name}.docx")
        rows = [row[0] for table in said.tables for row in table]
        assert "1r Agreed last time: Name who begins. How far is it?" in rows
        assert "1s Agreed last time: Begin sooner. How far is it?" in rows
        assert {"1.state_1", "1.state_2"} <= set(said.tags)
        assert "2.state_1" not in said.tags


def test_a_tables_sheet_asks_it_before_all_items_which_keep_a_side_each(place: Path) -> None:
    sheet = open_word(place / "now" / "pack" / "tables" / "conversation-sheet-table-1.docx")
    codes = [row[0].split()[0] for table in sheet.tables for row in table]
    of_last_time = [code for code in codes if code in ("1r", "1s")]
    assert of_last_time == ["1r", "1s"]
    assert codes.index("1s") < codes.index("1a")
    assert "What was agreed last time" in sheet.paragraphs
    before = open_word(place / "then" / "pack" / "tables" / "conversation-sheet-table-1.docx")
    assert "What was agreed last time" not in before.paragraphs


def test_what_comes_back_is_read_and_counted(place: Path, tmp_path: Path) -> None:
    now = place / "now"
    came_back = tmp_path / "came back"
    came_back.mkdir()
    for number, name in enumerate(NAMES):
        answers = {"1.score": "3 Working in some places", "1.state_1": "Done"}
        answers["1.state_2"] = "Under way" if number < 4 else ""
        form = fill(
            now / "pack" / "forms" / f"self-assessment-{name}.docx",
            {field: text for field, text in answers.items() if text},
        )
        (came_back / f"{name}.docx").write_bytes(form)
    sheet = now / "pack" / "tables" / "conversation-sheet-table-1.docx"
    (came_back / "t.docx").write_bytes(fill(sheet, {"1.state_1": "Not started"}))
    workflow.collect(now, [came_back])
    values = {form.get("plan-early", "state_1") for form in read_responses(now / "responses.csv")}
    assert values == {"done", "not_started"}
    comparison = workflow.compare([place / "then", now])
    first, second = comparison.as_data()["actions"]
    assert (first["said"]["n"], first["said"]["shares"]["done"]) == (8, 1.0)
    assert first["tables"] == {"not_started": 1}
    # Four answered: too few for shares.
    assert second["said"] == {"n": None, "suppressed": True}
    rows = [*actions_told(comparison.progress)]
    assert (rows[0].said, rows[0].tables, rows[0].due) == (
        "done 8",
        "not started 1",
        "31 January 2026",
    )
    assert rows[1].said == "not shown"
    assert "What was agreed last time" in open_word(comparison.report).text
    # The report of the round itself is made as ever.
    assert workflow.analyse(now).report.exists()


def test_nothing_of_it_is_in_a_copy_to_share(place: Path, tmp_path: Path) -> None:
    """What was agreed names who leads it, and without that nobody knows what was answered."""
    made = workflow.anonymise(place / "now", tmp_path / "copy").folder
    files = {path.name: path.read_text("utf-8-sig") for path in made.iterdir()}
    assert "score" in files["responses.csv"]
    for name, text in files.items():
        for words in ("state_1", "Name who begins", "Discharge lead", "Begin sooner"):
            assert words not in text, f"{words} is in {name}"
    assert "what was agreed last time" in " ".join(files["README.txt"].split())


def test_what_a_person_made_of_it_stays_and_places_do_not_move(place: Path, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "now", partners=partners(NAMES), **LATER)
    path = folder / "actions.csv"
    path.write_bytes(write_actions([BUS, AgreedAction("late", "plan-early", "Later")]))
    workflow.prepare(folder)
    path.write_bytes(
        write_actions(
            [AgreedAction("new", "plan-early", "New"), AgreedAction("late", "plan-early", "Later")]
        )
    )
    kept = path.read_bytes()
    workflow.prepare(folder)
    assert path.read_bytes() == kept
    sent = json.loads((folder / "sent" / "asked-002.json").read_text("utf-8"))
    # The first place was another's once, so nobody else gets it.
    assert sent["actions"] == {"plan-early/state_2": "late", "plan-early/state_3": "new"}


def test_what_can_not_be_asked_is_said(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "now", partners=partners(NAMES), **LATER)
    many = [AgreedAction(f"a{number}", "plan-early", f"Step {number}") for number in range(7)]
    gone = AgreedAction("gone", "no-such-tip", "Something")
    (folder / "actions.csv").write_bytes(write_actions([*many, gone]))
    notes = workflow.prepare(folder).notes
    assert "actions.csv: 'a6' is not asked about, since 6 others of its tip are." in notes
    assert (
        "actions.csv: 'gone' is not asked about, since 'no-such-tip' is not in the framework."
        in notes
    )


def test_a_baseline_that_can_not_be_read_stops_nothing(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "now", baseline="../nowhere", partners=partners(NAMES), **LATER)
    [note] = [note for note in workflow.prepare(folder).notes if "last time" in note]
    assert "../nowhere" in note
    assert not (folder / "actions.csv").exists()


def test_a_link_in_the_earlier_round_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_bytes(write_actions([BUS]))
    (tmp_path / "then").mkdir()
    (tmp_path / "then" / "actions.csv").symlink_to(elsewhere)
    folder = make_folder(tmp_path / "now", baseline="../then", partners=partners(NAMES), **LATER)
    [note] = [note for note in workflow.prepare(folder).notes if "last time" in note]
    assert "is a link" in note
    assert not (folder / "actions.csv").exists()


def test_it_is_read_back_as_it_was_written_and_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(write_actions([BUS]))
    assert read_actions(path) == (BUS,)
    path.write_text(
        "id;tip;action;lead;due;state;note\n"
        "bus-1;plan-early;Ring;Hub;30/09/2026;Under way;\n;;;;;;\n",
        encoding="cp1252",
    )
    assert read_actions(path) == (
        AgreedAction("bus-1", "plan-early", "Ring", "Hub", "2026-09-30", "under_way"),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A B,tip,x,,,,", "can't be an id"),
        ("a,tip,,,,,", "the action is empty"),
        ("a,tip,x,,soon,,", "'soon' is no date"),
        ("a,tip,x,,,nearly,", "'nearly' is no state"),
        ("a,tip,x,,,,\na,tip,y,,,,", "is the id of another line"),
        (f"a,tip,{'x' * 301},,,,", "longer than 300"),
    ],
)
def test_each_mistake_in_it_has_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "actions.csv"
    path.write_text(f"id,tip,action,lead,due,state,note\n{line}\n", encoding="utf-8")
    with pytest.raises(FileProblems, match=said) as raised:
        read_actions(path)
    assert "actions.csv, line" in str(raised.value)


@pytest.mark.parametrize("raw", [b"", b"\x81\x8d", b"a,b\n1,2\n", b"x" * 2_000_001])
def test_what_is_no_such_table_is_refused_in_a_line(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(raw)
    with pytest.raises(TopTipsError) as raised:
        read_actions(path)
    assert str(path) in str(raised.value) and "\n" not in str(raised.value)


def test_each_item_has_its_own_places() -> None:
    found = asking([BUS, AgreedAction("x", "share-records", "X")], {})
    assert {place: action.id for place, action in found.items()} == {
        ("plan-early", "state_1"): "bus-1",
        ("share-records", "state_1"): "x",
    }


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("cp1252", ";"), ("utf-16", "\t")]
)
def test_lines_are_added_in_the_way_the_file_was_saved(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "actions.csv"
    header = ("tip", "action", "id", "owner", "note")
    text = f"{separator.join(header)}\r\nt1{separator}Café{separator}a7{separator}Jo{separator}x"
    path.write_bytes(text.encode(encoding))
    again = AgreedAction("", "t1", " CAFÉ ")
    raw, added = with_added(path, [again, AgreedAction("", "t2", "Naïve", note="n"), again])
    assert raw is not None and added == 1
    assert raw.decode(encoding).startswith(text)
    path.write_bytes(raw)
    assert [(line.id, line.tip, line.action, line.note) for line in read_actions(path)] == [
        ("a7", "t1", "Café", "x"), ("t2-1", "t2", "Naïve", "n"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"a,b\n", "the column 'id' is missing"), (b"\x81\x8d", "is not UTF-8"),
     ("id;tip;action\r\na1;t;x\r\n".encode("cp1252") + b"a2;t;\xe9\r\n", "without room")],
)  # fmt: skip
def test_what_can_t_be_added_to_is_said(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(raw)
    with pytest.raises(TopTipsError, match=said):
        with_added(path, [AgreedAction("", "t", "Ω")])
    assert path.read_bytes() == raw


def test_an_action_too_long_to_ask_about_is_shortened(tmp_path: Path) -> None:
    raw, _ = with_added(tmp_path / "actions.csv", [AgreedAction("", "t", "word " * 100)])
    assert raw is not None
    (tmp_path / "actions.csv").write_bytes(raw)
    [line] = read_actions(tmp_path / "actions.csv")
    assert len(line.action) <= 300 and line.action.endswith("…")
    assert with_added(tmp_path / "actions.csv", [AgreedAction("", "t", "word " * 100)]) == (None, 0)
