"""The copy to share: what an attacker who knows the originals can't find in it."""

import csv
import errno
import io
import os
import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.processes import forks, in_a_child
from tests.support.running import refusal, toptips
from tests.support.small_workshop import asked, make_workshop, respondent, table
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.model.framework import load_framework
from toptips.model.personal_data import findings
from toptips.model.responses import Response, read_responses
from toptips.sharing.anonymous import Anonymous, anonymise

GROUPS = {"pathway": ["Adults", "Older adults"], "locality": ["North", "Mid", "South"]}
PARTNERS = {"a": ("NHS", 4), "b": ("NHS", 4), "c": ("Council", 4), "d": ("Council", 4)}


def person(
    partner: str,
    number: int = 1,
    quote: str = "sector",
    groups: tuple[str, ...] = (),
    **answers: str,
) -> Response:
    """One self-assessment with a score for tip 1; `groups` are pathway and locality."""
    keys = {
        (name[:2], name[3:]) if re.match(r"t\d_", name) else ("", name): value
        for name, value in {"t1_score": "3", **answers}.items()
    }
    return Response(
        id=f"{partner}{number}",
        form="self-assessment",
        partner=partner,
        partner_name=f"Partner {partner}",
        sector="NHS",
        respondent=f"label-{partner}{number}",
        role=f"role of {partner}{number}",
        quote=quote,
        groups=dict(zip(GROUPS, groups, strict=False)),
        answers=keys,
        source=f"Jo from {partner}{number}.docx",
    )


def several(
    partner: str, many: int, groups: tuple[str, ...] = (), **answers: str
) -> list[Response]:
    return [person(partner, number, "sector", groups, **answers) for number in range(1, many + 1)]


def copy_of(*responses: Response, secret: str = "s", **more: object) -> Anonymous:
    workshop = make_workshop(PARTNERS, **{"groups": GROUPS, **more})
    return anonymise(list(responses), asked(workshop), 3, secret)


def test_a_new_response_keeps_scores_and_choices_and_nothing_of_its_sender() -> None:
    everybody = [*several("a", 3), *several("b", 3)]
    chosen = person(
        "a", 9, top_1="t2", t1_ownership="ours", t1_due="2027-01-31", speaks_for="several"
    )
    found = copy_of(*everybody, chosen)
    (same,) = [response for response in found.responses if response.get("", "top_1")]
    assert same.answers == {
        ("t1", "score"): "3",
        ("", "top_1"): "t2",
        ("t1", "ownership"): "ours",
        ("t1", "due"): "2027-01-31",
    }
    assert (same.partner, same.partner_name, same.respondent, same.role, same.source) == ("",) * 5
    assert (same.sector, same.quote) == ("NHS", "")
    assert [response.id for response in found.responses] == [
        f"r{number:03}" for number in range(1, 8)
    ]


def test_what_is_no_choice_is_left_out_of_the_choices() -> None:
    odd = person(
        "b", 4, t1_score="ask jo", t2_ownership="Jo's", t2_due="soon", t9_score="3", top_1="Jo"
    )
    found = copy_of(*several("a", 3), *several("b", 3), odd)
    assert "Jo" not in repr(found.responses) and "t9" not in repr(found.responses)
    assert found.count("self-assessment") == 6


def test_words_stand_apart_and_only_of_those_who_allowed_it() -> None:
    found = copy_of(
        person("a", 1, "sector", t1_barriers="Waits"),
        person("a", 2, "anonymous", t1_barriers="Beds"),
        person("b", 1, "no", t1_barriers="Secret", other="Hidden"),
        person("b", 2, "", t1_barriers="Blank means no"),
    )
    assert {(words.sector, words.tip, words.question, words.text) for words in found.comments} == {
        ("NHS", "t1", "barriers", "Waits"),
        ("", "t1", "barriers", "Beds"),
    }
    assert found.withheld == 2
    for words in ("Waits", "Beds", "Secret", "Blank"):
        assert words not in repr(found.responses)


def test_a_sector_is_named_beside_words_only_if_enough_of_it_answered_about_the_tip() -> None:
    found = copy_of(*several("a", 2), *several("b", 2), person("a", 3, t2_barriers="Of tip 2"))
    assert [(comment.sector, comment.text) for comment in found.comments] == [("", "Of tip 2")]


