"""How well a codebook finds what people mean: sentences that two people coded blind.

Those called unseen are measured, which nobody reads who writes keywords; `--development` measures
the others. An argument names another codebook than the one that ships.
"""

import csv
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from toptips.analysis.themes import code
from toptips.model.codebook import load_codebook

SENTENCES = Path(__file__).parent / "sentences"
CODEBOOK = "discharge-and-integration"
RESAMPLES = 2_000
# A tenth above what the codebook and the matcher of version 0.1.0 find of the unseen ones.
TO_REACH, PRECISION_TO_REACH = 0.65, 0.75

# Of one sentence: themes found rightly, found wrongly, and missed.
Counts = tuple[int, int, int]


def main() -> None:
    given = sys.argv[1:]
    half = "development" if "--development" in given else "unseen"
    named = [argument for argument in given if not argument.startswith("--")]
    codebook = load_codebook(*named or [CODEBOOK])
    rows = sentences(half)
    fallback = {theme.id for theme in codebook.themes if theme.fallback}
    found = code([row["text"] for row in rows], codebook)
    counts = [counted(row, themes - fallback) for row, themes in zip(rows, found, strict=True)]
    precision, recall, both = measures(counts)
    low, high = interval(counts)
    keywords = sum(len(theme.keywords) for theme in codebook.themes)
    print(f"{half}: {len(rows)} sentences, {keywords:,} keywords")
    print(f"precision {precision:.2f} (to reach {PRECISION_TO_REACH:.2f}), recall {recall:.2f}")
    print(f"micro F1 {both:.3f}, 95% interval {low:.3f} to {high:.3f} (to reach {TO_REACH:.2f})")
    for hand in sorted({row["id"][0] for row in rows}):
        of_hand = [count for row, count in zip(rows, counts, strict=True) if row["id"][0] == hand]
        precision, recall, both = measures(of_hand)
        print(f"  hand {hand}: precision {precision:.2f}, recall {recall:.2f}, F1 {both:.3f}")


def sentences(half: str) -> list[dict[str, str]]:
    """Return the sentences of one file, with what both coders gave."""
    with (SENTENCES / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(row: dict[str, str], found: set[str]) -> Counts:
    """Compare with what both coders said; what only one said is neither right nor wrong."""
    first, second = ({*row[coder].split("; ")} - {""} for coder in ("coder_1", "coder_2"))
    agreed, disputed = first & second, first ^ second
    told = found - disputed
    return len(told & agreed), len(told - agreed), len(agreed - told)


def measures(counts: Sequence[Counts]) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean, over all sentences and themes."""
    right, wrong, missed = (sum(part) for part in zip(*counts, strict=True))
    return (
        right / (right + wrong),
        right / (right + missed),
        2 * right / (2 * right + wrong + missed),
    )


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of F1 over sentences drawn again."""
    chance = random.Random(1)
    drawn = sorted(measures(chance.choices(counts, k=len(counts)))[2] for _ in range(RESAMPLES))
    return drawn[RESAMPLES // 40], drawn[-RESAMPLES // 40 - 1]


if __name__ == "__main__":
    main()
