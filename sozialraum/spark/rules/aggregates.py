"""Aggregates, with their filters and windows."""

from collections.abc import Callable

from sqlglot import exp
from sqlglot.errors import UnsupportedError

from sozialraum.spark.functions import OF_A_LIST
from sozialraum.spark.rules.nodes import Node, Rule, call, is_a, number


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
    return _collected(node, _filled)


def _joined(node: exp.GroupConcat) -> Node:
    """Texts without those that are NULL; Spark's own (4.3.0) fails in some plans."""
    separator = node.args.get("separator") or exp.Literal.string(",")
    is_there = exp.Lambda(
        this=exp.Not(this=exp.Is(this=exp.to_identifier("item"), expression=exp.null())),
        expressions=[exp.to_identifier("item")],
    )
    return _collected(
        node,
        lambda list_: call(
            "array_join", _filled(call("filter", list_, is_there)), separator.copy()
        ),
    )


def _collected(node: exp.ArrayAgg | exp.GroupConcat, told: Callable[[Node], Node]) -> Node:
    """The values in their order, as ``told``."""
    value, keys = node.this, []
    if isinstance(value, exp.Order):
        value, keys = value.this, value.expressions
    if isinstance(value, exp.Distinct):
        distinct = value.expressions[0]
        if any(one.this != distinct or one.args.get("desc") for one in keys):
            raise UnsupportedError("list(distinct …) in another order than its own")
        return _around(
            node,
            call("collect_set", distinct.copy()),
            lambda set_: told(call("array_sort", set_)),
        )
    fields = [exp.alias_(one.this.copy(), f"k{n}") for n, one in enumerate(keys)]
    packed = call("struct", *fields, exp.alias_(value.copy(), "v"))
    item, left, right = (exp.to_identifier(name) for name in ("item", "one", "other"))

    def unpacked(list_: Node) -> Node:
        if keys:
            ordered = exp.Lambda(this=_compared(keys), expressions=[left, right])
            list_ = call("array_sort", list_, ordered)
        field = exp.Dot(this=item.copy(), expression=exp.to_identifier("v"))
        taken = exp.Lambda(this=field, expressions=[item])
        return told(call("transform", list_, taken))

    return _around(node, call("collect_list", packed), unpacked)


def _filled(list_: Node) -> Node:
    return call(
        "if", exp.EQ(this=call("size", list_.copy()), expression=number(0)), exp.null(), list_
    )


def _compared(keys: list[Node]) -> Node:
    """-1, 0 or 1, by the keys one after the other; as Spark's own order cannot be turned."""
    result: Node = number(0)
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
    """Those pass over NULL by themselves, and Spark does not let it be said: sqlglot says it of the
    aggregate around `any_value`, too."""
    is_any = isinstance(node.this, exp.Anonymous) and node.this.name == "any_value"
    is_plain = isinstance(node.this, exp.Max | exp.Min | exp.Sum | exp.Avg | exp.Count)
    return node.this.copy() if is_any or is_plain else node


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


def _continuous(node: exp.PercentileCont) -> Node:
    """Spark's ``percentile`` is the one between two values, and may be one over a window."""
    return call("percentile", node.this.copy(), node.expression.copy())


def _unordered(node: exp.AggFunc) -> Node:
    """In which order is added up decides on the last digit only, and Spark asks for none."""
    for name in ("this", "expression"):
        if isinstance(node.args.get(name), exp.Order):
            node.set(name, node.args[name].this.copy())
    return node


def _least(node: exp.Min | exp.Max) -> Node:
    """Of messages by their texts, as a variant has no order."""
    if not is_a(node.this, exp.DType.JSON):
        return node
    text = type(node)(this=call("to_json", node.this.copy()))
    return _around(node, text, lambda least: call("parse_json", least))


def _of_list(name: str) -> Rule:
    """An aggregate that Spark lacks, of the list of its values (``functions``)."""

    def rule(node: Node) -> Node:
        value = node.expressions[0] if isinstance(node, exp.Anonymous) else node.this

        def told(list_: Node) -> Node:
            of_it = call("transform", call("array", list_), exp.Var(this=OF_A_LIST[name]))
            return call("element_at", of_it, 1)

        return _around(node, call("collect_list", value.copy()), told)

    return rule


def _counted(node: exp.Count) -> Node:
    """Different ones in a window."""
    if not isinstance(node.this, exp.Distinct) or not isinstance(_outermost(node), exp.Window):
        return node
    values = call("collect_set", *[one.copy() for one in node.this.expressions])
    return _around(node, values, lambda set_: call("size", set_))


RULES: dict[type[Node], Rule] = {
    exp.ArrayAgg: _listed,
    exp.GroupConcat: _joined,
    exp.ArgMax: _chosen("max_by"),
    exp.ArgMin: _chosen("min_by"),
    exp.AnyValue: _any,
    exp.IgnoreNulls: _keeps_nulls_out,
    exp.First: _first,
    exp.PercentileDisc: _quantile,
    exp.PercentileCont: _continuous,
    exp.Count: _counted,
    exp.Mode: _of_list("mode"),
    exp.Sum: _unordered,
    exp.Avg: _unordered,
    exp.Corr: _unordered,
    exp.Min: _least,
    exp.Max: _least,
}
FUNCTIONS: dict[str, Rule] = {
    "arg_max_null": _chosen("max_by", is_null_kept=True),
    "arg_min_null": _chosen("min_by", is_null_kept=True),
    "mad": _of_list("mad"),
    "histogram": _of_list("histogram"),
}
