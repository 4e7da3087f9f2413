"""Which quotes are printed where there are more than fit."""

from __future__ import annotations

from itertools import permutations

from toptips.analysis.proposed import Quote
from toptips.analysis.quotes import READABLE, varied


def quote(
    response: str,
    words: str = "",
    *,
    tip: str = "t1",
    sector: str | None = "NHS",
    length: int = 40,
) -> Quote:
    """A quote of so many characters that begins with these words."""
    return Quote(words.ljust(length, "."), response, tip, "barriers", sector)


def responses(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.response for quote in quotes]


def test_other_people_come_before_more_of_the_same() -> None:
    many = [quote("r1", str(number), tip=f"t{number}") for number in range(5)]
    chosen = varied([*many, quote("r2"), quote("r3")], 3)
    assert sorted(responses(chosen)) == ["r1", "r2", "r3"]


def test_those_chosen_stand_by_their_words_and_not_by_who_wrote_them() -> None:
    given = [quote("r1", "Wards"), quote("r2", "beds"), quote("r3", "Carers", length=400)]
    assert [words.text.rstrip(".") for words in varied(given, 3)] == ["beds", "Wards", "Carers"]


def test_another_person_comes_before_another_sector_and_another_tip() -> None:
    """The first person wrote about two tips, as two sectors; the second has nothing else new."""
    given = [
        quote("r1", tip="t1", sector="NHS"),
        quote("r1", tip="t2", sector="Council"),
        quote("r2", tip="t1", sector="NHS"),
    ]
    assert responses(varied(given, 2)) == ["r1", "r2"]


def test_among_other_people_another_sector_comes_first() -> None:
    given = [quote("r1"), quote("r2", tip="t2"), quote("r3", sector="Council")]
    assert responses(varied(given, 3)) == ["r1", "r3", "r2"]


def test_among_other_people_of_one_sector_another_tip_comes_first() -> None:
    given = [quote("r1"), quote("r2"), quote("r3", tip="t2")]
    assert responses(varied(given, 3)) == ["r1", "r3", "r2"]


def test_scraps_and_very_long_quotes_come_last_whoever_wrote_them() -> None:
    scrap, long = READABLE.start - 1, READABLE.stop
    given = [quote("r1", length=scrap), quote("r2", length=long), quote("r3"), quote("r3", "more")]
    assert responses(varied(given, 3)) == ["r3", "r3", "r1"]
    shortest, longest = READABLE.start, READABLE.stop - 1
    given = [quote("r1", length=scrap), quote("r2", length=shortest), quote("r3", length=longest)]
    assert responses(varied(given, 2)) == ["r2", "r3"]


def test_the_order_in_which_they_come_makes_no_difference() -> None:
    given = [
        quote("r1", tip="t1"),
        quote("r1", tip="t2"),
        quote("r2", sector=None),
        quote("r3", sector="Council", length=5),
    ]
    assert len({varied(order, 3) for order in permutations(given)}) == 1


def test_there_are_never_more_than_asked_for_nor_the_same_twice() -> None:
    given = [quote("r1"), quote("r2"), quote("r3")]
    assert varied(given, 0) == ()
    assert varied([], 2) == ()
    assert sorted(responses(varied(given, 9))) == ["r1", "r2", "r3"]
