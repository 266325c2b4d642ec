"""What sqlglot does not know of DuckDB's SQL, told in Spark's: each construct once.

Each rule takes a node of the tree of a query, whose names are resolved and types known, and gives
the node that says the same to Spark. Where the two differ silently (a cast that rounds, a division
by zero, a list that keeps NULL), DuckDB's way is told, for its results are the ones compared with.
"""

from sqlglot import exp
from sqlglot.errors import UnsupportedError

from sozialraum.spark.rules import aggregates, lists, maps, queries, values
from sozialraum.spark.rules.nodes import Node, Rule

RULES: dict[type[Node], Rule] = (
    values.RULES | lists.RULES | maps.RULES | aggregates.RULES | queries.RULES
)
FUNCTIONS: dict[str, Rule] = (
    values.FUNCTIONS | lists.FUNCTIONS | maps.FUNCTIONS | aggregates.FUNCTIONS
)
"""Of functions that sqlglot does not know, by their names."""


def to_spark(query: Node) -> Node:
    """The query with every node that Spark would read otherwise put into its words.

    Raises:
        UnsupportedError: a function that neither sqlglot nor a rule knows.
    """
    for node in list(query.walk(bfs=False))[::-1]:
        rule = _rule(node)
        if rule is None:
            continue
        told = rule(node)
        if told is not node:
            # rules of what is around it ask for it
            told.type = told.type or node.type
            if node is query:
                query = told
            else:
                node.replace(told)
    return query


def _rule(node: Node) -> Rule | None:
    if not isinstance(node, exp.Anonymous):
        return RULES.get(type(node))
    name = node.name.lower()
    if name not in FUNCTIONS:
        raise UnsupportedError(f"no rule tells the function {name}")
    return FUNCTIONS[name]
