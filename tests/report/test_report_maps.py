"""A map is real outlines, or is called schematic; outlines are never made up."""

import re
from collections.abc import Callable
from dataclasses import replace

from sozialraum.report.chapters.maps import _tile_names
from sozialraum.report.chapters.shapes import MapChart, Panels
from sozialraum.report.pictures.charts import svg
from sozialraum.report.rows.city import Area
from tests.report.conftest import Report, section

TILES = """
    create table declared.area_tile (
        area_level varchar, area_code varchar, tile_column integer, tile_row integer
    );
    insert into declared.area_tile values
        ('kiez', '01', 1, 0), ('kiez', '02', 0, 1), ('kiez', '03', 1, 1), ('kiez', '04', 2, 2)
"""
OUTLINES = """
    create table marts.dim_area_geometry (
        area_id varchar, area_level varchar, geometry_simple varchar, longitude double,
        latitude double, source_title_de varchar, licence varchar
    );
    insert into marts.dim_area_geometry
    select 'kiez:0' || n, 'kiez',
        '{"type": "Polygon", "coordinates": [[[' || n || ', 50], [' || n + 1 || ', 50], ['
        || n + 1 || ', 51], [' || n || ', 50]]]}',
        n + 0.6, 50.3, 'Kieze der Stadt', 'Testlizenz'
    from range(1, 5) as areas(n)
"""
Changed = Callable[..., Report]


def panels(report: Report) -> Panels:
    (found,) = section(report.model, "karten").blocks
    assert isinstance(found, Panels)
    return found


def chart(report: Report) -> MapChart:
    found = panels(report).figures[0].chart
    assert isinstance(found, MapChart)
    return found


def test_without_outlines_and_tiles_the_grid_says_that_it_is_no_map(report: Report) -> None:
    assert panels(report).caption.startswith("Übersicht ohne Lage")
    assert "Keine Karte" in panels(report).caption
    assert [area.tile for area in chart(report).areas] == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_a_grid_without_places_names_its_areas_by_both_ends_where_they_begin_alike(
    changed: Changed,
) -> None:
    names = """
        update marts.dim_area set area_name = case area_id
            when 'kiez:01' then 'Rosenhain' when 'kiez:02' then 'Am langen Felde'
            when 'kiez:03' then 'Oberdorf an der Au' else 'Oberdorf an der Loh' end
        where area_level = 'kiez'
    """
    drawn = chart(changed(names))
    # "Oberdorf a…" would be both
    assert [area.code for area in drawn.areas] == [
        "Rosenhain", "Am langen…", "Oberd…r Au", "Oberd…Loh",
    ]  # fmt: skip
    made = svg(drawn, "de")
    # also bold letters of a wide font stay within their tile
    widths = {int(one) for one in re.findall(r'<rect [^>]*width="(\d+)" height="62"', made)}
    assert widths == {99}
    sizes = re.findall(r'font-size="(\d+)" fill="[^"]+" font-weight="bold">', made)
    assert set(sizes) == {"12"}


def test_declared_tiles_make_a_map_that_is_called_schematic(changed: Changed) -> None:
    schematic = changed(TILES)
    assert panels(schematic).caption.startswith("Schematische Karte")
    assert "Größe und Grenzen sind nicht dargestellt" in panels(schematic).caption
    assert [area.tile for area in chart(schematic).areas] == [(1, 0), (0, 1), (1, 1), (2, 2)]
    assert all(one.alt.startswith("Schematische Karte") for one in panels(schematic).figures)


def test_outlines_are_drawn_where_they_are_loaded_and_credited(changed: Changed) -> None:
    real = changed(TILES, OUTLINES)
    assert panels(real).caption.startswith("Karte:")
    assert "Kieze der Stadt (Testlizenz)" in panels(real).caption
    assert all(area.rings and area.tile is None for area in chart(real).areas)
    assert svg(chart(real), "de").count("<path") == 4


def test_outlines_that_lack_an_area_are_not_used(changed: Changed) -> None:
    without = "delete from marts.dim_area_geometry where area_id = 'kiez:04'"
    partial = changed(TILES, OUTLINES, without)
    assert panels(partial).caption.startswith("Schematische Karte")


def test_each_area_writes_its_figure_and_missing_ones_are_named(report: Report) -> None:
    work = next(one for one in panels(report).figures if one.title == "Arbeitslosenanteil")
    assert isinstance(work.chart, MapChart)
    assert work.chart.areas[0].text == "≈4,0\N{NO-BREAK SPACE}%"
    assert work.chart.areas[0].need_class == 1


def test_a_tile_has_as_much_of_a_name_as_tells_it_from_others() -> None:
    names = ("Abbey", "Kinderhaus-Ost", "Kinderhaus-West", "Bridge End Road", "Bridge End Row")
    areas = [Area(f"w:{at}", "w", f"{at:02}", name, False, None, None)
             for at, name in enumerate(names)]  # fmt: skip
    assert list(_tile_names(areas).values()) == [
        "Abbey", "Kinde…-Ost", "Kinde…West", "Bridg…Road", "Bridg…Row",
    ]  # fmt: skip
    twins = [replace(areas[1], area_id="w:9", area_code="09"), areas[1]]
    assert list(_tile_names(twins).values()) == ["09", "01"]
