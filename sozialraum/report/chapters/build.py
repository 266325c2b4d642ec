"""Puts the chapters together: a summary, the council's four questions, profiles, the annex."""

from dataclasses import replace
from pathlib import Path

from sozialraum.report.chapters import (
    answers,
    changes,
    conclusions,
    coverage,
    data,
    glossary,
    lookup,
    methods,
    needs,
    paper,
    plain,
    planning,
    profiles,
    quality,
    reading,
    summary,
)
from sozialraum.report.chapters.labels import labels
from sozialraum.report.chapters.shapes import Bullets, Item, Paragraph, ReportModel, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import read_tables
from sozialraum.words import Day, Joined, Message, Name, Period, Text


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
    answering = (
        needs.chapter(facts),
        planning.chapter(facts),
        coverage.chapter(facts, answers.coverable(facts)),
        conclusions.chapter(facts),
    )
    chapters = (
        summary.chapter(facts),
        *(replace(one, sections=()) for one in answering),
        profiles.chapter(facts),
    )
    # a forecast reaches ahead of the report's day and is no newest figure
    newest = max(
        (
            one.data_until
            for one in tables.sources
            if one.data_until and one.data_until <= city.as_of
        ),
        default=None,
    )
    edition = f"{city.as_of:%Y-%m}"
    title = Message("report-title")
    stated: list[tuple[Text, Text]] = [
        (Message("report-edition"), Period(edition)),
        (Message("report-as-of"), Day(city.as_of)),
        (Message("report-newest"), Day(newest) if newest else Message("report-no-data")),
        (Message("report-level"), facts.sozialraum.plural_de),
    ]
    if city.resolution:
        resolution = Message("report-resolution-text", resolution=Name(city.resolution))
        stated.insert(0, (Message("report-resolution"), resolution))
    return ReportModel(
        title=title,
        city=city.official_name or city.city_name,
        as_of=city.as_of.isoformat(),
        edition=edition,
        previous=before.tables.city.as_of.isoformat() if before else None,
        facts=tuple(stated),
        attribution=city.attribution or "",
        language=city.language,
        labels={
            **labels(title),
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
        annex_title=Message("report-annex"),
        annex=(*(_figures_of(one) for one in answering if one.sections), *_annex(facts, before)),
        tables=data.data_tables(facts),
        lookup=lookup.lookup(facts),
        sources=tuple(
            (one.title_de, one.url)
            for one in tables.sources
            if one.url and one.url.startswith("https://")
        ),
        paper=paper.paper(facts, title, tuple(stated)),
        reading=reading.aid(),
        plain=plain.page(facts),
    )


def _figures_of(chapter: Section) -> Section:
    """The tables behind a chapter that answers."""
    title = Message("report-annex-to", n=chapter.number, chapter=Joined((chapter.title,)))
    return Section(f"anhang-{chapter.anchor}", title, sections=chapter.sections)


def _annex(facts: Facts, before: Facts | None) -> list[Section]:
    words = tuple(Item(text, Joined((term, ":"), by="")) for term, text in glossary.terms(facts))
    parts = (
        changes.section(facts, before),
        methods.methods(),
        *methods.rules(facts),
        *quality.sections(facts),
        Section("glossar", Message("glossary-title"), (Bullets(words),)),
        needs.indicators(facts),
    )
    about = Section(
        "anhang",
        Message("report-annex"),
        (Paragraph(Message("report-annex-about")),),
    )
    return [about, *(one for one in parts if one is not None)]
