"""German sentences for the findings of ``mart_pandemic_effect``: cautious, made from the numbers.

A finding is an association in time. No sentence names a cause, and none inflects a name that comes
from the database.
"""

from dataclasses import dataclass

from sozialraum.report.numbers_de import NBSP, amount, number, period, signed, unit_name

FINDINGS = {
    "new_need": "neuer Bedarf",
    "aggravated": "verschärfter Bedarf",
    "relieved": "geringerer Bedarf",
    "none": "kein gesicherter Unterschied",
    "not_assessable": "nicht beurteilbar",
}
REASONS = {
    "estimate": "nur Schätzwerte, die Zahlen sind für größere Gebiete veröffentlicht",
    "composition": "die Bezugszahl hat sich in der Pandemie selbst verändert, der Anteil zeigt "
    "nur, wie sich Gruppen gegeneinander verschoben",
    "cadence": "Halb- und Schuljahre werden nicht beurteilt",
    "no_figures": "keine Zahlen",
    "invalid_count": "Zahlen, die keine Fallzahlen sind",
    "break_in_crisis": "die Zahlen springen in der Pandemie aus einem anderen bekannten Grund",
    "short_baseline": "zu wenige Werte vor der Pandemie",
    "no_crisis_figures": "keine Werte aus der Pandemie",
    "gap_in_crisis": "Lücken in der Pandemie",
    "no_denominator": "Bezugszahl fehlt",
    "too_few_cases": "zu wenige Fälle",
    "constant": "vor der Pandemie stets derselbe Wert",
    "not_estimable": "die Werte vor der Pandemie legen keine Erwartung fest",
    "autocorrelated": "die Werte vor der Pandemie schwanken in langen Wellen, eine Erwartung lässt "
    "sich daraus nicht ableiten",
}
LASTING = {True: "hält an", False: "nicht mehr gesichert", None: "nicht beurteilbar"}
WORSE = ("new_need", "aggravated")
# A change that lies beyond the limit of what was expected by less than this share of the half
# interval is told as a narrow one: rounded, it looks like the limit itself.
NARROW = 0.1
EACH = {"month": " je Monat", "quarter": " je Quartal", "year": " je Jahr"}
ASSOCIATION = (
    "Verglichen wird, was die Zahlen vor der Pandemie erwarten ließen, mit dem, was in ihr "
    "beobachtet wurde. Ein Unterschied zeigt einen zeitlichen Zusammenhang, keine Ursache."
)
READING = (
    "„Neu“: mehr als erwartet, wo der Bedarf im Vergleich der Gebiete vorher nicht hoch war. "
    "„Verschärft“: mehr als erwartet, wo er es schon war, oder in der Stadt insgesamt. Genannt "
    "wird nur, was über den Zufall hinausgeht, auch wenn man alle Gebiete und Indikatoren einer "
    "Ebene zugleich betrachtet. „Offen“: Kein Unterschied ist gesichert, ein bedeutsamer Anstieg "
    "des Bedarfs aber auch nicht ausgeschlossen; das heißt nicht, dass nichts geschehen ist."
)


@dataclass(frozen=True)
class Effect:
    """What a sentence is made of; ``unit`` is that of the indicator's values."""

    finding: str
    reason: str | None
    expected: float | None
    observed: float | None
    excess_pct: float | None
    pi_low: float | None
    pi_high: float | None
    expected_value: float | None
    observed_value: float | None
    crisis_from: str | None
    crisis_until: str | None
    crisis_periods: int | None
    persists: bool | None
    unit: str
    cadence: str
    detectable_pct: float | None = None
    conclusive: bool | None = None


def relative(excess_pct: float) -> str:
    """``+12 %``, ``−3 %``."""
    return signed(excess_pct * 100) + NBSP + "%"


def span(first: str | None, last: str | None) -> str:
    """``2020 bis 2021``; one period alone stands alone."""
    if first is None or last is None:
        return ""
    return period(first) if first == last else f"{period(first)} bis {period(last)}"


