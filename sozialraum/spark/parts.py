"""A query in parts, each made once: what several places of it read is a table of its own.

DuckDB makes such a CTE once. Spark puts it into each place that reads it, and with it what it reads
itself, so that the work doubles with each step. A recursive CTE is such a part, too: Spark's own
recursion neither adds up nor joins what it repeats.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from sqlglot import exp
from sqlglot.errors import UnsupportedError

Query = TypeVar("Query")
# what is more than reading a table: it is worth being kept
COSTLY = (
    exp.Join, exp.Lateral, exp.Group, exp.Distinct, exp.Window, exp.AggFunc, exp.SetOperation,
    exp.Explode,
)  # fmt: skip


class Part(NamedTuple, Generic[Query]):
    """A query, and the name of the table that is made of it: None for the model itself.

    again: reads that table as it was made last, and adds to it until there is nothing to add.
    """

    name: str | None
    query: Query
    again: Query | None = None


def parts(query: exp.Expr, prefix: str) -> Iterator[Part[exp.Expr]]:
    """The parts in the order in which they are made; the last is the query itself.

    Args:
        query: with resolved names; it is changed.
        prefix: of the names.

    Raises:
        UnsupportedError: a recursion that is no `union all`.
    """
    with_ = query.args.get("with_")
    ctes = list(with_.expressions) if with_ is not None else []
    read = Counter(one.name for one in _tables(query))
    kept: list[exp.Expr] = []
    for cte in ctes:
        is_recursive = cte.alias in _read(cte.this)
        if not is_recursive and (read[cte.alias] < 2 or not _is_worth_it(cte)):
            kept.append(cte)
            continue
        name = f"{prefix}__{cte.alias}"
        for table in [one for one in _tables(query) if one.name == cte.alias]:
            table.replace(exp.alias_(exp.to_table(name), table.alias_or_name, table=True))
        if not is_recursive:
            yield Part(name, _with(cte.this.copy(), kept))
            continue
        union = cte.this
        if not isinstance(union, exp.Union) or union.args.get("distinct"):
            raise UnsupportedError(f"{cte.alias}: a recursion that is no union all")
        first, again = (_with(one.unnest().copy(), kept) for one in (union.left, union.right))
        yield Part(name, first, again)
    query.set("with_", None)
    yield Part(None, _with(query, kept))


def _is_worth_it(cte: exp.Expr) -> bool:
    is_plain = not cte.args["alias"].columns and not cte.this.args.get("with_")
    return is_plain and cte.this.find(*COSTLY) is not None


def _with(part: exp.Expr, earlier: list[exp.Expr]) -> exp.Expr:
    """A part with those of the CTEs before it that it reads, by itself or through others."""
    needed: list[exp.Expr] = []
    reads = _read(part)
    for cte in reversed(earlier):
        if cte.alias in reads:
            needed.insert(0, cte.copy())
            reads |= _read(cte)
    own = part.args.get("with_")
    if needed:
        part.set("with_", exp.With(expressions=[*needed, *(own.expressions if own else [])]))
    return part


def _read(query: exp.Expr) -> set[str]:
    return {one.name for one in _tables(query)}


def _tables(query: exp.Expr) -> list[exp.Table]:
    """What it reads by a name of its own: CTEs."""
    return [one for one in query.find_all(exp.Table) if not one.db]
