"""Periods are read alike by the loader and by staging, and never guessed."""

from collections.abc import Iterator

import duckdb
import jinja2
import pytest

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue
from sozialraum.declarations.periods import (
    LABELLED_CADENCES,
    PERIOD_PATTERNS,
    DateIs,
    date_patterns,
    exchanged_day,
    fitting,
    read_period,
    would_fit,
)
from sozialraum.declarations.tables import write_declarations

MODEL = PROJECT / "dbt_project" / "models" / "staging" / "stg_period_label.sql"

READ = [
    ("half_year", "1. Halbjahr 2025", "2025-H1"),
    ("half_year", "II. Halbjahr 2024", "2024-H2"),
    ("half_year", "Stand: 30.06.2025", "2025-H1"),
    ("half_year", "2024-12-31", "2024-H2"),
    ("half_year", "2025-H1", "2025-H1"),
    ("half_year", "2. Hj. 2025", "2025-H2"),
    ("school_year", "2024/25", "2024/25"),
    ("school_year", "Schuljahr 2024/2025", "2024/25"),
    ("school_year", "1999/00", "1999/00"),
    ("month", "Juni 2025", "2025-06"),
    ("month", "Berichtsmonat: März 2025", "2025-03"),
    ("month", "MÄRZ 2025", "2025-03"),
    ("month", "Dez. 2024", "2024-12"),
    ("month", "Jun 25", "2025-06"),
    ("month", "Mrz-08", "2008-03"),
    ("month", "06/2025", "2025-06"),
    ("month", "2020M05", "2020-05"),
    ("month", "May 2020", "2020-05"),
    ("month", "202005", "2020-05"),
    ("quarter", "2020Q1", "2020-Q1"),
    ("quarter", "2020K1", "2020-Q1"),
    ("quarter", "T2 2020", "2020-Q2"),
    ("month", "30.06.2025", "2025-06"),
    ("month", "2025-06-30", "2025-06"),
    ("quarter", "III. Quartal 2024", "2024-Q3"),
    ("quarter", "Q1/2025", "2025-Q1"),
    ("quarter", "31.03.2025", "2025-Q1"),
    ("month", "29.02.2024", "2024-02"),
    ("month", "28.02.2025", "2025-02"),
    ("month", "2025-02-28", "2025-02"),
    ("month", "Stand 31.1.2025", "2025-01"),
    ("week", "2021-W05", "2021-W05"),
    ("week", "2021W5", "2021-W05"),
    ("week", "2020-W53", "2020-W53"),
    ("week", "KW 5/2021", "2021-W05"),
    ("week", "KW05 2021", "2021-W05"),
    ("week", "2021 KW 5", "2021-W05"),
    ("week", "5. KW 2021", "2021-W05"),
    ("week", "52. Kalenderwoche 2021", "2021-W52"),
    ("week", "Stand: week 5, 2021", "2021-W05"),
    ("year", "Stand: 31.12.2024", "2024"),
    ("year", "Stand zum 31.12.2024", "2024"),
    ("year", "2024", "2024"),
]
# in a column beside that of the year, which is 2025
PARTS = [
    ("half_year", "2", "2025-H2"),
    ("half_year", "1. Halbjahr", "2025-H1"),
    ("half_year", "H2", "2025-H2"),
    ("quarter", "03", "2025-Q3"),
    ("quarter", "Q1", "2025-Q1"),
    ("quarter", "IV", "2025-Q4"),
    ("quarter", "2. Quartal", "2025-Q2"),
    ("quarter", "5", None),
    ("month", "06", "2025-06"),
    ("month", "März", "2025-03"),
    ("month", "MÄRZ", "2025-03"),
    ("month", "Dez.", "2025-12"),
    ("month", "III", None),
    ("month", "13", None),
    ("month", "Mitte", None),
    ("week", "KW 5", "2025-W05"),
]
UNREADABLE = [
    ("half_year", "3. Halbjahr 2025"),
    ("half_year", "30.09.2025"),
    ("half_year", "2025"),
    ("half_year", "1. Halbjahr 2025 (vorläufig)"),
    ("school_year", "2024/26"),
    ("school_year", "2024"),
    ("month", "Juno 2025"),
    ("month", "Jun 99"),
    ("month", "Jun 0025"),
    ("quarter", "Jun 25"),
    ("month", "13/2025"),
    ("month", "0/2025"),
    ("month", "2. Quartal 2025"),
    ("month", "IV 2025"),  # of a quarter
    ("month", "II. 2025"),
    ("month", "29.02.2025"),  # no such day
    ("month", "28.02.2024"),  # not the last one
    ("month", "2024-02-28"),
    ("quarter", "5. Quartal 2025"),
    ("quarter", "15.03.2025"),
    ("week", "2021-W53"),  # the year has 52
    ("week", "KW 54/2020"),
    ("week", "KW 0/2021"),
    ("week", "5/2021"),  # a month as well
    ("week", "2021-05"),
    ("week", "KW 52021"),
    ("month", "KW 5/2021"),
    ("month", "2021-W05"),
    ("year", "2021-W05"),
    ("month", "01.05.2020"),  # a day, not a month
    ("month", "2020-05-01"),
    ("year", "Juni 2020"),
    ("year", "1. Quartal 2020"),
    ("year", "vor 1893"),
    ("year", "bis 2020"),
    ("survey", "nach 2016"),
    ("month", "2025202512"),
    ("month", "vor 202512"),
    *((cadence, f"9{label}") for cadence, label, _ in READ if label[0] in "12"),
    *((cadence, f"{label}9") for cadence, label, _ in READ if label[-1].isdigit()),
    *((cadence, f"vor {label}") for cadence, label, _ in READ),
    ("school_year", "ab 2024/25"),
    ("year", "202"),
    ("year", ""),
]


