"""What the figures say, in sentences. Every number in them stands in analysis.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toptips.analysis import printing
from toptips.analysis.figures import Figures, Scores, Shares, TipFigures
from toptips.analysis.printing import (
    between,
    bound,
    could_not_judge,
    count,
    level,
    listed,
    percent,
    with_all_equal,
    within_sentence,
)
from toptips.analysis.priorities import FEWEST_ORGANISATIONS
from toptips.analysis.scores import levels_at_the_ends
from toptips.analysis.terms import Terms
from toptips.report import at_tables, local, whose_problem

FEW = 10
NAMED = 4
# So many themes are named; of those that are mentioned as often as the last, up to the second.
MENTIONED, MOST_MENTIONED = 3, 5
BY_MORE = "by more than shuffling usually brings about"
TOO_FEW = (
    "Too few answered for anything that they said to be shown, since it might show who said what:"
    " no figures, no words and no themes."
)
ONLY_TABLES = "This report holds what the tables agreed."


def name(tip: TipFigures, terms: Terms) -> str:
    """Return an item as the report names it within a sentence."""
    return terms.named(tip.number, tip.title)


def few(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Name some items within a sentence; of very many only the first."""
    left_out = len(tips) - NAMED
    named = [name(tip, terms) for tip in tips[: NAMED if left_out > 1 else None]]
    return listed([*named, f"{left_out} others"] if left_out > 1 else named)


def mean(scores: TipFigures | Scores, figures: Figures) -> str:
    """Print a mean with as many decimals as keep it on its side of the bands, or its bound."""
    if isinstance(scores, Scores) and scores.bound is not None:
        return bound(scores.bound)
    if scores.mean is None:
        return "not shown"
    return level(scores.mean, *figures.terms.limits(figures.scale))


def headlines(figures: Figures) -> Iterator[str]:
    """Yield the headlines, the most important first; nothing is said that does not hold."""
    terms = figures.terms
    if figures.internal:
        yield from _differing(figures)
    yield took_part(figures)
    if figures.too_few:
        yield TOO_FEW if figures.respondents.self_assessments else ONLY_TABLES
        yield from at_tables.agreed_headlines(figures)
        return
    yield from _highest_and_lowest(figures)
    first = [tip for tip in figures.ranked() if tip.priority.rank and tip.priority.rank <= 3]
    if len(figures.tips) > 3 and first:
        yield f"The first priorities that the answers point to are {few(first, terms)}."
    split = [tip for tip in figures.tips if tip.split]
    if split:
        yield (
            f"Views are split on {few(split, terms)}: some score it near the top of the"
            " scale and some near the bottom, so its mean says little."
        )
    if not figures.internal:
        yield from _differing(figures)
    yield from whose_problem.headline(figures)
    yield from local.headline(figures)
    yield from _most_mentioned(figures)
    if figures.local_support.shares and figures.local_support.n:
        share = figures.local_support.shares.get("yes")
        if share is not None:
            yield (
                f"{percent(share)} of the {figures.local_support.n} who answered would support"
                f" agreeing a local version of these {terms.items}."
            )


def findings(figures: Figures, most: int) -> tuple[str, ...]:
    """Return the headlines that say what was found, as many as there is room for."""
    who = took_part(figures)
    return tuple(line for line in headlines(figures) if line != who)[:most]


def _differing(figures: Figures) -> Iterator[str]:
    """Say in which items groups differ by more than shuffling usually brings about."""
    for dimension in figures.dimensions:
        claimed = [tip for tip in figures.tips if figures.gap(tip, dimension).claimed]
        if claimed and not (figures.internal and dimension == "sector"):
            called = figures.terms.groups(dimension).capitalize()
            yield f"{called} see it differently on {few(claimed, figures.terms)}, {BY_MORE}."


def _highest_and_lowest(figures: Figures) -> Iterator[str]:
    scored = [tip for tip in figures.tips if tip.mean is not None]
    # Means that look the same in print are no highest and lowest.
    if len({mean(tip, figures) for tip in scored}) < 2:
        return
    ends = (("highest", max), ("lowest", min))
    said = []
    for word, pick in ends:
        extreme = pick(tip.mean for tip in scored if tip.mean is not None)
        tips = [tip for tip in scored if tip.mean == extreme]
        if any(tip.split for tip in tips):
            continue  # the next headline says that its mean says little
        what = few(tips, figures.terms)
        verb = "are" if len(tips) > 1 else "is"
        beside = unsure(tips, figures.terms)
        printed = mean(tips[0], figures)
        said.append(f"{what} {verb} scored {word}, with a mean of {printed}{beside}")
    low, high = min(figures.scale), max(figures.scale)
    if said:
        yield f"On a scale from {low} to {high}, {'; '.join(said)}."


