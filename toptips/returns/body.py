"""What stands in a form, before it is known which words are answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from toptips.returns.as_seen import make_as_seen
from toptips.returns.form_rows import FormRows
from toptips.returns.left_over import Aside
from toptips.returns.no_form import FILL_IN
from toptips.returns.word_xml import STRICT, TRANSITIONAL, Element, names_in
from toptips.unsafe.zips import Unreadable


class Body:
    """What stands in a form: its tables, made as a person sees them, and the text around them.

    `placeholders` holds the texts that the document keeps for its empty controls, by name;
    `asides` what stands in other parts of the file, such as comments in the margin.
    """

    def __init__(
        self,
        root: Element,
        placeholders: Mapping[str, str] | None = None,
        asides: Sequence[Aside] = (),
    ) -> None:
        namespace = etree.QName(root).namespace
        if namespace not in (TRANSITIONAL, STRICT):
            raise Unreadable(f"This is not a Word form. {FILL_IN}")
        self.root = root
        self.names = names_in(namespace)
        self.asides = asides
        self.met = make_as_seen(root, self.names, placeholders or {})
        self.rows = FormRows(root, self.names)

    def text_of(self, element: Element) -> str:
        """Return the text that a person sees in an element, with its line breaks and tabs."""
        return self.rows.text_of(element)
