"""Whatever stands in a cell, numbers, periods and areas are read as meant, or not at all.

Texts are made by hypothesis and read by the very models of staging, many at a time.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import duckdb
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue
from sozialraum.declarations.notation import COMMON_MARKS, FOOTNOTES, Notation, with_plain_blanks
from sozialraum.declarations.periods import LABELLED_CADENCES, read_period
from sozialraum.declarations.tables import write_declarations
from sozialraum.template.workbook import written_out
from sozialraum.trace.numbers import NumberReader
from sozialraum.words import Words
from sozialraum.words.files import languages

STAGING = PROJECT / "dbt_project" / "models" / "staging"
MACROS = [
    PROJECT / "dbt_project" / "macros" / f"{name}.sql" for name in ("unknown_groups", "in_part")
]
# how the parts of periods and numbers meet, and anything else that a cell can hold
_PIECES = st.lists(
    st.sampled_from(
        ["2025", "2024", "24", "99", "1", "2", "6", "12", "31", "30", "III", "Juni", "MÄRZ", "Dez",
         "Halbjahr", "KW", "W", "53", "Hj.", "Quartal", "Q", "H", "Stand", "Schuljahr", ".", "/",
         "-", "–", ":", ",", " ", "\u00a0", "\t", "٢", "²", "*", "x"]
    ),
    max_size=7,
).map("".join)  # fmt: skip
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=12)), min_size=1, max_size=40, unique=True)
_YEARS = st.integers(1800, 2198)


def _as_written(cadence: str, year: int, part: int, language: str = "de") -> str:
    part = 1 + (part - 1) % {"half_year": 2, "quarter": 4, "week": 52}.get(cadence, 12)
    told = written_out(cadence, year, part, Words(language))
    return told if cadence != "survey" else str(year)


# periods as offices write them, with other blanks and digits than those of the keyboard
_PERIODS = st.builds(
    lambda cadence, year, part, blank, digit: (
        _as_written(cadence, year, part).replace(" ", blank).replace("1", digit)
    ),
    st.sampled_from(sorted(LABELLED_CADENCES)),
    _YEARS,
    st.integers(1, 52),
    st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\t"]),
    st.sampled_from(["1", "١", "１"]),
)
_MISSING = {"-": "unknown", ".": "secret", "x": "not_applicable", "...": "missing", "": "missing"}
NOTATIONS = {
    "german": Notation(
        r"^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$", ",", ".", FOOTNOTES, _MISSING, COMMON_MARKS
    ),
    "plain": Notation(r"^-?\d+(,\d+)?$", ",", None, FOOTNOTES, _MISSING, {}),
}
_few = settings(max_examples=12, deadline=None)


def _model(name: str) -> str:
    sql = "".join(one.read_text("utf-8") for one in [*MACROS, STAGING / f"{name}.sql"])
    return jinja2.Template(sql).render(
        source=lambda *names: ".".join(names), ref=lambda model: f"staging.{model}"
    )


@pytest.fixture(scope="module")
def staging(catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """The declarations, a source for each cadence and notation, and ``raw.cell`` to be filled."""
    with duckdb.connect() as connection:
        write_declarations(connection, catalogue, catalogue.snapshot.retrieved_at.date())
        labels = "map(varchar, varchar)"
        connection.execute(
            f"""
            create schema raw; create schema staging;
            create table raw.cell (source_id varchar, dataset_id varchar, landing_id varchar,
                row_number bigint, area_labels {labels}, period_labels {labels},
                breakdown_labels {labels}, measure_label varchar, declared_label varchar,
                value_text varchar, number double, meaning varchar, mark varchar,
                unreadable varchar);
            create view raw.landing as
                select distinct source_id, dataset_id, landing_id, now() as retrieved_at
                from raw.cell;
            create view staging.stg_landing as
                select distinct source_id, dataset_id, landing_id, 'f' as file, now() as vintage_at
                from raw.cell;
            create view staging.stg_part_label as
                select distinct source_id, area_labels, 0 as boundary_set,
                    's' as part_set, 'p' as part_id,
                    false as has_unknown, false as has_to_be_official,
                    null::varchar as problem
                from raw.cell;
            create table staging.stg_official_part as select 's' as part_set, 'p' as part_id;
            create table staging.stg_former_part (part_set varchar, part_id varchar,
                today_part_id varchar, told_before date);
            create view staging.stg_period_label as
                select distinct source_id, period_labels, period_labels['label'] as period,
                    current_date as period_start, current_date as period_end,
                    null::varchar as problem
                from raw.cell;
            """
        )
        template = "select * from declared.source where source_id = 'kita_children'"
        for source_id, cadence, one in [
            *((cadence, cadence, NOTATIONS["plain"]) for cadence in sorted(LABELLED_CADENCES)),
            *((source_id, "year", one) for source_id, one in NOTATIONS.items()),
        ]:
            connection.execute(
                f"insert into declared.source select * replace (? as source_id, ? as cadence, "
                "? as number_pattern, ? as decimal_sign, ? as thousands_sign, "
                f"map(?::varchar[], ?::varchar[]) as figure_marks) from ({template})",
                [
                    source_id, cadence, one.pattern, one.decimal, one.thousands,
                    list(one.marks), list(one.marks.values()),
                ],
            )  # fmt: skip
        for source_id in NOTATIONS:
            connection.executemany(
                "insert into declared.missing_marker values (?, ?, ?)",
                [[source_id, *pair] for pair in _MISSING.items()],
            )
            connection.execute(
                "insert into declared.series select * replace (? as source_id, 'm' as "
                "measure_label, map {}::map(varchar, varchar) as breakdown_labels, 'percent' as "
                "unit, true as is_signed) from declared.series limit 1",
                [source_id],
            )
        yield connection


def _fill(
    connection: duckdb.DuckDBPyConnection,
    source_ids: Sequence[str],
    texts: Sequence[str],
    **cell: str,
) -> None:
    """A row per source and text; ``cell`` says by column what stands in it, in SQL."""
    nothing = "map {}::map(varchar, varchar)"
    columns = {"area_labels": nothing, "period_labels": nothing, "value_text": "''", **cell}
    connection.execute("delete from raw.cell")
    connection.execute(
        f"""
        insert into raw.cell
        select unnest(?::varchar[]), 'd', 'l', n, {columns["area_labels"]},
            {columns["period_labels"]}, {nothing}, 'm', null, {columns["value_text"]},
            null, null, null, null
        from (select unnest(?::varchar[]) as text, unnest(range(?)) as n)
        """,
        [list(source_ids), list(texts), len(texts)],
    )


def _trimmed(texts: Sequence[str]) -> list[str]:
    """As the loader leaves them: with plain blanks, and none around, each once."""
    return list(dict.fromkeys(with_plain_blanks(text).strip(" ") for text in texts))


@_few
@given(texts=_TEXTS, periods=st.lists(_PERIODS, max_size=30))
def test_any_text_is_the_same_period_in_python_and_sql_or_none_in_both(
    staging: duckdb.DuckDBPyConnection, texts: list[str], periods: list[str]
) -> None:
    texts = _trimmed([*texts, *periods])
    _fill(staging, sorted(LABELLED_CADENCES), texts, period_labels="map {'label': text}")
    staged = staging.execute(
        "select source_id, period_labels['label'], period, period_start, period_end, problem "
        f"from ({_model('stg_period_label')})"
    ).fetchall()
    assert len(staged) == len(texts) * len(LABELLED_CADENCES)
    for cadence, text, name, start, end, problem in staged:
        period = read_period(cadence, {"label": text})
        if period is None:
            assert (name, start) == (None, None), (cadence, text)
            assert f"expected a {cadence}" in problem
        else:
            read = (name, start, end, problem)
            assert read == (period.text, period.start, period.end, None), (cadence, text)


@given(
    cadence=st.sampled_from(["year", "half_year", "quarter", "month", "week", "school_year"]),
    year=_YEARS,
    part=st.integers(1, 52),
    before=st.sampled_from(["", "Stand: ", "Berichtszeitraum ", "As of: "]),
    language=st.sampled_from(languages()),
)
def test_every_period_that_is_written_out_comes_back(
    cadence: str, year: int, part: int, before: str, language: str
) -> None:
    """Templates offer periods so: what an office chooses there is read."""
    found = read_period(cadence, {"label": before + _as_written(cadence, year, part, language)})
    assert found is not None
    assert found.start <= found.end
    assert str(year) in found.text
    assert read_period(cadence, {"label": found.text}) == found


_GROUPED = st.integers(-(10**12), 10**12).map(lambda n: f"{n:,}".replace(",", "."))
_DECIMAL = st.decimals(-(10**9), 10**9, places=2).map(lambda n: f"{n:f}".replace(".", ","))


def _numbers(
    connection: duckdb.DuckDBPyConnection, source_id: str, texts: Sequence[str]
) -> dict[str, tuple[float | None, str, str | None]]:
    """text -> (value, status, problem) as staging reads them."""
    _fill(
        connection,
        [source_id],
        texts,
        period_labels="map {'label': n::varchar}",
        value_text="text",
    )
    read = NOTATIONS[source_id].in_sql(
        "select * exclude (number, meaning, mark, unreadable), true as is_percent from raw.cell"
    )
    connection.execute(f"create or replace table raw.cell as {read}")
    rows = connection.execute(
        f"select value_text, value, status, problem from ({_model('stg_cell')})"
    ).fetchall()
    assert len(rows) == len(texts), "a cell was lost"
    return {text: tuple(rest) for text, *rest in rows}


@_few
@given(numbers=st.lists(st.one_of(_GROUPED, _DECIMAL), min_size=1, max_size=30, unique=True))
def test_every_german_number_comes_back_and_groups_only_where_they_are_declared(
    staging: duckdb.DuckDBPyConnection, numbers: list[str]
) -> None:
    meant = {text: float(text.replace(".", "").replace(",", ".")) for text in numbers}
    read = _numbers(staging, "german", numbers)
    assert {text: value for text, (value, _, _) in read.items()} == meant
    for text, (value, status, problem) in _numbers(staging, "plain", numbers).items():
        if "." in text:
            assert (value, status) == (None, "missing")
            assert "groups of three digits" in str(problem)
        else:
            assert (value, problem) == (meant[text], None)


@pytest.mark.parametrize("source_id", ["german", "plain"])
@_few
@given(texts=_TEXTS)
def test_any_text_is_a_number_a_declared_mark_or_a_reject_and_the_trace_reads_the_same(
    staging: duckdb.DuckDBPyConnection, source_id: str, texts: list[str]
) -> None:
    texts = _trimmed(texts)
    reader = NumberReader.of(staging)
    for text, (value, status, problem) in _numbers(staging, source_id, texts).items():
        assert value == reader.read(source_id, text), text
        assert (status in ("known", "limited")) == (value is not None)
        assert value is None or (problem is None and re.search(r"\d", text, re.ASCII))
        read = NOTATIONS[source_id].read(text, is_percent=True)
        assert (status == "limited") == (read.mark == "limited")
        assert value is not None or problem is not None or read.meaning is not None


@_few
@given(texts=_TEXTS, codes=st.lists(st.integers(0, 99).map("{:02d}".format), max_size=20))
def test_any_label_is_an_area_by_the_code_that_stands_in_it_or_unreadable(
    staging: duckdb.DuckDBPyConnection, texts: list[str], codes: list[str]
) -> None:
    level, pattern = staging.execute(
        "select area_level, code_pattern from declared.area_level "
        "where code_pattern is not null order by area_level"
    ).fetchall()[-1]
    texts = _trimmed([*texts, *(f"{code} Ort" for code in codes)])
    _fill(staging, ["plain"], texts, area_labels=f"map {{'{level}': text}}")
    rows = staging.execute(
        f"select label, kind, area_id, area_code from ({_model('stg_area_label')})"
    ).fetchall()
    assert sorted(row[0] for row in rows) == sorted(texts)
    for label, kind, area_id, code in rows:
        match = re.search(pattern, label, re.ASCII)
        if kind == "area":
            assert match is not None
            assert (code, area_id) == (match.group(1), f"{level}:{match.group(1)}")
        else:
            assert code is None
            assert kind != "unreadable" or (area_id is None and not (match and match.group(1)))


def _ids_of_names(staging: duckdb.DuckDBPyConnection, names: list[str]) -> dict[str, str | None]:
    """Label -> area id, at a level whose labels carry no code."""
    staging.execute(
        "insert into declared.area_level (area_level, level_rank, name_pattern) "
        "select 'by_name', 99, '^(.+)$' "
        "where 'by_name' not in (select area_level from declared.area_level)"
    )
    _fill(staging, ["plain"], names, area_labels="map {'by_name': text}")
    return dict(
        staging.execute(
            f"select label, area_id from ({_model('stg_area_label')}) "
            "where kind in ('area', 'unreadable')"
        ).fetchall()
    )


def test_the_id_is_made_of_the_code_where_names_stand_in_a_column_of_their_own(
    staging: duckdb.DuckDBPyConnection,
) -> None:
    staging.execute("insert into declared.area_level (area_level, level_rank) values ('coded', 98)")
    _fill(
        staging,
        ["plain"],
        ["0201\tAm See", "0202\tAm Wald", "0202"],
        area_labels="map {'coded': text}",
    )
    read = staging.execute(
        f"select label, area_id, area_name from ({_model('stg_area_label')}) order by label"
    ).fetchall()
    assert read == [
        ("0201\tAm See", "coded:0201", "Am See"),
        ("0202", "coded:0202", "Am Wald"),
        ("0202\tAm Wald", "coded:0202", "Am Wald"),
    ]


def test_names_in_other_alphabets_are_areas_of_their_own(
    staging: duckdb.DuckDBPyConnection,
) -> None:
    names = ["Ås", "Øs", "Đurđevac", "Ðurđevac", "Łódź", "Αθήνα", "Київ", "Zürich (Kreis 4)"]
    found = _ids_of_names(staging, names)
    assert None not in found.values()
    assert len(set(found.values())) == len(names)


def test_one_name_written_with_composed_and_combining_signs_is_one_area(
    staging: duckdb.DuckDBPyConnection,
) -> None:
    found = _ids_of_names(staging, ["\u00c5s", "A\u030as", "ås", " Ås "])
    assert len(set(found.values()) - {None}) == 1
    assert None not in found.values()


@_few
@given(texts=_TEXTS)
def test_two_names_never_share_an_id(staging: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    found = _ids_of_names(staging, _trimmed(texts))
    names: dict[str, set[str]] = {}
    for label, area_id in found.items():
        if area_id is not None:
            plain = " ".join(unicodedata.normalize("NFC", label).split()).lower()
            names.setdefault(area_id, set()).add(plain)
    assert all(len(same) == 1 for same in names.values()), names
