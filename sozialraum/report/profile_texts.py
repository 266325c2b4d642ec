"""German sentences of the profiles; names from the database stand in the nominative or in lists."""

from collections.abc import Mapping, Sequence

from sozialraum.report.numbers_de import NONE, number, percent, period
from sozialraum.report.rows.read import Coverage, IndexClass, IndexPart
from sozialraum.report.texts import indicators_of, listing

DYNAMICS = {
    "+": "Entwicklung günstiger als in der Stadt insgesamt",
    "±": "Entwicklung wie in der Stadt insgesamt",
    "-": "Entwicklung ungünstiger als in der Stadt insgesamt",
}


LARGER_AREAS = (
    "In größeren Gebieten, zu denen dieses ganz oder teilweise gehört und für die allein es Zahlen "
    "gibt:"
)


OTHER_VOICES = (
    "In den Profilen steht, was Träger und Studien über das Gebiet selbst sagen. Aussagen über "
    "andere Gebiete, die Stadt, das Land oder Deutschland stehen in der Anlage."
)
UNCONFIRMED = (
    "„Nicht bestätigt“: Der Beleg ist älter oder ohne Datum; ob es das Angebot noch gibt, ist "
    "offen."
)


def social_index(one: IndexClass) -> str:
    """Class, what it means, year and rank; an estimate is called one."""
    if one.index_class is None and one.status_class is None:
        return "nicht berechnet"
    parts = []
    if one.status_class:
        parts.append(f"Statusklasse {one.status_class}")
    if one.dynamic_class:
        parts.append(DYNAMICS.get(one.dynamic_class, f"Dynamik {one.dynamic_class}"))
    if one.status_rank is not None and one.areas_ranked:
        parts.append(f"Rang {number(one.status_rank)} von {number(one.areas_ranked)}, Rang 1: "
                     "höchste Belastung")  # fmt: skip
    text = f"{one.year}: " + "; ".join(parts)
    return f"{text}; ≈ aus Schätzwerten" if one.method == "apportioned" else text


def about_index(parts: Sequence[IndexPart], names: Mapping[str, str]) -> str:
    """What the index is made of, and how its classes are to be read."""
    made_of = [names.get(one.indicator_id, one.indicator_id) for one in parts]
    name = next((one.index_name for one in parts if one.index_name), None)
    said = f"{name}: " if name else "Sozialindex: "
    if made_of:
        said += f"zusammengefasst aus {listing(made_of)}. "
    return said + (
        "Rang 1 hat das Gebiet mit der höchsten Belastung. Dynamik: + günstiger, − ungünstiger, ± "
        "wie in der Stadt insgesamt."
    )


def in_short(
    *,
    high: Sequence[str],
    low: Sequence[str],
    unsure: Sequence[str],
    compared: int,
    estimated_high: Sequence[str],
    estimated: int,
) -> str:
    """How the area compares, in two to four sentences."""
    said = []
    if compared == 0:
        said.append("Kein Indikator mit veröffentlichten Zahlen lässt einen Vergleich zu.")
    elif high:
        said.append(
            f"Im Vergleich hoch oder sehr hoch ist der Bedarf {indicators_of(len(high), compared)} "
            f"mit veröffentlichten Zahlen: {listing(high)}."
        )
    else:
        said.append(
            "Bei keinem Indikator mit veröffentlichten Zahlen ist der Bedarf im Vergleich "
            f"{'gesichert ' if unsure else ''}hoch."
        )
    if low:
        said.append(f"Niedrig oder sehr niedrig: {listing(low)}.")
    if unsure:
        said.append(f"Nicht sicher von der Mitte zu unterscheiden: {listing(unsure)}.")
    if estimated_high:
        said.append(
            f"Nach Schätzwerten kommen {'hinzu' if high else 'in Betracht'}: "
            f"{listing(estimated_high)}."
        )
    elif estimated:
        said.append("Nach Schätzwerten kommt kein gesichert hoher Bedarf hinzu.")
    return " ".join(said)


def rank(place: int | None, low: int | None, high: int | None) -> str:
    """``3 (2–5)``; a range of one place is no range."""
    if place is None:
        return NONE
    if low is None or high is None or low == high == place:
        return str(place)
    return f"{place}\N{NO-BREAK SPACE}({low}–{high})"


def offers(names: Sequence[str], room: int) -> str:
    """``A; B und 3 weitere.``"""
    shown = list(names[:room])
    rest = len(names) - len(shown)
    text = "; ".join(shown)
    if rest:
        text += f" und {number(rest)} {'weiteres' if rest == 1 else 'weitere'}"
    return text + "."


def coverage(one: Coverage) -> str:
    """Places, target population and use of the newest period; what is unknown is said."""
    sign = "≈\N{NO-BREAK SPACE}" if one.method == "apportioned" else ""
    places = (
        "Zahl der Plätze unbekannt"
        if one.capacity is None
        else f"{sign}{number(one.capacity)} Plätze"
    )
    target = (
        "Zielgruppe unbekannt"
        if one.target_population is None
        else f"{number(one.target_population)} Personen der Zielgruppe"
    )
    ratio = "" if one.coverage_ratio is None else f", Deckung {sign}{percent(one.coverage_ratio)}"
    return f"{period(one.period)}: {places}, {target}{ratio}."
