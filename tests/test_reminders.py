"""The reminders that `status --remind` writes: to whom, in which words, and kept how."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.running import refusal, toptips
from toptips import workflow
from toptips.errors import TemplateError

DUE = date(2018, 8, 24)
BEFORE = date(2018, 8, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "harbour")


def reminded(folder: Path, today: date = BEFORE) -> dict[str, str]:
    made = workflow.remind(folder, today=today)
    return {path.stem: path.read_bytes().decode("utf-8-sig") for path in made.texts}


def test_partners_without_any_form_and_with_too_few_are_reminded(folder: Path) -> None:
    collect_forms(
        folder,
        [("council", answered("3"))]
        + [("charity", answered("3", _0__label=f"word {number}")) for number in range(3)],
    )
    texts = reminded(folder)
    assert sorted(texts) == ["acute-trust", "council", "district", "mh-trust"]
    silent, some = texts["acute-trust"], texts["council"]
    assert "To: Harbour Hospitals" in silent
    assert "We have not had a self-assessment form from you yet." in silent
    assert "Thank you for the form that we have had from you: 1 of the 3" in some
    assert "have not had" not in some
    for text in (silent, some):
        assert "Subject: Going home well in Harbour:" in text
        assert "forms@example.org by Friday 24 August 2018: 4 days are left." in text
        assert "An independent facilitator" in text
        assert "\r\n\r\n\r\n\r\n" not in text


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2018, 8, 23), "by tomorrow, Friday 24 August 2018."),
        (DUE, "forms@example.org today, Friday 24 August 2018."),
        (date(2018, 8, 25), "We asked for forms by Friday 24 August 2018."),
    ],
)
def test_the_date_is_put_as_people_say_it(folder: Path, today: date, said: str) -> None:
    assert said in reminded(folder, today)["council"]


def test_a_reminder_is_plain_text_that_windows_programs_read(folder: Path) -> None:
    path = folder / "workshop.yaml"
    name = "Größe & Söhne <b>*House*</b>"
    path.write_text(path.read_text("utf-8").replace("Lantern House", name), encoding="utf-8")
    workflow.remind(folder, today=BEFORE)
    raw = (folder / "reminders" / "charity.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert f"To: {name}\r\n" in raw.decode("utf-8-sig")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_who_has_answered_since_is_no_longer_reminded(folder: Path) -> None:
    reminded(folder)
    edited = folder / "reminders" / "charity.txt"
    edited.write_text("My own words", encoding="utf-8")
    collect_forms(
        folder,
        [
            (whose, answered("3", _0__label=f"word {number}"))
            for whose in ("council", "charity")
            for number in range(3)
        ],
    )
    made = workflow.remind(folder, today=BEFORE)
    assert sorted(path.stem for path in made.texts) == ["acute-trust", "district", "mh-trust"]
    assert not (folder / "reminders" / "council.txt").exists()
    (aside,) = made.kept_aside
    assert aside.read_text("utf-8") == "My own words"
    assert workflow.remind(folder, today=BEFORE).kept_aside == ()


def test_ones_own_wording_is_used_and_its_mistakes_are_named_with_their_line(folder: Path) -> None:
    own = folder / "templates" / "remind" / "reminder.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Dear {{ partner.name }},\nplease!\n", encoding="utf-8")
    assert reminded(folder)["council"] == "Dear Harbour Council,\r\nplease!\r\n"
    for wrong, said in (
        ("x\n{{ parntner.name }}", "line 2: 'parntner' is not known here"),
        ("x\n{% if %}", "line 2"),
        ("{{ workshop.__class__.__mro__ }}", "line 1"),
    ):
        own.write_text(wrong, encoding="utf-8")
        with pytest.raises(TemplateError, match=f"reminder.txt.j2, {said}"):
            workflow.remind(folder, today=BEFORE)
    assert (folder / "reminders" / "council.txt").read_bytes().startswith(b"\xef\xbb\xbfDear")
    assert "reminder.txt.j2, line 1" in refusal("status", "--remind", "-w", folder)


def test_the_command_says_where_they_are(folder: Path) -> None:
    done = toptips("status", "-w", folder)
    assert done.returncode == 0
    assert not (folder / "reminders").exists()
    done = toptips("status", "--remind", "-w", folder)
    assert done.returncode == 0, done.stderr
    assert "5 reminders are in" in done.stdout
    data = json.loads(toptips("status", "--remind", "--json", "-w", folder).stdout)
    assert len(data["reminders"]) == 5
    assert [one["expected"] for one in data["sectors"]] == [6, 6, 3]
