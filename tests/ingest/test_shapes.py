"""The shapes in which tables of cities come, each with made-up figures: what is declared, what is
read, and what is said where something does not fit."""

import io
from pathlib import Path
from typing import Any

import duckdb
import pytest
from xlsxwriter import Workbook

from sozialraum.base.errors import SourceError
from sozialraum.declarations.notation import plain_pattern
from sozialraum.declarations.source import Source
from sozialraum.ingest.acceptance import rows_per_period
from sozialraum.ingest.landing import Landing, LandingStore, Retrieved
from sozialraum.ingest.office.totals import check_totals
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.wire import CheckedTable
from tests.cells import texts_of
from tests.ingest.made_up import RETRIEVED_AT, made_up

COUNT = {"column": "Anzahl", "measure": "persons", "unit": "persons"}


def _landed(source: Source, text: str, folder: Path, dataset: str | None = None) -> Landing:
    content = text.encode() if source.format == "csv" else _workbook(text)
    retrieved = Retrieved(dataset or source.dataset, "", content, RETRIEVED_AT, source.licence)
    return LandingStore(folder).land(source.id, retrieved)[0]


def _workbook(text: str) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for at, line in enumerate(text.splitlines()):
            sheet.write_row(at, 0, [int(f) if f.isdecimal() else f for f in line.split(";")])
    return out.getvalue()


def _cells(
    source: Source, text: str, folder: Path, asked: str, dataset: str | None = None
) -> list[tuple[Any, ...]]:
    """What ``asked`` says of the cells that a file brings into ``raw.cell``."""
    table = read_table(source, _landed(source, text, folder, dataset))
    with duckdb.connect() as connection:
        prepare_raw(connection, [source.id])
        load(connection, source, table)
        return connection.execute(
            f"select {asked} from raw.cell order by row_number, measure_label"
        ).fetchall()


def _refusal(source: Source, text: str, folder: Path, dataset: str | None = None) -> str:
    with pytest.raises(SourceError) as refused:
        read_table(source, _landed(source, text, folder, dataset))
    return str(refused.value)


# --- areas ---


def test_code_and_name_of_an_area_stand_in_two_columns(tmp_path: Path) -> None:
    source = made_up(
        cadence="day",
        period={"date": "Tag", "format": "DD.MM.YYYY"},
        areas=[{"column": "Nr", "name_column": "Name", "level": "quarter"}],
        measures=[COUNT],
        thousands=".",
    )
    text = "Nr;Name;Tag;Anzahl\n0201;Am See;30.06.2021;2.310\n0202;\u00a0Am  Wald;31.12.2021;75\n"
    assert _cells(source, text, tmp_path, "area_labels['quarter'], period_labels, number") == [
        ("0201\tAm See", {"date": "30.06.2021"}, 2310),
        ("0202\tAm  Wald", {"date": "31.12.2021"}, 75),
    ]
    period = source.read_period({"date": "30.06.2021"})
    assert period is not None
    assert period.text == "2021-06-30"


# --- when ---


def test_a_year_per_column_is_named_by_its_header(tmp_path: Path) -> None:
    source = made_up(
        period={},
        measures=[{"columns": r"(?P<period>\d{4})", "measure": "persons", "unit": "persons"}],
        thousands=[" ", "'"],
        missing={"-": "unknown"},
    )
    text = "Gebiet;2019;2020;2021\nSee;1 204;1\u2009310;-\nWald;870;1\u2019001;(66)\n"
    asked = "row_number, measure_label, period_labels['label'], number, meaning, mark"
    assert _cells(source, text, tmp_path, asked) == [
        (2, "2019", "2019", 1204, None, None),
        (2, "2020", "2020", 1310, None, None),
        (2, "2021", "2021", None, "unknown", None),
        (3, "2019", "2019", 870, None, None),
        (3, "2020", "2020", 1001, None, None),
        (3, "2021", "2021", 66, None, "limited"),
    ]


