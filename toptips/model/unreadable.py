"""What can't be read as YAML, in words: where a file went wrong, and what to write instead."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from toptips.model.misread import Mistake, misread, odd_beginning, shown, without_colon
from toptips.model.plain_text import lines_of

# A phrase of PyYAML's, and what it says of the line.
_SENTENCES = (
    ("found character '\\t'", "a tab; use spaces."),
    ("alphabetic or numeric character", "a text that begins with * or & must be in quotes."),
    ("'?'", "a text with ? in it must be in quotes where it is between brackets."),
    ("mapping keys are not allowed", "a text that begins with ? must be in quotes."),
    ("tag", "a text that begins with ! must be in quotes."),
    ("escape", "a backslash within \"...\" means something else; use '...' instead."),
    ("another document", "'---' begins another document here; a file holds only one."),
    (
        "sequence entries are not allowed",
        "an item that begins with '- ' needs a line of its own; or write the list as [a, b].",
    ),
    (
        "scanning a block scalar",
        "a text that begins with > or | must be in quotes, unless it goes on in the next line.",
    ),
)
_AFTER_QUOTES = re.compile(r"[ \t]*([^\s,:\]}#])")


class _Broken:
    """A text that can't be read as YAML: its lines, and YAML's tokens up to the mistake.

    `line`, where the mistake was noticed, and `began`, where what holds it begins, count from
    one; `before` is what stands before the mistake in its line; `said`, `context` and `found`
    are PyYAML's words.
    """

    def __init__(self, error: yaml.MarkedYAMLError, text: str) -> None:
        mark = error.problem_mark or error.context_mark
        context_mark = error.context_mark or mark
        self.text = text
        self.lines = lines_of(text.rstrip())
        self.said = error.problem or ""
        self.context = error.context or ""
        found = re.search(r"(?:found|got) '(.+)'$", self.said)
        self.found = found[1] if found else ""
        self.line = self._counted(mark)
        self.before = self.at(self.line)[: mark.column] if mark else ""
        self.began = self._counted(context_mark)
        self.tokens = _tokens_up_to(text, mark.index if mark else 0)
        if "could not find expected ':'" in self.said:
            self.line = self.began

    def _counted(self, mark: yaml.Mark | None) -> int:
        return min(mark.line + 1, len(self.lines)) if mark else 1

    def at(self, line: int) -> str:
        """Return what stands in a line."""
        return self.lines[line - 1]

    def indent(self, line: int) -> int:
        """Return how many spaces stand before what a line holds."""
        return len(self.at(line)) - len(self.at(line).lstrip(" "))

    def above(self) -> int:
        """Return the last line above the mistake on which something begins."""
        begun = [token.start_mark.line + 1 for token in self.tokens]
        return max((line for line in begun if line < self.line), default=self.line)


def found_by_yaml(error: yaml.MarkedYAMLError, text: str) -> list[Mistake]:
    """Return what is wrong with a text that can't be read as YAML.

    What YAML misread above comes too, and alone where it stands so near that it is the cause.
    """
    broken = _Broken(error, text)
    scalars = [token for token in broken.tokens if isinstance(token, yaml.ScalarToken)]
    found = [mistake for scalar in scalars for mistake in misread(scalar, text)]
    near = min(broken.above(), broken.began if "flow" in broken.context else broken.line)
    if not any(line >= near for line, _ in found):
        found.append(_cause(broken))
    return found


def _tokens_up_to(text: str, index: int) -> list[yaml.Token]:
    """Return YAML's tokens up to the character at `index`, or to where it can't go on."""
    loader = yaml.SafeLoader(text)
    tokens: list[yaml.Token] = []
    try:
        for token in iter(loader.get_token, None):
            if token.start_mark.index > index:
                break
            tokens.append(token)
    except (yaml.YAMLError, ValueError, OverflowError):
        tokens += loader.tokens
    finally:
        loader.dispose()
    return tokens


def _cause(broken: _Broken) -> Mistake:
    for find in (_ended_early, _open_quotes, _odd_line, _of_colons, _of_brackets, _of_places):
        if mistake := find(broken):
            return mistake
    for phrase, sentence in _SENTENCES:
        if phrase in broken.said or phrase in broken.context:
            return broken.line, sentence
    if "cannot start any token" in broken.said:
        sign = broken.said.split("'")[1]
        return broken.line, f"a text that begins with {sign} must be in quotes."
    return broken.line, f"this is not YAML: {broken.said}."


def _ended_early(broken: _Broken) -> Mistake | None:
    """Find a text in quotes that ends before it was meant to: 'St David's council'."""
    for token in broken.tokens:
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
            follows = _AFTER_QUOTES.match(broken.text, token.end_mark.index)
            if follows:
                return token.start_mark.line + 1, _of_early_end(token, follows[1])
    return None


