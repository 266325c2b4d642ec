"""What the sheet ``Hinweise`` of a template says, in German."""

from sozialraum.declarations import Catalogue
from sozialraum.declarations.layout import HEADER_SEPARATOR
from sozialraum.declarations.source import Source

CADENCES = {
    "month": "einmal im Monat",
    "quarter": "einmal im Quartal",
    "half_year": "einmal im Halbjahr",
    "year": "einmal im Jahr",
    "school_year": "einmal im Schuljahr",
}
PERIODS = {
    "month": "ein Monat, zum Beispiel „Juni 2025“ oder „06/2025“",
    "quarter": "ein Quartal, zum Beispiel „2. Quartal 2025“",
    "half_year": "ein Halbjahr, zum Beispiel „1. Halbjahr 2025“ oder der Stichtag „30.06.2025“",
    "year": "ein Jahr, zum Beispiel „2025“",
    "school_year": "ein Schuljahr, zum Beispiel „2024/25“",
}
MEANINGS = {
    "zero": "nichts vorhanden: die Zahl ist null",
    "unknown": "nicht erhoben oder nicht bekannt",
    "secret": "aus Gründen der Geheimhaltung nicht angegeben",
    "not_applicable": "eine Angabe ist nicht sinnvoll",
    "missing": "die Angabe fehlt noch",
}
UNITS = {
    "persons": "Personen",
    "households": "Haushalte",
    "places": "Plätze",
    "facilities": "Einrichtungen",
    "vacancies": "offene Stellen",
    "cases": "Fälle",
    "percent": "Prozent (12,5 für 12,5 %)",
    "code": "Schlüssel",
}


def hints(catalogue: Catalogue, source: Source, *, with_total: bool) -> list[tuple[str, str]]:
    """Heading and text, line by line; an empty heading continues the one above."""
    marks = [(mark, MEANINGS[meaning]) for mark, meaning in source.missing.items()]
    lines = [
        ("Worum es geht", f"{source.title}. Lieferndes Amt: {source.office}."),
        ("Wozu", f"Sozialraum-Monitor der {catalogue.city.official_name}"),
    ]
    if source.cadence in CADENCES:
        lines.append(("Wie oft", CADENCES[source.cadence]))
    if source.cadence in PERIODS:
        lines.append(("Zeitraum", f"Anzugeben ist {PERIODS[source.cadence]}."))
    lines += [
        ("Ausfüllen", "Nur die hell hinterlegten Felder des Blattes „Daten“ sind auszufüllen."),
        ("", "Gebietsnamen und Spaltenköpfe bitte nicht ändern; sie sind geschützt."),
        ("", "Zahlen ohne Tausenderpunkt und ohne Zusätze eintragen."),
    ]
    if with_total:
        lines.append(
            (
                "Insgesamt",
                "Kontrollsumme aus dem Fachverfahren, nicht aus dieser Tabelle errechnet: Sie wird "
                "mit der Summe der Gebiete verglichen. Das Feld darf leer bleiben.",
            )
        )
    lines += [
        ("Zeichen" if number == 0 else "", f"{_shown(mark)}: {meaning}")
        for number, (mark, meaning) in enumerate(marks)
    ]
    lines += [
        ("Spalten" if number == 0 else "", f"{_readable(measure.column)}: {UNITS[measure.unit]}")
        for number, measure in enumerate(source.measures)
    ]
    lines += [
        ("Abgabe", f"Datei mit freiem Namen in den Ordner „{catalogue.table_url(source)}“ legen."),
        ("", "Eine Berichtigung bitte unter demselben Namen ablegen: Die jüngere Datei gilt."),
        ("Schutz", f"{catalogue.licences[source.licence].title}."),
        ("", "Keine Namen und keine Angaben zu einzelnen Personen eintragen."),
    ]
    return lines


def _shown(mark: str) -> str:
    return f"„{mark}“" if mark else "leeres Feld"


def _readable(column: str) -> str:
    return column.replace(HEADER_SEPARATOR, ", ")
