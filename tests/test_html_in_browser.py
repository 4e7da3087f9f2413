"""Reports as web pages in a real browser: what axe-core finds, and whether a phone shows all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import browser
from tests.support.folders import answered, collect_forms, make_folder
from toptips import workflow

pytestmark = pytest.mark.browser

LONG = "Harbour and Quayside Community, Mental Health and Learning Disability Partnership"
FORMS = [
    (partner, answered(score, _1__barriers="The care plan comes late. " * 20))
    for partner, score in zip(
        ("mh-trust", "acute-trust", "council", "district", "charity"), "23345", strict=True
    )
]
# The narrowest that WCAG 2.2 asks for (1.4.10): a window of 1,280 pixels, enlarged four times.
NARROW = 320


def page_of(folder: Path) -> str:
    """Analyse a workshop, and return its report as a web page."""
    page = workflow.analyse(folder).page
    assert page is not None
    return page.read_text("utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of the example, as a web page."""
    browser.required()
    folder = tmp_path_factory.mktemp("demo") / "demo"
    workflow.copy_example(folder, workflow.examples()[0][0])
    workflow.prepare(folder)
    workflow.collect(folder)
    return page_of(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of five forms, with a long name and long comments."""
    browser.required()
    folder = make_folder(tmp_path_factory.mktemp("small") / "harbour", title=LONG)
    collect_forms(folder, FORMS)
    return page_of(folder)


@pytest.fixture(scope="module")
def progress(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The progress report of the example of two rounds."""
    browser.required()
    place = tmp_path_factory.mktemp("arrowmere")
    rounds = [place / "arrowmere-2025", place / "arrowmere-2026"]
    for folder in rounds:
        workflow.copy_example(folder, folder.name)
        workflow.prepare(folder)
        workflow.collect(folder)
    return workflow.compare(rounds).page.read_text("utf-8")


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The picture of the example region."""
    browser.required()
    region = tmp_path_factory.mktemp("region")
    workflow.copy_example(region, "wendmoor-region-2026")
    made = workflow.combine(workflow.copies_in(region), region / "picture")
    return (made.folder / "combined.html").read_text("utf-8")


PAGES = ["example", "small", "progress", "combined"]


@pytest.mark.parametrize("options", [(), browser.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    name: str, options: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    assert browser.violations(request.getfixturevalue(name), options=options) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_to_be_moved_sideways_on_a_phone(
    name: str, request: pytest.FixtureRequest
) -> None:
    assert browser.width_on(request.getfixturevalue(name), NARROW) <= NARROW


SPOILT = {
    "html-has-lang": (' lang="en-GB"', ""),
    "document-title": ("<title>", "<title></title><p hidden>"),
    "color-contrast": ("<main", '<p style="color:#999;background:#aaa">Pale</p><main'),
    "heading-order": ("<h2", "<h5>Skipped</h5><h2"),
    "image-alt": ("<main", '<img src="data:,"><main'),
}


@pytest.mark.parametrize("rule", SPOILT)
def test_axe_finds_what_is_spoilt_on_purpose(rule: str, small: str) -> None:
    was, now = SPOILT[rule]
    assert was in small
    found = browser.violations(small.replace(was, now, 1))
    assert [place for place in found if place.startswith(rule)]


def test_a_page_that_is_too_wide_is_found(small: str) -> None:
    wide = small.replace("<main", '<p style="width:900px">Wide</p><main', 1)
    assert browser.width_on(wide, NARROW) > NARROW
