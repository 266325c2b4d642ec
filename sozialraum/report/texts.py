"""German sentence templates: everything in the report that has to agree in number or case.

Names from the database are only used in the nominative or set apart by a colon, so that no
name of an area, level or source ever has to be inflected.
"""

import re
from collections.abc import Sequence

from sozialraum.report.numbers_de import number, period

CLASS_NAMES = {
    1: "sehr niedrig",
    2: "niedrig",
    3: "mittel",
    4: "hoch",
    5: "sehr hoch",
}
TRENDS = {
    "rising": "↑\N{NO-BREAK SPACE}gestiegen",
    "falling": "↓\N{NO-BREAK SPACE}gesunken",
    "stable": "→\N{NO-BREAK SPACE}etwa\N{NO-BREAK SPACE}gleich",
    "unknown": "nicht beurteilbar",
}
TREND_NAMES = {
    "rising": "gestiegen",
    "falling": "gesunken",
    "stable": "etwa gleich",
    "unknown": "nicht beurteilbar",
}
METHOD_NAMES = {
    "direct": "direkt veröffentlicht",
    "aggregated": "aus kleineren Gebieten summiert",
    "apportioned": "Schätzwert",
}
STATUSES = {
    "missing": "kein Wert",
    "suppressed": "geheim",
    "no_denominator": "Bezugszahl fehlt",
    "absent": "nicht in der Quelle",
}
COVERAGE_CLASSES = {
    "below_city": "unter\N{NO-BREAK SPACE}Stadtwert",
    "about_city": "etwa\N{NO-BREAK SPACE}Stadtwert",
    "above_city": "über\N{NO-BREAK SPACE}Stadtwert",
    "unknown": "unbekannt",
}
SEVERITIES = {"critical": "entscheidend", "warning": "Warnung"}
_COMPARED_WITH = {
    "month": "dem Vorjahresmonat",
    "quarter": "dem Vorjahresquartal",
    "half_year": "dem Vorjahreshalbjahr",
    "school_year": "dem vorigen Schuljahr",
    "year": "dem Vorjahr",
    "survey": "der vorigen Befragung",
}


def listing(items: Sequence[str]) -> str:
    """``A, B und C``; names that contain commas themselves are parted by semicolons."""
    if len(items) < 2:
        return "".join(items)
    separator = "; " if any("," in item for item in items) else ", "
    return separator.join(items[:-1]) + " und " + items[-1]


def counted(count: int, one: str, many: str, none: str = "kein") -> str:
    """``keine Quelle``, ``1 Quelle``, ``20 Quellen``; ``none`` is ``kein`` or ``keine``."""
    if count == 0:
        return f"{none} {one}"
    return f"{number(count)} {one if count == 1 else many}"


def area_label(code: str, name: str) -> str:
    """``16 Gartenstadt``: areas are told apart by code and name, as in the sources."""
    return f"{code} {name}" if code.isdigit() and not name.startswith(code) else name


def indicators_of(count: int, total: int) -> str:
    """``bei 2 von 5 Indikatoren`` (dative)."""
    return f"bei {number(count)} von {number(total)} " + (
        "Indikator" if total == 1 else "Indikatoren"
    )


def standing_out(area: str, high: int, very_high: int, total: int) -> str:
    """``16 Gartenstadt (bei 4 von 5 Indikatoren, davon 2 sehr hoch)``."""
    if not very_high:
        return f"{area} ({indicators_of(high, total)})"
    if very_high == high:
        return f"{area} ({indicators_of(high, total)}, {'alle ' if high > 1 else ''}sehr hoch)"
    return f"{area} ({indicators_of(high, total)}, davon {number(very_high)} sehr hoch)"


def without_brackets(label: str) -> str:
    """A label where there is little room: without what stands in brackets at its end."""
    return re.sub(r" \([^()]*\)$", "", label)


def further(count: int) -> str:
    """The end of a shortened list."""
    return "1 weiteres Gebiet" if count == 1 else f"{number(count)} weitere Gebiete"


def nothing_stands_out(level_plural: str) -> str:
    return (
        f"Kein Gebiet ({level_plural}) liegt in diesem Planungsfeld bei mehr als einem "
        "Indikator in Klasse 4 oder 5."
    )


def risen_in(count: int, total: int, level_plural: str, areas: Sequence[str], against: str) -> str:
    """``gestiegen in 2 von 10 Gebieten (Bezirke) gegenüber dem Vorjahr: A und B.``"""
    return (
        f"in {number(count)} von {number(total)} {'Gebiet' if total == 1 else 'Gebieten'} "
        f"({level_plural}) gegenüber {against}: {listing(areas)}."
    )


def compared_with(cadence: str) -> str:
    """What a trend looks back to (dative): ``dem Vorjahresquartal``."""
    return _COMPARED_WITH.get(cadence, "dem Vergleichszeitraum")


