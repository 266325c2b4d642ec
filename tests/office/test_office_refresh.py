"""From files in the dropbox to published indicators; and the chain without any such file.

All figures are made up; files and sheets say TESTDATEN.
"""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.office.dropbox import office_sources
from sozialraum.template.areas import area_labels
from tests.conftest import Refreshed, refresh, run_cli
from tests.office.files import SHEET, OfficeFile

INDICATORS = {
    "hze": "hze_per_1000_minors",
    "school_entry_examination": "school_entry_language_finding_share",
    "small_area_sgb2": "small_area_sgb2_rate",
}


def test_without_files_indicators_are_declared_and_absent_and_nothing_fails(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    assert refreshed.returncode == 0
    declared = refreshed.published_rows("select indicator_id from marts.dim_indicator")
    assert {(one,) for one in INDICATORS.values()} <= set(declared)
    figures = refreshed.published_rows("select distinct indicator_id from marts.fct_indicator")
    assert not {(one,) for one in INDICATORS.values()} & set(figures)
    awaited = refreshed.published_rows(
        "select source_id, rows, state_de, fresh from marts.mart_source_status "
        "where state = 'awaiting_first_delivery' order by all"
    )
    assert awaited == [
        (source_id, 0, "wartet auf die erste Lieferung", None) for source_id in sorted(INDICATORS)
    ]
    assert {source.id for source in office_sources(catalogue)} == set(INDICATORS)
    failed = refreshed.published_rows(
        "select table_name, check_name, observed from marts.mart_data_quality where not passed"
    )
    assert not [row for row in failed if any(one in str(row) for one in INDICATORS)]
    assert "awaiting a first delivery" in refreshed.output


@dataclass(frozen=True)
class Delivered:
    outcome: Refreshed
    areas: dict[str, list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def delivered(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Delivered:
    """The bundled city with three files in the dropbox, of three shapes."""
    warehouse = tmp_path_factory.mktemp("office") / "warehouse"
    shutil.copytree(refreshed.warehouse.root, warehouse, symlinks=True)
    areas = {
        source.id: area_labels(catalogue, refreshed.warehouse, source)
        for source in office_sources(catalogue)
    }
    box = warehouse / "dropbox"
    for source_id in areas:
        (box / source_id).mkdir(parents=True, exist_ok=True)

    # caption above the table, secrecy, a footnote mark, a wrong sum
    rows = _rows(areas["hze"], 6, lambda n: [10 + n, 2, 3, 15 + n, 1, "*"])
    rows[0][1][4] = "4 1)"
    sums: list[Any] = [sum(r[1][c] for r in rows) for c in range(4)]
    file = OfficeFile(
        catalogue.source("hze"),
        [("", rows)],
        ["Berichtszeitraum:", "1. Halbjahr 2025"],
        sums={0: [sums[0] + 1, *sums[1:], "*", "*"]},
    )
    file.write_xlsx(box / "hze" / "TESTDATEN Hilfen 2025-1.xlsx")

    # two school years in one table, the period only in the first row of each
    blocks = [
        (year, _rows(areas["school_entry_examination"], 4, lambda n, more=more:
                     [200 + n, 40 + more, 30, 20]))
        for more, year in ((0, "2023/24"), (10, "2024/25"))
    ]  # fmt: skip
    file = OfficeFile(catalogue.source("school_entry_examination"), blocks)
    file.write_xlsx(box / "school_entry_examination" / "TESTDATEN Schuleingang.xlsx")

    # CSV in Windows-1252, one area withheld
    rows = _rows(areas["small_area_sgb2"], 3, lambda n: [100 + n, 30, 20])
    rows[0][1][0] = "*"
    file = OfficeFile(catalogue.source("small_area_sgb2"), [("Juni 2025", rows)])
    file.write_csv(box / "small_area_sgb2" / "TESTDATEN Jobcenter.csv", "cp1252", ";")
    return Delivered(refresh(warehouse), areas)


def _rows(areas: list[tuple[str, ...]], columns: int, figures: Any) -> list[Any]:
    rows = [(list(labels), figures(number)) for number, labels in enumerate(areas)]
    assert all(len(figures) == columns for _, figures in rows)
    return rows


def test_delivered_figures_become_indicators(delivered: Delivered) -> None:
    outcome = delivered.outcome
    assert outcome.returncode == 0, outcome.output
    found = outcome.published_rows(
        "select indicator_id, period, period_start::varchar, period_end::varchar, area_level, "
        "count(*), count(*) filter (status = 'known'), count(*) filter (status = 'suppressed') "
        "from marts.fct_indicator join marts.dim_indicator using (indicator_id) "
        f"where indicator_id in {tuple(INDICATORS.values())} and area_level = native_level "
        "group by all order by all"
    )
    areas = {source_id: len(labels) for source_id, labels in delivered.areas.items()}
    examined = areas["school_entry_examination"]
    assert [row[:4] + row[5:] for row in found] == [
        ("hze_per_1000_minors", "2025-H1", "2025-01-01", "2025-06-30",
         areas["hze"], areas["hze"], 0),
        ("school_entry_language_finding_share", "2023/24", "2023-08-01", "2024-07-31",
         examined, examined, 0),
        ("school_entry_language_finding_share", "2024/25", "2024-08-01", "2025-07-31",
         examined, examined, 0),
        ("small_area_sgb2_rate", "2025-06", "2025-06-01", "2025-06-30",
         areas["small_area_sgb2"], areas["small_area_sgb2"] - 1, 1),
    ]  # fmt: skip


def test_a_delivered_figure_is_its_numerator_over_its_denominator(delivered: Delivered) -> None:
    rows = delivered.outcome.published_rows(
        "select numerator, denominator, value from marts.fct_indicator "
        "join marts.dim_indicator using (indicator_id) "
        "where indicator_id = 'school_entry_language_finding_share' and period = '2024/25' "
        "and area_level = native_level order by area_id"
    )
    assert rows == [(50, 200 + n, 50 / (200 + n)) for n in range(len(rows))]


def test_a_withheld_figure_is_suppressed_and_so_is_every_sum_over_it(
    delivered: Delivered,
) -> None:
    rows = delivered.outcome.published_rows(
        "select area_level, status, value from marts.fct_measure "
        "where measure_id = 'endangerment_reports' group by all"
    )
    assert {(status, value) for _, status, value in rows} == {("suppressed", None)}


def test_a_wrong_sum_is_a_warning_that_names_the_cell(delivered: Delivered) -> None:
    (found,) = delivered.outcome.published_rows(
        "select severity, observed from marts.mart_data_quality "
        "where table_name = 'source.hze' and check_name = 'totals' and not passed"
    )
    assert found[0] == "warning"
    for text in ("TESTDATEN Hilfen 2025-1.xlsx", "Daten TESTDATEN", "cell B", "add up to"):
        assert text in str(found[1])


def test_a_delivery_shows_in_the_source_status(delivered: Delivered) -> None:
    rows = delivered.outcome.published_rows(
        "select source_id, files, rows, rejected, data_until::varchar "
        f"from marts.mart_source_status where source_id in {tuple(INDICATORS)} order by all"
    )
    areas = {source_id: len(labels) for source_id, labels in delivered.areas.items()}
    assert rows == [
        ("hze", 1, areas["hze"], 0, "2025-06-30"),
        ("school_entry_examination", 1, 2 * areas["school_entry_examination"], 0, "2025-07-31"),
        ("small_area_sgb2", 1, areas["small_area_sgb2"], 0, "2025-06-30"),
    ]


def test_a_processed_file_stays_in_the_dropbox(delivered: Delivered, catalogue: Catalogue) -> None:
    def files(source: Source) -> list[Path]:
        return list((delivered.outcome.warehouse.root / "dropbox" / source.id).iterdir())

    assert all(len(files(source)) == 1 for source in office_sources(catalogue))


def test_a_half_year_and_a_school_year_are_not_assessed_for_the_pandemic(
    delivered: Delivered,
) -> None:
    rows = delivered.outcome.published_rows(
        "select distinct indicator_id, finding, reason from marts.mart_pandemic_effect "
        f"where indicator_id in {tuple(INDICATORS.values())} and reason <> 'estimate' order by all"
    )
    assert rows == [
        ("hze_per_1000_minors", "not_assessable", "cadence"),
        ("school_entry_language_finding_share", "not_assessable", "cadence"),
        ("small_area_sgb2_rate", "not_assessable", "short_baseline"),
    ]


@dataclass(frozen=True)
class Corrected:
    """The newest day, and before that (``first``) what was known on an earlier one."""

    outcome: Refreshed
    first: Refreshed
    area: str


@pytest.fixture(scope="module")
def corrected(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Corrected:
    """Two deliveries a month apart: one table is corrected in a file of another name, the other
    one comes for the next month under the same name. Both were taken out of the dropbox since."""
    tmp = tmp_path_factory.mktemp("corrected")
    warehouse = tmp / "warehouse"
    shutil.copytree(refreshed.warehouse.root, warehouse, symlinks=True)
    store = LandingStore(warehouse / "landing")
    day = catalogue.snapshot.retrieved_at

    def deliver(source_id: str, name: str, file: OfficeFile, days: int) -> None:
        store.land(
            source_id,
            Retrieved(
                dataset_id=name,
                url=f"dropbox/{source_id}/{name}",
                content=file.write_xlsx(tmp / name).read_bytes(),
                retrieved_at=day + timedelta(days=days),
                licence="amtsintern",
                file_name=name,
            ),
        )

    hze, small = catalogue.source("hze"), catalogue.source("small_area_sgb2")
    areas = area_labels(catalogue, refreshed.warehouse, hze)
    for days, name, more in ((10, "TESTDATEN 1.xlsx", 0), (40, "TESTDATEN neu.xlsx", 2)):
        rows = _rows(areas, 6, lambda n: [10, 2, 3, 15, 1, 1])
        sums = [sum(figures) for figures in zip(*(row[1] for row in rows), strict=True)]
        rows[0][1][0], rows[0][1][3] = 10 + more, f"{15 + more} 1)"
        sums[0], sums[3] = sums[0] + more, sums[3] + more
        file = OfficeFile(hze, [("", rows)], ["Stand:", "30.06.2025"], sums={0: sums})
        deliver("hze", name, file, days)
    for days, month in ((10, "Juni 2025"), (40, "Juli 2025")):
        rows = _rows(area_labels(catalogue, refreshed.warehouse, small), 3, lambda n: [100, 30, 20])
        deliver("small_area_sgb2", "TESTDATEN.xlsx", OfficeFile(small, [(month, rows)]), days)
    outcome = refresh(warehouse)
    assert outcome.returncode == 0, outcome.output
    first = refresh(warehouse, None, "--as-of", f"{day + timedelta(days=10):%Y-%m-%d}")
    assert first.returncode == 0, first.output
    ((area,),) = outcome.published_rows(
        "select area_id from marts.fct_measure where measure_id = 'hze_cases' and breakdown = '' "
        "and value = 17 and method = 'direct'"
    )
    return Corrected(outcome, first, str(area))


def test_a_correction_in_a_file_of_another_name_is_a_revision(corrected: Corrected) -> None:
    rows = corrected.outcome.published_rows(
        "select source_id, file, area_id, breakdown, change, old_value, new_value, new_text "
        f"from marts.mart_revision where source_id in {tuple(INDICATORS)} order by breakdown"
    )
    of_file = ("hze", "TESTDATEN neu.xlsx", corrected.area)
    assert rows == [
        (*of_file, "", "changed", 15, 17, "17 1)"),
        (*of_file, "setting=outpatient", "changed", 10, 12, "12"),
    ]


def test_the_next_month_under_the_same_name_takes_nothing_away(corrected: Corrected) -> None:
    periods = corrected.outcome.published_rows(
        "select distinct period from marts.fct_indicator "
        "where indicator_id = 'small_area_sgb2_rate' order by all"
    )
    assert periods == [("2025-06",), ("2025-07",)]
    drift = corrected.outcome.published_rows(
        f"select * from marts.mart_drift where source_id in {tuple(INDICATORS)}"
    )
    assert drift == []


def test_an_earlier_day_knows_what_had_been_delivered_by_then(corrected: Corrected) -> None:
    versions = corrected.first.warehouse.publications
    (folder,) = (
        path for path in versions.iterdir() if f"Published {path.name}" in corrected.first.output
    )
    database = folder / "sozialraum.duckdb"
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute(
            "select value from marts.fct_measure where measure_id = 'hze_cases' "
            "and breakdown = '' and area_id = ?",
            [corrected.area],
        ).fetchall()
        months = connection.execute(
            "select distinct period from marts.fct_indicator "
            "where indicator_id = 'small_area_sgb2_rate'"
        ).fetchall()
    assert found == [(15,)]
    assert months == [("2025-06",)]


@pytest.mark.parametrize("width", ["60", "160"])
def test_a_trace_names_file_sheet_and_cell(corrected: Corrected, width: str) -> None:
    done = run_cli(
        "trace", "--area", corrected.area, "--indicator", "hze_per_1000_minors",
        warehouse=corrected.outcome.warehouse.root, columns=width,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for said in ("TESTDATEN neu.xlsx", SHEET, "E8", "17 1)", "amtsintern", "agrees"):
        assert said in done.stdout
