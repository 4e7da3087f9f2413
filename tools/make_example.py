"""Makes the returned files of the example workshops, as people would have sent them.

Each example has its answers in tools/examples/ID.yaml; LibreOffice types them into the forms that
`toptips prepare` makes of examples/ID/workshop.yaml. Run it from the checkout's root, with toptips
installed and LibreOffice and its Python (`uno`) on the machine, whenever the words of the questions
have changed:

    python tools/make_example.py [ID]

The answers of one example:

    forms          Word forms: file (its ending says how it is saved: .docx, .odt, .pdf), partner,
                   once (what is asked once, by key), tips (number: answers by key)
                   later: true              typed after the others, as a corrected form is
                   without_reference: true  the form's reference is taken out of it
    conversations  tables' sheets: file, table, once, tips
    typed          data-entry workbooks: file, and rows (partner, once, tips) typed in from paper
    exported       exports of Microsoft Forms: file, and rows (partner, sent, once, tips)
    spoilt         files with which something is wrong: copy_of, first_half_of, or photograph: true

An answer to a question with choices is the choice's key, a score is its number, a vote a tip's
number. What the forms do not ask is left out, and told.
"""

import argparse
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import docx
import openpyxl
import yaml
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from toptips import workflow
from toptips.model.questionnaire import Question
from toptips.model.questions import PARTNER_CODE
from toptips.model.sendings import load_sent
from toptips.model.workshop import Workshop, load_workshop

ROOT = Path(__file__).parents[1]
ANSWERS = ROOT / "tools" / "examples"
UNO_PYTHON = "/usr/bin/python3"
WORKBOOK = "Calc MS Excel 2007 XML"
SAVED_AS = {".docx": "Office Open XML Text", ".odt": "writer8", ".pdf": "writer_pdf_Export"}
# Microsoft Forms knows when a form was opened; here every form took as long.
TOOK = timedelta(minutes=18)
OWN_COLUMNS = ("ID", "Start time", "Completion time", "Email", "Name")


@dataclass
class Example:
    """One example's workshop, prepared in a scratch folder, and where its returns are made."""

    folder: Path
    made: Path
    workshop: Workshop
    questions: Mapping[str, Mapping[str, Question]]
    not_asked: set[str] = field(default_factory=set)

    def said(self, form: str, answers: Mapping) -> dict[str, str]:
        """Return what somebody answered, by code and as the form shows it."""
        given = {f"0.{key}": value for key, value in answers.get("once", {}).items()}
        for number, tip in answers["tips"].items():
            given |= {f"{number}.{key}": value for key, value in tip.items()}
        shown = {}
        for place, value in given.items():
            question = self.questions[form].get(place)
            text = as_shown(question, value) if question else None
            if question is None or text is None:
                self.not_asked.add(f"{place}: {value}" if question else place)
            else:
                shown[question.code] = text
        return shown

    def name_of(self, partner: str) -> str:
        """Return a partner's name; KeyError where the workshop has no such partner."""
        found = self.workshop.partner(partner)
        if found is None:
            raise KeyError(partner)
        return found.name


def main() -> None:
    known = sorted(path.stem for path in ANSWERS.glob("*.yaml"))
    parser = argparse.ArgumentParser(description="Makes the returns of the example workshops.")
    parser.add_argument("id", nargs="?", choices=known, help="one example; all if left out")
    chosen = parser.parse_args().id
    for example_id in [chosen] if chosen else known:
        make(example_id)


