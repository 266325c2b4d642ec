"""From files in the dropbox to published indicators; and the chain without any such file.

All figures are made up; files and sheets say TESTDATEN.
"""

from pathlib import Path

from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.office.dropbox import office_sources
from tests.conftest import Refreshed
from tests.office.deliveries import INDICATORS, delivered_areas


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


def test_delivered_figures_become_indicators(lived_in: Refreshed, catalogue: Catalogue) -> None:
    found = lived_in.published_rows(
        "select indicator_id, period, period_start::varchar, period_end::varchar, area_level, "
        "count(*), count(*) filter (status = 'known'), count(*) filter (status = 'suppressed') "
        "from marts.fct_indicator join marts.dim_indicator using (indicator_id) "
        f"where indicator_id in {tuple(INDICATORS.values())} and area_level = native_level "
        "group by all order by all"
    )
    areas = {
        source_id: len(labels)
        for source_id, labels in delivered_areas(catalogue, lived_in.warehouse).items()
    }
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


def test_a_delivered_figure_is_its_numerator_over_its_denominator(lived_in: Refreshed) -> None:
    rows = lived_in.published_rows(
        "select numerator, denominator, value from marts.fct_indicator "
        "join marts.dim_indicator using (indicator_id) "
        "where indicator_id = 'school_entry_language_finding_share' and period = '2024/25' "
        "and area_level = native_level order by area_id"
    )
    assert rows == [(50, 200 + n, 50 / (200 + n)) for n in range(len(rows))]


def test_a_withheld_figure_is_suppressed_and_so_is_every_sum_over_it(
    lived_in: Refreshed,
) -> None:
    rows = lived_in.published_rows(
        "select area_level, status, value from marts.fct_measure "
        "where measure_id = 'endangerment_reports' group by all"
    )
    assert {(status, value) for _, status, value in rows} == {("suppressed", None)}


def test_a_wrong_sum_is_a_warning_that_names_the_cell(lived_in: Refreshed) -> None:
    (found,) = lived_in.published_rows(
        "select severity, observed from marts.mart_data_quality "
        "where table_name = 'source.hze' and check_name = 'totals' and not passed"
    )
    assert found[0] == "warning"
    for text in ("TESTDATEN Hilfen 2025-1.xlsx", "Daten TESTDATEN", "cell B", "add up to"):
        assert text in str(found[1])


def test_a_delivery_shows_in_the_source_status(lived_in: Refreshed, catalogue: Catalogue) -> None:
    rows = lived_in.published_rows(
        "select source_id, files, rows, rejected, data_until::varchar "
        f"from marts.mart_source_status where source_id in {tuple(INDICATORS)} order by all"
    )
    areas = {
        source_id: len(labels)
        for source_id, labels in delivered_areas(catalogue, lived_in.warehouse).items()
    }
    assert rows == [
        ("hze", 1, areas["hze"], 0, "2025-06-30"),
        ("school_entry_examination", 1, 2 * areas["school_entry_examination"], 0, "2025-07-31"),
        ("small_area_sgb2", 1, areas["small_area_sgb2"], 0, "2025-06-30"),
    ]


def test_a_processed_file_stays_in_the_dropbox(lived_in: Refreshed, catalogue: Catalogue) -> None:
    def files(source: Source) -> list[Path]:
        box = lived_in.warehouse.root / "dropbox" / source.id
        return [path for path in box.iterdir() if path.is_file()]

    assert all(len(files(source)) == 1 for source in office_sources(catalogue))


def test_half_years_and_school_years_are_assessed_for_the_pandemic_like_others(
    lived_in: Refreshed,
) -> None:
    rows = lived_in.published_rows(
        "select distinct indicator_id, finding, reason from marts.mart_pandemic_effect "
        f"where indicator_id in {tuple(INDICATORS.values())} and reason <> 'estimate' order by all"
    )
    assert rows == [
        ("hze_per_1000_minors", "not_assessable", "short_baseline"),
        ("school_entry_language_finding_share", "not_assessable", "short_baseline"),
        ("small_area_sgb2_rate", "not_assessable", "short_baseline"),
    ]
