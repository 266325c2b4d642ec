"""What sqlglot does not know of DuckDB's SQL, told in Spark's: each construct once.

Each rule takes a node of the tree of a query, whose names are resolved and types known, and gives
the node that says the same to Spark. Where the two differ silently (a cast that rounds, a division
by zero, a list that keeps NULL), DuckDB's way is told, for its results are the ones compared with.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlglot import exp

from sozialraum.spark.functions import OF_A_LIST

Node = exp.Expr
Rule = Callable[[Any], Node]

TEXTS = (exp.DType.VARCHAR, exp.DType.TEXT)
LISTS = (exp.DType.ARRAY, exp.DType.LIST)
FLOATING = (exp.DType.DOUBLE, exp.DType.FLOAT)
DAYS = (exp.DType.DATE,)


def to_spark(query: Node) -> Node:
    """The query with every node that Spark would read otherwise put into its words."""
    for node in list(query.walk(bfs=False))[::-1]:
        rule = RULES.get(type(node)) or (
            FUNCTIONS.get(node.name.lower()) if isinstance(node, exp.Anonymous) else None
        )
        if rule is None:
            continue
        told = rule(node)
        if told is not node:
            if node is query:
                query = told
            else:
                node.replace(told)
    return query


def call(name: str, *arguments: Node | str | int) -> exp.Anonymous:
    return exp.Anonymous(
        this=name,
        expressions=[
            one
            if isinstance(one, exp.Expr)
            else exp.Literal.string(one)
            if isinstance(one, str)
            else exp.Literal.number(one)
            for one in arguments
        ],
    )


def _is(node: Node, *kinds: exp.DType) -> bool:
    return node.type is not None and node.type.this in kinds


# --- numbers


def _literal(node: exp.Literal) -> Node:
    """0.5 is a decimal to both, but Spark's decimals lose digits where DuckDB's become doubles."""
    if node.is_string or not any(one in node.name for one in ".eE"):
        return node
    return exp.Var(this=f"{node.name}D")


def _divided(node: exp.Div) -> Node:
    """By zero: infinite, or NaN, as IEEE 754 has it; Spark would stop."""
    divisor = node.expression.unnest()
    left, right = (_double(one) for one in (node.this, node.expression))
    if isinstance(divisor, exp.Nullif) or (
        isinstance(divisor, exp.Literal) and divisor.name != "0"
    ):
        return exp.paren(exp.Div(this=left, expression=right, typed=True))
    infinite = exp.Mul(this=left.copy(), expression=call("double", "Infinity"))
    return call(
        "if",
        exp.EQ(this=right.copy(), expression=exp.Literal.number(0)),
        infinite,
        exp.Div(this=left, expression=right, typed=True),
    )


def _double(node: Node) -> Node:
    return node.copy() if _is(node, *FLOATING) else call("double", node.copy())


def _rounded(node: exp.Round) -> Node:
    """Of a double DuckDB rounds what it is times a power of ten; Spark its decimal digits."""
    places = node.args.get("decimals")
    if places is None:
        return node
    power = exp.Var(this=f"1e{places.name}D")
    scaled = exp.Mul(this=exp.paren(_double(node.this)), expression=power)
    return exp.paren(exp.Div(this=call("round", scaled), expression=power.copy(), typed=True))


def _cast(node: exp.Cast) -> Node:
    """A double becomes the nearest whole number, of two the even one; Spark would cut it off."""
    whole = (exp.DType.INT, exp.DType.BIGINT, exp.DType.SMALLINT, exp.DType.INT128)
    if node.to.this in whole and _is(node.this, *FLOATING, exp.DType.DECIMAL):
        node.set("this", call("rint", node.this.copy()))
    if node.to.this is exp.DType.INT128:
        node.set("to", exp.DataType.build("bigint"))
    if node.to.this in TEXTS and _is(node.this, exp.DType.MAP):
        return _map_as_text(node.this.copy())
    if node.to.this is exp.DType.JSON:
        return call("parse_json", node.this.copy())
    return node


def _is_finite(node: exp.Anonymous) -> Node:
    (number,) = node.expressions
    return exp.LT(this=call("abs", number.copy()), expression=call("double", "Infinity"))


# --- days


def _minus(node: exp.Sub) -> Node:
    """A day less a day is a number of days."""
    if _is(node.this, *DAYS) and _is(node.expression, *DAYS):
        return call("datediff", node.this.copy(), node.expression.copy())
    return node


def _to_days(node: exp.ToDays) -> Node:
    return call("make_dt_interval", node.this.copy())


def _to_years(node: exp.Anonymous) -> Node:
    return call("make_ym_interval", node.expressions[0].copy())


# --- lists


def _length(node: exp.Length) -> Node:
    is_list = _is(node.this, *LISTS) or isinstance(node.this, exp.ArrayFilter | exp.Transform)
    return call("size", node.this.copy()) if is_list else node


def _bracket(node: exp.Bracket) -> Node:
    """What is not there is NULL; Spark would stop."""
    (index,) = node.expressions
    if isinstance(index, exp.Slice):
        return _slice(node, index)
    if index.is_string or _is(index, *TEXTS):
        return _entry(node.this.copy(), index.copy())
    # sqlglot counts numbers from zero
    place = _number(int(index.name) + 1) if index.is_number else call("int", index.copy())
    return call("try_element_at", node.this.copy(), place)


def _slice(node: exp.Bracket, index: exp.Slice) -> Node:
    start = index.this or _number(1)
    length = exp.Sub(
        this=exp.paren(index.expression.copy()),
        expression=exp.paren(exp.Sub(this=start.copy(), expression=_number(1))),
    )
    name = "substring" if _is(node.this, *TEXTS) else "slice"
    return call(name, node.this.copy(), start.copy(), length)


def _position(node: exp.Anonymous) -> Node:
    return call("nullif", call("array_position", *_copies(node)), 0)


def _has_all(node: exp.Anonymous) -> Node:
    whole, part = _copies(node)
    return exp.EQ(this=call("size", call("array_except", part, whole)), expression=_number(0))


def _overlap(node: exp.ArrayOverlaps) -> Node:
    return call("arrays_overlap", node.this.copy(), node.expression.copy())


def _copies(node: exp.Anonymous) -> list[Node]:
    return [one.copy() for one in node.expressions]


def _number(value: int) -> Node:
    return exp.Literal.number(value)


# --- maps: lists of their entries, as maps of Spark's can be neither compared nor grouped by


def _entry(map_: Node, key: Node) -> Node:
    found = call("filter", map_, _each("entry", exp.EQ(this=_of("entry", "key"), expression=key)))
    return exp.Dot(this=call("try_element_at", found, 1), expression=exp.to_identifier("value"))


def _keys(node: exp.MapKeys) -> Node:
    return call("transform", node.this.copy(), _each("entry", _of("entry", "key")))


def _values(node: exp.Anonymous) -> Node:
    return call("transform", node.expressions[0].copy(), _each("entry", _of("entry", "value")))


def _map_as_text(map_: Node) -> Node:
    """As DuckDB writes it: {key=value, 'key: quoted'=value}."""
    entry = "concat(" + ", '=', ".join(QUOTED.format(f"entry.{one}") for one in ENTRY) + ")"
    texts = call("transform", map_, exp.Var(this=f"entry -> {entry}"))
    return call("concat", "{", call("array_join", texts, ", "), "}")


ENTRY = ("key", "value")
# the quotes and the backslash by their numbers, as they would end the literal
QUOTED = (
    r"if({0} rlike r'[\[\]{{}}(),=:\x22\x27]|^\s|\s$|^$|^(?i:null)$', "
    r"concat(chr(39), regexp_replace({0}, r'([\x27\x5C])', r'\\$1'), chr(39)), {0})"
)


def _each(name: str, told: Node) -> exp.Lambda:
    return exp.Lambda(this=told, expressions=[exp.to_identifier(name)])


def _of(name: str, field: str) -> exp.Dot:
    return exp.Dot(this=exp.to_identifier(name), expression=exp.to_identifier(field))


# --- aggregates


def _outermost(node: Node) -> Node:
    """The aggregate with its filter and window."""
    while (
        isinstance(node.parent, exp.Filter | exp.Window | exp.IgnoreNulls | exp.WithinGroup)
        and node.parent.this is node
    ):
        node = node.parent
    return node


def _around(node: Node, inner: Node, wrap: Callable[[Node], Node]) -> Node:
    """Puts ``inner`` in the place of an aggregate, ``wrap`` around it with filter and window."""
    outer = _outermost(node)
    if outer is node:
        return wrap(inner)
    node.replace(inner)
    outer.replace(wrap(outer.copy()))
    return node


def _listed(node: exp.ArrayAgg) -> Node:
    """A list keeps NULL and its order, and is NULL where nothing is in it; not so Spark's."""
    value, keys = node.this, []
    if isinstance(value, exp.Order):
        value, keys = value.this, value.expressions
    if isinstance(value, exp.Distinct):
        distinct = value.expressions[0]
        if any(one.this != distinct or one.args.get("desc") for one in keys):
            raise exp_error("list(distinct …) in another order than its own")
        return _around(
            node,
            call("collect_set", distinct.copy()),
            lambda set_: _filled(call("array_sort", set_)),
        )
    fields = [exp.alias_(one.this.copy(), f"k{n}") for n, one in enumerate(keys)]
    packed = call("struct", *fields, exp.alias_(value.copy(), "v"))
    item, left, right = (exp.to_identifier(name) for name in ("item", "one", "other"))

    def unpacked(list_: Node) -> Node:
        if keys:
            ordered = exp.Lambda(this=_compared(keys), expressions=[left, right])
            list_ = call("array_sort", list_, ordered)
        taken = exp.Lambda(this=exp.Dot(this=item.copy(), expression=exp.to_identifier("v")),
                           expressions=[item])  # fmt: skip
        return _filled(call("transform", list_, taken))

    return _around(node, call("collect_list", packed), unpacked)


