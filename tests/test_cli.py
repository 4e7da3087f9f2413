"""What the commands say, and how they end, when something is wrong."""

import json
from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, form_of, make_folder
from tests.support.running import refusal, toptips
from tests.support.word_files import fill
from toptips import workflow
from toptips.cli import main
from toptips.model.returned import read_returns


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "There is no folder" in refusal("prepare", "-w", tmp_path / "nowhere")


def test_a_misspelt_folder_is_told_the_workshops_beside_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "brackenford")
    (tmp_path / "brackenfrod pictures").mkdir()
    for command in ("prepare", "frameworks"):
        said = refusal(command, "-w", "brackenfrod", cwd=tmp_path)
        assert said == "There is no folder brackenfrod. Did you mean 'brackenford'?"
    said = refusal("prepare", "-w", "elsewhere", cwd=tmp_path)
    assert "make one with 'toptips new'." in said


def test_a_misspelt_framework_is_named_with_its_line(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop", framework="harbor-tips")
    assert refusal("prepare", "-w", folder) == (
        "workshop.yaml, line 4: There is no framework 'harbor-tips'. Did you mean 'harbour-tips'?"
    )


@pytest.mark.parametrize("command", ["prepare", "collect", "status", "analyse"])
def test_a_folder_without_workshop_yaml(tmp_path: Path, command: str) -> None:
    said = refusal(command, "-w", tmp_path)
    assert "There is no workshop.yaml" in said
    assert "toptips new" in said


def test_a_framework_that_does_not_exist(tmp_path: Path) -> None:
    said = refusal("frameworks", "show", "london-mental-health-discharges")
    assert "Did you mean 'london-mental-health-discharge'?" in said
    said = refusal("new", tmp_path / "new", "--framework", "skills-for-care")
    assert "Did you mean 'skills-for-care-working-together'?" in said


def test_a_syntax_error_is_named_with_its_line(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    path = folder / "workshop.yaml"
    path.write_text(path.read_text("utf-8") + 'venue: "open\n', encoding="utf-8")
    said = refusal("prepare", "-w", folder)
    assert "workshop.yaml, line" in said
    assert "quotation mark" in said


def test_a_file_of_a_newer_format_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    path = folder / "workshop.yaml"
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 2"), encoding="utf-8")
    said = refusal("prepare", "-w", folder)
    assert "workshop.yaml, line 1" in said
    assert "written for a newer toptips" in said


def test_nothing_prepared_and_nothing_returned(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    assert f"Run 'toptips prepare -w {folder}' first" in refusal("collect", "-w", folder)
    assert "Run 'toptips prepare' first" in refusal("collect", cwd=folder)
    assert toptips("prepare", "-w", folder).returncode == 0
    assert "Nothing has come back yet" in refusal("collect", "-w", folder)
    assert f"Run 'toptips collect -w {folder}' first" in refusal("analyse", "-w", folder)


def test_a_partner_that_is_not_invited(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    assert toptips("prepare", "-w", folder).returncode == 0
    first = form_of(folder, "charity")
    said = refusal("collect", "-w", folder, first, "--partner", "nobody-at-all")
    assert "There is no partner 'nobody-at-all'" in said


def test_a_damaged_return_is_a_line_in_the_table_and_exit_status_1(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    assert toptips("prepare", "-w", folder).returncode == 0
    form = form_of(folder, "charity")
    damaged = tmp_path / "damaged.docx"
    damaged.write_bytes(form.read_bytes()[: len(form.read_bytes()) // 2])
    done = toptips("collect", "-w", folder, damaged)
    assert done.returncode == 1
    assert "damaged.docx" in done.stdout
    assert "rejected" in done.stdout
    assert "Traceback" not in done.stderr
    still = toptips("status", "-w", folder)
    assert (still.returncode, "damaged.docx: rejected." in still.stdout) == (1, True)


def test_an_answer_that_could_not_be_read_needs_a_person(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    assert toptips("prepare", "-w", folder).returncode == 0
    form = tmp_path / "charity.docx"
    form.write_bytes(fill(form_of(folder, "charity"), {"1.score": "3 or 4", "2.score": "4"}))
    done = toptips("collect", "-w", folder, form)
    assert (done.returncode, "1 return, of which 1 counts." in done.stdout) == (1, True)
    still = toptips("status", "-w", folder)
    assert "1 answer in 1 return could not be read and is left out" in still.stdout
    (row,) = read_returns(folder / "returns.csv")
    decided = f'{{response: {row.return_id}, answers: {{"1a": ""}}}}'
    (folder / "decisions.yaml").write_text(f"format: 1\ndecisions:\n- {decided}\n")
    assert toptips("collect", "-w", folder).returncode == 0


def test_json_stands_alone_on_standard_output(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    toptips("prepare", "-w", folder)
    for command in (["frameworks"], ["frameworks", "list"], ["status", "-w", folder]):
        done = toptips(*command, "--json")
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout)


def test_new_makes_a_workshop_that_prepare_takes(tmp_path: Path) -> None:
    folder = tmp_path / "Our Workshop, 2027"
    assert toptips("new", folder).returncode == 0
    assert toptips("prepare", "-w", folder).returncode == 0
    assert "is there already" in refusal("new", folder)


def test_new_framework_passes_its_own_check(tmp_path: Path) -> None:
    path = tmp_path / "our-tips.yaml"
    assert toptips("frameworks", "new", path).returncode == 0
    assert toptips("frameworks", "check", path).returncode == 0


def test_check_reports_every_problem_at_once(tmp_path: Path) -> None:
    path = tmp_path / "our-tips.yaml"
    toptips("frameworks", "new", path)
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: The", "titel: The").replace("number: 1", "number: x"))
    done = toptips("frameworks", "check", path)
    assert done.returncode == 1
    assert "'titel' is not known here. Did you mean 'title'?" in done.stdout
    assert "'title' is missing" in done.stdout
    assert "must be a whole number" in done.stdout


@pytest.mark.usefixtures("empty_pictures")
def test_a_report_that_is_open_in_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_folder(tmp_path / "workshop")
    collect_forms(folder, [("council", answered("3")), ("charity", answered("4"))])
    workflow.analyse(folder)
    before = (folder / "report" / "report.docx").read_bytes()
    said = (folder / "workshop.yaml").read_text("utf-8")
    (folder / "workshop.yaml").write_text(said.replace("Going home", "Coming home"), "utf-8")

    def held_open(self: Path, target: Path) -> Path:
        # What Windows answers while Word has a file open.
        if Path(target).name == "report.docx":
            raise PermissionError(13, "The process cannot access the file")
        return replace(self, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", held_open)
    monkeypatch.setattr("sys.argv", ["toptips", "analyse", "-w", str(folder)])
    with pytest.raises(SystemExit) as ended:
        main()
    lines = capsys.readouterr().err.strip().splitlines()
    assert ended.value.code == 2
    assert len(lines) == 1
    assert "report.docx can't be written. If it is open in Word or Excel, close it" in lines[0]
    assert (folder / "report" / "report.docx").read_bytes() == before


def test_frameworks_lists_those_of_the_workshop_that_is_named(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    listed = toptips("frameworks", "-w", folder, "--json")
    assert "harbour-tips" in [known["id"] for known in json.loads(listed.stdout)]


def test_verbose_names_the_files_and_no_answer(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    prepared = toptips("--verbose", "prepare", "-w", folder)
    assert f"read {folder / 'workshop.yaml'}" in prepared.stderr
    assert f"written {folder / 'pack' / 'facilitators-guide.docx'}" in prepared.stderr
    collect_forms(
        folder, [("council", answered("3", _0__label="xyz", _1__barriers="Nobody rings back"))]
    )
    for command, named in (
        ("collect", "000 council.docx: read as docx"),
        ("analyse", "report.docx"),
    ):
        said = toptips("--verbose", command, "-w", folder).stderr
        assert named in said
        assert "Nobody rings" not in said
        assert "xyz" not in said


def test_nothing_in_a_returned_file_steers_the_terminal(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workshop")
    assert toptips("prepare", "-w", folder).returncode == 0
    columns = "response_id,form,partner,partner_name,sector,respondent,role,quote,tip,question"
    row = "r1,self-assessment,\x1b[2Jnobody,,,p,,no,plan-early,score"
    returned = tmp_path / "answers.csv"
    returned.write_text(f"{columns},value,source\n{row},4,\n", encoding="utf-8")
    for command in (["collect", returned], ["status"]):
        done = toptips(*command, "-w", folder)
        assert "nobody" in done.stdout
        assert "\x1b" not in done.stdout + done.stderr


def test_the_schemas_are_one_document_for_editors() -> None:
    printed = json.loads(toptips("frameworks", "schema").stdout)
    for name, key in (("framework", "tips"), ("codebook", "themes"), ("workshop", "partners")):
        model = printed[name]["$ref"].rpartition("/")[2]
        assert key in printed["$defs"][model]["properties"]
