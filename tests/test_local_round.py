"""From one round to the next by way of a local version: localise, new, prepare, compare."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.folders import LEVELS, collect_forms, make_folder
from tests.support.here import here
from tests.support.two_rounds import NAMES, partners
from tests.support.word_files import open_word
from toptips import workflow
from toptips.model.actions import read_actions
from toptips.places import Folder

pytestmark = pytest.mark.usefixtures("empty_pictures")


def first_round(folder: Path) -> Path:
    """Eight organisations would adapt the first tip, keep the second and drop the third."""
    make_folder(
        folder, partners=partners(NAMES), place="Harbour", date="2025-09-03",
        ask=["score", "local_tip", "wording"], returns={"to": "f@example.org", "by": "2025-08-24"},
    )  # fmt: skip
    form = {f"{number}.score": LEVELS["2"] for number in (1, 2, 3)}
    form |= {"1.local_tip": "Adapt it", "2.local_tip": "Keep it", "3.local_tip": "Drop it"}
    step = {"1.action": "Name who begins", "1.lead": "Discharge lead", "1.due": "31 January 2026"}
    collect_forms(folder, [*((name, form) for name in NAMES), ("table-1", step)])
    return folder


def next_round(folder: Path, draft: Path) -> Path:
    """The same organisations a year on, asked by the version that they agreed."""
    assert here("new", folder, "--framework", draft).returncode == 0
    path = Folder(folder).workshop
    said = yaml.safe_load(path.read_text("utf-8"))
    said |= {
        "place": "Harbour", "baseline": "../then", "partners": partners(NAMES),
        "date": "2026-09-03", "returns": {"to": "f@example.org", "by": "2026-08-24"},
    }  # fmt: skip
    path.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    workflow.prepare(folder)
    return folder


def test_a_local_version_is_asked_next_and_compared_with_what_it_was_made_from(
    tmp_path: Path,
) -> None:
    then = first_round(tmp_path / "then")
    draft = workflow.localise(then).draft
    begun = read_actions(then / "actions.csv")

    now = next_round(tmp_path / "now", draft)
    [action] = read_actions(now / "actions.csv")
    assert (action.id, action.action) == (begun[0].id, "Name who begins")
    assert action.tip == "plan-early-local", "what was agreed follows its tip to its new id"

    form = {"1.score": LEVELS["4"], "2.score": LEVELS["2"], "1.state_1": "Done"}
    collect_forms(now, [(name, form) for name in NAMES])
    done = workflow.compare([then, now])
    adapted, kept = done.progress.items
    assert (adapted.id, adapted.called[0]) == ("plan-early-local", ("Plan early together",))
    assert (adapted.change.up, adapted.change.same, adapted.change.down) == (8, 0, 0)
    assert (kept.id, kept.change.up, kept.change.same) == ("share-records", 0, 8)
    assert [gone.title for gone in done.progress.dropped] == ["Beds and homes together"]

    [followed] = done.as_data()["actions"]
    assert followed["said"]["shares"]["done"] == 1
    report = open_word(done.report).text
    assert "Beds and homes together was asked in September 2025 and is asked no longer" in report
    assert "Name who begins" in report
