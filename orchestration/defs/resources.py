"""The resources that assets share."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dagster import ConfigurableResource, DagsterRun, Failure, InitResourceContext
from dagster._core.storage.tags import RESUME_RETRY_TAG
from pydantic import PrivateAttr

from orchestration.lib.failed_steps import failed_steps
from orchestration.lib.not_judged import tell_not_judged
from orchestration.lib.run_process import has_process, working_on
from orchestration.lib.runs import PARTITION_TAG
from sozialraum.alerting import alert, alert_of_error
from sozialraum.audit.alert import EVERYTHING, OF_A_FAILED_RUN
from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.audit.matters import (
    BLOCKING,
    Matter,
    broken_off,
    in_use_again,
    matters_of,
    new_findings,
)
from sozialraum.audit.results import DECLARED, mark_built, mark_read, require_one_day
from sozialraum.audit.status import STOPPED_BY, read_blocking
from sozialraum.base.beside import BESIDE, Beside
from sozialraum.base.errors import MonitorError
from sozialraum.base.program import require_loaded_program
from sozialraum.base.warehouse import WAIT_MINUTES, Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.undecided import check_decided
from sozialraum.ingest.connector import LIVE, Connector
from sozialraum.ingest.connectors import asked_elsewhere, connector_of_refresh, open_connector
from sozialraum.ingest.passing import BROKEN_OFF
from sozialraum.ingest.refresh_day import newest_day, today
from sozialraum.mending import mend
from sozialraum.nothing_new import Asked, note_made, read_outside
from sozialraum.ownership import claim
from sozialraum.publication.code_version import read_declared
from sozialraum.publication.contents import write_contents
from sozialraum.publication.edition import edition_day, month_of
from sozialraum.publication.errata import used_again
from sozialraum.publication.last_check import rolled_back_from
from sozialraum.publication.retention import clear
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.to_come import of_current, stays_beside
from sozialraum.publication.told import last_told
from sozialraum.words import Words

if TYPE_CHECKING:
    import duckdb


def check_what_is_gone_on_with(warehouse: Warehouse, run: DagsterRun | None) -> None:
    """
    Raises:
        MonitorError: the run goes on where another one failed, and what that had built is gone.
    """
    last = read_last_attempt(warehouse)
    if run is None or last is None or RESUME_RETRY_TAG not in run.tags:
        return
    if last.run_id != run.parent_run_id:
        built = f"run {last.run_id}" if last.run_id else "another run"
        raise MonitorError(
            f"the build database holds what {built} built, not run {run.parent_run_id}, "
            "which this one would go on with: choose 'Re-execute all'"
        )


def _working_on(home: Path, run: DagsterRun | None) -> AbstractContextManager[None]:
    """This process works on the run, also where Dagster's own command line started it."""
    if run is None or not home.is_dir() or has_process(home, run.run_id):
        return nullcontext()
    return working_on(home, run.run_id)


