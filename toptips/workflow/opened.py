"""A workshop's folder, opened once for a command; each file is read when it is first asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from toptips.documents.template import Templates, refuse_strays
from toptips.errors import FileProblems, TopTipsError
from toptips.model.asked import Asked, as_asked
from toptips.model.framework import Framework, load_framework
from toptips.model.questionnaire import Questionnaire
from toptips.model.returned import ReturnRow, read_returns
from toptips.model.sendings import Sending, load_kept, load_sendings, of_forms, of_groups, of_lead
from toptips.model.workshop import Partner, Workshop, load_workshop
from toptips.model.yaml_file import with_lines
from toptips.places import Folder, refuse_links, shipped


@dataclass(frozen=True)
class Opened:
    """A workshop as its folder has it."""

    workshop: Workshop
    folder: Folder

    @cached_property
    def framework(self) -> Framework:
        """The framework as its file says it today.

        Raises FileProblems, with the line of workshop.yaml, where there is none of its id.
        """
        try:
            return load_framework(self.workshop.framework, self.folder.path)
        except FileProblems:
            raise
        except TopTipsError as error:
            problems = with_lines(self.folder.workshop, [(("framework",), str(error))])
            raise FileProblems(problems) from None

    @cached_property
    def _kept(self) -> dict[str, Questionnaire]:
        """All questionnaires that `sent/` keeps."""
        return load_kept(self.folder.path)

    @cached_property
    def questionnaires(self) -> dict[str, Questionnaire]:
        """The questionnaires that were sent, by the first eight hex digits of their hash."""
        return of_forms(self._kept)

    @cached_property
    def all_questionnaires(self) -> dict[str, Questionnaire]:
        """Those, and what the sheets of focus groups asked: all that a return may answer."""
        return {**self.questionnaires, **of_groups(self._kept)}

    @cached_property
    def asked_of_lead(self) -> dict[str, Questionnaire]:
        """What papers of this workshop ask the lead, likewise."""
        return of_lead(self._kept)

    @cached_property
    def sendings(self) -> dict[int, Sending]:
        """What each run of `prepare` sent, by its number."""
        return load_sendings(self.folder.path)

    @cached_property
    def rows(self) -> list[ReturnRow]:
        """The rows of returns.csv, none where nothing was collected yet."""
        path = self.folder.returns_csv
        return read_returns(path) if path.exists() else []

    @cached_property
    def answered_with(self) -> Counter[str]:
        """How many returns count, by the questionnaire they answer."""
        counting = (row for row in self.rows if row.status == "accepted")
        return Counter(row.questionnaire for row in counting if row.questionnaire)

    @cached_property
    def asked(self) -> Asked:
        """The workshop as it was asked, by the returns that count so far."""
        return as_asked(
            self.workshop, self.framework, self.questionnaires, self.sendings, self.answered_with
        )

    @cached_property
    def with_all_partners(self) -> Workshop:
        """The workshop with the partners that were sent a form and are no longer in its file."""
        return self.workshop.with_partners(self.partners_as_sent)

    @cached_property
    def partners_as_sent(self) -> tuple[Partner, ...]:
        """The partners as each run of `prepare` named them, whatever they are called today."""
        return tuple(partner for sending in self.sendings.values() for partner in sending.partners)

    @cached_property
    def templates(self) -> Templates:
        """The templates: the workshop's own before those that ship."""
        refuse_links(self.folder.path, self.folder.templates)
        refuse_strays(self.folder.templates, shipped("templates"))
        return Templates([self.folder.templates, shipped("templates")])


def open_workshop(folder: Path) -> Opened:
    """Open a workshop's folder.

    Raises TopTipsError where there is none, for a bad file, and where one that commands read is a
    link; the folder itself may lie behind one.
    """
    place = Folder(folder)
    read = (place.workshop, place.decisions, place.sent, place.responses_csv, place.returns_csv)
    for path in read:
        refuse_links(folder, path)
    return Opened(load_workshop(folder), place)
