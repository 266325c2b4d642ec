"""Empty and partial data are told in words; the report is always made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sozialraum.errors import MonitorError
from sozialraum.report import report_model
from tests.report.conftest import Report, build, section, sections, words

Changed = Callable[..., Report]


def test_report_of_an_empty_database_is_made_and_says_that_nothing_is_there(
    changed: Changed,
) -> None:
    empty = changed(
        *(
            f"delete from marts.{table}"
            for table in (
                "fct_indicator", "mart_need", "mart_coverage", "mart_source_status",
                "mart_data_quality", "dim_area",
            )
        )
    )  # fmt: skip
    outstanding = words(section(empty.model, "schlussfolgerungen"))
    assert "Es liegen keine Werte vor, die Gebiete vergleichen." in outstanding
    said = words(section(empty.model, "kuerze"))
    assert "Zur Deckung liegen keine Zahlen vor." in said
    assert "Es ist keine Quelle verzeichnet." in said
    assert "ungeprüft" in said
    anchors = {one.anchor for one in sections(empty.model)}
    assert not anchors & {"profile", "schwerpunkte"}
    assert empty.pdf.read_bytes().startswith(b"%PDF")


def test_report_without_indicators_or_services(changed: Changed) -> None:
    bare = changed("delete from marts.dim_indicator", "delete from declared.service_type")
    assert "Es sind keine Indikatoren festgelegt." in words(section(bare.model, "bedarfe"))


def test_area_level_with_one_area_and_no_class(changed: Changed) -> None:
    single = changed(
        "delete from marts.dim_area where area_level = 'kiez' and area_code <> '01'",
        "delete from marts.fct_indicator where area_level = 'kiez' and area_id <> 'kiez:01'",
        "update marts.mart_need set need_class = null",
    )
    assert "schwerpunkte" not in {one.anchor for one in sections(single.model)}


def test_newest_value_alone_makes_no_line_chart_and_no_comparison(changed: Changed) -> None:
    lone = changed(
        "delete from marts.fct_indicator where area_level = 'city' and period <> '2023-Q4'"
    )
    kinds = [block.kind for block in section(lone.model, "indikator-jobless").blocks]
    assert kinds.count("figure") == 1
    assert "kein Vergleich möglich" in words(section(lone.model, "feld-arbeit"))


def test_city_without_resolution_or_official_name(changed: Changed) -> None:
    plain = changed(
        "update declared.city set resolution = null, official_name = null, attribution = null"
    )
    assert plain.model.city == "Musterstadt"
    assert "Grundlage" not in dict(plain.model.facts)


def test_database_of_two_cities_is_refused(tmp_path: Path) -> None:
    two = build(tmp_path / "two.duckdb", "insert into declared.city select * from declared.city")
    with pytest.raises(MonitorError, match=r"declared\.city has 2 rows"):
        report_model(two)
