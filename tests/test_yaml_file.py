"""Files of ours are read strictly, and every mistake is named with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from toptips.errors import FileProblems, TopTipsError
from toptips.model import yaml_file
from toptips.model.codebook import load_codebook
from toptips.model.decisions import load_decisions
from toptips.model.framework import load_framework
from toptips.model.wordings import load_wordings
from toptips.model.workshop import load_workshop
from toptips.model.yaml_file import FileModel, Line, Whole, load, parse_mapping


def lines_and_words(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FileProblems) as caught:
        parse_mapping(text, "x.yaml")
    return [(problem.where, problem.message) for problem in caught.value.problems]


def test_text_stays_text_as_in_yaml_1_2() -> None:
    read = parse_mapping(
        "a: No\nb: 16:00\nc: on\nd: 010\ne: true\nf: 2018-09-03\ng: ~\nh: 1.5\n", "x"
    )
    assert read == {
        "a": "No", "b": "16:00", "c": "on", "d": 10, "e": True, "f": "2018-09-03", "g": None,
        "h": 1.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3", "'a' is here twice; the first is on line 1"),
        ("a: 1\nb: c: d\n", "line 2", "a second ': ' on one line"),
        ("a:\n\t- b\n", "line 2", "a tab"),
        ('a: 1\nb: "open\nc: 1\n', "line 2", "quotation mark"),
        ("a: 1\nb: [one, two\nc: 3\n", "line 2", "a bracket is opened here"),
        ("a: @toptips\n", "line 1", "a text that begins with @ must be in quotes"),
        ('a: "C:\\quotes"\n', "line 1", "a backslash"),
        ("a: 1\n---\nb: 2\n", "line 2", "a file holds only one"),
        ("a: *one\n", "line 1", "put it in quotes"),
        ("a: &one b\n", "line 1", "put it in quotes"),
        ("a: 1\nb: x\x07y\n", "line 2", "control character"),
        ("a: 1\nb: x\x7fy\n", "line 2", "control character"),
        ('a: 1\nb: "x\\0y"\n', "line 2", "control character"),
        ('a: 1\nb: "\\U00110000"\n', "line 2", "stands for no character"),
        ("a: !!python/object:os.system x\n", "line 1", "is not used here"),
        ("a: !!int x\n", "line 1", "is not used here"),
        ("a: !mine {b: c}\n", "line 1", "is not used here"),
        ("? [a, b]\n: 1\n", "line 1", "single word"),
        ("? {a: b}\n: 1\n", "line 1", "single word"),
        ("true: 1\n", "line 1", "in quotes"),
        ("1.5: 1\n", "line 1", "single word"),
        ("- a\n- b\n", "line 1", "key: value"),
        ("", "line 1", "key: value"),
        ("# nothing but a note\n", "line 1", "key: value"),
        ("a: " + "[" * 20_000, "line 1", "too many levels"),
        ("- " * 3000, "line 1", "too many levels"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, where: str, said: str) -> None:
    found = lines_and_words(text)
    assert found[0][0].startswith(where)
    assert said in found[0][1]


class Small(FileModel):
    text: Line
    number: Whole = 1


def small(folder: Path, text: str) -> Small:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    return load(folder / "x.yaml", Small)


@pytest.mark.parametrize(
    "written", ["01632960123", "2017.10", "1234567e8901", "No", "16:00", "007"]
)
def test_where_text_belongs_it_stays_as_it_was_written(tmp_path: Path, written: str) -> None:
    assert small(tmp_path, f"text: {written}\n").text == written


def test_what_other_programs_put_into_texts(tmp_path: Path) -> None:
    assert small(tmp_path, 'text: "\\ud83d\\ude00"\n').text == "\U0001f600"
    assert small(tmp_path, "text: from\u2028Word\n").text == "from Word"
    assert small(tmp_path, "\ufefftext: x\r\nnumber: 3\r\n") == Small(text="x", number=3)


@pytest.mark.parametrize("number", ["true", "2.5", "two", "2.0", "[2]", "99999999999999999999", ""])
def test_a_whole_number_is_nothing_else(tmp_path: Path, number: str) -> None:
    with pytest.raises(FileProblems, match="line 2: 'number' must be a whole number"):
        small(tmp_path, f"text: x\nnumber: {number}\n")


def test_a_key_that_is_a_number_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(FileProblems, match="line 2: '1' is not known here"):
        small(tmp_path, "text: x\n1: y\n")


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: 1\nb: caf\u00e9\n".encode("latin-1"))
    with pytest.raises(FileProblems, match=r"line 2: near 'b: café' .*UTF-8"):
        load(path, FileModel)


FRAMEWORK = """\
format: 1
id: Our Tips
titel: Tips
version: "1"
publisher: Us
source: {title: x, datum: y}
wording: Ours
about: Ours
scale: [{value: 1, label: Low}, {value: 1, label: High}]
tips:
  - {id: one, number: 1, title: T, summary: S, looks_like: [a], prompts: [b], plain: c}
  - {id: one, number: two, title: T, summary: S, looks_like: a, prompts: [b], plain: c,
     levels: {7: x}}
