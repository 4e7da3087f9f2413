"""What was sent is kept as it was sent, read back whole, and refused where somebody changed it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import make_folder
from tests.support.small_workshop import make_framework, make_workshop
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model import sendings
from toptips.model.questionnaire import Questionnaire, make_questionnaire
from toptips.model.questions import FORMS
from toptips.model.sendings import Promises, Sending, load_sendings, load_sent
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop
from toptips.workflow.opened import open_workshop

WORDS = load_wordings([])


def questionnaires(workshop: Workshop) -> list[Questionnaire]:
    return [make_questionnaire(make_framework(), workshop, form, WORDS) for form in FORMS]


def sending(**changes: Any) -> Sending:
    workshop = make_workshop({"a": ("NHS", 3)}, **changes)
    return Sending.of(workshop, make_framework(), WORDS, questionnaires(workshop))


def put(folder: Path, **files: bytes) -> Path:
    (folder / "sent").mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / "sent" / f"{name.replace('_', '-')}.json").write_bytes(data)
    return folder


def test_what_was_sent_is_read_back_whole_and_in_its_order(tmp_path: Path) -> None:
    made = [sending(groups={"pathway": [name]}, key_question=f"Who {name}?") for name in "ABC"]
    files = {"asked_009": made[0], "asked_002": made[1], "asked_1000": made[2]}
    put(tmp_path, **{name: sent.to_json() for name, sent in files.items()})
    found = load_sendings(tmp_path)
    assert list(found) == [2, 9, 1000]
    assert [found[number] for number in (9, 2, 1000)] == made


def test_the_same_is_written_as_the_same_bytes() -> None:
    assert sending().to_json() == sending().to_json()
    assert sending().to_json() != sending(key_question="Whose?").to_json()
    backwards = make_workshop({"a": ("NHS", 3)})
    made = Sending.of(backwards, make_framework(), WORDS, questionnaires(backwards)[::-1])
    assert made.to_json() == sending().to_json()


def test_it_says_which_questionnaires_it_sent_and_what_they_promise() -> None:
    made = sending()
    workshop = make_workshop({"a": ("NHS", 3)})
    assert set(made.questionnaires) == {sent.hash for sent in questionnaires(workshop)}
    assert made.promises == Promises(smallest_group=3, smallest_group_for_shares=5)
    assert made.promises.words_of_tables == "if_nobody_objects"
    assert [(partner.id, partner.sector) for partner in made.partners] == [("a", "NHS")]


def test_questionnaires_and_sendings_lie_side_by_side(tmp_path: Path) -> None:
    workshop = make_workshop({"a": ("NHS", 3)})
    made = questionnaires(workshop)
    files = {sent.hash: sent.to_json() for sent in made}
    put(tmp_path, asked_001=sending().to_json(), **files)
    # Some computers leave notes of their own.
    (tmp_path / "sent" / "._asked-001.json").write_bytes(b"\x00\x05\x16\x07")
    read = {name: sent.to_json() for name, sent in load_sent(tmp_path).items()}
    assert read == {sent.hash[:8]: sent.to_json() for sent in made}
    assert list(load_sendings(tmp_path)) == [1]


def test_each_file_that_was_sent_is_read_once_for_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_folder(tmp_path)
    workflow.prepare(folder)
    read: list[str] = []

    def reading(path: Path) -> bytes:
        read.append(path.name)
        return path.read_bytes()

    monkeypatch.setattr(sendings, "read_bytes", reading)
    opened = open_workshop(folder)
    assert {asked.form for asked in opened.asked_of_lead.values()} == {"paper"}
    assert "self-assessment" in {asked.form for asked in opened.questionnaires.values()}
    assert opened.all_questionnaires == opened.questionnaires
    assert opened.sendings
    assert sorted(read) == sorted(path.name for path in (folder / "sent").glob("*.json"))


def test_nothing_was_sent_yet(tmp_path: Path) -> None:
    assert load_sent(tmp_path) == {}
    assert load_sendings(tmp_path) == {}


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"format": 1}'])
def test_a_damaged_one_is_refused_by_its_name(tmp_path: Path, raw: bytes) -> None:
    put(tmp_path, asked_001=raw)
    with pytest.raises(TopTipsError, match=r"asked-001\.json is damaged\. Put back a copy of it"):
        load_sendings(tmp_path)


def test_what_a_newer_toptips_sent_is_refused_and_it_is_said_why(tmp_path: Path) -> None:
    data = json.loads(sending().to_json()) | {"format": 2, "moods": ["new"]}
    put(tmp_path, asked_001=json.dumps(data).encode())
    with pytest.raises(TopTipsError, match=r"was written by a newer toptips \(format 2; this"):
        load_sendings(tmp_path)


def test_a_promise_beside_another_keeps_both() -> None:
    first = Promises(smallest_group=3, smallest_group_for_shares=9, words_of_tables="all")
    second = Promises(smallest_group=5, smallest_group_for_shares=6)
    both = Promises(smallest_group=5, smallest_group_for_shares=9)
    assert first.with_stricter(second) == second.with_stricter(first) == both
    assert first.with_stricter(first) == first
