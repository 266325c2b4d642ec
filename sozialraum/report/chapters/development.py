"""How the city's figures moved: before the pandemic, in it, and now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Row,
    SeriesChart,
    SeriesPoint,
    Table,
)
from sozialraum.report.chapters.signs import shown_amount, status_notes
from sozialraum.report.rows.city import Crisis, Field, Indicator, Note
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import AffectedFigure, EarlierFigure, Fact
from sozialraum.words import (
    Amount,
    Change,
    Day,
    Interval,
    Listing,
    Message,
    Name,
    Number,
    Period,
    Text,
    code,
)
from sozialraum.words.numbers import NONE, shown

_SERIES_ROWS = 12


def moved(latest: Fact, before: Fact | EarlierFigure | None) -> str:
    """``up`` or ``down`` where the two 95 % intervals do not overlap, else ``same``, or
    ``unknown`` where one of them is."""
    if before is None or None in (latest.ci_low, latest.ci_high, before.ci_low, before.ci_high):
        return "unknown"
    if latest.ci_low > before.ci_high:  # type: ignore[operator]
        return "up"
    if latest.ci_high < before.ci_low:  # type: ignore[operator]
        return "down"
    return "same"


@dataclass(frozen=True)
class Development:
    """The newest figure, the last one of its season before the pandemic, the extremes in it."""

    before: Fact | None
    lowest: Fact | None
    highest: Fact | None
    latest: Fact | None

    def need(self, indicator: Indicator) -> str:
        """``higher``, ``lower``, ``similar`` or ``unknown``: the newest against before.

        Higher and lower mean that the two 95 % intervals do not overlap; a figure without an
        interval cannot be judged.
        """
        before, latest = self.before, self.latest
        if before is None or latest is None or before.period == latest.period:
            return "unknown"
        more, less = ("higher", "lower") if indicator.higher_is_need else ("lower", "higher")
        needs = {"up": more, "down": less, "same": "similar", "unknown": "unknown"}
        return needs[moved(latest, before)]


def breaks_since_before(facts: Facts, indicator: Indicator) -> list[Note]:
    """The known breaks between the city's newest figure and the one before the pandemic."""
    found = development(facts, indicator)
    if found.before is None or found.latest is None:
        return []
    return facts.breaks_between(indicator, found.before.period_end, found.latest.period_end)


def development(facts: Facts, indicator: Indicator) -> Development:
    series = facts.city_series(indicator)
    crisis = facts.crisis
    if crisis is None:
        return Development(None, None, None, series[-1] if series else None)
    before = [fact for fact in series if fact.period_end < crisis.shown_from]
    during = [fact for fact in series if crisis.shown_from <= fact.period_end <= crisis.shown_until]
    return Development(
        before=_comparable(before, series[-1]) if series else None,
        lowest=min(during, key=_height, default=None),
        highest=max(during, key=_height, default=None),
        latest=series[-1] if series else None,
    )


def began(crisis: Crisis) -> Period:
    """The month in which the pandemic began."""
    return Period(f"{crisis.shown_from:%Y-%m}", "month")


def years(crisis: Crisis) -> Name:
    """The years of the pandemic, as 2020/21."""
    first, last = crisis.shown_from.year, crisis.shown_until.year
    return Name(str(first) if first == last else f"{first}/{last % 100:02}")


def _comparable(before: list[Fact], latest: Fact) -> Fact | None:
    """The newest figure before the pandemic of the same season as ``latest``.

    Weeks, months and quarters are compared with the same week, month or quarter, so that the
    season does not pass for a change; years and survey waves with the last one.
    """
    same = [fact for fact in before if _season(fact) == _season(latest)]
    return same[-1] if same else None


def _season(fact: Fact) -> tuple[int, int]:
    """First and last month; of a week its number, the 53rd as the 52nd."""
    if (fact.period_end - fact.period_start).days == 6:
        return 0, min(fact.period_start.isocalendar().week, 52)
    return fact.period_start.month, fact.period_end.month


def _height(fact: Fact) -> float:
    return fact.value or 0.0


