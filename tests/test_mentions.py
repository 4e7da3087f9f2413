"""Which words in which sentence led to a theme."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.codebooks import codebook
from toptips.analysis.mentions import Mention, mentions
from toptips.analysis.themes import code

BOOK = codebook(
    carers={"keywords": ["carer*", "carer's assessment"], "except": ["paid carer*"]},
    homes={"keywords": ["care home"]},
    rest={"fallback": True},
)


def test_every_keyword_that_counts_is_named_with_its_words_and_sentence() -> None:
    text = "The ward rang.\n- Carers\u2019 assessments\nwait! A paid carer, no care-home"
    (found,) = mentions([text], BOOK)
    asked = "Carers\u2019 assessments\nwait!"
    assert found == (
        Mention("carers", "carer*", "Carers", asked, 17, 23),
        Mention("carers", "carer's assessment", "Carers\u2019 assessments", asked, 17, 36),
        Mention("homes", "care home", "care-home", "A paid carer, no care-home", 60, 69),
    )
    assert all(text[mention.start : mention.end] == mention.words for mention in found)


def test_a_keyword_found_twice_is_named_twice_and_what_leads_to_a_fallback_is_not() -> None:
    first, second, third = mentions(["Carers, carers", "Something", "n/a"], BOOK)
    assert [(mention.words, mention.start) for mention in first] == [("Carers", 0), ("carers", 8)]
    assert (second, third) == ((), ())


WORDS = ["paid", "carer's", "Carers", "assessment", "care", "home", ".", "\n", "- ", "none", "The"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_the_themes_are_those_that_the_text_is_coded_with(text: str) -> None:
    (found,), (coded,) = mentions([text], BOOK), code([text], BOOK)
    assert {mention.theme for mention in found} == coded - {"rest"}
    for mention in found:
        assert text[mention.start : mention.end] == mention.words
        assert mention.words in mention.sentence
        assert mention.sentence in text
