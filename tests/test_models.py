"""The dbt models flow one way, are read by somebody and fit on a page (docs/engineers.md)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb
import pytest

from expectations.declarations import declared_checks
from orchestration.defs.statistics.assets import statistics_assets
from orchestration.defs.transform.assets import read_manifest
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.copying import PUBLISHED_RAW_TABLES, PUBLISHED_SCHEMAS

LAYERS = ("staging", "core", "assess", "marts")
MOST_LINES = 150
DEEPEST = 14
RENDERED = (
    (re.compile(r"\{\{\s*(?:ref|source)\((?:[^)]*,\s*)?'(\w+)'\s*\)\s*\}\}"), r"\1"),
    (re.compile(r"\{\{ joined\(.*?\) \}\}"), "joined_messages"),
    (re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL), ""),
)
# a mart names, casts to text and orders columns, and puts together what two models say
MAY = {"COLUMN_REF", "STAR", "OPERATOR_CAST", "OPERATOR_COALESCE", "VALUE_CONSTANT"}
MAY_CALL = {"list_concat", "list_value"}
TABLES = re.compile(
    r"\b(?:from|join)\s+(?:staging|core|assess|marts|lineage|declared|raw|audit)\.", re.I
)


def computations(sql: str) -> Iterator[str]:
    """What a mart's SQL does besides, as DuckDB reads it."""
    for pattern, text in RENDERED:
        sql = pattern.sub(text, sql)
    (tree,) = duckdb.execute("select json_serialize_sql(?)", [sql]).fetchone() or ("{}",)
    yield from _computed(json.loads(tree)["statements"][0]["node"], in_select=False)


def _computed(node: Any, *, in_select: bool) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _computed(one, in_select=in_select)
    if not isinstance(node, dict):
        return
    kind = node.get("type")
    if kind == "SET_OPERATION_NODE":
        yield "union"
    if kind == "SELECT_NODE":
        for part in ("where_clause", "having", "qualify", "group_expressions", "sample"):
            if node.get(part):
                yield part.split("_")[0]
        yield from _computed(node["select_list"], in_select=True)
        if any(one["type"] != "ORDER_MODIFIER" for one in node["modifiers"]):
            yield "distinct or limit"
        for part in ("cte_map", "from_table"):
            yield from _computed(node[part], in_select=False)
        return
    if in_select and "class" in node:
        name = node.get("function_name")
        if kind == "FUNCTION" and name not in MAY_CALL:
            yield str(name)
        elif kind != "FUNCTION" and kind not in MAY:
            yield str(kind)
    for value in node.values():
        yield from _computed(value, in_select=in_select)


@dataclass(frozen=True)
class Model:
    name: str
    layer: str
    schema: str = ""
    reads: tuple[str, ...] = ()
    sql: str = ""


@dataclass
class Models:
    """``judged``: tables that an expectation reads; ``computed_of``: those that Python does."""

    all: dict[str, Model]
    sources: frozenset[str] = frozenset()
    judged: frozenset[str] = field(default=frozenset())
    computed_of: frozenset[str] = field(default=frozenset())

    def climbing(self) -> Iterator[str]:
        """A mart is read by nobody: it is a result and no step."""
        for model in self.all.values():
            for read in (self.all[name] for name in model.reads):
                if LAYERS.index(read.layer) > LAYERS.index(model.layer) or read.layer == "marts":
                    yield f"{model.layer}/{model.name} reads {read.layer}/{read.name}"

    def useless(self) -> Iterator[str]:
        read = {name for model in self.all.values() for name in model.reads}
        for model in self.all.values():
            published = model.schema in PUBLISHED_SCHEMAS and (
                model.schema != "raw" or model.name in PUBLISHED_RAW_TABLES
            )
            if not published and model.name not in read | self.judged | self.computed_of:
                yield f"{model.name} is read by nobody and not published"

    def long(self) -> Iterator[str]:
        for model in self.all.values():
            if (lines := len(model.sql.splitlines())) > MOST_LINES:
                yield f"{model.name} has {lines} lines"

    def deep(self) -> Iterator[str]:
        @cache
        def chain(name: str) -> tuple[str, ...]:
            longest = max((chain(read) for read in self.all[name].reads), key=len, default=())
            return (*longest, name)

        longest = max((chain(name) for name in self.all), key=len)
        if len(longest) > DEEPEST:
            yield f"{len(longest)} steps: {' -> '.join(longest)}"

    def computing(self) -> Iterator[str]:
        for model in self.all.values():
            # what was found is known when all is judged, and nothing of assess may wait for that
            is_judged = model.name != "mart_data_quality"
            if model.layer == "marts" and is_judged and (found := list(computations(model.sql))):
                yield f"{model.name} computes ({', '.join(found)}): that is for assess"

    def hidden(self) -> Iterator[str]:
        """A table that is named without ``ref`` or ``source`` is no edge of the graph."""
        for model in self.all.values():
            if found := TABLES.search(model.sql):
                yield f"{model.name}: '{found[0]}': say ref() or source()"

    def misnamed(self) -> Iterator[str]:
        for model in self.all.values():
            prefix = model.name.split("_")[0]
            if (prefix == "mart") != (model.layer == "marts"):
                yield f"{model.layer}/{model.name}: marts, and only they, are called mart_"
            if prefix in ("dim", "fct") and (model.layer, model.schema) != ("core", "marts"):
                yield f"{model.name}: dim_ and fct_ are what core publishes"
            if prefix == "stg" and model.layer != "staging":
                yield f"{model.name}: stg_ is staging"
            # dbt's unit tests would take the one for the other
            if model.name in self.sources:
                yield f"{model.name} is the name of a source's table, too"