# cadence, how days are written, the text, the period it stands for
DAYS = [
    ("school_year", "DD.MM.YYYY", "31.07.2025", "2024/25"),
    ("day", "DD.MM.YYYY", "30.06.2022", "2022-06-30"),
    ("day", "D.M.YYYY", "1.5.2020", "2020-05-01"),
    ("day", "YYYYMMDD", "18691231", "1869-12-31"),
    ("day", "MM/DD/YYYY", "12/31/2020", "2020-12-31"),
    ("day", "YYYY-MM-DD", "2020-02-29", "2020-02-29"),
    ("year", "YYYYMMDD", "20201231", "2020"),
    ("half_year", "DD.MM.YYYY", "30.06.2022", "2022-H1"),
    ("quarter", "DD.MM.YYYY", "30.09.2022", "2022-Q3"),
    ("month", "DD.MM.YYYY", "29.02.2020", "2020-02"),
    ("week", "DD.MM.YYYY", "07.02.2021", "2021-W05"),
    ("week", "YYYY-MM-DD", "2021-01-03", "2020-W53"),
    # no such day, another notation, or no period ends on it
    ("day", "DD.MM.YYYY", "30.02.2022", None),
    ("day", "DD.MM.YYYY", "1.5.2020", None),
    ("day", "YYYYMMDD", "1869123", None),
    ("day", "YYYY-MM-DD", "01.05.2020", None),
    ("day", "YYYY-MM-DD", "2020-02-29 00:00", None),
    ("year", "DD.MM.YYYY", "30.06.2022", None),
    ("quarter", "DD.MM.YYYY", "31.10.2022", None),
    ("month", "DD.MM.YYYY", "01.05.2020", None),
    ("week", "DD.MM.YYYY", "01.02.2021", None),  # a Monday
]

