"""What analysts may rely on: published columns; ``docs/CHANGELOG.md`` tells each change of them.

``docs/published_schema.json`` holds the tables of ``marts`` as the newest version in the changelog
promised them. Until the next version, what disappears, changes its type or says something else has
to be told under *Unreleased*.

    python -m sozialraum_cli.promise    renews it, after *Unreleased* has become a version
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from orchestration.defs.transform.assets import read_manifest
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.dictionary import Published, published_tables

CHANGELOG = PROJECT / "docs" / "CHANGELOG.md"
PROMISED = PROJECT / "docs" / "published_schema.json"
_VERSION = re.compile(r"^## (\d+)\b", re.MULTILINE)
_UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

Columns = Mapping[str, Mapping[str, list[str]]]
"""Table -> column -> type and description."""


class Change(NamedTuple):
    table: str
    column: str
    what: str

    def __str__(self) -> str:
        return f"`{self.table}.{self.column}` {self.what}"


def columns_of(tables: list[Published]) -> dict[str, dict[str, list[str]]]:
    """Those of the marts, as they are declared now."""
    return {
        table.name: {name: list(column) for name, column in table.says.columns.items()}
        for table in tables
        if table.schema == "marts"
    }


def changes(promised: Columns, now: Columns) -> Iterator[Change]:
    """What is not as it was promised; what is new breaks no promise."""
    for table, columns in promised.items():
        for column, (kind, says) in columns.items():
            found = now.get(table, {}).get(column)
            if found is None:
                yield Change(table, column, "is gone")
            elif found[0] != kind:
                yield Change(table, column, f"was {kind} and is {found[0]}")
            elif found[1] != says:
                yield Change(table, column, f"said '{says}' and says '{found[1]}'")


def untold(found: Iterator[Change], changelog: str) -> list[str]:
    """Changes that *Unreleased* does not name, as ``table.column`` or, of all tables, ``*.column``,
    each in backticks."""
    section = _UNRELEASED.search(changelog)
    told = set(re.findall(r"`([\w*]+\.\w+)`", section[1] if section else ""))
    return [
        str(one) for one in found if not told & {f"{one.table}.{one.column}", f"*.{one.column}"}
    ]


def newest_version(changelog: str) -> int:
    return max(int(version) for version in _VERSION.findall(changelog))


def promised(path: Path = PROMISED) -> tuple[int, Columns]:
    """The version that promises, and its columns."""
    content = json.loads(path.read_text("utf-8"))
    return content["version"], content["marts"]


def renew(path: Path = PROMISED) -> None:
    version = newest_version(CHANGELOG.read_text("utf-8"))
    marts = columns_of(published_tables(read_manifest(Warehouse.default())))
    content = {"version": version, "marts": marts}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    renew()
