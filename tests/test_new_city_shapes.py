"""What ``sozialraum new-city`` makes of tables as offices write them: titles and notes around the
rows, several header rows, codes without names, days."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from sozialraum.base.errors import MonitorError
from sozialraum.base.sums import Sums, sums_among
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.undecided import DECIDE
from sozialraum.dry_reading import read_tables
from sozialraum.new_city import write_city

ROWS = "Area;Year;Persons;Cases\nNorth;2022;1200;80\nSouth;2022;2300;90\nWest;2022;1800;70\n"


def _drafted(folder: Path, **tables: str) -> dict[str, Any]:
    """The entries of sources.yaml by id; each file is read without a problem."""
    paths = []
    for name, text in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    city = write_city("Town", paths, folder / "city", "en")
    for reading in read_tables(load_catalogue(city)):
        assert reading.problems == []
    entries = yaml.safe_load((city / "sources.yaml").read_text("utf-8"))["sources"]
    return {one["id"]: one for one in entries}


def _level(folder: Path) -> dict[str, Any]:
    levels: list[dict[str, Any]] = yaml.safe_load((folder / "city/areas.yaml").read_text("utf-8"))[
        "levels"
    ]
    return levels[0]


def _figures(folder: Path) -> dict[str, int]:
    return {one.source.id: one.figures for one in read_tables(load_catalogue(folder / "city"))}


@pytest.mark.parametrize("around", ["{}", "{};;;", "{};;;\n;;;"])
def test_titles_and_notes_around_the_rows_are_laid_out(tmp_path: Path, around: str) -> None:
    title, note = around.format("Persons by area, in 2022"), "1) Source: the office;;;\n"
    found = _drafted(tmp_path, table=f"{title}\n{ROWS}{note}")["table"]
    assert found["layout"] == {}
    assert found["period"] == {"year": "Year"}
    assert [one["column"] for one in found["measures"]] == ["Persons", "Cases"]
    assert _figures(tmp_path) == {"table": 6}


def test_a_table_alone_has_no_layout(tmp_path: Path) -> None:
    assert "layout" not in _drafted(tmp_path, table=ROWS)["table"]


@pytest.mark.parametrize(
    "header",
    [
        ";2022;;2023;\nArea;m;f;m;f",
        "Area;2022;2022;2023;2023\n;m;f;m;f",
        ";2022;;2023\nArea;m;f;m;f",
    ],
)
def test_names_that_stand_twice_are_told_apart_by_the_header_above(
    tmp_path: Path, header: str
) -> None:
    rows = "North;600;610;620;630\nSouth;1100;1110;1120;1130\nWest;900;910;920;930\n"
    found = _drafted(tmp_path, table=f"{header}\n{rows}")["table"]
    assert found["layout"] == {"header_rows": 2}
    assert [one["columns"] for one in found["measures"]] == [
        r"(?P<period>\d{4}) \| m",
        r"(?P<period>\d{4}) \| f",
    ]
    assert _figures(tmp_path) == {"table": 12}


NUMBERED = "DISTRICT;YEAR;PERSONS\n" + "".join(
    f"{code};{year};{1000 + 7 * code % 1000 + year}\n"
    for year in (2022, 2023)
    for code in (90100, 90200, 90300, 90400)
)
NAMES = "DISTRICT;NAME\n90100;Old Town\n90200;Harbour\n90300;Hill\n90400;Meadow\n"
ONE_YEAR = "DISTRICT;PERSONS\n90100;1200\n90200;2300\n90300;1800\n90400;900\n"


def test_numbers_that_stand_in_each_period_are_codes_of_areas(tmp_path: Path) -> None:
    found = _drafted(tmp_path, table=NUMBERED)["table"]
    assert found["areas"] == [{"column": "DISTRICT", "level": "district"}]
    assert [one["column"] for one in found["measures"]] == ["PERSONS"]
    assert "taken for codes" in (tmp_path / "city/sources.yaml").read_text("utf-8")


def test_codes_of_one_table_are_codes_in_the_others(tmp_path: Path) -> None:
    found = _drafted(tmp_path, table=NUMBERED, table_2022=ONE_YEAR)
    assert {one["areas"][0]["column"] for one in found.values()} == {"DISTRICT"}


@pytest.mark.parametrize("figures", [NUMBERED, ONE_YEAR])
def test_a_table_of_names_tells_what_codes_are_called(tmp_path: Path, figures: str) -> None:
    found = _drafted(tmp_path, names=NAMES, table_2022=figures)
    assert list(found) == ["table_2022"]
    assert found["table_2022"]["areas"] == [{"column": "DISTRICT", "level": "district"}]
    level = _level(tmp_path)
    assert level["area_names"]["90300"] == "Hill"
    assert len(level["area_names"]) == 4
    assert "pattern" not in level


def test_one_table_given_twice_is_not_taken_for_codes(tmp_path: Path) -> None:
    table = "District;Persons\nNorth;1200\nSouth;2300\nWest;1800\n"
    found = _drafted(tmp_path, table_2022=table, copy_2022=table)
    assert [one["measures"][0]["column"] for one in found.values()] == ["Persons", "Persons"]


def test_numbers_alone_are_no_areas_of_one_year(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ONE_YEAR, "utf-8")
    with pytest.raises(MonitorError, match="beside it one that says what each number means"):
        write_city("Town", [str(tmp_path / "t.csv")], tmp_path / "city", "en")


def _by_days(*days: str) -> str:
    return "Area;Day;Children\n" + "".join(
        f"{area};{day};{12 + at}\n" for at, day in enumerate(days) for area in ("N", "S", "W")
    )


@pytest.mark.parametrize(
    ("days", "cadence"),
    [
        (("31.07.2021", "31.07.2022", "31.07.2023"), "day"),
        (("30.06.2021", "30.06.2022"), "day"),
        (("30.06.2021", "31.12.2021", "30.06.2022"), "half_year"),
        (("31.12.2021", "31.12.2022"), "year"),
        (("31.10.2022", "30.11.2022", "31.12.2022"), "month"),
    ],
)
def test_days_stand_for_the_periods_that_most_of_them_end(
    tmp_path: Path, days: tuple[str, ...], cadence: str
) -> None:
    found = _drafted(tmp_path, table=_by_days(*days))["table"]
    assert found["cadence"] == cadence
    # points within days are no decimal signs
    assert found["decimal"] == ","


def test_a_day_is_preferred_to_the_year_beside_it_and_is_no_figure(tmp_path: Path) -> None:
    rows = "".join(
        f"{y},{y}0101,{area},{n + y}\n"
        for y in (2022, 2023)
        for area, n in zip("NSW", (120, 220, 90), strict=True)
    )
    found = _drafted(tmp_path, table=f"REF_YEAR,REF_DATE,DISTRICT,POP\n{rows}")["table"]
    assert found["period"] == {"date": "REF_DATE", "format": "YYYYMMDD"}
    assert [one["column"] for one in found["measures"]] == ["POP"]
    assert "`period: {year: REF_YEAR}`" in (tmp_path / "city/sources.yaml").read_text("utf-8")


def test_numbers_of_classes_are_no_quarters_and_codes_of_larger_areas_no_figures(
    tmp_path: Path,
) -> None:
    areas = [("11", "Hall", "1", "Circle 1"), ("12", "Hill", "1", "Circle 1")]
    areas += [("21", "Lake", "2", "Circle 2"), ("23", "Mill", "2", "Circle 2")]
    rows = "".join(
        f"{year},{sort},0{sort},{name},{circle},{called},{at},{ages},{at}{sort}{year}\n"
        for year in (2021, 2022)
        for sort, name, circle, called in areas
        for at, ages in enumerate(("0-19", "20-39", "40-59", "60+"), 1)
    )
    header = "Year,QuarterSort,QuarterCode,QuarterName,CircleSort,CircleName,AgeSort,Age,People\n"
    found = _drafted(tmp_path, table=header + rows)["table"]
    assert (found["cadence"], found["period"]) == ("year", {"year": "Year"})
    assert [one["column"] for one in found["measures"]] == ["People"]
    assert found["areas"] == [
        {"column": "QuarterCode", "name_column": "QuarterName", "level": "quartername"},
        {"column": "CircleName", "level": "circlename"},
    ]
    assert [one["column"] for one in found["breakdowns"]] == ["Age"]
    assert found["ignored"] == ["QuarterSort", "CircleSort", "AgeSort"]


def test_digits_within_a_code_are_neither_days_nor_figures(tmp_path: Path) -> None:
    rows = "".join(
        f"{one}{two}{three};{one};{two};{three};{400 + int(one + three) * 7}\n"
        for one in ("01", "02")
        for two in ("10", "20")
        for three in ("0102", "0203")
    )
    found = _drafted(tmp_path, table_2023=f"SPACE;LARGE;MIDDLE;SMALL;PEOPLE\n{rows}")["table_2023"]
    assert [one["column"] for one in found["areas"]] == ["SPACE", "LARGE"]
    assert [one["column"] for one in found["measures"]] == ["PEOPLE"]
    assert found["period"] == {"fixed": "2023"}
    assert found["ignored"] == ["MIDDLE", "SMALL"]


def test_months_by_name_stand_above_figures_and_rates(tmp_path: Path) -> None:
    table = (
        '"Claimants by ward"\r\n"[on 15 November 2023]"\r\n\r\n"Age","16 and over"\r\n\r\n'
        '"Ward","code","July 2023","","August 2023",""\r\n"","","number","rate","number","rate"\r\n'
        '"Abbey","E0501","120","2.5","130","2.7"\r\n"Dock","E0502","220","3.5","240","3.9"\r\n'
        '"East","E0503","90","1.5","80","1.3"\r\n\r\n"Rates are of residents"\r\n'
    )
    found = _drafted(tmp_path, table=table)["table"]
    assert found["cadence"] == "month"
    assert [(one["measure"], one["unit"]) for one in found["measures"]] == [
        ("number", "persons"),
        ("rate", "percent"),
    ]
    assert _figures(tmp_path) == {"table": 12}


def test_three_decimals_behind_a_point_are_no_thousands_between_commas(tmp_path: Path) -> None:
    rows = "E0101,Castle 001A,12.345\nE0102,Castle 001B,32.125\nE0103,Dock 002A,7.250\n"
    found = _drafted(tmp_path, table_2019=f"Area code,Area name,Score\n{rows}")["table_2019"]
    assert found["decimal"] == "."
    assert "thousands" not in found
    assert found["areas"][0]["column"] == "Area code"
    assert found["areas"][0]["name_column"] == "Area name"


def test_what_no_reader_of_tables_takes_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('"a"\n"b\n\n"c","d"\n', "utf-8")
    with pytest.raises(MonitorError, match=r"t\.csv: "):
        write_city("Town", [str(tmp_path / "t.csv")], tmp_path / "city", "en")


def test_quarters_by_another_letter_and_one_of_which_nothing_is_known(tmp_path: Path) -> None:
    rows = "North;100;..;120\nSouth;210;..;230\nWest;90;..;80\n"
    found = _drafted(tmp_path, table=f"Area;2020K1;2020K2;2020K3\n{rows}")["table"]
    assert found["cadence"] == "quarter"
    assert [one["columns"] for one in found["measures"]] == [r"(?P<period>\d{4}K\d{1})"]
    assert found["missing"][".."] == "unknown"
    assert _figures(tmp_path) == {"table": 6}


def test_of_columns_with_as_many_labels_the_first_names_areas(tmp_path: Path) -> None:
    rows = "".join(
        f"{area},{sex},{year},{int(year) + 10 * at}\n"
        for year in ("2020", "2021")
        for at, (area, sex) in enumerate(((a, s) for a in ("N1", "N2", "N3") for s in "FMT"), 1)
    )
    found = _drafted(tmp_path, table=f"REF_AREA,SEX,TIME_PERIOD,OBS_VALUE\n{rows}")["table"]
    assert [one["column"] for one in found["areas"]] == ["REF_AREA"]
    assert [one["column"] for one in found["breakdowns"]] == ["SEX"]


def test_a_column_of_more_marks_than_figures_holds_figures(tmp_path: Path) -> None:
    rows = "A;2022;1.200;-\nB;2022;2.300;x\nC;2022;1.800;/\nA;2023;1.210;12\nB;2023;2.310;(5)\n"
    found = _drafted(tmp_path, table=f"Area;Year;Persons;Cases\n{rows}C;2023;1.790;...\n")["table"]
    assert [one["column"] for one in found["measures"]] == ["Persons", "Cases"]
    assert set(found["missing"]) == {"", "-", "x", "/", "..."}
    assert [one["column"] for one in found["areas"]] == ["Area"]


def test_a_sheet_with_merged_headers_is_laid_out(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Wards"
    for row in (
        ["Persons and recipients by ward"], ["At 31.12.2022"], [],
        ["Ward", "Persons", None, "Recipients", None, "Unemployed"],
        [None, "all", "below 18", "number", "in %", None],
        ["Abbey", 42000, 7200, 4200, 10.3, 387], ["Dock", 54000, 9100, 5400, 10.7, 881],
        ["East", 3900, 660, 390, 10.8, 814], [], ["Source: register"],
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A4:A5", "B4:C4", "D4:E4", "F4:F5"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "wards_2022.xlsx")
    city = write_city("Town", [str(tmp_path / "wards_2022.xlsx")], tmp_path / "city", "en")
    (reading,) = read_tables(load_catalogue(city))
    assert (reading.problems, reading.figures) == ([], 15)
    assert [one.column for one in reading.source.measures] == [
        "Persons | all", "Persons | below 18", "Recipients | number", "Recipients | in %",
        "Unemployed",
    ]  # fmt: skip


def test_an_area_that_is_the_sum_of_the_others_is_to_be_decided(tmp_path: Path) -> None:
    _drafted(tmp_path, table_2022="Area;Persons\nN;300\nS;250\nW;150\nE;700\n")
    areas = (tmp_path / "city/areas.yaml").read_text("utf-8")
    assert re.search(r'whole_city: \["E"\]  # DECIDE: ', areas)


def test_a_footnote_at_a_header_of_a_sheet_is_none_of_its_name(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Area", "Year", "Persons 1)"], ["North", 2022, 1200], ["South", 2022, 2300]):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")
    city = write_city("Town", [str(tmp_path / "table.xlsx")], tmp_path / "city", "en")
    (reading,) = read_tables(load_catalogue(city))
    assert (reading.problems, reading.figures) == ([], 2)


def test_a_footnote_at_a_merged_header_is_none_of_the_name(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["Persons and cases"],
        ["Area", "Persons 1)", None, "Cases", None],
        [None, 2022, 2023, 2022, 2023],
        ["North", 1200, 1210, 80, 84],
        ["South", 2300, 2290, 90, 97],
        ["1) with main residence"],
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "table.xlsx")
    city = write_city("Town", [str(tmp_path / "table.xlsx")], tmp_path / "city", "en")
    (reading,) = read_tables(load_catalogue(city))
    assert (reading.problems, reading.figures) == ([], 8)
    measures = yaml.safe_load((city / "measures.yaml").read_text("utf-8"))["measures"]
    assert [one["name"] for one in measures.values()] == ["Persons", "Cases"]


@pytest.mark.parametrize(
    ("header", "beside"),
    [
        ("Status", ("A", "A", "E", "A", "E", "A")),
        ("Until", ("2022-08-31",) * 3 + ("2023-08-31",) * 3),
    ],
)
def test_a_column_that_tells_no_rows_apart_is_no_part_of_figures(
    tmp_path: Path, header: str, beside: tuple[str, ...]
) -> None:
    days = ("2021-09-01",) * 3 + ("2022-09-01",) * 3
    places, figures = ("North", "South", "West") * 2, (1200, 2300, 1800, 1210, 2290, 1850)
    rows = "".join(
        f"{place};{day};{more};{figure}\n"
        for place, day, more, figure in zip(places, days, beside, figures, strict=True)
    )
    found = _drafted(tmp_path, table=f"Area;From;{header};Persons\n{rows}")["table"]
    assert "breakdowns" not in found
    assert found["ignored"] == [header]
    text = (tmp_path / "city/sources.yaml").read_text("utf-8")
    assert f"told apart without: {header!r}" in text


def test_it_is_asked_in_which_month_years_across_two_begin(tmp_path: Path) -> None:
    rows = ROWS.replace("Year", "Financial year").replace("2022", "2022/23")
    found = _drafted(tmp_path, table=rows)["table"]
    assert (found["cadence"], found["period"]) == ("school_year", {"label": "Financial year"})
    text = (tmp_path / "city/sources.yaml").read_text("utf-8")
    (asked,) = [line for line in text.splitlines() if "`period: {begins: 4}`" in line]
    assert DECIDE in asked


def test_days_on_which_school_years_end_are_asked_about(tmp_path: Path) -> None:
    _drafted(tmp_path, table=_by_days("31.07.2021", "31.07.2022", "31.07.2023"))
    assert "`cadence: school_year`" in (tmp_path / "city/sources.yaml").read_text("utf-8")


def test_days_as_31dec2022_are_read(tmp_path: Path) -> None:
    found = _drafted(tmp_path, table=_by_days("31DEC2021", "31DEC2022", "31DEC2023"))["table"]
    assert found["period"]["format"] == "DDMONYYYY"
    assert [one["column"] for one in found["areas"]] == ["Area"]


def test_of_codes_and_names_alone_it_is_asked_whether_they_are_figures(tmp_path: Path) -> None:
    _drafted(tmp_path, table="Area;Code\nNorth;90101\nSouth;90102\nWest;90201\n")
    text = (tmp_path / "city/sources.yaml").read_text("utf-8")
    assert "'Code' is taken for figures; if it holds codes, this is a table of names" in text


NESTED = """AreaName,AreaNumber,2021,2022
Abbey,11,29,32
Bridge,12,25,31
Inner,,54,63
Cliff,21,75,70
Dock,22,268,307
Eastgate,23,38,38
Outer,,381,415
Old Town,,435,478
Ferry,31,129,141
Green,32,289,251
South,,418,392
no address,,14,9
Town,,867,879
"""


@pytest.mark.parametrize("is_sum_first", [False, True])
def test_sums_of_sums_are_left_out_and_the_whole_is_named(
    tmp_path: Path, is_sum_first: bool
) -> None:
    header, *rows = NESTED.splitlines()
    if is_sum_first:
        rows.reverse()
    found = _drafted(tmp_path, table="\n".join([header, *rows, ""]))["table"]
    assert found["areas"] == [{"column": "AreaName", "level": "areaname"}]
    assert [one["columns"] for one in found["measures"]] == [r"(?P<period>\d{4})"]
    assert sorted(found["where"]["AreaName"]["other_than"]) == [
        "Inner", "Old Town", "Outer", "South",
    ]  # fmt: skip
    assert _level(tmp_path)["whole_city"] == ["Town"]
    assert _level(tmp_path)["unknown"] == ["no address"]
    assert _figures(tmp_path) == {"table": 18}


def test_a_long_table_of_nested_sums_is_read_without_them(tmp_path: Path) -> None:
    header, *rows = NESTED.splitlines()
    years = header.split(",")[2:]
    long = ["Area,Year,Persons"]
    for row in rows:
        name, _, *figures = row.split(",")
        long += [f"{name},{year},{one}" for year, one in zip(years, figures, strict=True)]
    found = _drafted(tmp_path, table="\n".join([*long, ""]))["table"]
    assert len(found["where"]["Area"]["other_than"]) == 4
    assert _level(tmp_path)["whole_city"] == ["Town"]


def test_a_figure_that_is_a_sum_by_chance_is_no_sum() -> None:
    rows = [("a", (2.0, 7.0)), ("b", (3.0, 1.0)), ("c", (5.0, 8.0)), ("d", (9.0, 4.0))]
    assert sums_among(rows) == Sums([], None)
    assert sums_among([*rows, ("all", (14.0, 12.0))]) == Sums(["c"], "all")


@pytest.mark.parametrize("more", [False, True])
def test_a_figure_that_stays_the_same_is_no_code(tmp_path: Path, more: bool) -> None:
    rows = ["Year;Area;Places;Children" if more else "Year;Area;Places"]
    for at, year in enumerate((2023, 2024)):
        for area, places in (("North", 95), ("South", 120), ("West", 64)):
            rows.append(f"{year};{area};{places}" + f";{places - 7 + at}" * more)
    found = _drafted(tmp_path, table="\n".join([*rows, ""]))["table"]
    assert found["areas"] == [{"column": "Area", "level": "area"}]
    assert [one["column"] for one in found["measures"]] == rows[0].split(";")[2:]


def test_codes_of_which_one_table_lost_the_zeros_are_not_what_areas_are_told_by(
    tmp_path: Path,
) -> None:
    names = ["Abbey", "Bridge", "Cliff", "Dock", "Ferry", "Green", "Heath", "Inner", "Jetty"]
    rows = [(number, name) for number, name in enumerate([*names, "Kiln", "Lake"], 1)]
    tables = {
        label: "\n".join(
            ["Ward_No;Ward;Year;Number"]
            + [f"{number:{form}};{name};2022;{90 + 7 * number}" for number, name in rows]
            + [""]
        )
        for label, form in (("people", "02"), ("cases", ""))
    }
    found = _drafted(tmp_path, **tables)
    assert sum("name_column" in one["areas"][0] for one in found.values()) == 1
    assert _figures(tmp_path) == {"people": 11, "cases": 11}


def test_where_nobody_lives_the_place_is_not_known(tmp_path: Path) -> None:
    people = "Area;Year;Persons\nNorth;2022;1200\nSouth;2022;2300\nWest;2022;1800\n"
    cases = "Area;Year;Cases\nNorth;2022;90\nSouth;2022;101\nWest;2022;113\nelsewhere;2022;5\n"
    _drafted(tmp_path, people=people, cases=cases + "All;2022;309\n")
    assert _level(tmp_path)["unknown"] == ["elsewhere"]
    assert _level(tmp_path)["whole_city"] == ["All"]
