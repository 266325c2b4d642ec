"""Dagster's event log in SQLite, with its connections kept open.

Dagster opens, configures and closes a database four times for each of the about 1,900 events of a
refresh, which took a quarter of its time. Here the last used databases stay open, events that come
together are written together, and a commit does not wait for the disk: after a power cut the newest
lines of a run's log may be missing, but the file is whole (``synchronous = NORMAL`` with a
write-ahead log, SQLite's documentation).
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from threading import RLock
from typing import Any

from dagster import EventLogEntry
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

# The index, the runs that are written and a few that somebody looks at.
OPEN_DATABASES = 6
BUSY_TIMEOUT_SECONDS = 30


class OpenSqliteEventLogStorage(SqliteEventLogStorage):
    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._tables: set[str] = set()
        self._columns: set[str] = set()
        self._own_lock = RLock()
        # of events that are written together: the transactions, and the connection of each database
        self._together: ExitStack | None = None
        self._begun: dict[str, Connection] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> "OpenSqliteEventLogStorage":
        return cls(inst_data=inst_data, **config_value)

    def has_table(self, table_name: str) -> bool:
        """Asked for with each result of a check. Tables do not go away while a process runs."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def has_asset_key_col(self, column_name: str) -> bool:
        """Asked for twice with each asset that is looked up. Nor do columns go away."""
        if column_name not in self._columns and super().has_asset_key_col(column_name):
            self._columns.add(column_name)
        return column_name in self._columns

    def store_event(self, event: EventLogEntry) -> None:
        with self._one_transaction():
            super().store_event(event)

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        with self._one_transaction():
            super().store_event_batch(events)

    @contextmanager
    def _one_transaction(self) -> Iterator[None]:
        """All that this thread writes meanwhile is one transaction of each database."""
        with self._own_lock:
            if self._together is not None:
                yield
                return
            with ExitStack() as self._together:
                try:
                    yield
                finally:
                    self._together = None
                    self._begun.clear()

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._own_lock:
            if self._together is None:
                with self._engine(shard).begin() as connection:
                    yield connection
            else:
                if shard not in self._begun:
                    begun = self._engine(shard).begin()
                    self._begun[shard] = self._together.enter_context(begun)
                yield self._begun[shard]

    def _engine(self, shard: str) -> Engine:
        if shard in self._engines:
            self._engines.move_to_end(shard)
            return self._engines[shard]
        engine = create_engine(
            self.conn_string_for_shard(shard),
            poolclass=QueuePool,
            pool_size=1,
            connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _do_not_wait_for_the_disk)
        if shard not in self._initialized_dbs:
            self._initdb(engine)
            self._initialized_dbs.add(shard)
        self._engines[shard] = engine
        if len(self._engines) > OPEN_DATABASES:
            self._engines.popitem(last=False)[1].dispose()
        return engine

    def dispose(self) -> None:
        while self._engines:
            self._engines.popitem()[1].dispose()
        super().dispose()


def _do_not_wait_for_the_disk(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
