"""The command that makes the copy to share, on a folder, and an attack on all that it writes."""

import csv
import errno
import io
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.processes import forks, in_a_child
from tests.support.running import refusal, toptips
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.framework import load_framework
from toptips.model.personal_data import findings
from toptips.model.responses import read_responses

LABELS = ("Zebra-Quartz", "Ümlaut Fox", "KJQX")
ROLE = "Deputy Chief Widget Officer"
PERSONAL = ("jo.bloggs@example.org", "07700 900123", "943 476 5919", "SW1A 1AA")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(
        tmp_path_factory.mktemp("anonymise") / "harbour",
        groups={"locality": ["North", "South"], "pathway": ["Adults", "Older adults"]},
    )
    returned = []
    for number, whose in enumerate(("mh-trust", "acute-trust", "council", "district", "charity")):
        for who in range(2):
            more = {
                "0.label": f"{LABELS[(number + who) % 3]} {number}{who}",
                "0.role": f"{ROLE} {number}{who}",
                "0.quote": "Yes, naming our sector" if who else "",
                "0.locality": "South" if number == 2 and who else "North",
                "0.pathway": "Older adults" if number == 4 else "Adults",
                "1.barriers": f"Ask, says {LABELS[(number + who) % 3]}"
                f" {number}{who}" + ("" if who else " NEVER-PRINT-THIS"),
                "1.strengths": f"Ask {PERSONAL[number % 4]}, says {ROLE} {number}{who}",
            }
            returned.append((whose, answered(str(1 + number), **more)))
    returned.append(("table-1", {"1.score": "3", "1.action": f"Ring {PERSONAL[1]}"}))
    collect_forms(folder, returned)
    return folder


def test_an_attacker_finds_nothing_of_the_originals_in_any_file(
    folder: Path, tmp_path: Path
) -> None:
    originals = read_responses(folder / "responses.csv")
    assert len(originals) == 11
    shared = workflow.anonymise(folder, tmp_path / "shared")
    files = {path.name: path.read_bytes().decode("utf-8-sig") for path in shared.folder.iterdir()}
    assert sorted(files) == [
        *("README.txt", "comments.csv", "harbour-tips.yaml", "responses.csv", "summary.json")
    ]
    known = {*LABELS, ROLE, *PERSONAL, "NEVER-PRINT-THIS", ".docx"}
    for response in originals:
        known |= {response.id, response.role, response.source}
        known |= {response.partner, response.partner_name}
        known |= {response.respondent} if response.form == "self-assessment" else set()
    for name, text in files.items():
        for secret in known - {""}:
            assert secret.casefold() not in text.casefold(), f"{secret!r} is in {name}"
        assert name == "README.txt" or findings(text) == []
    rows = list(csv.DictReader(io.StringIO(files["responses.csv"])))
    people = {
        row["response_id"]: (row["sector"], row["locality"], row["pathway"])
        for row in rows
        if row["form"] == "self-assessment"
    }
    assert len(people) == 10
    assert min(Counter(people.values()).values()) >= 3
    comments = list(csv.DictReader(io.StringIO(files["comments.csv"])))
    assert len(comments) == shared.comments == 5
    assert {row["form"] for row in rows} == {"self-assessment", "conversation"}


def test_the_copy_is_one_that_toptips_reads(folder: Path, tmp_path: Path) -> None:
    shared = workflow.anonymise(folder, tmp_path / "new" / "shared").folder
    responses = read_responses(shared / "responses.csv")
    assert sum(response.form == "self-assessment" for response in responses) == 10
    assert load_framework(shared / "harbour-tips.yaml").id == "harbour-tips"
    readme = (shared / "README.txt").read_bytes().decode("utf-8-sig")
    assert "10 self-assessments and 1 conversation sheet\r\n" in readme
    assert "Voluntary sector" in readme and "30 September 2019" in readme
    assert max(map(len, readme.splitlines())) < 120


def test_two_copies_hold_the_same_in_an_order_that_nobody_can_know(
    folder: Path, tmp_path: Path
) -> None:
    copies = [workflow.anonymise(folder, tmp_path / name).folder for name in "abcd"]
    orders = {path.joinpath("responses.csv").read_bytes() for path in copies}
    assert len(orders) > 1, "the secret was drawn anew each time"
    for name in ("README.txt", "harbour-tips.yaml", "summary.json"):
        assert len({path.joinpath(name).read_bytes() for path in copies}) == 1
    for name in ("responses.csv", "comments.csv"):
        contents = []
        for path in copies:
            text = path.joinpath(name).read_bytes().decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text))
            contents.append(
                Counter(
                    tuple((key, cell) for key, cell in row.items() if key != "response_id")
                    for row in rows
                )
            )
        assert contents.count(contents[0]) == len(copies)


def test_only_a_folder_that_is_free_is_written_into(folder: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine", encoding="utf-8")
    for target in (full, folder, full / "mine.txt"):
        assert "is there already" in refusal("anonymise", target, "-w", folder)
    for own in (
        "returns", "returns/shared", "pack/x", "sent/x", "report", "reminders", "next",
        "progress/x", "local/x", "frameworks/x", "templates/x", ".toptips/x",
    ):  # fmt: skip
        target = folder / own
        said = refusal("anonymise", target, "-w", folder)
        assert "belongs to the workshop" in said or "is there already" in said
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert not (folder / "report").exists()
    (tmp_path / "empty").mkdir()
    done = toptips("anonymise", tmp_path / "empty", "-w", folder)
    assert done.returncode == 0, done.stderr
    assert "10 self-assessments, and 5 comments" in done.stdout
    assert "5 comments are not in the copy: 5 in which personal data was found." in done.stderr
    assert "'toptips analyse -w " in done.stderr, "as it can be pasted"


def test_a_full_disk_leaves_nothing_and_the_next_run_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, moved = Path.replace, []

    def refuse(path: Path, target: Path) -> Path:
        moved.append(target.name)
        if len(moved) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    target = tmp_path / "shared"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(TopTipsError, match="the disk is full"):
            workflow.anonymise(folder, target)
    assert len(moved) == 3
    assert not list(tmp_path.glob("*shared*")) and not list(tmp_path.glob(".*"))
    assert workflow.anonymise(folder, target).respondents == 10


@forks
def test_one_that_was_killed_leaves_no_copy_and_the_next_run_goes_on(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "shared"

    def cut_off() -> None:
        replace, moved = Path.replace, []

        def kill(path: Path, place: Path) -> Path:
            moved.append(place)
            if len(moved) == 3:
                os._exit(9)
            return replace(path, place)

        Path.replace = kill  # the child alone sees this
        workflow.anonymise(folder, target)

    assert in_a_child(cut_off) == 9
    assert not target.exists()
    assert workflow.anonymise(folder, target).respondents == 10
    assert not list(tmp_path.glob(".*")), "what was cut off is gone"


def test_nothing_collected_yet_and_too_few(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour")
    target = tmp_path / "shared"
    assert "Run 'toptips collect -w" in refusal("anonymise", target, "-w", folder)
    collect_forms(folder, [("council", answered("3"))])
    assert "nothing that is fit to share" in refusal("anonymise", target, "-w", folder)
    assert not target.exists()
