"""No model looks at all pairs of rows: twice the areas would take four times as long."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from orchestration.lib.dbt_in_process import compiled_sql
from sozialraum.base.warehouse import Warehouse

# One side is what people declare or say, a few dozen rows in any city.
DECLARED_BESIDE = {"drift", "plausibility", "stg_area_label", "voice"}
EQUATION = re.compile(r"\((\w+) = (\w+)\)")


def test_no_model_compares_each_row_with_each_where_an_equation_would_do(
    build_copy: Callable[[], Warehouse],
) -> None:
    warehouse = build_copy()
    models = {
        key.split(".")[-1]: sql
        for key, sql in compiled_sql(warehouse).items()
        if key.startswith("model.")
    }
    found = {}
    with warehouse.connect(read_only=True) as connection:
        for name, sql in models.items():
            (_, plan) = connection.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()[0]
            conditions = [one for top in json.loads(plan) for one in _pairwise(top)]
            if conditions and name not in DECLARED_BESIDE:
                found[name] = conditions
    assert found == {}


def _pairwise(node: dict[str, Any]) -> Iterator[str]:
    """Conditions of joins pair by pair that hold an equation of columns: an outer join with another
    condition beside it."""
    said = node.get("extra_info", {})
    condition = str(said.get("Condition", ""))
    # of an inner join DuckDB takes the equations out by itself
    is_outer = said.get("Join Type") != "INNER"
    if "BLOCKWISE_NL_JOIN" in node.get("name", "") and is_outer and EQUATION.search(condition):
        yield condition
    for child in node.get("children", []):
        yield from _pairwise(child)
