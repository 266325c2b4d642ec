"""German words and sentences on coverability, urgency and plans."""

from collections.abc import Sequence

from sozialraum.report.numbers_de import number
from sozialraum.report.texts import counted, listing

RESULTS = {
    "covered": "gedeckt",
    "by_task_change": "durch geänderte Aufgaben deckbar",
    "by_task_extension": "durch erweiterte Aufgaben deckbar",
    "not_coverable": "derzeit nicht deckbar",
    "unknown": "nicht beurteilbar",
}
SIGNS = {
    "covered": "G",
    "by_task_change": "Ä",
    "by_task_extension": "E",
    "not_coverable": "N",
    "unknown": "?",
}
COLOURS = {"covered": 1, "by_task_change": 2, "by_task_extension": 3, "not_coverable": 5}
NEEDS = {
    "high": "hoch",
    "medium": "mittel",
    "low": "gering",
    "reported": "nur berichtet",
    "unknown": "nicht bekannt",
}
URGENCIES = {3: "hoch", 2: "mittel", 1: "gering"}
ADJUSTED = {"yes": "ja", "no": "nein", "unknown": "nicht belegt"}
SIGNS_EXPLAINED = (
    "G gedeckt; Ä deckbar, wenn vorhandene Angebote ihre Aufgaben ändern; E deckbar, wenn sie "
    "erweitert werden; N derzeit nicht deckbar; ? nicht beurteilbar. Ein Ausrufezeichen: "
    "Dringlichkeit hoch."
)
OPTIONS = {
    "not_coverable": "Neue oder andere Strukturen prüfen",
    "by_task_extension": "Erweiterung vorhandener Angebote prüfen",
    "by_task_change": "Änderung der Aufgaben vorhandener Angebote prüfen",
    "unknown": "Wissen schaffen, bevor entschieden wird",
    "covered": "Angebot erhalten und beobachten",
}
"""What could be done, most far-reaching first."""


def of_areas(count: int, total: int) -> str:
    """``in allen 17 Gebieten``, ``in 1 von 17 Gebieten``."""
    if count == total and total > 1:
        return f"in allen {number(total)} Gebieten"
    return f"in {number(count)} von {number(total)} Gebieten"


def places(areas: Sequence[str], total: int, at_most: int = 4) -> str:
    """Where, by name as far as there are few."""
    if len(areas) == total and total > 1:
        return f"in allen {number(total)} Gebieten"
    if len(areas) <= at_most:
        return f"in {listing(areas)}"
    return of_areas(len(areas), total)


def plans_counted(yes: int, no: int, unknown: int) -> str:
    """How many documents were adjusted because of the pandemic."""
    total = yes + no + unknown
    return (
        f"Verzeichnet {'ist' if total == 1 else 'sind'} "
        f"{counted(total, 'Planungsdokument', 'Planungsdokumente')}. Wegen der Pandemie angepasst: "
        f"{number(yes)}; nicht angepasst: {number(no)}; nicht belegt: {number(unknown)}."
    )


def some(items: Sequence[str], at_most: int) -> str:
    """The first of a long list of themes: ``A, B und 3 weitere Themen``."""
    rest = len(items) - at_most
    if rest < 2:
        return listing(items)
    return listing([*items[:at_most], f"{number(rest)} weitere Themen"])


def no_finding(themes: Sequence[str]) -> str:
    """That the figures show nothing new in a document's themes."""
    if len(themes) == 1:
        return f"Kein gesicherter neuer oder verschärfter Bedarf zum Thema {themes[0]}."
    return f"Kein gesicherter neuer oder verschärfter Bedarf zu den Themen {listing(themes)}."
