"""How long `toptips combine` takes for the copies of 100 workshops of 40, and how much memory.

From the copies to the report with all its charts, in a process of its own. One workshop is made
and shared with `anonymise`; the other copies are that one with other names and other means.
"""

import json
import os
import random
import sys
import tempfile
from pathlib import Path

import yaml
from big_pack import workshop
from big_workshop import GIGABYTE, responses, took
from side_by_side import at_most

from toptips import workflow
from toptips.model.responses import write_responses
from toptips.model.summary import SUMMARY

WORKSHOPS, RESPONDENTS, PARTNERS = 100, 40, 13


def main() -> None:
    if not hasattr(os, "wait4"):
        raise SystemExit("What a process took can't be measured on Windows.")
    with tempfile.TemporaryDirectory() as scratch:
        copies = made(Path(scratch))
        target = Path(scratch) / "combined"
        command = [sys.executable, "-m", "toptips", "combine", *map(str, copies), "-o", str(target)]
        combined = took(command, Path(scratch) / "said.txt")
        assert (target / "combined.docx").is_file()
    print(f"{WORKSHOPS} workshops: {combined.clock:.1f} s, of which {combined.work:.1f} s at work")
    at_most(f"{WORKSHOPS} workshops of {RESPONDENTS}", combined.clock, 30, "s")
    at_most("Memory at its peak", combined.memory / GIGABYTE, 1, "GB")


def made(scratch: Path) -> list[Path]:
    """Make the copies of invented workshops."""
    folder = scratch / "workshop"
    folder.mkdir()
    of = workshop(PARTNERS)
    text = yaml.safe_dump(of.model_dump(mode="json", exclude_none=True), allow_unicode=True)
    (folder / "workshop.yaml").write_text(text, encoding="utf-8")
    rows = write_responses(responses(of, RESPONDENTS), list(of.groups))
    (folder / "responses.csv").write_bytes(rows)
    workflow.anonymise(folder, scratch / "copy")
    summary = json.loads((scratch / "copy" / SUMMARY).read_bytes())
    chance = random.Random(2)
    copies = []
    for number in range(WORKSHOPS):
        for item in summary["items"].values():
            item["mean"] = round(chance.uniform(1.8, 4.2), 1)
        named = {"workshop": f"place-{number}", "place": f"Place {number}"}
        copy = scratch / "copies" / f"{number}"
        copy.mkdir(parents=True)
        (copy / SUMMARY).write_text(json.dumps(summary | named), encoding="utf-8")
        copies.append(copy)
    return copies


if __name__ == "__main__":
    main()
