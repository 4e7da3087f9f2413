"""All codings as one table, for programs that people of the field use for codes (NVivo, R)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from toptips.analysis.checking import CheckedComment
from toptips.analysis.coding import Changed, themes_given
from toptips.analysis.direction import direction
from toptips.model.codings import CODERS, Codings
from toptips.model.responses import guarded, quoting_writer

COLUMNS = (
    "comment", "form", "item", "question", "about", "text", "keywords", "coder_1", "coder_2",
    "counted", "counted_by", "direction_of_question", "direction_by_person", "quote",
)  # fmt: skip


def write_all_codings(
    rows: Sequence[CheckedComment],
    codings: Codings,
    changes: Changed,
    about: Mapping[tuple[str, str], str],
) -> bytes:
    """Return a table with a row for each comment: its themes by keywords and by each person.

    Themes are ids with spaces between them; a person who read a comment and gave it none says
    "none". `about` says by item and question what a comment is about.
    """
    text = io.StringIO(newline="")
    writer = quoting_writer(text)
    writer.writerow(COLUMNS)
    by_coder = {
        coder: themes_given(codings.last("themes", coder), changes.merged) for coder in CODERS
    }
    directions, quotes = codings.last("direction"), codings.last("quote")
    for row in sorted(rows, key=lambda row: row.comment.id):
        comment = row.comment
        given = [by_coder[coder].get(comment.id) for coder in CODERS]
        person = next((themes for themes in given if themes is not None), None)
        decided = directions.get(comment.id)
        quote = quotes.get(comment.id)
        cells = (
            comment.id,
            comment.form,
            comment.item,
            comment.question,
            about.get((comment.item, comment.question), ""),
            comment.text,
            " ".join(sorted(row.machine)),
            *("" if themes is None else _ids(themes) for themes in given),
            _ids(row.machine if person is None else person),
            "keywords" if person is None else "person",
            direction(comment.question, comment.text),
            decided.value if decided else "",
            quote.value if quote else "",
        )
        writer.writerow([guarded(cell) for cell in cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _ids(themes: frozenset[str]) -> str:
    return " ".join(sorted(themes)) or "none"
