"""What the copy to share keeps of each response, and that nobody stands out in it."""

import re
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_workshop import asked, make_workshop, respondent, table
from toptips.errors import TopTipsError
from toptips.model.answered import Answered
from toptips.model.codings import CodingLine, Codings
from toptips.model.responses import Response
from toptips.sharing.anonymous import Anonymous, anonymise
from toptips.sharing.held_back import NOBODY_READ, CommentsRead

GROUPS = {"pathway": ["Adults", "Older adults"], "locality": ["North", "Mid", "South"]}
PARTNERS = {"a": ("NHS", 4), "b": ("NHS", 4), "c": ("Council", 4), "d": ("Council", 4)}


def person(
    partner: str,
    number: int = 1,
    quote: str = "sector",
    groups: tuple[str, ...] = (),
    **answers: str,
) -> Response:
    """One self-assessment with a score for tip 1; `groups` are pathway and locality."""
    keys = {
        (name[:2], name[3:]) if re.match(r"t\d_", name) else ("", name): value
        for name, value in {"t1_score": "3", **answers}.items()
    }
    return Response(
        id=f"{partner}{number}",
        form="self-assessment",
        partner=partner,
        partner_name=f"Partner {partner}",
        sector="NHS",
        respondent=f"label-{partner}{number}",
        role=f"role of {partner}{number}",
        quote=quote,
        groups=dict(zip(GROUPS, groups, strict=False)),
        answers=keys,
        source=f"Jo from {partner}{number}.docx",
    )


def several(
    partner: str, many: int, groups: tuple[str, ...] = (), **answers: str
) -> list[Response]:
    return [person(partner, number, "sector", groups, **answers) for number in range(1, many + 1)]


def copy_of(
    *responses: Response, secret: str = "s", read: CommentsRead = NOBODY_READ, **more: object
) -> Anonymous:
    workshop = make_workshop(PARTNERS, **{"groups": GROUPS, **more})
    return anonymise(list(responses), asked(workshop), 3, secret, read)


def test_a_new_response_keeps_scores_and_choices_and_nothing_of_its_sender() -> None:
    everybody = [*several("a", 3), *several("b", 3)]
    chosen = person(
        "a", 9, top_1="t2", t1_ownership="ours", t1_due="2027-01-31", speaks_for="several"
    )
    found = copy_of(*everybody, chosen)
    (same,) = [response for response in found.responses if response.get("", "top_1")]
    assert same.answers == {
        ("t1", "score"): "3",
        ("", "top_1"): "t2",
        ("t1", "ownership"): "ours",
        ("t1", "due"): "2027-01-31",
    }
    assert (same.partner, same.partner_name, same.respondent, same.role, same.source) == ("",) * 5
    assert (same.sector, same.quote) == ("NHS", "")
    assert [response.id for response in found.responses] == [
        f"r{number:03}" for number in range(1, 8)
    ]


def test_what_is_no_choice_is_left_out_of_the_choices() -> None:
    odd = person(
        "b", 4, t1_score="ask jo", t2_ownership="Jo's", t2_due="soon", t9_score="3", top_1="Jo"
    )
    found = copy_of(*several("a", 3), *several("b", 3), odd)
    assert "Jo" not in repr(found.responses) and "t9" not in repr(found.responses)
    assert found.count("self-assessment") == 6


def test_words_stand_apart_and_only_of_those_who_allowed_it() -> None:
    found = copy_of(
        person("a", 1, "sector", t1_barriers="Waits"),
        person("a", 2, "anonymous", t1_barriers="Beds"),
        person("b", 1, "no", t1_barriers="Secret", other="Hidden"),
        person("b", 2, "", t1_barriers="Blank means no"),
    )
    assert {(words.sector, words.tip, words.question, words.text) for words in found.comments} == {
        ("NHS", "t1", "barriers", "Waits"),
        ("", "t1", "barriers", "Beds"),
    }
    assert found.withheld == 2
    for words in ("Waits", "Beds", "Secret", "Blank"):
        assert words not in repr(found.responses)


def test_a_sector_is_named_beside_words_only_if_enough_of_it_answered_about_the_tip() -> None:
    found = copy_of(*several("a", 2), *several("b", 2), person("a", 3, t2_barriers="Of tip 2"))
    assert [(comment.sector, comment.text) for comment in found.comments] == [("", "Of tip 2")]


def test_the_writers_own_marks_and_organisations_are_hidden_in_words() -> None:
    text = "LABEL-A1, Role of  a1 at partner a; Partner B should lead; role of b1 too"
    found = copy_of(person("a", 1, t1_barriers=text), *several("b", 3))
    assert found.comments[0].text == (
        "[label removed], [role removed] at"
        " [organisation removed]; [organisation removed] should lead; role of b1 too"
    )
    assert found.hidden == 1


