"""Lists, structures and messages of JSON."""

from sqlglot import exp

from sozialraum.spark.functions import OF_A_LIST
from sozialraum.spark.rules.maps import entry
from sozialraum.spark.rules.nodes import TEXTS, Node, Rule, call, copies, is_a, number


def _length(node: exp.Length) -> Node:
    """Of what is not known to be a text: Spark says where it is none."""
    return node if is_a(node.this, *TEXTS) else call("size", node.this.copy())


def _bracket(node: exp.Bracket) -> Node:
    """What is not there is NULL; Spark would stop."""
    (index,) = node.expressions
    if isinstance(index, exp.Slice):
        return _slice(node, index)
    if index.is_string or is_a(index, *TEXTS):
        return entry(node.this.copy(), index.copy())
    place = index.copy() if index.is_number else call("nullif", call("int", index.copy()), 0)
    return call("try_element_at", node.this.copy(), place)


def _slice(node: exp.Bracket, index: exp.Slice) -> Node:
    start = index.this or number(1)
    length = exp.Sub(
        this=exp.paren(index.expression.copy()),
        expression=exp.paren(exp.Sub(this=start.copy(), expression=number(1))),
    )
    name = "substring" if is_a(node.this, *TEXTS) else "slice"
    return call(name, node.this.copy(), start.copy(), length)


def _concatenated(node: exp.ArrayConcat) -> Node:
    """A list that is NULL is passed over; with Spark all would be NULL."""
    lists = [node.this, *node.expressions]
    told: Node = lists[0].copy()
    for one in lists[1:]:
        told = call("coalesce", call("concat", told, one.copy()), told.copy(), one.copy())
    return told


def _position(node: exp.Anonymous) -> Node:
    return call("nullif", call("array_position", *copies(node)), 0)


def _has_all(node: exp.Anonymous) -> Node:
    whole, part = copies(node)
    return exp.EQ(this=call("size", call("array_except", part, whole)), expression=number(0))


def _of_numbers(node: exp.Anonymous) -> Node:
    """What an aggregate is of a list (``functions``): NULL does not count."""
    one = exp.to_identifier("one")
    is_there = exp.Not(this=exp.Is(this=one, expression=exp.null()))
    numbers = call(
        "filter", node.expressions[0].copy(), exp.Lambda(this=is_there, expressions=[one.copy()])
    )
    of_it = call("transform", call("array", numbers), exp.Var(this=OF_A_LIST[node.name.lower()]))
    return call("element_at", of_it, 1)


def _overlap(node: exp.ArrayOverlaps) -> Node:
    return call("arrays_overlap", node.this.copy(), node.expression.copy())


def _message(node: exp.Anonymous) -> Node:
    """An object of JSON; as a variant, so that one within another stays an object."""
    fields = call("named_struct", *copies(node)) if node.expressions else call("map")
    keep = call("map", "ignoreNullFields", "false")
    return call("parse_json", call("to_json", fields, keep))


RULES: dict[type[Node], Rule] = {
    exp.Length: _length,
    exp.Bracket: _bracket,
    exp.ArrayOverlaps: _overlap,
    exp.ArrayConcat: _concatenated,
}
FUNCTIONS: dict[str, Rule] = {
    "list_position": _position,
    "list_sum": _of_numbers,
    "list_avg": _of_numbers,
    "list_stddev_pop": _of_numbers,
    "list_has_all": _has_all,
    "message_object": _message,
}
