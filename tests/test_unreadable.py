"""What can't be read as YAML is named by its own line, and by what to write instead."""

import pytest

from tests.support.mistakes import problems
from toptips.model.yaml_file import parse_mapping

WORKSHOP = """\
format: 1
title: Winter plan
starts: "09:30"
returns:
  to: jo@example.org
  by: 2018-08-24
partners:
  - id: council
    name: "Council"
    people: 2
  - {id: trust, name: Trust}
facilitators:
  - Ann
  - Bo
tables: 4
"""


def said_with(old: str, new: str) -> str:
    """The only problem of the workshop once `old`, which stands there, is `new`."""
    assert old in WORKSHOP
    (said,) = problems(WORKSHOP.replace(old, new, 1))
    return said


def test_the_workshop_itself_is_good() -> None:
    assert parse_mapping(WORKSHOP, "x.yaml")["tables"] == 4


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Winter", "title Winter", "line 2: 'title' needs a colon and a space after it"),
        ("format: 1", "format 1", "line 1: 'format' needs a colon and a space after it"),
        ("  to: jo", "  to jo", "line 5: 'to' needs a colon and a space after it"),
        ("  by: 2018", "  by 2018", "line 6: 'by' needs a colon and a space after it"),
        ("- id: council", "- id council", "line 8: 'id' needs a colon and a space after it"),
        ("    name: ", "    name ", "line 9: 'name' needs a colon and a space after it"),
        ("tables: 4", "tables 4", "line 15: 'tables' needs a colon and a space after it"),
        ("title: Winter", "title:Winter", "line 2: put a space after the colon of 'title'."),
        ("- id: council", "- id:council", "line 8: put a space after the colon of 'id'."),
        ("  to: jo", "  to:jo", "line 5: put a space after the colon of 'to'."),
        ("title: Winter", "title: Winter: the", "line 2: a second ': ' on one line"),
        ("name: Trust", "name: Trust: East", "line 11: a comma is missing before 'Trust:', or"),
    ],
)
def test_a_colon_that_is_missing_or_too_many_is_named(old: str, new: str, said: str) -> None:
    assert said_with(old, new).startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", " title:", "line 2: this line stands too far right; begin it right below"),
        ("returns:", " returns:", "line 4: this line stands too far right; begin it right below"),
        ("  by:", "   by:", "line 6: this line stands too far right; begin it right below 'to' in"),
        ("  by:", " by:", "line 6: this line stands too far left; begin it right below 'to' in"),
        ("    name:", "     name:", "line 9: this line stands too far right; begin it right below"),
        ("  to:", "to:", "line 6: this line stands further right than 'to' in line 5; if both"),
        ("    name:", "   name:", "line 9: this line stands too far left; begin it right below"),
        ("    name:", "  name:", "line 9: this line stands too far left; begin it right below"),
        ("    people:", "     people:", "line 10: this line stands too far right; begin it right"),
        (
            "  - {id",
            " - {id",
            "line 11: this line stands too far left; begin it right below the '-",
        ),
        ("  - {id", "   - {id", "line 11: this line stands too far right; begin it right below t"),
        (
            "tables:",
            " tables:",
            "line 15: this line stands too far right; begin it right below 'fa",
        ),
        ("format:", " format:", "line 1: this line stands too far right; delete the spaces"),
        ("  - Bo", "   - Bo", "line 14: this '- ' goes on the text above it"),
        ("  - Bo", " - Bo", "line 14: this line stands too far left; begin it right below the '- "),
        ("  - Bo", "  -Bo", "line 14: put a space after the hyphen"),
        ("  - {id", "  -{id", "line 11: put a space after the hyphen"),
        ("  - {id", "  – {id", "line 11: '–' is not a hyphen"),
        ("  - {id", "  {id", "line 11: put '- ' before the bracket"),
        ('"09:30"', '"09:30"\n  - x', "line 4: this '- ' begins an item, but no list begins above"),
        ("Winter plan", ">-\n  Winter\n plan", "line 4: this line does not go on the text above"),
        ("Winter plan", ">-\n  Winter\nplan", "line 4: 'plan' needs a colon"),
    ],
)
def test_lines_too_far_right_or_left(old: str, new: str, said: str) -> None:
    assert said_with(old, new).startswith(said)


