"""How long coding takes: 100,000 comments with a codebook of 1,000 keywords or more.

The codebook is the one that ships; the comments are put together of the example's sentences.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from side_by_side import at_most, in_turns

from toptips.analysis.themes import code
from toptips.model.codebook import load_codebook

COMMENTS, KEYWORDS, ROUNDS = 100_000, 1_000, 3
CODEBOOK = "discharge-and-integration"
ANSWERS = Path(__file__).parents[1] / "tools" / "examples" / "essex-2018.yaml"


def main() -> None:
    chance = random.Random(1)
    sentences = sorted(set(said(yaml.safe_load(ANSWERS.read_text("utf-8")))))
    comments = [" ".join(chance.choices(sentences, k=2)) for _ in range(COMMENTS)]
    few = comments[: COMMENTS // 10]
    codebook = load_codebook(CODEBOOK)
    keywords = sum(len(theme.keywords) for theme in codebook.themes)
    assert keywords >= KEYWORDS, f"the codebook has {keywords} keywords only"
    words = sum(len(comment.split()) for comment in few) / len(few)
    themes = sum(map(len, code(few, codebook))) / len(few)

    part, whole = in_turns(ROUNDS, lambda: code(few, codebook), lambda: code(comments, codebook))
    print(f"{COMMENTS:,} comments of {words:.0f} words, {keywords:,} keywords, {themes:.1f} themes")
    print(f"found in a comment; medians of {ROUNDS} rounds:")
    at_most("Coding them", median(whole), 6, "s")
    growth = median(whole) / (10 * median(part))
    at_most("A comment among all, against one among a tenth of them", growth, 1.2, "times")


def said(answers: Any) -> Iterator[str]:
    """Yield every sentence of the example's comments."""
    if isinstance(answers, dict):
        for answer in answers.values():
            yield from said(answer)
    elif isinstance(answers, list):
        for answer in answers:
            yield from said(answer)
    elif isinstance(answers, str) and answers.count(" ") > 3:
        yield from re.split(r"(?<=[.?!])\s+", answers)


if __name__ == "__main__":
    main()