def test_personal_data_and_the_writers_own_marks_are_hidden_in_words() -> None:
    text = "Ring me on 07700 900123. LABEL-A1, Role of  a1 at partner a;"
    text += " Partner B should lead; role of b1 too"
    found = copy_of(person("a", 1, t1_barriers=text), *several("b", 3))
    assert found.comments[0].text == (
        "Ring me on [telephone number removed]. [label removed], [role removed] at"
        " [organisation removed]; [organisation removed] should lead; role of b1 too"
    )
    assert found.hidden == 1


def test_small_sectors_and_those_of_one_organisation_are_pooled() -> None:
    partners = {
        "a": ("NHS", 9), "b": ("NHS", 9), "c": ("Council", 9), "d": ("Housing", 9),
        "e": ("Police", 9), "f": ("Care", 9), "g": ("Care", 9),
    }  # fmt: skip
    workshop = make_workshop(partners)
    people = [*several("a", 2), *several("b", 2), *several("c", 5), *several("f", 2)]
    found = anonymise(people, asked(workshop), 3, "s")
    # Police and Housing are silent; Council is one organisation; Care are two people of one.
    assert Counter(response.sector for response in found.responses) == {
        "NHS": 4,
        "Other sectors": 7,
    }
    assert found.pooled == ("Care", "Council")
    found = anonymise([*people[:4], *several("d", 1)], asked(workshop), 3, "s")
    # A pool of one person would be no pool.
    assert Counter(response.sector for response in found.responses) == {"Other sectors": 5}


def test_nobody_stands_out_by_groups() -> None:
    north, south = ("Adults", "North"), ("Adults", "South")
    found = copy_of(
        *several("a", 2, north), *several("b", 2, north), person("a", 8, "", south),
        person("b", 8, "", south), person("b", 9, "", ("Older adults", "North")),
    )  # fmt: skip
    classes = Counter(tuple(response.groups.items()) for response in found.responses)
    # Two of the South alone keep their pathway; the one older adult would be alone without any
    # group, so the next smallest class keeps it company, with which it is safe.
    assert min(classes.values()) >= 3
    assert sum(classes.values()) == 7
    assert classes[(("pathway", "Adults"), ("locality", "North"))] == 4
    assert found.blanked == 3


def test_groups_of_one_organisation_alone_are_taken_out() -> None:
    found = copy_of(*several("a", 4, ("Adults", "North")), *several("b", 4, ("Adults", "South")))
    assert {tuple(response.groups.items()) for response in found.responses} == {
        (("pathway", "Adults"),)
    }


def test_what_tables_agreed_keeps_its_table_but_no_personal_data() -> None:
    sheet = table("1", t1_score="4", t1_action="Write to jo@example.org", t1_lead="The council")
    sheet = replace(sheet, respondent="table-1")
    found = copy_of(*several("a", 2), *several("b", 2), sheet)
    (same,) = [response for response in found.responses if response.form == "conversation"]
    assert same.respondent == "table-1"
    assert same.id != sheet.id
    assert same.answers == {
        ("t1", "score"): "4",
        ("t1", "action"): "Write to [e-mail address removed]",
        ("t1", "lead"): "The council",
    }


def test_other_words_of_a_table_are_in_the_copy_only_if_nobody_objected() -> None:
    words = {"t1_plans": "A pilot", "t1_dissent": "Not ours", "t1_score": "4", "t1_lead": "Matron"}
    people = [*several("a", 2), *several("b", 2)]
    kept = {}
    for leave in ("words", "decisions", ""):
        found = copy_of(*people, table("1", _read_by_all=leave, **words))
        (sheet,) = [response for response in found.responses if response.form == "conversation"]
        kept[leave] = {question for tip, question in sheet.answers if tip}
    assert kept["words"] == {"score", "lead", "plans", "dissent"}
    assert kept["decisions"] == kept[""] == {"score", "lead"}


def test_too_few_people_who_use_services_are_left_out() -> None:
    def service_user(number: int) -> Response:
        answers = {("t1", "score"): "2", ("t1", "barriers"): f"I waited {number} weeks"}
        return Response(f"p{number}", "people", quote="anonymous", answers=answers)

    ours = [*several("a", 2), *several("b", 2)]
    few = copy_of(*ours, service_user(1), service_user(2))
    assert (few.count("people"), few.people_left_out, few.comments) == (0, 2, ())
    enough = copy_of(*ours, *(service_user(number) for number in range(3)))
    assert (enough.count("people"), enough.people_left_out, len(enough.comments)) == (3, 0, 3)


