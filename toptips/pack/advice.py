"""What `prepare` warns of: what in a workshop's plan will go wrong, each with what would help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from toptips.model.dates import written
from toptips.model.framework import Framework
from toptips.model.workshop import Partner, Workshop
from toptips.pack.agenda import FEWEST_MINUTES, Agenda, plan_or_none
from toptips.pack.dates import dates_told

LONGEST_FORM = 30  # minutes; what takes longer is put aside and forgotten
LATEST = 17 * 60  # nobody plans a day that ends later
MOST_TABLES = 12
# Whom a talk about discharge needs, and the words by which a list of partners shows them. Care
# homes and nursing homes are no housing.
NEEDED = {
    "housing": r"hous(?:e|ing)\b|homeless|landlord|tenan(?:t|cy)|accommodation|almshouse|hostel",
    "unpaid carers": r"\bcarers?\b|\bfamil(?:y|ies)['’]? (?:forum|group|carers)",
    "people who use services": (
        r"service[ -]users?|users? of services|use services|lived experience|experts? by experience"
        r"|patients?\b|healthwatch|user[ -]led|self[ -]advocacy|survivors?\b|peer\b"
        r"|recovery college|people first|people's (?:panel|voice)|citizens?\b"
    ),
}
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}")
_LINK = re.compile(r"https?://\S+\.\S+|www\.\S+\.\S+", re.IGNORECASE)
_FEWEST_DIGITS = 9  # of a telephone number


def advice(
    workshop: Workshop,
    framework: Framework,
    agenda: Agenda,
    *,
    form_minutes: int,
    left_out_online: Sequence[str],
    today: date,
    sent: bool,
) -> Iterator[str]:
    """Yield what a person should know before anything is sent, a sentence or two each.

    `sent` says that forms were sent and came back: then the days before that may well be past.
    """
    yield from _too_full(workshop, framework, agenda)
    if form_minutes > LONGEST_FORM:
        yield (
            f"The self-assessment takes about {form_minutes} minutes, and many will not finish what"
            f" takes over {LONGEST_FORM}. Ask less about each {framework.item.singular}, under"
            " 'ask' in workshop.yaml, or leave it to the tables, under 'ask_tables'."
        )
    if left_out_online:
        yield (
            "Microsoft Forms takes 200 questions, so microsoft-forms-questions.docx leaves out of"
            f" each {framework.item.singular}: {'; '.join(left_out_online)}. It says so to those"
            " who answer. The Word form asks everything; or ask less, under 'ask' in workshop.yaml."
        )
    yield from _not_invited(workshop)
    yield from _unreachable(workshop)
    yield from _past(workshop, today)
    if not sent:
        yield from _late(workshop, today)


def _too_full(workshop: Workshop, framework: Framework, agenda: Agenda) -> Iterator[str]:
    """Warn of a day that gives tables too little time, and say what would give them enough."""
    noun, nouns = framework.item.singular, framework.item.plural
    if agenda.minutes < FEWEST_MINUTES:
        yield (
            f"The day is too full: tables have {agenda.minutes} minutes for each {noun}, and"
            f" {FEWEST_MINUTES} is the least in which a table agrees anything."
            f"{_what_helps(workshop, framework, every=False)}"
        )
    elif agenda.shared_out:
        yield (
            f"The day is too short for every table to talk about every {noun}, so each table has"
            f" {len(agenda.tables[0].tips)} of the {nouns}; see the facilitator's guide."
            f"{_what_helps(workshop, framework, every=True)}"
        )


def _what_helps(workshop: Workshop, framework: Framework, *, every: bool) -> str:
    """Say which end of the day or how many tables would give each item its twelve minutes."""
    hours, minutes = map(int, workshop.ends.split(":"))
    ends = hours * 60 + minutes

    def enough(**changes: object) -> bool:
        planned = plan_or_none(workshop.model_copy(update=changes), framework)
        return (
            planned is not None
            and planned.minutes >= FEWEST_MINUTES
            and not (every and planned.shared_out)
        )

    ways = []
    later = range(ends + 15 - ends % 15, LATEST + 1, 15)
    clocks = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in later)
    if end := next((clock for clock in clocks if enough(ends=clock)), ""):
        ways.append(f"let it end at {end}")
    more = range(workshop.tables + 1, MOST_TABLES + 1)
    if not every and (tables := next((many for many in more if enough(tables=many)), 0)):
        ways.append(f"have {tables} tables")
    if not ways:
        return f" Two half-days would help, or fewer {framework.item.plural}."
    return f" To change that, {' or '.join(ways)}."


def _not_invited(workshop: Workshop) -> Iterator[str]:
    """Warn of a list on which those are missing without whom discharge can't be talked about."""
    if workshop.internal:
        return
    missing = [who for who in NEEDED if not any(_is(who, partner) for partner in workshop.partners)]
    if missing:
        *before, last = missing
        listed = f"{', '.join(before)} or {last}" if before else last
        yield (
            f"No partner's name or sector speaks of {listed}. Invite them, and pay those who are"
            " not paid to come; if they are on the list under another name, all is well."
        )


