"""Reads a .csv in the shape of responses.csv, as another program wrote it.

One return is one response; whose it is stands in its columns. A response's id and its answers
are its identity: the same response in a later copy of the file is the same return.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from toptips.errors import TopTipsError
from toptips.model.questionnaire import Questionnaire
from toptips.model.responses import ALWAYS, Response, parse_responses
from toptips.model.saved_again import how_saved
from toptips.returns.form import Gathered, Origin, Return, forms_among, reference_to, shortened
from toptips.unsafe.opening import File
from toptips.unsafe.zips import Unreadable

MOST_LINES = 150_000
MOST_RESPONSES = 10_000
# In one line; a row of a million cells takes many times its size in memory.
MOST_COMMAS = 100_000
MOST_NAMED = 5
_TABLE = re.compile(r"(?:table)?[\s-]*(\d{1,2})", re.IGNORECASE)


def recognises(file: File) -> bool:
    """Say whether this is a CSV file in the shape of responses.csv."""
    return file.kind == "csv"


def read(file: File, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Return]:
    """Read every response. Raises Unreadable, with the line, for a file in another shape."""
    data = file.data
    lines = data.count(b"\n") + data.count(b"\r")
    if lines > 2 * MOST_LINES or any(map(_is_too_wide, io.BytesIO(data))):
        raise _too_many()
    try:
        responses = parse_responses(data, "This CSV file", most=MOST_RESPONSES)
    except TopTipsError as error:
        raise Unreadable(
            f"{error} It must have the columns of responses.csv, a row for each answer, and be"
            " saved as 'CSV UTF-8'."
        ) from None
    if not responses:
        raise Unreadable("This CSV file holds no answers, only the names of columns.")
    remark = how_saved(data, ALWAYS).remark
    for response in responses:
        returned = _return(file, response, questionnaires)
        if remark:
            returned = replace(returned, notes=(f"Saved {remark}.", *returned.notes))
        yield returned


def _is_too_wide(line: bytes) -> bool:
    return any(line.count(sign) > MOST_COMMAS for sign in (b",", b";", b"\t"))


def _too_many() -> Unreadable:
    return Unreadable(
        "This CSV file holds far more lines than any of ours. Please split it into several."
    )


def _return(file: File, response: Response, questionnaires: Mapping[str, Questionnaire]) -> Return:
    asked = _made_from(response, questionnaires)
    gathered = Gathered()
    if (questionnaire := questionnaires.get(asked)) is not None:
        _gather(response, questionnaire, gathered)
    whose = _whose(response)
    texts = sorted(gathered.texts.items())
    content = [response.id, response.form, whose, *(f"{name}={text}" for name, text in texts)]
    row = f"response {response.id}" if response.id else "response"
    origin = Origin.of_row(file, "csv", row, json.dumps(content, ensure_ascii=False))
    reference = reference_to(questionnaires, asked, whose)
    return gathered.as_return(origin, reference, questionnaires, asked)


def _made_from(response: Response, questionnaires: Mapping[str, Questionnaire]) -> str:
    """Return the hash of its form's questionnaire that has most of the response's places."""
    best, most = "", 0
    for sent_hash, questionnaire in sorted(forms_among(questionnaires).items()):
        if questionnaire.form == response.form:
            places = {(question.tip, question.key) for question in questionnaire.questions}
            shared = len(places & response.answers.keys())
            if shared > most:
                best, most = sent_hash, shared
    return best


def _gather(response: Response, questionnaire: Questionnaire, gathered: Gathered) -> None:
    own = {"role": response.role, "quote": response.quote, **response.groups}
    if questionnaire.form != "conversation":
        own["label"] = response.respondent
    asked = set()
    for question in questionnaire.questions:
        place = (question.tip, question.key)
        asked.add(place)
        given = response.answers.get(place) or ("" if question.tip else own.get(question.key, ""))
        gathered.add(question, given)
    foreign = [
        f"{tip or '(once)'} {key}" for tip, key in response.answers if (tip, key) not in asked
    ]
    if foreign:
        named = ", ".join(shortened(place) for place in foreign[:MOST_NAMED])
        more = f" and {len(foreign) - MOST_NAMED} more" if len(foreign) > MOST_NAMED else ""
        gathered.notes.append(f"Not read, as the form does not ask it: {named}{more}.")


def _whose(response: Response) -> str:
    """Return the partner's id or name, or the table, as a reference names it."""
    if response.form == "conversation":
        table = _TABLE.fullmatch(response.respondent.strip())
        return f"table-{int(table[1])}" if table else ""
    return " ".join((response.partner or response.partner_name).split())
