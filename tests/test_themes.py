"""Which themes a comment mentions, and how often each is mentioned."""

from collections.abc import Collection, Set
from dataclasses import replace

import pytest

from toptips.analysis.proposed import Quote
from toptips.analysis.themes import Coded, code, coded, figures, read_for_themes
from toptips.model.answered import Answered, Comment
from toptips.model.codebook import Codebook
from toptips.model.responses import Response


def codebook(**themes: dict[str, object]) -> Codebook:
    return Codebook.model_validate(
        {
            "format": 1,
            "id": "small",
            "themes": [
                {"id": name, "name": name.title(), "description": "x", **parts}
                for name, parts in themes.items()
            ],
        }
    )


BOOK = codebook(
    housing={
        "keywords": ["housing", "homeless*", "bed and breakfast", "b&b", "duty to refer*"],
        "except": ["housing benefit"],
    },
    carers={"keywords": ["carer*", "family's view", "24/7"]},
    rest={"fallback": True},
)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("HOUSING comes late", {"housing"}),
        ("Homelessness, again", {"housing"}),
        ("She was put in bed and\nbreakfast", {"housing"}),
        ("bed-and-breakfast", {"housing"}),
        ("no B&B left", {"housing"}),
        ("the duty to referrals", {"housing"}),
        ("housingly", {"rest"}),
        ("rehousing", {"rest"}),
        ("housing benefit takes weeks", {"rest"}),
        ("housing benefit and housing", {"housing"}),
        ("the carer\u2019s bag", {"carers"}),
        ("the family\u2019s view", {"carers"}),
        ("carers and housing 24/7", {"carers", "housing"}),
        ("something", {"rest"}),
        ("  \n", set()),
        ("", set()),
    ],
)
def test_what_a_comment_mentions(text: str, themes: set[str]) -> None:
    assert code([text], BOOK) == [themes]


def response(number: int, partner: str, **answers: str) -> Response:
    return Response(
        id=f"r{number}",
        form="conversation" if partner == "table" else "self-assessment",
        partner="" if partner == "table" else partner,
        quote="sector",
        answers={("t1", key): text for key, text in answers.items()},
    )


def printable(comment: Comment) -> Quote | None:
    """Let everything be printed but what r2 wrote."""
    who = comment.response.id
    return None if who == "r2" else Quote(comment.text, who, comment.item, comment.question)


def enough(people: Collection[Response]) -> bool:
    """Let two people be enough."""
    return len(people) > 1


ITEMS = {"", "t1"}
PLACES = {f"r{number}": {"sector": "NHS", "pathway": "Adults"} for number in (1, 2)} | {
    "r3": {"sector": "Police", "pathway": "Adults"}
}


def read(answered: Answered, items: Set[str] = ITEMS) -> tuple[Coded, ...]:
    return coded(BOOK, read_for_themes(answered.comments, items), answered)


def test_comments_on_what_is_not_reported_are_not_read_for_themes() -> None:
    responses = [response(1, "a", strengths="housing", barriers="housing and carers")]
    found, coding = figures(BOOK, read(Answered.of(responses), {"", "t2"}), {}, enough, printable)
    assert (coding.comments, sum(theme.comments for theme in found)) == (0, 0)


def test_how_often_a_theme_is_mentioned() -> None:
    responses = [
        response(1, "a", strengths="housing", barriers="housing and carers", score="3"),
        response(2, "a", barriers="homeless"),
        response(3, "b", action="ask carers"),
        response(4, "table", barriers="no housing"),
        response(5, "b", barriers="nothing at all"),
    ]

    found, coding = figures(BOOK, read(Answered.of(responses)), PLACES, enough, printable)
    housing, carers, rest = found
    assert (housing.comments, housing.respondents, housing.organisations) == (3, 2, 1)
    assert (housing.strengths, housing.barriers, housing.tables) == (1, 2, 1)
    # Two of the NHS mention it; of the pathway too, though nobody of another.
    assert (housing.tips, housing.sectors) == ({"t1": 3}, ("NHS",))
    assert housing.groups == {"pathway": ("Adults",)}
    assert (carers.comments, carers.respondents, carers.sectors) == (2, 2, ())
    assert "r2" not in [quote.response for quote in housing.quotes]
    assert (rest.id, rest.fallback, rest.comments) == ("rest", True, 1)
    assert (coding.comments, coding.uncoded) == (6, 1)


def test_what_a_person_decided_counts_whatever_the_keywords_say() -> None:
    answered = Answered.of(
        [
            response(1, "a", barriers="housing"),
            response(2, "a", barriers="housing again"),
            response(3, "b", barriers="she waited for her daughter"),
        ]
    )
    first, second, third = (comment.id for comment in answered.comments)
    codings = {
        first: frozenset({"carers"}),
        second: frozenset[str](),
        third: frozenset({"carers", "of another codebook"}),
        "0" * 12: frozenset({"housing"}),
    }
    decided = replace(answered, codings=codings)
    found, coding = figures(BOOK, read(decided), PLACES, enough, printable)
    counted = {theme.id: (theme.comments, theme.organisations) for theme in found}
    assert counted == {"carers": (2, 2), "housing": (0, 0), "rest": (0, 0)}
    assert (coding.comments, coding.uncoded) == (3, 1), "that of no theme is in none"


def test_a_coding_of_some_comments_leaves_the_others_to_their_keywords() -> None:
    answered = Answered.of([response(1, "a", barriers="housing", action="Ask carers")])
    by_question = {comment.question: comment.id for comment in answered.comments}
    decided = replace(answered, codings={by_question["barriers"]: frozenset({"rest"})})
    found, coding = figures(BOOK, read(decided), PLACES, enough, printable)
    assert {theme.id: theme.comments for theme in found} == {"carers": 1, "housing": 0, "rest": 1}
    assert coding.uncoded == 1


def test_what_no_theme_covers_stands_by_its_words() -> None:
    responses = [
        response(1, "a", strengths="Zebras", barriers="Apples", action="housing"),
        response(2, "a", strengths="Never printed"),
        response(3, "b", strengths="Maps"),
    ]
    _, coding = figures(BOOK, read(Answered.of(responses)), PLACES, enough, printable)
    assert (coding.comments, coding.uncoded) == (5, 4)
    assert [quote.text for quote in coding.uncoded_quotes] == ["Apples", "Maps", "Zebras"]


def test_an_action_is_no_quote_of_a_theme() -> None:
    responses = [response(1, "a", barriers="no housing", action="build housing")]
    memos = {"housing": "Told late."}
    found, _ = figures(BOOK, read(Answered.of(responses)), PLACES, enough, printable, memos)
    assert [quote.text for quote in found[0].quotes] == ["no housing"]
    assert (found[0].comments, found[0].memo) == (2, "Told late.")
