"""What each run of `prepare` sent stays on record, whatever the workshop's files say later."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import PARTNERS, TIPS, framework, make_folder, workshop
from tests.support.making_forms import questionnaire
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.sendings import load_sendings, load_sent

GROUPS = {"pathway": ["Adults", "Older"]}


def prepared(folder: Path, **changes: Any) -> Path:
    made = make_folder(folder, groups=GROUPS, **changes)
    workflow.prepare(made)
    return made


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a file of a workshop as a person does."""
    data = yaml.safe_load(path.read_text("utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def asked(folder: Path) -> dict[str, bytes]:
    paths = sorted((folder / "sent").glob("asked-*.json"))
    return {path.name: path.read_bytes() for path in paths}


def test_the_first_run_writes_what_was_asked(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "w", place="Harbour", key_question="Whose move is it?")
    assert list(asked(folder)) == ["asked-001.json"]
    said = json.loads(asked(folder)["asked-001.json"])
    assert (said["format"], said["workshop"], said["place"]) == (1, "harbour-2018", "Harbour")
    assert said["key_question"] == "Whose move is it?"
    assert said["framework"]["title"] == "Harbour's tips"
    assert [tip["id"] for tip in said["framework"]["tips"]] == list(TIPS)
    assert said["framework"]["item"] == {"one": "tip", "many": "tips"}
    assert [level["value"] for level in said["framework"]["scale"]] == [1, 2, 3, 4, 5]
    assert b'"national": "National or regional bodies"' in asked(folder)["asked-001.json"]
    assert said["groups"] == GROUPS
    assert [(partner["id"], partner["sector"]) for partner in said["partners"]] == [
        (partner, sector) for partner, _, sector in PARTNERS
    ]
    assert said["promises"] == {
        "smallest_group": 3,
        "smallest_group_for_shares": 5,
        "words_of_tables": "if_nobody_objects",
    }
    assert said["ask"] == ["score", "strengths", "barriers", "ownership", "action"]
    assert said["ask_tables"][-2:] == ["dissent", "lead_here"]
    hashes = {questionnaire.hash for questionnaire in load_sent(folder).values()}
    assert set(said["questionnaires"]) == hashes
    assert len(hashes) == 4  # of partners, of tables, of people who use services, and of the room


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "w")
    (sending,) = load_sendings(folder).values()
    assert sending.to_json() == asked(folder)["asked-001.json"]
    assert {sent[:8] for sent in sending.questionnaires} == set(load_sent(folder))


def test_the_same_workshop_is_sent_once_and_in_the_same_bytes(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "first")
    before = asked(folder)
    workflow.prepare(folder)
    assert asked(folder) == before
    assert asked(prepared(tmp_path / "second")) == before


def of_framework(data: dict[str, Any]) -> None:
    data["title"] = "Harbour's other tips"


def of_a_sector(data: dict[str, Any]) -> None:
    data["partners"][-1]["sector"] = "Charities"


def of_the_smallest_group(data: dict[str, Any]) -> None:
    data["privacy"]["smallest_group"] = 4


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("frameworks/harbour-tips.yaml", of_framework),
        ("workshop.yaml", of_a_sector),
        ("workshop.yaml", of_the_smallest_group),
    ],
)
def test_a_change_is_another_sending_and_the_first_stays(
    tmp_path: Path, file: str, change: Callable[[dict[str, Any]], object]
) -> None:
    folder = prepared(tmp_path / "w")
    before, questions = asked(folder), set(load_sent(folder))
    edit(folder / file, change)
    workflow.prepare(folder)
    after = asked(folder)
    assert sorted(after) == ["asked-001.json", "asked-002.json"]
    assert after["asked-001.json"] == before["asked-001.json"] != after["asked-002.json"]
    # None of these is a question of a form.
    assert set(load_sent(folder)) == questions
    # What is changed back is sent again: the last is what the forms say now.
    edit(folder / file, lambda data: data.update(_original(file)))
    workflow.prepare(folder)
    assert asked(folder)["asked-003.json"] == before["asked-001.json"]


def _original(file: str) -> dict[str, Any]:
    return framework() if file.startswith("frameworks") else workshop(groups=GROUPS)


def test_own_wording_is_another_sending_with_questionnaires_of_its_own(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "w")
    first = set(load_sent(folder))
    (folder / "templates").mkdir()
    (folder / "templates" / "questions.yaml").write_text(
        'format: 1\ntip:\n  strengths: {text: "What goes right?", answer: What goes right}\n',
        encoding="utf-8",
    )
    workflow.prepare(folder)
    sendings = load_sendings(folder)
    assert list(sendings) == [1, 2]
    first_words, second_words = asked(folder).values()
    assert b"What works well?" in first_words
    assert b"What works well?" not in second_words
    assert b'"What goes right?"' in second_words
    # Tables are not asked for strengths, so that their sheet is the one that was sent.
    (added,) = set(load_sent(folder)) - first
    assert load_sent(folder)[added].form == "self-assessment"
    both = {sent[:8] for sent in sendings[1].questionnaires + sendings[2].questionnaires}
    assert both == set(load_sent(folder))


@pytest.mark.parametrize("name", ["asked-001.json", "questionnaire"])
def test_what_a_newer_toptips_sent_is_refused(tmp_path: Path, name: str) -> None:
    folder = prepared(tmp_path / "w")
    path = file_of(folder, name)
    data = json.loads(path.read_bytes())
    path.write_text(json.dumps({**data, "format": 2, "later": True}), encoding="utf-8")
    with pytest.raises(TopTipsError, match=r"written by a newer toptips \(format 2; this one"):
        read_all(folder)


@pytest.mark.parametrize("name", ["asked-001.json", "questionnaire"])
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format": 1}', b"\xff"])
def test_what_is_damaged_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    folder = prepared(tmp_path / "w")
    file_of(folder, name).write_bytes(data)
    with pytest.raises(TopTipsError, match=r"is damaged\. Put back a copy of it"):
        read_all(folder)


def file_of(folder: Path, name: str) -> Path:
    """Return what was asked, or a questionnaire."""
    if name.startswith("asked"):
        return folder / "sent" / name
    sent = next(iter(load_sent(folder).values()))
    return folder / "sent" / f"{sent.hash}.json"


def read_all(folder: Path) -> None:
    load_sent(folder)
    load_sendings(folder)


def test_a_questionnaire_is_known_by_its_hash(tmp_path: Path) -> None:
    sent_form = questionnaire()
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / f"{sent_form.hash}.json").write_bytes(sent_form.to_json())
    assert [*load_sent(tmp_path)] == [sent_form.hash[:8]]
    assert load_sent(tmp_path)[sent_form.hash[:8]].questions == sent_form.questions
    changed = sent_form.to_json().replace(b"small", b"other")
    (sent / f"{sent_form.hash}.json").write_bytes(changed)
    with pytest.raises(TopTipsError, match="was changed after it was sent"):
        load_sent(tmp_path)