def stale_sources(stale: int, total: int, unfetched: int = 0) -> str:
    """How many sources are out of date, and of how many more the last copy had to do."""
    if unfetched:
        late = f"{stale_sources(stale, total)} " if stale else ""
        more = ("weiteren " if stale else "") + ("Quelle" if unfetched == 1 else "Quellen")
        return (
            f"{late}Von {number(unfetched)} {more} war die jüngste Datei nicht abrufbar oder nicht "
            "verwendbar; es gilt die vorige."
        )
    if total == 0:
        return "Es ist keine Quelle verzeichnet."
    if stale == 0:
        return (
            "Die einzige Quelle ist auf dem erwarteten Stand."
            if total == 1
            else f"Alle {number(total)} Quellen sind auf dem erwarteten Stand."
        )
    if stale == total:
        return (
            "Die einzige Quelle ist veraltet."
            if total == 1
            else f"Alle {number(total)} Quellen sind veraltet."
        )
    verb = "ist" if stale == 1 else "sind"
    return (
        f"{number(stale)} von {number(total)} Quellen {verb} veraltet: "
        "Neuere Zahlen waren zum Stand des Berichts zu erwarten, liegen aber nicht vor."
    )


def checks_run(passed: int, failed: int) -> str:
    """The automatic checks, as a sentence; none at all is said, never passed over."""
    total = passed + failed
    if total == 0:
        return (
            "Zu diesem Datenstand sind keine Prüfergebnisse verzeichnet. "
            "Die Zahlen sind deshalb als ungeprüft anzusehen."
        )
    if total == 1:
        return "1 Prüfung lief; sie " + ("ist bestanden." if passed else "ist nicht bestanden.")
    if failed == 0:
        return f"Alle {number(total)} Prüfungen der Daten sind bestanden."
    verb = "ist" if failed == 1 else "sind"
    return f"Von {number(total)} Prüfungen der Daten {verb} {number(failed)} nicht bestanden."


def affected_rows(failing: int | None) -> str:
    """How much a failed check concerns; not every check is about single rows."""
    if not failing:
        return "keine einzelnen Zeilen"
    return "1 Zeile betroffen" if failing == 1 else f"{number(failing)} Zeilen betroffen"


def rejected_rows(rejected: int) -> str:
    if rejected == 0:
        return "Keine Angabe musste zurückgewiesen werden."
    if rejected == 1:
        return "1 Angabe wurde zurückgewiesen, weil sie nicht eindeutig zu lesen war."
    reason = "weil sie nicht eindeutig zu lesen waren"
    return f"{number(rejected)} Angaben wurden zurückgewiesen, {reason}."


def period_of(text: str, cadence: str) -> str:
    """A period as readers call it: ``Befragung 2024``, ``4. Quartal 2025``."""
    return f"Befragung {period(text)}" if cadence == "survey" else period(text)


def known_break(since: str, text: str, indicators: Sequence[str] = ()) -> str:
    """What moved figures though the need did not, and which figures."""
    affected = f" Betroffen: {listing(indicators)}." if indicators else ""
    return f"Bekannter Bruch ab {since}: {text}{affected}"


def survey_assumption(answers: int, design_effect: float) -> str:
    """What stands in for the number of answers that a survey's source does not state."""
    return (
        "Befragung: Die Quelle nennt keine Zahl der Antworten. Die 95-%-Bereiche beruhen auf einer "
        f"Annahme: {number(answers)} Antworten je Befragung, gleichmäßig auf die Gebiete verteilt, "
        f"und ein Design-Effekt von {number(design_effect, 1)} (um diesen Faktor ist die wirksame "
        "Zahl der Antworten kleiner, vor allem wegen der Gewichtung)."
    )


def class_sign(need_class: int, unsure: bool) -> str:
    """``4``, or ``(4)`` for an area that cannot be told from the middle."""
    return f"({need_class})" if unsure else str(need_class)


def class_spoken(need_class: int, estimate: bool, unsure: bool) -> str:
    """What a screen reader says for a coloured cell."""
    return (
        f"Klasse {need_class}, {CLASS_NAMES[need_class]}"
        + (", Schätzwert" if estimate else "")
        + (", nicht gesichert" if unsure else "")
    )


def since_pandemic(higher: int, lower: int, similar: int) -> str:
    """How the city's indicators compare with those before the pandemic."""
    found = [
        (higher, "ein höherer Bedarf", "Der Bedarf ist höher."),
        (lower, "ein niedrigerer Bedarf", "Der Bedarf ist niedriger."),
        (similar, "kein gesicherter Unterschied", "Ein Unterschied ist nicht gesichert."),
    ]
    total = higher + lower + similar
    if total == 0:
        return "Für keinen Indikator ist dieser Vergleich möglich."
    if total == 1:
        alone = next(sentence for count, _, sentence in found if count)
        return f"Für 1 Indikator ist der Vergleich möglich: {alone}"
    parts = [f"bei {number(count)} {what}" for count, what, _ in found if count]
    return f"Für {number(total)} Indikatoren ist der Vergleich möglich: {listing(parts)}."
