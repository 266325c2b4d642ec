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
SHORT_RESULTS = {
    "covered": "gedeckt",
    "by_task_change": "ja, mit anderen Aufgaben",
    "by_task_extension": "ja, mit Erweiterung",
    "not_coverable": "derzeit nicht",
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
PREDATES = "nein, vor der Pandemie entstanden"
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


def plans_counted(yes: int, plannings: int, predate: int, no: int, unknown: int) -> str:
    """How many documents were adjusted because of the pandemic.

    ``plannings``: of the adjusted ones those that are plannings, not measures or budgets;
    ``predate``: those of the time before it.
    """
    total = yes + predate + no + unknown
    adjusted = number(yes)
    if yes:
        narrow = counted(plannings, "Planung", "Planungen", "keine")
        adjusted += f" (davon {narrow} im engeren Sinn, sonst Beschlüsse, Haushalte, Maßnahmen "
        adjusted += "oder Berichte)"
    parts = [
        f"wegen der Pandemie angepasst: {adjusted}",
        *([f"vor ihr entstanden: {number(predate)}"] if predate else []),
        *([f"nicht angepasst: {number(no)}"] if no or not predate else []),
        f"nicht belegt: {number(unknown)}",
    ]
    return (
        f"Verzeichnet {'ist' if total == 1 else 'sind'} "
        f"{counted(total, 'Planungsdokument', 'Planungsdokumente')}; {'; '.join(parts)}."
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


ANSWERS = {
    "covered": "Gedeckt",
    "by_task_change": "Deckbar, wenn vorhandene Angebote ihre Aufgaben ändern",
    "by_task_extension": "Deckbar, wenn vorhandene Angebote erweitert werden",
    "not_coverable": "Derzeit nicht deckbar",
    "unknown": "Nicht beurteilbar",
}
WHO_SAYS = (
    "Grundlage sind vor allem Angaben von Trägern, Ämtern oder aus dem Rat, meist einzelne "
    "Stimmen; die meisten gelten für die ganze Stadt."
)
BASES = {
    "indicator": "eigener Zahl",
    "proxy": "Ersatzgröße",
    "none": "keiner Zahl",
}
BASIS_SIGNS = {"proxy": "*", "none": "**"}
BASIS_NOTE = (
    "* Bedarf nur ersatzweise gemessen: nach einer Zahl, die zeigt, wo viele möglicherweise "
    "Betroffene leben. ** Keine Zahl misst diesen Bedarf; er ist nur aus Studien und von Trägern "
    "bekannt oder unbekannt."
)
BASIS_SHORT = (
    "* ersatzweise gemessen, ** nicht gemessen (Kapitel 3, Woran der Bedarf gemessen wird)."
)
PROXY_NOTE = (
    "Eine Ersatzgröße zeigt, wo viele Menschen leben, die betroffen sein können; wie viele es "
    "sind, zeigt sie nicht."
)


def how_measured(own: int, proxy: int, none: int) -> str:
    """How many themes are measured themselves: ``Von 33 Themen hat der Bedarf bei 14 eine ...``."""
    total = own + proxy + none
    return (
        f"Woran der Bedarf gemessen ist: bei {number(own)} von "
        f"{counted(total, 'Thema', 'Themen')} an einer eigenen Zahl, bei {number(proxy)} nur "
        f"ersatzweise, bei {number(none)} an keiner Zahl."
    )


def reported(more: int, total: int, unmeasured: int) -> str:
    """What studies and providers say beside the figures."""
    said = (
        f"Studien oder Träger berichten bei {number(more)} von {counted(total, 'Thema', 'Themen')} "
        "von mehr Bedarf"
    )
    if unmeasured:
        said += f", darunter {number(unmeasured)}, für die es keine eigene Zahl gibt"
    return said + "."


def not_judged(wholly: int, themes: int, cases: int, all_cases: int) -> str:
    """The themes, and the cases, of which nothing can be said."""
    if not cases:
        return "kein Thema."
    said = (
        f"{number(wholly)} von {counted(themes, 'Thema', 'Themen')} in allen Gebieten, weitere in "
        "einem Teil der Gebiete; "
        if wholly
        else ""
    )
    return (
        f"{said}zusammen {number(cases)} von {number(all_cases)} Fällen (ein Thema in einem "
        "Gebiet), meist weil die Zahl der Plätze nicht bekannt ist."
    )


def whether(not_coverable: int, by_task_extension: int, by_task_change: int) -> str:
    """Whether structures should change, as far as the statements go."""
    parts = [
        f"bei {counted(count, 'Thema', 'Themen')} {what}"
        for count, what in (
            (not_coverable, "reichen die vorhandenen Angebote nicht, auch nicht mit anderen oder "
             "mehr Aufgaben"),
            (by_task_extension, "müssten vorhandene Angebote erweitert werden"),
            (by_task_change, "müssten sie ihre Aufgaben ändern"),
        )
        if count
    ]  # fmt: skip
    if not parts:
        return "Die vorliegenden Angaben sprechen bei keinem Thema für eine Änderung."
    return f"Die vorliegenden Angaben sprechen dafür, Änderungen zu prüfen: {'; '.join(parts)}."


def evidence(count: int, local: int) -> str:
    """How much studies and providers say: ``28 (1 von hier)``."""
    if not count:
        return "keine"
    return number(count) + (f" ({number(local)} von hier)" if local else "")


def how_urgent(named: Sequence[str], themes: int) -> str:
    """Where the urgency is high; ``named`` are such themes with how many areas, most first."""
    if not named:
        return "In keinem Gebiet und Thema ist die Dringlichkeit hoch."
    if len(named) <= 3:
        return f"Die Dringlichkeit ist hoch bei: {listing(named)}."
    return (
        f"Die Dringlichkeit ist bei {number(len(named))} von "
        f"{counted(themes, 'Thema', 'Themen')} in mindestens einem Gebiet hoch, in "
        f"den meisten Gebieten bei: {listing(named[:3])}."
    )


def need(level: str, estimated: bool) -> str:
    """``hoch (geschätzt)``."""
    return NEEDS.get(level, level) + (" (geschätzt)" if estimated else "")
