"""Words that tell of a theme without naming it: what they weigh, and what they give."""

from math import log

import pytest

from toptips.analysis.coding import changed
from toptips.analysis.mentions import mentions
from toptips.analysis.telling import Telling, parts
from toptips.analysis.themes import code
from toptips.model.codebook import Codebook, Theme
from toptips.model.codings import CodingLine, Codings
from toptips.model.telling_words import TellingWords

# Ten comments, four of them about transport and three about housing.
COUNTED = TellingWords(
    comments=10,
    about={"transport": 4, "housing": 3},
    counts={
        "bus": (3, 3, 0),
        "driver": (3, 3, 0),
        "late": (4, 2, 1),
        "the": (10, 4, 3),
        "the bus": (2, 2, 0),
        "landlord": (3, 0, 3),
        "rent": (3, 0, 3),
    },
)
THE = log((4 + 0.1) / (4 + 0.2)) - log((6 + 0.1) / (6 + 0.2))
THE_BUS = log((2 + 0.1) / (4 + 0.2)) - log((0 + 0.1) / (6 + 0.2))
BOOK = Codebook(
    format=1,
    id="small",
    themes=(
        Theme(id="transport", name="Transport", description="x", keywords=("ambulance*",)),
        Theme(id="housing", name="Housing", description="x", keywords=("tenan*", "landlord")),
        Theme(id="money", name="Money", description="x", keywords=("budget",)),
        Theme(id="rest", name="Rest", description="x", fallback=True),
    ),
).with_telling(COUNTED)


def test_a_weight_is_how_much_oftener_a_word_stands_in_comments_about_the_theme() -> None:
    telling = Telling(COUNTED, ["transport", "housing"])
    bus = log((3 + 0.1) / (4 + 0.2)) - log((0 + 0.1) / (6 + 0.2))
    late = log((2 + 0.1) / (4 + 0.2)) - log((2 + 0.1) / (6 + 0.2))
    assert bus == pytest.approx(3.8235, abs=0.001)
    # Their sum, divided by the square root of four: two words alone must not weigh too much.
    assert telling.scores(["late", ".", "bus"])[0] == pytest.approx((bus + late) / 4**0.5)
    # Of five it is the square root of five; "the bus" counts besides its words.
    assert telling.scores(["the", "bus", "driver", "late"])[0] == pytest.approx(
        (2 * bus + late + THE + THE_BUS) / 5**0.5
    )


def test_a_pair_counts_besides_its_words_where_no_mark_parts_them() -> None:
    assert [text for text, _, _ in parts(["the", "bus", ".", "late"])] == [
        "the",
        "bus",
        "the bus",
        "late",
    ]
    telling = Telling(COUNTED, ["transport", "housing"])
    assert telling.scores(["the", "bus"]) != telling.scores(["the", ".", "bus"])


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Bus driver", {"transport"}),
        # One word alone is not enough.
        ("Bus", {"rest"}),
        ("The landlord; the rent", {"housing"}),
        ("late", {"rest"}),
        ("quite other words", {"rest"}),
        # A keyword gives its theme, too, with nothing else to go by.
        ("ambulance", {"transport"}),
        ("ambulance and tenancy", {"transport", "housing"}),
        ("budget", {"money"}),
        # But not against words that tell of something else.
        ("tenancy, the bus driver", {"transport"}),
        ("n/a", set()),
    ],
)
def test_words_and_keywords_decide_together(text: str, themes: set[str]) -> None:
    assert code([text], BOOK) == [themes]


def test_the_words_that_told_are_shown_where_they_stand() -> None:
    (found,) = mentions(["Late again. No driver for the bus."], BOOK)
    assert [(of.theme, of.words, of.sentence) for of in found] == [
        ("transport", "Late", "Late again."),
        ("transport", "driver", "No driver for the bus."),
        ("transport", "bus", "No driver for the bus."),
    ]


def test_a_keyword_of_a_theme_that_is_not_given_is_no_mention_of_it() -> None:
    (found,) = mentions(["tenancy, the bus driver"], BOOK)
    assert {of.theme for of in found} == {"transport"}


def test_the_order_of_words_and_of_themes_makes_no_difference() -> None:
    there = Telling(COUNTED, ["transport", "housing"]).scores(["bus", ".", "late", ".", "landlord"])
    back = Telling(COUNTED, ["housing", "transport"]).scores(["landlord", ".", "late", ".", "bus"])
    assert there == back[::-1]


def test_what_a_person_drops_tells_nothing_of_its_theme_any_more() -> None:
    dropped = CodingLine(kind="keyword", theme="housing", text="Landlord", value="dropped")
    book = changed(BOOK, Codings((dropped,))).codebook
    assert code(["landlords", "landlords; rent"], BOOK) == [{"housing"}, {"housing"}]
    assert code(["landlords", "landlords; rent"], book) == [{"rest"}, {"rest"}]


def test_what_told_of_a_theme_tells_of_the_one_that_it_went_into() -> None:
    merge = CodingLine(kind="merge", theme="transport", value="money")
    book = changed(BOOK, Codings((merge,))).codebook
    assert code(["Bus driver", "landlord"], book) == [{"money"}, {"housing"}]


def test_what_told_of_a_theme_tells_of_the_one_that_followed_it_in_the_codebook() -> None:
    travel = Theme(
        id="travel", name="Travel", description="x", keywords=("lift",), was=("transport",)
    )
    book = BOOK.model_copy(update={"themes": (travel, *BOOK.themes[1:])})
    assert code(["Bus driver"], changed(book, Codings(())).codebook) == [{"travel"}]
