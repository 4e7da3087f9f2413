"""How long returned forms take to read, against docx.Document that merely opens them.

Reading ends with the text of every answer. All that `collect` does with a form is timed beside it:
its hash, the meaning of every answer, and whose it is. The forms saved by Word are our own with
every question answered as Word does it; those saved by LibreOffice are the example's. It is known
what the forms print, as `prepare` writes it down.
"""

import io
import itertools
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
from big_pack import pack_of, packing
from lxml import etree
from side_by_side import at_least, in_turns, milliseconds, ratio

from toptips.model.decisions import Decisions
from toptips.model.questionnaire import Questionnaire
from toptips.model.workshop import Workshop, load_workshop
from toptips.pack import Packing
from toptips.places import shipped
from toptips.returns import word
from toptips.returns.collecting import read_all
from toptips.returns.form import Sent
from toptips.returns.printed_lines import keep_printed, load_printed
from toptips.unsafe.opening import open_file

FORMS, BATCH = 1_000, 50
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMMENT = (
    "The daily call between the ward & the council works well, and people do as they said. "
    "At weekends nobody can decide anything, so people wait until Monday."
)


def main() -> None:
    by_word = packing(FORMS)
    compare("Word", 5, by_word, saved_by_word(by_word))
    example = pack_of(load_workshop(shipped("examples") / "essex-2018"))
    compare("LibreOffice", 3, example, saved_by_libreoffice(example))


def compare(program: str, reach: float, pack: Packing, forms: Iterable[bytes]) -> None:
    """Read the same forms in both ways, and print how long they took."""
    questionnaires = {asked.hash[:8]: asked for asked in pack.questionnaires()}
    names = [partner.name for partner in pack.workshop.partners]
    with tempfile.TemporaryDirectory() as scratch:
        keep_printed(Path(scratch), questionnaires.values(), printing(pack), names)
        printed = load_printed(Path(scratch), questionnaires, names)
        sent = Sent(questionnaires, pack.workshop.returns, printed, names)
        paths = [in_a_folder(form, Path(scratch), place) for place, form in enumerate(forms)]
        assert len(paths) == FORMS
        batches = [list(paths[start : start + BATCH]) for start in range(0, FORMS, BATCH)]
        to_read, to_collect, to_open = (iter(batches) for _ in range(3))
        reading, collecting, opening = in_turns(
            len(batches),
            lambda: [read(path, sent) for path in next(to_read)],
            lambda: collect(next(to_collect)[0].parent, sent, pack.workshop),
            lambda: [docx.Document(str(path)) and None for path in next(to_open)],
        )
    print(f"{FORMS} forms saved by {program}, {BATCH} at a time in each way, medians for a form:")
    print(f"  read                       {milliseconds(reading, BATCH)}")
    times = ratio(opening, collecting)
    print(
        f"  all that collect does      {milliseconds(collecting, BATCH)} ({times:.2f} times faster)"
    )
    print(f"  docx.Document opens it     {milliseconds(opening, BATCH)}")
    at_least("Reading is faster", ratio(opening, reading), reach, "times")


def printing(pack: Packing) -> Iterator[bytes]:
    """Yield a form of each kind: those of a kind print the same but for names."""
    kinds = {document.path.split("/")[0]: document for document in pack.documents()}
    return (kinds[kind].make() for kind in ("forms", "tables") if kind in kinds)


def in_a_folder(form: bytes, scratch: Path, place: int) -> Path:
    path = scratch / str(place // BATCH) / f"form {place}.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(form)
    return path


def read(path: Path, sent: dict[str, Questionnaire]) -> None:
    (returned,) = word.read(open_file(path, path.name), sent)
    assert returned.texts


def collect(folder: Path, sent: Sent, workshop: Workshop) -> None:
    rows = read_all(folder, sent, workshop, Decisions(), printed=sent.printed).rows
    assert len(rows) == BATCH
    assert all(row.answered for row in rows)


def saved_by_word(pack: Packing) -> Iterator[bytes]:
    """Yield a form from every partner, with an answer to every question."""
    questionnaire = pack.questionnaires()[0]
    paths = {f"forms/self-assessment-{partner.id}.docx" for partner in pack.workshop.partners}
    for document in pack.documents():
        if document.path in paths:
            yield filled(document.make(), questionnaire)


def filled(form: bytes, questionnaire: Questionnaire) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                answer(root, questionnaire)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(name, data)
    return made.getvalue()


def answer(root: etree._Element, questionnaire: Questionnaire) -> None:
    """Put an answer into every control: the first choice, or a comment of two sentences."""
    questions = {question.field: question for question in questionnaire.questions}
    for control in root.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        properties.remove(properties.find(f"{W}showingPlcHdr"))
        question = questions[properties.find(f"{W}tag").get(f"{W}val")]
        text = question.choices[0].label if question.choices else COMMENT
        control.find(f"{W}sdtContent/{W}r/{W}t").text = text


def saved_by_libreoffice(pack: Packing) -> Iterator[bytes]:
    """Yield the example's forms that can be read, over and over, each time another file."""
    returns = shipped("examples") / "essex-2018" / "returns"
    questionnaires = {asked.hash[:8]: asked for asked in pack.questionnaires()}
    rows = read_all(returns, questionnaires, pack.workshop, Decisions()).rows
    forms = [(returns / row.file).read_bytes() for row in rows if row.answered]
    if not forms:
        raise SystemExit("The example has no returns to read: run tools/make_example.py first.")
    for number, form in enumerate(itertools.islice(itertools.cycle(forms), FORMS)):
        again = io.BytesIO(form)
        with zipfile.ZipFile(again, "a") as opened:
            opened.comment = str(number).encode()
        yield again.getvalue()


if __name__ == "__main__":
    main()
