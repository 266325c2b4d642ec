"""A run speaks for one state of the declarations, the program and what lies there, and notes as
made only what it read itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dagster import AssetKey, ExecuteInProcessResult, asset, materialize

from orchestration.defs import resources
from orchestration.defs.ingest import portal
from orchestration.defs.ingest.declarations import DECLARATIONS, declarations
from orchestration.defs.ingest.portal import source_assets
from orchestration.defs.ingest.skeleton import source_key
from orchestration.defs.resources import RefreshResource
from sozialraum.audit.alert import EVERYTHING
from sozialraum.audit.last_attempt import read_last_attempt
from sozialraum.audit.matters import Matter, built_otherwise
from sozialraum.audit.results import BUILD, DECLARED, prepare_audit
from sozialraum.base import program
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.office.dropbox import office_sources
from sozialraum.publication import code_version as versions
from sozialraum.publication.code_version import code_version, read_declared
from sozialraum.publication.copying import marts_otherwise
from sozialraum.publication.errata import add_erratum, now_noted
from sozialraum.publication.store import Publication, PublicationStore
from tests.office.files import OfficeFile
from tests.publication.test_store import publish

SOURCE = "employees"


@pytest.fixture
def place(city_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """An empty warehouse, of a city that may be edited."""
    monkeypatch.setenv("SOZIALRAUM_CITY", str(city_copy))
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path / "warehouse"))
    return Warehouse(tmp_path / "warehouse")


def _run(
    work: Callable[[RefreshResource], None], as_of: str | None = None
) -> ExecuteInProcessResult:
    """A run of one step."""

    @asset
    def step(refresh: RefreshResource) -> None:
        work(refresh)

    return materialize(
        [step], resources={"refresh": RefreshResource(as_of=as_of)}, raise_on_error=False
    )


def test_a_run_of_the_ui_that_could_not_begin_leaves_word(
    place: Warehouse, city_copy: Path
) -> None:
    (city_copy / "city.yaml").write_text("city: [", "utf-8")
    assert not _run(lambda refresh: None, "2026-11-22").success
    assert read_last_attempt(place) is None
    assert not _run(lambda refresh: None).success
    last = read_last_attempt(place)
    assert last is not None
    assert last.ended_at is not None
    assert "city.yaml" in last.problems[0]


def _edit(city: Path) -> None:
    path = city / "city.yaml"
    path.write_text(path.read_text("utf-8") + "# edited\n", "utf-8")


def _with(catalogue: Catalogue, changed: Source) -> Catalogue:
    others = [one for one in catalogue.sources if one.id != changed.id]
    return replace(catalogue, sources=(*others, changed))


def _ingested(
    catalogue: Catalogue, source_id: str, *others: AssetKey, as_of: str | None = None
) -> ExecuteInProcessResult:
    """The source is read by assets that were made of ``catalogue``, and what else is asked for."""
    return materialize(
        [declarations, *source_assets(catalogue)],
        selection=[*others, source_key(source_id)],
        resources={"refresh": RefreshResource(as_of=as_of)},
        raise_on_error=False,
    )


def test_a_source_is_read_as_it_is_declared_when_the_run_begins(
    place: Warehouse, catalogue: Catalogue
) -> None:
    """Not as it was when the program was loaded, which takes seconds, and may wait for an hour."""
    before = catalogue.source(SOURCE).model_copy(update={"delimiter": "|"})
    done = _ingested(_with(catalogue, before), SOURCE, DECLARATIONS)
    assert done.success
    judged = {one.check_name: one.passed for one in done.get_asset_check_evaluations()}
    assert judged["wire_format"]
    with place.connect(read_only=True) as connection:
        ((cells,),) = connection.execute("select count(*) from raw.cell").fetchall()
    assert cells


def test_a_source_that_is_declared_no_longer_ends_the_run_with_what_to_do(
    place: Warehouse, catalogue: Catalogue
) -> None:
    gone = catalogue.source(SOURCE).model_copy(update={"id": "gone"})
    done = _ingested(_with(catalogue, gone), "gone", DECLARATIONS)
    (failed,) = done.get_step_failure_events()
    error = failed.step_failure_data.error
    assert error is not None
    assert "source 'gone' is declared no longer" in error.to_string()
    assert "refresh again" in error.to_string()


def test_an_error_that_names_no_source_is_told_with_the_one_that_was_read(
    place: Warehouse, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise duckdb.OutOfMemoryException("failed to allocate data")

    monkeypatch.setattr(portal, "load", fail)
    (failed,) = _ingested(catalogue, SOURCE, DECLARATIONS).get_step_failure_events()
    assert failed.step_failure_data.user_failure_data is not None
    said = str(failed.step_failure_data.user_failure_data.description)
    assert said == f"source '{SOURCE}': failed to allocate data"


def _refusal(done: ExecuteInProcessResult) -> str:
    (failed,) = done.get_step_failure_events()
    assert failed.step_failure_data.error is not None
    return failed.step_failure_data.error.to_string()


def test_nothing_is_made_of_a_source_that_was_read_for_another_day_than_the_rest(
    place: Warehouse, catalogue: Catalogue
) -> None:
    days: list[date] = []

    def make(refresh: RefreshResource) -> None:
        with refresh.making("simulated_ranks"):
            days.append(refresh.as_of_date)

    assert _ingested(catalogue, SOURCE, DECLARATIONS).success
    assert _run(make).success
    (today,) = days
    other = str(today + timedelta(days=1))
    assert _ingested(catalogue, SOURCE, as_of=other).success
    said = _refusal(_run(make))
    assert (
        f"here {today}, but read were for {other}: {SOURCE}; read these again for {today}" in said
    )
    # of the day for which that one was read all the rest is not
    said = _refusal(_run(make, as_of=other))
    assert f"here {other}, but read were for {today}: {DECLARED}; run the whole job" in said
    assert _ingested(catalogue, SOURCE).success
    assert _run(make).success
    assert "run the whole job" in _refusal(_run(make, as_of=other))
    # all anew, as the job does it
    assert _ingested(catalogue, SOURCE, DECLARATIONS, as_of=other).success
    assert _run(make, as_of=other).success


def test_a_source_whose_reading_broke_off_is_read_for_no_day(
    place: Warehouse, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> set[str]:
        with place.connect(read_only=True) as connection:
            return {step for step, *_ in connection.execute(f"from {BUILD}").fetchall()}

    def fail(*_: object) -> None:
        raise MonitorError("broken off")

    assert _ingested(catalogue, SOURCE, DECLARATIONS).success
    assert read() == {DECLARED, SOURCE}
    monkeypatch.setattr(portal, "record_answers", fail)
    assert not _ingested(catalogue, SOURCE).success
    assert read() == {DECLARED}


def test_what_is_edited_while_a_run_waits_is_what_it_speaks_for(
    place: Warehouse, city_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Warehouse, "free_build", lambda *_: _edit(city_copy))
    before = code_version(load_catalogue())
    told: list[str] = []
    assert _run(lambda refresh: told.append(refresh.code_version)).success
    assert told == [code_version(load_catalogue())] != [before]


def test_the_declarations_are_those_of_their_code_version_also_while_they_are_edited(
    place: Warehouse, city_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = []

    def load() -> Catalogue:
        loads.append(catalogue := load_catalogue())
        if len(loads) == 2:
            _edit(city_copy)
        return catalogue

    monkeypatch.setattr(versions, "load_catalogue", load)
    catalogue, version = read_declared()
    assert catalogue is load_catalogue()
    assert version == code_version(catalogue)


def test_the_day_is_that_of_the_begin_also_where_a_delivery_comes_meanwhile(
    place: Warehouse, tmp_path: Path
) -> None:
    days: list[date] = []

    def work(refresh: RefreshResource) -> None:
        days.append(refresh.as_of_date)
        source = office_sources(refresh.catalogue)[0]
        box = place.dropbox / source.id
        box.mkdir(parents=True)
        OfficeFile(source, [("", [])]).write_xlsx(box / "TESTDATEN.xlsx")
        days.append(refresh.as_of_date)

    assert _run(work).success
    assert days[0] == days[1]
    assert _run(lambda refresh: days.append(refresh.as_of_date)).success
    assert days[2] > days[0]


@pytest.mark.parametrize("lacks", [DECLARED, SOURCE, None])
def test_only_a_run_that_read_everything_notes_what_it_made(
    place: Warehouse, lacks: str | None
) -> None:
    """One that goes on with what another one read, as of the last step alone, knows nothing of what
    was delivered since: noted as made, it would never be read."""

    def work(refresh: RefreshResource) -> None:
        with refresh.warehouse.connect() as connection:
            prepare_audit(connection)
            for read in {DECLARED, *refresh.catalogue.source_ids} - {lacks}:
                assert read is not None
                refresh.mark_read(connection, read)
        refresh.end_with("2026-11-22-0123abcd")

    assert _run(work).success
    assert place.last_inputs.exists() == (lacks is None)


def test_what_is_edited_while_a_run_goes_on_is_not_noted_as_made(
    place: Warehouse, city_copy: Path
) -> None:
    def work(refresh: RefreshResource) -> None:
        with refresh.warehouse.connect() as connection:
            prepare_audit(connection)
            for read in (DECLARED, *refresh.catalogue.source_ids):
                refresh.mark_read(connection, read)
        _edit(city_copy)
        refresh.end_with("2026-11-22-0123abcd")

    assert _run(work).success
    assert not place.last_inputs.exists()


def test_a_version_that_says_otherwise_than_what_is_built_of_the_same_is_told(
    tmp_path: Path,
) -> None:
    """A version is named after what it is made of: it would be taken for what was built now."""
    publication = Publication("2026-11-22-0123abcd", tmp_path, {})
    build = tmp_path / "build.duckdb"
    for path, day, third, rows in (
        (build, 22, "0.1::double + 0.2::double", 1),
        (publication.database, 21, "0.3", 2),
    ):
        with duckdb.connect(path) as connection:
            connection.execute("create schema marts")
            for mart, value, count in (
                ("alike", third, 1),
                ("moved", f"0.{day}", 1),
                ("fewer", third, rows),
            ):
                connection.execute(
                    f"create table marts.{mart} as select ({value})::double as value, "
                    f"timestamptz '2026-11-{day} 06:00:00+00' as seen_at from range({count})"
                )
    assert marts_otherwise(build, publication) == ["fewer", "moved"]
    line = built_otherwise(publication.version, ["fewer", "moved"]).line
    assert f"sozialraum erratum {publication.version}" in line


def test_a_program_that_was_changed_since_it_was_loaded_builds_nothing(
    place: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.loaded_program()
    program.require_loaded_program()
    monkeypatch.setattr(program, "_program_now", lambda: ())
    with pytest.raises(MonitorError, match="files of the program were changed"):
        program.require_loaded_program()
    begun: list[RefreshResource] = []
    assert not _run(begun.append).success
    assert not begun
    assert not place.build_database.exists()


@pytest.mark.parametrize("as_of", [None, "2026-11-22", "2026-10-31"])
def test_a_run_of_another_day_tells_nothing_overdue_and_forgets_nothing_of_today(
    place: Warehouse, monkeypatch: pytest.MonkeyPatch, as_of: str | None
) -> None:
    told: list[tuple[list[str], tuple[str, ...]]] = []

    def alert(_: Warehouse, matters: list[Matter], **given: Any) -> list[str]:
        told.append(([one.about for one in matters], given["looked_at"]))
        return []

    found = [Matter("stale", "kita", "figures until 2025-12-31"), Matter("unread", "hze", "503")]
    monkeypatch.setattr(resources, "matters_of", lambda *_: found)
    monkeypatch.setattr(resources, "alert", alert)
    assert _run(lambda refresh: None, as_of).success
    # the bundled figures are of 2026-11-22
    is_of_another_day = as_of == "2026-10-31"
    assert told == [(["hze"], ()) if is_of_another_day else (["kita", "hze"], EVERYTHING)]


@pytest.mark.parametrize(
    ("made", "files", "is_told"),
    [
        ("2026-11-19-00000002", "ab", True),
        ("2026-12-05-00000003", "ab", True),
        # beside what came since, as each month
        ("2026-12-05-00000003", "abo", True),
        # corrected, or withdrawn
        ("2026-12-05-00000003", "abc", False),
        ("2026-12-05-00000003", "ao", False),
    ],
)
@pytest.mark.parametrize("is_noted", [False, True])
def test_what_a_rollback_left_is_told_when_it_is_in_use_again_also_under_another_name(
    place: Warehouse,
    monkeypatch: pytest.MonkeyPatch,
    made: str,
    files: str,
    is_told: bool,
    is_noted: bool,
) -> None:
    landings = {
        name: {
            "source_id": "s",
            "dataset_id": "other" if name == "o" else "d",
            "landing_id": name * 64,
            "retrieved_at": f"{day}T00:00:00+00:00",
        }
        for name, day in {
            "a": "2026-10-01",
            "b": "2026-11-18",
            "c": "2026-12-04",
            "o": "2026-12-04",
        }.items()
    }
    place.root.mkdir(exist_ok=True)
    place.owner.write_text(load_catalogue().city.id)
    store = PublicationStore(place)
    publish(store, "2026-10-05-00000001", landings=[landings["a"]])
    left = publish(store, "2026-11-19-00000002", landings=[landings[name] for name in "ab"])
    store.make_current("2026-10-05-00000001")
    if is_noted:
        add_erratum(store, now_noted(left.version, "columns exchanged", datetime.now(UTC)))

    def work(refresh: RefreshResource) -> None:
        publish(store, made, landings=[landings[name] for name in files])
        store.make_current(made)
        refresh.end_with(made)

    told: list[Matter] = []
    monkeypatch.setattr(resources, "alert", lambda _, matters, **given: told.extend(matters) or [])
    assert _run(work).success
    again = [one.text for one in told if "left by a rollback" in one.text]
    assert ["d (landing bbbbbbbbbbbb)" in one for one in again] == [True] * (
        is_told and not is_noted
    )