# the same where the day is declared to be the first one
FIRST_DAYS = [
    ("day", "YYYY-MM-DD", "2020-05-01", "2020-05-01"),
    ("year", "DD.MM.YYYY", "01.01.2020", "2020"),
    ("quarter", "YYYYMMDD", "20221001", "2022-Q4"),
    ("month", "DD.MM.YYYY", "01.05.2020", "2020-05"),
    ("week", "DD.MM.YYYY", "01.02.2021", "2021-W05"),
    ("week", "YYYY-MM-DD", "2020-12-28", "2020-W53"),
    ("quarter", "MON D YYYY", "Oct 1 2023", "2023-Q4"),
    ("month", "D. MON YYYY", "1. März 2024", "2024-03"),
    ("month", "D-MON-YYYY", "1-dec-2024", "2024-12"),
    ("school_year", "YYYY-MM-DD", "2024-08-01", "2024/25"),
    ("school_year", "YYYY-MM-DD", "2024-09-01", None),
    ("month", "YYYY-MM-DDT00:00:00", "2024-09-01T00:00:00", "2024-09"),
    ("month", "YYYY-MM-DDT00:00:00", "2024-09-01T01:00:00", None),
    ("month", "D. MON YYYY", "1. MÄRZ 2024", "2024-03"),
    ("month", "MON D YYYY", "Foo 1 2024", None),
    ("month", "YYYY-MM-DD", "2020-05-31", None),
    ("week", "YYYY-MM-DD", "2021-01-03", None),
]
DATED: list[tuple[DateIs, tuple[str, str, str, str | None]]] = [
    *(("last_day", day) for day in DAYS),
    *(("first_day", day) for day in FIRST_DAYS),
]


# Month in which such years begin, text, first and last day.
YEARS = [
    (4, "2023/24", "2023-04-01", "2024-03-31"),
    (9, "Schuljahr 2023/24", "2023-09-01", "2024-08-31"),
    (3, "2023/24", "2023-03-01", "2024-02-29"),
]


@pytest.fixture(scope="module")
def staged(catalogue: Catalogue) -> Iterator[dict[tuple[str, str], tuple[object, ...]]]:
    """(cadence, label) -> period, start, end as staging reads them."""
    sql = jinja2.Template(MODEL.read_text("utf-8")).render(
        source=lambda *name: ".".join(name), ref=lambda name: f"staging.{name}"
    )
    with duckdb.connect() as connection:
        write_declarations(connection, catalogue, catalogue.snapshot.retrieved_at.date())
        connection.execute(
            "create schema raw; create schema staging; "
            "create table raw.cell (source_id varchar, dataset_id varchar, landing_id varchar, "
            "period_labels map(varchar, varchar)); "
            "create table staging.stg_landing as "
            "select 's' as source_id, 'd' as dataset_id, 'l' as landing_id limit 0; "
            "delete from declared.source"
        )
        for cadence in LABELLED_CADENCES:
            connection.execute(
                "insert into declared.source (source_id, cadence, year_begins) values (?, ?, 8)",
                [cadence] * 2,
            )
        for begins, label, _, _ in YEARS:
            connection.execute(
                "insert into declared.source by name select ? as source_id, "
                "'school_year' as cadence, ? as year_begins",
                [f"from {begins}", begins],
            )
            connection.execute(
                "insert into raw.cell values (?, 'd', 'l', map {'label': ?})",
                [f"from {begins}", label],
            )
        for cadence, label in [*[one[:2] for one in READ], *UNREADABLE]:
            connection.execute(
                "insert into raw.cell values (?, 'd', 'l', map {'label': ?})", [cadence, label]
            )
        for cadence in sorted({one[0] for one in PARTS}):
            connection.execute(
                f"insert into declared.source (source_id, cadence, year_pattern, {cadence}_pattern)"
                " values (?, ?, ?, ?)",
                [f"{cadence} of a year", cadence, *map(PERIOD_PATTERNS.get, ("year", cadence))],
            )
        for cadence, text, _ in PARTS:
            connection.execute(
                "insert into raw.cell values (? || ' of a year', 'd', 'l', "
                "map {?: ?, 'year': '2025'})",
                [cadence, cadence, text],
            )
        for number, (date_is, (cadence, written, text, _)) in enumerate(DATED):
            patterns = date_patterns(written)
            connection.execute(
                "insert into declared.source (source_id, cadence, date_year_pattern, "
                "date_month_pattern, date_day_pattern, date_is_first_day, year_begins) "
                "values (?, ?, ?, ?, ?, ?, 8)",
                [
                    *(str(number), cadence, patterns["year"], patterns["month"], patterns["day"]),
                    date_is == "first_day",
                ],
            )
            connection.execute(
                "insert into raw.cell values (?, 'd', 'l', map {'date': ?})", [str(number), text]
            )
        connection.execute(
            "insert into staging.stg_landing "
            "select distinct source_id, dataset_id, landing_id from raw.cell"
        )
        rows = connection.execute(
            "select source_id, map_values(period_labels)[1], period, period_start, "
            "period_end, problem "
            f"from ({sql})"
        ).fetchall()
        yield {(cadence, label): tuple(rest) for cadence, label, *rest in rows}


