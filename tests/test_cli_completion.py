"""Ids complete at a prompt, and nobody meets an error there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.folders import PARTNERS, make_folder
from tests.support.running import toptips

Completed = Callable[[str], list[str]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to complete in, with a workshop in `own`."""
    make_folder(tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def completed(monkeypatch: pytest.MonkeyPatch) -> Completed:
    """What a shell offers for a line that ends where the cursor is."""

    def offered(line: str) -> list[str]:
        words = ["toptips", *line.split(" ")]
        monkeypatch.setenv("_TOPTIPS_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        done = toptips()
        assert done.stderr == ""
        return done.stdout.split()

    return offered


@pytest.mark.parametrize("line", ["frameworks show ", "new x --framework "])
def test_frameworks_that_ship_are_completed(completed: Completed, line: str) -> None:
    assert "london-mental-health-discharge" in completed(line)
    assert completed(f"{line}skills") == ["skills-for-care-working-together"]


@pytest.mark.parametrize("line", ["frameworks show -w own har", "-w own frameworks show har"])
def test_frameworks_of_the_workshop_are_completed(completed: Completed, line: str) -> None:
    assert completed(line) == ["harbour-tips"]


def test_partners_of_the_workshop_are_completed(completed: Completed) -> None:
    everybody = sorted(partner for partner, _, _ in PARTNERS)
    assert completed("-w own collect --partner ") == everybody
    assert completed("collect a.docx -w own --partner c") == ["charity", "council"]


def test_examples_are_completed(completed: Completed) -> None:
    assert completed("demo --example e") == ["essex-2018"]


def test_commands_and_their_options_are_completed(completed: Completed) -> None:
    assert completed("-w own st") == ["status"]
    assert "--json" in completed("status --js")


@pytest.mark.parametrize(
    "line",
    [
        "collect --partner ",
        "frameworks show zzz",
        "-w nowhere collect --partner ",
        "prepare x ",
        "-w ",
    ],
)
def test_where_there_is_nothing_to_offer_nothing_is_said(completed: Completed, line: str) -> None:
    assert not [word for word in completed(line) if word in dict.fromkeys(PARTNERS)]


def test_a_broken_workshop_offers_nothing(completed, place: Path) -> None:
    (place / "own" / "workshop.yaml").write_text('title: "x\n', "utf-8")
    (place / "own" / "frameworks" / "not \x1b an id.yaml").write_text("x", "utf-8")
    assert completed("-w own collect --partner ") == []
    assert "not" not in completed("-w own frameworks show ")


def test_completion_can_be_installed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(place))
    # The shell is named, as a test is not run by one.
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    done = toptips("--install-completion", "bash")
    assert done.returncode == 0, done.stderr
    installed = (place / ".bash_completions" / "toptips.sh").read_text("utf-8")
    assert "_TOPTIPS_COMPLETE=complete_bash" in installed
