"""The table of telling words that ships: it can be read, and says what was counted."""

from toptips.model.codebook import load_codebook
from toptips.model.telling_words import telling_words_of

SHIPPED = "discharge-and-integration"


def test_every_theme_of_the_codebook_was_counted_and_no_other() -> None:
    counted = telling_words_of(SHIPPED)
    assert counted is not None
    themes = {theme.id for theme in load_codebook(SHIPPED).themes if not theme.fallback}
    assert set(counted.about) == themes


def test_no_word_stands_in_more_comments_than_there_are() -> None:
    counted = telling_words_of(SHIPPED)
    assert counted is not None
    assert all(number <= counted.comments for number in counted.about.values())
    for words, (standing, *about) in counted.counts.items():
        assert 2 <= standing <= counted.comments, words
        assert len(about) == len(counted.about)
        for number, of_theme in zip(about, counted.about.values(), strict=True):
            assert number <= min(standing, of_theme), words


def test_a_codebook_of_which_nothing_was_counted_has_keywords_alone() -> None:
    assert telling_words_of("our-own") is None
    assert load_codebook("across-items").telling_words is None


def test_a_dropped_phrase_is_unheard_in_any_spelling() -> None:
    counted = telling_words_of(SHIPPED)
    assert counted is not None
    assert ("housing", "landlord") in counted.without("housing", "Landlords").unheard
