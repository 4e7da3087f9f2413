"""Final editions: none may give anybody away beside another, and none is forgotten."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import answered, collect_forms, make_folder, prepare
from tests.support.here import here
from tests.support.processes import forks, in_a_child
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model import editions as file_of_editions
from toptips.model.codings import CodingLine, with_lines
from toptips.model.editions import Editions, keyed, load_editions
from toptips.model.responses import Response, write_responses
from toptips.workflow import EditionHeldBack, analysing

pytestmark = pytest.mark.usefixtures("empty_pictures")

TIPS = ("plan-early", "share-records", "beds-and-homes")
PARTNERS = (
    ("mh-trust", "NHS"), ("acute-trust", "NHS"), ("council", "Local authority"),
    ("district", "Local authority"), ("charity", "Voluntary sector"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def what_the_board_is_asked_is_written(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "unwritten" not in request.node.name:
        monkeypatch.setattr(analysing, "_must_be_written", lambda paper: None)


def test_nothing_is_final_while_what_the_board_is_asked_is_unwritten(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    collect_forms(folder, [("council", answered("3")), ("district", answered("3"))])
    with pytest.raises(TopTipsError, match=r"asked, and .*, under '.*'; nothing else there"):
        workflow.analyse(folder, final=True)
    assert not (folder / "report").exists()


def person(number: int, partner: str = "council", score: str = "3", **more: Any) -> Response:
    answers = {(tip, "score"): score for tip in TIPS} | more.pop("answers", {})
    return Response(
        id=f"{number:012x}", form="self-assessment", partner=partner,
        respondent=f"p{number}", source=f"form {number}.docx", answers=answers, **more,
    )  # fmt: skip


FIRST = [person(10 * at + of, partner) for at, (partner, _) in enumerate(PARTNERS) for of in (1, 2)]
LATE = [person(100 + number, "council", "4") for number in range(1, 7)]


def sheet(table: str, words: str = "Agreed") -> Response:
    answers = {("plan-early", "action"): words}
    return Response(id=f"table-{table}", form="conversation", respondent=table, answers=answers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path / "harbour", groups={"pathway": ["Adults", "Older adults"]})
    prepare(folder)
    answer(folder, FIRST)
    return folder


def answer(folder: Path, responses: list[Response]) -> None:
    (folder / "responses.csv").write_bytes(write_responses(responses, ["pathway"]))


def final(folder: Path, *recalled: int) -> tuple[int, int | None]:
    """Make an edition, and return its number and which it differs from."""
    edition = workflow.analyse(folder, final=True, recalled=recalled).figures.edition
    assert edition is not None
    return edition.number, edition.differs_from


def reasons(folder: Path) -> dict[int, str]:
    """What keeps an edition back, by the earlier edition."""
    with pytest.raises(EditionHeldBack) as held:
        final(folder)
    return {near.number: "; ".join(near.reasons) for near in held.value.near}


def change(folder: Path, **keys: Any) -> None:
    path = folder / "workshop.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**data, **keys}, allow_unicode=True), encoding="utf-8")


def kept(folder: Path) -> Editions:
    found = load_editions(folder)
    assert found is not None
    return found


def report(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "report").rglob("*.*")}


def figures(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report" / "analysis.json").read_bytes())
    return found


def words(folder: Path) -> str:
    with zipfile.ZipFile(folder / "report" / "report.docx") as parts:
        return parts.read("word/document.xml").decode()


def test_a_draft_says_so_and_records_nothing(folder: Path) -> None:
    analysis = workflow.analyse(folder)
    assert "Draft." in words(folder)
    assert analysis.as_data()["edition"] is None
    assert figures(folder)["fingerprint"] == ""
    assert not (folder / "editions.json").exists()


def test_an_edition_is_recorded_and_is_no_draft(folder: Path) -> None:
    assert final(folder) == (1, None)
    assert "Draft." not in words(folder)
    assert "Edition 1." in words(folder)
    assert figures(folder)["edition"] == {"number": 1, "differs_from": None}
    (edition,) = kept(folder).editions
    assert len(edition.forms["self-assessment"]) == len(FIRST)
    assert edition.limits["smallest_group"] == "3"
    assert edition.dimensions == ("sector", "pathway")


def test_the_same_forms_are_the_same_edition_in_whatever_order_and_under_whatever_names(
    folder: Path,
) -> None:
    final(folder)
    before = (folder / "editions.json").read_bytes()
    renamed = [
        person(900 - number, response.partner, role="Nurse", quote="anonymous")
        for number, response in enumerate(FIRST)
    ]
    answer(folder, renamed[::-1])
    assert final(folder) == (1, None)
    assert (folder / "editions.json").read_bytes() == before


@pytest.mark.parametrize("late", [1, 2])
def test_too_few_late_forms_make_no_edition(folder: Path, late: int) -> None:
    final(folder)
    before = report(folder), (folder / "editions.json").read_bytes()
    answer(folder, FIRST + LATE[:late])
    assert f"by only {late} self-assessment" in reasons(folder)[1]
    assert (report(folder), (folder / "editions.json").read_bytes()) == before


def test_three_late_forms_make_the_second_edition(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:3])
    analysis = workflow.analyse(folder, final=True)
    assert analysis.as_data()["edition"] == {"number": 2, "differs_from": 1}
    assert analysis.since == "Since edition 1: 3 self-assessments more."
    assert "Edition 2, in the place of edition 1." in words(folder)
    # Those of the first, which has gone out already, are it again.
    answer(folder, FIRST)
    assert final(folder) == (1, None)
    assert len(kept(folder).editions) == 2


def test_every_edition_counts_and_not_the_last_alone(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:3])
    final(folder)
    answer(folder, FIRST + LATE[:2])
    assert reasons(folder) == {
        1: "by only 2 self-assessments",
        2: "by only 1 self-assessment",
    }
    answer(folder, FIRST + LATE)
    assert final(folder) == (3, 2)


def test_three_late_forms_are_too_few_where_a_sector_that_is_shown_has_fewer(folder: Path) -> None:
    everybody = FIRST + [person(200 + at, who, "2") for at, (who, _) in enumerate(2 * PARTNERS)]
    answer(folder, everybody)
    by_sector = workflow.analyse(folder).figures.tips[0].by["sector"]
    assert {name for name, scored in by_sector.items() if scored.n} == {"NHS", "Other sectors"}
    final(folder)
    answer(folder, [*everybody, *LATE[:2], person(300, "mh-trust", "5")])
    (said,) = reasons(folder).values()
    assert "1 self-assessment in sector 'NHS'" in said
    assert "2 self-assessments in sector 'Local authority'" in said
    answer(folder, everybody + LATE[:3])
    assert final(folder) == (2, 1)


def test_one_who_changed_an_answer_is_one_form(folder: Path) -> None:
    final(folder)
    answer(folder, [person(1, "mh-trust", "5"), *FIRST[1:]])
    assert reasons(folder) == {1: "by only 1 self-assessment"}


def test_who_answered_alike_is_not_one_person(folder: Path) -> None:
    """The two forms of each organisation are the same but for their labels."""
    final(folder)
    answer(folder, FIRST[1:])
    assert reasons(folder) == {1: "by only 1 self-assessment"}


def test_a_withdrawal_needs_the_earlier_edition_to_be_recalled(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST[1:])
    assert reasons(folder) == {1: "by only 1 self-assessment"}
    assert final(folder, 1) == (2, 1)
    assert [edition.recalled for edition in kept(folder).editions] == [True, False]
    assert final(folder) == (2, 1)
    # What was recalled is not made again beside what followed it.
    answer(folder, FIRST)
    assert reasons(folder) == {2: "by only 1 self-assessment"}


def test_an_edition_that_never_was_can_not_be_recalled(folder: Path) -> None:
    with pytest.raises(TopTipsError, match=r"There is no edition 2 to recall\..*: none"):
        final(folder, 2)
    assert not (folder / "editions.json").exists()
    with pytest.raises(TopTipsError, match="Add --final"):
        workflow.analyse(folder, recalled=[1])


def test_kinds_of_forms_are_counted_apart(folder: Path) -> None:
    """The figures of each kind stand by themselves, so forms of another kind hide nobody."""
    one = Response(id="0" * 12, form="people", answers={("plan-early", "experience"): "yes"})
    answer(folder, [*FIRST, sheet("1")])
    final(folder)
    answer(folder, [*FIRST, *LATE[:3], sheet("1"), sheet("2"), one])
    (said,) = reasons(folder).values()
    assert "1 table's sheet and 1 form of people who use services" in said
    assert "self-assessment" not in said


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"count": "organisations"}, "count"),
        ({"privacy": {"smallest_group": 4, "smallest_group_for_shares": 5}}, "smallest_group"),
        ({"privacy": {"smallest_group_for_shares": 6}}, "smallest_group_for_shares"),
    ],
)
def test_other_limits_make_no_edition(folder: Path, keys: dict[str, Any], named: str) -> None:
    final(folder)
    privacy = yaml.safe_load((folder / "workshop.yaml").read_text("utf-8"))["privacy"]
    if "privacy" in keys:
        keys = {"privacy": {**privacy, **keys["privacy"]}}
    change(folder, **keys)
    assert reasons(folder) == {1: f"in its limits ({named})"}
    # However many forms have come since.
    answer(folder, FIRST + LATE)
    assert reasons(folder) == {1: f"in its limits ({named})"}
    assert final(folder, 1) == (2, 1)


def test_other_groups_make_no_edition(folder: Path) -> None:
    final(folder)
    partners = yaml.safe_load((folder / "workshop.yaml").read_text("utf-8"))["partners"]
    partners[0]["sector"] = "Mental health"
    change(folder, partners=partners)
    workflow.prepare(folder)
    assert reasons(folder) == {1: "in its groups"}
    partners[0]["sector"] = "NHS"
    change(folder, partners=partners, groups={"locality": ["North", "South"]})
    workflow.prepare(folder)
    assert reasons(folder) == {1: "in its groups"}


def test_a_draft_says_beside_which_editions_it_must_not_lie(folder: Path) -> None:
    final(folder)
    assert workflow.analyse(folder).near == ()
    answer(folder, FIRST[1:])
    (near,) = workflow.analyse(folder).near
    assert str(near) == "It differs from edition 1 by only 1 self-assessment."
    assert len(kept(folder).editions) == 1


def published(folder: Path, copy: Path) -> Iterator[tuple[str, bytes]]:
    for path in (path for place in (folder / "report", copy) for path in place.rglob("*.*")):
        yield path.name, path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                yield from ((name, parts.read(name)) for name in parts.namelist())


def test_the_secret_and_the_forms_are_in_nothing_that_is_published(
    folder: Path, tmp_path: Path
) -> None:
    final(folder)
    answer(folder, FIRST + LATE)
    final(folder)
    workflow.anonymise(folder, tmp_path / "copy")
    found = kept(folder)
    hidden = [found.secret, *found.editions[1].forms["self-assessment"]]
    files = list(published(folder, tmp_path / "copy"))
    assert {"analysis.json", "report.docx", "word/document.xml", "responses.csv"} <= {
        name for name, _ in files
    }
    for name, data in files:
        assert not any(text.encode() in data for text in hidden), name


def test_the_fingerprint_is_keyed_and_changes_with_answers_and_codings(folder: Path) -> None:
    final(folder)
    prints = [figures(folder)["fingerprint"]]
    assert prints[0] in words(folder)
    memo = CodingLine("memo", theme="housing", text="Ask the districts.", day="2018-09-20")
    (folder / "codings.csv").write_bytes(with_lines(b"", [memo], "codings.csv"))
    workflow.analyse(folder)
    prints.append(figures(folder)["fingerprint"])
    answer(folder, FIRST[::-1])
    workflow.analyse(folder)
    prints.append(figures(folder)["fingerprint"])
    # Another folder has another secret.
    (folder / "editions.json").unlink()
    shutil.rmtree(folder / "report")
    final(folder)
    prints.append(figures(folder)["fingerprint"])
    assert len(set(prints)) == 4
    assert all(len(print_) == 64 for print_ in prints)


def test_texts_are_keyed_apart() -> None:
    secret = "ab" * 32
    assert keyed(secret, "a", "b") == keyed(secret, "a", "b")
    others = {keyed(secret, "ab"), keyed(secret, "a,b"), keyed("cd" * 32, "a", "b")}
    assert len({keyed(secret, "a", "b"), *others}) == 4


# A file that is damaged, edited, or none of ours.


def refused(folder: Path) -> str:
    """What is said of editions.json, of a draft as of an edition; nothing is changed."""
    before = report(folder)
    said = set()
    for is_final in (False, True):
        with pytest.raises(TopTipsError) as caught:
            workflow.analyse(folder, final=is_final)
        said.add(str(caught.value))
    assert report(folder) == before
    (message,) = said
    assert "\n" not in message
    return message


DAMAGE = {
    "empty": b"",
    "cut off": b'{"format": 1, "secret": "',
    "not JSON": b"secret: yes",
    "a list": b"[]",
    "no text": b"\xff\xfe\x00{",
    "deep": b"[" * 100_000,
    "deep in an edition": b'{"format":1,"editions":' + b"[" * 100_000,
    "a number without end": b'{"format": 1' + b"0" * 5000 + b"}",
    "no secret": b'{"format": 1, "editions": []}',
    "a short secret": b'{"format": 1, "secret": "ab", "editions": []}',
    "something else": json.dumps({"format": 1, "secret": "ab" * 32, "more": 1}).encode(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_one_line(folder: Path, name: str) -> None:
    (folder / "editions.json").write_bytes(DAMAGE[name])
    said = refused(folder)
    assert "editions.json is damaged or was changed" in said
    assert "Put back a copy of it" in said


def test_a_file_that_is_gone_is_missed_and_nothing_begins_anew(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:1])
    # Missed after a draft, too.
    workflow.analyse(folder)
    (folder / "editions.json").rename(folder / "away")
    said = refused(folder)
    assert "editions.json is gone, and the report was made with it" in said
    assert said.endswith("then take the folder report away.")
    assert not (folder / "editions.json").exists()
    (folder / "away").rename(folder / "editions.json")
    assert reasons(folder).keys() == {1}
    (folder / "editions.json").unlink()
    shutil.rmtree(folder / "report")
    assert final(folder) == (1, None), "all are recalled, and both are gone, as was said"


@pytest.mark.parametrize("text", ["", "[]", "{" * 100_000, '{"format": 1, "fingerprint": "ab"}'])
def test_a_report_of_another_kind_misses_no_editions(folder: Path, text: str) -> None:
    (folder / "report").mkdir()
    (folder / "report" / "analysis.json").write_text(text, encoding="utf-8")
    assert final(folder) == (1, None)


EDITS: dict[str, dict[str, Any]] = {
    "another number": {"number": 4},
    "a form without its groups": {"forms": {"self-assessment": {"0" * 32: []}}},
    "a form that is no hash": {"forms": {"people": {"Jo Bloggs": []}}},
    "a kind that there is not": {"forms": {"letters": {}}},
    "what is shown and not grouped by": {"shown": ["locality"]},
    "limits that are a list": {"limits": [3]},
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_that_makes_no_sense_is_one_line(folder: Path, name: str) -> None:
    final(folder)
    data = json.loads((folder / "editions.json").read_bytes())
    data["editions"][0] |= EDITS[name]
    (folder / "editions.json").write_text(json.dumps(data), encoding="utf-8")
    assert "editions.json is damaged or was changed" in refused(folder)


def test_a_newer_file_is_not_called_damaged(folder: Path) -> None:
    (folder / "editions.json").write_bytes(b'{"format": 2, "key": "x"}')
    assert "written by a newer toptips (format 2; this one reads 1)" in refused(folder)


def test_a_huge_file_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    final(folder)
    monkeypatch.setattr(file_of_editions, "LARGEST_EDITIONS", 1_000)
    monkeypatch.setattr(file_of_editions, "read_bytes", lambda path: pytest.fail("it was read"))
    assert "editions.json is larger than" in refused(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file_is_not_read(folder: Path, tmp_path: Path) -> None:
    path = folder / "editions.json"
    path.mkdir()
    assert "editions.json is not a file" in refused(folder)
    path.rmdir()
    os.mkfifo(path)
    assert "editions.json is not a file" in refused(folder)
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere.json")
    assert "is a link" in refused(folder)
    assert not (tmp_path / "elsewhere.json").exists()


def test_what_notepad_put_before_it_is_read_over(folder: Path) -> None:
    final(folder)
    path = folder / "editions.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert final(folder) == (1, None)


def test_an_odd_responses_csv_is_counted_as_the_figures_count_it(folder: Path) -> None:
    odd = Response(id="0" * 12, form="letter", answers={("plan-early", "score"): "3"})
    answer(folder, [*FIRST, odd, person(50, "nobody known", sector="Élan\u2028" * 200)])
    assert final(folder) == (1, None)
    assert len(kept(folder).editions[0].forms["self-assessment"]) == len(FIRST) + 1


# Cut off, refused, or at once.


@forks
def test_whatever_cuts_it_off_no_report_goes_out_that_is_not_on_record(folder: Path) -> None:
    """A process that dies at a step leaves a record and no report, or both, or neither."""

    def work(step: int) -> None:
        left = step

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.chmod") and str(
                arguments[0]
            ).startswith(str(folder)):
                left -= 1
                if left == 0:
                    os._exit(9)

        sys.addaudithook(count)
        workflow.analyse(folder, final=True)

    for step in range(1, 60):
        assert in_a_child(partial(work, step)) in (0, 9)
        if (folder / "report" / "analysis.json").exists():
            assert figures(folder)["edition"]["number"] == len(kept(folder).editions)
            break
    else:
        pytest.fail("it never got as far as the report")
    assert step > 5
    assert final(folder) == (1, None)
    assert len(kept(folder).editions) == 1


def test_a_full_disk_makes_no_edition(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "editions.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(TopTipsError, match=r"editions\.json can't be written: the disk is full"):
        final(folder)
    assert not (folder / "report").exists()
    assert not list(folder.glob("*.tmp"))


def test_a_mistake_in_a_template_makes_no_edition(folder: Path) -> None:
    own = folder / "templates" / "report"
    own.mkdir(parents=True)
    (own / "_board.md.j2").write_text("{{ nothing_of_this_name }}", encoding="utf-8")
    with pytest.raises(TopTipsError, match="nothing_of_this_name"):
        final(folder)
    assert not (folder / "editions.json").exists()


def test_an_edition_that_another_run_made_meanwhile_is_not_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toptips import charts

    draw = charts.draw

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(charts, "draw", draw)
        final(folder)
        return draw(*given)

    monkeypatch.setattr(charts, "draw", meanwhile)
    with pytest.raises(TopTipsError, match="has changed while"):
        final(folder)
    assert len(kept(folder).editions) == 1


# On the command line.


def test_the_command_line_says_which_edition_it_is_and_how_it_differs(folder: Path) -> None:
    drafted = here("analyse", "-w", folder)
    assert drafted.returncode == 0
    assert "It is a draft" in drafted.stderr
    done = here("analyse", "--final", "-w", folder)
    assert done.returncode == 0, done.stderr
    assert "It is edition 1, on record in editions.json" in done.stderr
    answer(folder, FIRST + LATE[:3])
    done = here("analyse", "--final", "--json", "-w", folder)
    assert json.loads(done.stdout)["edition"] == {"number": 2, "differs_from": 1}
    assert "Since edition 1: 3 self-assessments more. Send it to everybody who has edition 1." in (
        here("analyse", "--final", "-w", folder).stderr
    )


def test_the_command_line_says_what_to_do_where_there_is_no_edition(folder: Path) -> None:
    here("analyse", "--final", "-w", folder)
    answer(folder, FIRST[1:])
    held = here("analyse", "--final", "--json", "-w", folder)
    assert held.returncode == 1
    assert json.loads(held.stdout) == {
        "edition": None,
        "too_near": [{"number": 1, "differs": ["by only 1 self-assessment"]}],
    }
    assert "hold them until three have come" in held.stderr
    assert "ask everybody who has edition 1 to delete it" in held.stderr
    command = f"toptips analyse --final --recalled 1 -w {folder}"
    assert command in held.stderr
    assert here(*command.split()[1:]).returncode == 0
    assert "Keep this draft" not in here("analyse", "-w", folder).stderr
    answer(folder, FIRST)
    drafted = here("analyse", "-w", folder)
    assert drafted.returncode == 0
    assert "Keep this draft from whoever has edition 2. It differs from" in drafted.stderr


def share(folder: Path, name: str, *recalled: int) -> int:
    """Make a copy to share, and return the number under which it is on record."""
    return workflow.anonymise(folder, folder.parent / name, recalled=recalled).edition


def test_a_copy_to_share_is_an_edition_like_a_report(folder: Path) -> None:
    assert share(folder, "first") == 1
    assert [edition.gone_out_as for edition in kept(folder).editions] == [("copy",)]
    # The same forms are the same edition, whatever is made of them.
    assert final(folder) == (1, None)
    assert share(folder, "again") == 1
    assert [edition.gone_out_as for edition in kept(folder).editions] == [("copy", "report")]


def test_a_copy_is_held_back_beside_a_report_that_is_a_form_apart(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:1])
    with pytest.raises(EditionHeldBack, match="No copy was made") as held:
        share(folder, "copy")
    assert [near.number for near in held.value.near] == [1]
    assert not (folder.parent / "copy").exists()
    assert len(kept(folder).editions) == 1
    assert share(folder, "copy", 1) == 2


def test_a_report_is_held_back_beside_a_copy_that_is_a_form_apart(folder: Path) -> None:
    share(folder, "copy")
    answer(folder, FIRST + LATE[:1])
    assert reasons(folder) == {1: "by only 1 self-assessment"}
    answer(folder, FIRST + LATE[:3])
    # A report replaces reports alone: who has the copy is not sent one.
    assert final(folder) == (2, None)


def test_the_command_says_how_to_make_a_copy_that_was_held_back(folder: Path) -> None:
    final(folder)
    answer(folder, FIRST + LATE[:1])
    done = here("anonymise", "-w", folder, folder.parent / "copy")
    assert done.returncode == 1
    assert "by only 1 self-assessment" in done.stderr
    assert re.search(r"toptips anonymise \S+copy --recalled 1 -w \S+harbour", done.stderr)
    assert (
        here("anonymise", "-w", folder, folder.parent / "copy", "--recalled", "1").returncode == 0
    )
