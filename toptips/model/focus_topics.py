"""What a focus group is asked about the report's priorities: the catalogue of its sheet.

It stands apart from the catalogue of the forms, since nothing of it is counted among the figures.
Letters never move. Words for these topics are in `templates/questions.yaml`, under `focus_group`.
"""

from __future__ import annotations

from toptips.model.questions import FOCUS_GROUP, Topic

OF = (FOCUS_GROUP,)
RIGHT = ("yes", "partly", "no")
MAY_PRINT, MAY_NOT_PRINT = "anonymous", "no"

TOPICS: tuple[Topic, ...] = (
    Topic("label", "a", "line", "form", OF, column=True),
    Topic("met_on", "b", "date", "form", OF, column=True),
    Topic("how_many", "c", "number", "form", OF, column=True),
    Topic("writer", "d", "line", "form", OF, column=True),
    Topic("missing", "e", "text", "form", OF, quoted=True),
    Topic("change", "f", "text", "form", OF, quoted=True),
    Topic(
        "quote", "g", "choice", "form", OF, (MAY_PRINT, MAY_NOT_PRINT),
        column=True, last=True, consent=True,
    ),
    Topic("right", "a", "choice", forms=OF, values=RIGHT),
    Topic("why", "b", "text", forms=OF, quoted=True),
)  # fmt: skip
# What says who met, and is printed nowhere.
ABOUT_THE_GROUP = tuple(topic.key for topic in TOPICS if topic.column)
