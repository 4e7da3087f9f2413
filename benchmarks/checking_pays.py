"""What an hour of checking buys: sentences that two people coded, checked in the workbook's order.

The person who checks gives what both coders gave. The coding is measured before, and after parts
of the sentences have been checked, once in the workbook's order and once in an order drawn by lot.
`--development` takes the other sentences.
"""

import random
import sys
from collections.abc import Sequence
from fractions import Fraction

from coding_quality import CODEBOOK, counted, measures, sentences
from side_by_side import at_least

from toptips.analysis.checking import to_check
from toptips.model.answered import Comment
from toptips.model.codebook import load_codebook
from toptips.model.responses import Response

PARTS = tuple(Fraction(part, 10) for part in (0, 2, 4, 6))
JUDGED_AT, TO_REACH = Fraction(2, 5), 0.82
DRAWINGS = 200


def main() -> None:
    half = "development" if "--development" in sys.argv else "unseen"
    rows = sentences(half)
    comments = [
        Comment(
            Response(row["id"], "self-assessment", respondent=row["id"]),
            item="",
            question=row["question"],
            text=row["text"],
        )
        for row in rows
    ]
    row_of = {comment.id: row for comment, row in zip(comments, rows, strict=True)}
    in_order = to_check(comments, load_codebook(CODEBOOK), {}, {}, {})
    told = [(row_of[checked.comment.id], set(checked.machine)) for checked in in_order]
    print(f"{half}: {len(rows)} sentences, micro F1 after so many were checked:")
    for part in PARTS:
        first = round(part * len(told))
        found = after(told, first)
        chance = random.Random(1)
        by_lot = [after(chance.sample(told, len(told)), first) for _ in range(DRAWINGS)]
        print(f"  {first} ({float(part):.0%}): {found:.3f}; by lot {sum(by_lot) / DRAWINGS:.3f}")
        if part == JUDGED_AT:
            at_least("  after two fifths", found, TO_REACH, "F1")


def after(told: Sequence[tuple[dict[str, str], set[str]]], checked: int) -> float:
    """Return the F1 once the first so many were checked."""
    counts = [
        counted(row, {*row["coder_1"].split("; ")} & {*row["coder_2"].split("; ")} - {""})
        if place < checked
        else counted(row, machine)
        for place, (row, machine) in enumerate(told)
    ]
    return measures(counts)[2]


if __name__ == "__main__":
    main()
