"""Makes small questionnaires and Word forms for tests, with every mark of an answer's place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

from toptips.model.decisions import Decision, Decisions
from toptips.model.framework import Framework, Tip
from toptips.model.questionnaire import Choice, Question, Questionnaire, make_questionnaire
from toptips.model.questions import Form, Kind
from toptips.model.reference import Reference
from toptips.model.wordings import load_wordings
from toptips.model.workshop import Workshop

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def workshop(**changes: object) -> Workshop:
    """A workshop of two tips' time, with two partners of which one has a locality."""
    data: dict[str, object] = {
        "format": 1,
        "id": "essex-2018",
        "title": "Working together",
        "framework": "small",
        "date": "2018-09-03",
        "facilitators": ["Jo"],
        "returns": {"to": "a@example.org", "by": "2018-08-24"},
        "groups": {"pathway": ["Adults", "Older adults"], "locality": ["North", "South"]},
        "partners": [
            {"id": "mh-trust", "name": "Mental health trust", "sector": "NHS mental health"},
            {
                "id": "council",
                "name": "County council",
                "sector": "Local authority",
                "groups": {"locality": "North"},
            },
        ],
        "privacy": {
            "controller": "c",
            "contact": "c",
            "notice": "n",
            "delete_by": "2019-09-30",
        },
    }
    return Workshop.model_validate({**data, **changes})


def questionnaire(
    form: Form = "self-assessment", *, tips: int = 3, of: Workshop | None = None
) -> Questionnaire:
    """The questionnaire of a framework of a few tips."""
    return make_questionnaire(framework(tips), of or workshop(), form, load_wordings([]))


def framework(tips: int = 3) -> Framework:
    """A framework of a few tips."""
    return Framework(
        format=1,
        id="small",
        title="Small",
        version="1",
        publisher="p",
        source={"title": "s"},
        wording="w",
        about="a",
        tips=tuple(
            Tip(
                id=f"tip-{number}",
                number=number,
                title=f"Title of tip {number}",
                summary="s",
                looks_like=("l",),
                prompts=("p",),
                plain="p",
            )
            for number in range(1, tips + 1)
        ),
    )


def of_people() -> Questionnaire:
    """A questionnaire for people who use services, about one tip."""

    def choices(**labels: str) -> tuple[Choice, ...]:
        return tuple(Choice(value=value, label=label) for value, label in labels.items())

    def asked(field: str, code: str, kind: Kind, text: str, *given: Choice) -> Question:
        key = field.partition(".")[2]
        return Question(
            field=field,
            code=code,
            key=key,
            tip="tip-1" if field.startswith("1.") else "",
            kind=kind,
            text=text,
            answer="Your answer",
            placeholder="Write here",
            choices=given,
        )

    experience = choices(
        yes="Yes, mostly",
        sometimes="Sometimes",
        no="No",
        not_for_me="This did not happen to me",
        unsaid="I would rather not say",
    )
    consent = choices(anonymous="Yes", no="No")
    return questionnaire(tips=1).model_copy(
        update={
            "form": "people",
            "questions": (
                asked("1.experience", "1a", "choice", "I knew when I would go home.", *experience),
                asked("1.helped", "1b", "text", "What helped?"),
                asked("1.better", "1c", "text", "What would have made it better?"),
                asked("0.quote", "0d", "choice", "May we print your words?", *consent),
            ),
        }
    )


def sent(*questionnaires: Questionnaire) -> dict[str, Questionnaire]:
    return {asked.hash[:8]: asked for asked in questionnaires}


def reference(of: Questionnaire, partner: str = "mh-trust", **changes: str) -> Reference:
    made = Reference(of.workshop, of.form, partner, of.framework, of.version, of.hash[:8])
    return replace(made, **changes)


def decisions(*made: dict[str, str]) -> Decisions:
    return Decisions(decisions=tuple(Decision.model_validate(decided) for decided in made))


@dataclass(frozen=True)
class Marks:
    """Which marks of an answer's place a form has, and where its reference stands."""

    tags: bool = True
    markers: bool = True
    bookmarks: bool = True
    codes: bool = True
    in_properties: bool = True
    printed: bool = True


def paragraphs(text: str) -> str:
    """The runs of a text, as paragraphs, with tabs."""
    lines = []
    for line in text.split("\n"):
        runs = "<w:r><w:tab/></w:r>".join(
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in line.split("\t")
        )
        lines.append(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{runs}</w:p>")
    return "".join(lines)


def row(question: Question, content: str, marks: Marks, number: int) -> str:
    """One row of a form; `content` is the XML of the answer's paragraphs."""
    marker = (
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>[[{question.field}]]</w:t></w:r>"
        if marks.markers
        else ""
    )
    code = f"{question.code} " if marks.codes else ""
    if marks.bookmarks:
        content = (
            f'<w:bookmarkStart w:id="{number}" w:name="{question.bookmark}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
    if marks.tags:
        content = (
            f'<w:sdt><w:sdtPr><w:tag w:val="{question.field}"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    label = f"<w:r><w:t>{escape(code + question.text)}</w:t></w:r>"
    return f"<w:tr><w:tc><w:p>{marker}{label}</w:p></w:tc><w:tc>{content}</w:tc></w:tr>"


def body(
    of: Questionnaire,
    answers: Mapping[str, str],
    *,
    marks: Marks = Marks(),
    raw: Mapping[str, str] | None = None,
) -> str:
    """The tables of a form. `raw` gives the XML of some answers' cells instead of their text."""
    rows = [
        row(
            question,
            (raw or {}).get(question.field)
            or paragraphs(answers.get(question.field, question.placeholder)),
            marks,
            number,
        )
        for number, question in enumerate(of.questions)
    ]
    head = "<w:tr><w:tc>" + paragraphs("Question") + "</w:tc><w:tc>"
    head += paragraphs("Your answer") + "</w:tc></w:tr>"
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def document(inside: str, namespace: str = WORD) -> bytes:
    text = f'<w:document xmlns:w="{namespace}" xmlns:mc="{MARKUP}"><w:body>{inside}</w:body>'
    return (text + "</w:document>").encode()


def core(keywords: str, modified: str) -> bytes:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<cp:keywords>{escape(keywords)}</cp:keywords>"
        "<dcterms:created>2018-07-01T00:00:00Z</dcterms:created>"
        f"<dcterms:modified>{modified}</dcterms:modified></cp:coreProperties>"
    ).encode()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def word_form(
    of: Questionnaire,
    answers: Mapping[str, str],
    *,
    partner: str = "mh-trust",
    modified: str = "2018-08-01T10:00:00Z",
    marks: Marks = Marks(),
    ref: Reference | None = None,
    raw: Mapping[str, str] | None = None,
    namespace: str = WORD,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word form as it comes back, with these answers by field."""
    made = str(ref or reference(of, partner))
    printed = paragraphs(f"Form reference: {made}") if marks.printed else ""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": document(printed + body(of, answers, marks=marks, raw=raw), namespace),
    }
    if marks.in_properties:
        parts["docProps/core.xml"] = core(made, modified)
    return zipped({**parts, **(more or {})})


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder and return it."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
