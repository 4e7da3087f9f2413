"""The tables of words in tables.xlsx: themes, workstreams, quotes, and who took part."""

from __future__ import annotations

from collections.abc import Iterator

from toptips.workbooks.published import Plain, Published, day
from toptips.workbooks.table_sheets import Cell, FigureColumn, FigureTable

FORMS = {
    "self-assessment": "Self-assessment",
    "conversation": "A table's sheet",
    "people": "People who use services",
}


def tables(published: Published) -> Iterator[FigureTable]:
    """Yield the tables of what was written."""
    yield themes(published)
    yield themes_by_item(published)
    yield workstreams(published)
    yield actions(published)
    yield register(published)
    yield quotes(published)
    yield focus_groups(published)


def focus_groups(published: Published) -> FigureTable:
    """How many focus groups call each priority right."""
    asked = "How many focus groups ticked it, each what it agreed."
    columns = (
        FigureColumn("Priority", f"The {published.terms.item} as groups were shown it.", "name"),
        *(FigureColumn(label, asked, "count") for label in ("Right", "Partly", "No")),
    )
    heard = (published.plain["focus_groups"] or {}).get("priorities", ())
    rows = [(said["title"], said["yes"], said["partly"], said["no"]) for said in heard]
    return FigureTable("Focus groups", "What focus groups say of the priorities", columns, rows)


def themes(published: Published) -> FigureTable:
    """How often each theme is mentioned, and by whom."""
    columns = (
        FigureColumn("Theme", "The theme.", "name"),
        FigureColumn("Comments", "How many comments of self-assessments mention it.", "count"),
        FigureColumn("People", "How many people mention it.", "count"),
        FigureColumn("Organisations", "How many organisations' people mention it.", "count"),
        FigureColumn("What works", "How many comments say what works.", "count"),
        FigureColumn(
            "What gets in the way", "How many comments say what gets in the way.", "count"
        ),
        FigureColumn("Both", "How many comments say the one and the other.", "count"),
        FigureColumn("Tables' notes", "How many notes of tables mention it.", "count"),
        FigureColumn("People who use services", "How many of their comments mention it.", "count"),
        FigureColumn("Sectors", "The sectors in which enough people mention it.", "words"),
        FigureColumn("Catch-all", "Yes, where it holds only what no other theme does."),
    )
    counts = ("comments", "respondents", "organisations", "strengths", "barriers", "both", "tables")
    rows = [
        (
            theme["name"],
            *(theme[key] for key in counts),
            theme["people"],
            "; ".join(theme["sectors"]),
            "yes" if theme["fallback"] else "",
        )
        for theme in published.plain["themes"]
    ]
    return FigureTable("Themes", "Themes in what people wrote", columns, rows)


def themes_by_item(published: Published) -> FigureTable:
    """How many comments on each item mention each theme."""
    columns = (
        FigureColumn("Theme", "The theme.", "name"),
        *published.item,
        FigureColumn("Comments", "How many comments on it mention the theme.", "count"),
    )
    rows = [
        (theme["name"], *published.named(tip), count)
        for theme in published.plain["themes"]
        for tip, count in theme["tips"].items()
    ]
    name = f"Themes by {published.terms.item}"
    return FigureTable(
        name, f"Where each theme is mentioned, by {published.terms.item}", columns, rows
    )


def workstreams(published: Published) -> FigureTable:
    """What is proposed to partners as pieces of work."""
    columns = (
        FigureColumn("Rank", "Its place by organisations, then people; 1 is the highest.", "count"),
        FigureColumn("Workstream", "What it is called.", "text"),
        FigureColumn("Organisations", "How many name it as what gets in the way.", "count"),
        FigureColumn("People", "How many people do.", "count"),
        FigureColumn(
            "Unprompted", "How many organisations do where something else was asked.", "count"
        ),
        FigureColumn("Sectors", "The sectors in which enough people do.", "words"),
        FigureColumn(
            f"Behind it: {published.terms.items}",
            f"How many people name it under which {published.terms.items}.",
            "words",
        ),
        FigureColumn("Answers on who", "How many said who could change these.", "count"),
        FigureColumn(
            "Takes several", "The share that said it takes several organisations.", "share"
        ),
        FigureColumn("Actions proposed", "How many proposed actions belong to it.", "count"),
    )
    rows = [
        (
            stream["rank"], stream["name"],
            *(stream[key] for key in ("organisations", "respondents", "unprompted")),
            "; ".join(stream["sectors"]),
            "; ".join(f"{published.named(tip)[0]}: {n}" for tip, n in stream["tips"].items()),
            *(stream[key] for key in ("owners", "system", "proposed")),
        )
        for stream in published.plain["workstreams"]
    ]  # fmt: skip
    return FigureTable("Workstreams", "Workstreams for partners to agree", columns, rows)


def actions(published: Published) -> FigureTable:
    """The actions proposed for each workstream, as far as they are printed."""
    columns = (
        FigureColumn("Workstream", "The workstream it belongs to."),
        *_step_columns(published),
    )
    rows = [
        (stream["name"], *row)
        for stream in published.plain["workstreams"]
        for action in stream["actions"]
        for row in _steps(published, action)
    ]
    return FigureTable("Actions", "Actions proposed for the workstreams", columns, rows)


