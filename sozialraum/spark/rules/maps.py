"""Maps: lists of their entries, as maps of Spark's can be neither compared nor grouped by."""

from sqlglot import exp

from sozialraum.spark.rules.nodes import Node, Rule, call


def entry(map_: Node, key: Node) -> Node:
    found = call("filter", map_, _each("entry", exp.EQ(this=_of("entry", "key"), expression=key)))
    return exp.Dot(this=call("try_element_at", found, 1), expression=exp.to_identifier("value"))


def _keys(node: exp.MapKeys) -> Node:
    return call("transform", node.this.copy(), _each("entry", _of("entry", "key")))


def _values(node: exp.Anonymous) -> Node:
    return call("transform", node.expressions[0].copy(), _each("entry", _of("entry", "value")))


def map_as_text(map_: Node) -> Node:
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


RULES: dict[type[Node], Rule] = {
    exp.MapKeys: _keys,
}
FUNCTIONS: dict[str, Rule] = {
    "map_values": _values,
}
