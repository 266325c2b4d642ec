"""Makes a city of any size in the declarations of every city: ``python -m bench.large.city``.

Blocks lie in districts, districts in the city. Five tables tell fifteen counts of each block for
each month, one the residents at the end of each year; each count is an indicator, per resident.

A count is Poisson distributed (by its normal approximation) about residents times a rate of its
series and a level of its block, with a trend, a season and noise that all blocks share. Some blocks
change their level for good, some cells are withheld or unknown, some are typing errors. Everything
follows from the seed: figures are made of hashes, not of an order.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from sozialraum.declarations.loading import CITIES

TABLES = 5
COUNTS = 15
FIRST_YEAR = 2015
YEARS = 10
FIGURES_OF_A_BLOCK = TABLES * COUNTS * YEARS * 12
BLOCKS_OF_A_DISTRICT = 20


@dataclass(frozen=True)
class Size:
    """How many blocks there are, and with them all else."""

    blocks: int
    seed: int = 1

    @classmethod
    def of_figures(cls, figures: float, seed: int = 1) -> "Size":
        """The size that comes nearest to so many figures."""
        return cls(max(3, round(figures / FIGURES_OF_A_BLOCK)), seed)

    @property
    def figures(self) -> int:
        """The counts; residents come on top."""
        return self.blocks * FIGURES_OF_A_BLOCK

    @property
    def districts(self) -> int:
        return max(3, self.blocks // BLOCKS_OF_A_DISTRICT)


def make_city(folder: Path, size: Size) -> Path:
    """A folder that ``sozialraum --city`` takes, with its bundled figures."""
    (folder / "snapshot").mkdir(parents=True)
    for name, content in _declarations().items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    _write_figures(folder / "snapshot", size)
    return folder


def _declarations() -> dict[str, dict[str, Any]]:
    series = [(table, count) for table in range(TABLES) for count in range(COUNTS)]
    theme = {
        "planning_fields": ["planning"],
        "target_group": "everyone",
        "group": {"definition": "Residents", "measure": "residents"},
        "no_service": "made up",
    }
    return {
        "city": {
            "city": {
                "id": "made_up",
                "name": "Made-up city",
                "official_name": "Made-up city",
                "area_code": "99999",
                "timezone": "Europe/Berlin",
                "attribution": "made up",
            },
            "licences": {"none": {"title": "none", "url": "https://example.org"}},
            "snapshot": {"retrieved_at": "2025-02-01T00:00:00Z", "folder": "snapshot"},
            "planning_fields": {"planning": "Planning"},
        },
        "areas": {
            "crosswalk": "crosswalk",
            "levels": [
                _level("block", ["district"]),
                _level("district", ["city"]),
                {"id": "city", "name": "City", "plural": "City", "parents": []},
            ],
            "sozialraum_level": "block",
            "need_levels": ["block", "district"],
            "population": [{"measure": "residents"}],
        },
        "sources": _sources(),
        "themes": {
            "target_groups": {"everyone": {"name": "everyone"}, "unknown": {"name": "unknown"}},
            "themes": {
                f"theme_{table}": {
                    **theme,
                    "name": f"Theme {table}",
                    "leading_indicator": f"rate_{table}_0",
                }
                for table in range(TABLES)
            },
        },
        "indicators": {"indicators": [_indicator(table, count) for table, count in series]},
        "services": {"coverage_band": 0.05, "service_types": []},
        "pandemic": _of_bundled_city("pandemic") | {"primary": ["rate_0_0"], "compositions": []},
        "social_index": _of_bundled_city("social_index")
        | {
            "indicators": [
                {"id": f"rate_{table}_0", "higher_is_need": _is_need(0)} for table in range(3)
            ]
        },
        "coverability": _coverability(),
    }


def _level(name: str, parents: list[str]) -> dict[str, Any]:
    return {
        "id": name,
        "name": name.capitalize(),
        "plural": f"{name.capitalize()}s",
        "pattern": rf"^(?P<code>\d{{5}}) (?P<name>{name.capitalize()} .+)$",
        "parents": parents,
    }


def _is_need(count: int) -> bool:
    """Whether more of a count means more need: of a third of them less does."""
    return count % 3 > 0


def _sources() -> dict[str, Any]:
    common = {"office": "Office", "planning_field": "planning"}
    areas = [{"column": "Block", "level": "block"}]
    return {
        "portal": {
            "base_url": "https://example.org",
            "table_url": "{base_url}/{dataset}.csv",
            "page_url": "{base_url}/{dataset}",
        },
        "defaults": {
            "licence": "none",
            "decimal": ",",
            "missing": {"-": "unknown", ".": "secret", "": "missing"},
            "absent_rows": "missing",
            "max_rejected": 0,
        },
        "sources": [
            {
                **common,
                "id": "crosswalk",
                "title": "Which block lies where",
                "dataset": "crosswalk",
                "role": "crosswalk",
                "cadence": "once",
                "period": {"fixed": FIRST_YEAR},
                "areas": [*areas, {"column": "District", "level": "district"}],
                "measures": [{"column": "Key", "measure": "block_key", "unit": "code"}],
            },
            {
                **common,
                "id": "residents",
                "title": "Residents",
                "dataset": "residents",
                "cadence": "year",
                "period": {"year": "Year"},
                "areas": areas,
                "measures": [{"column": "Residents", "measure": "residents", "unit": "persons"}],
            },
            *(
                {
                    **common,
                    "id": f"counts_{table}",
                    "title": f"Counts {table}",
                    "dataset": f"counts-{table}-{{year}}",
                    "first_year": FIRST_YEAR,
                    "cadence": "month",
                    "period": {"year": "Year", "month": "Month"},
                    "areas": areas,
                    "measures": [
                        {
                            "column": f"Count {count}",
                            "measure": f"count_{table}_{count}",
                            "unit": "persons",
                        }
                        for count in range(COUNTS)
                    ],
                }
                for table in range(TABLES)
            ),
        ],
    }


def _indicator(table: int, count: int) -> dict[str, Any]:
    return {
        "id": f"rate_{table}_{count}",
        "name": f"Rate {table} {count}",
        "definition": "made up",
        "planning_field": "planning",
        "theme": f"theme_{table}",
        "unit": "per_1000",
        "higher_is_need": _is_need(count),
        "native_level": "block",
        "cadence": "month",
        "numerator": {"measure": f"count_{table}_{count}"},
        "denominator": {"measure": "residents"},
        "denominator_rule": "previous_year_end",
        "interval": "byar",
    }


def _of_bundled_city(name: str) -> dict[str, Any]:
    """What is a matter of method and not of the city."""
    bundled = sorted(CITIES.glob(f"*/{name}.yaml"))[0]
    return dict(yaml.safe_load(bundled.read_text("utf-8")))


def _coverability() -> dict[str, Any]:
    content = _of_bundled_city("coverability")
    content["ask"] = {"planning": "Office"}
    content["evidence"]["provider_strength"] = {}
    content["priority"] |= {"themes": {}, "planning_fields": {}}
    return content


def _write_figures(folder: Path, size: Size) -> None:
    with duckdb.connect() as connection:
        connection.execute(_MACROS.format(seed=size.seed))
        connection.execute(
            f"""
            CREATE TABLE place AS
            SELECT
                i,
                printf('%05d Block %d', i + 1, i + 1) AS block,
                printf('%05d District %d', i % {size.districts} + 1, i % {size.districts} + 1)
                    AS district,
                exp(7.5 + 0.7 * normal(i, -1, 0, 0)) AS residents,
                0.004 * normal(i, -2, 0, 0) AS growth
            FROM range({size.blocks}) AS places(i)
            """
        )
        _copy(
            connection,
            folder / "crosswalk.csv",
            'SELECT block AS "Block", district AS "District", i + 1 AS "Key" FROM place ORDER BY i',
        )
        _copy(
            connection,
            folder / "residents.csv",
            f"""
            SELECT year AS "Year", block AS "Block",
                round(residents * exp(growth * (year - {FIRST_YEAR})))::BIGINT AS "Residents"
            FROM range({FIRST_YEAR - 1}, {FIRST_YEAR + YEARS}) AS years(year), place
            ORDER BY year, i
            """,
        )
        for table in range(TABLES):
            connection.execute(f"CREATE OR REPLACE TABLE counts AS {_counts(table)}")
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
                _copy(
                    connection,
                    folder / f"counts-{table}-{year}.csv",
                    f'SELECT * EXCLUDE (i) FROM counts WHERE "Year" = {year} ORDER BY "Month", i',
                )


def _counts(table: int) -> str:
    counts = ", ".join(
        f"figure(i, {table * COUNTS + count}, t, residents * exp(growth * t / 12)) "
        f'AS "Count {count}"'
        for count in range(COUNTS)
    )
    return f"""
        SELECT i, {FIRST_YEAR} + t // 12 AS "Year", t % 12 + 1 AS "Month", block AS "Block",
            {counts}
        FROM range({YEARS * 12}) AS months(t), place
    """


def _copy(connection: duckdb.DuckDBPyConnection, path: Path, query: str) -> None:
    connection.execute(f"COPY ({query}) TO '{path}' (DELIMITER ';', HEADER)")


# Of block i, series s and month t; the last argument tells draws of the same figure apart.
_MACROS = """
    CREATE MACRO uniform(i, s, t, draw) AS
        ((hash(i, s, t, draw, {seed}) % 1000003) + 0.5) / 1000003;
    CREATE MACRO normal(i, s, t, draw) AS
        sqrt(-2 * ln(uniform(i, s, t, 2 * draw))) * cos(2 * pi() * uniform(i, s, t, 2 * draw + 1));
    CREATE MACRO expected(i, s, t, residents) AS
        residents * 0.01 * exp(
            -- the series, the block in it, the season, what all blocks go through
            1.2 * normal(-1, s, 0, 3) + 0.4 * normal(i, s, 0, 4)
            + 0.08 * cos(2 * pi() * (t % 12) / 12 + s) + 0.03 * normal(-1, s, t, 5)
            + 0.02 * normal(i, s, 0, 6) * t / 12
            -- a level that changed for good
            + CASE WHEN uniform(i, s, 0, 17) < 0.01 AND t >= 120 * uniform(i, s, 0, 18)
                THEN 0.5 ELSE 0 END
        );
    CREATE MACRO counted(mean, noise) AS greatest(round(mean + sqrt(mean) * noise), 0)::BIGINT;
    CREATE MACRO figure(i, s, t, residents) AS
        CASE
            WHEN uniform(i, s, t, 20) < 0.002 THEN '-'
            WHEN uniform(i, s, t, 21) < 0.001 THEN '.'
            WHEN uniform(i, s, t, 22) < 0.00001
                THEN (10 * counted(expected(i, s, t, residents), normal(i, s, t, 8)))::VARCHAR
            ELSE counted(expected(i, s, t, residents), normal(i, s, t, 8))::VARCHAR
        END;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--figures", type=float, default=1e6, help="how many, about")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    size = Size.of_figures(given.figures, given.seed)
    make_city(given.folder, size)
    print(f"{given.folder}: {size.blocks:,} blocks, {size.figures:,} figures")


if __name__ == "__main__":
    main()
