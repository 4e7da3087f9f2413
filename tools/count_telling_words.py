"""Count which words tell of which theme, in comments that were written and coded for this.

Reads `benchmarks/sentences/development.csv`, which two people coded (what both gave counts), and
`written.csv`, which was coded by those who wrote it; the unseen ones are not read. Writes
`frameworks/codebooks/discharge-and-integration.words.csv`.
"""

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

from toptips.analysis.telling import parts
from toptips.model.spellings import TOKEN, word_of
from toptips.model.telling_words import HEADER, SUFFIX

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "benchmarks" / "sentences"
TABLE = ROOT / "frameworks" / "codebooks" / f"discharge-and-integration{SUFFIX}"
# What stands in one comment alone tells of nothing but that comment.
LEAST = 2
# What stands in more than one comment of ten ("the", "to", "a") tells of nothing.
COMMON = Fraction(1, 10)


def main() -> None:
    comments = coded_comments()
    holding: Counter[str] = Counter()
    about: dict[str, Counter[str]] = {}
    for text, themes_of_text in comments:
        held = {words for words, _, _ in parts([word_of(token) for token in TOKEN.findall(text)])}
        # All comments together stand under no word.
        for words in {*held, ""}:
            holding[words] += 1
            about.setdefault(words, Counter()).update(themes_of_text)
    common = {words for words in holding if holding[words] > COMMON * len(comments)}
    telling = sorted(
        words
        for words in holding
        if holding[words] >= LEAST and not common.issuperset(words.split())
    )
    themes = sorted(about[""])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow((*HEADER, *themes))
        for words in ("", *telling):
            of_themes = (about[words][theme] or "" for theme in themes)
            rows.writerow((words, holding[words], *of_themes))
    print(f"{len(comments):,} comments; {len(telling):,} words and pairs of words")


def coded_comments() -> list[tuple[str, set[str]]]:
    """Return the texts with the themes that count as theirs."""
    found = []
    for name in ("development", "written"):
        with (SENTENCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                coders = [
                    column for column in row if column.startswith("coder") or column == "themes"
                ]
                given = [{*row[column].split("; ")} - {""} for column in coders]
                found.append((row["text"], set.intersection(*given)))
    return found


if __name__ == "__main__":
    main()
