"""The pack: what a reader finds in each of its documents."""

import itertools
from pathlib import Path

import pytest

from tests.support.folders import PARTNERS, TIPS, form_of, framework, make_folder
from tests.support.word_files import codes, open_word
from toptips import workflow
from toptips.model.reference import find_reference
from toptips.model.sendings import load_sent
from toptips.places import digest

ASKED = ("a", "b", "c", "d", "e")
# Asked of tables by default: score, barriers, ownership, action, lead, due, plans, dissent and
# whether the lead is here.
OF_TABLES = "acdefgjkm"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(tmp_path_factory.mktemp("pack"), groups={"pathway": ["Adults", "Older"]})
    workflow.prepare(folder)
    return folder


def test_files_are_named_by_id(folder: Path) -> None:
    found = {
        path.relative_to(folder / "pack").as_posix() for path in folder.rglob("pack/**/*.docx")
    }
    assert found == {
        "action-log.docx",
        "attendance-list.docx",
        "before-the-board.docx",
        "briefing.docx",
        "checklist.docx",
        "dot-voting-sheet.docx",
        "dot-voting-tally.docx",
        "facilitators-guide.docx",
        "item-cards.docx",
        "microsoft-forms-people.docx",
        "microsoft-forms-questions.docx",
        "forms/people.docx",
        "forms/self-assessment-on-paper.docx",
        "sorting-sheet.docx",
        "table-plan.docx",
        *(f"forms/self-assessment-{partner}.docx" for partner, _, _ in PARTNERS),
        *(f"invitations/invitation-{partner}.docx" for partner, _, _ in PARTNERS),
        "tables/conversation-sheet-table-1.docx",
        "tables/conversation-sheet-table-2.docx",
    }


def test_the_form_asks_every_question_once_with_its_code(folder: Path) -> None:
    found = codes(form_of(folder, "council"))
    numbers = range(1, len(TIPS) + 1)
    assert set(ASKED) == set("abcde")
    # Three tips ask for one vote; the group comes after what is asked of everybody.
    assert found == [
        *("0a", "0b", "0c", "0j", "0d"),
        *(f"{number}{letter}" for number in numbers for letter in "ad"),
        "0e",
        *(f"{number}{letter}" for number in numbers for letter in "bce"),
        *("0h", "0i"),
    ]


def test_the_form_says_how_long_it_takes(folder: Path) -> None:
    lines = open_word(form_of(folder, "council")).paragraphs
    # Two choices and three texts about each of three tips.
    assert any(line.startswith("Score every tip: about 2 minutes.") for line in lines)
    assert "Write about a few: three tips is plenty, about 12 minutes." in lines


def test_scores_and_owners_stand_in_one_table(folder: Path) -> None:
    form = open_word(form_of(folder, "council"))
    (grid,) = [table for table in form.tables if table[0][0] == "Tip"]
    assert grid[0] == ["Tip", "a Score", "d Who could change this"]
    assert [row[0].split("\n")[0] for row in grid[1:]] == [
        f"{number} {tip['title']}" for number, tip in enumerate(framework()["tips"], 1)
    ]
    score, owner = (" ".join(text.split()) for text in grid[1][1:])
    assert score == "☐ 1 ☐ 2 ☐ 3 ☐ 4 ☐ 5 ☐ Don't know ☐ Not my work"
    assert owner == "☐ Us alone ☐ Us and others ☐ Others alone ☐ National ☐ Not sure"


def test_each_answer_has_a_place_beside_its_question(folder: Path) -> None:
    form = open_word(form_of(folder, "council"))
    assert len(form.tags) == len(set(form.tags)) == len(codes(form_of(folder, "council")))
    answers = [row[1] for table in form.tables for row in table if row[0].startswith("2b ")]
    assert answers == ["Click here and write"]


def test_the_form_shows_each_tip_and_the_scale(folder: Path) -> None:
    form = open_word(form_of(folder, "council"))
    briefing = open_word(folder / "pack" / "briefing.docx")
    for number, tip in enumerate(framework()["tips"], 1):
        assert f"Tip {number}: {tip['title']}" in form.headings
        assert tip["summary"] in form.text
        for line in tip["looks_like"]:
            assert line in briefing.text
            assert line not in form.text
    # A number and what it means are not parted by the end of a line.
    assert "1\u00a0Not started, 2\u00a0Planned, 3\u00a0Working in some places" in form.text
    assert "All wording is ours." in form.text


