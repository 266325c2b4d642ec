"""Functions of DuckDB that Spark does not have.

An aggregate is told as an expression of the list of its values: functions of Spark's SQL may
neither be aggregates nor be called for windows, and Python's would leave the JVM.
"""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# of an even number the mean of the two in the middle, as `median`
_MEDIAN = """(
    try_element_at(array_sort({0}), int((size({0}) + 1) div 2))
    + try_element_at(array_sort({0}), int(size({0}) div 2) + 1)
) / 2D"""
_SUM = "reduce({0}, 0D, (total, one) -> total + one)"
_MEAN = f"try_divide({_SUM.format('numbers')}, size(numbers))"
_SQUARES = "transform(numbers, one -> pow(one - mean, 2D))"
_DISTANCES = "transform(numbers, one -> abs(one - centre))"

OF_A_LIST = {
    # the median of how far the values are from their median
    "mad": f"""numbers -> element_at(transform(
        array({_MEDIAN.format("numbers")}), centre -> {_MEDIAN.format(_DISTANCES)}
    ), 1)""",
    # of several that are there as often, the least
    "mode": """numbers -> array_min(transform(
        array_distinct(numbers),
        one -> struct(-size(filter(numbers, other -> other = one)) AS times, one AS value)
    )).value""",
    # how often each value is there
    "histogram": """numbers -> transform(
        array_distinct(numbers),
        one -> struct(one AS key, size(filter(numbers, other -> other = one)) AS value)
    )""",
    "list_sum": f"numbers -> if(size(numbers) = 0, NULL, {_SUM.format('numbers')})",
    "list_avg": f"numbers -> {_MEAN}",
    "list_stddev_pop": f"""numbers -> element_at(transform(
        array({_MEAN}), mean -> sqrt(try_divide({_SUM.format(_SQUARES)}, size(numbers)))
    ), 1)""",
}
"""Aggregate -> lambda of Spark's SQL; NULL is not among the numbers."""


def create_functions(spark: "SparkSession") -> None:
    """In Python, as nothing in the JVM can be called for it."""
    spark.udf.register("nfc_normalize", _nfc, "string")


def _nfc(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)
