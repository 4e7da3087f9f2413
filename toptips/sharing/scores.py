"""Which scores are taken out of a shared copy, so that the report's totals don't put them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from toptips.model.questions import DONT_KNOW, NOT_FOR_US
from toptips.model.responses import Response

# By item and question.
Answers = dict[tuple[str, str], str]
# A form, a dimension ("" for the sector) and one of its groups.
Place = tuple[str, str, str]


def leave_out(
    forms: Sequence[Response],
    closed: Mapping[str, Answers],
    groups: Mapping[str, Mapping[str, str]],
    sector_of: Mapping[str, str],
    smallest: int,
) -> int:
    """Take scores out of `closed` that would say how somebody of a small group scored.

    The report hides a sector or group of which fewer than `smallest` people scored an item, but
    gives the whole workshop's numbers at each level: what is missing in the copy is known from
    them. So an item loses no score, or at least `smallest`, not all of one level. Returns how
    many answers to the question of scores were taken out.
    """
    places: dict[str, tuple[Place, ...]] = {
        form.id: (
            (form.form, "", sector_of.get(form.id, "")),
            *((form.form, name, value) for name, value in groups[form.id].items()),
        )
        for form in forms
    }
    items = sorted({item for answers in closed.values() for item, _ in answers if item})
    return sum(_leave_out(item, places, closed, smallest) for item in items)


def _leave_out(
    item: str,
    places: Mapping[str, Sequence[Place]],
    closed: Mapping[str, Answers],
    smallest: int,
) -> int:
    """Take out what must go of one item, and return how many answers that were."""
    taken: list[str] = []
    while True:
        scored: dict[Place, int] = defaultdict(int)
        for response_id, its_places in places.items():
            if closed[response_id].get((item, "score"), DONT_KNOW) not in (DONT_KNOW, NOT_FOR_US):
                for place in its_places:
                    scored[place] += 1
        going = {place for place, number in scored.items() if number < smallest}
        if not going and scored and not _is_enough(taken, smallest):
            going = {min(scored, key=lambda place: (scored[place], place))}
        if not going:
            return len(taken)
        for response_id, its_places in places.items():
            if not going.isdisjoint(its_places):
                answer = closed[response_id].pop((item, "score"), None)
                taken += [answer] if answer is not None else []


def _is_enough(taken: Sequence[str], smallest: int) -> bool:
    """Say whether nothing was taken out, or enough scores, and not all of one level."""
    levels = [answer for answer in taken if answer not in (DONT_KNOW, NOT_FOR_US)]
    return not taken or (len(levels) >= smallest and len(set(levels)) > 1)