def register(published: Published) -> FigureTable:
    """What is under way, planned or agreed."""
    rows = [
        row for under_way in published.plain["register"] for row in _steps(published, under_way)
    ]
    title = "What is under way, planned or agreed"
    return FigureTable("Under way", title, tuple(_step_columns(published)), rows)


def _step_columns(published: Published) -> Iterator[FigureColumn]:
    yield from published.item
    yield FigureColumn(
        "Words", "What was written; the other wordings of it stand below each other.", "words"
    )
    yield FigureColumn("Table", "The table that decided it.")
    yield FigureColumn("Lead", "Who should lead it, as the table said.")
    yield FigureColumn("Lead agrees", "Whether the lead was there and agrees.")
    yield FigureColumn("By when", "The day that the table named.", "date")


def _steps(published: Published, action: Plain) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each table's step; one without a table where none took it up."""
    words = "\n".join(quote["text"] for quote in action["wordings"])
    start = (*published.named(action["tip"]), words)
    for step in action["steps"]:
        agrees = published.terms.table_label("lead_here", step["lead_here"])
        yield (*start, step["table"], step["lead"], agrees, day(step["due"]))
    if not action["steps"]:
        yield (*start, "", "", "", None)


def quotes(published: Published) -> FigureTable:
    """The words that may be printed, each once."""
    columns = (
        *published.item,
        FigureColumn("Question", "What was asked."),
        FigureColumn("Words", "What somebody wrote, and a person confirmed for printing.", "words"),
        FigureColumn("Sector", "The sector, where the writer and the numbers allow to name it."),
        FigureColumn("Form", "What it was written on."),
    )
    once = {
        (quote["tip"], quote["question"], quote["text"]): quote for quote in _printed(published)
    }
    rows = [
        (
            *published.named(quote["tip"]),
            published.answer(quote["question"]),
            quote["text"],
            quote["sector"] or "",
            FORMS.get(quote["form"], quote["form"]),
        )
        for quote in once.values()
    ]
    return FigureTable("Quotes", "Words that may be printed", columns, rows)


def _printed(published: Published) -> Iterator[Plain]:
    plain = published.plain
    for tip in published.tips:
        for comments in tip["comments"].values():
            yield from comments["quotes"]
    yield from plain["other"]["quotes"]
    for theme in plain["themes"]:
        yield from theme["quotes"]
    for stream in plain["workstreams"]:
        yield from stream["quotes"]
    if plain["coding"]:
        yield from plain["coding"]["uncoded_quotes"]


def took_part(published: Published) -> FigureTable:
    """Who was asked, and from whom something came back."""
    columns = (
        FigureColumn("Organisation", "A partner that was asked.", "name"),
        FigureColumn("Sector", "Its sector."),
        FigureColumn("Answered", "Whether any form of its people counts."),
    )
    invited = published.plain["respondents"]["invited"]
    rows = [(who["name"], who["sector"], "yes" if who["answered"] else "no") for who in invited]
    return FigureTable("Asked", "Who was asked", columns, rows)


def answered_by(published: Published) -> FigureTable:
    """How many forms count, by sector and by group."""
    columns = (
        FigureColumn("By", "What the groups are groups of."),
        FigureColumn("Group", "The group."),
        FigureColumn("Forms", "How many forms count.", "count"),
        FigureColumn("Forms expected", "How many were expected.", "count"),
        FigureColumn("Organisations", "How many organisations answered.", "count"),
        FigureColumn("Organisations asked", "How many were asked.", "count"),
    )
    respondents = published.plain["respondents"]
    keys = ("answered", "expected", "organisations", "invited")
    rows: list[tuple[Cell, ...]] = [
        ("sector", name, *(sector[key] for key in keys))
        for name, sector in respondents["by_sector"].items()
    ]
    for dimension, groups in respondents["by_group"].items():
        of = published.terms.groups(dimension, many=False)
        rows += [(of, name, count, None, None, None) for name, count in groups.items()]
    return FigureTable("Answered", "How many answered", columns, rows)


def method(published: Published) -> FigureTable:
    """What the figures rest on."""
    columns = (
        FigureColumn("What", "A number that the figures rest on.", "words"),
        FigureColumn("For", "Of what."),
        FigureColumn("Number", "How much it is.", "index"),
    )
    plain = published.plain
    told = (
        ("Weight in a priority", plain["weights"]),
        ("Part of the spread of priorities", plain["influence"]),
        ("Least gap, in levels, that could have been told from chance", plain["detectable"]),
        ("Returns", plain["returns"]),
    )
    rows: list[tuple[Cell, ...]] = [
        (what, name, number) for what, numbers in told for name, number in numbers.items()
    ]
    if coding := plain["coding"]:
        counts = {"comments": "all", "uncoded": "in no theme", "checked": "checked by a person"}
        rows += [("Comments", said, coding[key]) for key, said in counts.items()]
    return FigureTable("Method", "What the figures rest on", columns, rows)