@pytest.mark.parametrize(("cadence", "label", "period"), READ)
def test_a_period_is_read_alike_in_python_and_sql(
    staged: dict[tuple[str, str], tuple[object, ...]], cadence: str, label: str, period: str
) -> None:
    found = read_period(cadence, {"label": label})
    assert found is not None
    assert found.text == period
    assert staged[cadence, label] == (period, found.start, found.end, None)


@pytest.mark.parametrize(("cadence", "text", "period"), PARTS)
def test_a_part_of_the_year_in_a_column_of_its_own_is_read_alike_in_python_and_sql(
    staged: dict[tuple[str, str], tuple[object, ...]], cadence: str, text: str, period: str | None
) -> None:
    found = read_period(cadence, {"year": "2025", cadence: text})
    assert (found.text if found else None) == period
    assert staged[f"{cadence} of a year", text][0] == period


@pytest.mark.parametrize(("cadence", "label"), UNREADABLE)
def test_what_is_no_period_is_unreadable_in_python_and_sql(
    staged: dict[tuple[str, str], tuple[object, ...]], cadence: str, label: str
) -> None:
    assert read_period(cadence, {"label": label}) is None
    period, start, _, problem = staged[cadence, label]
    assert (period, start) == (None, None)
    assert f"expected a {cadence}" in str(problem)


@pytest.mark.parametrize(
    ("cadence", "start", "end"),
    [
        ("half_year", "2025-07-01", "2025-12-31"),
        ("school_year", "2025-08-01", "2026-07-31"),
        ("month", "2025-02-01", "2025-02-28"),
        ("week", "2024-12-30", "2025-01-05"),
    ],
)
def test_a_period_has_first_and_last_day(cadence: str, start: str, end: str) -> None:
    text = {
        "half_year": "2. Halbjahr 2025",
        "school_year": "2025/26",
        "month": "Februar 2025",
        "week": "KW 1/2025",
    }
    found = read_period(cadence, {"label": text[cadence]})
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("begins", "label", "first", "last"), YEARS)
def test_a_year_across_two_begins_in_its_declared_month_in_python_and_sql(
    staged: dict[tuple[str, str], tuple[object, ...]],
    begins: int,
    label: str,
    first: str,
    last: str,
) -> None:
    found = read_period("school_year", {"label": label}, begins=begins)
    assert found is not None
    assert (found.text, str(found.start), str(found.end)) == ("2023/24", first, last)
    assert staged[f"from {begins}", label] == ("2023/24", found.start, found.end, None)
    for day, which in ((first, "first_day"), (last, "last_day")):
        assert read_period("school_year", {"date": day}, "YYYY-MM-DD", which, begins) == found


def test_who_is_advised_to_say_school_year_is_told_when_it_begins() -> None:
    assert "`cadence: school_year` (from August to July" in would_fit("2023/24")
    assert "`period: {begins: 4}`" in would_fit("2023/24")


@pytest.mark.parametrize(("number", "dated"), enumerate(DATED))
def test_a_day_stands_for_the_period_that_ends_or_begins_on_it_in_python_and_sql(
    staged: dict[tuple[str, str], tuple[object, ...]],
    number: int,
    dated: tuple[DateIs, tuple[str, str, str, str | None]],
) -> None:
    date_is, (cadence, written, text, period) = dated
    found = read_period(cadence, {"date": text}, written, date_is)
    told = staged[str(number), text]
    if period is None:
        assert found is None
        assert told[:3] == (None, None, None)
        assert f"expected a {cadence}" in str(told[3])
    else:
        assert found is not None
        assert found.text == period
        assert told == (period, found.start, found.end, None)


