"""What rules are made of: nodes of the tree of a query."""

from collections.abc import Callable
from typing import Any

from sqlglot import exp

Node = exp.Expr
Rule = Callable[[Any], Node]
"""A node whose names are resolved and types known -> the node that says the same to Spark."""

TEXTS = (exp.DType.VARCHAR, exp.DType.TEXT)
FLOATING = (exp.DType.DOUBLE, exp.DType.FLOAT)
DAYS = (exp.DType.DATE,)


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


def is_a(node: Node, *kinds: exp.DType) -> bool:
    return node.type is not None and node.type.this in kinds


def copies(node: exp.Anonymous) -> list[Node]:
    return [one.copy() for one in node.expressions]


def number(value: int) -> Node:
    return exp.Literal.number(value)
