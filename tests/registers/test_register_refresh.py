"""An edited register in a refresh: a new vintage, its faulty row set aside and told."""

import shutil
from pathlib import Path

from sozialraum.declarations import Catalogue
from tests.conftest import Refreshed, run_cli
from tests.registers.conftest import bundled_rows, register_of, written


def test_bundled_registers_are_staged_typed_and_placed(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    for register in catalogue.registers:
        staged = refreshed.build_rows(f"select count(*) from staging.stg_{register.source_id}")
        assert staged == [(len(bundled_rows(catalogue, register)),)]
        status = refreshed.published_rows(
            "select rows, rejected, fresh, cadence from marts.mart_source_status "
            f"where source_id = '{register.source_id}'"
        )
        assert status == [(staged[0][0], 0, True, "irregular")]
    ((named, known),) = refreshed.build_rows(
        "select count(area_id), count(area.area_id) from staging.stg_register_services "
        "left join (select area_id from marts.dim_area) as area using (area_id)"
    )
    assert named == known
    assert isinstance(named, int)
    assert named > 0


def test_dates_are_staged_as_exactly_as_they_were_stated(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    lengths = {4: "year", 7: "month", 10: "day", 0: None}
    stated = {
        row["plan_id"]: lengths[len(row["adopted_on"])]
        for row in bundled_rows(catalogue, register_of(catalogue, "plans"))
    }
    staged = refreshed.build_rows(
        "select plan_id, adopted_precision, adopted_from, adopted_until "
        "from staging.stg_register_plans"
    )
    assert {plan: precision for plan, precision, _, _ in staged} == stated
    spans = {"day": 0, "month": 30, "year": 365}
    for _, precision, start, end in staged:
        if precision is None:
            assert start is None
        else:
            days = (end - start).days  # type: ignore[operator]
            assert days <= spans[str(precision)]
            assert days > 0 or precision == "day"


def test_one_faulty_row_is_set_aside_and_told_and_the_rest_is_published(
    lived_in: Refreshed, catalogue: Catalogue
) -> None:
    expected = "services.csv, Zeile 3, Spalte capacity: „zwölf“: ist keine Zahl"
    assert expected in lived_in.output
    ((passed, severity, observed),) = lived_in.published_rows(
        "select passed, severity, observed from marts.mart_data_quality "
        "where table_name = 'source.register_services' and check_name = 'register_valid'"
    )
    assert (passed, severity) == (False, "warning")
    assert expected in str(observed)
    rejects = lived_in.published_rows(
        "select file, row_number, column_name, value_text from raw.reject "
        "where file = 'services.csv' order by column_name"
    )
    # what goes together with the faulty cell is named, too
    assert ("services.csv", 3, "capacity", "zwölf") in rejects
    assert {row[:2] for row in rejects} == {("services.csv", 3)}
    count = len(bundled_rows(catalogue, register_of(catalogue, "services")))
    assert lived_in.build_rows("select count(*) from staging.stg_register_services") == [
        (count - 1,)
    ]


def test_an_edit_is_a_new_vintage_and_the_newest_counts(lived_in: Refreshed) -> None:
    vintages = lived_in.build_rows(
        "select count(distinct landing_id), count(distinct retrieved_at) from raw.landing "
        "where source_id = 'register_services'"
    )
    assert vintages == [(2, 2)]
    remark = lived_in.build_rows(
        "select remark from staging.stg_register_services where row_number = 2"
    )
    assert remark == [("Ausgedacht für den Test: größer als früher",)]
    ((kept,),) = lived_in.build_rows(
        "select texts['capacity'] from raw.register_row join staging.stg_landing "
        "using (source_id, landing_id) where source_id = 'register_services' and is_newest "
        "and row_number = 3"
    )
    assert kept == "zwölf"


def test_the_command_checks_files_elsewhere_before_they_are_taken_over(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    register = register_of(catalogue, "plans")
    copy = tmp_path / register.file
    shutil.copy(catalogue.register_path(register), copy)
    good = run_cli("check", "registers", "--folder", str(tmp_path), warehouse=tmp_path)
    assert good.returncode == 0, good.stderr
    rows = bundled_rows(catalogue, register)
    rows[5]["document_kind"] = "buch"
    copy.write_text(written(rows), "utf-8")
    bad = run_cli("check", "registers", "--folder", str(tmp_path), warehouse=tmp_path)
    assert bad.returncode == 1
    assert "Fehler: plans.csv, Zeile 7, Spalte document_kind: „buch“: ist nicht" in bad.stdout
    assert "services.csv" not in bad.stdout
    empty = tmp_path / "leer"
    empty.mkdir()
    nothing = run_cli("check", "registers", "--folder", str(empty), warehouse=tmp_path)
    assert nothing.returncode == 1
    assert "keins der Register" in nothing.stdout


def test_the_bundled_registers_pass_the_command(tmp_path: Path) -> None:
    done = run_cli("check", "registers", warehouse=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("✓") == 4
