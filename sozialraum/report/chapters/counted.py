"""Chapter 1: what offices counted for the whole city, which no running statistic holds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sozialraum.report.chapters.shapes import Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Evidence
from sozialraum.words import Message


def counted(facts: Facts) -> Mapping[str, Sequence[Evidence]]:
    """Theme -> the people or cases that an office counted more of than before the pandemic, where
    the need of the city is not known to be no worse, or to be counted otherwise by another."""
    crisis, city = facts.crisis, facts.tables.city.city_area_id
    found: dict[str, list[Evidence]] = defaultdict(list)
    says = {one.theme: one.need_change for one in facts.tables.city_answers}
    if crisis is None:
        return found
    for one in facts.tables.evidence:
        said = one.holds_until or one.said_until
        if (
            one.is_count
            and says.get(one.theme) in (None, "worse")
            and one.need_direction == "more"
            and one.area_id == city
            and said is not None
            and crisis.shown_from <= said <= crisis.shown_until
        ):
            found[one.theme].append(one)
    return found


def section(facts: Facts) -> tuple[Section, ...]:
    counts = counted(facts)
    if not counts:
        return ()
    items = tuple(
        Item(f"{one.summary_de} ({one.evidence_id})", f"{facts.theme_name(theme)}:")
        for theme, rows in counts.items()
        for one in rows
    )
    return (
        Section(
            "gezaehlt",
            Message("answers-counted-title"),
            (Paragraph(Message("answers-counted-about")), Bullets(items)),
        ),
    )
