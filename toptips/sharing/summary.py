"""What a copy to share says of each item, so that many workshops can stand in one picture."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from toptips.analysis.answers import gather
from toptips.analysis.combining import summary
from toptips.analysis.disclosure import follows_beside
from toptips.analysis.figures import Figures
from toptips.analysis.printing import rounded
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.asked import Asked
from toptips.model.summary import STEP_OF_MEAN, ItemSummary, Summary, ThemeMentioned
from toptips.model.workshop import OUR_SYSTEM, Workshop

# Exact numbers would tell who gave which score where organisations are of different size.
STEP_OF_VARIANCE = Fraction(1, 1_000)


def summarise(
    workshop: Workshop, asked: Asked, answered: Answered, rules: Rules, figures: Figures
) -> Summary:
    """Return what may be said of a workshop in a picture of many. Nobody's words are in it.

    `figures` are the edition's of the same answers: of them the themes are taken that
    `smallest_group` people of two organisations mention, by name alone.
    """
    named = asked.place if asked.place != OUR_SYSTEM else workshop.title
    return Summary(
        workshop=asked.workshop,
        place=named,
        title=workshop.title,
        date=workshop.date,
        edition=figures.edition.number if figures.edition else 1,
        framework=asked.framework,
        items={} if figures.too_few else dict(_items(asked, answered, rules, figures)),
        themes=tuple(
            ThemeMentioned(id=theme.id, name=theme.name)
            for theme in figures.themes
            if not theme.fallback
            and theme.respondents >= rules.smallest.mean
            and theme.organisations >= rules.fewest_organisations
        ),
    )


def _items(
    asked: Asked, answered: Answered, rules: Rules, figures: Figures
) -> Iterator[tuple[str, ItemSummary]]:
    """Yield the items that six organisations scored, and from which nobody's score follows."""
    answers = gather(asked, answered.forms("self-assessment"), rules)
    invited = {partner.id for partner in asked.partners}
    for tip in figures.tips:
        item = answers.items[tip.id]
        scores = item.all.scores
        scored = {name for name, counts in scores.by_organisation.items() if counts.total()}
        found = summary(scores, len(invited | scored))
        if found is None:
            continue
        mean = rounded(found.mean, STEP_OF_MEAN)
        between = (mean - STEP_OF_MEAN / 2, mean + STEP_OF_MEAN / 2)
        if follows_beside(tip.by, item.kinds, rules, between):
            continue
        yield (
            tip.id,
            ItemSummary(
                n=scores.n,
                organisations=len(scored),
                mean=float(mean),
                variance=float(rounded(found.variance, STEP_OF_VARIANCE)),
            ),
        )
