"""Layers of figures are read as tables: areas, periods, columns, pages. All layers are made up."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations.figure_layer import figure_source
from sozialraum.declarations.layer import Layer
from sozialraum.declarations.places import Places
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.layers.figures import FigureReader, unlike_its_state
from sozialraum.ingest.layers.known_areas import KnownAreas, labels_of
from sozialraum.ingest.layers.outlines import Outline
from sozialraum.ingest.layers.retrieval import retrieved_layer
from sozialraum.ingest.wire import CheckedTable, WireError
from tests.cells import texts_of
from tests.layers.made_up import GEODATA, LEVEL, collection, feature, point, square

BERLIN = ZoneInfo("Europe/Berlin")
BLOCK = LEVEL.model_copy(update={"id": "block", "pattern": r"^(?P<code>\d{3}) (?P<name>.+)$"})
QUARTERS = [f"{number:02d} Made-up {number}" for number in range(1, 26)]
BLOCKS = [f"{number:03d} Made-up block {number}" for number in range(1, 100)]


def figure_layer(**changes: Any) -> Layer:
    declared: dict[str, Any] = {
        "id": "made_up_figures",
        "layer": "L9",
        "title": "Made-up figures (31.12.2024)",
        "office": "Made-up office",
        "licence": "made-up",
        "role": "figures",
        "planning_field": "made_up_field",
        "max_rejected": 1,
        "area_levels": ["block", "quarter"],
        "state": {"title": r"\((?P<period>[0-9.]+)\)"},
        "attributes": {
            "area": ["quarter_no", "name"],
            "period": "state",
            "all": ["total", "persons"],
            "women": "women",
        },
        "table": {
            "cadence": "quarter",
            "measures": [
                {"column": "all", "measure": "made_up", "unit": "persons"},
                {"column": "women", "measure": "made_up", "unit": "persons",
                 "breakdown": {"sex": "female"}},
            ],
            "missing": {"-": "unknown", ".": "secret", "": "missing"},
        },
    }  # fmt: skip
    return Layer.model_validate(declared | changes)


def known_areas(outlines: dict[str, Sequence[Outline]] | None = None) -> KnownAreas:
    labels = {"quarter": labels_of(LEVEL, QUARTERS), "block": labels_of(BLOCK, BLOCKS)}
    return KnownAreas(labels, outlines or {})


@pytest.mark.parametrize(
    ("signs", "written"),
    [({}, "8,842"), ({"decimal": "."}, "8.842"), ({"decimal": ".", "thousands": ","}, "8.842")],
)
def test_a_number_of_a_layer_is_read_as_it_stands_whatever_sign_its_table_declares(
    signs: dict[str, str], written: str, tmp_path: Path
) -> None:
    table = figure_layer().table or {}
    rate = {"column": "all", "measure": "made_up", "unit": "per_1000"}
    layer = figure_layer(
        attributes={"area": "quarter_no", "all": "total"},
        table={**table, **signs, "measures": [rate]},
    )
    content = collection(*(feature(None, {"quarter_no": n, "total": 8.842}) for n in range(1, 26)))
    (text,) = set(read(tmp_path, content, layer).column("all"))
    assert text == written
    notation = figure_source(layer, Places()).notation
    assert notation.read(text, is_percent=True).number == 8.842


def test_an_area_that_was_renamed_is_one_by_its_code_and_by_both_names() -> None:
    labels = labels_of(LEVEL, ["01 New", "01 Old", "02 Other"])
    assert len({labels[text] for text in ("1", "old", "new", "01 old", "01 new")}) == 1
    assert len(set(labels.values())) == 2


def land(folder: Path, layer: Layer, content: bytes, day: int = 1) -> Landing:
    retrieved = retrieved_layer(
        layer, "https://example.org", content, retrieved_at=datetime(2026, 1, day, 1, tzinfo=UTC)
    )
    return LandingStore(folder).land(layer.id, retrieved)[0]


def read(folder: Path, content: bytes, layer: Layer | None = None, **more: Any) -> CheckedTable:
    layer = layer or figure_layer()
    areas, zone = more.pop("areas", known_areas()), more.pop("zone", BERLIN)
    reader = FigureReader(layer, GEODATA, "layers.yaml:7", areas, zone)
    return reader(figure_source(layer, Places()), land(folder, layer, content, **more))


def quarters(**more: Any) -> list[dict[str, Any]]:
    return [
        feature(None, {"quarter_no": number, "total": 10 * number, **more})
        for number in range(1, 26)
    ]


def test_features_that_the_table_does_not_ask_for_are_no_rows(tmp_path: Path) -> None:
    layer = figure_layer()
    assert layer.table is not None
    asked = figure_layer(
        attributes=layer.attributes | {"sort": "kind"},
        table=layer.table | {"where": {"sort": "people"}},
    )
    table = read(tmp_path, collection(*quarters(kind="people"), *quarters(kind="flats")), asked)
    assert texts_of(table)[2][:4] == ("03 Made-up 3", "31.12.2024", "people", "30")
    assert table.height == 25
    with pytest.raises(ValueError, match="`where` stands in `table`"):
        figure_layer(where={"kind": "people"})


def test_a_feature_is_a_row_and_an_attribute_a_column(tmp_path: Path) -> None:
    table = read(tmp_path, collection(*quarters(women="4")))
    assert table.levels == {"area": "quarter"}
    assert table.columns == ("area", "period", "all", "women")
    assert texts_of(table)[2] == ("03 Made-up 3", "31.12.2024", "30", "4")
    assert list(table.row_numbers)[2] == 3
    assert table.letters["all"] + "3" == "total, feature 3"


@pytest.mark.parametrize("text", ["03 Made-up 3", "made-up  3", "3", "03"])
def test_an_area_is_known_by_label_name_or_code(text: str) -> None:
    assert known_areas().label("quarter", text) == "03 Made-up 3"


def test_a_period_that_an_attribute_tells_goes_before_the_declared_one(tmp_path: Path) -> None:
    table = read(tmp_path, collection(*quarters(state="30.06.2025")))
    assert set(table.column("period")) == {"30.06.2025"}


def test_a_feature_without_a_period_is_not_of_that_of_the_title(tmp_path: Path) -> None:
    features = quarters(state="30.06.2025")
    features[4]["properties"]["state"] = None
    with pytest.raises(WireError, match=r"1 features without a period .*: 2 figures of 50"):
        read(tmp_path, collection(*features), figure_layer(attributes={
            "area": "quarter_no", "period": "state", "all": "total", "women": "total",
        }))  # fmt: skip
    table = read(tmp_path, collection(*features), figure_layer(max_rejected=2))
    assert set(table.column("period")) == {"30.06.2025", ""}


def test_the_declared_state_is_that_of_the_day_of_retrieval(tmp_path: Path) -> None:
    layer = figure_layer(state={"fixed": {"2026-01-01": "31.12.2024", "2026-01-03": "31.12.2025"}})
    for day, state in ((2, "31.12.2024"), (3, "31.12.2025")):
        table = read(tmp_path, collection(*quarters(day=day)), layer, day=day)
        assert set(table.column("period")) == {state}
    abroad = ZoneInfo("America/New_York")
    table = read(tmp_path, collection(*quarters(day="evening")), layer, day=3, zone=abroad)
    assert set(table.column("period")) == {"31.12.2024"}


def test_figures_that_a_layer_does_not_have_are_no_column(tmp_path: Path) -> None:
    assert "women" not in read(tmp_path, collection(*quarters())).columns


def test_without_an_attribute_the_location_tells_the_area(tmp_path: Path) -> None:
    outlines = {
        "quarter": [Outline(f"{n:02d}", _shape(square(10.1 + n * 0.01, 50))) for n in range(1, 26)]
    }
    features = [
        feature(square(10.1 + 4 * 0.01, 50), {"total": 4}),
        feature(point(10.1 + 5.5 * 0.01, 50.005), {"total": 5}),
        # half of two areas is none of them
        feature(square(10.1 + 7.5 * 0.01, 50), {"total": 7}),
    ]
    table = read(tmp_path, collection(*features), areas=known_areas(outlines))
    assert table.column("area") == ["04 Made-up 4", "05 Made-up 5", "(no area)"]


def _shape(geometry: dict[str, Any]) -> Any:
    import shapely

    return shapely.from_geojson(json.dumps(geometry))


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([feature(None, {"total": 1})], "no outlines of block or quarter are loaded"),
        (
            [feature(None, {"quarter_no": 3, "number": 1})],
            "no attribute for `all` .*{total}, {persons}",
        ),
        ([feature(None, {"quarter_no": "Elsewhere", "total": 1})], "no feature is an area of"),
        (quarters(total="many"), "25 texts in `all` that are no figures \\('many'\\)"),
        (quarters(total=1.5), "25 texts in `all` that are no figures \\('1,5'\\)"),
        ([*quarters(), *quarters()[:2]], "2 features of a quarter that another one is already"),
        (
            [*quarters(), *(feature(None, {"quarter_no": f"X{n}", "total": 1}) for n in "ab")],
            "2 features that are no area of quarter",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_what_there_is(
    tmp_path: Path, features: list[dict[str, Any]], said: str
) -> None:
    with pytest.raises(WireError, match=said):
        read(tmp_path, collection(*features))


def test_a_period_that_nobody_tells_is_refused(tmp_path: Path) -> None:
    layer = figure_layer(state={"fixed": {"2026-06-01": "31.12.2025"}})
    with pytest.raises(WireError, match="no period"):
        read(tmp_path, collection(*quarters()), layer)


def test_other_figures_under_the_same_state_are_no_correction(tmp_path: Path) -> None:
    layer = figure_layer()
    before = read(tmp_path, collection(*quarters()), layer)
    corrected = quarters()
    corrected[4]["properties"]["total"] = 1
    now = read(tmp_path, collection(*corrected), layer)
    assert unlike_its_state(layer, BERLIN, before, now) is None
    newer = [feature(None, {"quarter_no": n, "total": 10 * n + 1}) for n in range(1, 26)]
    said = unlike_its_state(layer, BERLIN, before, read(tmp_path, collection(*newer), layer, day=5))
    assert said
    assert "25 of 25 figures" in said
    dated = read(tmp_path, collection(*quarters(state="31.12.2025", total=3)), layer, day=6)
    assert unlike_its_state(layer, BERLIN, before, dated) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"attributes": {"area": "a", "all": "b"}}, "without `attributes`: \\['women'\\]"),
        ({"table": {"cadence": "quarter", "missing": {}, "measures": []}}, "measures"),
    ],
)
def test_a_table_that_does_not_fit_its_attributes_is_a_mistake(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(DeclarationError, match=said):
        figure_source(figure_layer(**changes), Places())