class RefreshResource(ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse, locked for one run, and what the run works with: the declarations and the
    connector. ``source`` is `snapshot` or `live`; by default what ``SOZIALRAUM_SOURCE`` says.
    ``wait_minutes``: for how long another writer is waited for."""

    as_of: str | None = None
    source: str | None = None
    make_current: bool = False
    wait_minutes: int = WAIT_MINUTES

    _catalogue: Catalogue = PrivateAttr()
    _code_version: str = PrivateAttr()
    _warehouse: Warehouse = PrivateAttr()
    _connector: Connector = PrivateAttr()
    _is_live: bool = PrivateAttr()
    _today: date = PrivateAttr()
    _newest_day: date = PrivateAttr()
    _read: set[str] = PrivateAttr(default_factory=set)
    _attempt: LastAttempt = PrivateAttr()
    _month: str | None = PrivateAttr(default=None)
    _failed_steps: list[tuple[str, str]] = PrivateAttr(default_factory=list)
    _earlier: list[Matter] = PrivateAttr(default_factory=list)
    _has_begun: bool = PrivateAttr(default=False)
    _before: Publication | None = PrivateAttr(default=None)
    _left: tuple[Publication, Publication] | None = PrivateAttr(default=None)
    _ended_with: str | None = PrivateAttr(default=None)

    @contextmanager
    def yield_for_execution(
        self, context: InitResourceContext
    ) -> Generator["RefreshResource", None, None]:
        ended_by: str | None = None
        try:
            self._warehouse = Warehouse.default()
            name = connector_of_refresh(self.source, self._warehouse)
            self._is_live = name == LIVE
            self._month = context.run.tags.get(PARTITION_TAG) if context.run else None
            with (
                _working_on(self._warehouse.dagster_home, context.run),
                self._warehouse.locked(
                    f"run {context.run.run_id}" if context.run else "",
                    patience=self.wait_minutes * 60,
                    tell=self._warn(context),
                ),
                closing(BESIDE),
            ):
                claim(self._warehouse, load_catalogue().city.id)
                check_what_is_gone_on_with(self._warehouse, context.run)
                self._warehouse.free_build(self._warn(context))
                # last, for all of these may have been waited for
                self._read_declared()
                require_loaded_program()
                for mended in mend(self._warehouse):
                    self._warn(context)(mended)
                self._begin(context)
                BROKEN_OFF.clear()
                STOPPED_BY.clear()
                asked = Asked(name, self.as_of_date if self._speaks_for_a_day else None)
                outside = read_outside(self._catalogue, self._warehouse, asked, self._code_version)
                with (
                    closing(open_connector(name, self._catalogue, self._today)) as self._connector,
                    self._warehouse.kept_open(),
                ):
                    yield self
                self._conclude(context)
                tell = self._warn(context)
                for removed in clear(self._warehouse, self._catalogue.retention, tell):
                    tell(f"kept no longer (`retention` in city.yaml): {removed}")
                write_contents(self._warehouse, self.words)
                if self._ended_with and self._has_read_all and not self._failed_steps:
                    note_made(
                        self._warehouse,
                        self._catalogue,
                        self._ended_with,
                        asked,
                        outside,
                        self.as_of_date,
                    )
        except MonitorError as error:
            ended_by = str(error)
            # of a day that somebody asked for they are told themselves
            if not self._has_begun and self.as_of is None:
                for problem in alert_of_error(Warehouse.default(), error):
                    self._warn(context)(problem)
            raise Failure(ended_by, allow_retries=False) from error
        finally:
            # here, as it happens however a run was started, and however it ends unless it is killed
            if context.run is not None and context.instance is not None:
                tell_not_judged(context.instance, context.run.run_id, ended_by)

    def _read_declared(self) -> None:
        """Takes the declarations, and the day, for the whole run: what is edited and delivered
        while it goes on, and midnight, change neither.

        Raises:
            MonitorError: a month was asked for that cannot be made, or guesses are left.
        """
        self._catalogue, self._code_version = read_declared()
        check_decided(self._catalogue.folder)
        self._today = today(self._catalogue)
        self._newest_day = (
            self._today
            if self._is_live
            else newest_day(self._catalogue, self._warehouse, is_live=False)
        )
        _ = self.as_of_date

    def mark_read(self, connection: "duckdb.DuckDBPyConnection", read: str) -> None:
        """See :func:`sozialraum.audit.results.mark_read`."""
        mark_read(connection, read, self.code_version, self.as_of_date)
        self._read.add(read)

    def require_one_day(self, connection: "duckdb.DuckDBPyConnection") -> None:
        """Lets nothing be made of what was read for several days, or for another day than this run
        was asked for; what is only looked at may be of yesterday."""
        require_one_day(connection, self.as_of_date if self.as_of or self._month else None)

    @contextmanager
    def making(self, step: str) -> "Generator[duckdb.DuckDBPyConnection]":
        """The build database, for a step that makes tables of its own in Python; until all of it is
        made, nothing is published of it."""
        with self.warehouse.connect() as connection:
            self.require_one_day(connection)
            mark_built(connection, step, self.code_version, is_whole=False)
            yield connection
            mark_built(connection, step, self.code_version, is_whole=True)

    @property
    def _has_read_all(self) -> bool:
        """One that goes on with what another one read knows nothing of what lies there now."""
        return {DECLARED, *self._catalogue.source_ids} <= self._read

    def remember(self, matter: Matter) -> None:
        """Notes what is to be told when the run ends."""
        self._earlier.append(matter)

    def end_with(self, version: str) -> None:
        """Says which publication the run ended with: one that it made, or that stays."""
        self._ended_with = version

    @property
    def _speaks_for_a_day(self) -> bool:
        """Other than the live portal's publication, which stays until something is new."""
        return not self._is_live or bool(self.as_of) or self.as_of_date != self._today

    @staticmethod
    def _warn(context: InitResourceContext) -> Callable[[str], None]:
        return context.log.warning if context.log is not None else print

    def _begin(self, context: InitResourceContext) -> None:
        run_id = context.run.run_id if context.run else ""
        self._earlier = broken_off(read_last_attempt(self._warehouse))
        self._has_begun = True
        self._before = last_told(self._warehouse)
        left, chosen = (
            rolled_back_from(self._warehouse),
            PublicationStore(self._warehouse).current(),
        )
        self._left = (left, chosen) if left is not None and chosen is not None else None
        before = self._before.version if self._before is not None else None
        self._attempt = LastAttempt(run_id, datetime.now(UTC), before=before)
        write_last_attempt(self._warehouse, self._attempt)

    def _conclude(self, context: InitResourceContext) -> None:
        """Leaves word of how it ended: for `sozialraum status`, and for whoever is alerted."""
        if context.run is not None and context.instance is not None:
            self._failed_steps = failed_steps(context.instance, context.run.run_id)
        matters = matters_of(self.build_database, self._failed_steps)
        problems = tuple(one.line for one in matters if one.kind in BLOCKING)
        if problems:
            STOPPED_BY[:] = read_blocking(self.build_database)
        store = PublicationStore(self._warehouse)
        is_of_any_day = not self.as_of and self.as_of_date == self.newest_day
        made = store.get(self._ended_with) if self._ended_with and is_of_any_day else None
        beside = stays_beside(store, made) if made is not None else None
        ended = replace(
            self._attempt,
            ended_at=datetime.now(UTC),
            problems=problems,
            beside=self._ended_with if beside is not None else None,
        )
        write_last_attempt(self._warehouse, ended)
        matters += [beside] if beside is not None else []
        elsewhere = asked_elsewhere(is_live=self._is_live)
        for one in (*elsewhere, *of_current(store, datetime.now(UTC))):
            self._warn(context)(one.line)
            matters.append(one)
        found = [*self._in_use_again(), *self._changed_otherwise()]
        for one in found:
            self._warn(context)(one.line)
        matters += [*self._earlier, *self._new_findings(), *found]
        looked_at = OF_A_FAILED_RUN if problems else EVERYTHING
        if self.as_of_date != self.newest_day:
            # of today what was overdue on another day says nothing
            matters, looked_at = [one for one in matters if one.kind != "stale"], ()
        for problem in alert(
            self._warehouse, matters, looked_at=looked_at, catalogue=self._catalogue
        ):
            self._warn(context)(problem)
        write_last_attempt(self._warehouse, replace(ended, before=None))

    def _in_use_again(self) -> list[Matter]:
        """Of a day that followed the rollback what was left bears another name, and has more."""
        store = PublicationStore(self._warehouse)
        current = store.current()
        if self._left is None or current is None or self._ended_with != current.version:
            return []
        left, chosen = self._left
        # what an erratum says is told of it
        if current.version == chosen.version or store.has_erratum(left.version):
            return []
        files = used_again(current, left, chosen)
        return [] if files is None else [in_use_again(current.version, left.version, files)]

    def _changed_otherwise(self) -> list[Matter]:
        store = PublicationStore(self._warehouse)
        current, before = store.current(), self._before
        if current is None or before is None or current.version == before.version:
            return []
        # loads DuckDB, which the definitions do without
        from sozialraum.publication.wrong_again import changes_to_tell

        return changes_to_tell(store, current, before)

    def _new_findings(self) -> list[Matter]:
        store = PublicationStore(self._warehouse)
        current = store.current()
        before = store.edition_before(current.as_of) if current is not None else None
        if current is None or before is None or not store.is_readable(current):
            return []
        return new_findings(current.database, before.database)

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @property
    def code_version(self) -> str:
        """Of the run: what is changed while it goes on is none of it."""
        return self._code_version

    @property
    def words(self) -> Words:
        """In the language of the city."""
        return self.catalogue.city.words

    @property
    def warehouse(self) -> Warehouse:
        return self._warehouse

    @property
    def connector(self) -> Connector:
        return self._connector

    @property
    def beside(self) -> Beside:
        """A process for what can be done while this one works."""
        return BESIDE

    @property
    def is_live(self) -> bool:
        return self._is_live

    @property
    def build_database(self) -> Path:
        return self._warehouse.build_database

    @property
    def as_of_date(self) -> date:
        """The day whose knowledge is used: as configured, else the last day of the run's month if
        that is over, else today for the live portal and the day of the snapshot for it.

        Raises:
            MonitorError: the run's month has not begun, or is not that of the configured day.
        """
        if self.as_of:
            day = date.fromisoformat(self.as_of)
            if self._month and month_of(day) != self._month:
                raise MonitorError(f"{day} is not in {self._month}, the month of the run's edition")
            return day
        return (
            edition_day(self._month, self.newest_day, self._today)
            if self._month
            else self.newest_day
        )

    @property
    def newest_day(self) -> date:
        """The day that a refresh speaks for if none is asked for."""
        return self._newest_day
