"""What every connector offers: it is asked for a source and answers for each of its tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sozialraum.ingest.landing import Known, Landing, Retrieved

if TYPE_CHECKING:
    from sozialraum.declarations.source import Source

SNAPSHOT = "snapshot"
LIVE = "live"
CONNECTORS = (SNAPSHOT, LIVE)


@dataclass(frozen=True)
class Unchanged:
    """The provider says that the newest landing still is what it publishes."""

    landing: Landing
    checked_at: datetime

    @property
    def dataset_id(self) -> str:
        return self.landing.dataset_id

    @property
    def url(self) -> str:
        return self.landing.url


@dataclass(frozen=True)
class Unavailable:
    """A table that could not be had, and why, as a text for people.

    ``is_stale``: the provider may have something newer than what was landed. It is false where
    the provider does not publish the table at all: a year that is missing or overdue.
    ``is_needed``: without any landing of it the source cannot be used.
    """

    dataset_id: str
    url: str
    checked_at: datetime
    problem: str
    is_stale: bool
    is_needed: bool


Answer = Retrieved | Unchanged | Unavailable


class Connector(Protocol):
    """Brings the tables of a source from somewhere."""

    def retrieve(
        self,
        source: "Source",
        known: Mapping[str, Known],
        heard: Callable[[str], None],
    ) -> Iterator[Answer]:
        """One answer for each table, a yearly series in order of years.

        Args:
            known: dataset id -> what is landed of it.
            heard: told in a few words how a slow retrieval gets on.

        Raises:
            SourceError: the connector itself is not in order (a damaged snapshot). What the
                provider does is told by ``Unavailable``.
        """
        ...

    def ask_ahead(self, source: "Source", known: Mapping[str, Known]) -> None:
        """Says that ``retrieve`` will be called for the source with this ``known``: a provider that
        has to be waited for is asked now, beside other work. Asking ahead is never needed."""
        ...

    def close(self) -> None:
        """Lets go of connections and threads."""
        ...
