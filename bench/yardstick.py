"""Work that never changes: ``python -m bench.yardstick``.

What a bench measures is told in units of it, so that results of two machines, or of one machine on
a busy and on a quiet day, can be compared. It uses what the monitor uses (Python, and DuckDB with
two threads and a file), and nothing of the monitor. Changed, all baselines have to be made anew.
"""

import json
import tempfile
from pathlib import Path

import duckdb

NUMBERS = 150_000
ROWS = 3_000_000


def main() -> None:
    _python()
    with tempfile.TemporaryDirectory() as folder:
        _duckdb(Path(folder) / "yardstick.duckdb")


def _python() -> None:
    """Objects, text and dictionaries, as in loading definitions and writing reports."""
    rows = [
        {"key": f"{n * 7919 % NUMBERS}", "value": n / 7, "of": [n % 13]} for n in range(NUMBERS)
    ]
    text = json.dumps(sorted(rows, key=lambda row: row["key"]))
    sums: dict[str, float] = {}
    for row in json.loads(text):
        name = f"{row['key'][:3]}-{row['of'][0]}"
        sums[name] = sums.get(name, 0.0) + row["value"]
    assert len(sums) > 1000


def _duckdb(path: Path) -> None:
    """Text, joins, windows and sums, as in models."""
    with duckdb.connect(path, config={"threads": 2}) as connection:
        connection.execute(
            f"CREATE TABLE figure AS SELECT range % 1000 AS area, range % 997 AS indicator, "
            f"'area ' || (range % 1000) AS label, sqrt(range) AS value FROM range({ROWS})"
        )
        connection.execute(
            "CREATE TABLE ranked AS "
            "SELECT *, rank() OVER (PARTITION BY indicator ORDER BY value) AS place "
            "FROM (SELECT label, indicator, sum(value) AS value FROM figure GROUP BY ALL)"
        )
        found = connection.execute(
            "SELECT count(*) FROM ranked JOIN figure USING (label, indicator)"
        ).fetchone()
        assert found == (ROWS,)


if __name__ == "__main__":
    main()