TWO_ROWS = "Tabelle;;;;\nGebiet;2020;;2021;\n;m;w;m;w\nSee;1;2;3;4\nWald;5;6;7;8\n"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_upper_of_two_rows_of_headers_names_the_period(form: str, tmp_path: Path) -> None:
    of_sex = [
        {"columns": rf"(?P<period>\d{{4}}) \| {said}", "measure": "persons", "unit": "persons",
         "breakdown": {"sex": sex}} for said, sex in (("m", "male"), ("w", "female"))
    ]  # fmt: skip
    source = made_up(format=form, period={}, measures=of_sex, layout={"header_rows": 2})
    asked = "period_labels['label'], measure_label, number"
    assert _cells(source, TWO_ROWS, tmp_path, asked)[:4] == [
        ("2020", "2020 | m", 1),
        ("2020", "2020 | w", 2),
        ("2021", "2021 | m", 3),
        ("2021", "2021 | w", 4),
    ]
    said = _refusal(source, TWO_ROWS.replace("w", "d"), tmp_path)
    assert repr(r"(?P<period>\d{4}) \| w") in said


@pytest.mark.parametrize("said", [{"date_is": "first_day"}, {"format": "DD.MM.YYYY"}])
def test_days_in_headers_are_read_as_declared(said: dict[str, str], tmp_path: Path) -> None:
    source = made_up(
        cadence="month",
        period=said,
        measures=[{"columns": "(?P<period>.*2020.*)", "measure": "persons", "unit": "persons"}],
    )
    text = "Gebiet;2020-02-01\nSee;4\n" if "date_is" in said else "Gebiet;29.02.2020\nSee;4\n"
    ((labels, number),) = _cells(source, text, tmp_path, "period_labels, number")
    period = source.read_period(labels)
    assert period is not None
    assert (period.text, number) == ("2020-02", 4)


def test_the_month_in_which_a_year_begins_is_said_of_years_across_two(tmp_path: Path) -> None:
    source = made_up(
        cadence="school_year",
        period={"begins": 4},
        measures=[
            {"columns": "(?P<period>\\d{4}/\\d\\d)", "measure": "persons", "unit": "persons"}
        ],
    )
    ((labels, _),) = _cells(source, "Gebiet;2023/24\nSee;4\n", tmp_path, "period_labels, number")
    period = source.read_period(labels)
    assert period is not None
    assert (str(period.start), str(period.end)) == ("2023-04-01", "2024-03-31")
    with pytest.raises(ValueError, match="`begins` is said of years such as"):
        made_up(period={"year": "Jahr", "begins": 4}, measures=[COUNT])


@pytest.mark.parametrize("kind", ["totals", "sections"])
def test_what_a_sum_or_a_heading_says_is_filled_down(kind: str, tmp_path: Path) -> None:
    kinds = {"totals": [{"label": "^Kreis", "of": "below"}], "sections": ["^Kreis"]}
    source = made_up(layout={kind: kinds[kind], "fill_down": ["Jahr"]}, measures=[COUNT])
    figures = ("3", "7") if kind == "totals" else ("", "")
    rows = "2020;Kreis;{};\n;See;1\n;Wald;2\n2021;Kreis;{};\n;See;3\n;Wald;4\n"
    text = "Jahr;Gebiet;Anzahl\n" + rows.format(*figures).replace(";\n", "\n")
    assert _cells(source, text, tmp_path, "period_labels['year'], number") == [
        ("2020", 1),
        ("2020", 2),
        ("2021", 3),
        ("2021", 4),
    ]


MIXED = (
    "Gebiet;Anzahl (Dez 2020);Anteil in % (Dez 2020);Bauten (2019)\n"
    "See;90;4,5 %;700\nWald;\u22123;- 1,5 %;40\n"
)