def _of_early_end(token: yaml.ScalarToken, follows: str) -> str:
    """Say what to do about a text in quotes that something `follows`."""
    quotes = f"{token.style}...{token.style}"
    if token.start_mark.line != token.end_mark.line:
        return (
            f"a text in {quotes} begins here and ends in line {token.end_mark.line + 1}, where"
            " more follows; check the quotation marks of both lines."
        )
    ended = f"{token.style}{shown(token.value, 30)}{token.style}"
    if follows in ("'", '"'):
        return f"a quotation mark too many after {ended}; delete it."
    sign, other = ("apostrophe", '"..."') if token.style == "'" else ("second mark", "'...'")
    return f"{ended} ends at its {sign}; put the whole text in {other} instead of {quotes}."


def _open_quotes(broken: _Broken) -> Mistake | None:
    if "quoted scalar" not in broken.context or "escape" in broken.said:
        return None
    said = "a quotation mark that is opened here, or before, is never closed"
    if re.search("[“”‘’]", broken.at(broken.began)):
        said += "; one that is curly, as Word makes it, closes nothing"
    return broken.began, f"{said}."


def _odd_line(broken: _Broken) -> Mistake | None:
    """Find a line that begins with what looks like spaces, or like a list's hyphen."""
    if "flow" in broken.context:
        return None
    for line in (broken.line, broken.above()):
        if said := odd_beginning(broken.at(line)):
            return line, said
    return None


def _of_colons(broken: _Broken) -> Mistake | None:
    """Find a colon that is missing, or one too many."""
    if "could not find expected ':'" in broken.said:
        return broken.line, without_colon(broken.at(broken.line))
    if "mapping values are not allowed" not in broken.said:
        return None
    if any(
        isinstance(token, yaml.ValueToken) and token.start_mark.line + 1 == broken.line
        for token in broken.tokens
    ):
        return broken.line, _of_second_colon(broken.at(broken.line))
    return _keyless_above(broken) or (broken.line, _out_of_line(broken))


def _of_second_colon(line: str) -> str:
    if line.rstrip().endswith("}") and "{" not in line:
        return "a bracket } closes here, but none opens; put { before the first key of this line."
    return "a second ': ' on one line; put the text after the first one in quotes."


def _keyless_above(broken: _Broken) -> Mistake | None:
    """Find the line without a colon which a key goes on that stands right below it."""
    scalars = [token for token in broken.tokens if isinstance(token, yaml.ScalarToken)]
    if not scalars:
        return None
    mark = scalars[-1].start_mark
    line = mark.line + 1
    begins_line = not broken.at(line)[: mark.column].strip(" -")
    if line < broken.line and begins_line and mark.column == broken.indent(broken.line):
        return line, without_colon(broken.at(line))
    return None


def _of_brackets(broken: _Broken) -> Mistake | None:
    """Find what is wrong within brackets, or a bracket or comma that belongs to none."""
    if "parsing a flow" not in broken.context:
        if broken.found in (",", "]", "}"):
            return broken.line, (
                f"this {broken.found} belongs to no bracket; if it is part of a text, put the"
                " whole text in quotes."
            )
        return None
    outside = broken.line > broken.began and broken.indent(broken.line) <= broken.indent(
        broken.began
    )
    if outside or broken.found == "<stream end>":
        return broken.began, (
            "a bracket is opened here and not closed, or a comma is missing within it."
        )
    if broken.found == "?":
        return None
    if broken.found == ":":
        key = shown(broken.before.split()[-1], 30) if broken.before.split() else ""
        return broken.line, (
            f"a comma is missing before '{key}:', or the text that it stands in must be in quotes."
        )
    if broken.found == "," and broken.before.rstrip(" ").endswith((",", "{", "[")):
        return broken.line, "a comma too many within the brackets; delete it."
    if broken.found in (",", "]", "}"):
        return broken.line, f"this {broken.found} fits nothing before it within the brackets."
    return broken.line, f"a comma is missing within the brackets that open in line {broken.began}."


