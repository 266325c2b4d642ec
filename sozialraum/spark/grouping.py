"""`group by all`, written out: DuckDB counts a window among what is made of groups, Spark among
what is grouped by."""

from sqlglot import exp


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
                if one.find(exp.AggFunc, exp.Window) is None and not isinstance(one, exp.Literal)
            ],
        )
        if not group.expressions:
            group.pop()
