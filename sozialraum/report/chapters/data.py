"""The figures of the report as tables: what the annex and the machine-readable form hold."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sozialraum.report import coverability_texts as wording
from sozialraum.report import explanations, pandemic_texts
from sozialraum.report.chapters.shapes import DataColumn, DataTable, DataValue
from sozialraum.report.numbers_de import shown, unit_name
from sozialraum.report.rows.facts import Facts
from sozialraum.report.texts import (
    COVERAGE_CLASSES,
    METHOD_NAMES,
    SEVERITIES,
    STATUSES,
    TREND_NAMES,
)

_SEE_UNIT = "siehe Spalte Einheit"
Spec = tuple[DataColumn, Callable[[Any], DataValue]]


def data_tables(facts: Facts) -> tuple[DataTable, ...]:
    """All tables that have a row, in the order of the report's chapters."""
    made = (
        _areas(facts),
        _indicators(facts),
        _figures(facts),
        _city_series(facts),
        _effects(facts),
        _trends(facts),
        _index(facts),
        _need_coverage(facts),
        _plans(facts),
        _evidence(facts),
        _coverage(facts),
        _offers(facts),
        _sources(facts),
        _checks(facts),
        _oddities(facts),
        _revisions(facts),
        _glossary(facts),
    )
    return tuple(table for table in made if table.rows)


def _table(
    name: str,
    title: str,
    about: str,
    specs: Sequence[Spec],
    records: Iterable[Any],
    notes: Sequence[str] = (),
) -> DataTable:
    return DataTable(
        name,
        title,
        about,
        tuple(column for column, _ in specs),
        tuple(tuple(read(record) for _, read in specs) for record in records),
        tuple(notes),
    )


def _text(name: str, title: str, read: Callable[[Any], DataValue] | None = None) -> Spec:
    return DataColumn(name, title), read or (lambda record: getattr(record, name))


def _typed(
    kind: Any, name: str, title: str, unit: str = "", read: Callable[[Any], DataValue] | None = None
) -> Spec:
    column = DataColumn(name, title, kind, unit)
    return column, read or (lambda record: getattr(record, name))


def _areas(facts: Facts) -> DataTable:
    return _table(
        "gebiete",
        "Gebiete",
        "Alle Gebiete, zu denen es Zahlen gibt, mit ihrer Einwohnerzahl.",
        [
            _text("area_id", "Gebiets-Id"),
            _text("area_level", "Ebene", lambda one: facts.level(one.area_level).name_de),
            _text("area_code", "Schlüssel"),
            _text("area_name", "Name"),
            _typed("integer", "population", "Einwohnerinnen und Einwohner", "Personen"),
            _typed("date", "population_on", "Stand"),
        ],
        facts.tables.areas,
    )


