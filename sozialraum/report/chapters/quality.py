"""The annex: methods, sources and licences, data quality."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.labels import attributed
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.sources import Check, Source
from sozialraum.words import Day, Joined, Listing, Message, Name, Number, Text
from sozialraum.words.numbers import NONE

SEVERITIES = ("critical", "warning")
OLD = timedelta(days=2 * 365)
"""From when on it is said of the newest figures that they are no picture of today."""


YEAR = "{year}"
"""What stands for the year in the address of a yearly table."""


def is_stale(source: Source) -> bool:
    return source.fresh is False


def overdue(facts: Facts) -> list[Source]:
    """Sources that have no newer figures, although they were to be expected."""
    return [
        one for one in facts.tables.sources if is_stale(one) and not _is_only_unfetched(one, facts)
    ]


def unfetched(facts: Facts) -> list[Source]:
    """Sources whose last copy is in use and not too old yet."""
    return [one for one in facts.tables.sources if _is_only_unfetched(one, facts)]


def staleness(facts: Facts) -> Text:
    """How many sources are out of date, and of how many more the last copy had to do; of when the
    figures are where all are old."""
    stale, total = len(overdue(facts)), len(facts.tables.sources)
    extent = "none" if not total else {0: "fresh", total: "stale"}.get(stale, "some")
    said = Message(
        "quality-stale", stale=stale, n=total, unfetched=len(unfetched(facts)), all=extent
    )
    until = origin.newest(facts)
    if until is None or facts.tables.city.as_of - until[0] < OLD:
        return said
    return Joined((Message("quality-old", day=Day(until[0])), said))


def checked(facts: Facts) -> Text:
    """The automatic checks, as a sentence; none at all is said, never passed over."""
    return Message("quality-checks", n=len(facts.tables.checks), failed=len(failed(facts)))


def _is_only_unfetched(source: Source, facts: Facts) -> bool:
    due = source.expected_until
    is_late = due is not None and due < facts.tables.city.as_of
    return is_stale(source) and source.fetch_problem is not None and not is_late


def failed(facts: Facts) -> list[Check]:
    return [check for check in facts.tables.checks if not check.passed]


def sections(facts: Facts) -> tuple[Section, ...]:
    """Sources with their licences, and how the data were checked."""
    return (*_errata(facts), _sources(facts), _licence(facts), _checks(facts))


def _errata(facts: Facts) -> tuple[Section, ...]:
    """What proved wrong of earlier editions: their readers are told by the next one."""
    told = [
        Paragraph(
            Message(
                "quality-erratum",
                day=Day(one.edition_as_of),
                version=Name(one.version),
                marked=Day(one.marked_on),
                text=Name(one.erratum),
            ),
            "important",
        )
        for one in facts.tables.errata
    ]
    if not told:
        return ()
    return (Section("berichtigungen", Message("quality-errata"), tuple(told)),)


def _sources(facts: Facts) -> Section:
    sources = facts.tables.sources
    blocks: list[Block] = [Paragraph(staleness(facts))]
    if sources:
        blocks.append(
            Paragraph(Message("quality-rejected", n=sum(one.rejected or 0 for one in sources)))
        )
        blocks.append(_source_table(facts))
        blocks += _not_there(facts)
    return Section("quellen-liste", Message("quality-sources"), tuple(blocks))


def _not_there(facts: Facts) -> list[Block]:
    """What an office has not delivered yet or nobody released, and the map layers that were not
    fetched, by name."""
    awaited = _of_offices(facts, "awaited")
    unreleased = _of_offices(facts, "unreleased")
    blocks: list[Block] = []
    if awaited:
        blocks.append(Paragraph(Message("quality-awaited", sources=Listing(awaited)), "important"))
    if unreleased:
        said = Message("quality-unreleased", sources=Listing(unreleased))
        blocks.append(Paragraph(said, "important"))
    by_state: dict[str, list[str]] = defaultdict(list)
    for layer in facts.tables.layers:
        if layer.outcome != "read":
            by_state[layer.status_de].append(layer.title_de)
    for state, titles in by_state.items():
        blocks.append(
            Paragraph(
                Message("quality-layers", n=len(titles), state=Name(state), layers=Listing(titles))
            )
        )
    return blocks


def _of_offices(facts: Facts, state: str) -> list[Text]:
    """The sources in a state, each with its office."""
    return [
        Message("quality-of-office", source=Name(one.title_de), office=Name(one.office))
        if one.office
        else one.title_de
        for one in facts.tables.sources
        if _state(one, facts) == state
    ]


def _where(source: Source) -> Text:
    """Where a source is to be found: its address, or that it has none on the net."""
    if source.url and source.url.startswith(("http://", "https://")):
        return source.url
    if source.office:
        return Message("quality-not-on-the-net", office=Name(source.office))
    return Message("quality-no-office")


def _source_table(facts: Facts) -> Table:
    rows = [
        Row(
            (
                Cell(one.title_de, detail=one.office or ""),
                Cell(one.licence or NONE),
                Cell(
                    Day(one.landed_at.date(), short=True)
                    if one.landed_at
                    else Message("quality-never")
                ),
                Cell(_until(one, facts)),
                Cell(Number(one.rows)),
                Cell(Number(one.rejected)),
                _freshness(one, facts),
            )
        )
        for one in facts.tables.sources
    ]
    return Table(
        caption=Message("quality-caption", day=Day(facts.tables.city.as_of, short=True)),
        columns=(
            Column(Message("quality-source-and-office"), "left", 4.6),
            Column(Message("quality-licence"), "left", 1.4),
            Column(Message("quality-landed"), weight=1.3),
            Column(Message("quality-until"), weight=1.3),
            Column(Message("quality-rows"), weight=0.9),
            Column(Message("quality-rejected-head"), weight=1.2),
            Column(Message("quality-freshness"), "left", 2.0),
        ),
        rows=tuple(rows),
    )


def _freshness(source: Source, facts: Facts) -> Cell:
    state = _state(source, facts)
    detail: Text = ""
    if state not in ("not_assessable", "fresh") and (state, source.expected_until) != (
        "stale", None,
    ):  # fmt: skip
        detail = Message(
            "quality-state-detail", state=state, expected=Day(source.expected_until, short=True)
        )
    return Cell(Message("quality-state", state=state), detail=detail)


def _until(source: Source, facts: Facts) -> Text:
    if source.data_until is None:
        return NONE
    return origin.reach(facts, source.data_until, source.cadence, short=True)


def _state(source: Source, facts: Facts) -> str:
    if not source.rows and source.fresh is None:
        return "awaited"
    if source.state in ("unreadable", "unreleased"):
        return source.state
    if not source.rows:
        return "not_loaded"
    if _is_only_unfetched(source, facts):
        return "unfetched"
    if is_stale(source):
        return "stale"
    if source.fresh is None:
        return "not_assessable"
    return "complete" if source.expected_until is None else "fresh"


def _checks(facts: Facts) -> Section:
    checks = facts.tables.checks
    bad = failed(facts)
    blocks: list[Block] = [Paragraph(checked(facts))]
    if checks:
        blocks.append(Paragraph(Message("quality-severities")))
        blocks.append(_check_counts(checks))
    if bad:
        blocks.append(_failed_checks(bad))
    blocks.extend(_oddities(facts))
    return Section("pruefungen", Message("quality-title"), tuple(blocks))


def _check_counts(checks: Sequence[Check]) -> Table:
    rows = []
    for severity in SEVERITIES:
        chosen = [check for check in checks if check.severity == severity]
        passed = sum(check.passed for check in chosen)
        rows.append(
            Row(
                (
                    Cell(Message("labels-severity", severity=severity)),
                    Cell(Number(passed)),
                    Cell(Number(len(chosen) - passed)),
                )
            )
        )
    return Table(
        caption=Message("quality-by-severity"),
        columns=(
            Column(Message("quality-severity"), "left", 2),
            Column(Message("quality-passed")),
            Column(Message("quality-failed")),
        ),
        rows=tuple(rows),
    )


def _failed_checks(bad: list[Check]) -> Table:
    ordered = sorted(bad, key=lambda check: check.severity != "critical")
    rows = [
        Row(
            (
                Cell(check.description_de),
                Cell(Message("labels-severity", severity=check.severity)),
                Cell(Message("quality-failing-rows", n=check.failing_rows or 0)),
            )
        )
        for check in ordered
    ]
    return Table(
        caption=Message("quality-failed-checks"),
        columns=(
            Column(Message("quality-rule"), "left", 5.2),
            Column(Message("quality-severity"), "left", 1.3),
            Column(Message("quality-extent"), "left", 1.7),
        ),
        rows=tuple(rows),
        notes=(Message("quality-details"),),
    )


def _licence(facts: Facts) -> Section:
    items = tuple(
        Item(_where(source), lead=source.title_de)
        for source in facts.tables.sources
        if source.url and not origin.is_placeholder(source.url)
    )
    attribution = facts.tables.city.attribution
    blocks: list[Block] = []
    if attribution:
        blocks.append(Paragraph(attributed("quality-attribution", attribution)))
        blocks.append(Paragraph(Message("quality-changed")))
    if items:
        blocks.append(Paragraph(Message("quality-places")))
        blocks.append(Bullets(items))
        if any(YEAR in (source.url or "") for source in facts.tables.sources):
            blocks.append(Paragraph(Message("quality-year", pattern=Name(YEAR)), "note"))
    if not blocks:
        blocks.append(Paragraph(Message("quality-no-attribution"), "important"))
    return Section("lizenz", Message("quality-attribution-title"), tuple(blocks))


def _oddities(facts: Facts) -> list[Block]:
    """What looks wrong in the sources' figures; left out where nothing was looked for."""
    if "marts.mart_plausibility" not in facts.tables.present:
        return []
    found = facts.tables.oddities
    if not found:
        return [Paragraph(Message("quality-nothing-odd"))]
    explained = sum(one.known_reason is not None for one in found)
    return [
        Paragraph(Message("quality-odd", n=len(found), explained=explained)),
        Bullets(
            tuple(
                Item(
                    Message("quality-explained", what=what, reason=Name(one.known_reason))
                    if one.known_reason
                    else Message("quality-unexplained", what=what)
                )
                for one in found
                for what in [Name(one.explanation_de.rstrip("."))]
            )
        ),
    ]