def make(example_id: str) -> None:
    """Make the returns of one example, and put them in the place of those it has."""
    home = ROOT / "examples" / example_id
    answers = yaml.safe_load((ANSWERS / f"{example_id}.yaml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workshop"
        shutil.copytree(home, folder, ignore=shutil.ignore_patterns("returns"))
        example = prepared(folder, Path(scratch) / "made")
        type_in([*forms(example, answers, later=False), *tables(example, answers)])
        type_in([*typed(example, answers)])
        # What is sent again must have been saved later, by the document's own time.
        time.sleep(2)
        type_in([*forms(example, answers, later=True)])
        export(example, answers)
        spoil(example.made, answers)
        shutil.rmtree(home / "returns", ignore_errors=True)
        shutil.copytree(example.made, home / "returns")
    print(f"{len(list((home / 'returns').iterdir()))} files in {home / 'returns'}")
    if example.not_asked:
        print(f"  not asked, so left out: {', '.join(sorted(example.not_asked))}")


def prepared(folder: Path, made: Path) -> Example:
    """Prepare a workshop, and return it with its questions by form and field."""
    workflow.prepare(folder)
    made.mkdir()
    questions: dict[str, dict[str, Question]] = {}
    for questionnaire in load_sent(folder).values():
        asked = questions.setdefault(questionnaire.form, {})
        asked |= {question.field: question for question in questionnaire.questions}
    return Example(folder, made, load_workshop(folder), questions)


def as_shown(question: Question, given: object) -> str | None:
    """Return an answer as the form shows it, a choice by its label; None if it is no choice."""
    if not question.choices:
        return str(given)
    for choice in question.choices:
        if str(given) in (choice.value, str(choice.number)):
            return choice.label
    return None


def forms(example: Example, answers: Mapping, *, later: bool) -> Iterator[dict]:
    """Yield what is typed into which partner's form."""
    for form in answers["forms"]:
        if form.get("later", False) == later:
            path = f"forms/self-assessment-{form['partner']}.docx"
            yield job(example, path, form["file"], example.said("self-assessment", form))


def tables(example: Example, answers: Mapping) -> Iterator[dict]:
    """Yield what is typed into which table's sheet."""
    for sheet in answers.get("conversations", ()):
        path = f"tables/conversation-sheet-table-{sheet['table']}.docx"
        yield job(example, path, sheet["file"], example.said("conversation", sheet))


def job(example: Example, form: str, file: str, said: Mapping[str, str]) -> dict:
    return {
        "form": str(example.folder / "pack" / form),
        "out": str(example.made / file),
        "filter": SAVED_AS[Path(file).suffix],
        "answers": said,
    }


def typed(example: Example, answers: Mapping) -> Iterator[dict]:
    """Yield the rows that are typed into the data-entry workbook, each into the last one's file."""
    for workbook in answers.get("typed", ()):
        before, out = example.folder / "pack" / "data-entry.xlsx", example.made / workbook["file"]
        for row in workbook["rows"]:
            said = example.said("self-assessment", row)
            said[PARTNER_CODE] = example.name_of(row["partner"])
            yield {"form": str(before), "out": str(out), "filter": WORKBOOK, "answers": said}
            before = out


def type_in(jobs: list[dict]) -> None:
    """Let LibreOffice type answers into documents."""
    if not jobs:
        return
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "jobs.json"
        listed.write_text(json.dumps(jobs), encoding="utf-8")
        subprocess.run([UNO_PYTHON, ROOT / "tools" / "type_into_forms.py", listed], check=True)


def export(example: Example, answers: Mapping) -> None:
    """Write the exports of Microsoft Forms."""
    headers = forms_headers(example.folder / "pack" / "microsoft-forms-questions.docx")
    for wanted in answers.get("exported", ()):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.title = "Sheet1"
        sheet.append([*OWN_COLUMNS, *headers.values()])
        for number, row in enumerate(wanted["rows"], 1):
            said = example.said("self-assessment", row)
            said[PARTNER_CODE] = example.name_of(row["partner"])
            sent: datetime = row["sent"]
            own = [number, sent - TOOK, sent, "anonymous", ""]
            sheet.append([*own, *(said.get(code, "") for code in headers)])
            workbook.properties.created = workbook.properties.modified = sent
        workbook.save(example.made / wanted["file"])


def forms_headers(questions: Path) -> dict[str, str]:
    """Return the questions as Microsoft Forms imports them from the pack, by their codes."""
    numbered = (
        re.match(r"\d+\. ((\d+[a-z]) .*)", paragraph.text)
        for paragraph in docx.Document(str(questions)).paragraphs
    )
    return {found[2]: found[1] for found in numbered if found}


def spoil(made: Path, answers: Mapping) -> None:
    """Make the returns with which something is wrong."""
    for form in answers["forms"]:
        if form.get("without_reference"):
            path = made / form["file"]
            path.write_bytes(without_reference(path.read_bytes()))
    for file in answers.get("spoilt", ()):
        (made / file["file"]).write_bytes(spoilt(made, file))


def spoilt(made: Path, file: Mapping) -> bytes:
    """Return the bytes of one file with which something is wrong."""
    if "copy_of" in file:
        return (made / file["copy_of"]).read_bytes()
    if "first_half_of" in file:
        whole = (made / file["first_half_of"]).read_bytes()
        return whole[: len(whole) // 2]
    return photograph()


def photograph() -> bytes:
    """Return a small JPEG, as a telephone makes of a form on paper."""
    figure = Figure(figsize=(3, 4), facecolor="#8d8a84")
    FigureCanvasAgg(figure)
    figure.text(0.15, 0.85, "Self-assessment", rotation=3)
    for line in range(12):
        figure.text(0.15, 0.75 - line * 0.05, "_" * 28, rotation=3, color="#444444")
    picture = io.BytesIO()
    figure.savefig(picture, format="jpg", dpi=60)
    return picture.getvalue()


def without_reference(form: bytes) -> bytes:
    """Take the reference out of a form, where it is printed and out of its properties."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.endswith(".xml"):
                text = data.decode("utf-8")
                # LibreOffice leaves the colon out of a document's keywords.
                text = re.sub(r"toptips:? [a-z0-9-]+ / [^<]*", "", text)
                data = re.sub(r"Form reference:\s*", "", text).encode()
            new.writestr(part, data, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


if __name__ == "__main__":
    sys.exit(main())
