"""An explanation as a planner reads it in a terminal, in German."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from sozialraum.explain.read import COMPONENTS, Explanation, Row
from sozialraum.report.coverability_texts import RESULTS
from sozialraum.report.numbers_de import amount, number, percent, period
from sozialraum.report.pandemic_texts import EACH, FINDINGS, REASONS
from sozialraum.report.texts import COVERAGE_CLASSES, counted

FACTS = {
    "need": "Bedarf",
    "finding": "Befund seit der Pandemie",
    "coverage": "Angebot",
    "use": "Auslastung",
    "providers": "Träger und Ämter heute",
    "register": "Register der Angebote",
}
VALUES = {
    ("need", "high"): "hoch",
    ("need", "medium"): "mittel",
    ("need", "low"): "gering",
    ("need", "reported"): "berichtet, nicht gemessen",
    ("finding", "worse"): "neu oder verschärft",
    ("finding", "not_worse"): "nicht gestiegen",
    ("coverage", "enough"): "reicht im Vergleich",
    ("coverage", "short"): "zu wenig im Vergleich",
    ("coverage", "present"): "vorhanden, Kapazität unbekannt",
    ("coverage", "none_known"): "keins bekannt",
    ("use", "free"): "Plätze frei",
    ("use", "full"): "ausgelastet",
    ("providers", "existing"): "mit dem Vorhandenen deckbar",
    ("providers", "task_change"): "mit anderen Aufgaben deckbar",
    ("providers", "task_extension"): "mit mehr Aufgaben oder Mitteln deckbar",
    ("providers", "not_at_present"): "derzeit nicht deckbar",
    ("providers", "silent"): "keine geltende Angabe",
    ("register", "extended"): "Angebot erweitert",
    ("register", "cut"): "Angebot eingeschränkt",
    ("register", "silent"): "keine Änderung verzeichnet",
}
COMPONENTS_DE = {
    "need": "Höhe des Bedarfs",
    "finding": "Anstieg seit der Pandemie",
    "persistence": "Dauer des Anstiegs",
    "gap": "Deckbarkeit",
    "group": "Größe der Gruppe",
}
METHODS = {
    "direct": "veröffentlicht",
    "aggregated": "summiert",
    "apportioned": "geschätzt",
    "listed": "gezählt aus Register oder Karte",
}
DIRECTIONS = {
    "more": "mehr Bedarf",
    "less": "weniger Bedarf",
    "unchanged": "Bedarf unverändert",
    "unclear": "Richtung unklar",
    "not_measured": "keine Veränderung gemessen",
}
SCOPES = {
    "sozialraum": "dieser Sozialraum",
    "city": "ganze Stadt",
    "state": "Land",
    "country": "Bund",
}
STATUSES = {"confirmed": "bestätigt", "unconfirmed": "nicht bestätigt", "ended": "beendet"}
REACHES = {
    "own": "im Sozialraum selbst",
    "neighbours": "mit Nachbarschaft",
    "city": "aus der ganzen Stadt",
}
ADJUSTED = {"yes": "ja", "no": "nein", "unknown": "nicht belegt"}
VALIDITY = {
    "in_force": "gilt",
    "expired": "Geltung abgelaufen",
    "not_stated": "Geltungsdauer nicht angegeben",
    "not_applicable": "Bericht",
}
CONFIDENCE = {"firm": "eigene Zahlen des Sozialraums", "limited": "eingeschränkt belastbar"}


def print_explanation(explained: Explanation, console: Console) -> None:
    """Result, rule, figures, evidence, plans, urgency and sources, in this order."""
    for title, lines in _sections(explained):
        if title:
            console.print()
            console.print(f"[bold]{escape(title)}[/bold]")
        for line in lines:
            console.print(Padding(escape(line), (0, 0, 0, 2 if title else 0)))
    console.print()
    if explained.disagreements:
        console.print("[bold red]Aus den Angaben neu entschieden, ergibt sich ANDERES:[/bold red]")
        for difference in explained.disagreements:
            console.print(f"  {escape(difference)}")
    else:
        console.print("[green]Aus den Angaben neu entschieden: stimmt überein.[/green]")


def _sections(explained: Explanation) -> Iterator[tuple[str, list[str]]]:
    result = explained.result
    yield "", list(_heading(explained))
    yield "Regel", list(_rule(explained))
    yield "Bedarf", list(_need(explained))
    yield "Angebote", list(_services(explained)) or ["Keine Art von Angebot ist festgelegt."]
    evidence = [_evidence(row) for row in explained.evidence]
    yield "Belege", [result["agreement_de"], *evidence]
    yield (
        "Planungen",
        [_plan(row) for row in explained.plans]
        or ["Kein Planungsdokument des Registers behandelt dieses Thema hier."],
    )
    yield "Dringlichkeit", list(_urgency(explained))
    yield (
        "Quellen",
        [f"{row['title_de']} ({row['office']}): {row['url']}" for row in explained.sources],
    )


def _heading(explained: Explanation) -> Iterator[str]:
    result = explained.result
    confidence = CONFIDENCE.get(result["confidence"] or "")
    yield (f"{result['theme_de']} ({result['theme']}), {explained.area_name} ({result['area_id']})")
    yield (
        f"{RESULTS[result['coverability']]}" + (f" ({confidence})" if confidence else "") + "; "
        f"Dringlichkeit {result['urgency_de'] or 'nicht beurteilbar'}"
    )
    yield result["sentence_de"]
    yield f"Veröffentlichung {explained.publication}"


def _rule(explained: Explanation) -> Iterator[str]:
    rule, result = explained.rule, explained.result
    yield f"{rule['rule_id']}, Ergebnis {RESULTS[rule['result']]}: {rule['says_de']}"
    for fact, (value, accepted) in explained.facts.items():
        allowed = (
            "jeder Wert passt"
            if len(accepted) == explained.possible[fact]
            else "passend: " + ", ".join(_value(fact, one) for one in accepted)
        )
        yield f"{FACTS[fact]}: {_value(fact, value)} ({allowed})"
    for one, missed in explained.passed:
        yield (
            f"Vorher geprüft: {one['rule_id']} ({RESULTS[one['result']]}); passt nicht: "
            + ", ".join(FACTS[fact] for fact in missed)
        )
    if result["earlier_coverability"]:
        yield (
            f"Mit den Angaben, die nicht mehr gelten ({_day(result['earlier_stated_on'])}): "
            f"{result['earlier_rule_id']}, {RESULTS[result['earlier_coverability']]}"
        )
    yield f"Merkmale für Programme: {', '.join(result['reasons'])}"


def _value(fact: str, value: str) -> str:
    return VALUES.get((fact, value), "nicht bekannt")


def _need(explained: Explanation) -> Iterator[str]:
    result, theme = explained.result, explained.theme
    if result["need_basis"] == "none":
        yield f"Nicht gemessen: {theme['no_indicator_de']}"
    elif result["need_basis"] == "proxy":
        yield f"Selbst nicht gemessen: {theme['no_indicator_de']} Ersatzweise: {theme['proxy_de']}"
    if result["need_class"] is not None:
        unit = explained.units.get(result["indicator_id"], "")
        yield (
            f"{explained.names.get(result['indicator_id'], result['indicator_id'])} "
            f"({result['indicator_id']}), {period(result['need_period'])}: "
            f"{amount(result['need_value'], unit)} (Stadt {amount(result['city_value'], unit)}), "
            f"Rang {result['need_rank']}, Klasse {result['need_class']} von 5, "
            f"{METHODS[result['need_method']]}. Jede Zelle dahinter: sozialraum trace "
            f"--area {result['area_id']} --indicator {result['indicator_id']}"
        )
    elif result["need_basis"] != "none":
        name = explained.names.get(result["indicator_id"], result["indicator_id"])
        yield f"{name} ({result['indicator_id']}): für diesen Sozialraum kein Wert."
    for row in explained.findings:
        where = f"{row['name_de']}, {row['area_name'] or row['area_id']}"
        if row["finding"] == "not_assessable":
            yield f"{where}: nicht beurteilbar, {REASONS.get(row['reason'], row['reason'])}"
            continue
        yield f"{where}: {FINDINGS[row['finding']]}{_lasted(row)}; {_window(row)}"


def _lasted(row: Row) -> str:
    if row["finding"] not in ("new_need", "aggravated", "relieved"):
        return ""
    return {None: "", True: ", hält an", False: ", nicht mehr gesichert"}[row["persists"]]


def _window(row: Row) -> str:
    """Observed and expected in the indicator's unit and as figures of one period: the mart holds
    the sums of the window."""
    periods = float(row["crisis_periods"])
    said = (
        f"im Mittel {_figure(row['observed'] / periods)} statt erwarteter "
        f"{_figure(row['expected'] / periods)}{EACH.get(row['cadence'], ' je Erhebung')} "
        f"({_figure(100 * row['excess_pct'], 1)} %, {period(row['crisis_from'])} bis "
        f"{period(row['crisis_until'])})"
    )
    if row["observed_value"] is not None and row["expected_value"] is not None:
        said = (
            f"{amount(row['observed_value'], row['unit'])} statt erwarteter "
            f"{amount(row['expected_value'], row['unit'])}; {said}"
        )
    tiny = row["q_value"] is not None and row["q_value"] < 0.001
    return f"{said}; q {'< 0,001' if tiny else '= ' + _figure(row['q_value'], 3)}"


def _services(explained: Explanation) -> Iterator[str]:
    for row in explained.coverage:
        also = "" if row["is_first"] else " (hilft mit)"
        yield (
            f"{row['name_de']}{also}, {period(row['period'])}, {METHODS[row['method']]}: "
            f"{_capacity(row)}{_sites(row)}"
        )
    for row in explained.services:
        place = (
            "ganze Stadt" if row["is_whole_city"] else row["area_name"] or "Sozialraum nicht belegt"
        )
        year = f"Stand {row['reference_year']}" if row["reference_year"] else "ohne Jahr"
        yield (
            f"{row['service_id']} {row['service_name']}: "
            f"{STATUSES.get(row['status'], row['status'])}, {place}, {year}; "
            f"{row['source_title'] or row['source_id']} {row['source_url'] or ''}".rstrip()
        )


def _capacity(row: Row) -> str:
    if row["capacity"] is None:
        used = f", {_figure(row['used'])} nutzen es" if row["used"] else ""
        return f"Kapazität nicht bekannt{used}"
    lack = float(row["gap"] or 0)
    compared = (
        f"{_figure(abs(lack))} {'weniger' if lack > 0 else 'mehr'} als nach dem Mittel der Stadt"
    )
    said = (
        f"{row['capacity_unit']}: {_figure(row['capacity'])} für "
        f"{_figure(row['target_population'])}"
        f" ({row['target_definition']}), Deckung {percent(row['coverage_ratio'])} (Stadt "
        f"{percent(row['city_coverage_ratio'])}), {compared}"
    )
    if row["utilisation"] is not None:
        said += f", Auslastung {percent(row['utilisation'])}"
    if row["benchmark_gap"] is not None:
        said += f", zum Richtwert ({row['benchmark_de']}) fehlen {_figure(row['benchmark_gap'])}"
    return f"{said}; {COVERAGE_CLASSES.get(row['coverage_class'], 'nicht eingeordnet')}"


def _sites(row: Row) -> str:
    if row["sites"] is None:
        return ""
    here = counted(row["sites"], "Standort", "Standorte")
    doubtful = (
        f", dazu {row['sites_unconfirmed']} nicht bestätigt" if row["sites_unconfirmed"] else ""
    )
    reach = counted(row["services_in_reach"], "Angebot", "Angebote")
    return f"; hier {here}{doubtful}; {reach} in Reichweite ({REACHES[row['reach']]})"


def _evidence(row: Row) -> str:
    kind = "Studie" if row["kind"] == "study" else "Träger oder Amt"
    met = ""
    if row["can_be_met_by"] not in (None, "unknown"):
        says = VALUES[("providers", row["can_be_met_by"])]
        met = (
            f"; {says} (zählt nicht mehr)"
            if row["is_expired"]
            else f"; {says} (zählt bis {_day(row['counts_until'])})"
        )
    return (
        f"{row['evidence_id']} {kind}, {SCOPES[row['scope']]}, "
        f"{_stated(row['said_from'], row['said_until'])}, "
        f"{DIRECTIONS[row['need_direction']]}, Stärke {row['strength']} von 3{met}. "
        f"{row['said_by']}: {row['summary_de']} {row['source_title']}: {row['source_url']}"
    )


def _plan(row: Row) -> str:
    reviewed = _day(row["last_reviewed_on"]) if row["last_reviewed_on"] else "nicht bekannt"
    adopted = _day(row["adopted_on"]) if row["adopted_on"] else "nicht bekannt"
    return (
        f"{row['plan_id']} {row['plan_title']}: beschlossen {adopted}, zuletzt überprüft "
        f"{reviewed}, {VALIDITY[row['validity']]}, angepasst: {ADJUSTED[row['adjusted']]}. "
        f"{row['review_de']} {row['source_title']}: {row['source_url']}"
    )


def _urgency(explained: Explanation) -> Iterator[str]:
    result = explained.result
    if result["urgency_score"] is None:
        yield "Weder Bedarf noch Befund noch Deckbarkeit sind bekannt."
        return
    for one in COMPONENTS:
        yield (
            f"{COMPONENTS_DE[one]}: {_figure(result[f'x_{one}'], 2)} mal Gewicht "
            f"{_figure(explained.weights[one])}"
        )
    if not result["urgency_is_local"]:
        yield (
            "Für diesen Sozialraum selbst ist nichts gemessen: Die Dringlichkeit gilt der ganzen "
            "Stadt, und wie viele hier leben, zählt nicht."
        )
    reached = next(t for t in explained.thresholds if t["rule_id"] == result["urgency_rule_id"])
    yield (
        f"Mittel {_figure(result['urgency_score'], 2)}, Dringlichkeit {result['urgency_de']} "
        f"({result['urgency_rule_id']}, ab {_figure(reached['score_from'], 2)})"
    )
    if explained.ranks is not None and result["urgency_is_local"]:
        ranks = explained.ranks
        yield (
            f"Rang {ranks['rank']} unter den Sozialräumen; mit {ranks['scenarios']} anderen "
            f"Gewichtungen {ranks['rank_min']} bis {ranks['rank_max']}, unter den ersten "
            f"{ranks['top_ranks']} bei {percent(ranks['top_share'])} davon"
        )


def _figure(value: Any, places: int = 0) -> str:
    return "nicht bekannt" if value is None else number(float(value), places)


def _stated(first: date | None, last: date | None) -> str:
    """As exactly as the register says it: a year, a month or a day."""
    if first is None or last is None or first == last:
        return _day(last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = (str(first.year), str(last.year))
        return years[0] if first.year == last.year else " bis ".join(years)
    return (
        f"{first:%m/%Y}"
        if (first.year, first.month) == (last.year, last.month)
        else (f"{first:%m/%Y} bis {last:%m/%Y}")
    )


def _day(day: date | None) -> str:
    return "ohne Datum" if day is None else day.strftime("%d.%m.%Y")
