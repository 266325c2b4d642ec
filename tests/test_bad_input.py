"""Spoilt files: what a person is told, that nothing is published, and that nothing is lost.

Two refreshes over spoilt copies of the bundled figures, each with several faults at once: one
with files that cannot be read as declared, one (``wrong``) with files whose content is wrong.
"""

import os
import subprocess
import sys

import pytest

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from tests.conftest import Refreshed, copied, refresh
from tests.spoilt import Fault, replaced, spoil

UNREADABLE: dict[str, tuple[Fault, list[str]]] = {
    "unemployed": (
        replaced("Insgesamt", "Gesamt"),
        [
            "row 1",
            "missing column 'Insgesamt' (renamed to 'Gesamt'?), declared in",
            "sources.yaml:",
        ],
    ),
    "sgb2": (lambda c: c.replace(b";", b","), ["row 1", "separated by ','", "';'"]),
    "family_day_care_staff": (
        lambda c: c.decode().encode("latin-1"),
        ["row 2", "is not utf-8", "encoding"],
    ),
    # absent rows mean zero in this source: a file cut short must not read as zeros
    "deaths": (
        lambda c: b"".join(c.splitlines(keepends=True)[:60]),
        ["59 rows below the header", "cut short", "min_rows"],
    ),
    "doctors": (
        lambda c: b"<!DOCTYPE html>\n<html><body>Anmeldung</body></html>",
        ["row 1", "HTML page", "login page"],
    ),
    "kita_children": (lambda c: b"", ["the file is empty"]),
    "survey_health": (lambda c: c.splitlines(keepends=True)[0], ["no row below"]),
    "family_day_care_children": (
        # the last column is taken away
        lambda c: b"\r\n".join(line.rpartition(b";")[0] for line in c.splitlines()) + b"\r\n",
        ["row 1", "missing column 'Anzahl Kinder (KTP)', declared in", "sources.yaml:"],
    ),
    "labour_market": (
        lambda c: c.replace(b"2011;02;30194;", b"2011;02;", 1),
        ["row 3 has 26 fields", "27 fields in each row"],
    ),
}


@pytest.fixture(scope="module")
def before(refreshed: Refreshed) -> str:
    """The version that was current before the spoilt files came."""
    return refreshed.warehouse.current.resolve().name


