"""The tables of items in tables.xlsx: how each stands, who could change it, what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toptips.workbooks.published import HIDDEN, Plain, Published, day, hidden, kind_of
from toptips.workbooks.table_sheets import Cell, FigureColumn, FigureTable

DECIDED = ("score", "ownership", "action", "lead", "lead_here", "due", "local_tip", "wording")


def tables(published: Published) -> Iterator[FigureTable]:
    """Yield the tables of what was scored, chosen and agreed."""
    yield items(published)
    yield levels(published)
    yield groups(published)
    yield from choices(published)
    yield priorities(published)
    yield agreed(published)


def items(published: Published) -> FigureTable:
    """What is said of each item: how many scored it, how it stands, how far people agree."""
    columns = (
        *published.item,
        FigureColumn("Scored it", "How many people scored it.", "count"),
        FigureColumn("Don't know", "How many could not judge it.", "count"),
        FigureColumn("Not for us", "How many said that it does not apply to their work.", "count"),
        FigureColumn("Mean", "The mean score.", "mean"),
        FigureColumn("Median", "The middle score.", "mean"),
        FigureColumn(
            "Near the median",
            "How many scores lie within one level of the median.",
            "count",
        ),
        FigureColumn(
            "Consensus",
            "How far scores agree, from 0 (half at each end) to 1 (all the same).",
            "index",
        ),
        FigureColumn("How it stands", "A strength, to discuss or a concern, by the mean."),
        FigureColumn(
            "Without any one",
            "How it would stand without any one of the organisations, where that differs.",
        ),
        FigureColumn("Views", "Split, where scores have two peaks far apart."),
        FigureColumn(
            "Lowest if all answered",
            "The mean, had everybody who was asked answered with the lowest score.",
            "mean",
        ),
        FigureColumn(
            "Highest if all answered",
            "The mean, had everybody who was asked answered with the highest score.",
            "mean",
        ),
    )
    return FigureTable(
        published.terms.items.capitalize(),
        f"How each {published.terms.item} stands",
        columns,
        [_item_row(published, tip) for tip in published.tips],
    )


def _item_row(published: Published, tip: Plain) -> tuple[Cell, ...]:
    if hidden(tip):
        return (tip["number"], tip["title"], *[HIDDEN] * 12)
    bounds = tip["non_response"] or {"low": None, "high": None}
    return (
        *(tip[key] for key in ("number", "title", "n", "dont_know", "not_for_us")),
        *(tip[key] for key in ("mean", "median", "within_one", "consensus")),
        published.bands([tip["band"]]),
        "" if tip["band_settled"] in (True, None) else published.bands(tip["band_range"]),
        "split" if tip["split"] else "",
        bounds["low"],
        bounds["high"],
    )


def levels(published: Published) -> FigureTable:
    """The share of each level, by item."""
    scale: Mapping[str, str] = published.plain["scale"]
    columns = (
        *published.item,
        FigureColumn("Scored it", "How many people scored it.", "count"),
        *(
            FigureColumn(f"{value} {label}", "The share of this level.", "share")
            for value, label in scale.items()
        ),
    )
    rows = []
    for tip in published.tips:
        # Shares need more people than a mean does.
        without = HIDDEN if hidden(tip) or tip["n"] else None
        shares = tip["shares"] or {}
        scored = HIDDEN if hidden(tip) else tip["n"]
        rows.append(
            (*published.named(tip["id"]), scored, *(shares.get(value, without) for value in scale))
        )
    return FigureTable("Levels", "How many chose each level", columns, rows)


def groups(published: Published) -> FigureTable:
    """The means of the groups in each dimension, and where they are said to differ."""
    columns = (
        *published.item,
        FigureColumn("Compared by", "What the groups are groups of."),
        FigureColumn("Group", "The group."),
        FigureColumn("Scored it", "How many of the group scored it.", "count"),
        FigureColumn("Mean", "The group's mean score, to one decimal.", "mean"),
        FigureColumn("Mean under", "Near the lower end only that the mean is under this.", "mean"),
        FigureColumn("Mean over", "Near the upper end only that the mean is over this.", "mean"),
        FigureColumn(
            "Differs", "The two groups that stand apart by more than chance brings about."
        ),
    )
    rows = [row for tip in published.tips for row in _group_rows(published, tip)]
    return FigureTable("Groups", "How groups scored", columns, rows)


def _group_rows(published: Published, tip: Plain) -> Iterator[tuple[Cell, ...]]:
    for dimension, groups in tip["by"].items():
        gap = tip["gaps"].get(dimension, tip["gap"])
        apart = {gap[end]: end for end in ("highest", "lowest")} if gap["claimed"] else {}
        compared = published.terms.groups(dimension, many=False)
        for name, scores in groups.items():
            start = (*published.named(tip["id"]), compared, name)
            if hidden(scores):
                yield (*start, HIDDEN, HIDDEN, None, None, "")
                continue
            bound = scores["bound"] or {}
            ends = (scores["mean"], bound.get("under"), bound.get("over"))
            yield (*start, scores["n"], *ends, apart.get(name, ""))


def choices(published: Published) -> Iterator[FigureTable]:
    """A table for each question with fixed choices that was asked about the items."""
    own = {"ownership": "Who could change it", "local_tip": "Our own version"}
    for key, name in own.items():
        yield _choice(published, key, name, {tip["id"]: tip[key] for tip in published.tips})
    others = sorted({key for tip in published.tips for key in tip["choices"]})
    for key in others:
        given = {tip["id"]: tip["choices"].get(key) for tip in published.tips}
        yield _choice(published, key, published.answer(key), given)
    people = {tip["id"]: tip["experience"] for tip in published.tips}
    yield _choice(published, "experience", "People who use services", people)


def _choice(
    published: Published, key: str, name: str, given: Mapping[str, Plain | None]
) -> FigureTable:
    labels = published.terms.labels.get(key, {})
    columns = (
        *published.item,
        FigureColumn("Answered", "How many answered this question.", "count"),
        *(
            FigureColumn(label, "The share of those who answered it so.", "share")
            for label in labels.values()
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    for tip, answers in given.items():
        if answers is None or answers["n"] == 0:
            continue
        kept_back = hidden(answers)
        shares = answers.get("shares") or {}
        rows.append(
            (
                *published.named(tip),
                HIDDEN if kept_back else answers["n"],
                *(HIDDEN if kept_back else shares.get(value) for value in labels),
            )
        )
    return FigureTable(name, published.answer(key), columns, rows)


def priorities(published: Published) -> FigureTable:
    """The priorities with their parts, and how sure their ranks are."""
    parts = {
        "need": "the part of need: how far the mean is from the best score",
        "votes": "the part of those who named it among what matters most",
        "system": "the part of those who said that it takes several organisations",
    }
    columns = (
        *published.item,
        FigureColumn("Rank", "Its place by priority; 1 is the highest.", "count"),
        FigureColumn("Priority", "The sum of its parts, from 0 to 1.", "index"),
        *(
            FigureColumn(key.capitalize(), f"Of its priority, {says}.", "index")
            for key, says in parts.items()
        ),
        FigureColumn("Named it", "How many named it among what matters most.", "count"),
        FigureColumn(
            "Lowest rank", "2.5% of resamples of organisations give a lower one.", "count"
        ),
        FigureColumn(
            "Highest rank", "2.5% of resamples of organisations give a higher one.", "count"
        ),
        FigureColumn("Rank by need", "Its place by the mean score alone.", "count"),
        FigureColumn("Rank by votes", "Its place by how many named it.", "count"),
        FigureColumn(
            "Rank by organisations", "Its place, if each organisation counted once.", "count"
        ),
    )
    rows = [_priority_row(published, tip) for tip in published.tips]
    return FigureTable("Priorities", "Priorities and what they are made of", columns, rows)


def _priority_row(published: Published, tip: Plain) -> tuple[Cell, ...]:
    priority, votes = tip["priority"], tip["votes"]
    return (
        *published.named(tip["id"]),
        *(priority[key] for key in ("rank", "value", "need", "votes", "system")),
        HIDDEN if hidden(votes) else votes["count"],
        *(priority[key] for key in ("rank_low", "rank_high", "rank_by_need")),
        *(priority[key] for key in ("rank_by_votes", "rank_by_organisations")),
    )


def agreed(published: Published) -> FigureTable:
    """What the tables decided, of what any of them decided."""
    decided = [(tip["id"], row) for tip in published.tips for row in tip["agreed"]]
    keys = [key for key in DECIDED if any(key in row for _, row in decided)]
    columns = (
        *published.item,
        FigureColumn("Table", "The table that decided it."),
        *(
            FigureColumn(published.answer(key), "What the table wrote or chose.", kind_of(key))
            for key in keys
        ),
    )
    rows = [
        (*published.named(tip), row["table"], *(_decided(published, key, row) for key in keys))
        for tip, row in decided
    ]
    return FigureTable("Agreed by tables", "What the tables agreed", columns, rows)


def _decided(published: Published, key: str, row: Plain) -> Cell:
    value: str = row.get(key, "")
    if key == "due":
        return day(value)
    if key == "score" and value.isdecimal():
        return int(value)
    return published.terms.table_label(key, value) if value else None
