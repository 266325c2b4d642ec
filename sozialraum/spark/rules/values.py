"""Numbers, casts, days and texts."""

from sqlglot import exp

from sozialraum.spark.rules.maps import map_as_text
from sozialraum.spark.rules.nodes import DAYS, FLOATING, TEXTS, Node, Rule, call, is_a


def _literal(node: exp.Literal) -> Node:
    """0.5 is a decimal to both, but Spark's decimals lose digits where DuckDB's become doubles."""
    if node.is_string or not any(one in node.name for one in ".eE"):
        return node
    return exp.Var(this=f"{node.name}D")


def _divided(node: exp.Div) -> Node:
    """By zero: infinite, or NaN, as IEEE 754 has it; Spark would stop."""
    divisor = node.expression.unnest()
    left, right = (_double(one) for one in (node.this, node.expression))
    # a number, as `_literal` left it
    is_number = isinstance(divisor, exp.Literal | exp.Var)
    if isinstance(divisor, exp.Nullif) or (is_number and float(divisor.name.rstrip("D")) != 0):
        return exp.paren(exp.Div(this=left, expression=right, typed=True))
    infinite = exp.Mul(this=left.copy(), expression=call("double", "Infinity"))
    return call(
        "if",
        exp.EQ(this=right.copy(), expression=exp.Literal.number(0)),
        infinite,
        exp.Div(this=left, expression=right, typed=True),
    )


def _double(node: Node) -> Node:
    return node.copy() if is_a(node, *FLOATING) else call("double", node.copy())


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
    if node.to.this in whole and is_a(node.this, *FLOATING, exp.DType.DECIMAL):
        node.set("this", call("rint", node.this.copy()))
    if node.to.this is exp.DType.INT128:
        node.set("to", exp.DataType.build("bigint"))
    if node.to.this in TEXTS and is_a(node.this, exp.DType.MAP):
        return map_as_text(node.this.copy())
    if node.to.this is exp.DType.JSON:
        return call("parse_json", node.this.copy())
    return node


def _is_finite(node: exp.Anonymous) -> Node:
    (number,) = node.expressions
    return exp.LT(this=call("abs", number.copy()), expression=call("double", "Infinity"))


def _minus(node: exp.Sub) -> Node:
    """A day less a day is a number of days."""
    if is_a(node.this, *DAYS) and is_a(node.expression, *DAYS):
        return call("datediff", node.this.copy(), node.expression.copy())
    return node


def _to_days(node: exp.ToDays) -> Node:
    return call("make_dt_interval", node.this.copy())


def _to_years(node: exp.Anonymous) -> Node:
    return call("make_ym_interval", node.expressions[0].copy())


def _alike(node: exp.JarowinklerSimilarity) -> Node:
    return call("jaro_winkler_similarity", node.this.copy(), node.expression.copy())


RULES: dict[type[Node], Rule] = {
    exp.Literal: _literal,
    exp.Div: _divided,
    exp.Round: _rounded,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Sub: _minus,
    exp.ToDays: _to_days,
    exp.JarowinklerSimilarity: _alike,
}
FUNCTIONS: dict[str, Rule] = {
    "isfinite": _is_finite,
    "to_years": _to_years,
    # registered with Spark by the same name
    "nfc_normalize": lambda node: node,
}
