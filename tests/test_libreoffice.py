"""A form typed into through LibreOffice comes back with every answer, whatever is left of it."""

import zipfile
from pathlib import Path

import pytest

from tests.support import libreoffice
from tests.support.folders import collect_alone, form_of, make_folder
from tests.support.stripping import changed, strip
from toptips import workflow
from toptips.model.responses import Response, read_responses

pytestmark = pytest.mark.libreoffice
LONG = " ".join(f"word{number}" for number in range(3000))
AWKWARD = (
    'First line & <b>bold</b> "quoted" \u2018typographic\u2019 \U0001f600\nsecond line'
    "\n\nfourth | * # _"
)
TYPED = {
    "0a": "JK & <co>",
    "0b": "Ward manager",
    "0c": "Myself",
    "0d": "Yes, naming our sector",
    "0e": "3 Beds and homes together",
    "1a": "4 Working in most places",
    "1b": AWKWARD,
    "1c": LONG,
    "1d": "The whole system's",
    "1e": "= 1 + 1",
    "2a": "Don't know (I can't judge)",
    "3a": "1 Not started",
    "3b": "\U0001f3e0 caf\u00e9 \u00a330",
    "0h": "one\ntwo\nthree",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workshop's folder and a form typed into through LibreOffice."""
    libreoffice.required()
    scratch = tmp_path_factory.mktemp("typed")
    folder = make_folder(scratch / "workshop")
    workflow.prepare(folder)
    return folder, libreoffice.type_into(form_of(folder, "charity"), scratch / "back.docx", TYPED)


def collected(folder: Path, form: Path, partner: str | None = None) -> Response:
    collect_alone(folder, form, partner)
    (response,) = read_responses(folder / "responses.csv")
    return response


def check(response: Response) -> None:
    assert response.partner == "charity"
    assert (response.respondent, response.role, response.quote) == (
        "JK & <co>", "Ward manager", "sector",
    )  # fmt: skip
    assert response.answers == {
        ("", "speaks_for"): "myself",
        ("", "top_1"): "beds-and-homes",
        ("", "other"): "one\ntwo\nthree",
        ("plan-early", "score"): "4",
        ("plan-early", "strengths"): AWKWARD,
        ("plan-early", "barriers"): LONG,
        ("plan-early", "ownership"): "system",
        ("plan-early", "action"): "= 1 + 1",
        ("share-records", "score"): "dont_know",
        ("beds-and-homes", "score"): "1",
        ("beds-and-homes", "strengths"): "\U0001f3e0 caf\u00e9 \u00a330",
    }


def test_every_answer_is_found(filled: tuple[Path, Path]) -> None:
    check(collected(*filled))


def test_every_answer_is_found_when_controls_markers_and_bookmarks_are_gone(
    filled: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, form = filled
    bare = tmp_path / "bare.docx"
    bare.write_bytes(changed(form.read_bytes(), strip))
    assert b"w:sdt" not in _document(bare)
    assert b"w:bookmarkStart" not in _document(bare)
    assert b"w:vanish" not in _document(bare)
    check(collected(folder, bare))


@pytest.mark.parametrize("saved_as", [libreoffice.DOCX, libreoffice.ODT], ids=["docx", "odt"])
def test_what_was_ticked_and_written_in_a_sheet_is_found(
    filled: tuple[Path, Path], tmp_path: Path, saved_as: str
) -> None:
    folder, _ = filled
    ticked = {"1a": "2 Planned", "1d": "Not agreed", "1c": "One\ntwo", "2f": "A ward manager"}
    out = tmp_path / ("back.odt" if saved_as == libreoffice.ODT else "back.docx")
    response = collected(
        folder, libreoffice.type_into(form_of(folder, "table-1"), out, ticked, saved_as)
    )
    assert (response.form, response.respondent) == ("conversation", "table-1")
    assert response.answers == {
        ("plan-early", "score"): "2",
        ("plan-early", "ownership"): "unsure",
        ("plan-early", "barriers"): "One\ntwo",
        ("share-records", "lead"): "A ward manager",
    }


def test_the_grid_is_found_in_an_opendocument_text(
    filled: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, form = filled
    check(collected(folder, libreoffice.convert(form, tmp_path / "odt", "odt")))


def test_a_form_that_was_only_opened_and_saved_holds_no_answers(
    filled: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, _ = filled
    saved = libreoffice.type_into(form_of(folder, "council"), tmp_path / "empty.docx", {})
    (row,) = collect_alone(folder, saved)
    assert row.answered == 0


def _document(path: Path) -> bytes:
    with zipfile.ZipFile(path) as opened:
        return opened.read("word/document.xml")
