"""What is wrong with the wording of a document: answers' places, and headings.

Each finding is the template or the part of one, the line there, 0 where that is not known, and
what to do. `sources` are the texts of a template and of its parts, by name, its own first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from toptips.documents.template import Rendered
from toptips.documents.text import put_back
from toptips.model.questionnaire import Questionnaire
from toptips.model.yaml_file import nearest

Place = tuple[str, int]
Finding = tuple[Place, str]
MOST_NAMED = 5
_FIELD = re.compile(r"\]\(field:([^)\s]*)\)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def wrong_fields(
    rendered: Rendered, sources: Mapping[str, str], questionnaire: Questionnaire | None
) -> Iterator[Finding]:
    """Find the answers' places that are misspelt, that are there twice, or that are lost."""
    fields = _FIELD.findall(rendered.markdown)
    places = Counter(put_back(field, rendered.values) for field in fields)
    asked = (
        {question.field: question for question in questionnaire.questions} if questionnaire else {}
    )
    for field, count in places.items():
        if field not in asked:
            hint = nearest(field, list(asked))
            yield (
                _place_of(sources, f"field:{field}"),
                f"there is no question 'field:{field}'.{hint}",
            )
        elif count > 1:
            yield (
                _place_of(sources, f"field:{field}", last=True),
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
            (rendered.name, 0),
            f"the place of an answer is lost: {rows}{more}. Put it back, or ask for it no more.",
        )


def skipped_headings(rendered: Rendered, sources: Mapping[str, str]) -> Iterator[Finding]:
    """Find the headings that stand more than one level below the heading before them."""
    level = 0
    said = set()
    for line in rendered.markdown.split("\n"):
        match = _HEADING.match(line)
        if match is None:
            continue
        here = len(match[1])
        if here > level + 1 and (here, level) not in said:
            said.add((here, level))
            words = put_back(match[2], rendered.values)
            yield (
                _place_of_heading(sources, here, words),
                f"the heading '{words[:60]}' is of level {here}, and the one before it of level"
                f" {level}. Take off {'a #' if here - level == 2 else f'{here - level - 1} #'}, or"
                " put a heading between them: a screen reader's list of headings has a gap.",
            )
        level = here


def _place_of(sources: Mapping[str, str], words: str, *, last: bool = False) -> Place:
    """Return the first line, or the last, in which words stand; else 0 of the template itself."""
    places = [
        (name, number)
        for name, source in sources.items()
        for number, line in enumerate(source.split("\n"), 1)
        if words in line
    ]
    return places[-1 if last else 0] if places else (next(iter(sources)), 0)


def _place_of_heading(sources: Mapping[str, str], level: int, words: str) -> Place:
    """Return the line of a heading, whose values may differ; else 0 of the template itself."""
    for name, source in sources.items():
        for number, line in enumerate(source.split("\n"), 1):
            match = _HEADING.match(line)
            if match is None or len(match[1]) != level:
                continue
            parts = [part.strip() for part in re.split(r"\{[{%].*?[%}]\}", match[2])]
            if all(part in words for part in parts):
                return name, number
    return next(iter(sources)), 0