def _filled(list_: Node) -> Node:
    return call(
        "if", exp.EQ(this=call("size", list_.copy()), expression=_number(0)), exp.null(), list_
    )


def _compared(keys: list[Node]) -> Node:
    """-1, 0 or 1, by the keys one after the other; as Spark's own order cannot be turned."""
    result: Node = _number(0)
    for n, key in reversed(list(enumerate(keys))):
        one, other = (f"{side}.k{n}" for side in ("one", "other"))
        first, then = ("1", "-1") if key.args.get("desc") else ("-1", "1")
        nulls = ("-1", "1") if key.args.get("nulls_first") else ("1", "-1")
        cases = (
            (f"{one} IS NULL AND {other} IS NOT NULL", nulls[0]),
            (f"{one} IS NOT NULL AND {other} IS NULL", nulls[1]),
            (f"{one} < {other}", first),
            (f"{one} > {other}", then),
        )
        case = exp.Case(default=result)
        for condition, value in cases:
            case = case.when(exp.maybe_parse(condition), exp.maybe_parse(value))
        result = case
    return result


def _chosen(name: str, is_null_kept: bool = False) -> Rule:
    """Of `arg_max` and `arg_min`: rows without the value do not count."""

    def rule(node: Node) -> Node:
        value, by = (
            node.expressions if isinstance(node, exp.Anonymous) else (node.this, node.expression)
        )
        told: Node = call(name, value.copy(), by.copy())
        if is_null_kept:
            return told
        known = exp.Not(this=exp.Is(this=value.copy(), expression=exp.null()))
        if isinstance(node.parent, exp.Filter) and node.parent.this is node:
            where = node.parent.expression
            where.set("this", exp.and_(where.this.copy(), known))
            return told
        return exp.Filter(this=told, expression=exp.Where(this=known))

    return rule


