"""The published tables as pandas data frames, in one line each::

    from sozialraum import marts

    marts.need(area="Nordend", indicator="Kinderarmut")
    marts.series("Arbeitslosenanteil", ["Nordend", "Südend"]).plot()
    marts.need_coverage("stadtraum:16", edition="2026-10")

Read only: each call opens the edition, reads and closes, so that no refresh is disturbed.
"""

from sozialraum.marts.frames import ALL, LATEST, read
from sozialraum.marts.opening import Edition, database_of
from sozialraum.marts.shapes import in_words, series, wide
from sozialraum.marts.tables import (
    areas,
    coverage,
    evidence,
    figures,
    indicators,
    measure_figures,
    measures,
    need,
    need_coverage,
    open_question,
    outlook,
    pandemic_effect,
    plan_review,
    priority,
    revisions,
    services,
    social_index,
    sources,
    trend,
)

__all__ = [
    "ALL", "LATEST", "Edition", "areas", "coverage", "database_of", "evidence", "figures",
    "in_words", "indicators", "measure_figures", "measures", "need", "need_coverage",
    "open_question", "outlook", "pandemic_effect", "plan_review", "priority", "read", "revisions",
    "series", "services", "social_index", "sources", "trend", "wide",
]  # fmt: skip