def test_the_form_says_what_happens_to_the_answers(folder: Path) -> None:
    form = open_word(form_of(folder, "council"))
    assert "The Harbour partnership collects this form to improve local services" in form.text
    assert "It is read by an independent facilitator." in form.text
    assert "groups of at least 3; in a small system someone may still guess who said" in form.text
    assert "Forms are deleted by Monday 30 September 2019." in form.text
    withdraw = "object or withdraw until Monday 30 September 2019, giving your word from 0a"
    assert f"{withdraw}: privacy@example.org; after that your answers stay" in form.text
    assert "they can see who e-mailed this form and which organisation it is for" in form.text
    assert "tell us first: privacy@example.org; then the Information Commission" in form.text
    assert "If you leave this blank, we take it as No." in form.text
    targets = form.link_targets()
    assert "https://example.org/notice" in targets
    assert "mailto:forms@example.org" in targets
    assert any(target.startswith("https://ico.org.uk") for target in targets)


def test_the_form_carries_its_reference_in_print_and_in_its_properties(folder: Path) -> None:
    form = open_word(form_of(folder, "council"))
    printed = find_reference(form.text)
    assert printed is not None
    assert printed == find_reference(form.property("keywords"))
    assert (printed.workshop, printed.form, printed.partner) == (
        "harbour-2018",
        "self-assessment",
        "council",
    )
    sent = load_sent(folder)[printed.hash]
    assert [question.code for question in sent.questions if question.tip == TIPS[2]] == [
        f"3{letter}" for letter in ASKED
    ]


def test_forms_differ_by_nothing_but_their_partner(folder: Path) -> None:
    def neutral(partner: str, name: str) -> str:
        form = open_word(form_of(folder, partner))
        return form.everything().replace(name, "NAME").replace(f"/ {partner} /", "/ ID /")

    texts = {neutral(partner, name) for partner, name, _ in PARTNERS}
    assert len(texts) == 1
    assert "NAME" in texts.pop()


def test_the_sent_questionnaires_lie_under_their_hashes(folder: Path) -> None:
    sent = load_sent(folder)
    assert sorted(asked.form for asked in sent.values()) == [
        "conversation", "people", "self-assessment", "tally"
    ]  # fmt: skip
    for name, questionnaire in sent.items():
        path = folder / "sent" / f"{questionnaire.hash}.json"
        assert name == questionnaire.hash[:8]
        assert questionnaire.hash == digest(path.read_bytes())
    references = [
        find_reference(open_word(document).property("keywords"))
        for document in [
            *(folder / "pack" / "forms").iterdir(),
            *(folder / "pack/tables").iterdir(),
            folder / "pack" / "dot-voting-tally.docx",
        ]
    ]
    assert {found.hash for found in references if found} == set(sent)
    # Besides those of partners: one for people, one on paper, two tables' sheets, and the tally.
    assert len(references) == len(PARTNERS) + 5


def test_the_conversation_sheet_asks_what_tables_are_asked_and_once_what_may_be_printed(
    folder: Path,
) -> None:
    sheet = form_of(folder, "table-1")
    assert set(OF_TABLES) == set("acdefgjkm")
    # What is talked about, then what is agreed, then what follows.
    of_tips = [f"{number}{letter}" for number in (1, 2, 3) for letter in "cjadekfgm"]
    assert codes(sheet) == ["0d", *of_tips]
    opened = open_word(sheet)
    assert "The score that your table agreed." in opened.text
    assert "printed only if nobody objects" in opened.text
    assert "If you leave this blank, only what you decided is printed." in opened.text
    assert "Did anyone see it differently?" in opened.text
    for prompt in framework()["tips"][0]["prompts"]:
        assert prompt in opened.text
    reference = find_reference(opened.text)
    assert reference is not None
    assert (reference.form, reference.partner) == ("conversation", "table-1")


def test_each_sheet_holds_all_tips_and_says_which_the_table_takes(tmp_path: Path) -> None:
    """A short day: the tips are shared out, and each is met by two tables."""
    folder = make_folder(tmp_path, starts="10:00", ends="12:05", tables=3)
    pack = workflow.prepare(folder)
    assert pack.agenda.shared_out
    rounds = [item.clock for item in pack.agenda.items if item.part == "conversation"]
    met = []
    for table in pack.agenda.tables:
        sheet = open_word(form_of(folder, table.id))
        own = [tip.number for tip in table.tips]
        others = [number for number in (1, 2, 3) if number not in own]
        headings = [head for head in sheet.headings if head.startswith("Tip ")]
        assert [int(head[4]) for head in headings] == [*own, *others]
        assert f"Your table takes tips {', '.join(map(str, own))}, in this order" in sheet.text
        clocks = [line for line in sheet.paragraphs if line.startswith(f"Table {table.number}, ")]
        said = [f"Table {table.number}, {when}." for when in (*rounds, "if you have time")]
        assert [line[: len(when)] for line, when in zip(clocks, said, strict=True)] == said
        met += own
    assert sorted(met) == [1, 1, 2, 2, 3, 3]
    assert len([key for key in load_sent(folder).values() if key.form == "conversation"]) == 1
    guide = open_word(folder / "pack" / "facilitators-guide.docx")
    assert "the tips are shared out" in guide.text
    assert ["Table 2", "3, 1"] in [row for table in guide.tables for row in table]
    assert "Tables 1, 3." in guide.text


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


