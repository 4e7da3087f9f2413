"""What was agreed last time: begun from the round before, and asked again by `prepare`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toptips.analysis.agreed_actions import agreed_actions
from toptips.analysis.comments import agreed
from toptips.errors import TopTipsError
from toptips.model.actions import (
    AgreedAction,
    Asking,
    asking,
    further,
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
    place = opened.folder
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
    place, baseline = opened.folder, opened.workshop.baseline
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
    begun = earlier.actions.is_file()
    actions = read_actions(earlier.actions) if begun else further((), _of_tables(earlier))
    for action in actions:
        yield replace(action, tip=ids.get(action.tip, action.tip))


def _of_tables(earlier: Folder) -> Iterator[AgreedAction]:
    """Yield what an earlier round's tables agreed, item by item."""
    responses = read_responses(earlier.responses_csv)
    tables = [response for response in responses if response.form == "conversation"]
    personal = {
        (table.id, tip, key)
        for table in tables
        for (tip, key), text in table.answers.items()
        if findings(text)
    }
    items = sorted({tip for table in tables for tip, _ in table.answers if tip})
    return agreed_actions((item, agreed(tables, item, personal, ())) for item in items)
