"""Every published figure leads back to cells of the landed files, and comes out of them again."""

import csv
import io
import json
import math
import random
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import Catalogue
from sozialraum.trace import Trace, read_trace
from sozialraum.trace.model import Cell, Term
from sozialraum_cli.shown.trace import print_trace
from tests.conftest import Refreshed, run_cli

SEED = 20260622
KINDS = {
    "direct": "method = 'direct' and cadence in ('quarter', 'year')",
    "aggregated": "method = 'aggregated'",
    "apportioned": "method = 'apportioned'",
    "modelled": "method = 'modelled'",
    "survey": "cadence = 'survey'",
    "monthly": "cadence = 'month'",
    "expected": "standardised = 'indirect'",
    "standardised": "standardised = 'direct'",
}


@pytest.fixture(scope="module")
def figures(refreshed: Refreshed) -> dict[str, list[tuple[str, str, str]]]:
    """Two random published figures of each kind: area, indicator, period."""
    chosen = {}
    for kind, condition in KINDS.items():
        rows = refreshed.published_rows(
            "select area_id, indicator_id, period from marts.fct_indicator "
            "join declared.indicator using (indicator_id) "
            f"where status = 'known' and {condition} order by all"
        )
        chosen[kind] = random.Random(SEED).sample(rows, 2)
    return chosen  # type: ignore[return-value]


def _database(refreshed: Refreshed) -> Path:
    return refreshed.warehouse.current / "sozialraum.duckdb"


def _landed(refreshed: Refreshed, catalogue: Catalogue, trace: Trace, cell: Cell) -> str:
    """What stands in the landed file in the row and column that the trace names."""
    (file,) = [f for f in trace.files if f.landing_id == cell.landing_id and f.file == cell.file]
    source = catalogue.source(cell.source_id)
    text = (refreshed.warehouse.root / file.path).read_bytes().decode(source.encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=source.delimiter))
    column = [name.strip() for name in rows[0]].index(cell.column)
    return rows[cell.row - 1][column].strip()


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _by_hand(term: Term) -> float:
    total = 0.0
    for part in term.parts:
        # 1, or a model's, which no cells tell
        share = part.published_share or 0.0
        if part.weights:
            inside = sum(_number(w.cell.text) for w in part.weights if w.is_within)
            share = inside / sum(_number(w.cell.text) for w in part.weights)
        total += share * sum(_number(cell.text) * cell.weight for cell in part.cells)
    return total


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("kind", KINDS)
def test_a_random_published_figure_comes_out_of_the_texts_of_its_cells(
    refreshed: Refreshed,
    catalogue: Catalogue,
    figures: dict[str, list[tuple[str, str, str]]],
    kind: str,
    position: int,
) -> None:
    area, indicator, period = figures[kind][position]
    trace = read_trace(_database(refreshed), area=area, indicator=indicator, period=period)
    declared = (trace.numerator, trace.denominator, trace.rate)
    terms = [term for term in declared if term is not None]
    cells = [
        cell
        for term in terms
        for part in term.parts
        for cell in (*part.cells, *(weight.cell for weight in part.weights))
    ]
    assert cells
    for cell in cells:
        assert _landed(refreshed, catalogue, trace, cell) == cell.text
    ((value, numerator, denominator),) = refreshed.published_rows(
        "select value, numerator, denominator from marts.fct_indicator "
        f"where area_id = '{area}' and indicator_id = '{indicator}' and period = '{period}'"
    )
    above = _by_hand(trace.numerator)
    if trace.denominator is None:
        assert math.isclose(above * trace.factor, float(str(value)), rel_tol=1e-9)
    else:
        below = _by_hand(trace.denominator)
        assert math.isclose(above, float(str(numerator)), rel_tol=1e-9)
        assert math.isclose(below, float(str(denominator)), rel_tol=1e-9)
        found = _by_hand(trace.rate) if trace.rate is not None else above / below
        assert math.isclose(found * trace.factor, float(str(value)), rel_tol=1e-9)
    assert trace.disagreements == []
    if kind == "apportioned":
        assert all(part.weights for part in trace.numerator.parts)


def test_every_published_figure_comes_out_of_the_view(refreshed: Refreshed) -> None:
    ((known, wrong),) = refreshed.published_rows(
        """
        with cells as (
            select area_id, indicator_id, period,
                   coalesce(sum(weight * value) filter (role = 'numerator'), 0) as numerator,
                   sum(weight * value) filter (role = 'denominator') as denominator
            from marts.trace_cell group by all
        )
        select count(*), count(*) filter (
            cells.area_id is null
            or abs(figure.numerator - cells.numerator) > 1e-6
            or abs(figure.denominator - cells.denominator) > 1e-6)
        from marts.fct_indicator as figure
        left join cells using (area_id, indicator_id, period)
        where figure.status = 'known'
        """
    )
    assert known > 10_000  # type: ignore[operator]
    assert wrong == 0


def test_the_view_works_when_the_database_is_attached_under_another_name(
    refreshed: Refreshed, tmp_path: Path
) -> None:
    copy = tmp_path / "renamed.db"
    shutil.copy(_database(refreshed), copy)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{copy}' as other (read_only)")
        assert connection.execute("from other.marts.trace_cell limit 1").fetchall()


def _trace_of(area: str, indicator: str, period: str) -> list[str]:
    return ["trace", "--area", area, "--indicator", indicator, "--period", period]