def table(facts: Facts, field: Field) -> Table | None:
    """The field's indicators for the whole city; None where no figure or no crisis exists."""
    rows: list[Row] = []
    told: list[Fact] = []
    crisis = facts.crisis
    if crisis is None:
        return None
    for indicator in facts.indicators_of(field):
        if not facts.city_series(indicator):
            continue
        found = development(facts, indicator)
        told += filter(None, (found.before, found.lowest, found.highest, found.latest))
        rows.append(
            Row(
                (
                    Cell(indicator.name_de),
                    _cell(found.before, indicator, "value"),
                    _cell(found.lowest, indicator, "survey"),
                    _cell(found.highest, indicator, "survey"),
                    _cell(found.latest, indicator, "value"),
                    _change(found, indicator),
                )
            )
        )
    if not rows:
        return None
    return Table(
        caption=Message(
            "development-caption",
            field=Name(field.name_de),
            city=Name(facts.tables.city.city_name),
            years=years(crisis),
        ),
        columns=(
            Column(Message("labels-indicator"), "left", 2.6),
            Column(Message("development-before", began=began(crisis)), weight=1.5),
            Column(Message("development-lowest", years=years(crisis)), weight=1.5),
            Column(Message("development-highest", years=years(crisis)), weight=1.5),
            Column(Message("development-latest"), weight=1.5),
            Column(Message("development-latest-against-before", began=began(crisis)), "left", 2.0),
        ),
        rows=tuple(rows),
        notes=(
            Message(
                "development-compared-note",
                began=began(crisis),
                ended=Period(f"{crisis.shown_until:%Y-%m}", "month"),
                years=years(crisis),
            ),
            Message("development-not-only-pandemic", year=Name(str(crisis.shown_from.year))),
            *status_notes(facts, told),
            *_breaks(facts, field),
        ),
    )


def _breaks(facts: Facts, field: Field) -> list[Text]:
    """The known breaks in the field's figures, each with the indicators that it affects."""
    return told_breaks(facts, {one: facts.breaks(one) for one in facts.indicators_of(field)})


def told_breaks(facts: Facts, breaks: Mapping[Indicator, Sequence[Note]]) -> list[Text]:
    """The breaks, each once with the indicators that it affects."""
    found: list[Text] = []
    for note in facts.tables.notes:
        affected = [one.name_de for one, reached in breaks.items() if note in reached]
        if affected:
            found.append(_known_break(note, affected))
    return found


def break_notes(facts: Facts, indicator: Indicator) -> list[Block]:
    """The known breaks in one indicator's figures, to stand below their line."""
    return [Paragraph(_known_break(note), "note") for note in facts.breaks(indicator)]


def _known_break(note: Note, indicators: Sequence[str] = ()) -> Text:
    """What moved figures though the need did not, and which figures."""
    return Message(
        "development-break",
        since=Day(note.since),
        text=Name(note.text_de),
        n=len(indicators),
        indicators=Listing(indicators),
    )


def _cell(fact: Fact | None, indicator: Indicator, absent: str) -> Cell:
    if fact is None:
        return Cell(NONE, detail=Message("development-absent", what=absent))
    return Cell(shown_amount(fact, indicator.unit), detail=Period(fact.period, indicator.cadence))


def _change(found: Development, indicator: Indicator) -> Cell:
    before, latest = found.before, found.latest
    if before is None or latest is None or before.period == latest.period:
        return Cell(NONE, detail=Message("development-judged", need="incomparable"))
    # The series holds known figures only.
    assert before.value is not None
    assert latest.value is not None
    return Cell(
        Change(latest.value - before.value, indicator.unit),
        detail=Message("development-judged", need=found.need(indicator)),
    )