def test_a_line_between_two_places_is_shown_both() -> None:
    assert said_with("  by:", " by:").endswith(
        "begin it right below 'to' in line 5 or right below 'returns' in line 4."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", "\u00a0title:", "line 2: a space copied from Word or a web page stands at the"),
        ("  by:", "\u00a0\u00a0by:", "line 6: a space copied from Word or a web page stands at"),
        ("  by:", " \u00a0by:", "line 6: a space copied from Word or a web page stands at the"),
        ("  to:", " \u00a0to:", "line 5: a space copied from Word or a web page stands at the"),
        ("    name:", "    \u00a0name:", "line 9: a space copied from Word or a web page stands"),
        ("  - Bo", "  -\u00a0Bo", "line 14: a space copied from Word or a web page stands at the"),
        ("\nreturns", "\n\u00a0\nreturns", "line 4: a space copied from Word or a web page stands"),
        (
            "title: W",
            "title:\u00a0W",
            "line 2: a space copied from Word or a web page stands after",
        ),
        ("  by: 2", "  by:\u00a02", "line 6: a space copied from Word or a web page stands after"),
        (
            "id: co",
            "id:\u00a0co",
            "line 8: a space copied from Word or a web page stands after 'id",
        ),
    ],
)
def test_spaces_copied_from_word(old: str, new: str, said: str) -> None:
    assert said_with(old, new).startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "name: Trust",
            "name: 'St David's council'",
            "line 11: 'St David' ends at its apostrophe; put the whole text in \"...\" instead of"
            " '...'.",
        ),
        ("Winter plan", "'Nurses' winter plan'", "line 2: 'Nurses' ends at its apostrophe; put"),
        ('"Council"', "'St David's'", "line 9: 'St David' ends at its apostrophe; put the whole"),
        ("Winter plan", '"The "winter" plan"', 'line 2: "The " ends at its second mark; put the'),
        ('"09:30"', '"09:30""', 'line 3: a quotation mark too many after "09:30"; delete it.'),
        ("Winter plan", '"Winter plan', 'line 2: a text in "..." begins here and ends in line 3'),
        ("tables: 4", "tables: '4", "line 15: a quotation mark that is opened here, or before, is"),
        ('"Council"', '"Council”', "line 9: a quotation mark that is opened here, or before, is"),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_named(old: str, new: str, said: str) -> None:
    assert said_with(old, new).startswith(said)


def test_a_straight_mark_that_a_curly_one_should_close() -> None:
    assert said_with("tables: 4", 'tables: "4”').endswith("one that is curly, as Word makes it, "
                                                            "closes nothing.")  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: Trust}", "name: Trust", "line 11: a bracket is opened here and not closed"),
        ("name: Trust}", "name: Trust]", "line 11: this ] fits nothing before it"),
        ("name: Trust}", "name: Trust}}", "line 11: this } belongs to no bracket"),
        ("Winter plan", '"Winter", plan', "line 2: this , belongs to no bracket"),
        ("trust, name", "trust name", "line 11: a comma is missing before 'name:', or the text"),
        ("trust, name", "trust,, name", "line 11: a comma too many within the brackets"),
        ("- {id: trust", "- id: trust", "line 11: a bracket } closes here, but none opens"),
        ("trust, name", "'trust'\n     'name'", "line 12: a comma is missing within the brackets"),
        ("Winter plan", "> 90%", "line 2: a text that begins with > or | must be in quotes"),
        ("Winter plan", "- Winter", "line 2: an item that begins with '- ' needs a line of its"),
        ("Winter plan", "? Winter", "line 2: a text that begins with ? must be in quotes"),
        ("Winter plan", "!x!plan", "line 2: a text that begins with ! must be in quotes"),
        ("Winter plan", "%plan", "line 2: a text that begins with % must be in quotes"),
    ],
)
def test_a_sign_that_means_something_else_in_yaml_is_named(old: str, new: str, said: str) -> None:
    assert said_with(old, new).startswith(said)


def test_what_was_misread_above_comes_too_and_alone_where_it_is_the_cause() -> None:
    far = WORKSHOP.replace("Winter plan", "Winter plan #2").replace("tables:", " tables:")
    assert [said.split(":")[0] for said in problems(far)] == ["line 2", "line 15"]
    near = WORKSHOP.replace("Winter plan", "Winter\n  plan #2\n  goes on")
    (said,) = problems(near)
    assert said.startswith("line 3: '#2' is read as a comment")
    (said,) = problems(WORKSHOP.replace("{id: trust", "{id: trust #2"))
    assert said.startswith("line 11: '#2, name: Trust}' is read as a comment")
