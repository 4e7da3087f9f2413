"""How long a form takes: choosing for every item, writing about three."""

from pathlib import Path

import pytest

from tests.support.folders import make_folder
from tests.support.word_files import open_word
from toptips import workflow


@pytest.mark.parametrize(
    ("ask", "minutes"),
    [(["score"], 5), (["score", "strengths", "barriers", "action"], 15)],
)
def test_the_invitation_says_how_long_the_form_takes(
    tmp_path: Path, ask: list[str], minutes: int
) -> None:
    folder = make_folder(tmp_path, ask=ask)
    workflow.prepare(folder)
    letter = open_word(folder / "pack" / "invitations" / "invitation-council.docx")
    assert f"It takes about {minutes} minutes." in letter.text
