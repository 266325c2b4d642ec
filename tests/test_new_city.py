"""``sozialraum new-city`` and the page about it, with a made-up city of another alphabet."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.periods import read_period
from sozialraum.declarations.undecided import decisions
from sozialraum.dry_reading import read_tables
from sozialraum.guess import area_pattern, guess
from sozialraum.guess.columns import periods_in_headers
from sozialraum.new_city import write_city
from tests.conftest import Refreshed, run_cli
from tests.new_city_page import page_tables


def test_the_page_leads_from_tables_to_a_report(elsewhere: Refreshed) -> None:
    assert "0 cells rejected" in elsewhere.output
    areas = elsewhere.published_rows(
        "select area_name, parent_area_id, population from marts.dim_area "
        "where area_level = 'kvartal' and not is_unknown order by population"
    )
    assert areas == [
        ("Ягодово", "raion:север", 8970),
        ("Ёлкино", "raion:север", 10690),
        ("Чешма", "raion:юг", 12450),
        ("Железник", "raion:юг", 14180),
    ]
    shares = elsewhere.published_rows(
        "select area_id, numerator, denominator from marts.fct_indicator where period = '2023' "
        "and indicator_id = 'bezrabotni' and (area_level = 'city' or area_id = 'kvartal:чешма') "
        "order by area_id"
    )
    assert shares == [("city:99001", 2411.0, 46290.0), ("kvartal:чешма", 633.0, 12450.0)]


def test_what_a_table_never_covers_is_told_and_stops_nothing(elsewhere: Refreshed) -> None:
    failed = elsewhere.published_rows(
        "select check_name, severity from marts.mart_data_quality "
        "where not passed and table_name = 'marts.fct_measure'"
    )
    assert failed == [("every_area_is_covered", "warning")]


def test_only_checks_that_could_look_at_something_are_counted(elsewhere: Refreshed) -> None:
    counted = elsewhere.published_rows("select table_name from marts.mart_data_quality")
    tables = {table for (table,) in counted}
    # neither services nor a crisis nor registers are declared
    assert not [one for one in tables if "service" in one or "pandemic" in one or "register" in one]
    # that nothing was rejected and nothing is odd is known of any city
    assert {"raw.reject", "marts.mart_plausibility", "marts.fct_indicator"} <= tables
    assert f"of {len(counted)} passed" in elsewhere.output


def test_the_report_of_another_city_has_its_words_and_none_of_another(
    elsewhere: Refreshed, area_names: dict[str, str]
) -> None:
    report = elsewhere.warehouse.current / "report"
    said = "".join(
        re.sub(r"(?s)<(script|style).*?</\1>", "", (report / page).read_text("utf-8"))
        for page in ("bericht.html", "anhang.html", "leichte-sprache.html")
    )
    assert "Квартали" in said
    assert "Дял на безработните" in said
    bundled = load_catalogue()
    strange = {*area_names.values(), bundled.city.name, *(one.name for one in bundled.levels)}
    assert {word for word in strange if re.search(rf"\b{re.escape(word)}\b", said)} == set()
    unsaid = ("pandemic", "Pandemie", "Sozialraum", "council", "coverability", "social services")
    assert {word for word in unsaid if word in said} == set()


def test_workbook_and_figures_of_another_city_speak_its_language(elsewhere: Refreshed) -> None:
    report = elsewhere.warehouse.current / "report"
    book = load_workbook(report / "anlage.xlsx")
    assert {"areas", "indicators", "values", "sources", "glossary"} <= set(book.sheetnames)
    names = {one.value for row in book["areas"].iter_rows() for one in row}
    assert "area not known" in names
    assert "unbekannt" not in names
    # the places that the portal's addresses hold are none to look at
    addresses = {one.value for row in book["sources"].iter_rows() for one in row}
    assert not any("example.org" in str(one) for one in addresses)
    page = (report / "zahlen.html").read_text("utf-8")
    told = re.sub(r"<[^>]*>", "", re.sub(r"(?s)<(script|style).*?</\1>", "", page))
    assert "side by side" in told
    assert not re.search(r"\bmap\b", told, re.IGNORECASE)


def test_what_is_guessed_of_a_table(tmp_path: Path) -> None:
    people, jobless, children = (guess(path) for path in page_tables(tmp_path))
    assert [(one.name, len(one.filled)) for one in people.areas] == [("Квартал", 4), ("Район", 2)]
    assert (people.encoding, people.delimiter, people.cadence) == ("utf-8", ";", "year")
    assert (jobless.encoding, jobless.delimiter, jobless.thousands) == ("cp1251", ",", " ")
    assert [one.total for one in jobless.areas] == ["Общо"]
    assert [one.name for one in children.of("figure")] == ["Деца в бедност (%)"]
    assert children.decimal == ","


@pytest.mark.parametrize(
    ("header", "rows", "cadence", "date_format"),
    [
        ("Jahr;Quartal", [f"{year};{part}" for year in (2022, 2023) for part in "1234"],
         "quarter", None),
        ("Stichtag;x", [f"31.12.{year};a" for year in (2021, 2022, 2023)], "year", "DD.MM.YYYY"),
        ("Monat;x", ["2023-01;a", "2023-02;a"], "month", None),
        ("Schuljahr;x", ["2021/22;a", "2022/23;a"], "school_year", None),
    ],
)  # fmt: skip
def test_periods_are_guessed_by_their_values(
    tmp_path: Path, header: str, rows: list[str], cadence: str, date_format: str | None
) -> None:
    path = tmp_path / "t.csv"
    lines = [f"{row};{place};{7 * n + len(place)}" for n, row in enumerate(rows) for place in "ab"]
    path.write_text("\n".join([f"{header};Ort;Anzahl", *lines]), "utf-8")
    found = guess(path)
    assert (found.cadence, found.date_format) == (cadence, date_format)


def test_a_first_day_is_taken_for_the_month_that_begins_on_it(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    rows = [
        f"2015-{month:02}-01,{place},{100 + 3 * month + len(place)}"
        for month in range(1, 7)
        for place in ("North", "South", "Western")
    ]
    path.write_text("\n".join(["date,borough,claims", *rows]), "utf-8")
    folder = write_city("Town", [str(path)], tmp_path / "city", "en")
    assert "taken for the month that begins on it" in (folder / "sources.yaml").read_text("utf-8")
    (reading,) = read_tables(load_catalogue(folder))
    assert reading.problems == []
    assert (reading.first, reading.last) == (
        read_period("month", {"label": "2015-01"}),
        read_period("month", {"label": "2015-06"}),
    )


def test_days_that_may_be_read_with_month_and_day_exchanged_are_asked_about(
    tmp_path: Path,
) -> None:
    def guessed(*days: str) -> tuple[str | None, bool]:
        path = tmp_path / "t.csv"
        lines = [f"{day};a;{n + 1}7" for n, day in enumerate(days)]
        path.write_text("\n".join(["day;place;number", *lines]), "utf-8")
        found = guess(path)
        return found.date_format, any("day exchanged" in one for one in found.doubts)

    assert guessed("03/04/2024", "05/06/2025") == ("DD/MM/YYYY", True)
    assert guessed("03/04/2024", "05/26/2025") == ("MM/DD/YYYY", False)
    assert guessed("03/04/2024", "26/05/2025") == ("DD/MM/YYYY", False)
    assert guessed("2024-04-03", "2025-06-05") == ("YYYY-MM-DD", False)


def test_a_reference_day_of_each_year_is_no_month(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    days = [f"{one}-01-01" for one in range(2018, 2022)]
    path.write_text(
        "\n".join(["day;Ort;Anzahl", *(f"{day};a;{n + 1}7" for n, day in enumerate(days))]), "utf-8"
    )
    assert guess(path).cadence == "day"


AREAS = ("Nord", "Süd", "West")


def _written(tmp_path: Path, name: str, header: str, rows: list[str]) -> str:
    path = tmp_path / name
    path.write_text("\n".join([header, *rows]), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("days", "cadence"),
    [
        ([f"{year}-{month:02}-01" for year in (2020, 2021) for month in (1, 4, 7, 10)], "quarter"),
        ([f"01.{month:02}.{year}" for year in (2020, 2021) for month in (1, 7)], "half_year"),
        ([f"{year}-08-01" for year in (2019, 2020, 2021)], "school_year"),
        # a reference day of each year
        ([f"{year}-04-01" for year in (2019, 2020, 2021)], "day"),
    ],
)
def test_first_days_are_taken_for_the_periods_that_begin_on_them(
    tmp_path: Path, days: list[str], cadence: str
) -> None:
    rows = [f"{day};{area};{7 * n + len(area)}" for n, day in enumerate(days) for area in AREAS]
    file = _written(tmp_path, "cases.csv", "day;area;cases", rows)
    catalogue = load_catalogue(write_city("Town", [file], tmp_path / "city", "en"))
    assert catalogue.sources[0].cadence == cadence
    (reading,) = read_tables(catalogue)
    assert (reading.problems, len(reading.periods)) == ([], len(days))


def test_units_are_guessed_by_header_and_size(tmp_path: Path) -> None:
    years = range(2019, 2024)
    people = [f"{year};{area};{9000 + year}" for year in years for area in AREAS]
    # three digits behind each comma: no thousands, as a zero stands before them
    rates = [
        f"{year};{area};0,{year - 1900};{year - 2000},5;{20 * year};{year - 2000},25"
        for year in years
        for area in AREAS
    ]
    files = [
        _written(tmp_path, "people.csv", "year;area;people", people),
        _written(
            tmp_path, "rates.csv", "year;area;jobless;births per 1,000;income (CHF);rent in EUR",
            rates,
        ),
    ]  # fmt: skip
    folder = write_city("Town", files, tmp_path / "city", "en")
    catalogue = load_catalogue(folder)
    units = {one.column: one.unit for one in catalogue.source("rates").measures}
    assert units == {
        "jobless": "share", "births per 1,000": "per_1000", "income (CHF)": "chf",
        "rent in EUR": "eur",
    }  # fmt: skip
    told = {one.id: (one.unit, one.denominator) for one in catalogue.indicators}
    assert told["jobless"] == ("share", None)
    assert "0.123 is told as 12.3%" in (folder / "sources.yaml").read_text("utf-8")
    assert [one.problems for one in read_tables(catalogue)] == [[], []]
    read = {one.source.id: one for one in read_tables(catalogue)}
    assert read["rates"].series[0].greatest == pytest.approx(0.123)


def test_years_ahead_are_no_figures_of_the_present(tmp_path: Path) -> None:
    rows = [f"{year};{area};{year}" for year in (2019, 2020, 2090, 2095) for area in AREAS]
    file = _written(tmp_path, "people.csv", "year;area;people", rows)
    folder = write_city("Town", [file], tmp_path / "city", "en")
    catalogue = load_catalogue(folder)
    (reading,) = read_tables(catalogue)
    assert reading.problems == []
    assert reading.last == read_period("year", {"label": "2020"})
    assert reading.left_kinds.total() == 2 * len(AREAS)
    sources = folder / "sources.yaml"
    assert "'year' goes on to 2095: what lies ahead is a forecast" in sources.read_text("utf-8")
    # and without its `where`
    sources.write_text(re.sub(r"    where:\n(     .*\n)+", "", sources.read_text("utf-8")), "utf-8")
    (reading,) = read_tables(load_catalogue(folder))
    assert ["2090' lies ahead of" in one and "`where`" in one for one in reading.problems] == [True]


def test_codes_beside_names_tell_areas_apart(tmp_path: Path) -> None:
    coded = [f"{year};E0{n}7;{area};{90 + year}" for year in (2019, 2020)
             for n, area in enumerate(AREAS)]  # fmt: skip
    # other codes of the same areas, which would make twice as many
    others = [f"{year};{area};{100 * n + 101};{n + year}" for year in (2019, 2020)
              for n, area in enumerate(AREAS)]  # fmt: skip
    files = [
        _written(tmp_path, "people.csv", "year;code;area;people", coded),
        _written(tmp_path, "jobless.csv", "year;area;area_no;jobless", others),
    ]
    folder = write_city("Town", files, tmp_path / "city", "en")
    catalogue = load_catalogue(folder)
    told = {one.id: [(c.column, c.name_column) for c in one.areas] for one in catalogue.sources}
    assert told == {"people": [("code", "area")], "jobless": [("area", None)]}
    assert catalogue.levels[0].pattern is None
    assert "areas are told apart by 'code'" in (folder / "sources.yaml").read_text("utf-8")
    assert [one.problems for one in read_tables(catalogue)] == [[], []]


def test_of_several_levels_in_one_column_the_finest_is_read(tmp_path: Path) -> None:
    rows = []
    for year in (2019, 2020):
        parts = {f"Q{n}": 100 * n + year for n in range(1, 7)}
        # one name on two levels
        rows += [f"{year};part;{code};{'Nord' if code == 'Q1' else code + 'x'};{n}"
                 for code, n in parts.items()]  # fmt: skip
        halves = (sum(list(parts.values())[:3]), sum(list(parts.values())[3:]))
        rows += [f"{year};half;B{n};{area};{count}" for n, area, count in
                 zip((1, 2), ("Nord", "Süd"), halves, strict=True)]  # fmt: skip
        rows.append(f"{year};all;0;Town;{sum(halves)}")
    file = _written(tmp_path, "people.csv", "year;level;code;area;people", rows)
    folder = write_city("Town", [file], tmp_path / "city", "en")
    (source,) = load_catalogue(folder).sources
    assert source.where == {"level": "part"}
    assert [(one.column, one.name_column) for one in source.areas] == [("code", "area")]
    assert "for 'half', 'all', make a source of its own" in (folder / "sources.yaml").read_text()
    (reading,) = read_tables(load_catalogue(folder))
    assert (reading.problems, reading.figures, reading.left_kinds.total()) == ([], 12, 6)


def test_what_is_written_of_a_table_without_periods_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "areas_2018.csv"
    path.write_text("Ort;Bezirk;Anzahl\n01 A;X;3\n02 B;X;4\n03 C;Y;5\n", "utf-8")
    folder = write_city("Ort", [str(path)], tmp_path / "city", "de")
    catalogue = load_catalogue(folder)
    assert catalogue.sources[0].period.fixed == "2018"
    # nothing new can come, so that it never is out of date
    assert catalogue.sources[0].freshness_days is None
    (reading,) = read_tables(catalogue)
    assert reading.problems == []
    assert reading.first is not None
    assert reading.first.text == "2018"


# made up, as are all figures on this page; shaped as cities publish them
WIDE = """id,ort,2019,2020,gesamt,"davon Frauen in %"
1,Nord,900,910,920,"51,2"
2,Süd,1210,1200,1190,"49,8"
3,West,700,705,711,"50,4"
"""
BESIDE = """Ort_ID,Ort,Anzahl_2019,Anteil_in_%_2019,Anzahl_2020,Anteil_in_%_2020
1,Nord,90,10,95,"10,4"
2,Süd,300,"24,8",290,"24,2"
3,West,7,1,9,"1,3"
"""


def test_periods_in_headers_make_one_measure_of_several_columns(tmp_path: Path) -> None:
    files = [tmp_path / "einwohner_2019_bis_2021.csv", tmp_path / "hilfe.csv"]
    for path, text in zip(files, (WIDE, BESIDE), strict=True):
        path.write_text(text, "utf-8")
    folder = write_city("Ort", [str(path) for path in files], tmp_path / "city", "de")
    catalogue = load_catalogue(folder)
    read = {one.source.id: one for one in read_tables(catalogue)}
    assert [one.problems for one in read.values()] == [[], [], []]
    spans = {
        name: (one.first.text, one.last.text, one.figures)
        for name, one in read.items()
        if one.first and one.last
    }
    assert spans == {
        "einwohner_2019_bis_2021": ("2019", "2020", 6),
        # the columns that name no year are of the last one in the file's name, for a person to see
        "einwohner_2019_bis_2021_2": ("2021", "2021", 6),
        "hilfe": ("2019", "2020", 12),
    }
    units = {one.measure: one.unit for source in catalogue.sources for one in source.measures}
    assert units == {
        "einwohner_2019_bis_2021": "persons",
        "gesamt": "persons",
        "davon_frauen_in": "percent",
        "anzahl": "persons",
        "anteil_in": "percent",
    }
    # "ort" and "Ort" name the same areas, and numbers beside them are no figures
    assert [level.id for level in catalogue.levels] == ["ort", "city"]
    assert catalogue.source("hilfe").ignored == ["Ort_ID"]


@pytest.mark.parametrize(
    ("headers", "cadence", "rest"),
    [
        (["31.12.2019", "31.12.2020"], "year", ""),
        (["Personen (2019/20)", "Personen (2020/21)"], "school_year", "Personen"),
        (["2019-01", "2019-02"], "month", ""),
        (["2019Q1", "2019Q2"], "quarter", ""),
        (["x 30.06.2019", "x 30.06.2020"], "half_year", "x"),
        (["2006-2010", "2011-2015"], None, None),
        (["Anzahl", "Anteil"], None, None),
    ],
)
def test_a_period_is_found_in_headers(
    headers: list[str], cadence: str | None, rest: str | None
) -> None:
    found, of = periods_in_headers(headers)
    assert of == cadence
    assert {one.rest for one in found.values()} == ({rest} if rest is not None else set())
    for header, one in found.items():
        match = re.fullmatch(one.pattern, header)
        assert match is not None
        assert match["period"] == one.period


def test_counts_and_percentages_in_one_column_are_two_measures(tmp_path: Path) -> None:
    path = tmp_path / "health.csv"
    rows = [
        f"2021,{place},{kind},{measure},{unit},{value}"
        for place, n in (("a", 300), ("b", 410), ("c", 520))
        for kind, part in (("good", 0.625), ("bad", 0.375))
        for measure, unit, value in (("Count", "Persons", int(n * part)),
                                     ("Share", "%", 100 * part))
    ]  # fmt: skip
    path.write_text("\n".join(["year,area,kind,measure,unit,value", *rows]), "utf-8")
    folder = write_city("Ort", [str(path)], tmp_path / "city", "en")
    catalogue = load_catalogue(folder)
    read = list(read_tables(catalogue))
    assert [one.problems for one in read] == [[], []]
    assert [one.figures for one in read] == [6, 6]
    assert {one.measures[0].unit: one.where for one in catalogue.sources} == {
        "persons": {"measure": "Count"},
        "percent": {"measure": "Share"},
    }
    assert [one.ignored for one in catalogue.sources] == [["unit"], ["unit"]]


def test_labels_that_the_crosswalk_lacks_are_to_be_decided(tmp_path: Path) -> None:
    files = [tmp_path / "fine.csv", tmp_path / "coarse.csv"]
    files[0].write_text("Year,Part,District,n\n2021,a,X,1\n2021,b,X,2\n2021,c,Y,4\n", "utf-8")
    files[1].write_text("Year,District,m\n2021,X,7\n2021,Y,8\n2021,Z,9\n2021,V,9\n", "utf-8")
    folder = write_city("Ort", [str(one) for one in files], tmp_path / "city", "en")
    (asked,) = [what for _, _, what in decisions(folder) if "not in fine" in what]
    assert asked.startswith("2 labels are not in fine ('V', 'Z')")
    assert load_catalogue(folder).sozialraum_level == "district"


def test_codes_beside_names_are_no_areas_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = [f"E0{n},{place},{year}-03-21,{n * year}" for n, place in enumerate("abc", 1)
             for year in (2020, 2021)]  # fmt: skip
    path.write_text("\n".join(["code,name,day,count", *lines]), "utf-8")
    found = guess(path)
    assert {one.name: one.role for one in found.columns} == {
        "code": "code", "name": "area", "day": "period", "count": "figure",
    }  # fmt: skip


def test_codes_with_gaps_are_told_by_their_header(tmp_path: Path) -> None:
    """Of one period the figures tell the areas apart too."""
    path = tmp_path / "t.csv"
    path.write_text("Jahr;Viertel_ID;Viertel;Zahl\n2020;1;a;7\n2020;2;b;9\n2020;10;c;4\n", "utf-8")
    assert {one.name: one.role for one in guess(path).columns} == {
        "Jahr": "period", "Viertel_ID": "code", "Viertel": "area", "Zahl": "figure",
    }  # fmt: skip


def test_keys_of_rows_and_codes_with_zeros_are_neither_areas_nor_figures(tmp_path: Path) -> None:
    """As tables of all kinds in one are published, two levels in one column."""
    path = tmp_path / "t.csv"
    places = {"001": "See", "002": "Wald", "101": "See", "102": "Ufer", "201": "Wald"}
    lines = [
        f"1.{year}.{code}.{part},{year},{code},{place},{part},{what},{part * int(code)}.0"
        for year in (2020, 2021)
        for code, place in places.items()
        for part, what in ((10, "alle"), (20, "Kinder"), (50, "Ältere"))
    ]
    path.write_text("\n".join(["id,jahr,raum_id,raum,zei_id,zeile,zahl", *lines]), "utf-8")
    found = guess(path)
    assert {one.name: one.role for one in found.columns} == {
        "id": "constant", "jahr": "period", "raum_id": "code", "raum": "area",
        "zei_id": "constant", "zeile": "breakdown", "zahl": "figure",
    }  # fmt: skip
    assert any("raum_id are called alike" in doubt for doubt in found.doubts)
    folder = write_city("Ort", [str(path)], tmp_path / "city", "de")
    (source,) = load_catalogue(folder).sources
    assert [one.unit for one in source.measures] == ["persons"]


def test_what_looks_like_a_figure_is_never_declared_away(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Jahr;Ort;Anzahl\n2020;a;5\n2020;b;4e3\n2020;c;-\n2020;d;7\n", "utf-8")
    assert guess(path).marks == {"-": 1}


def test_a_table_without_headers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("01 Nord,297,361\n02 Süd,574,663\n", "utf-8")
    with pytest.raises(MonitorError, match="first line holds figures"):
        guess(path)


def test_a_column_without_a_header_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",Year,District,Number\n44,2013,a,5\n45,2013,b,6\n50,2013,c,7\n", "utf-8")
    folder = write_city("Ort", [str(path)], tmp_path / "city", "en")
    (reading,) = read_tables(load_catalogue(folder))
    assert (reading.problems, reading.figures) == ([], 3)


def test_labels_with_codes_are_read_by_them() -> None:
    assert "code" in area_pattern(["01 Nord", "02 Süd"])
    assert "code" not in area_pattern(["01 Nord", "Süd"])
    assert "code" not in area_pattern(["1 Nord", "1 Süd"])


def test_a_table_at_an_address_is_fetched_and_its_address_declared(tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    page_tables(tmp_path / "served")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path / "served")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}/{quote('население.csv')}"
        folder = write_city("Ort", [url], tmp_path / "city", "de")
        with pytest.raises(MonitorError, match="missing"):
            write_city("Ort", [url.replace(quote("население"), "missing")], tmp_path / "b", "de")
        server.shutdown()
    source = load_catalogue(folder).source("naselenie")
    assert source.url == url
    assert [area.level for area in source.areas] == ["kvartal", "raion"]


def test_nothing_is_overwritten_and_nothing_half_is_left(tmp_path: Path) -> None:
    tables = page_tables(tmp_path)
    folder = write_city("Ort", [str(one) for one in tables], tmp_path / "city", "de")
    before = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    with pytest.raises(MonitorError, match="nothing is overwritten"):
        write_city("Ort", [str(one) for one in tables], folder, "de")
    assert before == {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    assert decisions(folder)
    empty = tmp_path / "empty.csv"
    for content, said in (
        (b"", "no table"),
        (b"Jahr;Ort;Text\n2020;a;b c\n", "no column of figures"),
    ):
        empty.write_bytes(content)
        with pytest.raises(MonitorError, match=said):
            write_city("Ort", [str(empty)], tmp_path / "other", "de")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["city"]


def test_nothing_is_published_from_guesses_that_nobody_looked_at(tmp_path: Path) -> None:
    (path,) = page_tables(tmp_path)[:1]
    folder = write_city("Made up", [str(path)], tmp_path / "city", "de")
    asked = decisions(folder)
    checked = run_cli("check", "city", str(folder), warehouse=tmp_path / "warehouse")
    assert checked.returncode == 1
    assert checked.stdout.count("still to be decided") == len(asked) > 5
    (folder / "themes.yaml").write_bytes(b"\xff" + (folder / "themes.yaml").read_bytes())
    spoilt = run_cli("check", "city", str(folder), warehouse=tmp_path / "warehouse")
    assert spoilt.returncode == 1
    assert "is not UTF-8" in spoilt.stdout + spoilt.stderr
    assert "Traceback" not in spoilt.stdout + spoilt.stderr
    (folder / "themes.yaml").write_bytes((folder / "themes.yaml").read_bytes()[1:])
    refused = run_cli("refresh", warehouse=tmp_path / "warehouse", city=folder)
    said = " ".join((refused.stdout + refused.stderr).split())
    assert refused.returncode == 1
    assert f"{len(asked)} lines are still to be decided (areas.yaml:" in said
    assert "Traceback" not in said
    assert not (tmp_path / "warehouse" / "publications").exists()
