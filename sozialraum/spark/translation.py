"""A model's SQL as Spark understands it: read as DuckDB's by sqlglot, written as Spark's.

Names are resolved first (stars, `using`, aliases in conditions, unions by name), because the two
engines resolve them differently; then what sqlglot does not know is put into Spark's words
(``dialect``). A model that cannot be told so says which construct stands in the way.
"""

from collections.abc import Mapping
from typing import Any

from sqlglot import exp, parse_one, tokenize
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from sozialraum.base.errors import MonitorError
from sozialraum.spark.dialect import to_spark
from sozialraum.spark.grouping import write_out_groups
from sozialraum.spark.parts import Part, parts

Columns = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Schema -> table -> column -> DuckDB's type, in the order of the table."""
MESSAGE = "message_object"
"""Instead of `json_object`, whose brackets sqlglot reads by another standard."""


def _of_entry(annotator: Any, node: exp.Bracket) -> exp.Bracket:
    """What is in a map is of the type of its values."""
    kind = node.this.type
    if kind is None or kind.this is not exp.DType.MAP:
        return DUCKDB[exp.Bracket]["annotator"](annotator, node)  # type: ignore[no-any-return]
    annotator._set_type(node, kind.expressions[1])
    return node


DUCKDB = DuckDB.EXPRESSION_METADATA
TEXT = {"returns": exp.DType.VARCHAR}


class AsWritten(DuckDB):
    """Places in lists stay as they are; sqlglot would count some of them from zero. Some more types
    are known: by them rules tell texts from lists."""

    INDEX_OFFSET = 0
    EXPRESSION_METADATA = DUCKDB | {
        exp.Bracket: {"annotator": _of_entry},
        exp.SplitPart: TEXT,
        exp.RegexpExtract: TEXT,
        exp.RegexpReplace: TEXT,
        exp.Trim: TEXT,
    }


def tables_in(sql: str) -> list[tuple[str, str]]:
    """The tables that a query reads, each as (schema, name).

    Raises:
        MonitorError: sqlglot cannot read it.
    """
    try:
        query = parse_one(_readable(sql), dialect=AsWritten)
    except SqlglotError as error:
        raise MonitorError(f"cannot be told in Spark's SQL: {error}") from error
    return sorted({(one.db, one.name) for one in query.find_all(exp.Table) if one.db})


def translate(sql: str, columns: Columns, prefix: str = "part") -> list[Part[str]]:
    """The same query for Spark, in the parts that are made one after the other.

    Args:
        sql: as dbt compiled it for DuckDB.
        columns: of at least all tables that it reads.
        prefix: of the names of the tables.

    Raises:
        MonitorError: it holds what neither sqlglot nor this package can tell in Spark's SQL.
    """
    try:
        query = parse_one(_readable(sql), dialect=AsWritten)
        for table in query.find_all(exp.Table):
            table.set("catalog", None)
        schema = MappingSchema({name: dict(of) for name, of in columns.items()}, dialect=AsWritten)
        _name_unions(query, schema)
        query = qualify(query, dialect="duckdb", schema=schema)
        write_out_groups(query)
        annotate_types(query, schema=schema, dialect=AsWritten)
        return [
            Part(part.name, _written(part.query), _written(part.again) if part.again else None)
            for part in parts(query, prefix)
        ]
    except SqlglotError as error:
        raise MonitorError(f"cannot be told in Spark's SQL: {error}") from error


def _written(query: exp.Expr) -> str:
    for table in query.find_all(exp.Table):
        if table.db:
            table.replace(
                exp.alias_(exp.to_table(view(table.db, table.name)), table.alias, table=True)
            )
    for alias in query.find_all(exp.TableAlias):
        # it may be a word of Spark's
        if isinstance(alias.this, exp.Identifier):
            alias.this.set("quoted", True)
    # of Databricks: Spark's own of sqlglot does not know that Spark has `qualify` by now
    return to_spark(query).sql("databricks", pretty=True)


def view(schema: str, table: str) -> str:
    """What a table is called in Spark."""
    return f"{schema}__{table}"


def _readable(sql: str) -> str:
    parts, position = [], 0
    for token in tokenize(sql, dialect="duckdb"):
        if token.text.lower() == "json_object":
            parts += [sql[position : token.start], MESSAGE]
            position = token.end + 1
    return "".join([*parts, sql[position:]])


def _name_unions(query: exp.Expr, schema: MappingSchema) -> None:
    """Writes out the columns of each `union by name`, innermost first: what follows reads them by
    place, and Spark knows no other way."""
    while True:
        unions = [one for one in query.find_all(exp.SetOperation) if one.args.get("by_name")]
        if not unions:
            return
        _name_union(unions[-1], query, schema)


def _name_union(union: exp.SetOperation, query: exp.Expr, schema: MappingSchema) -> None:
    sides = [union.left, union.right]
    names = dict.fromkeys(name for side in sides for name in _names(side, query, schema))
    for argument, side in zip(("this", "expression"), sides, strict=True):
        has = set(_names(side, query, schema))
        chosen = [
            exp.column(name, quoted=True) if name in has else exp.alias_(exp.null(), name)
            for name in names
        ]
        inner = side.unnest().copy()
        assert isinstance(inner, exp.Query)
        union.set(argument, exp.select(*chosen).from_(inner.subquery("side")))
    union.set("by_name", False)


def _names(side: exp.Expr, query: exp.Expr, schema: MappingSchema) -> list[str]:
    """The columns of one side, in their order, as it sees the CTEs before it."""
    inner = side.unnest().copy()
    return list(_resolved(inner, side, schema).named_selects)


def _resolved(inner: exp.Expr, side: exp.Expr, schema: MappingSchema) -> exp.Query:
    known: list[exp.Expr] = []
    above: exp.Expr | None = side
    while above is not None:
        below, above = above, above.parent
        with_ = above.args.get("with_") if isinstance(above, exp.Query) else None
        if with_ is not None and with_ is not below:
            known = [*with_.expressions, *known]
        elif isinstance(above, exp.With):
            earlier = above.expressions
            known = [*earlier[: earlier.index(below)], *known]
    assert isinstance(inner, exp.Query)
    for one in reversed(known):
        inner = inner.with_(one.alias, as_=one.this.copy(), append=True, copy=False)
    if inner.args.get("with_"):
        inner.args["with_"].expressions.reverse()
    found = qualify(inner, dialect="duckdb", schema=schema, validate_qualify_columns=False)
    assert isinstance(found, exp.Query)
    return found
