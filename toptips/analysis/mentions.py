"""Why a text was given a theme: which of its words, in which sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toptips.analysis.coder import Coder, coder_of
from toptips.analysis.splitting import sentences
from toptips.model.codebook import Codebook
from toptips.model.non_answers import is_no_comment
from toptips.model.spellings import TOKEN


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that led to a theme.

    `theme` is its id, `keyword` the codebook's, as written there. `words` are the text's, as
    written, from `start` to before `end` (characters); `sentence` is the one that they stand in.
    """

    theme: str
    keyword: str
    words: str
    sentence: str
    start: int
    end: int


def mentions(texts: Sequence[str], codebook: Codebook) -> list[tuple[Mention, ...]]:
    """Return every mention of each text, in the texts' order; those of one text by their place.

    Their themes are those of `themes.code`, but that nothing in a text leads to a fallback theme.
    """
    coder = coder_of(codebook)
    return [
        () if is_no_comment(text) else tuple(_mentions(text, coder, codebook)) for text in texts
    ]


def _mentions(text: str, coder: Coder, codebook: Codebook) -> list[Mention]:
    tokens = list(TOKEN.finditer(text))
    found = coder.found([token[0] for token in tokens])
    if not found:
        return []
    spans = sentences(text)
    starts = [start for start, _ in spans]
    made = []
    for hit in found:
        start, end = tokens[hit.start].start(), tokens[hit.end - 1].end()
        first, last = (max(0, bisect_right(starts, at) - 1) for at in (start, end - 1))
        sentence = text[spans[first][0] : spans[last][1]]
        theme = codebook.themes[hit.theme].id
        made.append(Mention(theme, hit.keyword, text[start:end], sentence, start, end))
    return made
