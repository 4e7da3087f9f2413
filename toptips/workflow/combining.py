"""`toptips combine`: many workshops in one picture, from the copies that each place made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from toptips import HowFar
from toptips.analysis.combined import CombinedFigures, combined_figures, combined_json
from toptips.analysis.printing import count, listed
from toptips.documents.template import Templates
from toptips.errors import TopTipsError
from toptips.model.framework import Framework
from toptips.model.summary import SUMMARY, Summary, load_summary
from toptips.model.yaml_file import folded
from toptips.places import Folder, shipped
from toptips.writing import write_folder

FEWEST_PLACES = 2
NAMED = 5


@dataclass(frozen=True)
class Combination:
    """What `combine` did: its figures, where they are, and which copies are not among them.

    `notes` are sentences about what a person should look at.
    """

    figures: CombinedFigures
    folder: Path
    report: Path
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """How many places are in the picture, and of how many items anything is shown."""
        items, noun = self.figures.items, self.figures.framework.item
        places = count(len(self.figures.places), "place", "places")
        shown = sum(bool(item.places) for item in items)
        return f"{places}; {shown} of {count(len(items), noun.singular, noun.plural)} shown"

    def as_data(self) -> dict[str, Any]:
        """Return the figures as combined.json has them."""
        return combined_json(self.figures) | {"problems": list(self.problems)}


def combine(
    copies: Sequence[Path],
    target: Path,
    *,
    today: date | None = None,
    progress: HowFar | None = None,
) -> Combination:
    """Put workshops of one framework into one picture, in a new or empty folder.

    Of each copy `summary.json` alone is read; one that can't be used is left out, and said.
    Raises TopTipsError for a workshop's own folder, for copies of different frameworks or scales,
    and where fewer than two can be used.
    """
    # Only here: matplotlib takes most of a second to load.
    from toptips.charts import draw_combined
    from toptips.report.combined import write_combined

    folders = [_copy_of(path) for path in copies]
    _must_be_new(target, folders)
    summaries, problems = _load(folders)
    _must_be_alike(summaries)
    figures = combined_figures(list(summaries.values()))
    charts = draw_combined(figures, progress)
    templates = Templates([shipped("templates")])
    notes = tuple(_of_one_place([*summaries.values()]))
    done = Combination(figures, target, target / "combined.docx", tuple(problems), notes)
    text = json.dumps(done.as_data(), ensure_ascii=False, indent=1) + "\n"
    written = write_combined(figures, charts, problems, templates, today)
    files = {
        "combined.docx": written.word,
        "combined.html": written.html,
        "combined.json": text.encode(),
    }
    for chart in charts:
        files[f"charts/{chart.name}.png"] = chart.png
        files[f"charts/{chart.name}.svg"] = chart.svg
    write_folder(target, files)
    return done


def _copy_of(path: Path) -> Path:
    """Return the folder of a copy. Raises TopTipsError for what is none, and for a raw folder."""
    folder = path.parent if path.name == SUMMARY and path.is_file() else path
    if path.is_file() and folder == path:
        raise TopTipsError(f"{path} is a file. Unpack it if need be, and name the copy's folder.")
    if not folder.is_dir():
        raise TopTipsError(f"There is no folder {folder}.")
    own = Folder(folder)
    if any(found.exists() for found in (own.workshop, own.returns, own.returns_csv, own.sent)):
        raise TopTipsError(
            f"{folder} is a workshop's own folder, and holds who answered what. Ask for the copy"
            " that its facilitator makes there with 'toptips anonymise', and name that."
        )
    return folder


def _must_be_new(target: Path, copies: Sequence[Path]) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TopTipsError(f"{target} is there already. Name a new folder, or an empty one.")
    if any(target.resolve().is_relative_to(copy.resolve()) for copy in copies):
        raise TopTipsError(f"{target} lies in a copy. Name a folder of its own for the picture.")


def _load(folders: Sequence[Path]) -> tuple[dict[Path, Summary], list[str]]:
    """Read the copies; return those that can be used, and why the others can't."""
    found: dict[Path, Summary] = {}
    problems = []
    for folder in folders:
        try:
            found[folder] = load_summary(folder)
        except TopTipsError as error:
            problems.append(f"{folder.name}: {_without_path(error, folder)}")
    _must_differ(found)
    if len(found) < FEWEST_PLACES:
        rest = [f"And {len(problems) - NAMED} more."] if len(problems) > NAMED else []
        why = " ".join(["", *problems[:NAMED], *rest])
        raise TopTipsError(f"One picture of many takes two copies that can be used.{why}")
    return found, problems


def _without_path(error: TopTipsError, folder: Path) -> str:
    """Return a message without the path to the copy, which is nobody's business in a report."""
    return (
        str(error)
        .replace(f"{folder}/", "")
        .replace(f"{folder}\\", "")
        .replace(f"{folder} has", "it has")
    )


def _must_differ(found: dict[Path, Summary]) -> None:
    """Raise TopTipsError for two copies of one workshop."""
    seen: dict[tuple[str, str], Path] = {}
    for path, summary in found.items():
        key = (summary.workshop, summary.place.casefold())
        if key in seen:
            raise TopTipsError(
                f"{seen[key]} and {path} are copies of the same workshop. Name the later of them."
            )
        seen[key] = path


def _of_one_place(summaries: Sequence[Summary]) -> Iterator[str]:
    """Say which places have more than one copy in the picture: rounds of one are no two places."""
    names: dict[str, list[str]] = {}
    for summary in summaries:
        names.setdefault(folded(summary.place), []).append(summary.place)
    for same in names.values():
        if len(same) > 1:
            yield (
                f"{len(same)} copies are of {same[0]}, and each counts as a place. If they are"
                " rounds of one workshop, put the latest alone into the picture, and see what has"
                " changed with 'toptips compare'."
            )


def _must_be_alike(found: dict[Path, Summary]) -> None:
    """Raise TopTipsError for copies of different frameworks, versions, items or scales."""
    kinds: list[tuple[Framework, list[str]]] = []
    for summary in found.values():
        names = next((names for known, names in kinds if _alike(known, summary.framework)), None)
        if names is None:
            kinds.append((summary.framework, names := []))
        names.append(summary.place)
    if len(kinds) > 1:
        raise TopTipsError(
            f"These copies don't ask the same. {'. '.join(_different(kinds))}. Combine those that"
            " ask the same, and the others apart."
        )


def _alike(first: Framework, second: Framework) -> bool:
    return _of(first) == _of(second)


def _of(framework: Framework) -> tuple[object, ...]:
    """Return what must be the same of two frameworks whose scores stand beside each other."""
    scale = [(level.value, level.label) for level in framework.scale]
    return framework.id, framework.version, scale, [(tip.id, tip.title) for tip in framework.tips]


def _different(kinds: Sequence[tuple[Framework, list[str]]]) -> Iterator[str]:
    first = kinds[0][0]
    for framework, names in kinds:
        several = names if len(names) <= NAMED else [*names[:NAMED], f"{len(names) - NAMED} more"]
        said = f"{listed(several)}: {framework.id}, version {framework.version}"
        if framework is not first and (framework.id, framework.version) == (
            first.id, first.version,
        ):  # fmt: skip
            same = framework.scale == first.scale
            said += f", with other {framework.item.plural}" if same else ", on another scale"
        yield said
