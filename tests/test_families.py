"""Families of sectors in workshop.yaml: two, that hold each sector once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.folders import make_folder
from toptips import workflow
from toptips.errors import FileProblems
from toptips.model.workshop import load_workshop

SECTORS = ["Local authority", "NHS", "Voluntary sector"]


def sectors(folder: Path) -> list[str]:
    return list(dict.fromkeys(partner.sector for partner in load_workshop(folder).partners))


def test_they_are_read_printed_on_the_forms_and_kept_as_they_were_sent(tmp_path: Path) -> None:
    first, *others = sectors(make_folder(tmp_path / "plain"))
    families = {"The first": [first], "Everyone else": others}
    folder = make_folder(tmp_path / "workshop", families=families)
    assert load_workshop(folder).families == {name: tuple(of) for name, of in families.items()}
    workflow.prepare(folder)
    from tests.support.folders import form_of
    from tests.support.word_files import open_word

    said = " ".join(open_word(form_of(folder, "council")).paragraphs)
    assert "where fewer than twenty forms come back, for two families of sectors" in said
    assert f"The first ({first})" in said
    from toptips.model.sendings import load_sendings

    (sending,) = load_sendings(folder).values()
    assert dict(sending.families) == load_workshop(folder).families


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda first, others: {"One": [first, *others]}, "there must be two families, not 1."),
        (lambda first, others: {"One": [first], "Two": [first, *others]}, "is in both families"),
        (lambda first, others: {"One": [first], "Two": others[:-1]}, "is in neither family."),
        (
            lambda first, others: {"One": [first + "s"], "Two": others},
            "no partner is of the sector",
        ),
    ],
)
def test_what_is_wrong_with_them_is_said(change, said: str, tmp_path: Path) -> None:
    first, *others = sectors(make_folder(tmp_path / "plain"))
    folder = make_folder(tmp_path / "workshop", families=change(first, others))
    with pytest.raises(FileProblems) as caught:
        load_workshop(folder)
    assert any(said in problem.message for problem in caught.value.problems)
