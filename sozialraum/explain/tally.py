"""How many answers a publication has, how many it owes, and which facts would give them."""

from pathlib import Path

_LINES = (
    ("all", "true"),
    ("decided today", "coverability <> 'unknown'"),
    ("unknown today", "coverability = 'unknown'"),
    ("— with an indication", "indication is not null"),
    ("— decided by counting how full services are", "deciding_fact = 'use'"),
    ("— decided by counting places and how full they are", "deciding_fact = 'capacity'"),
    ("— decided by two independent voices, or an office's figures", "deciding_fact = 'statement'"),
    ("— decided by no single fact", "coverability = 'unknown' and deciding_fact is null"),
    ("disputed today", "disputed"),
    ("decided for the pandemic", "pandemic_coverability <> 'unknown'"),
    ("indication for the pandemic", "pandemic_indication is not null"),
    ("disputed in the pandemic", "pandemic_disputed"),
    ("need that grew by figures", "need_change = 'worse' and need_change_basis = 'figures'"),
    ("need that grew by offices' counts", "need_change_basis = 'office_counts'"),
)


def tally(database: Path) -> list[tuple[str, int, int]]:
    """Kinds of answers, with how many there are by Sozialraum and for the city."""
    import duckdb

    counts = ", ".join(
        f"count(*) FILTER (WHERE ({condition}) AND is_city = {city})"
        for _, condition in _LINES
        for city in ("false", "true")
    )
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute(
            f"SELECT {counts} FROM (SELECT answer.*, answer.area_id = city.city_area_id AS is_city "
            "FROM marts.mart_need_coverage AS answer CROSS JOIN declared.city AS city)"
        ).fetchone()
    numbers = iter(found or ())
    return [(name, next(numbers), next(numbers)) for name, _ in _LINES]


def as_table(tallied: list[tuple[str, int, int]]) -> str:
    """In Markdown, as docs/methods.md has it."""
    rows = [f"| {name} | {areas} | {city} |" for name, areas, city in tallied]
    return "\n".join(["| answers | by Sozialraum | city |", "| --- | ---: | ---: |", *rows])
