"""How long a partner's form takes to make, against docxtpl that fills in the same form."""

import io
import zipfile
from collections.abc import Iterable
from itertools import islice

from big_pack import packing
from docxtpl import DocxTemplate
from lxml import etree
from side_by_side import at_least, at_most, in_turns, milliseconds, ratio

from toptips.model.workshop import Partner
from toptips.pack import Document

FORMS, ROUNDS = 1_000, 20
EACH = FORMS // ROUNDS
# docxtpl takes so long that a few forms a round will do.
DOCXTPL_EACH = 4
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def main() -> None:
    pack = packing(FORMS)
    partners = pack.workshop.partners
    paths = {f"forms/self-assessment-{partner.id}.docx" for partner in partners}
    forms = [document for document in pack.documents() if document.path in paths]
    template = as_docxtpl(forms[0].make(), partners[0])
    assert text_of(forms[1].make()) == text_of(rendered(template, partners[1]))

    # Built anew: the time includes building the form that the others are clones of.
    again = (document for document in packing(FORMS).documents() if document.path in paths)
    sample = iter(partners)
    ours, docxtpl = in_turns(
        ROUNDS,
        lambda: make_all(islice(again, EACH)),
        lambda: [rendered(template, partner) for partner in islice(sample, DOCXTPL_EACH)],
    )
    whole = sum(ours) * 1000 / FORMS
    per_form = [seconds / EACH for seconds in ours]
    per_docxtpl_form = [seconds / DOCXTPL_EACH for seconds in docxtpl]
    print(f"{FORMS} forms, {ROUNDS} rounds in turns with {ROUNDS * DOCXTPL_EACH} by docxtpl:")
    print(f"  a clone                            {milliseconds(per_form)} (median)")
    print(f"  docxtpl                            {milliseconds(per_docxtpl_form)} (median)")
    at_least("How many times faster", ratio(per_docxtpl_form, per_form), 60, "times")
    at_most("A form, the building of the first among them", whole, 2, "ms")


def make_all(forms: Iterable[Document]) -> None:
    assert sum(bool(form.make()) for form in forms) == EACH


def as_docxtpl(form: bytes, partner: Partner) -> bytes:
    """Turn one partner's form into a template of docxtpl, with the same values in its places."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name).decode() if name.endswith((".xml", ".rels")) else old.read(name)
            if isinstance(data, str):
                data = data.replace(partner.name.replace("&", "&amp;"), "{{ name|e }}")
                data = data.replace(f" {partner.id} ", " {{ id }} ")
            new.writestr(name, data)
    return made.getvalue()


def rendered(template: bytes, partner: Partner) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render({"name": partner.name, "id": partner.id})
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(form: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(form)) as opened:
        root = etree.fromstring(opened.read("word/document.xml"))
    return "".join(text.text or "" for text in root.iter(TEXT))


if __name__ == "__main__":
    main()