@pytest.mark.parametrize(
    ("written", "days", "told"),
    [
        ("DD/MM/YYYY", ["03/04/2025", "03/25/2025"], "03/25/2025"),
        ("YYYY-MM-DD", ["2025-04-03", "2025-25-03", "x"], "2025-25-03"),
        # one row is wrong, and is set aside as such
        ("DD/MM/YYYY", ["03/25/2025", "25/03/2025"], None),
        # nothing tells them apart
        ("DD/MM/YYYY", ["03/04/2025", "01/05/2025"], None),
        ("MON D YYYY", ["Mar 25 2025"], None),
        ("DD/MM/YYYY", ["03/32/2025"], None),
    ],
)
def test_days_with_month_and_day_exchanged_are_known_by_one_that_is_none_otherwise(
    written: str, days: list[str], told: str | None
) -> None:
    assert exchanged_day(days, written) == told


@pytest.mark.parametrize("written", ["DD.MM", "YYYYMD", "DD.MM.YYYY YYYY", "tt.mm.jjjj", "DMYYYY"])
def test_a_notation_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY|put a sign"):
        date_patterns(written)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (
            "01.05.2020",
            ["format DD.MM.YYYY", "format D.M.YYYY", "date_is first_day: month"],
        ),
        ("Juni 2020", ["cadence month"]),
        (
            "Oct 1 2023",
            ["format MON D YYYY", "date_is first_day: month", "date_is first_day: quarter"],
        ),
        ("2020Q1", ["cadence quarter"]),
        ("2020-Q2", ["cadence quarter"]),
        ("2020-05-14T00:00:00", ["format YYYY-MM-DDT00:00:00"]),
        ("2020M05", ["cadence month"]),
        ("KW 5/2021", ["cadence week"]),
        ("vor 1893", []),
        ("18691231", ["format YYYYMMDD"]),
        ("Mitte 2020", []),
        ("03/25/2025", ["format MM/DD/YYYY"]),
        ("03/04/2025", ["format DD/MM/YYYY", "format MM/DD/YYYY"]),
    ],
)
def test_the_notation_that_would_fit_is_found(text: str, fits: list[str]) -> None:
    assert fitting(text) == fits


@pytest.mark.parametrize("text", ["2006-2010", "2006 – 2010", "2006/10", "2006 bis 2010"])
def test_several_years_together_are_refused_with_the_way_out(text: str) -> None:
    assert "take the table of single years" in would_fit(text)
    assert all(read_period(one, {"label": text}) is None for one in ("year", "survey"))


# how tables write when -> the cadences that read it, and what they call the period
NOTATIONS: dict[str, dict[str, str]] = {
    "2019Q3": {"quarter": "2019-Q3"},
    "2019-Q4": {"quarter": "2019-Q4"},
    "2019M07": {"month": "2019-07"},
    "July 2019": {"month": "2019-07"},
    "Juli 2019": {"month": "2019-07"},
    "KW 5/2021": {"week": "2021-W05"},
    "2019/20": {"school_year": "2019/20"},
    "2019": {"year": "2019", "survey": "2019"},
    "30.06.2019": {"half_year": "2019-H1", "quarter": "2019-Q2", "month": "2019-06"},
    "01.07.2019": {},
    "vor 1893": {},
}


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_notation_is_read_by_the_cadences_that_it_names_and_by_no_other(text: str) -> None:
    read = {one: read_period(one, {"label": text}) for one in LABELLED_CADENCES}
    assert {one: found.text for one, found in read.items() if found} == NOTATIONS[text]
    fits = {one.removeprefix("cadence ") for one in fitting(text) if one.startswith("cadence")}
    assert fits == set(NOTATIONS[text])