def test_each_column_names_its_own_period_and_cadences_are_entries_of_their_own(
    tmp_path: Path,
) -> None:
    """The sign before 3 is a minus (U+2212); the one before 1,5 is parted by a blank."""
    monthly = made_up(
        cadence="month",
        period={},
        measures=[
            {"columns": r"Anzahl \((?P<period>.+)\)", "measure": "persons", "unit": "persons",
             "signed": True},
            {"columns": r"Anteil in % \((?P<period>.+)\)", "measure": "share", "unit": "percent",
             "signed": True},
        ],
    )  # fmt: skip
    asked = "period_labels['label'], declared_label[:6], number"
    assert _cells(monthly, MIXED, tmp_path, asked) == [
        ("Dez 2020", "Anteil", 4.5),
        ("Dez 2020", "Anzahl", 90),
        ("Dez 2020", "Anteil", -1.5),
        ("Dez 2020", "Anzahl", -3),
    ]
    found = monthly.read_period({"label": "Dez 2020"})
    assert found is not None
    assert found.text == "2020-12"
    yearly = made_up(
        id="buildings",
        period={},
        measures=[{"columns": r"Bauten \((?P<period>\d+)\)", "measure": "b", "unit": "flats"}],
    )
    assert _cells(yearly, MIXED, tmp_path, "period_labels['label'], number") == [
        ("2019", 700),
        ("2019", 40),
    ]


def test_columns_that_no_header_fits_are_named(tmp_path: Path) -> None:
    source = made_up(
        period={},
        measures=[{"columns": r"Zahl (?P<period>\d{4})", "measure": "persons", "unit": "persons"}],
    )
    assert r"no column fits 'Zahl (?P<period>\\d{4})'" in _refusal(source, MIXED, tmp_path)


@pytest.mark.parametrize(
    ("period", "dataset", "text"),
    [
        ({"fixed": "Juni 2020"}, "made_up", "Juni 2020"),
        ({"dataset": r"_(?P<period>2020-06)$"}, "persons_2020-06", "2020-06"),
        ({"file_name": r"(?P<period>\d{4}-\d\d)\.csv$"}, "persons_2020-06", "2020-06"),
    ],
)
def test_a_period_that_is_not_in_the_table_is_declared_or_named_by_id_or_file(
    period: dict[str, str], dataset: str, text: str, tmp_path: Path
) -> None:
    source = made_up(cadence="month", period=period, measures=[COUNT])
    rows = "Gebiet;Anzahl\nSee;5\n"
    found = _cells(source, rows, tmp_path, "period_labels['label'], number", dataset)
    assert found == [(text, 5)]


def test_an_id_that_names_another_kind_of_period_is_refused_with_what_would_fit(
    tmp_path: Path,
) -> None:
    source = made_up(period={"dataset": r"_(?P<period>.+)$"}, measures=[COUNT])
    said = _refusal(source, "Gebiet;Anzahl\nSee;5\n", tmp_path, "persons_2020-06")
    assert "says '2020-06', which is no year" in said
    assert "it would fit `cadence: month`" in said


def test_a_name_that_says_two_periods_is_refused(tmp_path: Path) -> None:
    source = made_up(period={"file_name": r"(?P<period>\d{4})"}, measures=[COUNT])
    rows = "Gebiet;Anzahl\nSee;5\n"
    assert "says ['2019', '2020']" in _refusal(source, rows, tmp_path, "persons_2019-2020")
    assert _cells(source, rows, tmp_path, "number", "persons 2020 (05)") == [(5,)]


def test_brackets_mean_nothing_beside_figures_below_zero_unless_it_is_declared(
    tmp_path: Path,
) -> None:
    balance = {**COUNT, "signed": True}
    rows = "Gebiet;Jahr;Anzahl\nSee;2020;(12)\nWald;2020;-3\n"
    read = "value_text, number, mark"
    assert _cells(made_up(measures=[balance]), rows, tmp_path, read) == [
        ("(12)", None, None), ("-3", -3, None)
    ]  # fmt: skip
    source = made_up(measures=[balance], marks={"()": "limited"})
    assert _cells(source, rows, tmp_path, read)[0] == ("(12)", 12, "limited")


# --- around the rows ---

TITLED = (
    "Einwohner nach Gebieten\r\nHerausgeber: Amt\r\n\r\nGEBIET;TAG;WERT\r\n1;18701231;70\r\n"
    "2;18701231;50\r\n1;20201231;7\r\n2;20201231;6\r\nSumme;20201231;13\r\n* vorläufig\r\n"
)