def _of_places(broken: _Broken) -> Mistake | None:
    """Find a line that stands too far right or left."""
    if "expected '<document start>'" in broken.said:
        first = next(number for number, line in enumerate(broken.lines, 1) if _holds(line))
        if broken.indent(first) > broken.indent(broken.line):
            return first, "this line stands too far right; delete the spaces before it."
    elif "expected <block end>" not in broken.said:
        return None
    if broken.found == "<scalar>":
        return broken.line, (
            "this line does not go on the text above it; put as many spaces before it as before"
            " that text, or, if it is a key, a colon after it."
        )
    return broken.line, _out_of_line(broken)


def _holds(line: str) -> bool:
    """Say whether a line holds anything but a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


class _Begun(NamedTuple):
    """Where a mapping's last key, or a list's last hyphen, begins: line and column from zero."""

    line: int
    column: int
    is_item: bool
    word: str

    def __str__(self) -> str:
        return f"{self.word} in line {self.line + 1}"


def _begun(broken: _Broken) -> list[_Begun]:
    """Return what is open above the mistake, the outermost first."""
    opened: list[tuple[yaml.Token, yaml.Mark]] = []
    for token in broken.tokens:
        if token.start_mark.line + 1 >= broken.line:
            break
        if isinstance(token, yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken):
            opened.append((token, token.start_mark))
        elif isinstance(token, yaml.BlockEndToken):
            opened.pop()
        elif opened and token.start_mark.column == opened[-1][1].column:
            is_list = isinstance(opened[-1][0], yaml.BlockSequenceStartToken)
            if isinstance(token, yaml.BlockEntryToken if is_list else yaml.KeyToken):
                opened[-1] = (opened[-1][0], token.start_mark)
    return [_at_mark(broken, token, mark) for token, mark in opened]


def _at_mark(broken: _Broken, token: yaml.Token, mark: yaml.Mark) -> _Begun:
    is_item = isinstance(token, yaml.BlockSequenceStartToken)
    key = shown(broken.at(mark.line + 1)[mark.column :].split(":")[0], 30)
    return _Begun(mark.line, mark.column, is_item, "the '- '" if is_item else f"'{key}'")


def _out_of_line(broken: _Broken) -> str:
    """Say how far right or left the line should begin: as one of those that are open above."""
    indent = broken.indent(broken.line)
    is_item = re.match(" *-(?: |$)", broken.at(broken.line)) is not None
    places = [begun for begun in _begun(broken) if begun.is_item == is_item]
    if is_item and not places:
        return "this '- ' begins an item, but no list begins above it; check the line above."
    if not places or any(begun.column == indent for begun in places):
        return (
            "this line does not fit what is above it; check its spaces and the colon after a key."
        )
    distance = min(abs(begun.column - indent) for begun in places)
    nearest = [begun for begun in reversed(places) if abs(begun.column - indent) == distance]
    if headless := _empty_above(broken, nearest, indent):
        return headless
    side = "left" if nearest[0].column > indent else "right"
    below = " or ".join(f"right below {begun}" for begun in nearest)
    return f"this line stands too far {side}; begin it {below}."


def _empty_above(broken: _Broken, nearest: list[_Begun], indent: int) -> str:
    """Say which line should stand further right, where a key without a value is above it; or ''.

    `privacy:` and below it `controller: ...`, as far left, and the next key further right again.
    """
    if [begun.column for begun in nearest] != [0] or indent == 0:
        return ""
    line = nearest[0].line
    above = next((held for held in reversed(broken.lines[:line]) if _holds(held)), "")
    if not re.fullmatch(r"[\w-]+:\s*(?:#.*)?", above):
        return ""
    return (
        f"this line stands further right than {nearest[0]}; if both belong in"
        f" '{above.split(':')[0]}', put as many spaces before line {line + 1} as here."
    )
