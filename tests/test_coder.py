"""Which spellings a keyword finds, what ends a phrase, and which words are a name."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.codebooks import codebook, keywords
from tests.support.work import at_most
from toptips.analysis.coder import coder_of
from toptips.analysis.direction import direction
from toptips.analysis.mentions import mentions
from toptips.analysis.splitting import sentences
from toptips.analysis.themes import code


def finds(keyword: str, text: str) -> bool:
    return code([text], keywords(keyword)) == [{"it"}]


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("9-5", "open 9-5 only"),
        ("9-5", "open 9\u20135pm"),
        ("9-5", "open 9-5."),
        ("24/7", "cover 24/7/365"),
        ("24/7", "cover (24-7)"),
        ("section 2", "on a section 2/3"),
        ("s.117", "S117 money"),
        ("section 117*", "s 117 aftercare"),
        ("s117", "Section 117"),
        ("sect 17", "s.17 leave"),
        ("after 5pm", "nobody after 5 pm"),
        ("1000 beds", "1,000 beds"),
    ],
)
def test_numbers_with_marks_are_found_as_they_are_meant(keyword: str, text: str) -> None:
    assert finds(keyword, text)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("9-5", "a score of 9.5"),
        ("9-5", "on ward 9, 5 beds"),
        ("9-5", "9-52"),
        ("9-5", "the meeting on 9-5-2026"),
        ("24/7", "24.7 per cent"),
        ("24/7", "24 7"),
        ("24/7", "on 24/7/2026"),
        ("week 1", "in week 1.5"),
        ("11", "1 1"),
        ("s2", "s.25"),
        ("5 days", "15 days"),
    ],
)
def test_other_numbers_are_not(keyword: str, text: str) -> None:
    assert not finds(keyword, text)


@pytest.mark.parametrize(
    "between",
    [
        "\n- ", "\n\u2022 ", " \u2022 ", "\n* ", "\no ", "\n\uf0b7\t", " - ", " \u2013 ", "\u2014",
        " -", "- ", " (", ") ", "[", "] ", ",", ", ", ". ", ".\n", "; ", ": ", "? ", "! ", "... ",
        "\u2026", "\n\n", "\r\n\r\n", " | ", " > ", " \u2192 ", "\n1. ", "\n2) ",
    ],
)  # fmt: skip
def test_marks_and_bullets_end_a_phrase(between: str) -> None:
    assert not finds("care home", f"No care{between}home visits are late")


@pytest.mark.parametrize(
    "between",
    [" ", "  ", "-", "/", "\n", "-\n", "\u00a0", "\u2011", "\u2013", "\u00ad", "\u200b", "", " \t"],
)  # fmt: skip
def test_spaces_hyphens_and_line_ends_do_not(between: str) -> None:
    assert finds("care home", f"No care{between}home is open")


def test_a_full_stop_without_a_space_ends_a_phrase() -> None:
    assert not finds("bed transport", "No bed.Transport is late")


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("taxi", "taxis"),
        ("taxis", "a taxi"),
        ("care agency", "care agencies"),
        ("care agencies", "the care agency"),
        ("agency*", "agencies"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("nurse", "nurses"),
        ("nurses", "nurse"),
        ("loss", "losses"),
        ("KPI", "kpis"),
        ("wife", "wives"),
        ("child", "the children's ward"),
        ("carer's assessment", "carers assessment"),
        ("carer's assessment", "carers' assessments"),
        ("carers assessment", "the carer\u2019s assessment"),
        ("carer's assessment", "carer`s assessment"),
        ("carer's assessment", "carer\u00b4s assessment"),
        ("gp", "the GP's letter"),
        ("gps", "GP"),
        ("doesn't answer", "doesnt answer"),
        ("doesnt answer", "doesn\u2019t answer"),
        ("won't take", "wont take them"),
        ("who's responsible", "whos responsible"),
        ("after 5 o'clock", "after 5 oclock"),
        ("john's campaign", "Johns Campaign"),
        ("cafe", "crisis caf\u00e9"),
        ("caf\u00e9", "cafe"),
        ("cafe", "cafe\u0301"),
        ("brokering", "broke\u00adring"),
        ("offline", "o\ufb04ine"),
        ("mdt", "an M.D.T. meeting"),
        ("mdt meeting", "an M.D.T. meeting"),
        ("g.p.", "the GP"),
        ("'care home'", "a care home"),
        ("care home.", "a care home"),
    ],
)
def test_plurals_apostrophes_and_accents_make_no_difference(keyword: str, text: str) -> None:
    assert finds(keyword, text)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("emi", "EMIS"),
        ("ice", "ICES"),
        ("new", "the news"),
        ("it system", "its system"),
        ("it system", "it's systems that fail"),
        ("ill", "I'll ring"),
        ("well", "we'll ring"),
        ("were", "we're"),
        ("care", "scare"),
        ("care", "carer"),
        ("los", "lost"),
        ("gp", "gpx"),
        ("who", "who's"),
    ],
)
def test_other_words_are_not_plurals(keyword: str, text: str) -> None:
    assert not finds(keyword, text)


COMPOUNDS = ("step-down", "step down", "stepdown")


@pytest.mark.parametrize("keyword", COMPOUNDS)
@pytest.mark.parametrize("text", [*COMPOUNDS, "Step-Downs", "step\u2011down", "step-\ndown"])
def test_a_compound_is_found_however_it_is_written(keyword: str, text: str) -> None:
    assert finds(keyword, f"No {text} beds")


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("coproduc*", "co-production"),
        ("co-produc*", "coproduced"),
        ("co produc*", "coproduction"),
        ("reable*", "re-ablement"),
        ("handover", "hand-over"),
        ("out-of-hours", "out of hours"),
        ("nfa", "N.F.A."),
        ("a&e", "A and E"),
        ("a and e", "A&E"),
        ("a&e", "A & E"),
        ("a&e", "A+E"),
        ("health and wellbeing board", "Health & Well-being Board"),
        ("key worker*", "keyworkers"),
        ("email", "e-mail"),
    ],
)
def test_other_compounds_and_short_forms(keyword: str, text: str) -> None:
    assert finds(keyword, text)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("therapist", "the rapist"),
        ("homeless", "they go home less often"),
        ("nowhere", "come now here"),
        ("in it*", "initial"),
        ("notable", "not able"),
        ("together", "to get her"),
        ("allowed", "all owed"),
        ("assess", "as sess"),
    ],
)
def test_words_that_only_meet_are_no_compound(keyword: str, text: str) -> None:
    assert not finds(keyword, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We don't trust their assessments", True),
        ("Trust their assessments", True),
        ("It fails. Trust their assessments", True),
        ("WE DO NOT TRUST THEIR ASSESSMENTS", True),
        ("They say the NHS Trust their patients come from is full", False),
        ("The Acute Trusts their own way", False),
        ("It is the TRUST their board runs", False),
        ("Trust us", True),
        ("at the Trust us and them", False),
    ],
)
def test_a_capital_within_a_sentence_makes_a_name_of_a_verb(text: str, found: bool) -> None:
    assert (code([text], keywords("trust their", "trust us")) == [{"it"}]) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There is no trust", True),
        ("Trust is low", True),
        ("The Trust is slow", False),
        ("The NHS Trust is slow, so trust is low", True),
    ],
)
def test_an_exception_with_a_capital_is_a_name(text: str, found: bool) -> None:
    book = codebook(it={"keywords": ["trust"], "except": ["Trust"]})
    assert (code([text], book) == [{"it"}]) is found


def test_an_exception_in_small_letters_counts_however_it_is_written() -> None:
    book = codebook(it={"keywords": ["flow"], "except": ["cash-flow"]})
    assert code(["Cash flow", "CASHFLOW", "cash flows", "flow of cash"], book) == [
        set(), set(), set(), {"it"},
    ]  # fmt: skip


def test_what_says_that_there_is_nothing_to_say_has_no_theme() -> None:
    book = codebook(it={"keywords": ["above", "none"]}, rest={"fallback": True})
    assert code(["N/A", "none", "see above", "-", "None of it"], book) == [
        set(), set(), set(), set(), {"it"},
    ]  # fmt: skip


WORDS = ["care", "home", "care-home", "carehomes", "Trust", "their", "9-5", "9.5", ",", " - ", "no"]


@given(st.lists(st.lists(st.sampled_from(WORDS)).map(" ".join)), st.randoms())
def test_a_text_is_coded_alike_in_any_order_of_texts(
    texts: list[str], chance: random.Random
) -> None:
    book = codebook(
        it={"keywords": ["care home", "9-5"], "except": ["no care home"]},
        other={"keywords": ["trust their", "carehome 9-5"]},
    )
    shuffled = texts[:]
    chance.shuffle(shuffled)
    coder_of.cache_clear()
    found = dict(zip(shuffled, code(shuffled, book), strict=True))
    assert code(texts, book) == [found[text] for text in texts]


@given(st.text())
def test_any_text_can_be_coded(text: str) -> None:
    assert code([text], keywords("care home", "s117*")) in ([set()], [{"it"}])


@pytest.mark.parametrize(
    "text",
    [" " * 50_000, "." * 50_000 + "a", "\n" * 50_000 + "care", "- " * 25_000, "care home " * 5_000],
)
def test_no_text_takes_long(text: str) -> None:
    """In processor time; a pattern that goes back and forth would take minutes."""
    with at_most(5):
        mentions([text, f"care home{text}care home"], keywords("care home"))
        sentences(text)
        direction("barriers", text)
