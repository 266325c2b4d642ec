"""Which columns of marts name a row of another mart: what dbt's tests of relationships hold."""

import json
import re

from orchestration.lib.dbt_in_process import manifest_path
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.published import Reference

_MART = re.compile(r"ref\('(\w+)'\)")


def references_of_marts(warehouse: Warehouse) -> list[Reference]:
    """As the parsed dbt project of the warehouse says."""
    nodes = json.loads(manifest_path(warehouse).read_text(encoding="utf-8"))["nodes"]
    marts = {one["name"] for one in nodes.values() if one["schema"] == "marts"}
    found = []
    for test in nodes.values():
        if test.get("test_metadata", {}).get("name") == "relationships":
            asked = test["test_metadata"]["kwargs"]
            table = nodes[test["attached_node"]]["name"]
            other = _MART.fullmatch(asked["to"])
            if other is not None and {table, other[1]} <= marts:
                found.append(Reference(table, asked["column_name"], other[1], asked["field"]))
    return sorted(found)