"""


def test_every_problem_of_a_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_framework(path)
    said = {(problem.where, problem.message) for problem in caught.value.problems}
    assert said == {
        ("line 1", "'title' is missing."),
        (
            "line 2",
            "'Our Tips' can't be an id: use 1 to 48 small letters a to z, digits and hyphens.",
        ),
        ("line 3", "'titel' is not known here. Did you mean 'title'?"),
        ("line 6", "'datum' is not known here. Did you mean 'date'?"),
        ("line 9", "'value: 1' is used by item 1 of 'scale' already; each needs its own."),
        ("line 12", "'id: one' is used by item 1 of 'tips' already; each needs its own."),
        ("line 12", "'number' must be a whole number."),
        ("line 12", "'looks_like' must be a list: lines that begin with '- ', or [a, b]."),
        ("line 13", "the scale has no level 7; it has 1."),
    }


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("workshop.yaml", load_workshop),
        ("decisions.yaml", load_decisions),
        ("questions.yaml", lambda folder: load_wordings([folder])),
        ("codebook.yaml", lambda folder: load_codebook(folder / "codebook.yaml")),
    ],
)
def test_every_kind_of_file_refuses_a_newer_format(
    tmp_path: Path, name: str, read: Callable[[Path], object]
) -> None:
    (tmp_path / name).write_text("of_the_future: 1\nformat: 2\n", encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        read(tmp_path)
    assert str(caught.value) == (
        f"{name}, line 2: written for a newer toptips (format 2; this one reads 1)."
        " Update toptips to use it."
    )


def test_a_newer_format_is_refused_before_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(FRAMEWORK.replace("format: 1", "format: 2"), encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_framework(path)
    assert [problem.where for problem in caught.value.problems] == ["line 1"]
    assert "written for a newer toptips" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TopTipsError, match="is not there"):
        load_framework(tmp_path / "nothing.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a: No\nb: 010\nc: 2.50\nd: |\n  two\n  lines\ne: [one, 'two, three']\n",
        "a:\t1\n",
        "a:\n- b\n\t\n",
        "a: [why?, not]\n",
        "a: {b: what? c}\n",
        'a: "\\ud83d\\ude00"\n',
        "a: b # said #note\n",
        "a: {b: [c\n",
    ],
)
def test_a_file_is_read_alike_with_libyaml_and_without(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> object:
        try:
            return parse_mapping(text, "x.yaml")
        except FileProblems as error:
            return [str(problem) for problem in error.problems]

    quick = read()
    monkeypatch.setattr(yaml_file, "_QuickLoader", yaml_file._Loader)
    assert read() == quick


@pytest.mark.parametrize("text", ["a: |#hello\n", "a: >#hello\n", "a: |-#hello\n"])
def test_a_text_that_libyaml_would_lose_is_refused(text: str) -> None:
    with pytest.raises(FileProblems) as caught:
        parse_mapping(text, "x.yaml")
    assert "must be in quotes" in str(caught.value)
