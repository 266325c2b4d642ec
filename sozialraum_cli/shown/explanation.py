"""An explanation as a planner reads it in a terminal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from sozialraum.explain.read import COMPONENTS, Explanation, Row
from sozialraum.words import (
    Amount,
    Day,
    Joined,
    Message,
    Name,
    Number,
    Percent,
    Period,
    Text,
    Words,
    code,
)


def print_explanation(explained: Explanation, console: Console, words: Words) -> None:
    """Result, rule, figures, evidence, plans, urgency and sources, in this order."""
    for part, lines in _sections(explained):
        if part:
            title = words.say(Message("explain-part", part=part))
            console.print()
            console.print(f"[bold]{escape(title)}[/bold]")
        for line in lines:
            said = words.say(line).rstrip()
            console.print(Padding(escape(said), (0, 0, 0, 2 if part else 0)))
    console.print()
    if explained.disagreements:
        console.print(f"[bold red]{escape(words.say(Message('explain-otherwise')))}[/bold red]")
        for difference in explained.disagreements:
            console.print(f"  {escape(difference)}")
    else:
        console.print(f"[green]{escape(words.say(Message('explain-again')))}[/green]")


def _sections(explained: Explanation) -> Iterator[tuple[str, list[Text]]]:
    yield "", list(_heading(explained))
    yield "rule", list(_rule(explained))
    yield "need", list(_need(explained))
    yield "services", list(_services(explained)) or [Message("explain-no-kind")]
    evidence = [_evidence(row, explained.groups) for row in explained.evidence]
    yield "evidence", [explained.result["agreement_de"], *evidence]
    plans = [_plan(row) for row in explained.plans]
    yield "plans", plans or [Message("explain-no-plans")]
    yield (
        "change",
        [_question(row) for row in explained.questions] or [Message("explain-nothing-to-ask")],
    )
    yield "urgency", list(_urgency(explained))
    yield "sources", [_source(row) for row in explained.sources]


def _source(row: Row) -> Text:
    return Message(
        "explain-source",
        title=Name(row["title_de"]),
        office=Name(row["office"]),
        url=Name(row["url"]),
    )


def _question(row: Row) -> Text:
    return Message(
        "explain-question",
        office=Name(row["office"] or row["planning_field"]),
        question=Name(row["question_de"]),
    )


def _heading(explained: Explanation) -> Iterator[Text]:
    result = explained.result
    yield Message(
        "explain-heading",
        theme_name=Name(result["theme_de"]),
        theme=Name(result["theme"]),
        area_name=Name(explained.area_name),
        area=Name(result["area_id"]),
    )
    yield Message(
        "explain-result",
        result=result["coverability"],
        confidence=result["confidence"] or "unknown",
        urgency="known" if result["urgency_de"] else "unknown",
        urgency_name=Name(result["urgency_de"] or ""),
    )
    yield result["sentence_de"]
    yield Message("explain-publication", publication=Name(explained.publication))


def _rule(explained: Explanation) -> Iterator[Text]:
    rule, result = explained.rule, explained.result
    yield Message(
        "explain-rule",
        rule=Name(rule["rule_id"]),
        result=rule["result"],
        says=Name(rule["says_de"]),
    )
    for fact, (value, accepted) in explained.facts.items():
        yield Message(
            "explain-fact-is",
            fact=fact,
            value=Joined((fact_value(fact, value),)),
            any=code(len(accepted) == explained.possible[fact]),
            accepted=Joined((fact_value(fact, one) for one in accepted), by=", "),
        )
    for one, missed in explained.passed:
        yield Message(
            "explain-passed",
            rule=Name(one["rule_id"]),
            result=one["result"],
            missed=Joined((Message("explain-fact", fact=fact) for fact in missed), by=", "),
        )
    if result["earlier_coverability"]:
        yield Message(
            "explain-earlier",
            day=Joined((_day(result["earlier_stated_on"]),)),
            rule=Name(result["earlier_rule_id"]),
            result=result["earlier_coverability"],
        )
    yield Message("explain-reasons", reasons=Joined(result["reasons"], by=", "))


def fact_value(fact: str, value: str) -> Text:
    if fact == "need":
        return Message("labels-need", need=value)
    if fact == "coverage":
        return Message("labels-coverage-fact", coverage=value)
    if fact == "providers" and value != "silent":
        return Message("labels-suggestion", says=value)
    return Message("explain-value", value=f"{fact}_silent" if value == "silent" else value)


def _need(explained: Explanation) -> Iterator[Text]:
    result, theme = explained.result, explained.theme
    why = Name(theme["no_indicator_de"] or "")
    indicator_id = result["indicator_id"]
    indicator = Name(explained.names.get(indicator_id, indicator_id))
    if result["need_basis"] == "none":
        yield Message("explain-not-measured", why=why)
    elif result["need_basis"] == "proxy":
        yield Message("explain-proxy", why=why, proxy=Name(theme["proxy_de"]))
    if result["need_class"] is not None:
        unit = explained.units.get(indicator_id, "")
        yield Message(
            "explain-need",
            indicator=indicator,
            indicator_id=Name(indicator_id),
            period=Period(result["need_period"]),
            value=Amount(result["need_value"], unit),
            has_limits=code(explained.interval is not None),
            low=Amount((explained.interval or {}).get("ci_low"), unit),
            high=Amount((explained.interval or {}).get("ci_high"), unit),
            city_value=Amount(result["city_value"], unit),
            rank=result["need_rank"],
            **{"class": result["need_class"]},
            method=result["need_method"],
            area_id=Name(result["area_id"]),
        )
    elif result["need_value"] is not None:
        yield Message(
            "explain-undetermined",
            indicator=indicator,
            indicator_id=Name(indicator_id),
            period=Period(result["need_period"]),
            value=Amount(result["need_value"], explained.units.get(indicator_id, "")),
            city_value=Amount(result["city_value"], explained.units.get(indicator_id, "")),
            method=result["need_method"],
        )
    elif result["need_basis"] != "none":
        yield Message("explain-no-value", indicator=indicator, indicator_id=Name(indicator_id))
    for row in explained.findings:
        yield _finding(row)


def _finding(row: Row) -> Text:
    """Observed and expected in the indicator's unit and as figures of one period: the mart holds
    the sums of the window."""
    where = {
        "indicator": Name(row["name_de"]),
        "area": Name(row["area_name"] or row["area_id"]),
    }
    if row["finding"] == "not_assessable":
        return Message("explain-not-assessable", **where, reason=row["reason"] or "unknown")
    periods = float(row["crisis_periods"])
    is_rated = row["observed_value"] is not None and row["expected_value"] is not None
    q = row["q_value"]
    return Message(
        "explain-finding",
        **where,
        finding=row["finding"],
        persists=_lasting(row),
        rated=code(is_rated),
        observed_value=Amount(row["observed_value"], row["unit"]),
        expected_value=Amount(row["expected_value"], row["unit"]),
        observed=Number(row["observed"] / periods),
        expected=Number(row["expected"] / periods),
        cadence=row["cadence"],
        excess=Number(100 * row["excess_pct"], 1),
        **{"from": Period(row["crisis_from"])},
        until=Period(row["crisis_until"]),
        tiny=code(q is not None and q < 0.001),
        q=Joined((_figure(q, 3),)),
    )


def _lasting(row: Row) -> str:
    """``no`` also where a change is not sure afterwards, which is not known to have ended."""
    return code(bool(row["persists"]) if row.get("after_status") else row["persists"])


def _services(explained: Explanation) -> Iterator[Text]:
    for row in explained.coverage:
        yield Message(
            "explain-kind",
            kind=Name(row["name_de"]),
            first=code(row["is_first"]),
            period=Period(row["period"]),
            method=row["method"],
            capacity=Joined((_capacity(row),)),
            sites=Joined((_sites(row),)),
        )
    for row in explained.services:
        year = row["reference_year"]
        yield Message(
            "explain-service",
            id=Name(row["service_id"]),
            name=Name(row["service_name"] or ""),
            status=row["status"],
            where="city" if row["is_whole_city"] else "area" if row["area_name"] else "unknown",
            area=Name(row["area_name"] or ""),
            dated=code(bool(year)),
            year=Name(str(year)),
            source=Name(row["source_title"] or row["source_id"]),
            url=Name(row["source_url"] or ""),
        )


def _capacity(row: Row) -> Text:
    if row["capacity"] is None:
        used = row["used"] or 0
        return Message("explain-no-capacity", used=int(used), users=Number(used))
    lack = float(row["gap"] or 0)
    return Message(
        "explain-capacity",
        unit=Name(row["capacity_unit"]),
        capacity=Joined((_figure(row["capacity"]),)),
        target=Joined((_figure(row["target_population"]),)),
        definition=Name(row["target_definition"] or ""),
        ratio=Percent(row["coverage_ratio"]),
        city_ratio=Percent(row["city_coverage_ratio"]),
        gap=Number(abs(lack)),
        lacks=code(lack > 0),
        use_known=code(row["utilisation"] is not None),
        use=Percent(row["utilisation"]),
        has_benchmark=code(row["benchmark_gap"] is not None),
        benchmark=Name(row["benchmark_de"] or ""),
        benchmark_gap=Number(row["benchmark_gap"]),
        coverage=row["coverage_class"] or "unknown",
    )


def _sites(row: Row) -> Text:
    if row["sites"] is None:
        return ""
    return Message(
        "explain-sites",
        n=row["sites"],
        doubtful=row["sites_unconfirmed"] or 0,
        reachable=row["services_in_reach"] or 0,
        reach=row["reach"],
    )


_SUGGESTIONS = ("existing", "task_change", "task_extension", "not_at_present")


def _evidence(row: Row, groups: Mapping[str, str]) -> Text:
    met = row["can_be_met_by"]
    says_how = met in _SUGGESTIONS
    return Message(
        "explain-evidence",
        id=Name(row["evidence_id"]),
        kind=row["kind"],
        scope=row["scope"],
        when=Joined((_stated(row["said_from"], row["said_until"]),)),
        direction=row["need_direction"],
        strength=row["strength"],
        standing=row["standing"] or "unknown",
        groups=Joined((Name(groups.get(one, one)) for one in row["target_groups"]), by=", "),
        areas=Joined(row["area_ids"] if row["scope"] == "sozialraum" else (), by=", "),
        named=code(row["scope"] == "sozialraum"),
        covers=code(row["covers_theme"]),
        counts=code(not row["is_expired"]) if says_how else "unsaid",
        says=met if met in _SUGGESTIONS else "not_at_present",
        until=Joined((_day(row["counts_until"]),)),
        who=Name(row["said_by"] or ""),
        what=Name(row["summary_de"]),
        source=Name(row["source_title"] or ""),
        url=Name(row["source_url"] or ""),
    )


def _plan(row: Row) -> Text:
    def known(day: date | None) -> Joined:
        return Joined((_day(day) if day else Message("explain-unknown"),))

    return Message(
        "explain-plan",
        id=Name(row["plan_id"]),
        title=Name(row["plan_title"]),
        adopted=known(row["adopted_on"]),
        reviewed=known(row["last_reviewed_on"]),
        validity=row["validity"],
        adjusted=row["adjusted"],
        review=Name(row["review_de"]),
        source=Name(row["source_title"] or ""),
        url=Name(row["source_url"] or ""),
    )


def _urgency(explained: Explanation) -> Iterator[Text]:
    result = explained.result
    if result["urgency_score"] is None:
        yield Message("explain-nothing-urgent")
        return
    for one in COMPONENTS:
        yield Message(
            "explain-component",
            fact=one,
            value=Joined((_figure(result[f"x_{one}"], 2),)),
            weight=Number(explained.weights[one]),
        )
    if not result["urgency_is_local"]:
        yield Message("explain-not-local")
    reached = next(t for t in explained.thresholds if t["rule_id"] == result["urgency_rule_id"])
    yield Message(
        "explain-urgency",
        score=Number(result["urgency_score"], 2),
        urgency=Name(result["urgency_de"]),
        rule=Name(result["urgency_rule_id"]),
        **{"from": Number(reached["score_from"], 2)},
    )
    if explained.ranks is not None and result["urgency_is_local"]:
        ranks = explained.ranks
        yield Message(
            "explain-rank",
            rank=ranks["rank"],
            scenarios=ranks["scenarios"],
            lowest=ranks["rank_min"],
            highest=ranks["rank_max"],
            top=ranks["top_ranks"],
            share=Percent(ranks["top_share"]),
        )


def _figure(value: Any, places: int = 0) -> Text:
    return Message("explain-unknown") if value is None else Number(float(value), places)


def _stated(first: date | None, last: date | None) -> Text:
    """As exactly as the register says it: a year, a month or a day."""
    if first is None or last is None or first == last:
        return _day(last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = (str(first.year), str(last.year))
    else:
        ends = (f"{first:%m/%Y}", f"{last:%m/%Y}")
    if ends[0] == ends[1]:
        return ends[0]
    return Message("explain-days", first=Name(ends[0]), last=Name(ends[1]))


def _day(day: date | None) -> Text:
    return Message("explain-no-date") if day is None else Day(day, short=True)
