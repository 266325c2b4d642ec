"""Whether needs can be met with what there is, and how urgent they are: tables, lists, options."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sozialraum.report import coverability_texts as texts
from sozialraum.report.chapters import origin, themes
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Item,
    Paragraph,
    RankChart,
    RankPoint,
    Row,
    Section,
    Table,
)
from sozialraum.report.numbers_de import NONE, number, percent
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Area, NeedCoverage
from sozialraum.report.texts import listing, without_brackets

URGENT = 3
_ORDER = ("not_coverable", "by_task_extension", "by_task_change", "unknown", "covered")


def by_theme(found: Sequence[NeedCoverage]) -> list[tuple[str, list[NeedCoverage]]]:
    """Themes with their rows, those with the most urgent rows first."""
    rows: dict[str, list[NeedCoverage]] = defaultdict(list)
    for one in found:
        rows[one.theme_de].append(one)
    return sorted(rows.items(), key=lambda item: (-_urgent(item[1]), item[0]))


def _urgent(rows: Sequence[NeedCoverage]) -> int:
    return sum(one.urgency == URGENT for one in rows)


def matrix(facts: Facts) -> Table:
    """Themes against areas: what can be met, and where it is urgent."""
    areas = facts.areas(facts.sozialraum)
    found = {(one.area_id, one.theme_de): one for one in facts.tables.need_coverage}
    rows = []
    for theme, of_theme in by_theme(facts.tables.need_coverage):
        cells = [Cell(theme + themes.sign(facts, of_theme[0].theme))]
        for area in areas:
            one = found.get((area.area_id, theme))
            cells.append(_cell(one) if one else Cell(NONE, spoken="keine Angabe"))
        rows.append(Row(tuple(cells)))
    return Table(
        caption=f"Bedarf und Deckbarkeit: Themen und {facts.sozialraum.plural_de}",
        columns=(
            Column("Thema", "left", 6.5),
            *(Column(without_brackets(facts.labels[one.area_id]), "center", 1.0) for one in areas),
        ),
        rows=tuple(rows),
        notes=(texts.SIGNS_EXPLAINED, texts.BASIS_NOTE, origin.own(facts)),
        upright=True,
        dense=True,
    )


def _cell(one: NeedCoverage) -> Cell:
    urgent = one.urgency == URGENT
    return Cell(
        texts.SIGNS[one.coverability] + ("!" if urgent else ""),
        texts.COLOURS.get(one.coverability),
        texts.RESULTS[one.coverability] + (", Dringlichkeit hoch" if urgent else ""),
    )


def crossing(facts: Facts) -> Table:
    """How often each need meets each result."""
    counts = Counter((one.need, one.coverability) for one in facts.tables.need_coverage)
    needs = [need for need in texts.NEEDS if any(key[0] == need for key in counts)]
    rows = [
        Row(
            (
                Cell(texts.NEEDS[need]),
                *(Cell(number(counts[need, result]) if counts[need, result] else NONE)
                  for result in _ORDER),
                Cell(number(sum(counts[need, result] for result in _ORDER))),
            )
        )
        for need in needs
    ]  # fmt: skip
    total = (
        Cell("zusammen"),
        *(Cell(number(sum(counts[need, result] for need in needs))) for result in _ORDER),
        Cell(number(sum(counts.values()))),
    )
    return Table(
        caption="Wie hoch der Bedarf ist und ob er gedeckt werden kann (Zahl der Fälle: ein Thema "
        "in einem Gebiet)",
        columns=(
            Column("Bedarf", "left", 1.6),
            *(Column(texts.RESULTS[result], weight=1.4) for result in _ORDER),
            Column("zusammen", weight=1.2),
        ),
        rows=(*rows, Row(total, total=True)),
    )


def uncovered(facts: Facts) -> list[Item]:
    """What cannot be met at present, by theme, with where and why."""
    total = len(facts.areas(facts.sozialraum))
    items = []
    for theme, rows in by_theme(
        [one for one in facts.tables.need_coverage if one.coverability == "not_coverable"]
    ):
        where = texts.places([facts.area_name(one.area_id) for one in rows], total)
        reasons = Counter(decided(one) for one in rows)
        items.append(Item(f"{where}. {reasons.most_common(1)[0][0]}", f"{theme}:"))
    return items


def earlier(facts: Facts) -> list[Item]:
    """What was said since the pandemic and is too old to count today, by theme and answer."""
    total = len(facts.areas(facts.sozialraum))
    items = []
    for result in _ORDER:
        for theme, rows in by_theme(
            [one for one in facts.tables.need_coverage if one.earlier_coverability == result]
        ):
            where = texts.places([facts.area_name(one.area_id) for one in rows], total)
            years = sorted({one.earlier_stated_on.year for one in rows if one.earlier_stated_on})
            stand = f"Stand {listing([str(year) for year in years])}" if years else "ohne Datum"
            items.append(Item(f"{texts.RESULTS[result]} ({stand}), {where}.", f"{theme}:"))
    return items


def decided(one: NeedCoverage) -> str:
    """The first sentence: what decided. The facts behind it follow after ``Bedarf:``."""
    return one.sentence_de.split(" Bedarf: ")[0]


def section(facts: Facts) -> tuple[Section, ...]:
    """The parts of chapter 3 on coverability; nothing where it is not evaluated."""
    if not facts.tables.need_coverage:
        return ()
    missing = uncovered(facts)
    lacking: list[Block] = (
        [
            Paragraph("So urteilen die Regeln, die im Anhang genannt sind, nach dem, was Träger, "
                      "Register und Zahlen sagen:"),
            Bullets(tuple(missing)),
        ]
        if missing
        else [Paragraph("Kein Bedarf gilt nach den vorliegenden Angaben als nicht deckbar.")]
    )  # fmt: skip
    old = earlier(facts)
    if old:
        lacking += [
            Paragraph("Seit der Pandemie haben Träger oder Ämter außerdem gesagt, was folgt. Die "
                      "Angaben sind zu alt oder ohne Datum und entscheiden deshalb für heute "
                      "nichts; ob sie noch gelten, ist zu erfragen:"),
            Bullets(tuple(old)),
        ]  # fmt: skip
    return (
        Section("ungedeckt", "Welche Bedarfe sich derzeit nicht decken lassen", tuple(lacking)),
        Section(
            "deckbarkeit",
            "Deckbarkeit nach Thema und Gebiet",
            (
                Paragraph(
                    "„Nicht beurteilbar“ heißt: Es fehlt an Angaben, meist zur Zahl der Plätze. Es "
                    "heißt nicht, dass der Bedarf gedeckt oder ungedeckt wäre."
                ),
                crossing(facts),
                matrix(facts),
            ),
        ),
        *themes.section(facts),
    )


def urgency_section(facts: Facts) -> Section:
    """The urgency table by theme, and how firm the order of the areas is."""
    total = len(facts.areas(facts.sozialraum))
    rows = []
    for theme, found in by_theme(facts.tables.need_coverage):
        counts = Counter(one.urgency for one in found)
        urgent = [one for one in found if one.urgency == URGENT]
        results = Counter(one.coverability for one in urgent or found)
        rows.append(
            Row(
                (
                    Cell(theme, detail=_where(facts, urgent, total)),
                    *(
                        Cell(number(counts[level]) if counts[level] else NONE)
                        for level in (3, 2, 1)
                    ),
                    Cell(number(counts[None]) if counts[None] else NONE),
                    Cell(listing([texts.RESULTS[one] for one in _ORDER if results[one]])),
                )
            )
        )
    blocks: list[Block] = [
        Paragraph(
            "Dringlichkeit verbindet, wie hoch der Bedarf ist, ob er neu oder verschärft ist, ob "
            "das anhält, ob er sich decken lässt und wie viele Menschen es betrifft. Sie ordnet, "
            "sie misst nicht."
        ),
        Table(
            caption="Dringlichkeit nach Thema: Zahl der Gebiete",
            columns=(
                Column("Thema", "left", 4.2),
                Column("hoch"),
                Column("mittel"),
                Column("gering"),
                Column("nicht beurteilbar", weight=1.3),
                Column("Deckbarkeit", "left", 3.2),
            ),
            rows=tuple(rows),
            notes=(
                "Deckbarkeit: in den Gebieten mit hoher Dringlichkeit; gibt es keine, in allen.",
            ),
            dense=True,
        ),
    ]
    blocks.extend(_ranks(facts))
    return Section("dringlichkeit", "Wo es dringend ist", tuple(blocks))


def _where(facts: Facts, urgent: Sequence[NeedCoverage], total: int) -> str:
    if not urgent:
        return ""
    return f"hoch {texts.places([facts.area_name(one.area_id) for one in urgent], total, 3)}"


def _ranks(facts: Facts) -> list[Block]:
    found = facts.tables.urgency_ranks
    if len(found) < 3:
        return []
    points = tuple(
        RankPoint(
            label=facts.area_name(one.area_id),
            value=float(one.rank),
            low=float(one.rank_min),
            high=float(one.rank_max),
            text=f"{one.rank} ({one.rank_min}–{one.rank_max})",
            stands_out=(one.top_share or 0.0) >= 0.5,
        )
        for one in found
    )
    top = found[0].top_ranks or 3
    firm = [facts.area_name(one.area_id) for one in found if (one.top_share or 0.0) >= 0.5]
    said = (
        f"Bei mindestens der Hälfte von {number(found[0].scenarios)} Gewichtungen unter den ersten "
        f"{number(top)}: {listing(firm)}."
        if firm
        else f"Kein Gebiet ist bei der Hälfte der Gewichtungen unter den ersten {number(top)}."
    )
    rows = tuple(
        Row(
            (
                Cell(facts.area_name(one.area_id)),
                Cell(str(one.rank)),
                Cell(f"{one.rank_min} bis {one.rank_max}"),
                Cell(percent(one.top_share)),
            )
        )
        for one in found
    )
    return [
        Paragraph(
            "Wie die fünf Gesichtspunkte gewichtet werden, ist eine Setzung. Die Rangfolge der "
            f"Gebiete über alle Themen wurde deshalb mit vielen Gewichtungen nachgerechnet. {said}"
        ),
        Figure(
            chart=RankChart(points, None, "", "rank"),
            caption="Rang nach Dringlichkeit über alle Themen, 1 ist der höchste. Punkt: "
            "festgelegte Gewichtung; Linie: niedrigster bis höchster Rang bei anderer Gewichtung; "
            "dunkel: bei der Hälfte der Gewichtungen unter den ersten " + number(top) + ".",
            alt=f"Punktdiagramm der Ränge von {number(len(points))} Gebieten. Rang 1: "
            f"{points[0].label}. {said} Alle Ränge stehen in der Tabelle darunter.",
            source_de=origin.own(facts),
        ),
        Table(
            caption="Rang der Gebiete nach Dringlichkeit über alle Themen",
            columns=(
                Column("Gebiet", "left", 4.0),
                Column("Rang"),
                Column("mit anderer Gewichtung", weight=1.6),
                Column(f"Anteil der Gewichtungen unter den ersten {number(top)}", weight=2.2),
            ),
            rows=rows,
        ),
    ]


def options(facts: Facts) -> list[Item]:
    """Urgent themes gathered by what could be done about them, each with its reason."""
    total = len(facts.areas(facts.sozialraum))
    urgent = [one for one in facts.tables.need_coverage if one.urgency == URGENT]
    items = []
    for result in _ORDER:
        found = by_theme([one for one in urgent if one.coverability == result])
        parts = [
            f"{theme} ({texts.places([facts.area_name(one.area_id) for one in rows], total)})"
            for theme, rows in found
        ]
        if parts:
            reason = texts.RESULTS[result]
            items.append(
                Item(
                    f"dringend und {reason}: {listing(parts)}.",
                    f"{texts.OPTIONS[result]}:",
                    "deckbarkeit",
                    f"dringend bei: {texts.some([theme for theme, _ in found], 3)}.",
                )
            )
    return items


def of_area(facts: Facts, area: Area) -> list[NeedCoverage]:
    """An area's themes, the most urgent first."""
    found = [one for one in facts.tables.need_coverage if one.area_id == area.area_id]
    return sorted(
        found, key=lambda one: (-(one.urgency or 0), -(one.urgency_score or 0.0), one.theme_de)
    )