def _titled(**declared: Any) -> Source:
    return made_up(
        cadence="day",
        period={"date": "TAG", "format": "YYYYMMDD"},
        areas=[{"column": "GEBIET", "level": "quarter"}],
        measures=[{**COUNT, "column": "WERT"}],
        layout={"totals": [{"label": "^Summe$"}]},
        **declared,
    )


def test_titles_sums_and_footnotes_around_a_table_of_a_portal_are_set_aside(
    tmp_path: Path,
) -> None:
    found = _cells(_titled(), TITLED, tmp_path, "row_number, period_labels['date'], number")
    assert found == [
        (5, "18701231", 70),
        (6, "18701231", 50),
        (7, "20201231", 7),
        (8, "20201231", 6),
    ]
    table = read_table(_titled(), _landed(_titled(), TITLED, tmp_path))
    assert table.notes == ("* vorläufig",)


def _wrong_sums(source: Source, text: str, folder: Path) -> list[str]:
    landing = _landed(source, text, folder)
    table: CheckedTable = read_table(source, landing)
    with duckdb.connect() as connection:
        prepare_raw(connection, [source.id])
        load(connection, source, table)
        return check_totals(connection, source, landing, table.totals)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sum_is_compared_with_its_parts(form: str, tmp_path: Path) -> None:
    """That of a period with those of its own, also in a spreadsheet that is fetched."""
    source = _titled(format=form)
    assert _wrong_sums(source, TITLED, tmp_path) == []
    (said,) = _wrong_sums(source, TITLED.replace(";13\r", ";14\r"), tmp_path)
    assert "the sum is 14, but its parts in rows 5 to 8 add up to 13" in said


def test_titles_that_are_not_declared_are_told_of(tmp_path: Path) -> None:
    plain = made_up(
        cadence="day",
        period={"date": "TAG", "format": "YYYYMMDD"},
        areas=[{"column": "GEBIET", "level": "quarter"}],
        measures=[{**COUNT, "column": "WERT"}],
    )
    assert "declare `layout: {}`" in _refusal(plain, TITLED, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "utf-16"])
def test_a_text_with_titles_has_the_encoding_and_delimiter_that_are_declared(
    encoding: str, tmp_path: Path
) -> None:
    source = made_up(layout={}, measures=[COUNT], encoding=encoding, delimiter="|")
    text = "Titel, lang\nGebiet|Jahr|Anzahl\nSüd|2025|3\n"
    retrieved = Retrieved(source.dataset, "", text.encode(encoding), RETRIEVED_AT, source.licence)
    table = read_table(source, LandingStore(tmp_path).land(source.id, retrieved)[0])
    assert texts_of(table) == [("2025", "Süd", "3")]
    other = made_up(layout={}, measures=[COUNT], delimiter="~")
    assert "there is no '~' in it" in _refusal(other, text, tmp_path)


# --- which rows ---

LEVELS = (
    "Jahr;Gebiet;Anzahl\n2021;Bezirk 1;70\n2021;See;30\n2021;Wald;40\n2021;Bezirk 2;50\n"
    "2021;See (Bezirk 2);50\n2021;Stadt insgesamt;120\n"
)


def test_rows_of_a_level_are_chosen_and_the_others_listed_by_kind(tmp_path: Path) -> None:
    source = made_up(measures=[COUNT], where={"Gebiet": {"pattern": "^Bezirk"}})
    table = read_table(source, _landed(source, LEVELS, tmp_path))
    assert table.column("Anzahl") == ["70", "50"]
    assert table.row_numbers == [2, 5]
    assert table.left == {
        f"Gebiet {name!r}": 1 for name in ("See", "Wald", "See (Bezirk 2)", "Stadt insgesamt")
    }
    others = made_up(
        measures=[COUNT], where={"Gebiet": {"unlike": "^Bezirk", "other_than": ["Stadt insgesamt"]}}
    )
    read = read_table(others, _landed(others, LEVELS, tmp_path))
    assert read.column("Gebiet") == ["See", "Wald", "See (Bezirk 2)"]


