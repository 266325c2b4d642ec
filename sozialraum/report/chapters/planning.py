"""Chapter 2: how the plannings were reviewed and adjusted."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sozialraum.report import coverability_texts as texts
from sozialraum.report import explanations
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
from sozialraum.report.numbers_de import number, short_day
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Field, PlanReview
from sozialraum.report.texts import counted, listing


def chapter(facts: Facts) -> Section:
    blocks: list[Block] = [Paragraph(explanations.QUESTIONS[1], "lead")]
    parts: list[Section] = []
    plans = _plans(facts)
    blocks += answer(facts)
    if facts.tables.plan_reviews:
        blocks.append(Paragraph(explanations.PLAN_REGISTER, "note"))
        parts.append(_unanswered(facts))
        named = {rows[0].planning_field for rows in plans.values()}
        parts += [
            _field(facts, field, [rows for rows in plans.values()
                           if rows[0].planning_field == field.planning_field])
            for field in facts.fields
            if field.planning_field in named
        ]  # fmt: skip
        without = [one.name_de for one in facts.fields if one.planning_field not in named]
        if without:
            blocks.append(
                Paragraph(
                    f"Ohne verzeichnetes Planungsdokument: {listing(without)}. Ob dort Planungen "
                    "überprüft wurden, ist nicht bekannt.",
                    "important",
                )
            )
    return Section(
        explanations.CHAPTER_ANCHORS[1],
        explanations.CHAPTERS[1],
        tuple(blocks),
        tuple(parts),
        number="2",
    )


def answer(facts: Facts) -> tuple[Block, ...]:
    """Question 2 in short: how many documents were adjusted, by planning."""
    if not facts.tables.plan_reviews:
        return (Paragraph(explanations.NO_PLAN_REVIEW, "important"),)
    plans = [rows[0] for rows in _plans(facts).values()]
    counts = _counted(plans)
    said = [
        texts.plans_counted(
            counts["yes"],
            counts["planning"],
            counts["predates"],
            counts["no"] - counts["predates"],
            counts["unknown"],
        )
    ]
    missing = dict.fromkeys(facts.theme_name(one.theme) for one in unanswered(facts))
    if missing:
        said.append(
            "Keine bekannte angepasste Planung geht auf die Befunde zu diesen Themen ein: "
            f"{listing(list(missing))}."
        )
    blocks: list[Block] = [Paragraph(" ".join(said))]
    if plans:
        blocks.append(_overview(facts, plans))
    return tuple(blocks)


def _counted(plans: Sequence[PlanReview]) -> Counter[str]:
    counts = Counter(one.adjusted or "unknown" for one in plans)
    counts["planning"] = sum(bool(one.adjusted == "yes" and one.is_planning) for one in plans)
    counts["predates"] = sum(bool(one.predates_pandemic) for one in plans)
    return counts


def _overview(facts: Facts, plans: Sequence[PlanReview]) -> Table:
    rows = []
    for field in facts.fields:
        own = [one for one in plans if one.planning_field == field.planning_field]
        rows.append(_overview_row(field.name_de, own))
    if len(rows) > 1:
        rows.append(_overview_row("zusammen", plans, total=True))
    return Table(
        caption="Zahl der Planungsdokumente: wegen der Pandemie angepasst?",
        columns=(
            Column("Planung", "left", 2.6),
            Column("Dokumente"),
            Column("angepasst"),
            Column("davon Planungen", weight=1.2),
            Column("vor der Pandemie entstanden", weight=1.7),
            Column("sonst nicht angepasst", weight=1.4),
            Column("nicht belegt"),
            Column("zuletzt überprüft", weight=1.3),
        ),
        rows=tuple(rows),
        dense=True,
    )


def _overview_row(name: str, plans: Sequence[PlanReview], total: bool = False) -> Row:
    counts = _counted(plans)
    reviewed = max((one.last_reviewed_on for one in plans if one.last_reviewed_on), default=None)
    return Row(
        (
            Cell(name),
            Cell(number(len(plans))),
            Cell(number(counts["yes"])),
            Cell(number(counts["planning"])),
            Cell(number(counts["predates"])),
            Cell(number(counts["no"] - counts["predates"])),
            Cell(number(counts["unknown"])),
            Cell(short_day(reviewed) if reviewed else "nicht bekannt"),
        ),
        total=total,
    )


def _plans(facts: Facts) -> dict[str, list[PlanReview]]:
    """The rows of each document, one per theme."""
    found: dict[str, list[PlanReview]] = defaultdict(list)
    for one in facts.tables.plan_reviews:
        if one.row_kind == "plan":
            found[one.plan_id or one.review_de].append(one)
    return found


def unanswered(facts: Facts) -> list[PlanReview]:
    """The findings that no adjusted plan deals with."""
    return [one for one in facts.tables.plan_reviews if one.row_kind == "finding"]


def _unanswered(facts: Facts) -> Section:
    found = unanswered(facts)
    if not found:
        return Section(
            "planungen-offen",
            "Befunde ohne angepasste Planung",
            (Paragraph("Auf jeden Befund geht eine angepasste Planung ein."),),
        )
    by_theme: dict[str, list[PlanReview]] = defaultdict(list)
    for one in found:
        by_theme[facts.theme_name(one.theme)].append(one)
    items = []
    for theme, rows in by_theme.items():
        indicators = dict.fromkeys(facts.indicator_names.get(one.indicator_id or "", "")
                                   for one in rows)  # fmt: skip
        no_plan = all(one.addresses_finding == "no_plan" for one in rows)
        expired = all(one.addresses_finding == "only_expired" for one in rows)
        why = (
            "Kein verzeichnetes Planungsdokument behandelt das Thema."
            if no_plan
            else "Die Geltung der Planungsdokumente zu diesem Thema ist abgelaufen."
            if expired
            else "Das Thema steht in Planungsdokumenten, doch von keinem ist belegt, dass es wegen "
            "der Pandemie angepasst wurde."
        )
        findings = counted(len(rows), "Befund", "Befunde")
        items.append(Item(f"{findings} ({listing(list(filter(None, indicators)))}). {why}", theme))
    return Section(
        "planungen-offen",
        "Befunde ohne angepasste Planung",
        (
            Paragraph(
                "Zu diesen neuen oder verschärften Bedarfen ist keine Planung bekannt, die wegen "
                "der Pandemie angepasst wurde:"
            ),
            Bullets(tuple(items)),
        ),
    )


def _reviewed(facts: Facts, rows: Sequence[PlanReview]) -> str:
    """What is known of a document; themes without a finding are named together."""
    calm = [facts.theme_name(one.theme) for one in rows if one.addresses_finding == "no_finding"]
    others = dict.fromkeys(one.review_de for one in rows if one.addresses_finding != "no_finding")
    said = list(others)
    if calm:
        said.append(texts.no_finding(calm))
    return " ".join(said)


def _field(facts: Facts, field: Field, plans: Sequence[Sequence[PlanReview]]) -> Section:
    rows = []
    for themes in plans:
        one = themes[0]
        said = one.adjustment_summary or _reviewed(facts, themes)
        validity = " Die Geltungsdauer ist abgelaufen." if one.has_expired else ""
        rows.append(
            Row(
                (
                    Cell(one.plan_title or "ohne Titel", detail=one.responsible_office or ""),
                    Cell(short_day(one.adopted_on) if one.adopted_on else "nicht bekannt"),
                    Cell(short_day(one.last_reviewed_on) if one.last_reviewed_on else
                         "nicht bekannt"),
                    Cell(
                        texts.PREDATES
                        if one.predates_pandemic
                        else texts.ADJUSTED.get(one.adjusted or "unknown", "nicht belegt")
                    ),
                    Cell(said + validity, detail=f"Quelle: {one.source_title}"
                         if one.source_title else ""),
                )
            )
        )  # fmt: skip
    return Section(
        "planungen-" + field.planning_field.replace("_", "-"),
        field.name_de,
        (
            Table(
                caption=f"{field.name_de}: Planungsdokumente",
                columns=(
                    Column("Dokument", "left", 3.2),
                    Column("beschlossen", "left", 1.3),
                    Column("zuletzt überprüft", "left", 1.3),
                    Column("angepasst", "left", 1.2),
                    Column("Was dazu bekannt ist", "left", 4.2),
                ),
                rows=tuple(rows),
                dense=True,
            ),
        ),
    )