STORY = "Mrs Hadley, 84 years old, waited. Nobody was there."


def test_personal_data_stories_and_what_somebody_refused_stay_out_of_the_copy() -> None:
    forms = [
        person("a", 1, t1_barriers="Call her son on 07700 900123", t2_barriers=STORY),
        person("a", 2, t1_barriers="Blame the ward", t2_barriers="Too few beds"),
        *several("b", 2),
    ]
    refused = next(c.id for c in Answered.of(forms).comments if c.text == "Blame the ward")
    codings = Codings((CodingLine("quote", refused, value="refused"),))
    found = copy_of(*forms, read=CommentsRead.of(codings))
    assert [comment.text for comment in found.comments] == ["Too few beds"]
    assert found.held_back == {"personal": 1, "refused": 1, "story": 1}


def test_what_somebody_confirmed_is_in_the_copy_in_the_words_that_they_confirmed() -> None:
    forms = [
        person("a", 1, t1_barriers=STORY, t2_barriers="Ward 7 never rings. Beds are few."),
        person("a", 2, t1_barriers="It is far. It is dear."),
        *several("b", 2),
    ]
    ids = {comment.text: comment.id for comment in Answered.of(forms).comments}
    decided = {
        STORY: ("confirmed", "Nobody was there."),
        "Ward 7 never rings. Beds are few.": ("edited", "Beds are few."),
        "It is far. It is dear.": ("confirmed", "It is far."),
    }
    lines = (
        CodingLine("quote", ids[text], value=value, text=words)
        for text, (value, words) in decided.items()
    )
    found = copy_of(*forms, read=CommentsRead.of(Codings(tuple(lines))))
    assert {comment.text for comment in found.comments} == {
        "Nobody was there.",
        "Beds are few.",
        "It is far. It is dear.",
    }
    assert not found.held_back


def test_small_sectors_and_those_of_one_organisation_are_pooled() -> None:
    partners = {
        "a": ("NHS", 9), "b": ("NHS", 9), "c": ("Council", 9), "d": ("Housing", 9),
        "e": ("Police", 9), "f": ("Care", 9), "g": ("Care", 9),
    }  # fmt: skip
    workshop = make_workshop(partners)
    people = [*several("a", 2), *several("b", 2), *several("c", 5), *several("f", 2)]
    found = anonymise(people, asked(workshop), 3, "s")
    # Police and Housing are silent; Council is one organisation; Care are two people of one.
    assert Counter(response.sector for response in found.responses) == {
        "NHS": 4,
        "Other sectors": 7,
    }
    assert found.pooled == ("Care", "Council")
    found = anonymise([*people[:4], *several("d", 1)], asked(workshop), 3, "s")
    # A pool of one person would be no pool.
    assert Counter(response.sector for response in found.responses) == {"Other sectors": 5}


def test_nobody_stands_out_by_groups() -> None:
    north, south = ("Adults", "North"), ("Adults", "South")
    found = copy_of(
        *several("a", 2, north), *several("b", 2, north), person("a", 8, "", south),
        person("b", 8, "", south), person("b", 9, "", ("Older adults", "North")),
    )  # fmt: skip
    classes = Counter(tuple(response.groups.items()) for response in found.responses)
    # Two of the South alone keep their pathway; the one older adult would be alone without any
    # group, so the next smallest class keeps it company, with which it is safe.
    assert min(classes.values()) >= 3
    assert sum(classes.values()) == 7
    assert classes[(("pathway", "Adults"), ("locality", "North"))] == 4
    assert found.blanked == 3


def test_groups_of_one_organisation_alone_are_taken_out() -> None:
    found = copy_of(*several("a", 4, ("Adults", "North")), *several("b", 4, ("Adults", "South")))
    assert {tuple(response.groups.items()) for response in found.responses} == {
        (("pathway", "Adults"),)
    }


def test_what_tables_agreed_keeps_its_table_but_no_personal_data() -> None:
    sheet = table("1", t1_score="4", t1_action="Write to jo@example.org", t1_lead="The council")
    sheet = replace(sheet, respondent="table-1")
    found = copy_of(*several("a", 2), *several("b", 2), sheet)
    (same,) = [response for response in found.responses if response.form == "conversation"]
    assert same.respondent == "table-1"
    assert same.id != sheet.id
    assert same.answers == {
        ("t1", "score"): "4",
        ("t1", "action"): "Write to [e-mail address removed]",
        ("t1", "lead"): "The council",
    }