def figure(facts: Facts, indicator: Indicator) -> list[Block]:
    """The line of the city's figures; nothing where there is less than a line."""
    series = facts.city_series(indicator)
    if len(series) < 2:
        return []
    points = tuple(point(fact, indicator) for fact in series)
    before = development(facts, indicator).before
    first, last = series[0], series[-1]
    span = {
        "first": Period(first.period, indicator.cadence),
        "last": Period(last.period, indicator.cadence),
    }
    lowest, highest = min(series, key=_height), max(series, key=_height)
    crisis = facts.crisis
    return [
        Figure(
            chart=SeriesChart(
                points,
                point(before, indicator) if before else None,
                (float(crisis.shown_from.year), float(crisis.shown_until.year + 1))
                if crisis
                else None,
                years(crisis).text if crisis else "",
                indicator.unit,
            ),
            caption=Message(
                "development-line",
                indicator=Name(indicator.name_de),
                city=Name(facts.tables.city.city_name),
                shaded=code(crisis is not None),
                years=years(crisis) if crisis else Name(""),
                **span,
            ),
            alt=Message(
                "development-line-alt",
                **span,
                first_value=shown_amount(first, indicator.unit),
                last_value=shown_amount(last, indicator.unit),
                lowest=shown_amount(lowest, indicator.unit),
                lowest_in=Period(lowest.period, indicator.cadence),
                highest=shown_amount(highest, indicator.unit),
                highest_in=Period(highest.period, indicator.cadence),
            ),
            source_de=origin.of_indicator(facts, indicator, series),
        )
    ]


def at(day: date | float) -> float:
    """A day, or its ordinal, as a year with fraction."""
    when = day.toordinal() if isinstance(day, date) else day
    year = date.fromordinal(int(when)).year
    start = date(year, 1, 1).toordinal()
    length = date(year + 1, 1, 1).toordinal() - start
    return round(year + (when - start) / length, 4)


def point(fact: Fact | AffectedFigure, indicator: Indicator) -> SeriesPoint:
    """A figure in the middle of its period."""
    return SeriesPoint(
        at=at((fact.period_start.toordinal() + fact.period_end.toordinal()) / 2),
        value=shown(fact.value or 0.0, indicator.unit),
        text=shown_amount(fact, indicator.unit)
        if isinstance(fact, Fact)
        else Amount(fact.value, indicator.unit),
    )


def survey_notes(facts: Facts, indicator: Indicator) -> list[Text]:
    """What the intervals of an indicator from a survey assume; nothing for other indicators."""
    if indicator.interval_method != "survey":
        return []
    ids = [one.strip() for one in (indicator.source_ids or "").split(",")]
    return [
        Message(
            "development-survey",
            answers=one.survey_answers,
            design_effect=Number(one.survey_design_effect, 1),
        )
        for one in facts.tables.surveys
        if one.source_id in ids
    ]


def series_table(facts: Facts, indicator: Indicator) -> Table:
    """The city's newest figures, for indicators that exist for the whole city only."""
    series = facts.city_series(indicator)
    newest = series[-_SERIES_ROWS:][::-1]
    has_counts = any(fact.denominator is not None for fact in newest)
    has_intervals = any(fact.ci_low is not None for fact in newest)
    rows = []
    for fact in newest:
        cells = [
            Cell(Period(fact.period, indicator.cadence)),
            Cell(shown_amount(fact, indicator.unit)),
        ]
        if has_intervals:
            cells.append(Cell(Interval(fact.ci_low, fact.ci_high, indicator.unit)))
        if has_counts:
            cells += [Cell(Number(fact.numerator)), Cell(Number(fact.denominator))]
        rows.append(Row(tuple(cells)))
    columns = [Column(Message("labels-period"), "left", 2.0), Column(Message("labels-value"))]
    if has_intervals:
        columns.append(Column(Message("labels-interval"), weight=1.5))
    if has_counts:
        columns += [Column(Message("labels-cases")), Column(Message("labels-denominator"))]
    notes = [*status_notes(facts, newest), *survey_notes(facts, indicator)]
    if len(newest) < len(series):
        notes.append(Message("development-newest-shown", shown=len(newest), n=len(series)))
    return Table(
        caption=Message(
            "development-table",
            indicator=Name(indicator.name_de),
            city=Name(facts.tables.city.city_name),
        ),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(notes),
        dense=True,
    )
