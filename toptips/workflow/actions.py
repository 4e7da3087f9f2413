"""What was agreed last time: begun from the round before, and asked again by `prepare`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toptips.errors import TopTipsError
from toptips.model.actions import (
    LONGEST_ACTION,
    AgreedAction,
    Asking,
    asking,
    places_of,
    read_actions,
    write_actions,
)
from toptips.model.framework import Framework
from toptips.model.personal_data import findings
from toptips.model.questions import STATE_LETTERS
from toptips.model.responses import read_responses
from toptips.places import Folder, refuse_links
from toptips.workflow.opened import Opened
from toptips.writing import only_one, write_safely


@dataclass(frozen=True)
class AskedAgain:
    """What of actions.csv the forms ask about, and what a person should know of it."""

    asking: Asking = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def places(self) -> dict[str, str]:
        """The actions' ids by item and key, as a sending keeps them."""
        return places_of(self.asking)


def ask_again(opened: Opened) -> AskedAgain:
    """Return what is asked about actions.csv, which is begun where there is an earlier round.

    What forms asked already keeps its place. Raises TopTipsError for a file that can't be used.
    """
    place = opened.place
    begun = _begin(opened)
    if not os.path.lexists(place.actions):
        return AskedAgain(notes=begun)
    refuse_links(place.path, place.actions)
    actions = read_actions(place.actions)
    before = {key: of for sent in opened.sendings.values() for key, of in sent.actions.items()}
    known = {tip.id for tip in opened.framework.tips}
    found = asking([action for action in actions if action.tip in known], before)
    asked = {action.id for action in found.values()}
    notes = [
        f"actions.csv: '{action.id}' is not asked about, since "
        + (
            f"'{action.tip}' is not in the framework."
            if action.tip not in known
            else f"{len(STATE_LETTERS)} others of its {opened.framework.item.singular} are."
        )
        for action in actions
        if action.id not in asked
    ]
    return AskedAgain(found, (*begun, *notes))


def _begin(opened: Opened) -> tuple[str, ...]:
    """Begin actions.csv from the round that workshop.yaml names, if there is none; say so.

    It holds the lines of that round's own actions.csv or, if it has none, what its tables agreed.
    """
    place, baseline = opened.place, opened.workshop.baseline
    if baseline is None or os.path.lexists(place.actions):
        return ()
    earlier = Folder(place.path / baseline)
    try:
        actions = list(_of_last_time(earlier, opened.framework))
    except TopTipsError as error:
        return (f"What was agreed last time is not asked again. {baseline}: {error}",)
    if not actions:
        return ()
    numbers = {tip.id: tip.number for tip in opened.framework.tips}
    actions.sort(key=lambda action: numbers.get(action.tip, len(numbers) + 1))
    with only_one(place):
        write_safely(place.actions, write_actions(actions))
    return (
        f"{place.actions} now has what was agreed last time, and the forms ask how far it is."
        " Change it as you need, and run 'toptips prepare' again before you send them.",
    )


def _of_last_time(earlier: Folder, framework: Framework) -> Iterator[AgreedAction]:
    """Yield the actions of an earlier round, each with the item's id of today."""
    refuse_links(earlier.path, earlier.actions)
    refuse_links(earlier.path, earlier.responses_csv)
    ids = {old: tip.id for tip in reversed(framework.tips) for old in (tip.id, *tip.was)}
    actions = (
        read_actions(earlier.actions) if earlier.actions.is_file() else tuple(_of_tables(earlier))
    )
    for action in actions:
        yield replace(action, tip=ids.get(action.tip, action.tip))


def _of_tables(earlier: Folder) -> Iterator[AgreedAction]:
    """Yield what tables agreed: decisions, which their sheets say are printed."""
    numbers: Counter[str] = Counter()
    tables = [form for form in read_responses(earlier.responses_csv) if form.form == "conversation"]
    for table in sorted(tables, key=lambda form: form.respondent):
        for (tip, key), text in sorted(table.answers.items()):
            action = " ".join(text.split())
            if key != "action" or not action or len(action) > LONGEST_ACTION or findings(action):
                continue
            numbers[tip] += 1
            lead = " ".join(table.get(tip, "lead").split())
            yield AgreedAction(
                id=f"{tip[:44]}-{numbers[tip]}",
                tip=tip,
                action=action,
                lead="" if findings(lead) else lead,
                due=table.get(tip, "due"),
            )
