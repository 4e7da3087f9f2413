"""Every module has a test file of its own name, or a line here that says where it is tested."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent
TESTED_IN = {
    "toptips.analysis.checked": "test_checking.py",
    "toptips.cli.theme_commands": "test_cli_themes.py",
    "toptips.pack.focus_group": "test_focus_groups.py",
    "toptips.model.colours": "test_charts_palette.py",
    "toptips.workbooks.item_tables": "test_figure_tables.py",
    "toptips.workbooks.published": "test_figure_tables.py",
    "toptips.workbooks.table_sheets": "test_figure_tables.py",
    "toptips.workbooks.word_tables": "test_figure_tables.py",
    "toptips.workbooks.all_codings": "test_coding.py",
    "toptips.workbooks.coding_cells": "test_coding_workbook.py",
    "toptips.workbooks.coding_decisions": "test_coding_workbook.py",
    "toptips.workbooks.coding_layout": "test_coding_workbook.py",
    "toptips.workbooks.coding_more": "test_coding_workbook.py",
    "toptips.workbooks.coding_reader": "test_coding_workbook.py",
    "toptips.workbooks.coding_themes": "test_coding_workbook.py",
    "toptips.workbooks.coding_told": "test_coding_workbook.py",
    "toptips.workflow.coded": "test_coding.py",
    "toptips.analysis.matching": "test_progress.py",
    "toptips.analysis.progress_data": "test_progress.py",
    "toptips.charts.progress": "test_progress_report.py",
    "toptips.report.progress": "test_progress_report.py",
    "toptips.report.progress_slides": "test_progress_report.py",
    "toptips.report.documents": "test_progress_report.py",
    "toptips.workflow.progress_documents": "test_comparing.py",
    "toptips.analysis.compared": "test_progress.py",
    "toptips.cli.compare_command": "test_comparing.py",
    "toptips.analysis.following": "test_actions.py",
    "toptips.report.following": "test_actions.py",
    "toptips.analysis.otherwise": "test_attack.py",
    "toptips.analysis.weighed": "test_attack.py",
    "toptips.returns.body": "test_word_reader.py",
    "toptips.unsafe.ods": "test_tables.py",
    "toptips.unsafe.text_table": "test_tables.py",
    "toptips.returns.word_parts": "test_word_reader.py",
    "toptips.returns.signs": "test_word_reader.py",
    "toptips.returns.printed_lines": "test_word_reader.py",
    "toptips.returns.printed": "test_word_reader.py",
    "toptips.returns.placeholders": "test_word_reader.py",
    "toptips.returns.picked": "test_word_reader.py",
    "toptips.returns.outside": "test_word_reader.py",
    "toptips.returns.marked_choices": "test_boxes.py",
    "toptips.returns.common_words": "test_collecting.py",
    "toptips.returns.form_rows": "test_grid.py",
    "toptips.returns.as_seen": "test_word_reader.py",
    "toptips.analysis.answers": "test_scores.py",
    "toptips.analysis.proposed": "test_workstreams.py",
    "toptips.analysis.figures": "test_assemble.py",
    "toptips.analysis.figures_data": "test_assemble.py",
    "toptips.analysis.tally": "test_scores.py",
    "toptips.analysis.wanted": "test_next_conversation.py",
    "toptips.analysis.room": "test_tally.py",
    "toptips.charts.fonts": "test_templates.py",
    "toptips.cli.template_commands": "test_templates.py",
    "toptips.documents.looks": "test_templates.py",
    "toptips.documents.wording": "test_templates.py",
    "toptips.pack.dates": "test_workshop_days.py",
    "toptips.charts.canvas": "test_charts.py",
    "toptips.charts.caterpillar": "test_combined.py",
    "toptips.charts.chart": "test_charts.py",
    "toptips.charts.dots": "test_charts_sectors.py",
    "toptips.charts.every": "test_charts.py",
    "toptips.charts.frame": "test_charts.py",
    "toptips.charts.lettering": "test_charts.py",
    "toptips.charts.overview": "test_charts_say.py",
    "toptips.charts.ownership": "test_charts_ownership.py",
    "toptips.charts.palette": "test_charts_palette.py",
    "toptips.charts.png": "test_charts.py",
    "toptips.charts.priorities": "test_charts_ownership.py",
    "toptips.charts.response": "test_charts_say.py",
    "toptips.charts.rows": "test_charts.py",
    "toptips.charts.sectors": "test_charts_sectors.py",
    "toptips.charts.stacked": "test_charts_say.py",
    "toptips.charts.style": "test_charts.py",
    "toptips.charts.svg": "test_charts.py",
    "toptips.charts.themes": "test_charts_say.py",
    "toptips.charts.tip": "test_charts_say.py",
    "toptips.charts.words": "test_charts_say.py",
    "toptips.cli.anywhere": "test_cli_anywhere.py",
    "toptips.cli.combining": "test_combined.py",
    "toptips.cli.completion": "test_cli_completion.py",
    "toptips.cli.demo": "test_cli_demo.py",
    "toptips.cli.framework_text": "test_cli_frameworks.py",
    "toptips.cli.log": "test_cli.py",
    "toptips.cli.tables": "test_cli_output.py",
    "toptips.cli.framework_commands": "test_cli.py",
    "toptips.cli.standing_table": "test_standing.py",
    "toptips.cli.terminal": "test_cli.py",
    "toptips.cli.workshop_commands": "test_cli.py",
    "toptips.documents.allowed": "test_sandbox.py",
    "toptips.documents.contents": "test_word.py",
    "toptips.documents.controls": "test_word.py",
    "toptips.documents.html_style": "test_html.py",
    "toptips.documents.markdown": "test_blocks.py",
    "toptips.documents.outward": "test_brand.py",
    "toptips.documents.package": "test_word.py",
    "toptips.documents.paragraphs": "test_word.py",
    "toptips.documents.styles": "test_word.py",
    "toptips.documents.word_page": "test_page.py",
    "toptips.documents.tables": "test_word.py",
    "toptips.documents.syntax": "test_sandbox.py",
    "toptips.documents.text": "test_template.py",
    "toptips.documents.tokens": "test_template.py",
    "toptips.errors": "test_yaml_file.py",
    "toptips.model.dates": "test_answers.py",
    "toptips.model.ids": "test_beginning.py",
    "toptips.model.local_framework": "test_localising.py",
    "toptips.model.mistakes": "test_yaml_file.py",
    "toptips.model.paper_parts": "test_paper.py",
    "toptips.model.phrases": "test_coder.py",
    "toptips.model.spellings": "test_coder.py",
    "toptips.pack.told": "test_pack.py",
    "toptips.report.consultation": "test_localising.py",
    "toptips.report.groups": "test_report_figures.py",
    "toptips.report.priorities": "test_report.py",
    "toptips.sharing.held_back": "test_anonymous.py",
    "toptips.sharing.scores": "test_shared_scores.py",
    "toptips.report.themes": "test_themes_told.py",
    "toptips.report.quoted": "test_themes_told.py",
    "toptips.report.told": "test_report.py",
    "toptips.returns": "test_collecting.py",
    "toptips.returns.document": "test_word_reader.py",
    "toptips.returns.form": "test_word_reader.py",
    "toptips.returns.odt": "test_odt_reader.py",
    "toptips.returns.properties": "test_word_reader.py",
    "toptips.returns.alike": "test_whose.py",
    "toptips.returns.claims": "test_whose.py",
    "toptips.returns.counting": "test_collecting.py",
    "toptips.returns.names": "test_odd_files.py",
    "toptips.returns.no_form": "test_opening.py",
    "toptips.returns.taking_in": "test_collecting.py",
    "toptips.returns.rows": "test_workbook_reader.py",
    "toptips.returns.shelf": "test_collecting.py",
    "toptips.returns.word": "test_word_reader.py",
    "toptips.returns.word_xml": "test_word_reader.py",
    "toptips.sharing.standing_out": "test_anonymous.py",
    "toptips.unsafe.xml": "test_opening.py",
    "toptips.unsafe.zips": "test_opening.py",
    "toptips.unsafe.workbook": "test_workbook_reader.py",
    "toptips.unsafe.workbook_xml": "test_workbook_reader.py",
    "toptips.workbooks.partners": "test_partners_table.py",
    "toptips.workbooks.entry": "test_entry_workbook.py",
    "toptips.workbooks.package": "test_entry_workbook.py",
    "toptips.workflow.analysing": "test_report.py",
    "toptips.workflow.combining": "test_combined.py",
    "toptips.workflow.collecting": "test_workflow.py",
    "toptips.workflow.preparing": "test_workflow.py",
    "toptips.workflow.sharing": "test_anonymise.py",
    "toptips.unsafe.merged": "test_workbook_reader.py",
    "toptips.model.saved_again": "test_responses.py",
}


def modules() -> dict[str, Path]:
    """Every module of toptips in which something is done, by its name."""
    found = {}
    for path in sorted((ROOT / "toptips").rglob("*.py")):
        body = ast.parse(path.read_text("utf-8")).body
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in body):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


def own_test(module: str) -> str:
    return f"test_{module.rpartition('.')[2]}.py"


def imports(path: Path) -> set[str]:
    """What a test imports of toptips, itself or by what it imports from tests/."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
            support = ROOT.joinpath(*name.split(".")).with_suffix(".py")
            if name.startswith("toptips"):
                found.add(name)
            elif name.startswith("tests.") and support.exists():
                found |= imports(support)
    return found


def looks_at(test: str, module: str) -> bool:
    """Say whether a test imports a module, its room, or the workflow, which reaches all rooms."""
    rooms = {".".join(name.split(".")[:2]) for name in imports(TESTS / test)}
    return bool(rooms & {".".join(module.split(".")[:2]), "toptips.workflow"})


@pytest.mark.parametrize("module", modules())
def test_it_is_tested_under_its_own_name_or_where_it_is_said(module: str) -> None:
    test = TESTED_IN.get(module, own_test(module))
    assert (TESTS / test).exists(), f"add tests/{test}, or say here where it is tested"
    assert looks_at(test, module), f"tests/{test} has nothing to do with {module}"


@pytest.mark.parametrize("module", TESTED_IN)
def test_no_line_is_left_over(module: str) -> None:
    assert module in modules(), "it is there no longer"
    assert TESTED_IN[module] != own_test(module), "the line says nothing"
    own = TESTS / own_test(module)
    assert not (own.exists() and module in imports(own)), f"it is tested in {own.name}"
