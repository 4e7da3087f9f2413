"""The spine of each command: folders in, folders out, nothing printed and nothing lost."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.folders import answered, collect_forms, form_of, make_folder
from tests.support.word_files import fill
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.responses import read_responses, write_responses
from toptips.model.workshop import load_workshop, unsettled
from toptips.places import Folder
from toptips.writing import only_one

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "harbour")


def came_back(folder: Path, name: str, whose: str, **answers: str) -> Path:
    path = folder.parent / name
    without = answers.pop("without_reference", "")
    filled = fill(form_of(folder, whose), answered("3", **answers), without_reference=bool(without))
    path.write_bytes(filled)
    return path


def statuses(collection: workflow.Collection) -> dict[str, str]:
    return {row.file: row.status for row in collection.rows}


def test_new_makes_one_commented_file_that_is_valid(tmp_path: Path) -> None:
    path = workflow.new(
        tmp_path / "Größe, 2027!", "skills-for-care-working-together", today=date(2026, 11, 23)
    )
    assert [made.name for made in path.parent.iterdir()] == ["workshop.yaml"]
    workshop = load_workshop(path.parent)
    assert workshop.id == "grosse-2027"
    assert workshop.framework == "skills-for-care-working-together"
    assert date(2026, 11, 23) < workshop.returns.by < workshop.date < workshop.privacy.delete_by
    assert path.read_text("utf-8").count("#") > 8


def test_new_changes_nothing_that_is_there(folder: Path) -> None:
    before = (folder / "workshop.yaml").read_bytes()
    with pytest.raises(TopTipsError, match="is there already"):
        workflow.new(folder, "london-mental-health-discharge", today=date(2026, 11, 23))
    assert (folder / "workshop.yaml").read_bytes() == before


def test_collect_copies_what_came_back_and_changes_nothing_of_it(folder: Path) -> None:
    workflow.prepare(folder)
    came = came_back(
        folder, "final FINAL v2.docx", "council", _1__barriers="Waits & <delays>\n\n🙂"
    )
    before = came.read_bytes()
    collection = workflow.collect(folder, [came])
    assert collection.responses == 1
    assert came.read_bytes() == before == (folder / "returns" / came.name).read_bytes()
    (response,) = read_responses(folder / "responses.csv")
    assert response.partner == "council"
    assert response.partner_name == "Harbour Council"
    assert response.get("plan-early", "barriers") == "Waits & <delays>\n\n🙂"
    assert response.get("beds-and-homes", "score") == "3"


def test_collect_reads_everything_again_each_time(folder: Path) -> None:
    workflow.prepare(folder)
    workflow.collect(folder, [came_back(folder, "one.docx", "council")])
    collection = workflow.collect(folder, [came_back(folder, "two.docx", "charity")])
    assert statuses(collection) == {"one.docx": "accepted", "two.docx": "accepted"}
    before = (folder / "responses.csv").read_bytes(), (folder / "returns.csv").read_bytes()
    assert workflow.collect(folder).kept_aside == ()
    assert (
        (folder / "responses.csv").read_bytes(),
        (folder / "returns.csv").read_bytes(),
    ) == before
    (folder / "returns" / "one.docx").unlink()
    assert statuses(workflow.collect(folder)) == {"two.docx": "accepted"}


def test_who_a_form_is_from_is_decided_once_and_kept(folder: Path) -> None:
    workflow.prepare(folder)
    came = came_back(folder, "whose.docx", "council", without_reference="yes")
    assert statuses(workflow.collect(folder, [came])) == {"whose.docx": "unclaimed"}
    assert workflow.collect(folder, [came], partner="charity").responses == 1
    assert workflow.collect(folder).responses == 1
    (response,) = read_responses(folder / "responses.csv")
    assert response.partner == "charity"
    assert (folder / "decisions.yaml").read_text("utf-8").count("- response:") == 1 + 1


def test_a_partner_that_is_not_invited_is_refused_before_anything_is_copied(folder: Path) -> None:
    workflow.prepare(folder)
    came = came_back(folder, "one.docx", "council")
    with pytest.raises(TopTipsError, match="Did you mean 'charity'"):
        workflow.collect(folder, [came], partner="charety")
    assert not (folder / "returns").exists()


def test_a_csv_that_somebody_edited_is_kept_aside(folder: Path) -> None:
    collect_forms(folder, [("council", answered("3"))])
    path = folder / "responses.csv"
    path.write_bytes(path.read_bytes() + b"\r\n")
    collection = workflow.collect(folder)
    assert [path.name for path in collection.kept_aside] == ["responses (edited 1).csv"]


def test_analyse_takes_its_answers_from_responses_csv_alone(folder: Path) -> None:
    collect_forms(folder, [("council", answered("3")), ("charity", answered("3"))])
    for path in (folder / "returns").iterdir():
        path.unlink()
    (folder / "returns.csv").unlink()
    assert workflow.analyse(folder).figures.respondents.self_assessments == 2


def test_analyse_where_nothing_of_use_has_come_back(folder: Path) -> None:
    workflow.prepare(folder)
    (folder / "responses.csv").write_bytes(write_responses([], []))
    with pytest.raises(TopTipsError, match="No self-assessment and no table's sheet"):
        workflow.analyse(folder)
    assert not (folder / "report").exists()


def test_a_chart_that_is_no_longer_drawn_is_taken_away(folder: Path) -> None:
    whose = ("council", "council", "council", "district", "district")
    returned = [(who, answered("3", _1__ownership="Not sure")) for who in whose]
    returned = [(who, {**answers, "0.label": str(n)}) for n, (who, answers) in enumerate(returned)]
    collect_forms(folder, returned)
    charts = {path.name for path in workflow.analyse(folder).charts}
    assert "ownership.png" in charts
    for path in sorted((folder / "returns").iterdir())[1:]:
        path.unlink()
    workflow.collect(folder)
    fewer = {path.name for path in workflow.analyse(folder).charts}
    assert "ownership.png" not in fewer
    assert {path.name for path in (folder / "report" / "charts").glob("*.png")} == fewer


def test_status_follows_the_returns(folder: Path) -> None:
    workflow.prepare(folder)
    before = workflow.status(folder, today=date(2018, 8, 1))
    assert sum(partner.answered for partner in before.partners) == 0
    collect_forms(folder, [("council", answered("3"))])
    standing = workflow.status(folder, today=date(2018, 8, 1))
    assert [partner.partner for partner in standing.partners if partner.answered] == ["council"]


def test_the_library_prints_nothing_and_says_how_far_it_is(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    heard: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, what: str) -> None:
        heard.append((done, total, what))

    for step in (
        lambda: workflow.prepare(folder, progress=progress),
        lambda: workflow.collect(
            folder, [came_back(folder, "one.docx", "council")], progress=progress
        ),
        lambda: workflow.analyse(folder, progress=progress),
    ):
        heard.clear()
        step()
        assert heard, "a progress bar would stand still"
        assert all(0 <= done <= total for done, total, _ in heard)
        assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)
        assert heard[-1][0] >= heard[-1][1] - 1, "a progress bar would stop before its end"
    assert capfd.readouterr() == ("", "")


def test_only_one_run_at_a_time(folder: Path) -> None:
    with (
        only_one(Folder(folder)),
        pytest.raises(TopTipsError, match="Another toptips is at work"),
    ):
        workflow.prepare(folder)


def test_the_example_is_not_put_over_anything(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(TopTipsError, match="is there already"):
        workflow.copy_example(tmp_path)
    workflow.copy_example(tmp_path / "new")
    assert (tmp_path / "new" / "workshop.yaml").exists()


def test_prepare_says_what_is_still_the_examples(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, venue="To be confirmed", date="2030-01-01")
    first, second, *_ = workflow.prepare(folder, today=date(2018, 7, 2)).notes
    assert first == (
        "Still as the example has it in workshop.yaml: venue, privacy.contact. Write your own"
        " there."
    )
    assert second == "The date of deletion, privacy.delete_by, is before the workshop."


def test_a_workshop_that_was_only_begun_is_all_the_examples(tmp_path: Path) -> None:
    workflow.new(tmp_path / "ours", "london-mental-health-discharge", today=date(2026, 11, 23))
    begun = load_workshop(tmp_path / "ours")
    (said,) = unsettled(begun, begun.model_dump(mode="json"))
    for key in ("venue", "returns.to", "privacy.controller"):
        assert key in said


def test_a_codebook_that_is_not_there_is_said_before_forms_are_sent(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, framework_changes={"codebook": "nowhere"})
    with pytest.raises(TopTipsError, match="There is no codebook 'nowhere'"):
        workflow.prepare(folder)


def test_a_file_is_found_in_the_workshops_folder_too(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    collect_forms(folder, [("council", answered("3"))])
    done = workflow.collect(folder, [Path("returns/000 council.docx")], partner="mh-trust")
    assert [row.partner for row in done.rows] == ["mh-trust"]
    assert done.decided == 1
    with pytest.raises(TopTipsError, match="Name the return too"):
        workflow.collect(folder, partner="mh-trust")


def test_where_a_person_has_to_decide_there_is_a_file_to_do_it_in(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    collect_forms(folder, [("council", answered("3"))])
    assert not (folder / "decisions.yaml").exists()
    form = fill(form_of(folder, "council"), {"1.score": "4"}, without_reference=True)
    (folder / "returns" / "whose.docx").write_bytes(form)
    row = next(row for row in workflow.collect(folder).rows if row.status == "unclaimed")
    path = folder / "decisions.yaml"
    added = f"- {{response: {row.return_id}, partner: council}}\n"
    path.write_text(path.read_text("utf-8") + added, encoding="utf-8")
    assert {row.status for row in workflow.collect(folder).rows} == {"accepted"}