def _indicators(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return _table(
        "indikatoren",
        "Indikatoren",
        "Was jeder Indikator bedeutet und woher er kommt.",
        [
            _text("indicator_id", "Indikator-Id"),
            _text("name_de", "Indikator"),
            _text("planning_field", "Planungsfeld", lambda one: fields.get(one.planning_field)),
            _text("theme", "Thema", lambda one: facts.theme_name(one.theme)),
            _text("unit", "Einheit", lambda one: _unit(one.unit)),
            _text("definition", "Definition"),
            _typed("flag", "higher_is_need", "Hohe Werte heißen hoher Bedarf"),
            _text(
                "native_level",
                "Veröffentlicht für",
                lambda one: facts.level(one.native_level).plural_de,
            ),
            _text("source_ids", "Quellen (Id)"),
        ],
        facts.tables.indicators,
    )


def _figure_specs(facts: Facts) -> list[Spec]:
    names = {one.indicator_id: one for one in facts.tables.indicators}

    def indicator(one: Any) -> Any:
        return names.get(one.indicator_id)

    def scaled(name: str) -> Callable[[Any], DataValue]:
        def read(one: Any) -> DataValue:
            value, found = getattr(one, name), indicator(one)
            return value if value is None or found is None else round(shown(value, found.unit), 6)

        return read

    return [
        _text("area_id", "Gebiets-Id"),
        _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
        _text("indicator_id", "Indikator-Id"),
        _text("indicator", "Indikator", lambda one: i.name_de if (i := indicator(one)) else None),
        _text("period", "Zeitraum"),
        _typed("amount", "value", "Wert", _SEE_UNIT, scaled("value")),
        _text("unit", "Einheit", lambda one: _unit(i.unit) if (i := indicator(one)) else None),
        _typed("amount", "ci_low", "95-%-Bereich von", _SEE_UNIT, scaled("ci_low")),
        _typed("amount", "ci_high", "95-%-Bereich bis", _SEE_UNIT, scaled("ci_high")),
        _typed("number", "numerator", "Fälle"),
        _typed("number", "denominator", "Bezugszahl"),
        _text("method", "Entstehung", lambda one: METHOD_NAMES.get(one.method, one.method)),
        _text("status", "Angabe", lambda one: STATUSES.get(one.status, "bekannt")),
    ]


def _figures(facts: Facts) -> DataTable:
    return _table(
        "werte",
        "Neueste Werte nach Gebiet",
        "Der neueste Wert jedes Indikators in jedem Gebiet, mit Bedarfsklasse und Rang.",
        [
            *_figure_specs(facts),
            _typed("integer", "need_class", "Bedarfsklasse", "1 sehr niedrig bis 5 sehr hoch"),
            _typed("integer", "rank", "Rang", "1: höchster Bedarf"),
            _typed("integer", "rank_low", "Rang von"),
            _typed("integer", "rank_high", "Rang bis"),
            _typed("integer", "areas_ranked", "Gebiete im Vergleich"),
            _text("trend", "Bedarf gegenüber Vorzeitraum", _trend),
            _text("previous_period", "Vorzeitraum"),
            _text("source_ids", "Quellen (Id)"),
        ],
        facts.tables.latest,
        [explanations.ESTIMATE_NOTE, explanations.AGGREGATED_NOTE],
    )


def _city_series(facts: Facts) -> DataTable:
    return _table(
        "zeitreihen",
        "Stadt insgesamt im Zeitverlauf",
        "Alle bekannten Werte der Indikatoren für die ganze Stadt.",
        [*_figure_specs(facts), _text("source_ids", "Quellen (Id)")],
        facts.tables.city_series,
    )


def _trend(one: Any) -> str:
    return TREND_NAMES.get(one.trend or "unknown", TREND_NAMES["unknown"])


def _effects(facts: Facts) -> DataTable:
    names = {one.indicator_id: one.name_de for one in facts.tables.indicators}
    return _table(
        "pandemie",
        "Erwartet und beobachtet",
        "Was die Zahlen vor der Pandemie erwarten ließen und was in ihr beobachtet wurde.",
        [
            _text("area_id", "Gebiets-Id"),
            _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
            _text("indicator_id", "Indikator-Id"),
            _text("indicator", "Indikator", lambda one: names.get(one.indicator_id)),
            _text("crisis_from", "von"),
            _text("crisis_until", "bis"),
            _text(
                "finding",
                "Befund",
                lambda one: pandemic_texts.FINDINGS.get(one.finding, one.finding),
            ),
            _text(
                "reason",
                "Warum nicht beurteilbar",
                lambda one: pandemic_texts.REASONS.get(one.reason or "", one.reason),
            ),
            _typed("number", "expected", "erwartet", "Fälle oder Wert des ganzen Zeitraums"),
            _typed("number", "pi_low", "erwartet von (95 %)", "wie erwartet"),
            _typed("number", "pi_high", "erwartet bis (95 %)", "wie erwartet"),
            _typed("number", "observed", "beobachtet", "wie erwartet"),
            _typed("share", "excess_pct", "Abweichung", "Anteil am Erwarteten"),
            _typed("number", "q_value", "q-Wert", "nach Benjamini und Hochberg"),
            _typed("flag", "persists", "hält danach an"),
        ],
        facts.tables.effects,
        [pandemic_texts.ASSOCIATION, pandemic_texts.READING],
    )


def _trends(facts: Facts) -> DataTable:
    names = {one.indicator_id: one.name_de for one in facts.tables.indicators}
    return _table(
        "trends",
        "Mehrjährige Entwicklung",
        "Ob der Bedarf über mehrere Jahre gesichert steigt oder sinkt.",
        [
            _text("area_id", "Gebiets-Id"),
            _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
            _text("indicator", "Indikator", lambda one: names.get(one.indicator_id)),
            _text("trend", "Bedarf", _trend),
            _typed(
                "number", "change_per_year", "Änderung je Jahr", "in der Einheit des Indikators"
            ),
            _text("trend_from", "seit"),
            _text("last_period", "bis"),
            _typed("integer", "trend_periods", "Werte"),
            _typed("number", "p_value", "p-Wert"),
        ],
        facts.tables.trends,
    )


def _index(facts: Facts) -> DataTable:
    return _table(
        "sozialindex",
        "Sozialindex",
        "Status und Dynamik der Gebiete im neuesten Jahr.",
        [
            _text("area_id", "Gebiets-Id"),
            _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
            _typed("integer", "year", "Jahr"),
            _text("status_class", "Statusklasse"),
            _typed("number", "status_score", "Statuswert"),
            _typed("integer", "status_rank", "Rang", "1: höchste Belastung"),
            _typed("integer", "areas_ranked", "Gebiete im Vergleich"),
            _text("dynamic_class", "Dynamikklasse"),
            _typed("number", "dynamic_score", "Dynamikwert"),
            _text("index_class", "Indexklasse"),
            _text("method", "Entstehung", lambda one: METHOD_NAMES.get(one.method, one.method)),
        ],
        facts.tables.index,
    )


def _need_coverage(facts: Facts) -> DataTable:
    return _table(
        "deckbarkeit",
        "Deckbarkeit und Dringlichkeit",
        "Ob der Bedarf eines Themas in einem Gebiet gedeckt werden kann und wie dringend er ist.",
        [
            _text("area_id", "Gebiets-Id"),
            _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
            _text("theme", "Thema", lambda one: one.theme_de),
            _text("need", "Bedarf", lambda one: wording.NEEDS.get(one.need, one.need)),
            _typed("integer", "need_class", "Bedarfsklasse", "1 sehr niedrig bis 5 sehr hoch"),
            _text("need_method", "Entstehung",
                  lambda one: METHOD_NAMES.get(one.need_method, one.need_method)),
            _text("finding", "Befund zur Pandemie",
                  lambda one: pandemic_texts.FINDINGS.get(one.finding, one.finding)),
            _text("coverability", "Deckbarkeit", lambda one: wording.RESULTS[one.coverability]),
            _typed("number", "uncovered", "Fehlende Menge", "siehe nächste Spalte"),
            _text("uncovered_unit", "Einheit der Menge"),
            _typed("integer", "urgency", "Dringlichkeit", "1 gering bis 3 hoch"),
            _text("sentence_de", "Begründung"),
            _text("confidence", "Belastbarkeit", lambda one: {
                "firm": "eigene Zahlen", "limited": "eingeschränkt"}.get(one.confidence or "")),
            _text("earlier", "Frühere Angabe, zählt nicht mehr", lambda one: wording.RESULTS.get(
                one.earlier_coverability or "")),
            _typed("date", "earlier_stated_on", "Stand der früheren Angabe"),
            _text("missing_de", "Was zum Beurteilen fehlt"),
            _text("agreement_de", "Was die Belege sagen"),
            _typed("integer", "evidence_count", "Belege"),
            _typed("integer", "evidence_local", "Belege aus dem Gebiet"),
            _text("rule_id", "Regel"),
        ],
        facts.tables.need_coverage,
    )  # fmt: skip


def _plans(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return _table(
        "planungen",
        "Planungen und ihre Überprüfung",
        "Planungsdokumente nach Thema, und Befunde, auf die keine angepasste Planung eingeht.",
        [
            _text("row_kind", "Zeile", lambda one: "Befund" if one.row_kind == "finding" else
                  "Planungsdokument"),
            _text("planning_field", "Planungsfeld",
                  lambda one: fields.get(one.planning_field, one.planning_field)),
            _text("plan_title", "Dokument"),
            _text("responsible_office", "zuständige Stelle"),
            _text("theme", "Thema", lambda one: facts.theme_name(one.theme)),
            _text("area", "Gebiet",
                  lambda one: facts.area_name(one.area_id) if one.area_id else None),
            _typed("date", "adopted_on", "beschlossen"),
            _typed("date", "last_reviewed_on", "zuletzt überprüft"),
            _text("adjusted", "wegen der Pandemie angepasst",
                  lambda one: wording.ADJUSTED.get(one.adjusted) if one.adjusted else None),
            _text("adjustment_summary", "Was angepasst wurde"),
            _text("review_de", "Bewertung"),
            _text("source_title", "Quelle"),
            _text("source_url", "Fundstelle"),
        ],
        facts.tables.plan_reviews,
    )  # fmt: skip


def _evidence(facts: Facts) -> DataTable:
    return _table(
        "belege",
        "Studien und Erfahrungen der Träger",
        "Was Studien gefunden und Träger berichtet haben, jede Aussage einmal, mit ihrer Quelle.",
        [
            _text("evidence_id", "Beleg-Id"),
            _text("kind", "Art", lambda one: {"study": "Studie", "provider": "Träger oder Amt"}.get(
                one.kind, one.kind)),
            _text("theme", "Thema", lambda one: facts.theme_name(one.theme)),
            _text("area", "Gebiet",
                  lambda one: facts.area_name(one.area_id) if one.area_id else None),
            _text("scope", "Reichweite", lambda one: SCOPES.get(one.scope, one.scope)),
            _text("need_direction", "Bedarf",
                  lambda one: DIRECTIONS.get(one.need_direction, one.need_direction)),
            _typed("integer", "strength", "Stärke", "1 Einzelaussage bis 3 amtliche Statistik"),
            _text("said_by", "wer es sagt"),
            _typed("date", "said_from", "von"),
            _typed("date", "said_until", "bis"),
            _text("summary_de", "Aussage"),
            _text("source_title", "Quelle"),
            _text("source_url", "Fundstelle"),
        ],
        facts.tables.evidence,
    )  # fmt: skip


SCOPES = {
    "sozialraum": "Sozialraum",
    "city": "Stadt",
    "state": "Land",
    "country": "Deutschland",
}
DIRECTIONS = {
    "more": "mehr",
    "less": "weniger",
    "unchanged": "unverändert",
    "unclear": "unklar",
    "not_measured": "nicht gemessen",
}


def _coverage(facts: Facts) -> DataTable:
    services = {one.service_type: one for one in facts.tables.services}
    return _table(
        "deckung",
        "Deckung",
        "Plätze, Nutzende und Zielgruppe der Angebote, für die Zahlen vorliegen.",
        [
            _text("area_id", "Gebiets-Id"),
            _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
            _text(
                "service_type",
                "Angebot",
                lambda one: s.name_de if (s := services.get(one.service_type)) else None,
            ),
            _text("period", "Zeitraum"),
            _typed("number", "capacity", "Plätze"),
            _typed("number", "used", "Nutzende", "Personen"),
            _typed("number", "target_population", "Zielgruppe", "Personen"),
            _typed("share", "coverage_ratio", "Deckung", "Plätze je Person der Zielgruppe"),
            _typed("share", "utilisation", "Auslastung", "Nutzende je Platz"),
            _typed("share", "use_rate", "Inanspruchnahme", "Nutzende je Person der Zielgruppe"),
            _typed("number", "gap", "Plätze, die zum Stadtwert fehlen"),
            _text("method", "Entstehung", lambda one: METHOD_NAMES.get(one.method, one.method)),
            _text(
                "coverage_class",
                "Einordnung",
                lambda one: COVERAGE_CLASSES.get(
                    one.coverage_class or "unknown", COVERAGE_CLASSES["unknown"]
                ).replace("\N{NO-BREAK SPACE}", " "),
            ),
            _text("source_ids", "Quellen (Id)"),
        ],
        facts.tables.coverage,
    )


def _offers(facts: Facts) -> DataTable:
    return _table(
        "angebote",
        "Verzeichnete Angebote",
        "Angebote aus den Registern und Karten der Stadt.",
        [
            _text("service_id", "Angebots-Id"),
            _text("service_name", "Angebot"),
            _text("provider", "Träger"),
            _text("service_type", "Art", lambda one: one.service_type_de or one.service_type),
            _text(
                "area",
                "Gebiet",
                lambda one: facts.labels.get(one.area_id, one.area_id) if one.area_id else None,
            ),
            _typed("number", "capacity", "Plätze", "siehe Spalte Platzeinheit"),
            _text("capacity_unit", "Platzeinheit"),
            _text("status", "Beleg", lambda one: OFFER_STATUS.get(one.status, one.status)),
            _text("source_id", "Quelle (Id)"),
        ],
        facts.tables.offers,
    )


OFFER_STATUS = {"confirmed": "bestätigt", "unconfirmed": "nicht bestätigt", "ended": "beendet"}


def _sources(facts: Facts) -> DataTable:
    def fresh(one: Any) -> str:
        if not one.rows:
            return "nicht geladen"
        if one.fresh is None:
            return "nicht beurteilbar"
        return "veraltet" if not one.fresh else "aktuell oder abgeschlossen"

    def where(one: Any) -> str | None:
        is_address = one.url and one.url.startswith(("http://", "https://"))
        return one.url if is_address else "nicht im Netz veröffentlicht"

    return _table(
        "quellen",
        "Quellen",
        "Woher die Zahlen kommen, unter welcher Lizenz, bis wann sie reichen.",
        [
            _text("source_id", "Quellen-Id"),
            _text("title_de", "Titel"),
            _text("office", "herausgebende Stelle"),
            _text("licence", "Lizenz"),
            _text("url", "Fundstelle", where),
            _typed(
                "date",
                "landed_at",
                "abgerufen am",
                read=lambda one: one.landed_at.date() if one.landed_at else None,
            ),
            _typed("date", "data_until", "Daten bis"),
            _typed("date", "expected_until", "neue Zahlen erwartet bis"),
            _typed("integer", "rows", "Zeilen"),
            _typed("integer", "rejected", "zurückgewiesene Angaben"),
            _text("fresh", "Aktualität", fresh),
        ],
        facts.tables.sources,
    )


def _checks(facts: Facts) -> DataTable:
    return _table(
        "pruefungen",
        "Prüfungen",
        "Alle automatischen Prüfungen der Daten mit ihrem Ergebnis.",
        [
            _text("description_de", "Regel"),
            _text("severity", "Gewicht", lambda one: SEVERITIES.get(one.severity, one.severity)),
            _typed("flag", "passed", "bestanden"),
            _typed("integer", "failing_rows", "betroffene Zeilen"),
            _text("table_name", "Tabelle (technischer Name)"),
            _text("check_name", "Prüfung (technischer Name)"),
            _text("observed", "Befund (technisch, englisch)"),
        ],
        facts.tables.checks,
    )


def _oddities(facts: Facts) -> DataTable:
    titles = facts.source_titles
    return _table(
        "auffaelligkeiten",
        "Auffällige Angaben",
        "Angaben der Quellen, die den Regeln nach unwahrscheinlich sind.",
        [
            _text("source_id", "Quelle", lambda one: titles.get(one.source_id, one.source_id)),
            _text("explanation_de", "Was auffällt"),
            _text("known_reason", "bekannte Erklärung"),
        ],
        facts.tables.oddities,
    )


def _revisions(facts: Facts) -> DataTable:
    titles = facts.source_titles
    return _table(
        "revisionen",
        "Revisionen",
        "Angaben, die eine Quelle nachträglich geändert hat.",
        [
            _text("source_id", "Quelle", lambda one: titles.get(one.source_id, one.source_id)),
            _text("area", "Gebiet", lambda one: facts.labels.get(one.area_id, one.area_id)),
            _text("measure_id", "Merkmal (Id)"),
            _text("breakdown", "Untergliederung"),
            _text("period", "Zeitraum"),
            _text("change", "Art", lambda one: REVISIONS.get(one.change, one.change)),
            _text("old_text", "bisherige Angabe"),
            _text("new_text", "neue Angabe"),
            _typed(
                "date", "old_vintage", "bisheriger Stand", read=lambda one: _on(one.old_vintage)
            ),
            _typed("date", "new_vintage", "neuer Stand", read=lambda one: _on(one.new_vintage)),
        ],
        facts.tables.revisions,
    )


REVISIONS = {"changed": "geändert", "removed": "entfallen", "added": "ergänzt"}


def _on(when: Any) -> DataValue:
    return when.date() if when is not None else None


def _glossary(facts: Facts) -> DataTable:
    return _table(
        "glossar",
        "Glossar",
        "Wörter dieses Berichts.",
        [_text("term", "Wort", lambda one: one[0]), _text("text", "Bedeutung", lambda one: one[1])],
        facts.glossary,
    )


def _unit(unit: str) -> str:
    return unit_name(unit).replace("\N{NO-BREAK SPACE}", " ") or unit