@pytest.mark.parametrize("few", [[], several("a", 1) + several("b", 1), several("a", 9)])
def test_too_few_are_not_shared_at_all(few: list[Response]) -> None:
    with pytest.raises(TopTipsError, match="nothing that is fit to share"):
        copy_of(*few)


def test_the_order_is_always_the_same_and_says_nothing_without_the_secret() -> None:
    people = [
        respondent(f"{partner}{number}", t1_score=str(number))
        for partner in "abcd"
        for number in range(1, 5)
    ]
    assert copy_of(*people) == copy_of(*reversed(people))
    orders = {
        tuple(response.get("t1", "score") for response in copy_of(*people, secret=secret).responses)
        for secret in "stuv"
    }
    assert len(orders) == 4


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdefg"),
            st.sampled_from(["", *GROUPS["pathway"]]),
            st.sampled_from(["", *GROUPS["locality"]]),
        ),
        min_size=3,
        max_size=40,
    ),
    st.integers(2, 5),
)
def test_every_combination_left_is_shared_by_enough_people_of_two_organisations(
    people: list[tuple[str, str, str]], smallest: int
) -> None:
    partners = {
        partner: (f"Sector {partner in 'abc'}{partner in 'de'}", 9) for partner in "abcdefg"
    }
    put = asked(make_workshop(partners, groups=GROUPS))
    responses = [person(partner, number, "no") for number, (partner, _, _) in enumerate(people)]
    for response, (_, pathway, locality) in zip(responses, people, strict=True):
        given_groups = {"pathway": pathway, "locality": locality}
        response.groups.update({name: value for name, value in given_groups.items() if value})
        # A date tells here of which organisation a new response is.
        response.answers["t2", "due"] = f"20{'abcdefg'.index(response.partner):02}-01-01"
    try:
        found = anonymise(responses, put, smallest, "s")
    except TopTipsError:
        assert len(people) < smallest or len({partner for partner, _, _ in people}) < 2
        return
    classes = defaultdict(list)
    for response in found.responses:
        classes[response.sector, tuple(sorted(response.groups.items()))].append(
            response.get("t2", "due")
        )
    assert sum(map(len, classes.values())) == len(people)
    for organisations in classes.values():
        assert len(organisations) >= smallest
        assert len(set(organisations)) >= 2


# The command, on a folder, and an attack on all that it writes.

LABELS = ("Zebra-Quartz", "Ümlaut Fox", "KJQX")
ROLE = "Deputy Chief Widget Officer"
PERSONAL = ("jo.bloggs@example.org", "07700 900123", "943 476 5919", "SW1A 1AA")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_folder(
        tmp_path_factory.mktemp("anonymise") / "harbour",
        groups={"locality": ["North", "South"], "pathway": ["Adults", "Older adults"]},
    )
    returned = []
    for number, whose in enumerate(("mh-trust", "acute-trust", "council", "district", "charity")):
        for who in range(2):
            more = {
                "0.label": f"{LABELS[(number + who) % 3]} {number}{who}",
                "0.role": f"{ROLE} {number}{who}",
                "0.quote": "Yes, naming our sector" if who else "",
                "0.locality": "South" if number == 2 and who else "North",
                "0.pathway": "Older adults" if number == 4 else "Adults",
                "1.barriers": f"Ask {PERSONAL[number % 4]}, says {LABELS[(number + who) % 3]}"
                f" {number}{who}" + ("" if who else " NEVER-PRINT-THIS"),
            }
            returned.append((whose, answered(str(1 + number), **more)))
    returned.append(("table-1", {"1.score": "3", "1.action": f"Ring {PERSONAL[1]}"}))
    collect_forms(folder, returned)
    return folder


def test_an_attacker_finds_nothing_of_the_originals_in_any_file(
    folder: Path, tmp_path: Path
) -> None:
    originals = read_responses(folder / "responses.csv")
    assert len(originals) == 11
    shared = workflow.anonymise(folder, tmp_path / "shared")
    files = {path.name: path.read_bytes().decode("utf-8-sig") for path in shared.folder.iterdir()}
    assert sorted(files) == [
        *("README.txt", "comments.csv", "harbour-tips.yaml", "responses.csv", "summary.json")
    ]
    known = {*LABELS, ROLE, *PERSONAL, "NEVER-PRINT-THIS", ".docx"}
    for response in originals:
        known |= {response.id, response.role, response.source}
        known |= {response.partner, response.partner_name}
        known |= {response.respondent} if response.form == "self-assessment" else set()
    for name, text in files.items():
        for secret in known - {""}:
            assert secret.casefold() not in text.casefold(), f"{secret!r} is in {name}"
        assert name == "README.txt" or findings(text) == []
    rows = list(csv.DictReader(io.StringIO(files["responses.csv"])))
    people = {
        row["response_id"]: (row["sector"], row["locality"], row["pathway"])
        for row in rows
        if row["form"] == "self-assessment"
    }
    assert len(people) == 10
    assert min(Counter(people.values()).values()) >= 3
    comments = list(csv.DictReader(io.StringIO(files["comments.csv"])))
    assert len(comments) == shared.comments == 5
    assert {row["form"] for row in rows} == {"self-assessment", "conversation"}


