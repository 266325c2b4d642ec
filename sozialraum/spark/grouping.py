"""`group by all`, written out: DuckDB counts a window among what is made of groups, Spark among
what is grouped by."""

from sqlglot import exp

from sozialraum.spark.rules.aggregates import FUNCTIONS


def write_out_groups(query: exp.Expr) -> None:
    """In place; names have to be resolved before."""
    for group in list(query.find_all(exp.Group)):
        select = group.parent
        if not group.args.get("all") or not isinstance(select, exp.Select):
            continue
        values = [one.unalias() for one in select.expressions]
        group.set("all", None)
        # a number would be read as the place of a column
        group.set(
            "expressions",
            [
                one.copy()
                for one in values
                if not any(map(_is_of_groups, one.walk())) and not isinstance(one, exp.Literal)
            ],
        )
        if not group.expressions:
            group.pop()


def _is_of_groups(node: exp.Expr) -> bool:
    is_own = isinstance(node, exp.Anonymous) and node.name.lower() in FUNCTIONS
    return is_own or isinstance(node, exp.AggFunc | exp.Window)
