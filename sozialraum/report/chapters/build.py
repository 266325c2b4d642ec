"""Puts the chapters together: a summary, the council's four questions, profiles, the annex."""

from collections.abc import Mapping
from pathlib import Path

from sozialraum.report.chapters import (
    browse,
    changes,
    classes,
    conclusions,
    coverage,
    data,
    glossary,
    lookup,
    methods,
    needs,
    origin,
    paper,
    plain,
    planning,
    profiles,
    quality,
    reading,
)
from sozialraum.report.chapters.labels import labels
from sozialraum.report.chapters.main import (
    area_page,
    asked,
    decide,
    new_needs,
    plans,
    summary,
    supplied,
    voices,
)
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Item,
    Paragraph,
    ReportModel,
    Section,
)
from sozialraum.report.rows.browse import read_figures
from sozialraum.report.rows.facts import Facts, area_label
from sozialraum.report.rows.read import read_tables
from sozialraum.words import Day, Joined, Message, Name, Period, Text, code


def report_model(database: Path, previous: Path | None = None) -> ReportModel:
    """The whole report from a database; reads it once, read-only.

    Args:
        previous: the database of the last edition, to tell what changed since.

    Raises:
        MonitorError: the database does not name exactly one city.
        duckdb.Error: it cannot be opened or lacks a table of the contract.
    """
    facts = Facts(read_tables(database))
    before = Facts(read_tables(previous)) if previous else None
    tables = facts.tables
    city = tables.city
    answers = {topic: _ANSWERS[topic](facts) for topic in facts.topics}
    chapters = (
        summary.chapter(facts),
        *answers.values(),
        voices.chapter(facts),
        asked.chapter(facts),
        area_page.chapter(facts),
    )
    newest = origin.newest(facts)
    edition = f"{city.as_of:%Y-%m}"
    title = Message("report-title", services=code("coverage" in facts.topics))
    stated: list[tuple[Text, Text]] = [
        (Message("report-edition"), Period(edition)),
        (Message("report-as-of"), Day(city.as_of)),
        (
            Message("report-newest"),
            origin.reach(facts, *newest) if newest else Message("report-no-data"),
        ),
        (Message("report-level"), facts.sozialraum.plural_de),
    ]
    if city.resolution:
        resolution = Message("report-resolution-text", resolution=Name(city.resolution))
        stated.insert(0, (Message("report-resolution"), resolution))
    if bundled := _bundled(facts):
        stated.append((Message("report-figures"), bundled))
    return ReportModel(
        title=title,
        city=city.official_name or city.city_name,
        as_of=city.as_of.isoformat(),
        edition=edition,
        previous=before.tables.city.as_of.isoformat() if before else None,
        facts=tuple(stated),
        attribution=city.attribution or "",
        language=city.language,
        kind=city.city_kind,
        labels={
            **labels(title, city.attribution or ""),
            "whole_city": facts.area_name(city.city_area_id),
            "citation": Message(
                "lookup-citation",
                city=Name(city.official_name or city.city_name),
                title=Joined((title,)),
                edition=Period(edition),
                day=Day(city.as_of),
                name=Name("%name"),
                anchor=Name("%anchor"),
            ),
        },
        sections=tuple(one for one in chapters if one is not None),
        intro=_intro(facts),
        annex_title=Message("report-annex"),
        annex=tuple(_annex(facts, before, answers)),
        tables=data.data_tables(facts),
        lookup=lookup.lookup(facts),
        sources=tuple(
            (one.title_de, address) for one in tables.sources if (address := origin.address(one))
        ),
        paper=paper.paper(facts, title, tuple(stated)),
        reading=reading.aid(facts),
        plain=plain.page(facts),
        browse=browse.page(facts, read_figures(database)),
    )


_READING = ("sure", "classes", "areas", "numbers")


def _intro(facts: Facts) -> tuple[Block, ...]:
    """What the report is, what is meant by its words, and where everything else stands."""
    level = Name(facts.sozialraum.plural_de)
    areas = facts.areas(facts.sozialraum)
    numbers = any(area_label(one.area_code, one.area_name) != one.area_name for one in areas)
    names = any(one.short_name not in (None, one.area_name) for one in areas)
    estimates = code(facts.has_estimates)
    listed = "both" if numbers and names else "numbers" if numbers else "names" if names else "none"
    items = tuple(
        Item(
            Message("report-reading", what=one, level=level, listed=listed, estimates=estimates),
            Message("report-reading-of", what=one),
        )
        for one in _READING
        if one != "numbers" or facts.tables.evidence
    )
    return (
        Paragraph(Message("report-intro", level=level, services=code("coverage" in facts.topics))),
        Bullets(items),
    )


def _bundled(facts: Facts) -> Text | None:
    """How many figures are those of the copies beside the declarations, and of which day."""
    fetched = [one for one in facts.tables.sources if one.delivery == "portal"]
    bundled = [one for one in fetched if one.is_bundled]
    at = max((one.landed_at for one in bundled if one.landed_at), default=None)
    if at is None:
        return None
    return Message(
        "report-bundled",
        n=len(bundled),
        total=len(fetched),
        every=code(len(bundled) == len(fetched)),
        all=len(facts.tables.sources),
        day=Day(at.date()),
    )


_ANSWERS = {
    "needs": new_needs.chapter,
    "planning": plans.chapter,
    "coverage": supplied.chapter,
    "conclusions": decide.chapter,
}
_TABLES = {
    "needs": needs.tables,
    "planning": planning.tables,
    "coverage": coverage.tables,
    "conclusions": conclusions.tables,
}
"""What is said of each topic, and the tables behind it."""


def _annex(facts: Facts, before: Facts | None, answers: Mapping[str, Section]) -> list[Section]:
    """What the answers rest on, chapter by chapter, then how all of it came about."""
    words = tuple(Item(text, Joined((term, ":"), by="")) for term, text in glossary.terms(facts))
    about = Section("anhang", Message("report-annex"), (Paragraph(Message("report-annex-about")),))
    parts = (
        *(
            _behind(one, found)
            for topic, one in answers.items()
            if (found := _TABLES[topic](facts))
        ),
        profiles.details(facts),
        needs.indicators(facts),
        classes.section(facts),
        changes.section(facts, before),
        methods.methods(facts),
        *methods.rules(facts),
        *quality.sections(facts),
        Section("glossar", Message("glossary-title"), (Bullets(words),)),
    )
    return [about, *(one for one in parts if one is not None)]


def _behind(chapter: Section, tables: tuple[Section, ...]) -> Section:
    """The tables behind a chapter that answers."""
    title = Message("report-annex-to", n=chapter.number, chapter=Joined((chapter.title,)))
    return Section(f"anhang-{chapter.anchor}", title, sections=tables)