def test_the_copy_is_one_that_toptips_reads(folder: Path, tmp_path: Path) -> None:
    shared = workflow.anonymise(folder, tmp_path / "new" / "shared").folder
    responses = read_responses(shared / "responses.csv")
    assert sum(response.form == "self-assessment" for response in responses) == 10
    assert load_framework(shared / "harbour-tips.yaml").id == "harbour-tips"
    readme = (shared / "README.txt").read_bytes().decode("utf-8-sig")
    assert "10 self-assessments and 1 conversation sheet\r\n" in readme
    assert "Voluntary sector" in readme and "30 September 2019" in readme
    assert max(map(len, readme.splitlines())) < 120


def test_two_copies_hold_the_same_in_an_order_that_nobody_can_know(
    folder: Path, tmp_path: Path
) -> None:
    copies = [workflow.anonymise(folder, tmp_path / name).folder for name in "abcd"]
    orders = {path.joinpath("responses.csv").read_bytes() for path in copies}
    assert len(orders) > 1, "the secret was drawn anew each time"
    for name in ("README.txt", "harbour-tips.yaml", "summary.json"):
        assert len({path.joinpath(name).read_bytes() for path in copies}) == 1
    for name in ("responses.csv", "comments.csv"):
        contents = []
        for path in copies:
            text = path.joinpath(name).read_bytes().decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text))
            contents.append(
                Counter(
                    tuple((key, cell) for key, cell in row.items() if key != "response_id")
                    for row in rows
                )
            )
        assert contents.count(contents[0]) == len(copies)


def test_only_a_folder_that_is_free_is_written_into(folder: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine", encoding="utf-8")
    for target in (full, folder, full / "mine.txt"):
        assert "is there already" in refusal("anonymise", target, "-w", folder)
    for own in ("returns", "returns/shared", "pack/x", "report", "reminders", "next", ".toptips/x"):
        target = folder / own
        said = refusal("anonymise", target, "-w", folder)
        assert "belongs to the workshop" in said or "is there already" in said
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert not (folder / "report").exists()
    (tmp_path / "empty").mkdir()
    done = toptips("anonymise", tmp_path / "empty", "-w", folder)
    assert done.returncode == 0, done.stderr
    assert "10 self-assessments, and 5 comments" in done.stdout


def test_a_full_disk_leaves_nothing_and_the_next_run_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, moved = Path.replace, []

    def refuse(path: Path, target: Path) -> Path:
        moved.append(target.name)
        if len(moved) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    target = tmp_path / "shared"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(TopTipsError, match="the disk is full"):
            workflow.anonymise(folder, target)
    assert len(moved) == 3
    assert not list(tmp_path.glob("*shared*")) and not list(tmp_path.glob(".*"))
    assert workflow.anonymise(folder, target).respondents == 10


@forks
def test_one_that_was_killed_leaves_no_copy_and_the_next_run_goes_on(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "shared"

    def cut_off() -> None:
        replace, moved = Path.replace, []

        def kill(path: Path, place: Path) -> Path:
            moved.append(place)
            if len(moved) == 3:
                os._exit(9)
            return replace(path, place)

        Path.replace = kill  # the child alone sees this
        workflow.anonymise(folder, target)

    assert in_a_child(cut_off) == 9
    assert not target.exists()
    assert workflow.anonymise(folder, target).respondents == 10
    assert not list(tmp_path.glob(".*")), "what was cut off is gone"


def test_nothing_collected_yet_and_too_few(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour")
    target = tmp_path / "shared"
    assert "Run 'toptips collect' first" in refusal("anonymise", target, "-w", folder)
    collect_forms(folder, [("council", answered("3"))])
    assert "nothing that is fit to share" in refusal("anonymise", target, "-w", folder)
    assert not target.exists()
