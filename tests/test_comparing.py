"""`toptips compare`: rounds of a workshop, from their folders to the progress report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import framework
from tests.support.here import here
from tests.support.two_rounds import NAMES, alike, late_form, make_round, partners
from tests.support.word_files import open_word
from toptips import workflow

FOUR = [{"value": value, "label": f"Level {value} of four"} for value in range(1, 5)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds: one tip goes up in every organisation, one stays, one goes to and fro."""
    place = tmp_path_factory.mktemp("rounds")
    make_round(place / "then", 2025, alike([2, 3, 3]))
    now = {name: [[3, 3, 2 + number % 3]] for number, name in enumerate(NAMES)}
    make_round(place / "now", 2026, now, baseline="../then")
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of them that a test may change."""
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def change_yaml(path: Path, **changes: Any) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump(data | changes, allow_unicode=True), encoding="utf-8")


def refused(*arguments: object) -> str:
    """Run compare; it must end with 2, and without a traceback."""
    done = here("compare", *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    return done.stderr.strip()


def test_two_folders_become_a_report_in_the_last(place: Path) -> None:
    done = here("compare", place / "then", place / "now")
    assert done.returncode == 0, done.stderr
    report = place / "now" / "progress" / "progress.docx"
    assert done.stdout == f"The progress report is {report.resolve()}\n"
    text = open_word(report).text
    assert "8 organisations answered both times, in September 2025 and September 2026." in text
    assert "8 organisations up, 0 the same, 0 down" in text
    assert not (place / "then" / "progress").exists()
    assert not (place / "then" / "editions.json").exists()
    data = json.loads((place / "now" / "progress" / "progress.json").read_text("utf-8"))
    assert [item["change"]["claimed"] for item in data["items"]] == [True, False, False]
    assert data == json.loads(here("compare", place / "then", place / "now", "--json").stdout)


def test_the_baseline_is_compared_with_where_no_folder_is_named(place: Path) -> None:
    named = here("compare", place / "then", place / "now", "--json").stdout
    for arguments in (["-w", place / "now"], [place / "then", "-w", place / "now"]):
        done = here("compare", *arguments, "--json")
        assert (done.returncode, done.stdout) == (0, named), done.stderr


def test_it_says_how_to_name_a_baseline(place: Path) -> None:
    change_yaml(place / "now" / "workshop.yaml", baseline=None)
    assert "Write 'baseline: ../FOLDER' there" in refused("-w", place / "now")


def test_the_same_folders_give_the_same_bytes(place: Path) -> None:
    def files() -> dict[str, bytes]:
        workflow.compare([place / "then", place / "now"])
        folder = place / "now" / "progress"
        return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    first = files()
    assert {Path(name).name for name in first} == {
        "progress.docx", "progress.html", "progress-slides.pptx", "progress.json",
        "changes.png", "changes.svg",
    }  # fmt: skip
    assert files() == first


def test_a_report_that_somebody_edited_is_kept_aside(place: Path) -> None:
    workflow.compare([place / "then", place / "now"])
    report = place / "now" / "progress" / "progress.docx"
    report.write_bytes(report.read_bytes() + b"edited")
    done = here("compare", place / "then", place / "now")
    assert done.returncode == 1 and "progress (edited 1).docx" in done.stderr


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: shutil.rmtree(folder), "There is no folder"),
        (lambda folder: (folder / "workshop.yaml").unlink(), "There is no workshop.yaml"),
        (lambda folder: (folder / "responses.csv").unlink(), "Run 'toptips collect' first"),
        (lambda folder: (folder / "responses.csv").write_bytes(b"\x00\xff\xfe rubbish"), "then"),
        (lambda folder: (folder / "workshop.yaml").write_text("format: 9\n"), "then"),
        (lambda folder: (folder / "workshop.yaml").write_text("a: [" * 100), "then"),
        (lambda folder: (folder / "editions.json").write_text("{}"), "Put back a copy"),
        (lambda folder: [path.write_text("{") for path in (folder / "sent").iterdir()], "damaged"),
        (lambda folder: (folder / "returns.csv").write_bytes(b'"'), "then"),
        (
            lambda folder: (folder / "frameworks" / "harbour-tips.yaml").unlink(),
            "There is no framework 'harbour-tips'",
        ),
    ],
)
def test_a_broken_earlier_folder_is_named_with_what_is_wrong(
    place: Path, spoil: Any, said: str
) -> None:
    spoil(place / "then")
    message = refused(place / "then", place / "now")
    assert said in message and str(place / "then") in message
    assert not (place / "now" / "progress").exists()


def test_a_link_in_the_last_folder_is_not_followed(place: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (place / "now" / "progress").symlink_to(elsewhere, target_is_directory=True)
    assert "is a link" in refused(place / "then", place / "now")
    assert not [*elsewhere.iterdir()]


def test_rounds_are_two_different_ones_in_order(place: Path) -> None:
    assert "named twice" in refused(place / "then", place / "then")
    assert "Name the earliest first" in refused(place / "now", place / "then")


def test_what_has_nothing_in_common_is_not_compared(made: Path, tmp_path: Path) -> None:
    then, now = tmp_path / "then", tmp_path / "now"
    make_round(then, 2025, alike([2, 3, 3], ("other", "another")))
    shutil.copytree(made / "now", now)
    message = refused(then, now)
    assert "None of the partners of" in message and "was: [old-id]" in message


def other_tips(**changes: Any) -> dict[str, Any]:
    tips = [
        tip | {"id": f"new-{tip['id']}", "title": f"Čekání, 等待 & “{tip['title']}”"}
        for tip in framework()["tips"]
    ]
    return {"tips": tips, **changes}


def test_items_with_other_ids_are_found_by_what_they_were(made: Path, tmp_path: Path) -> None:
    then, now = tmp_path / "then", tmp_path / "now"
    shutil.copytree(made / "then", then)
    make_round(now, 2026, alike([3, 4, 4]), framework_changes=other_tips())
    message = refused(then, now)
    assert "None of the tips of" in message and "was: [old-id]" in message
    # It is said after the forms have gone out, and holds all the same.
    path = now / "frameworks" / "harbour-tips.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    for tip in data["tips"]:
        tip["was"] = [tip["id"].removeprefix("new-")]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    done = here("compare", then, now)
    assert done.returncode == 0, done.stderr
    text = open_word(now / "progress" / "progress.docx").text
    assert "Čekání, 等待 & “Plan early together”" in text
    assert "Tip 1: what it is called" in text and "Plan early together" in text
    assert "等待" in (now / "progress" / "progress.json").read_text("utf-8")


def test_a_typing_mistake_in_was_is_pointed_out(made: Path, tmp_path: Path) -> None:
    names = ["unitary" if name == "council" else name for name in NAMES]
    now = tmp_path / "now"
    make_round(now, 2026, alike([3, 3, 3], names), partners=partners(names, unitary=["counsil"]))
    done = here("compare", made / "then", now)
    assert done.returncode == 1
    assert "'unitary' was 'counsil', it says, but no earlier round here has that." in done.stderr
    assert "Did you mean 'council'?" in done.stderr


def test_another_scale_is_refused_or_carried_over_with_a_word(made: Path, tmp_path: Path) -> None:
    then, now = tmp_path / "then", tmp_path / "now"
    labels = {str(level["value"]): f"{level['value']} {level['label']}" for level in FOUR}
    make_round(then, 2025, alike([2, 2, 2]), labels, framework_changes={"scale": FOUR})
    shutil.copytree(made / "now", now)
    message = refused(then, now)
    assert "1, 2, 3, 4," in message and "--rescale" in message
    done = here("compare", then, now, "--rescale")
    assert done.returncode == 0, done.stderr
    assert f"toptips compare {then} {now} --rescale --final" in done.stderr
    data = json.loads((now / "progress" / "progress.json").read_text("utf-8"))
    # 2 of 1 to 4 is a third of the way: 1 + 4/3 of 1 to 5.
    assert data["items"][0]["means"] == {"September 2025": 2.3, "September 2026": 3.0}
    assert (
        "The scale was another one in September 2025"
        in open_word(now / "progress" / "progress.docx").text
    )


def test_three_rounds_in_order(made: Path, tmp_path: Path) -> None:
    last = make_round(tmp_path / "last", 2027, alike([4, 3, 3]))
    done = here("compare", made / "then", made / "now", last)
    assert done.returncode == 0, done.stderr
    document = open_word(last / "progress" / "progress.docx")
    assert "From round to round" in document.text
    assert "8 organisations answered every time" in document.text
    data = json.loads((last / "progress" / "progress.json").read_text("utf-8"))
    first = data["items"][0]
    assert first["means"] == {"September 2025": 2.0, "September 2026": 3.0, "September 2027": 4.0}
    assert [(step["up"], step["mean"]) for step in first["steps"]] == [(8, 1.0), (8, 1.0)]
    assert first["change"]["mean"] == 2.0


# Editions: what has gone out of any round must not lie beside a report that gives people away.


def final(place: Path) -> Any:
    return here("compare", place / "then", place / "now", "--final")


def test_a_final_report_is_on_record_in_both_rounds(place: Path) -> None:
    done = final(place)
    assert done.returncode == 0, done.stderr
    for name in ("then", "now"):
        kept = json.loads((place / name / "editions.json").read_text("utf-8"))
        assert len(kept["editions"]) == len(kept["progress"]) == 1
        assert "council" not in json.dumps(kept["progress"])
    assert "Draft" not in open_word(place / "now" / "progress" / "progress.docx").text
    # The same forms again are the same edition.
    assert final(place).returncode == 0
    kept = json.loads((place / "then" / "editions.json").read_text("utf-8"))
    assert len(kept["editions"]) == len(kept["progress"]) == 1


@pytest.mark.parametrize("which", ["then", "now"])
def test_one_late_form_of_either_round_makes_no_second_edition(place: Path, which: str) -> None:
    assert final(place).returncode == 0
    folder = place / which
    workflow.collect(folder, [late_form(folder, "acute", [1, 1, 1], place / "late")])
    before = (place / "now" / "progress" / "progress.json").read_bytes()
    done = final(place)
    assert done.returncode == 1
    assert f"{folder}: It differs from edition 1 by only 1 self-assessment." in done.stderr
    assert f"toptips analyse --final --recalled 1 -w {folder}" in done.stderr
    assert (place / "now" / "progress" / "progress.json").read_bytes() == before
    draft = here("compare", place / "then", place / "now")
    assert "Keep this draft from whoever has edition 1" in draft.stderr


def test_other_pairs_of_the_same_forms_make_no_second_edition(place: Path) -> None:
    """Whether two councils are taken as one or as two is what their changes would follow from."""
    assert final(place).returncode == 0
    change_yaml(place / "now" / "workshop.yaml", partners=partners(NAMES, council=["charity"]))
    done = final(place)
    assert done.returncode == 1
    assert "in a few of the organisations that are compared" in done.stderr


def test_a_promise_of_the_earlier_round_is_kept(place: Path) -> None:
    path = place / "then" / "workshop.yaml"
    privacy = yaml.safe_load(path.read_text("utf-8"))["privacy"]
    change_yaml(path, privacy=privacy | {"smallest_group": 2})
    message = refused(place / "then", place / "now")
    assert "promised 'smallest_group: 3'" in message and str(place / "then") in message
