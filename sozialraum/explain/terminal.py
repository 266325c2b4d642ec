"""An explanation as a person reads it in a terminal."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from sozialraum.explain.read import COMPONENTS, Explanation, Row


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
        console.print("[bold red]Decided again from its facts, it does NOT agree:[/bold red]")
        for difference in explained.disagreements:
            console.print(f"  {escape(difference)}")
    else:
        console.print("[green]Decided again from its facts: agrees.[/green]")


def _sections(explained: Explanation) -> Iterator[tuple[str, list[str]]]:
    result = explained.result
    yield (
        "",
        [
            f"{result['theme_de']} ({result['theme']}), {explained.area_name} "
            f"({result['area_id']}): {result['coverability']}, "
            + (f"urgency {result['urgency']} of 3" if result["urgency"] else "urgency unknown"),
            result["sentence_de"],
            f"publication {explained.publication}",
        ],
    )
    yield "Rule", list(_rule(explained))
    yield "Need", list(_need(explained))
    yield "Services", list(_services(explained)) or ["no kind of service is declared"]
    evidence = [_evidence(row) for row in explained.evidence]
    yield "Evidence", [result["agreement_de"], *evidence]
    yield "Plans", [_plan(row) for row in explained.plans] or ["none deals with this theme here"]
    yield "Urgency", list(_urgency(explained))
    yield (
        "Sources",
        [f"{row['title_de']} ({row['office']}): {row['url']}" for row in explained.sources],
    )


def _rule(explained: Explanation) -> Iterator[str]:
    yield f"{explained.rule['rule_id']} -> {explained.rule['result']}: {explained.rule['says_de']}"
    for fact, (value, accepted) in explained.facts.items():
        yield f"{fact}: {value} (accepted: {', '.join(accepted)})"
    for rule, missed in explained.passed:
        yield f"before it {rule['rule_id']} -> {rule['result']}: not met by {', '.join(missed)}"
    yield f"codes: {', '.join(explained.result['reasons'])}"


def _need(explained: Explanation) -> Iterator[str]:
    result, theme = explained.result, explained.theme
    if result["need_basis"] == "none":
        yield f"not measured: {theme['no_indicator_de']}"
    elif result["need_basis"] == "proxy":
        yield f"not measured itself: {theme['no_indicator_de']} {theme['proxy_de']}"
    if result["need_class"] is not None:
        yield (
            f"{result['indicator_id']} {result['need_period']}: {_number(result['need_value'])} "
            f"(city {_number(result['city_value'])}), rank {result['need_rank']}, class "
            f"{result['need_class']} of 5, {result['need_method']}; every cell behind it: "
            f"sozialraum trace --area {result['area_id']} --indicator {result['indicator_id']}"
        )
    for row in explained.findings:
        if row["finding"] == "not_assessable":
            yield (
                f"{row['indicator_id']} in {row['area_id']}: not assessable since the pandemic "
                f"({row['reason']})"
            )
            continue
        lasted = "" if row["persists"] is None else ", lasts" if row["persists"] else ", over again"
        yield (
            f"{row['indicator_id']} in {row['area_id']}: {row['finding']}{lasted}; "
            f"{_number(row['observed'])} instead of {_number(row['expected'])} expected "
            f"({_number(100 * row['excess_pct'])} %, q = {_number(row['q_value'])})"
        )


def _services(explained: Explanation) -> Iterator[str]:
    for row in explained.coverage:
        known = (
            f"capacity {_number(row['capacity'])} {row['capacity_unit']} for "
            f"{_number(row['target_population'])} ({row['target_definition']}), ratio "
            f"{_number(row['coverage_ratio'])} (city {_number(row['city_coverage_ratio'])}), "
            f"gap {_number(row['gap'])}, use {_number(row['utilisation'])}, {row['coverage_class']}"
            if row["capacity"] is not None
            else f"capacity unknown ({row['capacity_basis']})"
        )
        sites = (
            f"; {row['sites']} sites, {row['sites_unconfirmed']} unconfirmed, "
            f"{row['services_in_reach']} services in reach ({row['reach']})"
            if row["sites"] is not None
            else ""
        )
        also = "" if row["is_first"] else " (helps)"
        yield f"{row['name_de']}{also}, {row['period']}, {row['method']}: {known}{sites}"
    for row in explained.services:
        yield (
            f"{row['service_id']} {row['service_name']}: {row['status']}, "
            f"{row['area_id'] or row['stated_area_id'] or 'no area'}, "
            f"{row['reference_year'] or 'no year'}; {row['source_title'] or row['source_id']} "
            f"{row['source_url'] or ''}".rstrip()
        )


def _evidence(row: Row) -> str:
    met = f", can be met: {row['can_be_met_by']}" if row["can_be_met_by"] else ""
    return (
        f"{row['evidence_id']} {row['kind']}, {row['scope']}, need {row['need_direction']}, "
        f"strength {row['strength']}{met}: {row['said_by']}: {row['summary_de']} "
        f"{row['source_url']}"
    )


def _plan(row: Row) -> str:
    reviewed = row["last_reviewed_on"] or row["adopted_on"] or "date unknown"
    return (
        f"{row['plan_id']} {row['plan_title']}: reviewed {reviewed}, adjusted {row['adjusted']}. "
        f"{row['review_de']} {row['source_url']}"
    )


def _urgency(explained: Explanation) -> Iterator[str]:
    result = explained.result
    if result["urgency_score"] is None:
        yield "Neither need nor finding nor coverability is known."
        return
    for one in COMPONENTS:
        yield f"{one}: {_number(result[f'x_{one}'])} x weight {_number(explained.weights[one])}"
    reached = next(t for t in explained.thresholds if t["rule_id"] == result["urgency_rule_id"])
    yield (
        f"score {_number(result['urgency_score'])} -> {result['urgency']} "
        f"({result['urgency_rule_id']}, from {_number(reached['score_from'])})"
    )
    if explained.ranks is not None:
        ranks = explained.ranks
        yield (
            f"rank {ranks['rank']} among the Sozialräume; with {ranks['scenarios']} other weights "
            f"{ranks['rank_min']} to {ranks['rank_max']}, among the first {ranks['top_ranks']} in "
            f"{_number(100 * ranks['top_share'])} % of them"
        )


def _number(value: Any) -> str:
    return "unknown" if value is None else f"{float(value):.6g}"
