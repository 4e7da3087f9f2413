"""workshop.yaml: what may stand in it, and what is said when it is wrong."""

from pathlib import Path

import pytest
import yaml

from tests.folders import workshop
from toptips.errors import FileProblems
from toptips.model.workshop import load_workshop


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
        ({"date": "3 September"}, "'date' must be a date such as"),
        ({"ask": ["score", "dissent"]}, "not 'dissent'"),
        ({"tables": 0}, "'tables' must be at least 1"),
        ({"count": "people"}, "must be 'respondents' or 'organisations', not 'people'"),
        ({"groups": {"sector": ["A", "B"]}}, "'sector' can't be the name of a group"),
        ({"groups": {"locality": ["North"]}}, "'locality' needs two values or more"),
        ({"partners": [{**PARTNER, "id": "nul"}]}, "Windows keeps that name"),
        ({"partners": [PARTNER, {**PARTNER, "name": "B"}]}, "'id: a' stands in item 1"),
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
        ({"privacy": {"controller": "x"}}, "'contact' is missing"),
        ({"facilitator": "x"}, "'facilitator' is not known here. Did you mean 'facilitators'?"),
        ({"title": "two\nlines"}, "'title' must be on one line"),
    ],
)
def test_mistakes(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    assert any(said in message for message in problems(tmp_path, **changes))
