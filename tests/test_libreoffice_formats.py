"""Forms that LibreOffice saved as OpenDocument, and back again: every answer is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import libreoffice
from tests.support.folders import collect_alone, form_of, make_folder
from tests.support.stripping import changed, strip
from tests.support.word_files import fill
from tests.test_libreoffice import TYPED, check
from toptips import workflow
from toptips.model.responses import read_responses
from toptips.model.sendings import load_sent

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    libreoffice.required()
    made = make_folder(tmp_path_factory.mktemp("round") / "workshop")
    workflow.prepare(made)
    return made


@pytest.fixture(scope="module")
def filled(folder: Path) -> bytes:
    """A form as Word saves it, with the answers that `check` looks for."""
    (asked,) = (one for one in load_sent(folder).values() if one.form == "self-assessment")
    fields = {one.code: one.field for one in asked.questions}
    answers = {fields[code]: text for code, text in TYPED.items()}
    return fill(form_of(folder, "charity"), answers)


def collected(folder: Path, form: Path) -> None:
    (row,) = collect_alone(folder, form)
    assert (row.status, row.format) == ("accepted", form.suffix.removeprefix("."))
    (response,) = read_responses(folder / "responses.csv")
    check(response)


@pytest.mark.parametrize("bare", [False, True], ids=["whole", "stripped"])
def test_word_to_opendocument_and_back(
    bare: bool, folder: Path, filled: bytes, tmp_path: Path
) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(changed(filled, strip) if bare else filled)
    as_odt = libreoffice.convert(form, tmp_path / "there", "odt")
    collected(folder, as_odt)
    back = libreoffice.convert(as_odt, tmp_path / "back", "docx", libreoffice.DOCX)
    collected(folder, back)


def test_typed_into_and_saved_as_opendocument(folder: Path, tmp_path: Path) -> None:
    typed = libreoffice.type_into(
        form_of(folder, "charity"), tmp_path / "typed.odt", TYPED, libreoffice.ODT
    )
    collected(folder, typed)
