"""The questions of a form: letters never move, and what was sent is known by its hash."""

from pathlib import Path

import pytest
import yaml

from tests.support.making_forms import questionnaire, workshop
from tests.support.small_workshop import make_framework
from toptips.errors import TopTipsError
from toptips.model.questionnaire import make_questionnaire, votes_asked
from toptips.model.reference import Reference, find_reference
from toptips.model.sendings import load_sent
from toptips.model.wordings import load_wordings
from toptips.model.workshop import ASKABLE
from toptips.places import shipped

LETTERS = {
    "score": "a", "strengths": "b", "barriers": "c", "ownership": "d", "action": "e", "lead": "f",
    "due": "g", "local_tip": "h", "wording": "i", "plans": "j", "dissent": "k",
}  # fmt: skip
ONCE = ["label", "role", "speaks_for", "quote", "top_1", "top_2", "top_3", "other", "local_support"]


def codes(form: str, tips: int = 7, **changes: object) -> dict[str, str]:
    made = make_questionnaire(
        make_framework(tips),
        workshop(**changes),
        form,
        load_wordings([]),  # type: ignore[arg-type]
    )
    return {one.field: one.code for one in made.questions}


@pytest.mark.parametrize("ask", [["score"], ["local_tip", "score", "due"], list(ASKABLE)])
def test_letters_never_move(ask: list[str]) -> None:
    found = codes("self-assessment", ask=ask)
    assert {key: found[f"3.{key}"] for key in ask} == {key: f"3{LETTERS[key]}" for key in ask}
    assert [found[f"0.{key}"] for key in ONCE] == [f"0{letter}" for letter in "abcdefghi"]
    assert (found["0.pathway"], found["0.locality"]) == ("0j", "0k")


def test_a_conversation_sheet_asks_a_to_k_and_nothing_once() -> None:
    found = codes("conversation", ask=["score"])
    assert [found[f"2.{key}"] for key in LETTERS] == [f"2{letter}" for letter in LETTERS.values()]
    assert not [field for field in found if field.startswith("0.")]


@pytest.mark.parametrize(
    ("tips", "votes"), [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (7, 3), (10, 3)]
)
def test_how_many_votes_are_asked(tips: int, votes: int) -> None:
    assert votes_asked(tips) == votes
    assert sum(field.startswith("0.top_") for field in codes("self-assessment", tips)) == votes


def test_a_reference_is_found_in_any_text() -> None:
    reference = Reference(
        "essex-2018", "self-assessment", "mh-trust", "small", "2017-11", "0a1b2c3d"
    )
    assert find_reference(f"Form reference: {reference}. Thank you") == reference
    assert find_reference(str(reference).replace(" / ", "\u00a0/\n")) == reference
    assert find_reference("toptips: essex-2018 / self-assessment") is None


def test_what_was_sent_is_known_by_its_hash(tmp_path: Path) -> None:
    asked = questionnaire()
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / f"{asked.hash}.json").write_bytes(asked.to_json())
    assert load_sent(tmp_path) == {asked.hash[:8]: asked}
    changed = asked.to_json().replace(b"Small", b"Other").replace(b"small", b"other")
    (sent / f"{asked.hash}.json").write_bytes(changed)
    with pytest.raises(TopTipsError, match="was changed after it was sent"):
        load_sent(tmp_path)
    (sent / f"{asked.hash}.json").write_bytes(b"{")
    with pytest.raises(TopTipsError, match="is damaged"):
        load_sent(tmp_path)


def test_wording_of_ones_own(tmp_path: Path) -> None:
    own = yaml.safe_load((shipped("templates") / "questions.yaml").read_text("utf-8"))
    own["tip"]["strengths"]["text"] = "What goes well here?"
    path = tmp_path / "questions.yaml"
    path.write_text(yaml.safe_dump(own), encoding="utf-8")
    assert load_wordings([tmp_path]).tip["strengths"].text == "What goes well here?"
    del own["tip"]["ownership"]["choices"]["unsure"]
    path.write_text(yaml.safe_dump(own), encoding="utf-8")
    with pytest.raises(TopTipsError, match="'ownership' needs wording for exactly these choices"):
        load_wordings([tmp_path])
