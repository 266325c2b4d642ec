"""Values made comparable: expressions of SQL over the values of one indicator or domain."""

from sozialraum.declarations.social_index import IndexSpec, Standardisation

EXPONENTIAL_CONSTANT = 23.0
# Sums of the same numbers in another order differ in the last digits, and are equal in rank.
RANKED_DIGITS = 12


def ranked(value: str) -> str:
    """What areas are ranked by."""
    return f"round({value}, {RANKED_DIGITS})"


def standardised_parts(spec: IndexSpec) -> str:
    """An expression over ``indicator`` and ``value``."""
    within = "period, indicator"
    own = "".join(
        f" WHEN '{part.id.replace(chr(39), 2 * chr(39))}' "
        f"THEN {standardised(spec.standardisation_of(part), within)}"
        for part in spec.indicators
        if part.ties is not None
    )
    common = standardised(spec.standardise, within)
    return f"CASE indicator{own} ELSE {common} END" if own else common


def standardised(how: Standardisation, within: str) -> str:
    """An expression over ``value``; NULL where all areas are equal or there is only one."""
    deviation = "stddev_pop" if how.sd == "population" else "stddev_samp"
    window = f"OVER (PARTITION BY {within})"
    # In a fixed order: a sum of floats depends on it in the last digit.
    ordered = (
        f"OVER (PARTITION BY {within} ORDER BY area "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    )
    areas = f"count(*) {window}"
    share = f"({areas} + {1 if how.rank_base == 'one' else 0} - {_rank(how, within)}) / {areas}"
    expressions = {
        "z": f"(value - avg(value) {ordered}) / nullif({deviation}(value) {ordered}, 0)",
        "percentile": f"({_rank(how, within)} - 1) / nullif({areas} - 1, 0)",
        "exponential": f"-{EXPONENTIAL_CONSTANT} "
        f"* ln(1 - {share} * (1 - exp(-100 / {EXPONENTIAL_CONSTANT})))",
        "min_max": f"(value - min(value) {window}) "
        f"/ nullif(max(value) {window} - min(value) {window}, 0)",
        "none": "value",
    }
    expression = expressions[how.method]
    if how.digits is not None:
        expression = f"round({expression}, {how.digits})"
    if how.ties != "reverse":
        return expression
    turned = f"1 - {expression}"
    return turned if how.digits is None else f"round({turned}, {how.digits})"


def _rank(how: Standardisation, within: str) -> str:
    """Percentiles count from the least need, exponential scores and `reverse` from the most."""
    value = ranked("value")
    direction = " DESC" if how.method == "exponential" or how.ties == "reverse" else ""
    rank = f"rank() OVER (PARTITION BY {within} ORDER BY {value}{direction})"
    others = f"(count(*) OVER (PARTITION BY {within}, {value}) - 1)"
    if how.ties == "max":
        return f"({rank} + {others})"
    return f"({rank} + {others} / 2)" if how.ties == "average" else rank
