"""Chapter 3: whether needs can be met with what there is, by theme and area, and why."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sozialraum.report.chapters import city_answers, claims, origin, themes
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
from sozialraum.report.rows.facts import Facts, without_brackets
from sozialraum.report.rows.services import NeedCoverage
from sozialraum.words import Day, Joined, Listing, Message, Name, Number, Text
from sozialraum.words.text import Argument

URGENT = 3
RESULTS = ("not_coverable", "by_task_extension", "by_task_change", "unknown", "covered")
"""What may come of it, most far-reaching first."""
MILDEST_FIRST = ("covered", "by_task_change", "by_task_extension", "not_coverable", "unknown")
_NEEDS = ("high", "medium", "low", "reported", "unknown")
_COLOURS = {"covered": 1, "by_task_change": 2, "by_task_extension": 3, "not_coverable": 5}


def by_theme(found: Sequence[NeedCoverage]) -> list[tuple[str, list[NeedCoverage]]]:
    """Themes with their rows, those with the most urgent rows first."""
    rows: dict[str, list[NeedCoverage]] = defaultdict(list)
    for one in found:
        rows[one.theme_de].append(one)
    return sorted(rows.items(), key=lambda item: (-_urgent(item[1]), item[0]))


def is_estimated(one: NeedCoverage) -> bool:
    """Whether an answer rests on estimates."""
    return not {"need_estimated", "coverage_estimated"}.isdisjoint(one.reasons)


def is_limited(rows: Sequence[NeedCoverage]) -> str:
    """Whether ``all``, ``some`` or ``none`` of the answers rest on proxies or estimates."""
    limited = ["need_by_proxy" in one.reasons or is_estimated(one) for one in rows]
    return "all" if all(limited) else "some" if any(limited) else "none"


def _urgent(rows: Sequence[NeedCoverage]) -> int:
    return sum(one.urgency == URGENT for one in rows)


def where(facts: Facts, rows: Sequence[NeedCoverage], named: int = 4) -> dict[str, Argument]:
    """In which areas, as :func:`places` tells it."""
    areas = [facts.in_text(one.area_id) for one in rows]
    return places(areas, len(facts.areas(facts.sozialraum)), named)


def places(areas: Sequence[str], total: int, named: int = 4) -> dict[str, Argument]:
    """What ``coverability-where`` is told with: areas by name as far as there are few."""
    everywhere = len(areas) == total > 1
    extent = "all" if everywhere else "named" if len(areas) <= named else "counted"
    return {"extent": extent, "n": len(areas), "total": total, "areas": Listing(areas)}


def matrix(facts: Facts) -> Table:
    """Themes against areas: what can be met, and where it is urgent."""
    areas = facts.areas(facts.sozialraum)
    found = {(one.area_id, one.theme_de): one for one in facts.tables.need_coverage}
    rows = []
    for theme, of_theme in by_theme(facts.tables.need_coverage):
        cells = [Cell(theme + themes.sign(facts, of_theme[0].theme))]
        for area in areas:
            one = found.get((area.area_id, theme))
            cells.append(
                _cell(one) if one else Cell(Number(None), spoken=Message("coverability-not-told"))
            )
        rows.append(Row(tuple(cells), claims=claims.of_ways(of_theme)))
    return Table(
        caption=Message("coverability-matrix", areas=Name(facts.sozialraum.plural_de)),
        columns=(
            Column(Message("labels-theme"), "left", 6.5),
            *(Column(without_brackets(facts.labels[one.area_id]), "center", 1.0) for one in areas),
        ),
        rows=tuple(rows),
        notes=(
            Message("coverability-signs-explained"),
            Message("coverability-basis-note"),
            origin.own(facts),
        ),
        upright=True,
        dense=True,
    )


def _cell(one: NeedCoverage) -> Cell:
    result, colour = one.coverability, _COLOURS.get(one.coverability)
    if one.urgency != URGENT:
        return Cell(
            Message("coverability-sign", result=result),
            colour,
            Message("labels-coverability", result=result),
        )
    return Cell(
        Message("coverability-sign-urgent", result=result),
        colour,
        Message("coverability-spoken-urgent", result=result),
    )


def crossing(facts: Facts) -> Table:
    """How often each need meets each result."""
    counts = Counter((one.need, one.coverability) for one in facts.tables.need_coverage)
    needs = [need for need in _NEEDS if any(key[0] == need for key in counts)]
    rows = [
        Row(
            (
                Cell(Message("labels-need", need=need)),
                *(Cell(Number(counts[need, result] or None)) for result in RESULTS),
                Cell(Number(sum(counts[need, result] for result in RESULTS))),
            )
        )
        for need in needs
    ]
    total = (
        Cell(Message("labels-together")),
        *(Cell(Number(sum(counts[need, result] for need in needs))) for result in RESULTS),
        Cell(Number(sum(counts.values()))),
    )
    return Table(
        caption=Message("coverability-crossing"),
        columns=(
            Column(Message("labels-need-head"), "left", 1.6),
            *(Column(Message("labels-coverability", result=one), weight=1.4) for one in RESULTS),
            Column(Message("labels-together"), weight=1.2),
        ),
        rows=(*rows, Row(total, total=True)),
    )


def uncovered(facts: Facts) -> list[Item]:
    """What cannot be met at present, by theme, with where and why."""
    items = []
    for theme, rows in by_theme(
        [one for one in facts.tables.need_coverage if one.coverability == "not_coverable"]
    ):
        reason, _ = Counter(decided(facts, one) for one in rows).most_common(1)[0]
        there = Message("coverability-there", **where(facts, rows))
        items.append(Item(Joined((there, reason)), f"{theme}:"))
    return items


def earlier(facts: Facts) -> list[Item]:
    """What was said since the pandemic and is too old to count today, by theme and answer."""
    items = []
    for result in RESULTS:
        for theme, rows in by_theme(
            [one for one in facts.tables.need_coverage if one.earlier_coverability == result]
        ):
            years = sorted({one.earlier_stated_on.year for one in rows if one.earlier_stated_on})
            said = Message(
                "coverability-said-earlier",
                result=result,
                dated=len(years),
                years=Listing(str(year) for year in years),
                **where(facts, rows),
            )
            items.append(Item(said, f"{theme}:"))
    return items


def decided(facts: Facts, one: NeedCoverage) -> Text:
    """What decided: the rule, the statement with its day, what weakens it, what was said before."""
    rule = next((rule for rule in facts.tables.cover_rules if rule.rule_id == one.rule_id), None)
    return Joined(
        (rule.says_de if rule else None, *_stated(one), *_limits(facts, one), _before(one))
    )


def _stated(one: NeedCoverage) -> list[Text]:
    if one.indication is not None:
        return [indicated(one)]
    if one.stated_on is None or one.statement_counts_until is None:
        return []
    stated = Message(
        "coverability-stated",
        year=str(one.stated_on.year),
        reach="area",
        until=Day(one.statement_counts_until, short=True),
    )
    return [stated, *([Message("coverability-disputed")] if one.disputed else [])]


def indicated(one: NeedCoverage) -> Text:
    """What voices say that are too few to decide, and what would confirm it."""
    return Message(
        "coverability-indication",
        says=one.indication or "",
        n=len(one.statement_ids),
        statements=Name(", ".join(one.statement_ids)),
    )


def _limits(facts: Facts, one: NeedCoverage) -> list[Text]:
    if one.coverability != "covered":
        return []
    said: list[Text] = []
    estimates = [
        Message("coverability-estimate", of=code)
        for code in (
            "need_by_proxy",
            "need_estimated",
            "need_preliminary",
            "need_limited",
            "finding_preliminary",
            "finding_limited",
            "coverage_estimated",
            "coverage_preliminary",
            "coverage_limited",
        )
        if code in one.reasons
    ]
    if estimates:
        said.append(Message("coverability-rests-on", estimates=Listing(estimates)))
    if "gap_within_tolerance" in one.reasons:
        said.append(
            Message(
                "coverability-within-tolerance",
                lacks=Name(one.uncovered_de or ""),
                band=Number(100 * (facts.tables.city.coverage_band or 0)),
            )
        )
    return said


def _before(one: NeedCoverage) -> Text | None:
    if not one.earlier_coverability or one.earlier_coverability == "unknown":
        return None
    stated = one.earlier_stated_on
    return Message(
        "coverability-earlier",
        year=str(stated.year) if stated else "unknown",
        earlier=one.earlier_coverability,
    )


def section(facts: Facts) -> tuple[Section, ...]:
    """The parts of chapter 3 on coverability; nothing where it is not evaluated."""
    if not facts.tables.need_coverage:
        return ()
    missing = uncovered(facts)
    lacking: list[Block] = (
        [Paragraph(Message("coverability-uncovered")), Bullets(tuple(missing))]
        if missing
        else [Paragraph(Message("coverability-none-uncovered"))]
    )
    if old := earlier(facts):
        lacking += [Paragraph(Message("coverability-too-old")), Bullets(tuple(old))]
    return (
        *city_answers.section(facts),
        Section("ungedeckt", Message("coverability-uncovered-title"), tuple(lacking)),
        Section(
            "deckbarkeit",
            Message("coverability-title"),
            (
                Paragraph(Message("coverability-unknown-means")),
                crossing(facts),
                matrix(facts),
            ),
        ),
        *themes.section(facts),
    )
