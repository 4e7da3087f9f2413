"""Many workshops in one picture: places beside each other, what is refused, what goes on."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.chart_figures import texts
from tests.support.here import here
from tests.support.small_workshop import make_framework
from tests.support.word_files import open_word
from toptips import workflow
from toptips.analysis.combined import CombinedFigures, combined_figures, combined_json
from toptips.charts import Chart, draw_combined
from toptips.errors import TopTipsError
from toptips.model.framework import Bands, Framework
from toptips.model.summary import SUMMARY, ItemSummary, Summary
from toptips.places import shipped
from toptips.report.combined import about_themes, combined_told, local, shared

REGION = shipped("examples") / "wendmoor-region-2026"
Item = tuple[float, float]


def place(
    name: str, *items: Item | None, framework: Framework | None = None, **more: Any
) -> Summary:
    """A summary of one place; of each item its mean and its variance, None if it has none."""
    given = {
        f"t{number}": ItemSummary(n=9, organisations=9, mean=item[0], variance=item[1])
        for number, item in enumerate(items, 1)
        if item
    }
    fields: dict[str, Any] = {
        "workshop": name.lower().replace(" ", "-"), "place": name, "title": f"Going home, {name}",
        "date": date(2026, 3, 1), "edition": 1, "framework": framework or make_framework(3),
    }  # fmt: skip
    return Summary(**(fields | {"items": given} | more))


def picture(*places: Summary) -> CombinedFigures:
    return combined_figures(places)


def copies(folder: Path, *places: Summary) -> list[Path]:
    paths = []
    for number, found in enumerate(places):
        path = folder / f"copy {number} of {found.workshop}"
        path.mkdir(parents=True)
        (path / SUMMARY).write_bytes(found.to_json())
        paths.append(path)
    return paths


THREE = (
    place("Tidewell", (2.0, 0.04), (3.0, 0.02)),
    place("Ash", (3.0, 0.1), None),
    place("Moor", (3.4, 0.4), (3.0, 0.02)),
)


def test_places_stand_in_the_order_of_their_names_drawn_towards_all() -> None:
    first = picture(*THREE).items[0]
    assert [place.place for place in first.places] == ["Ash", "Moor", "Tidewell"]
    # FIGURES' 2.057, 2.943 and 3.063 around 2.688, for variances without those of rounding.
    assert [place.mean for place in first.places] == [F(29, 10), F(31, 10), F(21, 10)]
    assert first.centre == F(27, 10)


def test_a_bar_ends_where_the_scale_does() -> None:
    found = picture(place("A", (1.0, 0.3)), place("B", (5.0, 0.3))).items[0]
    assert (found.places[0].low, found.places[1].high) == (1, 5)


def test_where_one_place_alone_has_an_item_nothing_is_shown() -> None:
    figures = picture(*THREE)
    assert figures.items[1].not_shown == ("Ash",)
    assert figures.items[2].places == () and figures.items[2].chance is None
    told = combined_told(figures, [], [])
    assert told.each[2].said.startswith("Too few organisations scored it")


def test_two_means_that_were_rounded_apart_are_not_said_to_differ() -> None:
    # 2.04 and 2.06, of places in which everybody asked has answered.
    figures = picture(place("A", (2.0, 0.0)), place("B", (2.1, 0.0)))
    assert not figures.items[0].differ
    assert "may still differ" in " ".join(local(figures))


def test_what_is_local_and_what_is_shared_is_said_with_numbers() -> None:
    levels = zip("ABCDEF", (1.5, 1.5, 3.0, 3.0, 4.5, 4.5), strict=True)
    far = [place(name, (level, 0.01), (1.6, 0.01)) for name, level in levels]
    figures = picture(*far)
    assert [item.differ for item in figures.items] == [True, False, False]
    assert next(local(figures)).startswith("On 1 of 2 tips places differ by more than those who")
    assert "tip 1 (Tip 1), from 1.5 to 4.5" in next(local(figures))
    assert list(shared(figures)) == [
        "1 tip stands at ‘a concern’ in every place that is shown: tip 2 (Tip 2), at 1.6."
    ]
    first, second, _ = (item.said for item in combined_told(figures, [], []).each)
    assert first.startswith("6 places, from 1.5 to 4.5, around 3.0. They differ by")
    assert second.startswith("6 places, all at 1.6. They can't be told apart")
    for sentence in (*local(figures), *shared(figures)):
        assert not re.search(r"\b(best|worst|top|bottom|league|rank)", sentence)


def test_bands_begin_where_the_framework_says() -> None:
    lenient = make_framework(3).model_copy(update={"bands": Bands(strength=0.6, discuss=0.4)})
    means = ((3.5, 0.01), (2.8, 0.01), (2.4, 0.01))
    usual = picture(place("A", *means), place("B", *means))
    own = picture(place("A", *means, framework=lenient), place("B", *means, framework=lenient))
    assert [item.shared_band for item in usual.items] == ["discuss", "concern", "concern"]
    assert [item.shared_band for item in own.items] == ["strength", "discuss", "concern"]


def test_two_places_of_one_name_are_told_apart_by_their_workshops() -> None:
    figures = picture(
        place("North", (2.0, 0.1), workshop="one"), place("north", (3.0, 0.1), workshop="two")
    )
    assert [place.name for place in figures.places] == ["North (one)", "north (two)"]


def test_themes_say_in_how_many_places_and_nothing_of_people() -> None:
    framework = make_framework(3).model_copy(update={"codebook": "words"})
    themes = [{"id": "delays", "name": "Delays"}]
    figures = picture(
        place("A", (2.0, 0.1), framework=framework, themes=themes),
        place("B", (2.0, 0.1), framework=framework, themes=themes),
        place("C", (2.0, 0.1), framework=framework),
    )
    assert next(about_themes(figures)) == (
        "Mentioned in more than half of the places: Delays (2 of 3)."
    )
    nothing = picture(place("A", (2.0, 0.1)), place("B", (2.0, 0.1)))
    assert "names no codebook" in next(about_themes(nothing))
    unmentioned = picture(*(place(name, (2.0, 0.1), framework=framework) for name in "AB"))
    assert "so none is named here" in next(about_themes(unmentioned))


def test_the_noun_of_the_framework_is_used_throughout() -> None:
    noun = {"one": "change", "many": "changes"}
    data = make_framework(2).model_dump(by_alias=True)
    data["tips"] = [{**tip, "title": "Home", "summary": "A change."} for tip in data["tips"]]
    framework = Framework.model_validate({**data, "title": "Ours", "item": noun})
    figures = picture(*(place(name, (2.0, 0.1), framework=framework) for name in "AB"))
    charts = draw_combined(figures)
    told = repr(combined_told(figures, charts, [])) + "".join(map(texts, charts))
    assert "change 1" in told and not re.search(r"\btips?\b", told.replace("toptips", ""))


def test_many_places_go_on_on_further_pictures_and_each_says_its_figures() -> None:
    names = [f"Place {number:03}" for number in range(60)]
    figures = picture(*(place(name, (2.0 + n % 3, 0.1)) for n, name in enumerate(names)))
    charts = draw_combined(figures)
    assert [chart.name for chart in charts] == [
        "places-t1", *(f"places-t1.{part}" for part in range(2, 7)),
    ]  # fmt: skip
    assert {chart.of for chart in charts} == {"places-t1"}
    shown = [word for chart in charts for word in words(chart) if word in names]
    assert shown == names
    assert (
        "A dot and a bar for each of 60 places, on the scale from 1 to 5" in charts[0].description
    )
    assert re.search(r"Place 000 \d\.\d \(\d\.\d to \d\.\d\)", charts[0].description)
    assert max(len(chart.description) for chart in charts) <= 600


def words(chart: Chart) -> list[str]:
    return [text.text or "" for text in etree.fromstring(chart.svg).iter("{*}text")]


def test_a_chart_is_ordered_by_name_and_names_nobody_in_its_finding() -> None:
    [chart] = [chart for chart in draw_combined(picture(*THREE)) if chart.of == "places-t1"]
    order = [word for word in words(chart) if word in ("Ash", "Moor", "Tidewell")]
    assert order == ["Ash", "Moor", "Tidewell"]
    assert not any(name in chart.title for name in order)
    assert len(chart.title.split()) <= 15
    assert chart.about.startswith("Figure 1. ")


def test_a_chart_s_title_fits_whatever_the_item_is_called() -> None:
    framework = make_framework(3)
    tips = [tip.model_copy(update={"title": "Every word of it " * 3}) for tip in framework.tips]
    long = framework.model_copy(update={"tips": tips})
    levels = zip("ABCDEF", (1.5, 1.5, 3.0, 3.0, 4.5, 4.5), strict=True)
    figures = picture(
        *(place(name, (level, 0.01), (level, 1.0), (2.0, 0.01), framework=long)
          for name, level in levels)
    )  # fmt: skip
    assert [chart.title for chart in draw_combined(figures)] == [
        "On tip 1 places differ by more than missing answers account for.",
        "On tip 2 places can't be told apart: from 2.3 to 3.7.",
        "On tip 3 all places stand at 2.0.",
    ]


def test_every_figure_that_is_printed_is_in_combined_json(tmp_path: Path) -> None:
    done = workflow.combine(sorted(REGION.iterdir()), tmp_path / "out", today=date(2026, 11, 1))
    data = json.loads((done.folder / "combined.json").read_bytes())
    report = open_word(done.report).text
    decimals = set(re.findall(r"(?<![\d.])\d\.\d(?!\d)", report))
    assert decimals <= {f"{value:.1f}" for value in numbers(data)}
    for name in ("Ashby Vale", "Fellgate", "1 November 2026", "Families and carers"):
        assert name in report
    assert data == json.loads(json.dumps(combined_json(done.figures) | {"problems": []}))
    assert "chance" not in json.dumps(data)


def numbers(data: Any) -> list[float]:
    if isinstance(data, dict):
        return [number for part in data.values() for number in numbers(part)]
    if isinstance(data, list):
        return [number for part in data for number in numbers(part)]
    return [data] if isinstance(data, int | float) and not isinstance(data, bool) else []


def test_the_same_copies_give_the_same_bytes(tmp_path: Path) -> None:
    made = [workflow.combine(sorted(REGION.iterdir()), tmp_path / name).folder for name in "ab"]
    files = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in made
    ]
    assert files[0] == files[1] and len(files[0]) == 9


def test_a_workshop_s_own_folder_is_refused_kindly(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(shipped("examples") / "hartmere-2026", raw)
    with pytest.raises(TopTipsError, match=r"own folder.*'toptips anonymise'"):
        workflow.combine([*REGION.iterdir(), raw], tmp_path / "out")
    (raw / "workshop.yaml").unlink()
    with pytest.raises(TopTipsError, match="own folder"):
        workflow.combine([*REGION.iterdir(), raw], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_broken_copy_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    paths = copies(tmp_path / "from places", *THREE)
    (paths[1] / SUMMARY).write_text("{", encoding="utf-8")
    paths.append(tmp_path / "from places" / "an older copy")
    paths[-1].mkdir()
    done = here("combine", *paths, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "In it: 2 places" in done.stdout
    assert "copy 1 of ash: summary.json is damaged" in done.stderr
    assert "an older copy: it has no summary.json" in done.stderr
    report = open_word(tmp_path / "out" / "combined.docx").text
    assert "What is not in it" in report and "summary.json is damaged" in report
    assert str(tmp_path) not in report


def refusal(folder: Path, *places: Summary) -> str:
    with pytest.raises(TopTipsError) as said:
        workflow.combine(copies(folder / "given", *places), folder / "out")
    assert not (folder / "out").exists()
    return str(said.value)


def test_other_frameworks_versions_items_and_scales_are_refused(tmp_path: Path) -> None:
    ours = make_framework(3)
    others: dict[str, Framework] = {
        "other-tips, version 1": ours.model_copy(update={"id": "other-tips"}),
        "small, version 2": ours.model_copy(update={"version": "2"}),
        "small, version 1, with other tips": make_framework(2),
        "small, version 1, on another scale": make_framework(3, [1, 2, 3]),
    }
    for number, (said, other) in enumerate(others.items()):
        message = refusal(
            tmp_path / str(number),
            *(place(name, (2.0, 0.1)) for name in "ABCDEFG"),
            place("Z", (2.0, 0.1), framework=other),
        )
        assert f"A, B, C, D, E and 2 more: small, version 1. Z: {said}." in message
        assert "Combine those that ask the same" in message


def test_two_copies_of_one_workshop_and_a_single_place_are_refused(tmp_path: Path) -> None:
    same = place("A", (2.0, 0.1))
    assert "copies of the same workshop" in refusal(tmp_path / "1", same, same)
    assert "takes two copies" in refusal(tmp_path / "2", same)


def test_what_is_no_folder_is_refused_and_a_summary_stands_for_its_copy(tmp_path: Path) -> None:
    paths = copies(tmp_path / "given", *THREE[:2])
    done = workflow.combine([path / SUMMARY for path in paths], tmp_path / "out")
    assert len(done.figures.places) == 2
    (tmp_path / "copy.zip").write_bytes(b"PK")
    with pytest.raises(TopTipsError, match="Unpack it"):
        workflow.combine([tmp_path / "copy.zip"], tmp_path / "new")
    with pytest.raises(TopTipsError, match="There is no folder"):
        workflow.combine([tmp_path / "nowhere"], tmp_path / "new")
    with pytest.raises(TopTipsError, match="is there already"):
        workflow.combine(paths, tmp_path / "out")
    with pytest.raises(TopTipsError, match="lies in a copy"):
        workflow.combine(paths, paths[0] / "new")
