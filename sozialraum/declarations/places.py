"""Where in the declarations something is said, as ``cities/<city>/sources.yaml:143``.

Messages about a provider's change name the line to edit. A column that an entry takes from a shared
block is found where it is written down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from sozialraum.base.project import PROJECT
from sozialraum.base.yaml_file import Loader


@dataclass(frozen=True)
class Places:
    """Of one source: its entry, its `period`, and each column by its header."""

    entry: str = "sources.yaml"
    period: str = "sources.yaml"
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The entry's line, counted from 1."""
        return int(self.entry.rpartition(":")[2])

    def column(self, header: str) -> str:
        """The line of a column; where it has none, that of the entry."""
        return self.columns.get(header, self.entry)


def find_places(path: Path, entries: str = "sources") -> dict[str, Places]:
    """Source id -> places, for a readable file whose list ``entries`` holds the sources."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    name = path_in_project(path)
    found = {}
    for entry in _items(_get(root, entries)):
        identifier = _get(entry, "id")
        if isinstance(identifier, yaml.ScalarNode):
            found[identifier.value] = _places(entry, name)
    return found


def _places(entry: yaml.Node, name: str) -> Places:
    period = _get(entry, "period")
    columns = {}
    if isinstance(period, yaml.MappingNode):
        columns = {
            column.value: _place(name, column)
            for _, column in period.value
            if isinstance(column, yaml.ScalarNode)
        }
    # a layer of figures says as `table` what a table says in its entry
    table = _get(entry, "table") or entry
    for key in ("areas", "breakdowns", "measures"):
        for item in _items(_get(table, key)):
            column = _get(item, "column")
            if isinstance(column, yaml.ScalarNode):
                columns[column.value] = _place(name, column)
    return Places(
        entry=_place(name, entry),
        period=_place(name, period or entry),
        columns=columns,
    )


def _place(name: str, node: yaml.Node) -> str:
    return f"{name}:{node.start_mark.line + 1}"


def path_in_project(path: Path) -> str:
    try:
        return path.resolve().relative_to(PROJECT).as_posix()
    except ValueError:
        return path.as_posix()


def _get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and name.value == key:
                found: yaml.Node = value
                return found
    return None


def _items(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