@pytest.fixture(scope="module")
def unreadable(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Refreshed:
    warehouse, city = copied(tmp_path_factory.mktemp("unreadable"), refreshed, catalogue)
    spoil(city, {source: fault for source, (fault, _) in UNREADABLE.items()})
    spoilt = load_catalogue(city)
    for register_id, fault in (
        ("plans", replaced("plan_title", "plantitel")),
        ("services", _every_row_faulty),
    ):
        (register,) = (one for one in spoilt.registers if one.id == register_id)
        path = spoilt.register_path(register)
        path.write_bytes(fault(path.read_bytes()))
    return refresh(warehouse.root, city)


def _every_row_faulty(content: bytes) -> bytes:
    return content.replace(b";sozialplanung;", b";Sozialplanungg;")


@pytest.mark.parametrize(
    ("register", "said"),
    [
        ("plans", ["plans.csv, Zeile 1", "fehlt: plan_title (umbenannt in „plantitel“?)"]),
        ("services", ["services.csv, Zeile 1", "Gemeint vielleicht: sozialplanung", "weitere"]),
    ],
)
def test_an_unreadable_register_or_one_with_too_many_faults_stops_the_publication(
    unreadable: Refreshed, register: str, said: list[str]
) -> None:
    ((passed, severity, observed),) = unreadable.build_rows(
        "select passed, severity, observed from audit.check_result "
        f"where table_name = 'source.register_{register}' and check_name = 'register_valid'"
    )
    assert (passed, severity) == (False, "critical")
    for text in said:
        assert text in str(observed)
        assert text in unreadable.output


@pytest.mark.parametrize("source_id", UNREADABLE)
def test_an_unreadable_file_is_named_with_place_expectation_and_finding(
    unreadable: Refreshed, catalogue: Catalogue, source_id: str
) -> None:
    ((passed, observed),) = unreadable.build_rows(
        "select passed, observed from audit.check_result "
        f"where table_name = 'source.{source_id}' and check_name = 'wire_format'"
    )
    assert not passed
    file = catalogue.source(source_id).dataset.split("{year}")[0]
    for text in (f"source '{source_id}'", file, "Expected:", *UNREADABLE[source_id][1]):
        assert text in str(observed)
        assert text in unreadable.output


def test_an_unreadable_file_stops_publication_and_report_and_is_kept(
    unreadable: Refreshed, before: str
) -> None:
    assert unreadable.returncode == 3
    assert unreadable.warehouse.current.resolve().name == before
    versions = [p.name for p in unreadable.warehouse.publications.iterdir() if p.is_dir()]
    assert versions == [before]
    landed = list((unreadable.warehouse.landing / "doctors").glob("*/*.csv"))
    assert any(path.read_bytes().startswith(b"<!DOCTYPE") for path in landed)


def test_the_ui_shows_which_check_failed(unreadable: Refreshed) -> None:
    from dagster import AssetCheckKey, AssetKey, DagsterInstance

    home = unreadable.warehouse.dagster_home
    with DagsterInstance.from_config(str(home)) as instance:
        failed = AssetCheckKey(AssetKey(["source", "unemployed"]), "wire_format")
        passed = AssetCheckKey(AssetKey(["source", "employees"]), "wire_format")
        records = instance.event_log_storage.get_latest_asset_check_execution_by_key(
            [failed, passed]
        )
        assert [records[key].status.value for key in (failed, passed)] == ["FAILED", "SUCCEEDED"]


@pytest.mark.parametrize(
    ("source_id", "row", "value", "reason"),
    [
        ("unemployed", 2, "1.2.3", "not a number"),
        ("sgb2", 354, "3414", "duplicate of row 2"),
        ("kita_facilities", 2, "2354", "contradicting rows"),
        ("kita_facilities", 62, "9999", "contradicting rows"),
        ("population_age13", 3, None, "undeclared breakdown: {"),
        ("survey_economic_situation", 2, "3,6", "unreadable period: 199x"),
        ("employees", 2, "11719", "unknown area"),
        ("family_day_care_children", 2, "780,5", "not a whole number"),
    ],
)
def test_what_cannot_be_resolved_is_set_aside_with_its_place(
    wrong: Refreshed, source_id: str, row: int, value: str | None, reason: str
) -> None:
    rejects = wrong.build_rows(
        "select file, column_name, value_text, reason from raw.reject "
        f"where source_id = '{source_id}' and row_number = {row}"
    )
    found = [r for r in rejects if reason in str(r[3]) and (value is None or r[2] == value)]
    assert found, rejects
    assert all(str(file).endswith(".csv") and column for file, column, *_ in found)


def test_rejected_cells_stop_the_publication(wrong: Refreshed, before: str) -> None:
    assert wrong.returncode == 3
    assert wrong.warehouse.current.resolve().name == before
    file, row, column, value = wrong.build_rows(
        "select file, row_number, column_name, value_text from raw.reject order by all limit 1"
    )[0]
    assert "raw.reject: rejected_within_limit" in wrong.output
    assert f"file={file}, row_number={row}, columns={column}, found={value}" in wrong.output


def test_a_sum_with_a_rejected_part_is_missing_and_not_too_small(wrong: Refreshed) -> None:
    rows = wrong.build_rows(
        "select area_level, status, value from marts.fct_measure "
        "where source_id = 'unemployed' and breakdown = '' and period = '2018-Q1' "
        "and status <> 'known'"
    )
    assert ("city", "missing", None) in rows
    assert len(rows) == 2


def test_the_audit_cannot_be_walked_around_by_materializing_only_what_follows_it(
    wrong: Refreshed, before: str
) -> None:
    """What "Materialize selected" does in the UI with the assets after the audit."""
    script = """
from dagster import DagsterInstance
from orchestration.lib.instance import prepare_home
from sozialraum.base.warehouse import Warehouse
prepare_home(Warehouse.default())
from orchestration.definitions import defs
keys = [k for k in defs.resolve_asset_graph().get_all_asset_keys() if k.path[0] == "publication"]
with DagsterInstance.get() as instance:
    job = defs.resolve_implicit_global_asset_job_def()
    done = job.execute_in_process(instance=instance, asset_selection=keys, raise_on_error=False)
raise SystemExit(0 if done.success else 4)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env={**os.environ, "SOZIALRAUM_WAREHOUSE": str(wrong.warehouse.root)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert "critical checks failed" in done.stderr
    assert wrong.warehouse.current.resolve().name == before