def test_the_guides_agenda_adds_up(folder: Path) -> None:
    guide = open_word(folder / "pack" / "facilitators-guide.docx")
    agenda = guide.tables[0]
    assert agenda[0] == ["Time", "Minutes", "What we do", "Where"]
    now = minutes("10:00")
    for time, length, _, _ in agenda[1:]:
        starts, ends = map(minutes, time.split(" to "))
        assert starts == now
        assert ends - starts == int(length)
        now = ends
    assert now == minutes("15:30")
    briefing = open_word(folder / "pack" / "briefing.docx")
    times = [row[0].split(" to ") for row in briefing.tables[0][1:]]
    assert [times[0][0], times[-1][1]] == ["10:00", "15:30"]
    assert all(ends == starts for (_, ends), (starts, _) in itertools.pairwise(times))


def test_the_guide_has_a_script_for_each_tip_that_fills_its_time(folder: Path) -> None:
    guide = open_word(folder / "pack" / "facilitators-guide.docx")
    lengths = {row[1] for row in guide.tables[0] if row[2].startswith("Conversation")}
    assert len(lengths) == 1
    [script] = [table for table in guide.tables if table[0] == ["Minutes", "What the table does"]]
    assert sum(int(row[0]) for row in script[1:]) == int(*lengths)
    clocks = [row[0] for row in guide.tables[0] if row[2].startswith("Conversation")]
    for clock, tip in zip(clocks, framework()["tips"], strict=True):
        assert f"{clock}, all tables. {tip['summary']}" in guide.text
        for text in (*tip["prompts"], tip["plain"]):
            assert text in guide.text


def test_the_guide_has_ground_rules_and_the_key_question(folder: Path) -> None:
    guide = open_word(folder / "pack" / "facilitators-guide.docx")
    assert "Ground rules for honest conversations" in guide.headings
    assert guide.text.count("Whose problem is it really?") >= 3
    headings = {heading for heading in guide.headings if heading in guide.text}
    for row in guide.tables[0][1:]:
        what = row[2]
        if not what.startswith(("Conversation", "Lunch", "Break")):
            assert what in headings, f"the agenda has '{what}', but the guide says nothing of it"


def test_the_invitation_says_when_where_and_what_is_asked(folder: Path) -> None:
    letter = open_word(folder / "pack" / "invitations" / "invitation-charity.docx")
    for said in (
        "To: Lantern House",
        "Monday 3 September 2018, 10:00 to 15:30, at The Old Custom House",
        "Friday 24 August 2018",
        "Whose problem is it really?",
        "An independent facilitator",
    ):
        assert said in letter.text
    assert "mailto:forms@example.org" in letter.link_targets()
    assert "Harbour Hospitals" not in letter.everything()


def test_letters_are_signed_alike(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w", facilitators=["an independent chair", "de Wit, Ana"])
    workflow.prepare(folder)
    for name in ("invitations/invitation-council", "before-the-board"):
        letter = open_word(folder / "pack" / f"{name}.docx").text
        assert "An independent chair" in letter and "an independent chair" not in letter
    form = open_word(form_of(folder, "council"))
    assert "It is read by an independent chair and de Wit, Ana." in form.text


def test_the_briefing_names_who_is_invited(folder: Path) -> None:
    briefing = open_word(folder / "pack" / "briefing.docx")
    rows = [row for table in briefing.tables for row in table]
    assert ["NHS", "Harbour Mental Health Trust; Harbour Hospitals"] in rows
    for _, name, sector in PARTNERS:
        assert name in briefing.text
        assert sector in briefing.text


def test_the_briefing_says_what_good_looks_like_and_what_each_score_means(folder: Path) -> None:
    briefing = open_word(folder / "pack" / "briefing.docx")
    for tip in framework()["tips"]:
        assert " ".join(tip["looks_like"]) in briefing.text
    assert "What each score means: 1 Not started: Nothing has been agreed or done yet. 2" in (
        briefing.text
    )


def test_every_document_has_a_title_of_its_own(folder: Path) -> None:
    titles = [open_word(path).property("title") for path in folder.rglob("pack/**/*.docx")]
    assert all(titles)
    assert "Self-assessment: Harbour Council" in titles
    assert "Conversation sheet: table 2" in titles
