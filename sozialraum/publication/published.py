"""What a published table says of itself: its key, its columns, their types and meanings.

Everything is declared beside the models; the build database holds it as comments.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

MOMENT = "TIMESTAMP WITH TIME ZONE"
_KEY = " Primary key: "


class Column(NamedTuple):
    """A column's DuckDB type and what it says."""

    kind: str
    description: str


class Table(NamedTuple):
    """A published table or view; ``description`` does not tell the key."""

    kind: Literal["table", "view"]
    description: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]

    @property
    def comment(self) -> str:
        """The description with the key."""
        return f"{self.description}{_KEY}{', '.join(self.key)}." if self.key else self.description


class Reference(NamedTuple):
    """A column of a mart whose values stand in ``other_column`` of another one."""

    table: str
    column: str
    other_table: str
    other_column: str


def published_column(kind: str, description: str) -> Column:
    """A moment is published in UTC without a zone: DuckDB's Python client reads one with a zone
    only where pytz is installed, and tells it in the zone of the reader's machine."""
    if kind == MOMENT:
        return Column("TIMESTAMP", f"{description} In UTC.")
    return Column(kind, description)


def described(
    kind: Literal["table", "view"], comment: str, columns: Iterable[tuple[str, str, str]]
) -> Table:
    """A table as it is published. ``comment`` is what is declared of it, with its key; ``columns``:
    name, type and description in the build database."""
    description, _, key = comment.partition(_KEY)
    return Table(
        kind,
        description,
        tuple(key.rstrip(".").split(", ")) if key else (),
        {name: published_column(kind, says) for name, kind, says in columns},
    )
