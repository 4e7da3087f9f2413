"""The table of telling words that ships: it can be read, and says what was counted."""

from pathlib import Path

import pytest

from toptips.errors import FileProblems
from toptips.model.codebook import load_codebook
from toptips.model.telling_words import TellingWords, telling_words_beside
from toptips.places import shipped

SHIPPED = "discharge-and-integration"
TABLE = "words,comments,housing\n,10,4\nlandlord,3,3\n"


def telling_words() -> TellingWords:
    found = load_codebook(SHIPPED).telling_words
    assert found is not None
    return found


def test_every_theme_of_the_codebook_was_counted_and_no_other() -> None:
    counted = telling_words()
    themes = {theme.id for theme in load_codebook(SHIPPED).themes if not theme.fallback}
    assert set(counted.about) == themes


def test_no_word_stands_in_more_comments_than_there_are() -> None:
    counted = telling_words()
    assert all(number <= counted.comments for number in counted.about.values())
    assert counted.counts
    for words, (standing, *about) in counted.counts.items():
        assert 2 <= standing <= counted.comments, words
        assert len(about) == len(counted.about)
        for number, of_theme in zip(about, counted.about.values(), strict=True):
            assert number <= min(standing, of_theme), words


def test_a_codebook_without_a_table_beside_it_has_keywords_alone(tmp_path: Path) -> None:
    ours = shipped("frameworks") / "codebooks" / f"{SHIPPED}.yaml"
    for own in (tmp_path / "alone.yaml", tmp_path / "beside.yaml"):
        own.write_bytes(ours.read_bytes())
    (tmp_path / "beside.words.csv").write_text(TABLE, encoding="utf-8")
    assert load_codebook(tmp_path / "alone.yaml").telling_words is None
    counted = TellingWords(10, {"housing": 4}, {"landlord": (3, 3)})
    assert load_codebook(tmp_path / "beside.yaml").telling_words == counted


@pytest.mark.parametrize(
    "table",
    [
        "",
        "words\n",
        "words,comments,housing\n,ten,4\n",
        TABLE + "rent,3,4\n",
        TABLE + "rent,11,3\n",
        TABLE + "rent,-1,-1\n",
        TABLE + "rent,2\n",
        TABLE + "\n",
        TABLE + "rent,2,1,1\n",
    ],
)
def test_what_is_no_such_table_is_named_with_what_to_do(tmp_path: Path, table: str) -> None:
    (tmp_path / "own.words.csv").write_text(table, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        telling_words_beside(tmp_path / "own.yaml")
    assert "own.words.csv" in str(caught.value)
    assert "Copy it again from toptips, or delete it." in str(caught.value)


def test_a_dropped_phrase_is_unheard_in_any_spelling() -> None:
    counted = telling_words()
    assert ("housing", "landlord") in counted.without("housing", "Landlords").unheard