def test_sums_above_their_parts_are_compared_and_never_added(tmp_path: Path) -> None:
    source = made_up(
        measures=[COUNT],
        layout={"totals": [{"label": "^Bezirk", "of": "below"}, {"label": "insgesamt"}]},
    )
    assert _cells(source, LEVELS, tmp_path, "area_labels['quarter'], number") == [
        ("See", 30),
        ("Wald", 40),
        ("See (Bezirk 2)", 50),
    ]
    assert _wrong_sums(source, LEVELS, tmp_path) == []
    (said,) = _wrong_sums(source, LEVELS.replace("Bezirk 1;70", "Bezirk 1;71"), tmp_path)
    assert "the sum is 71, but its parts in rows 3 to 4 add up to 70" in said


def test_a_condition_that_no_row_meets_is_refused_with_what_rows_say(tmp_path: Path) -> None:
    source = made_up(measures=[COUNT], where={"Gebiet": {"pattern": "^Kreis"}})
    said = _refusal(source, LEVELS, tmp_path)
    assert "no row says what is asked for; rows say 'Bezirk 1'" in said


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("ku\u0308nftig", {"other_than": ["künftig"]}),
        ("künftig", {"other_than": ["ku\u0308nftig"]}),
        ("ku\u0308nftig", {"unlike": "künft"}),
        ("geplant\u00a0(Entwurf)", {"other_than": ["geplant\u00a0(Entwurf)"]}),
        ("geplant (Entwurf)", {"unlike": "t\u00a0.Entwurf"}),
        ("geplant\u00a0(Entwurf)", {"unlike": r"geplant\xa0"}),
        ("geplant\u00a0(Entwurf)", {"unlike": r"t[-\xa0]\(E"}),
        ("ku\u0308nftig", ["da"]),
    ],
)
def test_declared_texts_and_those_of_a_file_are_compared_alike(
    said: str, condition: Any, tmp_path: Path
) -> None:
    source = made_up(
        measures=[COUNT],
        where={"Lage": condition},
        breakdowns=[
            {"column": "Sex", "dimension": "sex", "values": {"weibl.\u00a0u\u0308": "female"}}
        ],
    )
    text = f"Gebiet;Jahr;Lage;Sex;Anzahl\nSee;2024;da;weibl. ü;7\nWald;2024;{said};weibl. ü;8\n"
    asked = "area_labels['quarter'], breakdown_labels['Sex'], value_text"
    assert _cells(source, text, tmp_path, asked) == [("See", "weibl. ü", "7")]
    assert list(source.breakdowns[0].labels) == ["weibl. ü"]
    assert _cells(source, text.replace("weibl. ü", "weibl.\u2009u\u0308"), tmp_path, asked) == [
        ("See", "weibl. ü", "7")
    ]


@pytest.mark.parametrize(
    ("cadence", "before", "now"),
    [
        ("half_year", "1. Halbjahr 2025", "1.\u00a0Halbjahr 2025"),
        ("month", "März 2025", "Ma\u0308rz\u202f2025"),
        ("month", "März", "Ma\u0308rz"),
    ],
)
def test_rows_whose_periods_have_other_blanks_or_letters_are_still_there(
    cadence: str, before: str, now: str, tmp_path: Path
) -> None:
    source = made_up(cadence=cadence, period={"label": "Zeit"}, measures=[COUNT])
    counted = []
    for at, text in enumerate((before, now)):
        content = f"Gebiet;Zeit;Anzahl\nSee;{text};7\n"
        landing = _landed(source, content, tmp_path / str(at))
        counted.append(rows_per_period(source, read_table(source, landing)))
    assert counted[0] == counted[1]


