"""Areas, indicators, themes are found by what people call them, and never guessed."""

from collections.abc import Callable

import duckdb
import pytest

from sozialraum import names
from sozialraum.base.errors import MonitorError
from sozialraum.declarations import Catalogue
from sozialraum.names import AmbiguousNameError, Directory, Named, UnknownNameError


@pytest.mark.parametrize(
    ("kind", "wanted", "meant"),
    [
        (names.areas, "stadtraum:16", "stadtraum:16"),
        (names.areas, "Stadtraum 16", "stadtraum:16"),
        (names.indicators, "child_poverty", "child_poverty"),
        (names.indicators, "Kinderarmut", "child_poverty"),
        (names.indicators, "sgb-ii-quote", "sgb2_rate"),
        (names.themes, "Kinderarmut", "child_poverty"),
        (names.service_types, "Kindertagesbetreuung", "day_care"),
        (names.planning_fields, "Jugendamt", "jugendhilfe"),
        (names.tables, "need", "marts.mart_need"),
        (names.tables, "landing", "raw.landing"),
        (names.sources, "population", "population"),
        (names.measures, "Deaths by age", "deaths_by_age"),
    ],
)
def test_a_name_is_found_whatever_its_case_and_umlauts(
    published: duckdb.DuckDBPyConnection,
    kind: Callable[[duckdb.DuckDBPyConnection], Directory],
    wanted: str,
    meant: str,
) -> None:
    assert kind(published).resolve(wanted) == meant


def test_an_area_is_found_by_its_name_its_level_and_name_and_what_stands_before_a_comma(
    published: duckdb.DuckDBPyConnection, catalogue: Catalogue, area_names: dict[str, str]
) -> None:
    directory = names.areas(published)
    plain = area_names["stadtraum:16"]
    assert plain.isalpha()
    assert {directory.resolve(one) for one in (plain, f"{plain.upper()} ")} == {"stadtraum:16"}
    shared = area_names["stadtteil:61"]
    assert list(area_names.values()).count(shared) > 1
    assert directory.resolve(f"Stadtteil {shared}") == "stadtteil:61"
    assert directory.resolve(catalogue.city.name) == catalogue.city.area_id
    listed, comma, _ = area_names["stadtraum:13"].partition(",")
    assert comma
    assert "ü" in listed
    for umlaut in ("ü", "u\u0308", "ue", "u"):
        written = listed.replace("ü", umlaut)
        assert directory.resolve(written) == "stadtraum:13"
        assert directory.resolve(written.lower()) == "stadtraum:13"


def test_a_name_of_several_is_not_guessed(
    published: duckdb.DuckDBPyConnection, area_names: dict[str, str]
) -> None:
    name = area_names["stadtbezirk:7"]
    with pytest.raises(AmbiguousNameError) as told:
        names.areas(published).resolve(name)
    assert all(f"{one} ({name}" in str(told.value) for one in ("stadtraum:11", "stadtbezirk:7"))


@pytest.mark.parametrize(
    ("kind", "wanted", "said"),
    [
        (names.indicators, "Armut", "child_poverty"),
        (names.themes, "child_powerty", "Did you mean child_poverty (Kinderarmut)?"),
        (names.tables, "mart_needs", "Did you mean marts.mart_need?"),
        (names.areas, "Hamburg-Altona", "All of them: sozialraum query"),
    ],
)
def test_what_nothing_goes_by_is_answered_with_what_comes_near(
    published: duckdb.DuckDBPyConnection,
    kind: Callable[[duckdb.DuckDBPyConnection], Directory],
    wanted: str,
    said: str,
) -> None:
    with pytest.raises(UnknownNameError, match="there is no") as told:
        kind(published).resolve(wanted)
    assert said in str(told.value)


def test_an_area_that_comes_near_is_named(
    published: duckdb.DuckDBPyConnection, area_names: dict[str, str]
) -> None:
    name = area_names["stadtraum:16"]
    misspelt = name[:-2] + name[-1]
    for wanted, meant in (
        ("stadtraum:1", "stadtraum:01"), (misspelt, "stadtraum:16"), ("16", "stadtraum:16"),
    ):  # fmt: skip
        with pytest.raises(UnknownNameError, match="there is no") as told:
            names.areas(published).resolve(wanted)
        assert f"Did you mean {meant} ({area_names[meant]})?" in str(told.value)


def test_a_theme_that_an_indicator_only_stands_in_for_is_not_its_name(
    published: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(UnknownNameError):
        names.indicators(published).resolve("Ernährungsarmut")


def test_an_id_comes_before_a_name_and_many_candidates_are_cut_short() -> None:
    several = [Named(f"x:{number}", "Nord") for number in range(12)]
    directory = Directory("part", [*several, Named("nord", "Süd")])
    assert directory.resolve("Nord") == "nord"
    with pytest.raises(AmbiguousNameError, match=r"the name of 12.*x:7 \(Nord\) and 4 more$"):
        Directory("part", several).resolve("nord")


def test_an_edition_of_before_a_name_is_searched_by_those_that_it_has() -> None:
    with duckdb.connect() as earlier:
        earlier.execute("create schema marts")
        earlier.execute(
            "create table marts.dim_area as select 'x:1' as area_id, 'Nord' as area_name"
        )
        assert names.areas(earlier).resolve("nord") == "x:1"
        with pytest.raises(MonitorError, match="before these names were published"):
            names.themes(earlier)