def _any(node: exp.AnyValue) -> Node:
    return call("any_value", node.this.copy(), exp.true())


def _keeps_nulls_out(node: exp.IgnoreNulls) -> Node:
    is_any = isinstance(node.this, exp.Anonymous) and node.this.name == "any_value"
    return node.this.copy() if is_any else node


def _first(node: exp.First) -> Node:
    """The first in an order is the one with the least key."""
    if not isinstance(node.this, exp.Order):
        return node
    (key,) = node.this.expressions
    name = "max_by" if key.args.get("desc") else "min_by"
    return call(name, node.this.this.copy(), key.this.copy())


def _quantile(node: exp.PercentileDisc) -> Node:
    order = exp.Order(expressions=[exp.Ordered(this=node.this.copy())])
    return exp.WithinGroup(this=call("percentile_disc", node.expression.copy()), expression=order)


def _unordered(node: exp.Sum) -> Node:
    """In which order is added up decides on the last digit only, and Spark asks for none."""
    if isinstance(node.this, exp.Order):
        node.set("this", node.this.this.copy())
    return node


def _of_list(name: str) -> Rule:
    """An aggregate that Spark lacks, of the list of its values (``functions``)."""

    def rule(node: Node) -> Node:
        value = node.expressions[0] if isinstance(node, exp.Anonymous) else node.this

        return _around(node, call("collect_list", value.copy()), partial(_told_of, name))

    return rule


def _of_given_list(node: exp.Anonymous) -> Node:
    return _told_of(node.name.lower(), node.expressions[0].copy())


def _told_of(name: str, list_: Node) -> Node:
    of_it = call("transform", call("array", list_), exp.Var(this=OF_A_LIST[name]))
    return call("element_at", of_it, 1)


def _counted(node: exp.Count) -> Node:
    """Different ones in a window."""
    if not isinstance(node.this, exp.Distinct) or not isinstance(_outermost(node), exp.Window):
        return node
    values = call("collect_set", *[one.copy() for one in node.this.expressions])
    return _around(node, values, lambda set_: call("size", set_))


# --- messages


def _message(node: exp.Anonymous) -> Node:
    """An object of JSON; as a variant, so that one within another stays an object."""
    fields = call("named_struct", *_copies(node)) if node.expressions else call("map")
    keep = call("map", "ignoreNullFields", "false")
    return call("parse_json", call("to_json", fields, keep))


# --- joins


