"""One function for each published table that analysts ask for by area, indicator or theme.

All take names or ids (``Nordend``, ``stadtraum:16``; ``Kinderarmut``, ``child_poverty``), one or
several, and an edition; how they choose levels and periods, which types columns have and what they
raise: :func:`sozialraum.marts.frames.read`. What the columns say: docs/dictionary.md.
"""

import pandas as pd

from sozialraum.marts.frames import ALL, LATEST, Wanted, read
from sozialraum.marts.opening import Edition


def need(
    area: Wanted = None,
    indicator: Wanted = None,
    *,
    theme: Wanted = None,
    level: str | None = None,
    period: Wanted = LATEST,
    edition: Edition = None,
) -> pd.DataFrame:
    """Where need is high: value, rank, class, trend (``mart_need``)."""
    return read(
        "mart_need", edition, area=area, level=level, period=period,
        indicator_id=indicator, theme=theme,
    )  # fmt: skip


def figures(
    indicator: Wanted = None,
    area: Wanted = None,
    *,
    level: str | None = None,
    period: Wanted = ALL,
    edition: Edition = None,
) -> pd.DataFrame:
    """Indicators with numerator, denominator and interval (``fct_indicator``)."""
    return read(
        "fct_indicator", edition, area=area, level=level, period=period, indicator_id=indicator
    )


def measure_figures(
    measure: Wanted = None,
    area: Wanted = None,
    *,
    breakdown: Wanted = None,
    level: str | None = None,
    period: Wanted = ALL,
    edition: Edition = None,
) -> pd.DataFrame:
    """Counts and shares as published (``fct_measure``); ``breakdown`` as it stands there, empty
    for totals."""
    return read(
        "fct_measure", edition, area=area, level=level, period=period,
        measure_id=measure, breakdown=breakdown,
    )  # fmt: skip


def pandemic_effect(
    area: Wanted = None,
    indicator: Wanted = None,
    *,
    theme: Wanted = None,
    finding: Wanted = None,
    level: str | None = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """What the crisis brought against what was expected (``mart_pandemic_effect``)."""
    return read(
        "mart_pandemic_effect", edition, area=area, level=level,
        indicator_id=indicator, theme=theme, finding=finding,
    )  # fmt: skip


def trend(
    area: Wanted = None,
    indicator: Wanted = None,
    *,
    theme: Wanted = None,
    level: str | None = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """Where figures are going (``mart_trend``)."""
    return read("mart_trend", edition, area=area, level=level, indicator_id=indicator, theme=theme)


def social_index(
    area: Wanted = None,
    *,
    level: str | None = None,
    period: Wanted = LATEST,
    edition: Edition = None,
) -> pd.DataFrame:
    """The social index; ``period`` is a year (``mart_social_index``)."""
    return read("mart_social_index", edition, area=area, level=level, period=period)


def coverage(
    area: Wanted = None,
    service_type: Wanted = None,
    *,
    theme: Wanted = None,
    level: str | None = None,
    period: Wanted = LATEST,
    edition: Edition = None,
) -> pd.DataFrame:
    """Whether services reach those they are for (``mart_coverage``)."""
    return read(
        "mart_coverage", edition, area=area, level=level, period=period,
        service_type=service_type, theme=theme,
    )  # fmt: skip


def need_coverage(
    area: Wanted = None,
    theme: Wanted = None,
    *,
    coverability: Wanted = None,
    level: str | None = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """Whether needs can be covered, how urgent they are (``mart_need_coverage``). The city's own
    answers: ``level="city"``."""
    return read(
        "mart_need_coverage", edition, area=area, level=level,
        theme=theme, coverability=coverability,
    )  # fmt: skip


def priority(area: Wanted = None, *, edition: Edition = None) -> pd.DataFrame:
    """How urgent the Sozialräume are over all themes (``mart_priority``)."""
    return read("mart_priority", edition, area=area)


def plan_review(
    theme: Wanted = None,
    *,
    planning_field: Wanted = None,
    row_kind: Wanted = None,
    area: Wanted = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """How plannings were reviewed (``row_kind="plan"``), and which findings none deals with
    (``"finding"``; ``mart_plan_review``)."""
    return read(
        "mart_plan_review", edition, area=area,
        theme=theme, planning_field=planning_field, row_kind=row_kind,
    )  # fmt: skip


def evidence(
    theme: Wanted = None,
    area: Wanted = None,
    *,
    kind: Wanted = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """What studies and providers say; with ``area`` what they say of it (``mart_evidence``)."""
    return read("mart_evidence", edition, area=area, theme=theme, kind=kind)


def open_question(
    theme: Wanted = None,
    area: Wanted = None,
    *,
    planning_field: Wanted = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """What nobody knows yet, and which office can say it (``mart_open_question``)."""
    return read(
        "mart_open_question", edition, area=area, theme=theme, planning_field=planning_field
    )


def outlook(
    area: Wanted = None,
    service_type: Wanted = None,
    *,
    target_group: Wanted = None,
    level: str | None = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """Target groups of the years ahead, and what today's places would cover (``mart_outlook``)."""
    return read(
        "mart_outlook", edition, area=area, level=level,
        service_type=service_type, target_group=target_group,
    )  # fmt: skip


def revisions(
    source: Wanted = None,
    *,
    measure: Wanted = None,
    area: Wanted = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """Cells that a source changed (``mart_revision``)."""
    return read("mart_revision", edition, area=area, source_id=source, measure_id=measure)


def areas(*, level: str | None = None, edition: Edition = None) -> pd.DataFrame:
    """Areas of all levels, or of one (``dim_area``)."""
    return read("dim_area", edition, level=level)


def indicators(
    indicator: Wanted = None,
    *,
    theme: Wanted = None,
    planning_field: Wanted = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """What the monitor computes, with definition and unit (``dim_indicator``)."""
    return read(
        "dim_indicator", edition,
        indicator_id=indicator, theme=theme, planning_field=planning_field,
    )  # fmt: skip


def services(
    area: Wanted = None,
    service_type: Wanted = None,
    *,
    theme: Wanted = None,
    edition: Edition = None,
) -> pd.DataFrame:
    """Places, rows of the register and statistics of services (``dim_service``)."""
    return read("dim_service", edition, area=area, service_type=service_type, theme=theme)


def measures(measure: Wanted = None, *, edition: Edition = None) -> pd.DataFrame:
    """What sources publish (``dim_measure``; editions from before it lack it)."""
    return read("dim_measure", edition, measure_id=measure)


def sources(source: Wanted = None, *, edition: Edition = None) -> pd.DataFrame:
    """How the sources are (``mart_source_status``)."""
    return read("mart_source_status", edition, source_id=source)
