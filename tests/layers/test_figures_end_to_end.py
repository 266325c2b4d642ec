"""A made-up layer of figures through the whole chain: what it tells is no longer estimated."""

import pytest

from sozialraum.declarations import load_catalogue
from sozialraum.trace.figure import read_trace
from tests.conftest import Refreshed
from tests.layers.made_up_city import MadeUpLayers, made_up_count, made_up_layers

INDICATOR = "unemployment_share"
PERIOD = "2024-Q4"


@pytest.fixture(scope="module")
def layers(refreshed: Refreshed) -> MadeUpLayers:
    return made_up_layers(refreshed)


def test_figures_of_a_layer_replace_estimates_of_its_areas_and_period(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    rows = lived_in.published_rows(
        "select area_id, period, method, numerator, value * denominator, source_ids "
        f"from marts.fct_indicator where indicator_id = '{INDICATOR}' "
        f"and area_id like 'stadtraum:%' and period in ('{PERIOD}', '2024-Q3') order by 1, 2"
    )
    told = {row[0]: row for row in rows if row[1] == PERIOD}
    for position, code in enumerate(layers.areas[:-1]):
        _, _, method, numerator, product, sources = told[f"stadtraum:{code}"]
        assert method == "direct"
        assert numerator == made_up_count(position)
        assert product == pytest.approx(numerator)
        assert layers.figures.id in str(sources)
    # what was set aside stays an estimate, and so do other periods
    assert told[f"stadtraum:{layers.areas[-1]}"][2] == "modelled"
    assert {row[2] for row in rows if row[1] != PERIOD} == {"modelled", "direct"}
    assert not [row for row in rows if row[1] != PERIOD and layers.figures.id in str(row[5])]


def test_what_a_table_publishes_goes_before_the_layer(
    lived_in: Refreshed, refreshed: Refreshed
) -> None:
    query = (
        "select area_id, period, value from marts.fct_indicator "
        f"where indicator_id = '{INDICATOR}' and area_level <> 'stadtraum' order by all"
    )
    assert lived_in.published_rows(query) == refreshed.published_rows(query)


def test_a_figure_leads_to_file_feature_and_attribute(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    trace = read_trace(
        lived_in.warehouse.current / "sozialraum.duckdb",
        area=f"stadtraum:{layers.areas[2]}",
        indicator=INDICATOR,
        period=PERIOD,
    )
    ((cell,),) = [part.cells for part in trace.numerator.parts]
    assert (cell.file, cell.row, cell.text) == (f"{layers.figures.layer}.geojson", 3, "102")
    assert cell.address == "arbeitslose, feature 3"
    assert trace.disagreements == []


def test_a_layer_of_figures_is_listed_and_its_odd_figure_set_aside(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    areas = len(layers.areas)
    assert lived_in.published_rows(
        "select outcome, features, used, rejected, area_level from marts.mart_layer_status "
        f"where source_id = '{layers.figures.id}'"
    ) == [("read", areas, areas, 1, "stadtraum")]
    assert lived_in.published_rows(
        "select delivery, rows, rejected from marts.mart_source_status "
        f"where source_id = '{layers.figures.id}'"
    ) == [("layer", areas, 1)]
    # far less than the tables say, being made up
    ((passed, failing),) = lived_in.published_rows(
        "select passed, failing_rows from marts.mart_data_quality "
        "where check_name = 'layers_like_tables'"
    )
    assert not passed
    assert failing


def test_without_layers_of_figures_nothing_speaks_of_them(refreshed: Refreshed) -> None:
    layers = [layer.id for layer, _ in load_catalogue().figure_layers]
    assert layers
    for table in ("mart_source_status", "fct_measure", "mart_plausibility", "mart_drift"):
        assert (
            refreshed.published_rows(
                f"select * from marts.{table} where list_contains({layers}, source_id)"
            )
            == []
        )
    assert (
        refreshed.published_rows(
            "select indicator_id from marts.dim_indicator where contains(source_ids, 'figures_')"
        )
        == []
    )
