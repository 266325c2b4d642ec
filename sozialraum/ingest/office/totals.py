"""Checks the sums that an office publishes against the parts that were loaded."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.office.table import TotalCell

if TYPE_CHECKING:
    import duckdb

_COMPARED = """
WITH total AS (
    SELECT unnest($totals::JSON::STRUCT(
        cell VARCHAR, "column" VARCHAR, text VARCHAR, first_row BIGINT, last_row BIGINT
    )[], recursive := true)
),

total_number AS (
    SELECT *, row_number() OVER () AS position,
        regexp_replace(text, $marks, '') AS said
    FROM total
),

part AS (
    SELECT row_number, measure_label, regexp_replace(value_text, $marks, '') AS said
    FROM raw.cell
    WHERE landing_id = $landing AND dataset_id = $dataset AND source_id = $source
),

read AS (
    SELECT
        total_number.*,
        part.row_number,
        {total_value} AS total,
        {part_value} AS part
    FROM total_number
    JOIN part
        ON part.measure_label = total_number."column"
        AND part.row_number BETWEEN total_number.first_row AND total_number.last_row
)

SELECT
    cell, "column", text, first_row, last_row, total,
    coalesce(sum(part), 0) AS parts,
    count(*) FILTER (part IS NULL) AS unknown
FROM read
GROUP BY position, cell, "column", text, first_row, last_row, total
ORDER BY position
"""

_VALUE = """
    CASE
        WHEN list_contains($zeros::VARCHAR[], {text}) THEN 0
        WHEN regexp_matches({text}, $number)
            THEN replace(replace({text}, $thousands, ''), $decimal, '.')::DOUBLE
    END
"""


def check_totals(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    landing: Landing,
    totals: Sequence[TotalCell],
) -> list[str]:
    """Findings, one for each sum that its parts contradict; empty where all agree.

    Where a part is secret or missing, the known ones must not exceed the sum. A sum that is
    itself withheld is not judged.
    """
    assert source.layout is not None
    if not totals:
        return []
    rows = connection.execute(
        _COMPARED.format(
            total_value=_VALUE.format(text="total_number.said"),
            part_value=_VALUE.format(text="part.said"),
        ),
        {
            "totals": json.dumps([asdict(total) for total in totals], ensure_ascii=False),
            "marks": source.layout.value_marks,
            "landing": landing.landing_id,
            "dataset": landing.dataset_id,
            "source": source.id,
            "zeros": [mark for mark, meaning in source.missing.items() if meaning == "zero"],
            "number": source.number_pattern,
            "thousands": source.thousands or "",
            "decimal": source.decimal,
        },
    ).fetchall()
    findings = []
    for cell, column, text, first, last, total, parts, unknown in rows:
        where = f"{landing.name}, {cell} ({column})"
        if total is None:
            if text and text not in source.missing:
                findings.append(f"{where}: the sum '{text}' is not a number")
        elif parts > total + source.layout.tolerance + 1e-9 or (
            not unknown and parts < total - source.layout.tolerance - 1e-9
        ):
            known = "known parts" if unknown else "parts"
            findings.append(
                f"{where}: the sum is {text}, but its {known} in rows {first} to {last} "
                f"add up to {parts:.10g}"
            )
    return findings