def is_narrow(
    observed: float | None, expected: float | None, low: float | None, high: float | None
) -> bool:
    """Whether a change is hardly more than chance explains."""
    if observed is None or expected is None or low is None or high is None:
        return False
    if observed > expected:
        return observed - high < NARROW * (high - expected)
    return low - observed < NARROW * (expected - low)


def persistence(persists: bool | None) -> str:
    if persists is None:
        return "Ob das anhält, lässt sich nicht beurteilen."
    if persists:
        return "Das hält danach an."
    return "Danach ist der Unterschied nicht mehr gesichert."


def sentence(effect: Effect) -> str:
    """The whole finding, as one to four sentences."""
    if effect.finding == "not_assessable":
        return f"Nicht beurteilbar: {REASONS.get(effect.reason or '', 'ohne Angabe')}."
    figures = compared(effect)
    when = span(effect.crisis_from, effect.crisis_until)
    if effect.finding == "none":
        return f"{when}: {figures}. Der Unterschied ist nicht gesichert.{_none_means(effect)}"
    judged = {
        "new_need": "Das weist auf einen neuen Bedarf hin.",
        "aggravated": "Das weist auf einen verschärften Bedarf hin.",
        "relieved": "Das weist auf einen geringeren Bedarf hin.",
    }[effect.finding]
    narrow = is_narrow(effect.observed, effect.expected, effect.pi_low, effect.pi_high)
    reserve = " Gesichert ist das nur knapp." if narrow else ""
    return f"{when}: {figures}. {judged}{reserve} {persistence(effect.persists)}"


def _none_means(effect: Effect) -> str:
    """Whether nothing happened, or nothing could be seen; earlier publications do not say."""
    if effect.conclusive is None:
        return ""
    if effect.conclusive:
        return " Ein bedeutsamer Anstieg des Bedarfs ist mit den Zahlen nicht vereinbar."
    said = " Ob sich etwas verändert hat, bleibt offen"
    if effect.detectable_pct is None or effect.detectable_pct > 1:
        return f"{said}: Selbst eine Verdopplung wäre nicht sicher aufgefallen."
    return (
        f"{said}: Verlässlich aufgefallen wäre erst ein Unterschied ab etwa "
        f"{number(effect.detectable_pct * 100)}{NBSP}%."
    )


def carried(excess: str, areas: str, sure: str) -> str:
    """Which areas carry the excess of the whole city, as far as the limits of the shares tell."""
    said = f"Zusammen weichen die {areas} um {excess} vom Erwarteten ab. "
    if not sure:
        return said + "Bei keinem Gebiet liegt der ganze 95-%-Bereich seines Anteils über null."
    return (
        said + "Jedes Gebiet für sich betrachtet, liegt der ganze 95-%-Bereich des Anteils über "
        f"null bei: {sure}."
    )


def compared(effect: Effect) -> str:
    """``im Mittel 11,2 je 1.000 statt erwarteter 10,1 (9,0 bis 11,2), das sind +11 % (6.313 statt
    5.676 Fälle je Jahr)``: the rate first, and the cases that it rests on behind it."""
    if effect.expected is None or effect.observed is None or effect.excess_pct is None:
        return "keine Angabe"
    figures = [effect.observed, effect.expected, effect.pi_low, effect.pi_high]
    cases = ""
    if effect.expected_value is None or effect.expected_value == effect.expected:
        values = figures
    else:
        scale = effect.expected_value / effect.expected if effect.expected else 0.0
        values = [None if one is None else one * scale for one in figures]
        values[0] = effect.observed_value
        counts = [
            number(one / (effect.crisis_periods or 1)) for one in figures[:2] if one is not None
        ]
        cases = f" ({' statt '.join(counts)} Fälle{EACH.get(effect.cadence, '')})"
    observed, expected, low, high = (amount(one, effect.unit) for one in values)
    unit = unit_name(effect.unit)
    unit = f" {unit}" if unit.startswith("je") else ""
    return (
        f"im Mittel {observed}{unit} statt erwarteter {expected} ({low} bis {high}), "
        f"das sind {relative(effect.excess_pct)}{cases}"
    )
