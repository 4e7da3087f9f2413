"""Makes the returned forms of the example workshop, as people would have sent them.

The answers stand in example_answers.yaml; LibreOffice types them into the forms that
`toptips prepare` makes. Run it from the checkout's root, with toptips installed and LibreOffice
and its Python (`uno`) on the machine:

    python tools/make_example.py
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import yaml
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from toptips import workflow
from toptips.model.questionnaire import Question, load_sent

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "essex-2018"
UNO_PYTHON = "/usr/bin/python3"
DUPLICATE_OF, DUPLICATE = "Top tips FINAL v2.docx", "Top tips FINAL v2 (1).docx"
CUT_OFF_FROM, CUT_OFF = "brokerage.docx", "brokerage - sent from my phone.docx"
PHOTOGRAPH = "scan of our form.docx"


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "workshop"
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("returns", "sent"))
        workflow.prepare(folder)
        answers = yaml.safe_load((ROOT / "tools" / "example_answers.yaml").read_text("utf-8"))
        typed = Path(scratch) / "typed"
        first, later = jobs(folder, typed, answers)
        type_in(first, Path(scratch))
        # What is sent again must have been saved later, by the document's own time.
        time.sleep(2)
        type_in(later, Path(scratch))
        spoil(typed, answers)
        # The forms are read with the questionnaires of their day, whatever is asked since.
        for name, made in (("returns", typed), ("sent", folder / "sent")):
            shutil.rmtree(EXAMPLE / name, ignore_errors=True)
            shutil.copytree(made, EXAMPLE / name)
        target = EXAMPLE / "returns"
    print(f"{len(list(target.iterdir()))} files in {target}")


def jobs(folder: Path, typed: Path, answers: dict) -> tuple[list[dict], list[dict]]:
    """Return what is typed into which form: first all, then those that are sent again."""
    sent = load_sent(folder).values()
    questions = {one.form: {q.field: q for q in one.questions} for one in sent}
    first, later = [], []
    for one in answers["forms"]:
        asked = questions["self-assessment"]
        said = {f"0.{key}": text for key, text in one.get("once", {}).items()}
        said |= by_field(one["tips"])
        form = folder / "pack" / "forms" / f"self-assessment-{one['partner']}.docx"
        (later if one.get("special") == "resent" else first).append(
            job(form, typed / one["file"], asked, said)
        )
    for one in answers["conversations"]:
        form = folder / "pack" / "tables" / f"conversation-sheet-table-{one['table']}.docx"
        first.append(
            job(form, typed / one["file"], questions["conversation"], by_field(one["tips"]))
        )
    return first, later


def by_field(tips: dict) -> dict[str, object]:
    return {f"{number}.{key}": text for number, tip in tips.items() for key, text in tip.items()}


def job(form: Path, out: Path, asked: dict[str, Question], said: dict[str, object]) -> dict:
    return {
        "form": str(form),
        "out": str(out),
        "filter": "Office Open XML Text",
        "answers": {
            asked[field].code: as_shown(asked[field], text) for field, text in said.items()
        },
    }


def as_shown(question: Question, given: object) -> str:
    """Return an answer as the form shows it: a choice by its label."""
    text = str(given)
    for choice in question.choices:
        if text in (choice.value, choice.label, str(choice.number)):
            return choice.label
    return text


def type_in(work: list[dict], scratch: Path) -> None:
    listed = scratch / "jobs.json"
    listed.write_text(json.dumps(work), encoding="utf-8")
    subprocess.run([UNO_PYTHON, ROOT / "tools" / "type_into_forms.py", listed], check=True)


def spoil(typed: Path, answers: dict) -> None:
    """Make the returns with which something is wrong."""
    shutil.copy(typed / DUPLICATE_OF, typed / DUPLICATE)
    whole = (typed / CUT_OFF_FROM).read_bytes()
    (typed / CUT_OFF).write_bytes(whole[: len(whole) // 2])
    (typed / PHOTOGRAPH).write_bytes(photograph())
    for one in answers["forms"]:
        if one.get("special") == "no-reference":
            path = typed / one["file"]
            path.write_bytes(without_reference(path.read_bytes()))


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
