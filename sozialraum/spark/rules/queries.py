"""Joins, windows, unions and what a query selects."""

from sqlglot import exp

from sozialraum.spark.rules.nodes import Node, Rule, call, number


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
        _window(window)
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
    # a named one may have an order
    is_known = not node.args.get("alias")
    if is_known and isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
        node.set("order", exp.Order(expressions=[exp.Ordered(this=number(1))]))
    return node


def _united(node: exp.SetOperation) -> Node:
    """The first query names the columns; Spark trips over two of one name in a later one."""
    if isinstance(node.expression, exp.Select):
        for column, name in zip(node.expression.expressions, node.named_selects, strict=False):
            column.replace(exp.alias_(column.unalias().copy(), name, quoted=True))
    return node


RULES: dict[type[Node], Rule] = {
    exp.Join: _joined,
    exp.Select: _select,
    exp.Window: _window,
    exp.Union: _united,
}
