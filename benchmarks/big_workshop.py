"""How long `toptips analyse` takes for 10,000 respondents and ten tips, and how much memory.

From responses.csv to the report with all its charts, in a process of its own.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from big_pack import ASK, workshop
from side_by_side import at_most

from toptips.model.framework import load_framework
from toptips.model.responses import Response, write_responses
from toptips.model.workshop import Workshop

RESPONDENTS, PARTNERS = 10_000, 200
GIGABYTE = 1024**3
COMMENTS = (
    "The daily call works well and people do as they said.",
    "At weekends nobody can decide anything, so people wait until Monday.",
    "Nobody tells the care home about the medication before the person arrives.",
    "Share the care plan with housing options a week before the day.",
)


@dataclass(frozen=True)
class Took:
    """What one run took: seconds by the clock, seconds at work, and bytes of memory."""

    clock: float
    work: float
    memory: int


def main() -> None:
    if not hasattr(os, "wait4"):
        raise SystemExit("What a process took can't be measured on Windows.")
    with tempfile.TemporaryDirectory() as scratch:
        half = analysed(Path(scratch) / "half", RESPONDENTS // 2)
        whole = analysed(Path(scratch) / "whole", RESPONDENTS)
    for respondents, took in ((RESPONDENTS // 2, half), (RESPONDENTS, whole)):
        print(
            f"{respondents:,} respondents: {took.clock:.1f} s, of which {took.work:.1f} s at work"
        )
    at_most(f"{RESPONDENTS:,} respondents", whole.clock, 20, "s")
    # Not by the clock: what else the machine does must not look like growth.
    at_most("Work for twice as many respondents", whole.work / half.work, 2.2, "times")
    at_most("Memory at its peak", whole.memory / GIGABYTE, 0.5, "GB")


def analysed(folder: Path, respondents: int) -> Took:
    """Analyse an invented workshop in a process of its own."""
    of = workshop(PARTNERS)
    folder.mkdir()
    text = yaml.safe_dump(of.model_dump(mode="json", exclude_none=True), allow_unicode=True)
    (folder / "workshop.yaml").write_text(text, encoding="utf-8")
    rows = write_responses(responses(of, respondents), list(of.groups))
    (folder / "responses.csv").write_bytes(rows)
    command = [sys.executable, "-m", "toptips", "analyse", "-w", str(folder)]
    found = took(command, folder / "said.txt")
    assert (folder / "report" / "report.docx").is_file()
    return found


def took(command: list[str], log: Path) -> Took:
    """Run a command in a process of its own, and say what it took."""
    start = time.perf_counter()
    with log.open("w+b") as said:
        running = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        assert running.returncode == 0, said.read().decode("utf-8", "replace")
    clock = time.perf_counter() - start
    # macOS counts bytes, Linux kilobytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Took(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def responses(of: Workshop, respondents: int) -> Iterator[Response]:
    """Invent what people answered: every score, and a comment on every third tip."""
    chance = random.Random(1)
    framework = load_framework(of.framework)
    levels = [str(level.value) for level in framework.scale]
    tips = [tip.id for tip in framework.tips]
    choices = {
        "score": [*levels, *levels, "dont_know"],
        "ownership": ["ours", "other", "system", "unsure"],
        "local_tip": ["keep", "adapt", "drop"],
    }
    for number in range(respondents):
        partner = of.partners[number % len(of.partners)]
        answers = {}
        for tip in tips:
            for key in ASK:
                if key in choices:
                    answers[tip, key] = chance.choice(choices[key])
                elif chance.random() < 1 / 3:
                    answers[tip, key] = " ".join(chance.sample(COMMENTS, 2))
        for key, tip in zip(("top_1", "top_2", "top_3"), chance.sample(tips, 3), strict=True):
            answers["", key] = tip
        yield Response(
            id=f"{number:012x}",
            form="self-assessment",
            partner=partner.id,
            partner_name=partner.name,
            sector=partner.sector,
            respondent=f"word {number}",
            quote=chance.choice(["sector", "anonymous", "no"]),
            groups={group: chance.choice(values) for group, values in of.groups.items()},
            answers=answers,
            source=f"form {number}.docx",
        )


if __name__ == "__main__":
    main()
