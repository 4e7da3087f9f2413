"""Returns are named by their ids: no command that we print holds a file's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, form_of, make_folder
from tests.support.making_forms import decisions, put, questionnaire, sent, word_form, workshop
from tests.support.word_files import fill
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.returned import ReturnRow
from toptips.returns.collecting import read_all
from toptips.returns.named_returns import named_by_id

COMMAND = re.compile(r"'(toptips [^']*)'")
NASTY = ("form $(touch PWNED).docx", "`reboot`.docx", 'a"; rm -rf .docx', "a' b.docx", "-w x.docx")


@pytest.mark.parametrize("name", NASTY)
def test_a_command_names_a_return_by_its_id_on_one_line(name: str, tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    collect_forms(folder, [("council", answered("3"))])
    form = fill(form_of(folder, "council"), {"1.score": "4"}, without_reference=True)
    put(folder / "returns", {name: form})
    (row,) = [row for row in workflow.collect(folder).rows if row.status == "unclaimed"]
    (command,) = COMMAND.findall(row.message)
    assert command == f"toptips collect --return {row.return_id} --partner ID"
    assert len(command) <= 80
    assert workflow.collect(folder, partner="charity", returns=[row.return_id]).decided == 1
    assert {row.partner for row in workflow.collect(folder).rows} == {"charity", "council"}


def test_where_a_partners_id_is_long_the_entry_to_add_is_short(tmp_path: Path) -> None:
    long = "a" * 48
    room = workshop(partners=[{"id": long, "name": "Long", "sector": "NHS"}])
    asked = questionnaire()
    files = {
        f"{score}.docx": word_form(
            asked, {"0.label": "JK", "1.score": score}, partner=long, modified=""
        )
        for score in "12"
    }
    rows = read_all(put(tmp_path, files), sent(asked), room, decisions()).rows
    assert [row.file for row in rows] == ["1.docx", "2.docx"]
    for row in rows:
        assert COMMAND.findall(row.message) == []
        assert f"- {{response: {row.return_id}, status: accepted}}" in row.message


def test_a_beginning_will_do_where_only_one_id_begins_so() -> None:
    rows = [
        ReturnRow(return_id="abcdef012345", file="a", form="people", status="accepted"),
        ReturnRow(return_id="abcdef999999", file="b", form="people", status="unclaimed"),
        ReturnRow(return_id="123456789012", file="c", form="people", status="accepted"),
        ReturnRow(return_id="feedfeedfeed", file="scan", format="jpeg"),
        ReturnRow(file="gone"),
    ]
    assert named_by_id(rows, ["123456", "ABCDEF9"]) == [rows[2], rows[1]]
    for given, said in {
        "abcdef": "begins several ids: abcdef012345, abcdef999999",
        "12345": "is not the id of a return. There is abcdef999999;",
        "\x1b[2Jgone": r"'\?\[2jgone' is not the id of a return",
        "": "'' is not the id",
        "feedfeed": "could not be read",
    }.items():
        with pytest.raises(TopTipsError, match=said):
            named_by_id(rows, [given])
    with pytest.raises(TopTipsError, match="No return has been read yet"):
        named_by_id([], ["123456"])


def test_nothing_is_decided_of_an_id_that_is_not_there(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    collect_forms(folder, [("council", answered("3"))])
    with pytest.raises(TopTipsError, match=r"There is [0-9a-f]{12}; returns\.csv says"):
        workflow.collect(folder, partner="charity", returns=["000000000000"])
    with pytest.raises(TopTipsError, match="Say whose it is"):
        workflow.collect(folder, returns=["000000000000"])
    assert not (folder / "decisions.yaml").exists()