def _joined(node: exp.Join) -> Node:
    """`asof`: of the rows on the right the nearest, for each row on the left."""
    if node.method.upper() != "ASOF":
        return node
    condition = node.args["on"]
    nearest = next(
        one for one in condition.flatten() if isinstance(one, exp.GTE | exp.GT | exp.LTE | exp.LT)
    ) if isinstance(condition, exp.And) else condition  # fmt: skip
    name = node.this.alias_or_name
    key = nearest.expression if nearest.expression.find(exp.Column).table == name else nearest.this
    is_latest = isinstance(nearest, exp.GTE | exp.GT) == (key is nearest.expression)
    inner = (
        exp.select(exp.Column(this=exp.Star(), table=exp.to_identifier(name)))
        .from_(node.this.copy())
        .where(condition.copy())
        .order_by(exp.Ordered(this=key.copy(), desc=is_latest))
        .limit(1)
    )
    return exp.Join(
        this=exp.Lateral(this=inner.subquery(), alias=exp.TableAlias(this=exp.to_identifier(name))),
        side=node.side or None,
        kind=None if node.side else "INNER",
        on=exp.true(),
    )


# --- queries


def _select(node: exp.Select) -> Node:
    _write_out_windows(node)
    _zip(node)
    return node


def _write_out_windows(node: exp.Select) -> None:
    """A window that adds an order to a named one, which Spark does not know."""
    named = {one.name: one for one in node.args.get("windows") or ()}
    for window in node.find_all(exp.Window):
        base = named.get(window.alias)
        if base is None or window in named.values() or window.parent_select is not node:
            continue
        window.set("alias", None)
        for part in ("partition_by", "order", "spec"):
            if not window.args.get(part) and base.args.get(part):
                value = base.args[part]
                window.set(
                    part, [one.copy() for one in value] if isinstance(value, list) else value.copy()
                )
    node.set("windows", None)


def _zip(node: exp.Select) -> None:
    """Several lists at once are unnested side by side; Spark would make all pairs."""
    lists = [one for one in node.expressions if isinstance(one.unalias(), exp.Explode)]
    if len(lists) < 2:
        return
    zipped = call("inline", call("arrays_zip", *[one.unalias().this.copy() for one in lists]))
    names = [exp.to_identifier(one.alias_or_name, quoted=True) for one in lists]
    lists[0].replace(exp.Aliases(this=zipped, expressions=names))
    for one in lists[1:]:
        one.pop()


def _window(node: exp.Window) -> Node:
    """Spark numbers in an order only; without one any is right."""
    if isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
        node.set("order", exp.Order(expressions=[exp.Ordered(this=_number(1))]))
    return node


def _united(node: exp.SetOperation) -> Node:
    """The first query names the columns; Spark trips over two of one name in a later one."""
    if isinstance(node.expression, exp.Select):
        for column, name in zip(node.expression.expressions, node.named_selects, strict=False):
            column.replace(exp.alias_(column.unalias().copy(), name, quoted=True))
    return node


def exp_error(what: str) -> Exception:
    from sqlglot.errors import UnsupportedError

    return UnsupportedError(what)


RULES: dict[type[Node], Rule] = {
    exp.Literal: _literal,
    exp.Div: _divided,
    exp.Round: _rounded,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Sub: _minus,
    exp.ToDays: _to_days,
    exp.Length: _length,
    exp.Bracket: _bracket,
    exp.ArrayOverlaps: _overlap,
    exp.ArrayAgg: _listed,
    exp.ArgMax: _chosen("max_by"),
    exp.ArgMin: _chosen("min_by"),
    exp.AnyValue: _any,
    exp.IgnoreNulls: _keeps_nulls_out,
    exp.First: _first,
    exp.PercentileDisc: _quantile,
    exp.Count: _counted,
    exp.Mode: _of_list("mode"),
    exp.Join: _joined,
    exp.MapKeys: _keys,
    exp.JarowinklerSimilarity: lambda node: call(
        "jaro_winkler_similarity", node.this.copy(), node.expression.copy()
    ),
    exp.Select: _select,
    exp.Window: _window,
    exp.Union: _united,
    exp.Sum: _unordered,
    exp.Avg: _unordered,
}
FUNCTIONS: dict[str, Rule] = {
    "message_object": _message,
    "isfinite": _is_finite,
    "map_values": _values,
    "to_years": _to_years,
    "list_position": _position,
    "list_has_all": _has_all,
    "arg_max_null": _chosen("max_by", is_null_kept=True),
    "arg_min_null": _chosen("min_by", is_null_kept=True),
    "list_sum": _of_given_list,
    "list_avg": _of_given_list,
    "list_stddev_pop": _of_given_list,
    "mad": _of_list("mad"),
    "histogram": _of_list("histogram"),
}