RULES = ("climbing", "hidden", "useless", "long", "deep", "computing", "misnamed")


@pytest.fixture(scope="module")
def models() -> Models:
    manifest: Mapping[str, Any] = read_manifest(Warehouse.default())
    nodes = {k: n for k, n in manifest["nodes"].items() if n["resource_type"] == "model"}
    return Models(
        {
            node["name"]: Model(
                node["name"],
                node["fqn"][1],
                node["schema"],
                tuple(nodes[key]["name"] for key in node["depends_on"]["nodes"] if key in nodes),
                node["raw_code"],
            )
            for node in nodes.values()
        },
        frozenset(source["name"] for source in manifest["sources"].values()),
        frozenset(check.table.split(".")[-1] for check in declared_checks()),
        frozenset(
            read.path[-1]
            for computed in statistics_assets()
            for reads in computed.asset_deps.values()
            for read in reads
        ),
    )


@pytest.mark.parametrize("rule", RULES)
def test_the_models_keep_to(rule: str, models: Models) -> None:
    assert list(getattr(models, rule)()) == []


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("climbing", [Model("a", "core", reads=("b",)), Model("b", "assess")]),
        ("climbing", [Model("mart_a", "marts", reads=("mart_b",)), Model("mart_b", "marts")]),
        ("useless", [Model("a", "assess", "assess")]),
        ("useless", [Model("a", "staging", "raw")]),
        ("long", [Model("a", "core", sql="\n" * (MOST_LINES + 1))]),
        ("deep", [Model(str(n), "core", reads=(str(n - 1),) if n else ()) for n in range(15)]),
        ("computing", [Model("mart_a", "marts", sql="select a, sum(b)\nfrom c\ngroup by a")]),
        ("computing", [Model("mart_a", "marts", sql="select rank() over (order by a) from c")]),
        ("computing", [Model("mart_a", "marts", sql="select a / b as share from c")]),
        ("computing", [Model("mart_a", "marts", sql="select round(a) as a from c")]),
        ("computing", [Model("mart_a", "marts", sql="select a/b as share from c")]),
        ("computing", [Model("mart_a", "marts", sql="select a > 1 as is_more from c")]),
        ("computing", [Model("mart_a", "marts", sql="select a from c where b > 1")]),
        ("computing", [Model("mart_a", "marts", sql="select distinct a from c")]),
        ("computing", [Model("mart_a", "marts", sql="select CASE when a then b end as b from c")]),
        ("hidden", [Model("a", "core", sql="select a from assess.need")]),
        ("misnamed", [Model("mart_a", "assess")]),
        ("misnamed", [Model("fct_a", "core", "core")]),
        ("misnamed", [Model("declared_too", "core")]),
    ],
)
def test_a_rule_can_be_broken(rule: str, broken: list[Model]) -> None:
    found = Models({model.name: model for model in broken}, frozenset({"declared_too"}))
    assert list(getattr(found, rule)())


def test_a_ref_that_a_loop_makes_counts(models: Models) -> None:
    assert "plausibility_history" in models.all["plausibility"].reads