def unsure(tips: Sequence[TipFigures], terms: Terms) -> str:
    """Say which of the items that share a figure a third or more could not judge."""
    many = [tip for tip in tips if tip.many_dont_know and tip.dont_know]
    if len(tips) == 1 and many:
        return f" ({could_not_judge(tips[0])})"
    said = [f"{terms.item} {tip.number}: {could_not_judge(tip)}" for tip in many]
    return f" ({listed(said)})" if said else ""


def _most_mentioned(figures: Figures) -> Iterator[str]:
    enough = figures.terms.smallest_group
    mentioned = [theme for theme in figures.themes if not theme.fallback]
    themes = [theme for theme in mentioned if theme.respondents >= enough]
    if not themes:
        return
    first = with_all_equal([theme.respondents for theme in themes], MENTIONED, MOST_MENTIONED)
    if first:
        named = [f"{within_sentence(theme.name)} ({theme.respondents})" for theme in themes[:first]]
        yield f"Comments mention these most, counted in respondents: {listed(named)}."
    else:
        most = [theme.respondents for theme in themes].count(themes[0].respondents)
        yield f"{most} themes are mentioned most, by {themes[0].respondents} respondents each."


def took_part(figures: Figures) -> str:
    """Say how many forms came back, from how many of those invited, and from whom else."""
    who = figures.respondents
    if not who.self_assessments:
        return _no_form_took_part(figures)
    if figures.internal:
        return _staff_took_part(figures)
    invited = sum(partner.answered > 0 for partner in who.invited)
    others = who.organisations - invited
    forms = count(who.self_assessments, "self-assessment", "self-assessments")
    verb = "counts" if who.self_assessments == 1 else "count"
    sentence = (
        f"{forms} {verb}, from {invited} of"
        f" {count(len(who.invited), 'organisation', 'organisations')} invited"
        f"{f' and {others} that were not invited' if others else ''};"
        f" {count(who.expected, 'form was', 'forms were')} expected."
    )
    return sentence + _others_took_part(figures)


def _no_form_took_part(figures: Figures) -> str:
    """Say that no self-assessment came back, and what did."""
    who = figures.respondents
    expected = count(who.expected, "form was", "forms were")
    from_whom = "" if figures.internal else " from those invited"
    return f"No self-assessment has come back{from_whom}; {expected} expected." + _others_took_part(
        figures
    )


def _staff_took_part(figures: Figures) -> str:
    """Say how many forms of one organisation's staff count."""
    who = figures.respondents
    verb = "counts" if who.self_assessments == 1 else "count"
    forms = count(who.self_assessments, "self-assessment", "self-assessments")
    expected = count(who.expected, "form was", "forms were")
    return f"{forms} of staff {verb}; {expected} expected.{_others_took_part(figures)}"


def _others_took_part(figures: Figures) -> str:
    """Say how many tables, and how many people who use services, were heard."""
    who, sentence = figures.respondents, ""
    if who.tables:
        sentence += f" {count(who.tables, 'table', 'tables')} sent notes of the day."
    if who.people:
        people = count(who.people, "form", "forms")
        sentence += f" {people} of people who use services came back{_where_they_stand(figures)}."
    return sentence


def _where_they_stand(figures: Figures) -> str:
    """Say that the answers of people who use services stand apart, or why they don't."""
    if figures.too_few:
        return ""
    if any(tip.experience.shares for tip in figures.tips):
        return "; they stand apart"
    enough = figures.terms.smallest_for_shares
    return f": too few to show what they answered, which takes {enough} answers"


def how_sure(figures: Figures) -> Iterator[str]:
    """Say how far the figures carry, with so many answers from so many organisations."""
    who = figures.respondents
    if figures.too_few:
        yield "What tables agreed is theirs: nothing here says how far others would agree."
        return
    people = str(who.self_assessments)
    yield (
        f"The figures describe the {people} who answered, not everybody who works in the system."
        " They are views, not measurements of how services perform."
    )
    if who.self_assessments < FEW:
        yield "With so few answers, one form more or less can change any order shown here."
    if any(tip.priority.rank_low is not None for tip in figures.tips):
        yield (
            "For each priority we say how its rank moves with a different mix of organisations."
            f" Where the ranges of two {figures.terms.items} overlap, their order is not settled."
        )
    elif figures.internal:
        yield "How firm the ranks are is not known: they are those of the people who answered."
    elif who.organisations < FEWEST_ORGANISATIONS:
        yield "Fewer than six organisations answered, so we can't say how firm the ranks are."
    elif any(tip.priority.rank for tip in figures.tips):
        yield (
            f"Some {figures.terms.items} hang on so few organisations that we can't say how firm"
            " the ranks are."
        )


