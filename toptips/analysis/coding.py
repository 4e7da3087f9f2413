"""What people decided about comments, applied over the codebook and over what keywords found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from toptips.model.answered import Answered
from toptips.model.codebook import Codebook, Theme
from toptips.model.codings import (
    ADDED,
    CODEBOOK_KINDS,
    CODERS,
    NEITHER,
    REFUSED,
    TAKEN_BACK,
    CodingLine,
    Codings,
)
from toptips.model.personal_data import findings

WHERE = "codings.csv"


@dataclass(frozen=True)
class Changed:
    """A codebook as people changed it; `original` is that of its file.

    `merged` holds for each theme that went into another, here or by the codebook's `was`, the id of
    the theme it counts as, `before` all themes as they were before that. `memos` are by theme,
    `dropped` are keywords with their themes. `split` holds by theme how many lines of codings.csv
    stand before it was last split.
    `problems` say which lines could not be followed.
    """

    codebook: Codebook
    original: Codebook
    merged: Mapping[str, str] = field(default_factory=dict)
    memos: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[tuple[str, str]] = frozenset()
    before: tuple[Theme, ...] = ()
    split: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def themes_in(line: CodingLine, merged: Mapping[str, str]) -> frozenset[str]:
    """Return the themes that a person gave a comment, by what they count as now."""
    return frozenset(merged.get(theme, theme) for theme in line.value.split())


def themes_given(
    lines: Mapping[str, CodingLine], merged: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Return by comment the themes that a person gave it, by what they count as now."""
    return {comment: themes_in(line, merged) for comment, line in lines.items()}


class _Changing:
    """A codebook while the lines about it are followed, one after another."""

    def __init__(self, codebook: Codebook) -> None:
        self.themes = {theme.id: theme for theme in codebook.themes}
        self.was = {earlier: theme.id for theme in codebook.themes for earlier in theme.was}
        self.into: dict[str, str] = {}
        self.memos: dict[str, str] = {}
        self.dropped: set[tuple[str, str]] = set()
        self.split: dict[str, int] = {}
        self.problems: list[str] = []

    def follow(self, number: int, line: CodingLine) -> None:
        """Follow one line; `number` is its place among all lines of codings.csv."""
        if line.kind != "theme":
            line = replace(line, theme=self.was.get(line.theme, line.theme))
        if line.kind == "theme":
            self._begin(line.theme, line.value, line.text)
        elif line.theme not in self.themes:
            self.problems.append(
                f"{WHERE} names the theme '{line.theme}', which the codebook does not have."
            )
        elif line.kind == "rename":
            self._change(line.theme, name=line.text.strip())
        elif line.kind == "split":
            self._begin(line.value, line.text, f"Split off {self.themes[line.theme].name}.")
            self.split[line.theme] = number
        elif line.kind == "keyword":
            self._keyword(line)
        elif line.kind == "memo":
            self.memos[line.theme] = line.text.strip()
        elif line.value == TAKEN_BACK:
            self.into.pop(line.theme, None)
        else:
            self.into[line.theme] = self.was.get(line.value, line.value)

    def _begin(self, theme: str, name: str, description: str) -> None:
        if theme not in self.themes:
            name = name.strip()
            self.themes[theme] = Theme(id=theme, name=name, description=description.strip() or name)

    def _change(self, theme: str, **parts: object) -> None:
        self.themes[theme] = self.themes[theme].model_copy(update=parts)

    def _keyword(self, line: CodingLine) -> None:
        keyword = " ".join(line.text.split())
        others = tuple(
            known
            for known in self.themes[line.theme].keywords
            if known.casefold() != keyword.casefold()
        )
        self.dropped.discard((line.theme, keyword))
        if line.value == ADDED:
            others = (*others, keyword)
        else:
            self.dropped.add((line.theme, keyword))
        self._change(line.theme, keywords=others)

    def merged(self) -> dict[str, str]:
        """Return what each merged theme counts as; those that go round in a circle stay."""
        found = {}
        for theme in self.into:
            way = [theme]
            while (further := self.into.get(way[-1])) in self.themes and further not in way:
                way.append(further)
            if further in way or len(way) == 1:
                self.problems.append(
                    f"{WHERE} puts the theme '{theme}' into '{self.into[theme]}', which can't be"
                    " done, so it stays."
                )
            else:
                found[theme] = way[-1]
        return found


