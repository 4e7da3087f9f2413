"""What README.md and docs/ promise: every command runs, every link leads somewhere."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest
import typer.main

from tests.support.running import ROOT, toptips
from tests.support.word_files import fill, open_word
from toptips.cli import app

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README = PAGES[0].read_text("utf-8")
# Among the forms of the tour is one without a reference: somebody has to say whose it is.
NEEDS_A_PERSON = [
    "toptips collect -w our-workshop returned-forms",
    "toptips status -w our-workshop",
    "toptips status -w our-workshop --remind",
]
SCORE = "4 Working in most places"
PARTNERS = "Name,Sector,People\nA trust,NHS,3\nA council,Local authority,2\n"
# The pages for those who work on the code: their links are tried, their commands are the README's.
FOR_DEVELOPERS = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def blocks(language: str) -> list[str]:
    """All code of one language, page by page."""
    pattern = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [code for page in PAGES for code in pattern.findall(page.read_text("utf-8"))]


def tour() -> list[str]:
    lines = [line for code in blocks("sh") for line in code.splitlines()]
    return [line for line in lines if line.startswith("toptips ")]


@pytest.fixture(scope="module")
def after_the_tour(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, CompletedProcess[str]]]:
    """Run every command of the pages, in order, in one folder."""
    folder = tmp_path_factory.mktemp("tour")
    done = {}
    for line in tour():
        if "returned-forms" in line and not (folder / "returned-forms").exists():
            returned_forms(folder)
        if "--partners" in line:
            (folder / "partners.csv").write_text(PARTNERS, encoding="utf-8")
        if "our-workshop-a-year-later" in line:
            a_year_later(folder)
        if "--final" in line and "analyse" in line:
            paper = folder / shlex.split(line)[-1] / "paper.docx"
            paper.write_bytes(fill(paper, {"0.asks": "Agree the first three priorities."}))
        done[line] = toptips(*shlex.split(line)[1:], cwd=folder)
    return folder, done


def a_year_later(folder: Path) -> None:
    """Copy the workshop, a year on."""
    later = folder / "our-workshop-a-year-later"
    shutil.copytree(folder / "our-workshop", later)
    path = later / "workshop.yaml"
    year = re.search(r"^date: (\d{4})", path.read_text("utf-8"), re.MULTILINE)
    assert year is not None
    text = path.read_text("utf-8").replace(f"{year[1]}-", f"{int(year[1]) + 1}-")
    path.write_text(text, encoding="utf-8")


def returned_forms(folder: Path) -> None:
    """Fill in three of the forms that the tour has prepared; one of them loses its reference."""
    made = sorted((folder / "our-workshop" / "pack" / "forms").glob("self-assessment-*.docx"))
    forms = [form for form in made if not form.stem.endswith("-on-paper")]
    returned = folder / "returned-forms"
    returned.mkdir()
    ours = next(form for form in forms if form.stem.endswith("-council"))
    others = [form for form in forms[:3] if form is not ours]
    for number, form in enumerate(others):
        answers = {"0.label": f"word {number}", "1.score": SCORE, "1.barriers": "Waiting"}
        (returned / f"form {number}.docx").write_bytes(fill(form, answers))
    (returned / "form without a reference.docx").write_bytes(
        fill(ours, {"2.score": SCORE}, without_reference=True)
    )


@pytest.mark.parametrize("line", tour())
def test_every_command_shown_does_what_it_should(
    after_the_tour: tuple[Path, dict[str, CompletedProcess[str]]], line: str
) -> None:
    done = after_the_tour[1][line]
    assert done.returncode == (1 if line in NEEDS_A_PERSON else 0), done.stderr


def test_no_command_is_shown_twice() -> None:
    assert len(set(tour())) == len(tour()) > 0


def test_the_tour_ends_with_a_report(
    after_the_tour: tuple[Path, dict[str, CompletedProcess[str]]],
) -> None:
    folder, done = after_the_tour
    workshop = folder / "our-workshop"
    assert "form without a reference.docx" in done[NEEDS_A_PERSON[0]].stdout
    assert 'partner: "council"' in (workshop / "decisions.yaml").read_text("utf-8")
    assert (workshop / "responses.csv").read_text("utf-8-sig").count("form without") > 0
    report = open_word(workshop / "report" / "report.docx")
    assert "3 self-assessments count, from 3 of 4 organisations invited" in report.text
    for named in ("Still to be written", "analysis.json"):
        assert named in report.text


def test_the_example_comes_to_a_report_that_is_no_draft(
    after_the_tour: tuple[Path, dict[str, CompletedProcess[str]]],
) -> None:
    report = open_word(after_the_tour[0] / "an-example" / "report" / "report.docx").text
    assert "Draft" not in report
    assert "A person (Facilitator) checked the themes of 48 of 316 comments." in report
    assert "I have 5 passwords and 2 smart cards." in report


def test_the_files_that_the_readme_names_are_there(
    after_the_tour: tuple[Path, dict[str, CompletedProcess[str]]],
) -> None:
    folder, _ = after_the_tour
    named = {*re.findall(r"`(our-workshop/[a-z./]+)`", README)} - {"our-workshop/templates"}
    assert {"our-workshop/pack", "our-workshop/paper.docx"} <= named
    assert [path for path in named if not (folder / path).exists()] == []


def test_the_set_up_commands_are_one_line_each_and_have_their_windows_forms() -> None:
    ours = [line for code in blocks("sh") for line in code.splitlines() if "venv" in line]
    windows = [line for code in blocks("powershell") for line in code.splitlines()]
    assert len(ours) == len(windows) == 2
    for line, end in zip(ours, ("toptips demo", "python -m pytest"), strict=True):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert line.endswith(f".venv/bin/{end}")
    for line, end in zip(windows, ("toptips demo", "python -m pytest"), strict=True):
        assert line.startswith(r"py -m venv .venv; .venv\Scripts\pip install ")
        assert line.endswith(rf".venv\Scripts\{end}")
    assert ["'.[test]'" in line for line in (*ours, *windows)] == [False, True, False, True]


def links() -> Iterator[tuple[Path, str]]:
    for page in (*PAGES, *FOR_DEVELOPERS):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if not re.match(r"[a-z]+:|#", target):
                yield page, target


@pytest.mark.parametrize(("page", "target"), list(links()))
def test_every_link_and_picture_is_there(page: Path, target: str) -> None:
    assert (page.parent / target.partition("#")[0]).exists()


def test_every_picture_says_what_it_shows() -> None:
    pictures = [alt for page in PAGES for alt in re.findall(r"!\[(.*?)\]", page.read_text("utf-8"))]
    assert pictures
    assert all(len(alt) > 20 for alt in pictures)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command, with the words that call it."""

    def walk(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield words, command
        for name, inner in getattr(command, "commands", {}).items():
            yield from walk(f"{words} {name}", inner)

    return walk("toptips", typer.main.get_command(app))


@pytest.mark.parametrize(
    ("words", "command"), list(commands()), ids=[words for words, _ in commands()]
)
def test_every_command_is_in_the_readme_and_explains_itself(
    words: str, command: click.Command
) -> None:
    # What 'frameworks' does alone is what 'frameworks list' does.
    assert words.removesuffix(" list") in README
    assert (command.help or "").strip().endswith(".")
    for parameter in command.params:
        assert getattr(parameter, "help", "x"), f"{words}: {parameter.name} has no help"