def _is(who: str, partner: Partner) -> bool:
    return bool(re.search(NEEDED[who], f"{partner.name}\n{partner.sector}", re.IGNORECASE))


def _unreachable(workshop: Workshop) -> Iterator[str]:
    """Warn of contacts by which nobody can be reached: the forms print them."""
    given = {
        "returns.to": workshop.returns.to,
        "privacy.contact": workshop.privacy.contact,
        "privacy.complaints": workshop.privacy.complaints or workshop.privacy.contact,
    }
    wrong = [key for key, contact in given.items() if not _reaches(contact)]
    if "privacy.contact" in wrong and not workshop.privacy.complaints:
        wrong.remove("privacy.complaints")
    if wrong:
        yield (
            f"No e-mail address, telephone number or link is in {', '.join(wrong)} of"
            " workshop.yaml, so nobody can be reached there. Forms print it as it is."
        )


def _reaches(contact: str) -> bool:
    digits = sum(sign.isdigit() for sign in contact)
    return bool(_ADDRESS.search(contact) or _LINK.search(contact) or digits >= _FEWEST_DIGITS)


def _past(workshop: Workshop, today: date) -> Iterator[str]:
    """Warn of a promise that can't be kept any more."""
    until = workshop.privacy.withdraw_by
    if until is not None and until < today:
        yield (
            f"privacy.withdraw_by is past ({written(until)}): who gets a form now could not take an"
            " answer back. Write a date some weeks after the workshop."
        )


def _late(workshop: Workshop, today: date) -> Iterator[str]:
    """Warn of days that are past before anything is sent, and say what can be done."""
    if workshop.date < today:
        yield (
            f"The workshop's date is past ({written(workshop.date)}). Write the day that is meant"
            " under 'date' in workshop.yaml, look at returns.by, and run 'toptips prepare' again."
        )
        return
    told, due = dates_told(workshop), workshop.returns.by
    days = sorted({told.invite, told.send, told.remind, due, told.analyse, told.print})
    past = [day for day in days if day < today]
    if not past:
        return
    named = f"the first of them {written(past[0])}" if len(past) > 1 else written(past[0])
    dates = "1 date" if len(past) == 1 else f"{len(past)} dates"
    yield (
        f"{dates} of the checklist {'is' if len(past) == 1 else 'are'} past,"
        f" {named}{_asked_too_late(told.remind, due, today)}. Send the forms at once and"
        " say by when you need them; or choose later days for returns.by and date in"
        " workshop.yaml, and run 'toptips prepare' again."
    )


def _asked_too_late(reply: date, due: date, today: date) -> str:
    """Say which of the days is past by which partners are asked for something."""
    if due < today:
        return f", and the forms are due by {written(due)}"
    return f", and the invitation asks for a reply by {written(reply)}" if reply < today else ""
