"""What the report says of who checked how comments were read, and how far coders agree."""

from __future__ import annotations

from collections.abc import Iterator

from toptips.analysis.checked import Agreement
from toptips.analysis.figures import Coding
from toptips.analysis.printing import count, points

# Krippendorff's own rule (2004): from the first, one may rely on it; from the second, only for
# tentative conclusions.
RELIABLE, TENTATIVE = 0.8, 0.667
_MEANS = (
    (RELIABLE, "by the usual rule enough to rely on"),
    (TENTATIVE, "by the usual rule enough for tentative conclusions"),
    (float("-inf"), "too little to rely on for single comments: take the counts as a guide"),
)


def who_checked(coding: Coding) -> Iterator[str]:
    """Yield how many of how many comments a person checked, and in which role."""
    if not coding.comments:
        return
    if not coding.checked:
        yield "No person has checked yet how the comments were read for themes."
        return
    who = " and ".join(coding.roles)
    people = f"People ({who})" if len(coding.roles) > 1 else f"A person ({who})"
    comments = count(coding.comments, "comment", "comments")
    yield f"{people if who else 'A person'} checked the themes of {coding.checked} of {comments}."
    if rest := coding.comments - coding.checked:
        yield f"In the other {rest} the program alone decided."


def how_far_coders_agree(coding: Coding) -> Iterator[str]:
    """Yield sentences about the agreement of program and people, where it can be told."""
    if found := coding.with_person:
        yield (
            f"{found.comments} comments were read by a person who did not see what the program"
            f" found. {_agreement(found, 'the program and this person')}"
        )
    elif coding.checked:
        yield (
            "How far the program and a person agree can't be told: too few comments were coded by"
            " somebody who did not see what the program found."
        )
    if found := coding.between_people:
        how = (
            ""
            if found.blind
            else " Both saw what the program proposed, so they agree more than else."
        )
        yield f"Two people coded {found.comments} comments. {_agreement(found, 'they')}{how}"


def _agreement(found: Agreement, who: str) -> str:
    if found.alpha is None or found.interval is None:
        return "All were given the same themes, so that nothing can be said of chance."
    low, high = map(points, found.interval)
    means = next(words for least, words in _MEANS if found.alpha >= least)
    said = (
        f"Over all themes {who} agree at {points(found.alpha)} (alpha; 1 is agreement throughout, 0"
        f" what chance would bring; with other comments of the kind {low} to {high}), {means}."
    )
    return " ".join((said, *_themes(found)))


def _themes(found: Agreement) -> Iterator[str]:
    """Yield a sentence about the themes that both gave often enough to be judged alone."""
    told = [
        f"{theme.name} {points(theme.kappa)}"
        + (
            f" ({points(theme.interval[0])} to {points(theme.interval[1])})"
            if theme.interval
            else ""
        )
        for theme in found.themes
    ]
    if told:
        yield f"Of single themes, where both gave one ten times (kappa): {'; '.join(told)}."
