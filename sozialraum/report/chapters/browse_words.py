"""What the script of the page to browse says; signs like ``%n`` give way to what it finds."""

from sozialraum.report.chapters.shapes import Labels
from sozialraum.report.chapters.signs import AGGREGATED, ESTIMATE, STATUS_SIGNS
from sozialraum.report.rows.figures import ESTIMATES
from sozialraum.words import Message, Name
from sozialraum.words.numbers import NONE

METHODS = ("direct", "aggregated", *sorted(ESTIMATES))
STATUSES = (
    "known", "revised", "preliminary", "limited", "estimated", "missing", "suppressed",
    "no_denominator", "absent",
)  # fmt: skip
VIEWS = ("map", "course", "table")


def words(mapped: str) -> Labels:
    """``mapped``: yes where a level's areas have a place on a map, else no."""
    found, names, areas = Name("%n"), Name("%names"), {0: "none", 1: "one", 2: "many"}
    level, indicator, period = Name("%level"), Name("%indicator"), Name("%period")
    return {
        "none": NONE,
        "script": Message("browse-script"),
        "choose": Message("browse-choose"),
        "indicator": Message("labels-indicator"),
        "level": Message("browse-level"),
        "period": Message("labels-period"),
        "areas": Message("browse-areas"),
        "areas_all": Message("browse-areas-all"),
        **{f"areas_{areas[n]}": Message("browse-chosen", n=n, found=found) for n in (1, 2)},
        "clear_areas": Message("browse-clear"),
        **{f"view_{one}": Message("browse-view", view=one, mapped=mapped) for one in VIEWS},
        "course_values": Message("browse-values"),
        "rows": Message("browse-rows", found=found),
        "caption": Message("browse-caption", indicator=indicator, level=level, period=period),
        "course_caption": Message("browse-course-caption", indicator=indicator, level=level),
        "map_alt": Message("browse-map-alt", map=Name("%map"), level=level, period=period),
        "map_none": Message("browse-map-none"),
        "map_unclassed": Message("browse-map-unclassed"),
        "map_hint": Message("browse-map-hint"),
        "course_alt": Message("browse-course-alt", level=level),
        "course_none": Message("browse-course-none"),
        "course_hint": Message("browse-course-hint"),
        **{f"unsure_{areas[n]}": Message("browse-unsure", n=n, found=found) for n in areas},
        "absent": Message("browse-absent", names=names),
        "column_area": Message("labels-area"),
        "column_period": Message("labels-period"),
        "column_value": Message("labels-value"),
        "column_interval": Message("labels-interval"),
        "column_class": Message("labels-class-head"),
        "column_sure": Message("browse-sure-head"),
        "column_rank": Message("labels-rank"),
        "column_method": Message("browse-method-head"),
        "interval": Message("words-interval", low=Name("%low"), n=Name("%high"), unit=""),
        "rank": Message("browse-rank", rank=Name("%rank"), of=Name("%of")),
        "undetermined": Message("indicator-undetermined-short"),
        **{f"class_{one}": Message("labels-class", **{"class": one}) for one in range(1, 6)},
        **{
            f"sure_{one}": Message("browse-sure", sure=one)
            for one in ("yes", "no", "undetermined", "none")
        },
        **{f"method_{one}": Message("labels-method", method=one) for one in METHODS},
        **{f"sign_{one}": ESTIMATE for one in sorted(ESTIMATES)},
        "sign_direct": "",
        "sign_aggregated": AGGREGATED,
        **{f"before_{one}": signs[0] for one, signs in STATUS_SIGNS.items()},
        **{f"behind_{one}": signs[1] for one, signs in STATUS_SIGNS.items()},
        **{f"status_{one}": Message("labels-status", status=one) for one in STATUSES},
        "explained": Message("browse-explained"),
        "unsure_classes": Message("browse-unsure-classes"),
        "sources": Message("browse-sources"),
        "csv": Message("browse-csv"),
        "csv_form": Message("browse-csv-form"),
        "picture": Message("lookup-picture"),
        "sql": Message("browse-sql"),
        "sql_about": Message("browse-sql-about"),
        "copy_sql": Message("browse-copy"),
        "copied": Message("browse-copied"),
        "report": Message("browse-report"),
        "workbook": Message("browse-workbook"),
    }
