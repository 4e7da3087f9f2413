"""workshop.yaml: what may stand in it, and what is said when it is wrong."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.support.folders import workshop
from toptips.errors import FileProblems, TopTipsError
from toptips.model.workshop import Workshop, load_workshop


def problems(folder: Path, **changes: object) -> list[str]:
    text = yaml.safe_dump(workshop(**changes), sort_keys=False)
    (folder / "workshop.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_workshop(folder)
    return [one.message for one in caught.value.problems]


PARTNER = {"id": "a", "name": "A", "sector": "NHS"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts": "25:00"}, "'25:00' is not a time of day"),
        ({"starts": "14:00", "ends": "9:00"}, "ends (9:00) before it starts (14:00)"),
        ({"starts": "17:00", "ends": "5 pm"}, "'5 pm' is not a time of day"),
        ({"starts": 9.3}, "'9.3' is not a time of day"),
        ({"date": "3 September"}, "'date' must be a date such as"),
        ({"date": 20180903}, "'date' must be a date such as 2026-11-30."),
        ({"date": 0}, "'date' must be a date such as 2026-11-30."),
        ({"date": "2018-02-30"}, "'date' can't be 2018-02-30: there is no such day."),
        ({"ask": []}, "'ask' must hold 1 or more"),
        ({"ask": ["score", "dissent"]}, "'dissent' is not a question of this form"),
        ({"tables": 0}, "'tables' must be at least 1"),
        ({"tables": True}, "'tables' must be a whole number"),
        ({"count": "people"}, "must be 'respondents' or 'organisations', not 'people'"),
        ({"groups": {"sector": ["A", "B"]}}, "'sector' can't be the name of a group"),
        ({"groups": {"top-1": ["A", "B"]}}, "'top-1' can't be the name of a group"),
        ({"groups": {"Locality": ["A", "B"]}}, "'Locality' can't be the name of a group"),
        ({"groups": {"locality": ["North"]}}, "'locality' needs two different values or more"),
        ({"groups": {"locality": ["A", "B", " a"]}}, "'locality' has the same value twice"),
        ({"groups": {f"g{n}": ["A", "B"] for n in range(17)}}, "'groups' must hold 16 at most"),
        ({"partners": [{**PARTNER, "id": "nul"}]}, "Windows keeps that name"),
        ({"partners": [{**PARTNER, "id": "paper"}]}, "'paper' can't be a partner's id: forms on"),
        ({"partners": [PARTNER, {**PARTNER, "name": "B"}]}, "'id: a' is used by item 1"),
        ({"partners": [PARTNER, {**PARTNER, "id": "b", "name": " a"}]}, "is used by item 1"),
        ({"partners": [{**PARTNER, "id": "The trust"}]}, "'The trust' can't be an id"),
        ({"partners": [{**PARTNER, "people": 0}]}, "'people' must be at least 1"),
        ({"partners": [{**PARTNER, "groups": {"x": "y"}}]}, "'x' is not one of the workshop's"),
        ({"partners": ["The trust"]}, "item 1 of 'partners' must hold lines of 'key: value'"),
        (
            {
                "groups": {"locality": ["North", "South"]},
                "partners": [{**PARTNER, "groups": {"locality": "Nort"}}],
            },
            "'Nort' is not a value of 'locality'. Did you mean 'North'?",
        ),
        (
            {"priorities": {"need": 0, "votes": 0, "system": 0}},
            "at least one of need, votes and system",
        ),
        (
            {"priorities": {"need": "0", "votes": "0.0", "system": 0}},
            "at least one of need, votes and system",
        ),
        ({"priorities": {"need": "inf"}}, "'need' must be a number"),
        ({"priorities": {"need": 1e308, "votes": "1e999"}}, "'votes' must be a number"),
        ({"priorities": {"need": -1}}, "'need' must be at least 0."),
        ({"privacy": {"controller": "x"}}, "'contact' is missing"),
        ({"facilitator": "x"}, "'facilitator' is not known here. Did you mean 'facilitators'?"),
        (
            {"locality": ["North", "South"]},
            "'locality' is not known here. If 'locality' is one of your groups, it belongs in"
            " 'groups:'.",
        ),
        (
            {"partners": [{**PARTNER, "locality": "North"}]},
            "'locality' is not known here. If 'locality' is one of your groups, it belongs in",
        ),
        ({"title": "two\nlines"}, "'title' must be on one line"),
    ],
)
def test_a_mistake_is_said(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    assert any(said in message for message in problems(tmp_path, **changes))


def test_a_key_that_is_misspelt_is_said_beside_what_is_missing(tmp_path: Path) -> None:
    given = workshop()
    text = yaml.safe_dump({"partnrs": given.pop("partners"), **given}, sort_keys=False)
    (tmp_path / "workshop.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_workshop(tmp_path)
    assert {problem.message for problem in caught.value.problems} == {
        "'partners' is missing.",
        "'partnrs' is not known here. Did you mean 'partners'?",
    }


def loaded(folder: Path, **changes: object) -> Workshop:
    text = yaml.safe_dump({**workshop(), **changes}, sort_keys=False)
    (folder / "workshop.yaml").write_text(text.replace("'", ""), encoding="utf-8")
    return load_workshop(folder)


def test_what_is_left_out_is_as_the_design_says(tmp_path: Path) -> None:
    text = yaml.safe_dump({k: v for k, v in workshop().items() if k not in ("starts", "ends")})
    (tmp_path / "workshop.yaml").write_text(text, encoding="utf-8")
    read = load_workshop(tmp_path)
    assert (read.starts, read.ends) == ("09:30", "16:00")
    assert read.ask == ("score", "strengths", "barriers", "ownership", "action")
    assert (read.priorities.need, read.priorities.votes, read.priorities.system) == (0.5, 0.3, 0.2)
    assert (read.privacy.smallest_group, read.privacy.smallest_group_for_shares) == (3, 5)
    (tmp_path / "workshop.yaml").write_text(text + "starts: 16:30\n", encoding="utf-8")
    with pytest.raises(FileProblems, match=r"ends \(16:00\) before it starts \(16:30\)"):
        load_workshop(tmp_path)


def test_times_dates_and_noes_need_no_quotes(tmp_path: Path) -> None:
    partners = [
        {"id": "a", "name": "No", "sector": "2018"},
        {"id": "010", "name": "B", "sector": "x"},
    ]
    read = loaded(tmp_path, starts="9:05", ends="16:00", partners=partners)
    assert (read.starts, read.ends, read.date) == ("09:05", "16:00", date(2018, 9, 3))
    assert [(one.id, one.name, one.sector) for one in read.partners] == [
        ("a", "No", "2018"), ("010", "B", "x"),
    ]  # fmt: skip


def test_a_partner_is_known_by_id_or_name_however_it_is_written(tmp_path: Path) -> None:
    read = loaded(tmp_path)
    for called in ("council", " COUNCIL", "Harbour Council", "harbour\n  council"):
        assert read.partner_called(called) == read.partner("council")
    assert read.partner_called("Harbour") is None


def test_where_there_is_no_workshop(tmp_path: Path) -> None:
    with pytest.raises(TopTipsError, match="There is no folder"):
        load_workshop(tmp_path / "nowhere")
    with pytest.raises(TopTipsError, match=r"There is no workshop\.yaml in .*toptips new"):
        load_workshop(tmp_path)
