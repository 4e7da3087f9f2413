"""The spine of each command: what happens, in order. It prints nothing and never exits."""

from __future__ import annotations

import json
import string
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from toptips import __version__
from toptips.analysis.anonymous import anonymise as make_anonymous
from toptips.analysis.anonymous import write_comments
from toptips.analysis.assemble import analyse as make_figures
from toptips.analysis.figures import Figures, to_json
from toptips.documents.template import Templates, refuse_strays
from toptips.errors import TopTipsError
from toptips.model.codebook import load_codebook
from toptips.model.dates import written
from toptips.model.decisions import begin_decisions, load_decisions, say_whose
from toptips.model.framework import find_file, load_framework
from toptips.model.questionnaire import load_sent, load_wordings
from toptips.model.responses import read_responses, response_pieces, write_responses
from toptips.model.returned import NEEDS_A_PERSON, ReturnRow, read_returns, write_returns
from toptips.model.standing import Standing, stand
from toptips.model.workshop import Workshop, load_workshop, unsettled
from toptips.model.yaml_file import nearest, parse_mapping
from toptips.pack import Pack, Packing
from toptips.pack.reminders import write_reminder
from toptips.places import (
    Folder,
    Outputs,
    copy_safely,
    digest,
    only_one,
    plain_text,
    read_bytes,
    shipped,
    write_safely,
)
from toptips.returns.collecting import read_all, take_in

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Collection:
    """What `collect` did: a row for each return, how many count, and what it kept aside.

    `decided`: of how many returns it now says whose they are, as it was told.
    """

    decided: int
    rows: tuple[ReturnRow, ...]
    responses: int
    kept_aside: tuple[Path, ...]


@dataclass(frozen=True)
class Reminders:
    """What `remind` did: one text for each partner of which forms are missing."""

    folder: Path
    texts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]


@dataclass(frozen=True)
class Shared:
    """What `anonymise` did: where the copy is, and how much is in it."""

    folder: Path
    respondents: int
    comments: int


