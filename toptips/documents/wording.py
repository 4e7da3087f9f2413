"""What is wrong with the wording of a document: answers' places, and headings.

Each finding is the line of its template, 0 where that is not known, and what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toptips.documents.template import Rendered
from toptips.documents.text import Values
from toptips.model.questionnaire import Questionnaire
from toptips.model.yaml_file import nearest

Finding = tuple[int, str]
MOST_NAMED = 5
_FIELD = re.compile(r"\]\(field:([^)\s]*)\)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def wrong_fields(
    rendered: Rendered, source: str, questionnaire: Questionnaire | None
) -> Iterator[Finding]:
    """Find the answers' places that are misspelt, that are there twice, or that are lost."""
    values = Values(rendered.values)
    places = Counter(values.put_back(field) for field in _FIELD.findall(rendered.markdown))
    asked = (
        {question.field: question for question in questionnaire.questions} if questionnaire else {}
    )
    for field, count in places.items():
        if field not in asked:
            hint = nearest(field, list(asked))
            yield (
                _line_with(source, f"field:{field}"),
                f"there is no question 'field:{field}'.{hint}",
            )
        elif count > 1:
            line = _line_with(source, f"field:{field}", last=True)
            yield (
                line,
                f"'field:{field}' is in it {count} times. Leave one, and take the others out.",
            )
    lost = [question for field, question in asked.items() if field not in places]
    if lost:
        rows = "; ".join(
            f"| {question.code} ... | [{question.answer}](field:{question.field}) |"
            for question in lost[:MOST_NAMED]
        )
        more = f" and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
        yield (
            0,
            f"the place of an answer is lost: {rows}{more}. Put it back, or ask for it no more.",
        )


def skipped_headings(rendered: Rendered, source: str) -> Iterator[Finding]:
    """Find the headings that stand more than one level below the heading before them."""
    values, level = Values(rendered.values), 0
    said = set()
    for line in rendered.markdown.split("\n"):
        match = _HEADING.match(line)
        if match is None:
            continue
        here = len(match[1])
        if here > level + 1 and (here, level) not in said:
            said.add((here, level))
            words = values.put_back(match[2])
            yield (
                _line_of_heading(source, here, words),
                f"the heading '{words[:60]}' is of level {here}, and the one before it of level"
                f" {level}. Take off {'a #' if here - level == 2 else f'{here - level - 1} #'}, or"
                " put a heading between them: a screen reader's list of headings has a gap.",
            )
        level = here


def _line_with(source: str, words: str, *, last: bool = False) -> int:
    """Return the number of the first line, or of the last, in which words stand; else 0."""
    places = [number for number, line in enumerate(source.split("\n"), 1) if words in line]
    return places[-1 if last else 0] if places else 0


def _line_of_heading(source: str, level: int, words: str) -> int:
    """Return the number of the line of a heading, whose values may differ; else 0."""
    for number, line in enumerate(source.split("\n"), 1):
        match = _HEADING.match(line)
        if match is None or len(match[1]) != level:
            continue
        parts = [part.strip() for part in re.split(r"\{[{%].*?[%}]\}", match[2])]
        if all(part in words for part in parts):
            return number
    return 0
