"""Writes ``docs/dictionary.md`` and the list of tables in ``docs/analysts.md``: what is published.

python -m sozialraum_cli.dictionary
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from orchestration.defs.transform.assets import read_manifest
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.copying import PUBLISHED_RAW_TABLES, PUBLISHED_SCHEMAS
from sozialraum.publication.levels import SOZIALRAUM, holds_levels, view_of
from sozialraum.publication.published import Table, described

DICTIONARY = PROJECT / "docs" / "dictionary.md"
ANALYSTS = PROJECT / "docs" / "analysts.md"
BEGIN = "<!-- begin: made by `make docs` from the models, do not edit -->"
END = "<!-- end: made by `make docs` -->"
_HEAD = """# Dictionary

Every published table with its key and columns, made by `make docs` from what the models declare:
change it there.
What the tables are for and how to join them: [for analysts](analysts.md).
A table with a line *By level* holds areas of several levels, one within the other; its views hold
the rows of one level each.
"""
_SCHEMAS = {
    "marts": "What analysts use.",
    "lineage": "Which cells figures are made of ([tracing](tracing.md)).",
    "raw": "Which files went in, and what was set aside.",
    "declared": "What the city declares, as the marts were made with it.",
}


class Published(NamedTuple):
    """A published table or view by its name."""

    schema: str
    name: str
    says: Table

    @property
    def level_views(self) -> str | None:
        """How the views are called that hold its rows of one level each."""
        if self.schema == "marts" and holds_levels(self.says.columns):
            return f"`{view_of(self.name, SOZIALRAUM)}`, `{view_of(self.name, '<level>')}`"
        return None


def published_tables(manifest: Mapping[str, Any]) -> list[Published]:
    """What a publication holds, in the order in which the dictionary lists it."""
    found = [
        _published(node)
        for node in [*manifest["nodes"].values(), *manifest["sources"].values()]
        if node["resource_type"] in ("model", "source")
        and node["schema"] in PUBLISHED_SCHEMAS
        and (node["schema"] != "raw" or node["name"] in PUBLISHED_RAW_TABLES)
    ]
    return sorted(found, key=lambda table: (list(_SCHEMAS).index(table.schema), table.name))


def _published(node: Mapping[str, Any]) -> Published:
    view = node.get("config", {}).get("materialized") == "view"
    columns = [
        (name, column["data_type"], column["description"])
        for name, column in node["columns"].items()
    ]
    says = described("view" if view else "table", node["description"], columns)
    return Published(node["schema"], node["name"], says)


def dictionary(tables: list[Published]) -> str:
    """The whole page."""
    parts = [_HEAD]
    for schema, purpose in _SCHEMAS.items():
        parts.append(f"## Schema `{schema}`\n\n{purpose}\n")
        parts += [_section(table) for table in tables if table.schema == schema]
    return "\n".join(parts)


def _section(table: Published) -> str:
    key = ", ".join(f"`{column}`" for column in table.says.key)
    views = table.level_views
    lines = [
        *([f"Key: {key}."] if key else []),
        *([f"By level: {views}."] if views else []),
    ]
    about = "".join(f"\n{line}\n" for line in lines)
    columns = "\n".join(
        f"| `{name}` | {column.kind} | {_cell(column.description)} |"
        for name, column in table.says.columns.items()
    )
    return (
        f"### {table.name}\n\n{table.says.description}\n{about}\n"
        f"| column | type | what it says |\n| --- | --- | --- |\n{columns}\n"
    )


def renew(page: str, tables: list[Published]) -> str:
    """The analysts' page with its list of tables made anew."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    rows = "\n".join(
        f"| [`{table.name}`](dictionary.md#{table.name}) | {_cell(table.says.description)} |"
        for table in tables
        if table.schema == "marts"
    )
    listed = f"| table | what it says |\n| --- | --- |\n{rows}"
    return f"{before}{BEGIN}\n\n{listed}\n\n{END}{after}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write_pages(dictionary_page: Path = DICTIONARY, analysts_page: Path = ANALYSTS) -> None:
    tables = published_tables(read_manifest(Warehouse.default()))
    dictionary_page.write_text(dictionary(tables), "utf-8")
    analysts_page.write_text(renew(analysts_page.read_text("utf-8"), tables), "utf-8")


if __name__ == "__main__":
    write_pages()
