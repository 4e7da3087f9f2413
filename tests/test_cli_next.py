"""Every command ends with what comes next, in a form that works where it was called."""

import shlex
from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.here import here
from tests.support.word_files import fill
from toptips import workflow
from toptips.model.returned import read_returns


def commands(text: str) -> list[str]:
    """The commands that a text tells a person to run, each on a line of its own."""
    return [line.strip() for line in text.splitlines() if line.startswith("  toptips ")]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run commands in, with a workshop in "our workshop"."""
    make_folder(tmp_path / "our workshop")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_a_new_workshop_to_its_pack(place: Path) -> None:
    (following,) = commands(here("new", "a new one").stderr)
    assert following == "toptips prepare -w 'a new one'"
    prepared = here(*shlex.split(following)[1:])
    assert prepared.returncode == 0, prepared.stderr
    assert commands(prepared.stderr) == ["toptips collect FOLDER -w 'a new one'"]


def test_a_workshop_that_was_not_named_need_not_be(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "our workshop")
    assert commands(here("prepare").stderr) == ["toptips collect FOLDER"]
    assert commands(here("status").stderr) == ["toptips collect FOLDER", "toptips status --remind"]


def test_after_collecting_it_depends_on_what_came_back(place: Path) -> None:
    folder = Path("our workshop")
    collect_forms(folder, [("council", answered("3"))])
    assert commands(here("collect", "-w", folder).stderr) == [
        "toptips status -w 'our workshop'",
        "toptips analyse -w 'our workshop'",
    ]
    form = next(path for path in (folder / "pack" / "forms").iterdir() if "charity" in path.stem)
    stray = place / "whose is this.docx"
    stray.write_bytes(fill(form, {"1.score": "4 Working in most places"}, without_reference=True))
    done = here("collect", stray, "-w", folder)
    assert commands(done.stderr) == ["toptips collect --return ID --partner ID -w 'our workshop'"]
    assert "whose is this" not in done.stderr
    status = here("-w", folder, "status")
    assert "toptips collect --return ID --partner ID -w 'our workshop'" in commands(status.stderr)
    [row] = [row for row in read_returns(folder / "returns.csv") if row.status == "unclaimed"]
    claiming = f"'toptips collect --return {row.return_id} --partner ID"
    assert f"{claiming} -w 'our workshop''" in status.stdout
    assert f"{claiming}'" in row.message, "whose file says it without"


def test_where_nothing_counts_there_is_nothing_to_analyse(place: Path) -> None:
    here("prepare", "-w", "our workshop")
    (place / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0 no form")
    done = here("collect", "scan.jpg", "-w", "our workshop")
    assert commands(done.stderr) == ["toptips collect FOLDER -w 'our workshop'"]


def test_files_that_were_not_read_are_to_be_read_first(place: Path) -> None:
    folder = Path("our workshop")
    collect_forms(folder, [("council", answered("3"))])
    (folder / "returns" / "late.docx").write_bytes(b"x")
    first, *others = commands(here("status", "--remind", "-w", folder).stderr)
    assert first == "toptips collect -w 'our workshop'"
    assert others == ["toptips analyse -w 'our workshop'"]


def test_frameworks_lead_to_a_workshop(place: Path) -> None:
    assert commands(here("frameworks").stderr) == ["toptips frameworks show ID"]
    listed = here("-w", "our workshop", "frameworks")
    assert commands(listed.stderr) == ["toptips frameworks show ID -w 'our workshop'"]
    (following,) = commands(here("frameworks", "new", "our tips.yaml").stderr)
    assert following == "toptips frameworks check 'our tips.yaml'"
    checked = here(*shlex.split(following)[1:])
    assert (checked.returncode, checked.stdout) == (0, "No problems found.\n")
    assert commands(checked.stderr) == ["toptips new DIR --framework FILE"]


@pytest.mark.parametrize(
    ("arguments", "framework"),
    [
        (["skills-for-care-working-together"], "skills-for-care-working-together"),
        (["harbour-tips", "-w", "our workshop"], "our workshop/frameworks/harbour-tips.yaml"),
    ],
)
def test_a_framework_that_is_shown_can_be_begun_with(
    place: Path, arguments: list[str], framework: str
) -> None:
    (following,) = commands(here("frameworks", "show", *arguments).stderr)
    assert shlex.split(following) == ["toptips", "new", "DIR", "--framework", str(Path(framework))]
    assert here(*shlex.split(following)[1:]).returncode == 0


def test_new_hands_on_the_table_of_partners(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}

    def new(folder: Path, framework: str, **options: object) -> Path:
        told.update(options, folder=folder, framework=framework)
        return folder / "workshop.yaml"

    monkeypatch.setattr(workflow, "new", new)
    assert here("new", "x", "--framework", "t.yaml", "--partners", "p.csv").returncode == 0
    assert told.pop("today")
    assert told == {"folder": Path("x"), "framework": "t.yaml", "partners": Path("p.csv")}


def test_a_commands_line_is_short(place: Path) -> None:
    for arguments in (["frameworks"], ["prepare"], ["status"]):
        said = here(*arguments, "-w", "our workshop").stderr.splitlines()
        lines = [line for line in said if line.startswith("  ")]
        assert lines, f"nothing comes next after {arguments}"
        assert max(map(len, lines)) <= 80


def test_a_report_whose_coding_nobody_checked_names_the_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support.coding import coding_folder, ids
    from toptips.model.codings import CodingLine, with_lines

    folder = coding_folder(tmp_path / "w", [f"Other words {number}" for number in range(6)])
    monkeypatch.chdir(tmp_path)
    assert "toptips themes export -w w" in commands(here("analyse", "-w", "w").stderr)
    checked = CodingLine("themes", ids(folder)["Other words 1"], value="carers", day="2018-09-20")
    (folder / "codings.csv").write_bytes(with_lines(b"", [checked], "codings.csv"))
    after = here("analyse", "-w", "w").stderr
    assert "A person checked the themes of 1 of 6 comments." in after
    assert "toptips themes export -w w" not in commands(after)


def test_a_later_round_leads_to_what_has_changed(place: Path) -> None:
    later = make_folder(place / "later", baseline="../our workshop")
    collect_forms(later, [(name, answered("3")) for name in ("mh-trust", "council", "charity")])
    assert "toptips compare -w later" in commands(here("analyse", "-w", "later").stderr)
    collect_forms(place / "our workshop", [("council", answered("3"))])
    done = here("analyse", "-w", "our workshop")
    assert not [line for line in commands(done.stderr) if "compare" in line]