def had_all_answered(figures: Figures) -> Iterator[str]:
    """Say which mean the first priority would have, had all others scored it lowest, or highest."""
    first = next((tip for tip in figures.ranked() if tip.priority.rank and tip.non_response), None)
    if first is not None and first.non_response is not None:
        low, high = (level(value) for value in (first.non_response.low, first.non_response.high))
        yield (
            f"The mean of {name(first, figures.terms)} is {mean(first, figures)}. Had all who did"
            f" not answer given it the lowest score, it would be {low}; had all given it the"
            f" highest, {high}."
        )


def about_scores(tip: TipFigures, figures: Figures) -> Iterator[str]:
    """Yield what the scores of one item say."""
    item = figures.terms.item
    low, high = min(figures.scale), max(figures.scale)
    if tip.n == 0:
        yield f"Nobody scored this {item}."
    elif tip.mean is None:
        yield f"Too few people scored this {item} for a figure to be shown."
    else:
        median = level(tip.median) if tip.median is not None else "not shown"
        band = printing.band(tip, figures.terms)
        stands = f" ({band})" if len(tip.band_range) > 1 and not tip.split else f", {band}"
        yield (
            f"{count(tip.n or 0, 'person', 'people')} scored this {item}, from {low} to {high}:"
            f" mean {mean(tip, figures)}, median {median}{stands}."
        )
        yield from _at_the_ends(tip, figures)
        # Where views are split the median says little: all who say 2 or 4 are within one of 3.
        if tip.within_one is not None and not tip.split:
            yield f"{tip.within_one} of {tip.n} are within one level of the median."
    if tip.dont_know:
        yield could_not_judge(tip).capitalize() + "."
    if tip.not_for_us:
        yield f"{count(tip.not_for_us, 'person', 'people')} said that it does not apply to them."
    yield from about_gap(tip, figures)


def _at_the_ends(tip: TipFigures, figures: Figures) -> Iterator[str]:
    """Say how many stand on the lowest and on the highest levels: a mean alone hides them."""
    if tip.shares is None or not tip.n:
        return
    once = figures.count == "organisations"
    said = []
    for end in levels_at_the_ends(list(figures.scale)):
        share = sum(tip.shares[value] for value in end)
        many = percent(share) if once else str(share * tip.n)
        verb = "scores" if many == "1" else "score"
        said.append(f"{many} {verb} it {between(end)}")
    of = "Of the weight of all organisations" if once else f"Of {tip.n}"
    yield f"{of}, {said[0]} and {said[1]}."


def about_gap(tip: TipFigures, figures: Figures, *only: str) -> Iterator[str]:
    """Say where groups differ on one item by more than shuffling usually brings about.

    `only` names the dimensions; without any, all are looked at.
    """
    for dimension in only or figures.dimensions:
        gap, by = figures.gap(tip, dimension), tip.by.get(dimension, {})
        if gap.claimed and gap.highest in by and gap.lowest in by:
            yield (
                f"{figures.terms.groups(dimension).capitalize()} see it differently, {BY_MORE}:"
                f" {gap.highest} score it {mean(by[gap.highest], figures)} on average, {gap.lowest}"
                f" {mean(by[gap.lowest], figures)}."
            )


def no_gap(figures: Figures, dimension: str) -> str:
    """Say that nothing is claimed of a dimension, and how large a gap would have had to be."""
    called = figures.terms.groups(dimension)
    least = figures.detectable.get(dimension)
    if least is None:
        return f"Too few answered for {called} to be compared."
    return (
        f"With so few answers only a gap of about {level(least)} levels or more between {called}"
        " could be told from chance; none is that large. Smaller differences may be real."
    )


def about_experience(tip: TipFigures, terms: Terms) -> str:
    """Say which statement people who use services were asked about, and what they answered."""
    if not tip.experience.shares:
        return ""
    return f"Asked of: ‘{terms.plain[tip.id]}’ {about_choice('experience', tip.experience, terms)}"


def about_choice(key: str, shares: Shares, terms: Terms) -> str:
    """Say what was answered to a question with fixed choices, the most frequent answer first."""
    if not shares.shares:
        return "Too few people answered for the answers to be shown."
    ordered = sorted(shares.shares.items(), key=lambda pair: -pair[1])
    said = listed(
        [f"‘{terms.label(key, value)}’ {percent(share)}" for value, share in ordered if share]
    )
    return f"Of {count(shares.n or 0, 'answer', 'answers')}: {said}."


def about_dissent(tip: TipFigures) -> str:
    """Say how many of the tables that spoke of an item noted another view, if any did."""
    tables = tip.tables_spoke
    if not tip.dissenting:
        return ""
    verb = "noted" if tables > 1 else "noted that there was"
    return f"{tip.dissenting} of {count(tables, 'table', 'tables')} {verb} a different view."


def silent(figures: Figures) -> Sequence[str]:
    """Return the names of the partners that were invited and did not answer."""
    return [partner.name for partner in figures.respondents.invited if not partner.answered]