@pytest.mark.parametrize("width", ["60", "160"])
def test_the_command_shows_value_steps_cells_files_and_licence(
    refreshed: Refreshed,
    figures: dict[str, list[tuple[str, str, str]]],
    monkeypatch: pytest.MonkeyPatch,
    width: str,
) -> None:
    area, indicator, period = figures["apportioned"][0]
    done = run_cli(
        *_trace_of(area, indicator, period),
        warehouse=refreshed.warehouse.root,
        columns=width,
    )
    assert done.returncode == 0, done.stderr
    trace = read_trace(_database(refreshed), area=area, indicator=indicator, period=period)
    cell = trace.numerator.parts[0].cells[0]
    for said in (
        "95 % interval",
        "apportioned",
        "share",
        "weights",
        cell.text,
        str(cell.row),
        trace.files[0].landing_id,
        trace.files[0].url,
        trace.files[0].licence,
        "agrees",
    ):
        assert said in done.stdout
    assert max(map(len, done.stdout.split("Files")[0].splitlines())) <= int(width)


def test_the_command_speaks_json(
    refreshed: Refreshed, figures: dict[str, list[tuple[str, str, str]]]
) -> None:
    area, indicator, period = figures["aggregated"][0]
    done = run_cli(
        *_trace_of(area, indicator, period),
        "--json",
        warehouse=refreshed.warehouse.root,
    )
    found = json.loads(done.stdout)
    assert found["agrees"] is True
    assert found["numerator"]["parts"][0]["cells"][0]["text"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"area": "city:0"}, "there is no area 'city:0'. Did you mean city:"),
        ({"indicator": "unemployment_shar"}, "Did you mean unemployment_share"),
        ({"period": "2019-Q9"}, "Nearest: 2019-Q"),
        ({"indicator": "doctors_per_10000", "area": None}, "it exists for areas of the level city"),
    ],
)
def test_what_does_not_exist_is_said_with_what_comes_near(
    refreshed: Refreshed, catalogue: Catalogue, changed: dict[str, str | None], said: str
) -> None:
    asked: dict[str, str] = {
        "area": catalogue.city.area_id,
        "indicator": "unemployment_share",
        "period": "2020-Q2",
    }
    for name, value in changed.items():
        asked[name] = value or f"{catalogue.sozialraum_level}:01"
    with pytest.raises(MonitorError) as told:
        read_trace(_database(refreshed), **asked)
    assert said in str(told.value)


def test_names_do_as_well_as_ids(refreshed: Refreshed, area_names: dict[str, str]) -> None:
    name = area_names["stadtraum:16"].lower()
    named = read_trace(_database(refreshed), area=name, indicator="Ausländeranteil")
    assert (named.area_id, named.indicator_id) == ("stadtraum:16", "foreigners_share")


def test_a_figure_that_its_cells_do_not_give_is_not_called_right(
    refreshed: Refreshed, figures: dict[str, list[tuple[str, str, str]]], tmp_path: Path
) -> None:
    area, indicator, period = figures["direct"][0]
    copy = tmp_path / "sozialraum.duckdb"
    shutil.copy(_database(refreshed), copy)
    with duckdb.connect(copy) as connection:
        connection.execute(
            "update marts.fct_indicator set value = value * 1.01, numerator = numerator + 1 "
            "where area_id = ? and indicator_id = ? and period = ?",
            [area, indicator, period],
        )
    trace = read_trace(copy, area=area, indicator=indicator, period=period)
    assert [text.split(":")[0] for text in trace.disagreements] == ["value", "numerator"]


def test_a_cell_that_was_set_aside_is_shown_with_its_reason(
    refreshed: Refreshed, figures: dict[str, list[tuple[str, str, str]]], tmp_path: Path
) -> None:
    area, indicator, period = figures["direct"][0]
    copy = tmp_path / "sozialraum.duckdb"
    shutil.copy(_database(refreshed), copy)
    before = read_trace(copy, area=area, indicator=indicator, period=period)
    cell = before.numerator.parts[0].cells[0]
    with duckdb.connect(copy) as connection:
        connection.execute(
            "insert into raw.reject by name select source_id, landing_id, file, row_number, "
            "column_name, value_text, 'not a whole number' as reason from lineage.source_cell "
            "where landing_id = ? and row_number = ? and column_name = ?",
            [cell.landing_id, cell.row, cell.column],
        )
        connection.execute(
            "update marts.fct_indicator set value = null, status = 'missing' "
            "where area_id = ? and indicator_id = ? and period = ?",
            [area, indicator, period],
        )
    trace = read_trace(copy, area=area, indicator=indicator, period=period)
    assert trace.numerator.recomputed is None
    for width in (60, 160):
        said = _printed(trace, width)
        assert "not a whole number" in said
        assert "a cell was set aside" in said


def test_a_missing_denominator_is_no_zero(
    refreshed: Refreshed, figures: dict[str, list[tuple[str, str, str]]]
) -> None:
    area, indicator, period = figures["direct"][0]
    whole = read_trace(_database(refreshed), area=area, indicator=indicator, period=period)
    assert whole.denominator is not None
    part = replace(whole.denominator.parts[0], cells=())
    without = replace(
        whole,
        value=None,
        status="no_denominator",
        denominator=replace(whole.denominator, parts=(part,), absent_means_zero=False),
    )
    said = _printed(without, 160)
    assert "/ (no denominator)" in said
    assert "/ 0" not in said
    assert "there is no denominator that the rule of the indicator allows" in said


def test_only_the_interval_of_a_shared_out_figure_is_called_widened(
    refreshed: Refreshed, figures: dict[str, list[tuple[str, str, str]]]
) -> None:
    for kind in ("direct", "apportioned"):
        for area, indicator, period in figures[kind]:
            trace = read_trace(_database(refreshed), area=area, indicator=indicator, period=period)
            is_widened = "widened by the error of sharing out" in _printed(trace, 200)
            assert is_widened == any((p.published_share or 0) < 1 for p in trace.numerator.parts)


def _printed(trace: Trace, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    print_trace(trace, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return " ".join(str(text).split())