@dataclass(frozen=True)
class Analysis:
    """What `analyse` did: the figures, where the report is, and what it kept aside."""

    figures: Figures
    report: Path
    charts: tuple[Path, ...]
    kept_aside: tuple[Path, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the figures as analysis.json has them."""
        return to_json(self.figures)


def new(folder: Path, framework_id: str, *, today: date) -> Path:
    """Make a workshop's folder with a commented workshop.yaml, and return that file's path."""
    framework = load_framework(framework_id)
    target = Folder(folder).workshop
    if target.exists():
        raise TopTipsError(f"{target} is there already. Choose another folder.")
    day = today + timedelta(weeks=8)
    text = string.Template(_example_of_workshop()).substitute(
        id=_id_from(folder.resolve().name),
        framework=framework.id,
        date=day.isoformat(),
        by=(day - timedelta(days=10)).isoformat(),
        delete_by=(day + timedelta(days=365)).isoformat(),
    )
    write_safely(target, text.encode())
    return target


def _example_of_workshop() -> str:
    return read_bytes(shipped("templates") / "new" / "workshop.yaml").decode()


def new_framework(path: Path) -> None:
    """Write a commented framework for a person to fill in."""
    if path.exists():
        raise TopTipsError(f"{path} is there already. Choose another name.")
    template = read_bytes(shipped("templates") / "new" / "framework.yaml").decode()
    write_safely(path, string.Template(template).substitute(id=_id_from(path.stem)).encode())


def prepare(folder: Path, *, progress: Progress | None = None) -> Pack:
    """Write the pack: every document of `templates/pack/`, and the questionnaires as sent."""
    workshop = load_workshop(folder)
    place = Folder(folder)
    framework = load_framework(workshop.framework, folder)
    if framework.codebook:
        load_codebook(framework.codebook, folder)  # better now than when the forms are back
    wordings = load_wordings([place.templates])
    packing = Packing(workshop, framework, wordings, _templates(place))
    documents = list(packing.documents())
    made = []
    # All are made before any is written, so that a mistake in a template leaves the pack whole.
    for number, document in enumerate(documents):
        if progress:
            progress(number, len(documents), document.path)
        made.append(document.make())
    if progress:
        progress(len(documents), len(documents), "")
    with only_one(place):
        for questionnaire in packing.questionnaires():
            sent = place.sent / f"{questionnaire.hash}.json"
            if not sent.exists():
                write_safely(sent, questionnaire.to_json())
        outputs = Outputs(place)
        for document, data in zip(documents, made, strict=True):
            outputs.write(place.pack / document.path, data)
        outputs.clear(place.pack)
    return Pack(
        folder=place.pack,
        documents=tuple(place.pack / document.path for document in documents),
        forms=len(workshop.partners),
        agenda=packing.agenda,
        notes=tuple(unsettled(workshop, parse_mapping(_example_of_workshop(), "workshop.yaml"))),
        kept_aside=tuple(outputs.kept_aside),
    )


def collect(
    folder: Path,
    files: Sequence[Path] = (),
    *,
    partner: str | None = None,
    progress: Progress | None = None,
) -> Collection:
    """Copy files into `returns/`, read all of `returns/`, and write both CSV files.

    With `partner`, the files are decided to be that partner's. A path that is not there is looked
    for in the workshop's folder. Raises TopTipsError where no form was prepared yet, or where there
    is nothing to read.
    """
    workshop = load_workshop(folder)
    place = Folder(folder)
    questionnaires = load_sent(folder)
    if not questionnaires:
        raise TopTipsError("No forms have been prepared yet. Run 'toptips prepare' first.")
    if partner is not None:
        _may_decide(workshop, files, partner)
    decided = 0
    with only_one(place):
        names = take_in(files, place.returns)
        decisions = load_decisions(folder)
        collected = read_all(place.returns, questionnaires, workshop, decisions, progress)
        if partner is not None:
            decided = say_whose(folder, collected.rows, names, partner)
            decisions = load_decisions(folder)
            collected = read_all(place.returns, questionnaires, workshop, decisions, progress)
        if not collected.rows:
            raise TopTipsError(
                f"Nothing has come back yet: {place.returns} is empty."
                " Name the returned files or their folder, as in 'toptips collect FOLDER'."
            )
        if any(row.status in NEEDS_A_PERSON for row in collected.rows):
            begin_decisions(folder)
        outputs = Outputs(place)
        outputs.write_pieces(
            place.responses_csv, response_pieces(collected.responses, list(workshop.groups))
        )
        outputs.write(place.returns_csv, write_returns(collected.rows))
    return Collection(
        decided=decided,
        rows=tuple(collected.rows),
        responses=len(collected.responses),
        kept_aside=tuple(outputs.kept_aside),
    )


def _may_decide(workshop: Workshop, files: Sequence[Path], partner: str) -> None:
    """Raise TopTipsError where nothing can be said to be a partner's."""
    if not files:
        raise TopTipsError("Name the file too: toptips collect FILE --partner ID.")
    if workshop.partner(partner) is None:
        raise TopTipsError(
            f"There is no partner '{partner}' in workshop.yaml."
            f"{nearest(partner, [one.id for one in workshop.partners])}"
        )


def status(folder: Path, *, today: date) -> Standing:
    """Say who has answered, who has not, and what needs attention, from both CSV files."""
    workshop = load_workshop(folder)
    place = Folder(folder)
    return stand(
        workshop,
        read_returns(place.returns_csv) if place.returns_csv.exists() else [],
        today,
        read_responses(place.responses_csv) if place.responses_csv.exists() else [],
        load_framework(workshop.framework, folder).tips,
        held=_held(place),
    )


def remind(folder: Path, *, today: date) -> Reminders:
    """Write a reminder for each partner of which forms are missing, and remove old ones.

    It is a gentler one where some forms of the partner are back but fewer than expected.
    """
    workshop = load_workshop(folder)
    place = Folder(folder)
    templates = _templates(place)
    missing = {
        one.partner: one.answered
        for one in status(folder, today=today).partners
        if one.answered < one.expected
    }
    # All are made before any is written, so that a mistake in the template changes nothing.
    texts = {
        place.reminders / f"{partner.id}.txt": write_reminder(
            templates, workshop, partner, missing[partner.id], today
        )
        for partner in workshop.partners
        if partner.id in missing
    }
    with only_one(place):
        outputs = Outputs(place)
        for path, text in texts.items():
            outputs.write(path, plain_text(text))
        outputs.clear(place.reminders)
    return Reminders(place.reminders, tuple(texts), tuple(outputs.kept_aside))


def _held(place: Folder) -> list[str]:
    """Name what came back and what repeats it: the files that have a date of deletion."""
    of_ours = (place.responses_csv, place.returns_csv, place.path / "coding.xlsx")
    came_back = sorted(path for path in place.returns.rglob("*") if path.is_file())
    return [
        path.relative_to(place.path).as_posix() for path in (*of_ours, *came_back) if path.is_file()
    ]


def analyse(
    folder: Path, *, today: date | None = None, progress: Progress | None = None
) -> Analysis:
    """Turn responses.csv into the report, its charts and analysis.json.

    `today` is printed on the report if given. Raises TopTipsError where nobody has answered.
    """
    # Only here: matplotlib takes most of a second to load, and no other command needs it.
    from toptips.charts import draw
    from toptips.report import write_report

    workshop = load_workshop(folder)
    place = Folder(folder)
    framework = load_framework(workshop.framework, folder)
    codebook = load_codebook(framework.codebook, folder) if framework.codebook else None
    responses = read_responses(place.responses_csv)
    if not any(one.form == "self-assessment" for one in responses):
        raise TopTipsError(
            "No self-assessment has come back yet, so there is nothing to analyse."
            " Run 'toptips collect' when forms have come back."
        )
    rows = read_returns(place.returns_csv) if place.returns_csv.exists() else []
    figures = make_figures(
        workshop,
        framework,
        codebook,
        responses,
        dict(sorted(Counter(row.status for row in rows).items())),
        fingerprint=digest(read_bytes(place.responses_csv)),
        versions=_versions(),
    )
    charts = draw(figures, progress)
    with only_one(place):
        outputs = Outputs(place)
        for chart in charts:
            outputs.write(place.report / "charts" / f"{chart.name}.png", chart.png)
            outputs.write(place.report / "charts" / f"{chart.name}.svg", chart.svg)
        text = json.dumps(to_json(figures), ensure_ascii=False, indent=1) + "\n"
        outputs.write(place.report / "analysis.json", text.encode())
        report = place.report / "report.docx"
        outputs.write(
            report,
            write_report(workshop, framework, figures, charts, _templates(place), today),
        )
        outputs.clear(place.report)
    return Analysis(
        figures=figures,
        report=report,
        charts=tuple(place.report / "charts" / f"{chart.name}.png" for chart in charts),
        kept_aside=tuple(outputs.kept_aside),
    )


def anonymise(folder: Path, target: Path) -> Shared:
    """Write a copy of responses.csv that is fit to share into a new or empty folder.

    Raises TopTipsError where the folder is not free, or where too few have answered.
    """
    workshop = load_workshop(folder)
    place = Folder(folder)
    _must_be_free(target, place)
    framework = load_framework(workshop.framework, folder)
    responses = read_responses(place.responses_csv)
    # The file as it is serves as the secret: nobody has it who may only have the copy.
    copy = make_anonymous(responses, workshop, framework, digest(read_bytes(place.responses_csv)))
    facts = {
        "workshop": workshop,
        "framework": framework,
        "respondents": copy.count("self-assessment"),
        "people": copy.count("people"),
        "tables": copy.count("conversation"),
        "comments": len(copy.comments),
        "withheld": copy.withheld,
        "hidden": copy.hidden,
        "pooled": copy.pooled,
        "groups": list(workshop.groups),
        "blanked": copy.blanked,
        "few": copy.scores_left_out,
        "left_out": copy.people_left_out,
        "smallest": workshop.privacy.smallest_group,
        "day": written,
    }
    files = {
        "README.txt": plain_text(_templates(place).plain("anonymise/README.txt.j2", facts)),
        "responses.csv": write_responses(copy.responses, list(workshop.groups)),
        "comments.csv": write_comments(copy.comments),
        f"{framework.id}.yaml": read_bytes(find_file(workshop.framework, folder, "")),
    }
    for name, data in files.items():
        write_safely(target / name, data)
    return Shared(target, copy.count("self-assessment"), len(copy.comments))


def _must_be_free(target: Path, place: Folder) -> None:
    """Refuse a folder that holds something, or that is one of the workshop's own."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TopTipsError(f"{target} is there already. Name a new folder, or an empty one.")
    own = [place.pack, place.sent, place.returns, place.report, place.reminders]
    own += [place.frameworks, place.templates, place.record]
    if any(target.resolve().is_relative_to(one.resolve()) for one in own):
        raise TopTipsError(
            f"{target} belongs to the workshop. Name a folder of its own for the copy."
        )


def copy_example(folder: Path) -> None:
    """Copy the example workshop that ships to a folder that is not there yet, or is empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TopTipsError(f"{folder} is there already. Name another folder: 'toptips demo DIR'.")
    example = shipped("example")
    for source in sorted(path for path in example.rglob("*") if path.is_file()):
        target = folder / source.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_safely(source, target)


def _templates(place: Folder) -> Templates:
    refuse_strays(place.templates, shipped("templates"))
    return Templates([place.templates, shipped("templates")])


def _versions() -> dict[str, str]:
    """Return the versions that a figure or a chart may depend on."""
    found = {"toptips": __version__}
    for name in ("matplotlib", "numpy", "python-docx", "lxml"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def _id_from(name: str) -> str:
    """Turn a folder's or file's name into an id."""
    kept = "".join(one if one.isalnum() and one.isascii() else "-" for one in name.lower())
    return "-".join(part for part in kept.split("-") if part)[:32].strip("-") or "workshop"
