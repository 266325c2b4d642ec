"""What analysts may rely on: published columns; ``docs/CHANGELOG.md`` tells each change of them.

``docs/published_schema.json`` holds the tables of ``marts`` as the newest version in the changelog
promised them. Until the next version, what disappears, changes its type or says something else has
to be told under *Unreleased*.

    python -m sozialraum_cli.promise    renews it, after *Unreleased* has become a version
"""

import json
import re
from pathlib import Path

from orchestration.defs.transform.assets import read_manifest
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.dictionary import Published, published_tables

CHANGELOG = PROJECT / "docs" / "CHANGELOG.md"
PROMISED = PROJECT / "docs" / "published_schema.json"
_VERSION = re.compile(r"^## (\d+)\b", re.MULTILINE)


def columns_of(tables: list[Published]) -> dict[str, dict[str, list[str]]]:
    """Those of the marts, as they are declared now."""
    return {
        table.name: {name: list(column) for name, column in table.says.columns.items()}
        for table in tables
        if table.schema == "marts"
    }


def newest_version(changelog: str) -> int:
    return max(int(version) for version in _VERSION.findall(changelog))


def renew(path: Path = PROMISED) -> None:
    version = newest_version(CHANGELOG.read_text("utf-8"))
    marts = columns_of(published_tables(read_manifest(Warehouse.default())))
    content = {"version": version, "marts": marts}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    renew()
