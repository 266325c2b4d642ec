"""Spoilt files: what a person is told, that nothing is published, and that nothing is lost.

Two refreshes over spoilt copies of the bundled figures, each with several faults at once: one
with files that cannot be read as declared, one with files that can but whose content is wrong.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.warehouse import PROJECT
from tests.conftest import Refreshed, refresh


@dataclass(frozen=True)
class Spoilt:
    """A refresh over spoilt files after a good one; ``before`` is what was current."""

    outcome: Refreshed
    before: str


def _spoil(
    tmp: Path,
    refreshed: Refreshed,
    faults: dict[str, Callable[[bytes], bytes]],
    register_faults: dict[str, Callable[[bytes], bytes]] | None = None,
) -> Spoilt:
    warehouse = tmp / "warehouse"
    shutil.copytree(refreshed.warehouse.root, warehouse, symlinks=True)
    original = load_catalogue()
    city = tmp / original.city.id
    shutil.copytree(original.folder, city)
    for source_id, fault in faults.items():
        pattern = original.source(source_id).dataset.replace("{year}", "*")
        path = sorted((city / original.snapshot.folder).glob(f"{pattern}.csv"))[-1]
        path.write_bytes(fault(path.read_bytes()))
    for register in load_catalogue(city).registers:
        fault = (register_faults or {}).get(register.id)
        if fault is not None:
            path = load_catalogue(city).register_path(register)
            path.write_bytes(fault(path.read_bytes()))
    before = (warehouse / "current").resolve().name
    return Spoilt(refresh(warehouse, city), before)


def _replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def fault(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return fault


UNREADABLE: dict[str, tuple[Callable[[bytes], bytes], list[str]]] = {
    "unemployed": (
        _replaced("Insgesamt", "Gesamt"),
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
def unreadable(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    tmp = tmp_path_factory.mktemp("unreadable")
    return _spoil(
        tmp,
        refreshed,
        {source: fault for source, (fault, _) in UNREADABLE.items()},
        {"plans": _replaced("plan_title", "plantitel"), "services": _every_row_faulty},
    )


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
    unreadable: Spoilt, register: str, said: list[str]
) -> None:
    ((passed, severity, observed),) = unreadable.outcome.build_rows(
        "select passed, severity, observed from audit.check_result "
        f"where table_name = 'source.register_{register}' and check_name = 'register_valid'"
    )
    assert (passed, severity) == (False, "critical")
    for text in said:
        assert text in str(observed)
        assert text in unreadable.outcome.output


@pytest.mark.parametrize("source_id", UNREADABLE)
def test_an_unreadable_file_is_named_with_place_expectation_and_finding(
    unreadable: Spoilt, catalogue: Catalogue, source_id: str
) -> None:
    ((passed, observed),) = unreadable.outcome.build_rows(
        "select passed, observed from audit.check_result "
        f"where table_name = 'source.{source_id}' and check_name = 'wire_format'"
    )
    assert not passed
    file = catalogue.source(source_id).dataset.split("{year}")[0]
    for text in (f"source '{source_id}'", file, "Expected:", *UNREADABLE[source_id][1]):
        assert text in str(observed)
        assert text in unreadable.outcome.output


def test_an_unreadable_file_stops_publication_and_report_and_is_kept(unreadable: Spoilt) -> None:
    assert unreadable.outcome.returncode == 3
    assert unreadable.outcome.warehouse.current.resolve().name == unreadable.before
    versions = [p.name for p in unreadable.outcome.warehouse.publications.iterdir()]
    assert versions == [unreadable.before]
    landed = list((unreadable.outcome.warehouse.landing / "doctors").glob("*/*.csv"))
    assert any(path.read_bytes().startswith(b"<!DOCTYPE") for path in landed)


def test_the_ui_shows_which_check_failed(unreadable: Spoilt) -> None:
    from dagster import AssetCheckKey, AssetKey, DagsterInstance

    home = unreadable.outcome.warehouse.dagster_home
    with DagsterInstance.from_config(str(home)) as instance:
        failed = AssetCheckKey(AssetKey(["source", "unemployed"]), "wire_format")
        passed = AssetCheckKey(AssetKey(["source", "employees"]), "wire_format")
        records = instance.event_log_storage.get_latest_asset_check_execution_by_key(
            [failed, passed]
        )
        assert [records[key].status.value for key in (failed, passed)] == ["FAILED", "SUCCEEDED"]


WRONG: dict[str, Callable[[bytes], bytes]] = {
    # a figure that is none
    "unemployed": _replaced("2283;1382", "1.2.3;1382"),
    # a row twice
    "sgb2": lambda c: c + c.splitlines(keepends=True)[1],
    # a row that contradicts another
    "kita_facilities": lambda c: c + c.splitlines(keepends=True)[1].replace(b"2354", b"9999"),
    # a breakdown that nobody declared
    "population_age13": _replaced("03 - 05 Jahre", "03 - 06 Jahre"),
    # a fraction where persons are counted
    "family_day_care_children": _replaced(";780", ";780,5"),
    # a period that is none
    "survey_economic_situation": _replaced("1995;", "199x;"),
}


@pytest.fixture(scope="module")
def wrong(
    refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Spoilt:
    faults = dict(WRONG)
    # an area that the crosswalk does not know: the last character of a code is spoilt
    faults["employees"] = lambda c: _replaced(";01 ", ";0X ")(c)
    return _spoil(tmp_path_factory.mktemp("wrong"), refreshed, faults)


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
    wrong: Spoilt, source_id: str, row: int, value: str | None, reason: str
) -> None:
    rejects = wrong.outcome.build_rows(
        "select file, column_name, value_text, reason from raw.reject "
        f"where source_id = '{source_id}' and row_number = {row}"
    )
    found = [r for r in rejects if reason in str(r[3]) and (value is None or r[2] == value)]
    assert found, rejects
    assert all(str(file).endswith(".csv") and column for file, column, *_ in found)


def test_rejected_cells_stop_the_publication(wrong: Spoilt) -> None:
    assert wrong.outcome.returncode == 3
    assert wrong.outcome.warehouse.current.resolve().name == wrong.before
    assert "raw.reject" in wrong.outcome.output
    assert "1.2.3" in wrong.outcome.output


def test_a_sum_with_a_rejected_part_is_missing_and_not_too_small(wrong: Spoilt) -> None:
    rows = wrong.outcome.build_rows(
        "select area_level, status, value from intermediate.int_measure "
        "where source_id = 'unemployed' and breakdown = '' and period = '2018-Q1' "
        "and status <> 'known'"
    )
    assert ("city", "missing", None) in rows
    assert len(rows) == 2


def test_the_audit_cannot_be_walked_around_by_materializing_only_what_follows_it(
    wrong: Spoilt,
) -> None:
    """What "Materialize selected" does in the UI with the assets after the audit."""
    script = """
from dagster import DagsterInstance
from orchestration.lib.instance import prepare_home
from sozialraum.warehouse import Warehouse
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
        env={**os.environ, "SOZIALRAUM_WAREHOUSE": str(wrong.outcome.warehouse.root)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert "critical checks failed" in done.stderr
    assert wrong.outcome.warehouse.current.resolve().name == wrong.before
