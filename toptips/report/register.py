"""What the report says of what is under way, planned or agreed, in its appendix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toptips.analysis.figures import Figures
from toptips.analysis.printing import capital, count
from toptips.analysis.proposed import UnderWay
from toptips.report.agreed import due_of, lead_of
from toptips.report.quoted import Quoted, whose
from toptips.report.workstreams import in_all_wordings, in_lines, tables_of

PLANS = "plans"


@dataclass(frozen=True)
class EntryTold:
    """One line of the register: on which item, what, who does it by when, and who says so.

    `of_words` says whether it is more than the steps of tables, which stand among all steps.
    """

    item: str
    what: str
    lead: str
    due: str
    by: str
    of_words: bool


@dataclass(frozen=True)
class RegisterTold:
    """The register, and of how many plans it speaks."""

    said: tuple[str, ...]
    entries: tuple[EntryTold, ...]


def register_told(figures: Figures, quoted: Quoted) -> RegisterTold:
    """Say what is under way, planned or agreed; what is printed here is quoted nowhere else."""
    return RegisterTold(
        said=tuple(_said(figures)),
        entries=tuple(_entry(entry, figures, quoted) for entry in figures.register),
    )


def _said(figures: Figures) -> Iterator[str]:
    """Say how many wrote about plans, how many of these are printed, and what tables proposed."""
    written = sum(tip.comments[PLANS].n for tip in figures.tips if PLANS in tip.comments)
    printed = sum(
        quote.form == "self-assessment" for entry in figures.register for quote in entry.wordings
    )
    if written:
        answers = count(written, "answer", "answers")
        said = f"Self-assessments say what is planned or under way in {answers}"
        if printed == written:
            yield f"{said}."
        else:
            none = "none of them is" if written > 1 else "it is not"
            some = f"{printed} of them {'is' if printed == 1 else 'are'}" if printed else none
            yield f"{said}; {some} printed, since words need consent and somebody to confirm them."
    steps = sum(len(entry.steps) for entry in figures.register)
    if steps:
        yield (
            f"Tables proposed {count(steps, 'step', 'steps')} with a lead and a date. Leads who"
            " were not there are marked, and so are those of whom the table did not say."
        )
    words = sum(bool(tip.table_words.get(PLANS)) for tip in figures.tips)
    if words:
        yield f"Tables wrote what is planned or under way on {figures.terms.counted(words)}."
    if not (written or steps or words):
        yield "Nobody wrote down what is planned or under way."


def _entry(entry: UnderWay, figures: Figures, quoted: Quoted) -> EntryTold:
    quoted.all(entry.wordings)
    numbers = {tip.id: tip.number for tip in figures.tips}
    words = [quote for quote in entry.wordings if quote.question == PLANS]
    return EntryTold(
        item=str(numbers[entry.tip]),
        what=in_all_wordings([quote.text for quote in entry.wordings]),
        lead=in_lines([lead_of(step) for step in entry.steps]),
        due=in_lines([due_of(step) for step in entry.steps]),
        by=in_lines(
            [*tables_of(entry.steps), *(capital(whose(quote, figures.internal)) for quote in words)]
        ),
        of_words=bool(words),
    )