def copy_with_tables(leave: str, *others: Response) -> tuple[set[str], set[tuple[str, ...]]]:
    """What the copy holds of a table's sheet, and of its words apart: form, tip, question, text."""
    words = {"t1_plans": "A pilot", "t1_dissent": "Not ours", "t1_score": "4", "t1_lead": "Matron"}
    sheet = table("1", _read_by_all=leave, **words)
    found = copy_of(*several("a", 2), *several("b", 2), sheet, *others)
    (same,) = [response for response in found.responses if response.get("t1", "lead") == "Matron"]
    apart = {(said.form, said.tip, said.question, said.text) for said in found.comments}
    return {question for _, question in same.answers}, apart


def test_other_words_of_a_table_are_in_the_copy_only_if_nobody_objected() -> None:
    other = table("2", t1_score="3")
    assert copy_with_tables("words", other) == (
        {"score", "lead"},
        {("conversation", "t1", "plans", "A pilot"), ("conversation", "t1", "dissent", "Not ours")},
    )
    for leave in ("decisions", ""):
        assert copy_with_tables(leave, other) == ({"score", "lead"}, set())


def test_other_words_of_a_table_that_name_somebody_or_tell_a_story_are_in_no_copy() -> None:
    words = {"t1_plans": "Ring 07700 900123", "t1_dissent": STORY, "t1_lead": "Matron"}
    sheets = [table(number, _read_by_all="words", **words) for number in "12"]
    found = copy_of(*several("a", 2), *several("b", 2), *sheets)
    assert found.comments == ()
    assert not re.search("telephone|Hadley|07700", repr(found))


def test_the_copy_does_not_join_a_tables_words_to_its_number() -> None:
    _, apart = copy_with_tables("words", table("2", t2_score="3"))
    assert {tip for _, tip, _, _ in apart} == {""}, "table 1 alone decided about tip 1"


def test_too_few_people_who_use_services_are_left_out() -> None:
    def service_user(number: int) -> Response:
        answers = {("t1", "score"): "2", ("t1", "barriers"): f"Too few beds, {number}"}
        return Response(f"p{number}", "people", quote="anonymous", answers=answers)

    ours = [*several("a", 2), *several("b", 2)]
    few = copy_of(*ours, service_user(1), service_user(2))
    assert (few.count("people"), few.people_left_out, few.comments) == (0, 2, ())
    enough = copy_of(*ours, *(service_user(number) for number in range(3)))
    assert (enough.count("people"), enough.people_left_out, len(enough.comments)) == (3, 0, 3)


@pytest.mark.parametrize("few", [[], several("a", 1) + several("b", 1), several("a", 9)])
def test_too_few_are_not_shared_at_all(few: list[Response]) -> None:
    with pytest.raises(TopTipsError, match="nothing that is fit to share"):
        copy_of(*few)


def test_the_order_is_always_the_same_and_says_nothing_without_the_secret() -> None:
    people = [
        respondent(f"{partner}{number}", t1_score=str(number))
        for partner in "abcd"
        for number in range(1, 5)
    ]
    assert copy_of(*people) == copy_of(*reversed(people))
    orders = {
        tuple(response.get("t1", "score") for response in copy_of(*people, secret=secret).responses)
        for secret in "stuv"
    }
    assert len(orders) == 4


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdefg"),
            st.sampled_from(["", *GROUPS["pathway"]]),
            st.sampled_from(["", *GROUPS["locality"]]),
        ),
        min_size=3,
        max_size=40,
    ),
    st.integers(2, 5),
)
def test_every_combination_left_is_shared_by_enough_people_of_two_organisations(
    people: list[tuple[str, str, str]], smallest: int
) -> None:
    partners = {
        partner: (f"Sector {partner in 'abc'}{partner in 'de'}", 9) for partner in "abcdefg"
    }
    put = asked(make_workshop(partners, groups=GROUPS))
    responses = [person(partner, number, "no") for number, (partner, _, _) in enumerate(people)]
    for response, (_, pathway, locality) in zip(responses, people, strict=True):
        given_groups = {"pathway": pathway, "locality": locality}
        response.groups.update({name: value for name, value in given_groups.items() if value})
        # A date tells here of which organisation a new response is.
        response.answers["t2", "due"] = f"20{'abcdefg'.index(response.partner):02}-01-01"
    try:
        found = anonymise(responses, put, smallest, "s")
    except TopTipsError:
        assert len(people) < smallest or len({partner for partner, _, _ in people}) < 2
        return
    classes = defaultdict(list)
    for response in found.responses:
        classes[response.sector, tuple(sorted(response.groups.items()))].append(
            response.get("t2", "due")
        )
    assert sum(map(len, classes.values())) == len(people)
    for organisations in classes.values():
        assert len(organisations) >= smallest
        assert len(set(organisations)) >= 2