def changed(codebook: Codebook, codings: Codings) -> Changed:
    """Return the codebook with everything that people decided about it.

    A theme that goes into another brings its keywords and exceptions along.
    """
    changing = _Changing(codebook)
    for number, line in enumerate(codings.lines):
        if line.kind in CODEBOOK_KINDS:
            changing.follow(number, line)
    before = tuple(changing.themes.values())
    merged = changing.merged()
    themes = {theme.id: theme for theme in before if theme.id not in merged}
    for source, target in merged.items():
        moved, into = changing.themes[source], themes[target]
        themes[target] = into.model_copy(
            update={
                "keywords": tuple(dict.fromkeys((*into.keywords, *moved.keywords))),
                "except_": tuple(dict.fromkeys((*into.except_, *moved.except_))),
            }
        )
    return Changed(
        codebook=_told_by(codebook, changing, merged).model_copy(
            update={"themes": tuple(themes.values())}
        ),
        original=codebook,
        merged={
            **{earlier: merged.get(theme, theme) for earlier, theme in changing.was.items()},
            **merged,
        },
        memos=changing.memos,
        dropped=frozenset(changing.dropped),
        before=before,
        split=changing.split,
        problems=tuple(dict.fromkeys(changing.problems)),
    )


def _told_by(codebook: Codebook, changing: _Changing, merged: Mapping[str, str]) -> Codebook:
    """Return the codebook with words that tell of its themes as people changed these."""
    telling = codebook.telling_words
    if telling is None:
        return codebook
    for theme, keyword in sorted(changing.dropped):
        telling = telling.without(theme, keyword)
    return codebook.with_telling(telling.after_merging({**changing.was, **merged}))


def with_decisions(answered: Answered, codings: Codings, changes: Changed | None) -> Answered:
    """Return a workshop as it was answered, with everything that people decided about comments.

    What the first coder decided holds before what the second did. Roles and memos with findings of
    personal data are left out, for both are printed. Without a codebook `changes` is
    None, and nothing but quotes can be decided.
    """
    merged = changes.merged if changes else {}
    themes = codings.last("themes")
    quotes = {line.comment: line for line in printable_quotes(codings)}
    directions = codings.last("direction")
    written = {comment.id for comment in answered.comments}

    return replace(
        answered,
        codings=themes_given(themes, merged),
        coded_by={coder: themes_given(codings.last("themes", coder), merged) for coder in CODERS},
        coded_blind={coder: themes_given(codings.blind(coder), merged) for coder in CODERS},
        directions={
            comment: "" if line.value == NEITHER else line.value
            for comment, line in directions.items()
        },
        confirmed={
            **answered.confirmed,
            **{comment: line.text.strip() for comment, line in quotes.items()},
        },
        confirmed_for={
            comment: merged.get(line.theme, line.theme)
            for comment, line in quotes.items()
            if line.theme
        },
        roles=tuple(
            role
            for role in codings.roles(line for line in themes.values() if line.comment in written)
            if not findings(role)
        ),
        memos={
            theme: memo
            for theme, memo in (changes.memos if changes else {}).items()
            if memo and not findings(memo)
        },
    )


def printable_quotes(codings: Codings) -> Iterator[CodingLine]:
    """Yield the quotes that may be printed: confirmed by somebody and refused by nobody.

    Words that hold personal data are not printed, whoever confirmed them.
    """
    refused = _refused(codings)
    for comment, line in codings.last("quote").items():
        if comment not in refused and not findings(line.text):
            yield line


def words_decided(codings: Codings) -> dict[str, str]:
    """Return by comment the words that somebody confirmed, empty where anybody refused them."""
    confirmed = {comment: line.text.strip() for comment, line in codings.last("quote").items()}
    return confirmed | dict.fromkeys(_refused(codings), "")


def _refused(codings: Codings) -> set[str]:
    return {
        comment
        for coder in CODERS
        for comment, line in codings.last("quote", coder).items()
        if line.value == REFUSED
    }


def coded_before_a_split(codings: Codings, changes: Changed) -> frozenset[str]:
    """Return the comments whose themes a person decided on before one of them was split."""
    numbers = {id(line): number for number, line in enumerate(codings.lines)}
    return frozenset(
        comment
        for comment, line in codings.last("themes").items()
        if any(
            numbers[id(line)] < changes.split.get(theme, -1)
            for theme in themes_in(line, changes.merged)
        )
    )
