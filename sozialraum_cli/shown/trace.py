"""A trace as a person reads it in a terminal, wide or narrow."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from sozialraum.trace.model import Cell, Part, Term, Trace

WIDE = 100
RULES = {
    "same_period": "of the same period",
    "year_end": "of 31 December of the same year",
    "previous_year_end": "of the last 31 December before the period's end",
    "last_known": "of the last period that ended by then",
    "nearest": "of the day in the period or nearest to it",
}


def print_trace(trace: Trace, console: Console) -> None:
    """Value, arithmetic, cells and files, in this order."""
    numbers = {file.landing_id: position for position, file in enumerate(trace.files, start=1)}
    for line in _heading(trace):
        console.print(line, soft_wrap=False)
    shown: set[str] = set()
    for term in (trace.numerator, trace.denominator):
        if term is not None:
            _print_term(trace, term, numbers, shown, console)
    _print_files(trace, console)
    if trace.value is None:
        console.print(f"There is no value: {_why_no_value(trace)}.")
    elif trace.disagreements:
        console.print("[bold red]Recomputed from the cells, it does NOT agree:[/bold red]")
        for difference in trace.disagreements:
            console.print(f"  {escape(difference)}")
    else:
        console.print("[green]Recomputed from the cells: agrees.[/green]")


def _why_no_value(trace: Trace) -> str:
    terms = [term for term in (trace.numerator, trace.denominator) if term is not None]
    rejects = sorted({c.reject for t in terms for p in t.parts for c in p.cells if c.reject})
    if rejects:
        return f"a cell was set aside ({escape('; '.join(rejects))}; see raw.reject)"
    if trace.status == "no_denominator":
        return "there is no denominator that the rule of the indicator allows"
    if trace.status == "suppressed":
        return "the provider withholds a cell"
    return f"{trace.status}; a cell above says no number, or a row is not there"


def _heading(trace: Trace) -> Iterator[str]:
    yield (
        f"[bold]{escape(trace.name)}[/bold] ({trace.indicator_id}), "
        f"{escape(trace.area_name)} ({trace.area_id}), {trace.period}"
    )
    yield f"  {escape(trace.definition)}"
    unit = trace.unit.replace("_", " ")
    widened = ", widened by the error of sharing out" if trace.is_shared_out else ""
    interval = (
        f", 95 % interval {_number(trace.ci_low)} to {_number(trace.ci_high)}"
        f" ({trace.interval_method}{widened})"
        if trace.ci_low is not None
        else ""
    )
    yield f"  value [bold]{_number(trace.value)}[/bold] ({unit}){interval}"
    yield f"  {trace.method}, {trace.status}; publication {trace.publication}"
    factor = "" if trace.factor == 1 else f" x {_number(trace.factor)}"
    if trace.rate is not None:
        yield (
            f"  = {_number(trace.rate.recomputed)}{factor}: rates by age, weighted with a standard "
            "population"
        )
    elif trace.denominator is None:
        yield f"  = {_number(trace.numerator.recomputed)}{factor}, published as such"
    else:
        below = trace.denominator.recomputed
        yield (
            f"  = {_number(trace.numerator.recomputed)} / "
            f"{_number(below) if below is not None else '(no denominator)'}{factor}"
        )


def _print_term(
    trace: Trace, term: Term, numbers: dict[str, int], shown: set[str], console: Console
) -> None:
    """``shown``: areas whose weights were printed already; they are not printed twice."""
    console.print()
    role = term.role.capitalize()
    if not term.has_cells and not term.absent_means_zero:
        console.print(f"[bold]{role}[/bold] none: no file holds a figure {_wanted(trace, term)}")
        return
    console.print(f"[bold]{role}[/bold] {_number(term.recomputed)}, {_when(trace, term)}")
    for part in term.parts:
        console.print(f"  {escape(_step(part, trace))}", soft_wrap=False)
        if not part.cells:
            zero = "no row: zero, as declared for this source"
            console.print(f"    {zero if term.absent_means_zero else 'no cell'}")
        weights = [cell.weight for cell in part.cells]
        marks = [f"x {weight:.6g}" for weight in weights] if set(weights) - {1.0} else None
        _print_cells(part.cells, numbers, console, marks)
        if part.weights and part.area_id not in shown:
            shown.add(part.area_id)
            console.print(f"  Share {_share(part)} of {escape(part.area_name)} from these weights:")
            _print_cells(
                [weight.cell for weight in part.weights],
                numbers,
                console,
                marks=["inside" if weight.is_within else "" for weight in part.weights],
            )


def _wanted(trace: Trace, term: Term) -> str:
    if term.role == "numerator" or trace.denominator_rule is None:
        return f"for {trace.period}"
    return RULES.get(trace.denominator_rule, trace.denominator_rule)


def _when(trace: Trace, term: Term) -> str:
    if term.role == "numerator" or trace.denominator_rule is None:
        return term.period
    carried = " (carried: a newer one was not published)" if trace.denominator_carried else ""
    return f"{term.period}, {RULES.get(trace.denominator_rule, trace.denominator_rule)}{carried}"


def _step(part: Part, trace: Trace) -> str:
    cells = f"{len(part.cells)} cell" + ("" if len(part.cells) == 1 else "s")
    if part.area_id == trace.area_id:
        return f"{_number(part.sum)} from {cells}" + (" added up" if len(part.cells) > 1 else "")
    made_of = {
        "modelled": "the model",
        "apportioned": f"weights of {trace.weight_period}",
    }.get(trace.method, "the same area")
    return (
        f"{trace.method}: {_number(part.sum)} from {cells} of {part.area_name} ({part.area_id}) "
        f"x share {_number(part.share)} ({made_of})"
    )


def _share(part: Part) -> str:
    within = sum(weight.cell.number or 0 for weight in part.weights if weight.is_within)
    whole = sum(weight.cell.number or 0 for weight in part.weights)
    return f"{_number(part.share)} = {_number(within)} / {_number(whole)}"


def _print_cells(
    cells: Sequence[Cell],
    numbers: dict[str, int],
    console: Console,
    marks: Sequence[str] | None = None,
) -> None:
    if not cells:
        return
    if console.width < WIDE:
        for position, cell in enumerate(cells):
            mark = f", {marks[position]}" if marks and marks[position] else ""
            about = ", ".join(text for text in (cell.area, cell.breakdown) if text)
            console.print(
                Padding(
                    f"\\[{numbers[cell.landing_id]}] {escape(_place(cell))}, "
                    f"{escape(cell.column)}: "
                    f"[bold]{escape(cell.text) or '(empty)'}[/bold] ({escape(about)}{mark})"
                    + (f" [red]set aside: {escape(cell.reject)}[/red]" if cell.reject else ""),
                    (0, 0, 0, 4),
                )
            )
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    places = ("sheet", "cell") if any(cell.address for cell in cells) else ()
    for heading in ("file", *places, "row", "column", "text", "area", "part"):
        table.add_column(heading, justify="right" if heading in ("row", "text") else "left")
    if marks:
        table.add_column("")
    has_rejects = any(cell.reject for cell in cells)
    if has_rejects:
        table.add_column("set aside, because", style="red")
    for position, cell in enumerate(cells):
        table.add_row(
            f"\\[{numbers[cell.landing_id]}]",
            *((escape(cell.sheet or ""), cell.address or "") if places else ()),
            str(cell.row),
            escape(cell.column),
            f"[bold]{escape(cell.text) or '(empty)'}[/bold]",
            escape(cell.area),
            escape(cell.breakdown),
            *([marks[position]] if marks else []),
            *([escape(cell.reject or "")] if has_rejects else []),
        )
    console.print(Padding(table, (0, 0, 0, 4)))


def _place(cell: Cell) -> str:
    """``row 7``; of an office's file ``sheet 'Daten', cell D7``."""
    if cell.address is None:
        return f"row {cell.row}"
    return (f"sheet '{cell.sheet}', " if cell.sheet else "") + f"cell {cell.address}"


def _print_files(trace: Trace, console: Console) -> None:
    console.print()
    console.print("[bold]Files[/bold]")
    for position, file in enumerate(trace.files, start=1):
        console.print(f"  \\[{position}] {escape(file.file)}", soft_wrap=True)
        for line in (
            f"{file.title}; {file.office} ({file.source_id})",
            f"landing {file.landing_id}",
            f"kept as {file.path}",
            f"{file.url}",
            f"retrieved {file.retrieved_at}, licence {file.licence}",
        ):
            console.print(f"      {escape(line)}", soft_wrap=True)
    console.print()


def _number(value: float | None) -> str:
    """Up to six significant decimals, without trailing zeros."""
    if value is None:
        return "none"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"