def test_a_day_with_another_blank_can_be_read_as_declared(tmp_path: Path) -> None:
    source = made_up(
        cadence="day", period={"date": "Tag", "format": "DD MM YYYY"}, measures=[COUNT]
    )
    # one that is wrong does not mean that all are written so
    text = "Gebiet;Tag;Anzahl\nSee;25\u00a003 2025;7\nWald;03 25 2025;8\n"
    assert len(_cells(source, text, tmp_path, "number")) == 2


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        (r"Personen\n(?P<period>\d{4})", r"Personen (?P<period>\d{4})"),
        ("Personen\n(?P<period>\\d{4})", r"Personen (?P<period>\d{4})"),
        (r"Personen\u00a0(?P<period>\d{4})", r"Personen (?P<period>\d{4})"),
        (r"Personen[\n-](?P<period>\d{4})", r"Personen(?:[\n-]| )(?P<period>\d{4})"),
        (r"Personen[^\n]*\t(?P<period>\d{4})", r"Personen[^\n]* (?P<period>\d{4})"),
        (
            r"[A-Za-z\u00c0-\u00ff\xa0]+(?P<period>\d{4})",
            r"(?:[A-Za-z\u00c0-\u00ff\xa0]| )+(?P<period>\d{4})",
        ),
        ("(?x)Personen\n\\s(?P<period>\\d{4})", "(?x)Personen\n\\s(?P<period>\\d{4})"),
    ],
)
def test_ends_of_lines_in_a_pattern_of_headers_are_blanks_as_in_headers(
    pattern: str, plain: str, tmp_path: Path
) -> None:
    source = made_up(
        measures=[{"columns": pattern, "measure": "persons", "unit": "persons"}], period={}
    )
    assert source.figure_patterns == [source.measures[0].columns] == [plain]
    text = 'Gebiet;"Personen\n2024"\nSee;7\n'
    assert _cells(source, text, tmp_path, "period_labels, number") == [({"label": "2024"}, 7)]


@pytest.mark.parametrize(
    "pattern",
    [
        r"a\\n",
        r"a\\\\xa0",
        r"\d\x41\.",
        r"[\\n]",
        r"[]\\t]",
        r"[^\xa0]",
        r"[a-z\xa0-\xff]",
        r"\[\d",
    ],
)
def test_what_is_no_blank_in_a_pattern_stays(pattern: str) -> None:
    assert plain_pattern(pattern) == pattern


def test_labels_that_look_alike_mean_the_same() -> None:
    values = {"bis 5": "0-5", "bis\u00a05": "0-4"}
    with pytest.raises(ValueError, match="is there twice, as '0-5' and '0-4'"):
        made_up(breakdowns=[{"column": "Alter", "dimension": "age", "values": values}])


KEYED = (
    "area,period,measure,unit,value\nNorth,2021-06-30,older,Count,1100\n"
    "North,2021-06-30,older,Percentage,12.5\nNorth,2021-06-30,deprivation,Score,-0.31\n"
    "North,2021-06-30,deprivation,Rank,4\n"
)


def _keyed(said: str, said_unit: str, **declared: Any) -> dict[str, Any]:
    return {"column": "value", "where": {"measure": said, "unit": said_unit}, **declared}


def _of_keys(*measures: dict[str, Any]) -> Source:
    return made_up(
        cadence="day",
        period={"date": "period"},
        areas=[{"column": "area", "level": "quarter"}],
        measures=list(measures),
        delimiter=",",
        decimal=".",
    )


OLDER = _keyed("older", "Count", measure="older", unit="persons")
SHARE = _keyed("older", "Percentage", measure="older_share", unit="percent")
SCORE = _keyed("deprivation", "Score", measure="deprivation", unit="score")


def test_measure_and_unit_stand_in_rows_and_what_no_measure_takes_is_listed(
    tmp_path: Path,
) -> None:
    source = _of_keys(OLDER, SHARE, SCORE)
    found = _cells(source, KEYED, tmp_path, "breakdown_labels, number")
    series = {tuple(one.labels.items()): (one.measure, one.unit) for one in source.series}
    assert [(*series[tuple(labels.items())], number) for labels, number in found] == [
        ("older", "persons", 1100),
        ("older_share", "percent", 12.5),
        ("deprivation", "score", -0.31),
    ]
    assert [one.signed for one in source.series] == [False, False, True]
    table = read_table(source, _landed(source, KEYED, tmp_path))
    assert table.left == {"measure 'deprivation', unit 'Rank'": 1}


def test_a_measure_that_no_row_names_is_refused(tmp_path: Path) -> None:
    source = _of_keys(OLDER, _keyed("older", "Per cent", measure="s", unit="percent"))
    said = _refusal(source, KEYED, tmp_path)
    assert "no row says measure 'older', unit 'Per cent'" in said
    assert "measure 'older', unit 'Percentage'" in said
