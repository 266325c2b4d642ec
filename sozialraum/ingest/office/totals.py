"""Checks the sums that an office publishes against the parts that were loaded."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.wire import TotalCell

if TYPE_CHECKING:
    import duckdb

_COMPARED = """
WITH total AS (
    SELECT unnest($totals::JSON::STRUCT(
        cell VARCHAR, "column" VARCHAR, text VARCHAR, first_row BIGINT, last_row BIGINT,
        period VARCHAR
    )[], recursive := true)
),

said AS (
    {read}
),

read AS (
    SELECT said.* EXCLUDE (number, meaning), {total} AS total, {part} AS part
    FROM said
    JOIN raw.cell AS cell
        ON cell.landing_id = $landing AND cell.dataset_id = $dataset
        AND cell.source_id = $source AND cell.measure_label = said."column"
        AND cell.row_number BETWEEN said.first_row AND said.last_row
        AND said.period IN ('', array_to_string(map_values(cell.period_labels), ' '))
)

SELECT
    cell, "column", value_text, first_row, last_row, total,
    coalesce(sum(part), 0) AS parts,
    count(*) FILTER (part IS NULL) AS unknown
FROM read
GROUP BY position, cell, "column", value_text, first_row, last_row, total
ORDER BY position
"""

_NUMBER = "CASE WHEN {read}.meaning = 'zero' THEN 0 ELSE {read}.number END"


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
    if not totals:
        return []
    assert source.layout is not None
    rows = connection.execute(
        _COMPARED.format(
            read=source.notation.in_sql(
                "SELECT * RENAME (text AS value_text), row_number() OVER () AS position, "
                "false AS is_percent FROM total"
            ),
            total=_NUMBER.format(read="said"),
            part=_NUMBER.format(read="cell"),
        ),
        {
            "totals": json.dumps([asdict(total) for total in totals], ensure_ascii=False),
            "landing": landing.landing_id,
            "dataset": landing.dataset_id,
            "source": source.id,
        },
    ).fetchall()
    findings = []
    for cell, column, text, first, last, total, parts, unknown in rows:
        where = f"{landing.name}, {cell} ({column})"
        if total is None:
            if text and source.notation.read(text, is_percent=False).meaning is None:
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
