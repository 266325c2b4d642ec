"""Where in the declarations something is said, as ``cities/<city>/sources.yaml:143``.

Messages about a provider's change name the line to edit. A column that an entry takes from a shared
block is found where it is written down.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
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


def line_of(path: Path, location: Sequence[int | str]) -> int:
    """The line of what stands at a location of a readable file, or, where nothing does, of what it
    is missing in: keys and places in lists, from the file's root on."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    line = 1
    for step in location:
        if isinstance(node, yaml.MappingNode):
            found = next((one for one in node.value if one[0].value == str(step)), None)
            if found is None:
                continue
            line = found[0].start_mark.line + 1
            node = found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def place_of(path: Path, name: str, said: str | None = None) -> str:
    """Where a readable file says something: the line of the value ``said`` in the entry ``name``,
    else that of the entry, else that of the value ``name``, else the file.

    Args:
        name: the id of an entry (of two with one id the last), or a key; a dotted name is a key
            within one.
    """
    where = path_in_project(path)
    node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    for step in name.split("."):
        entries = [one for one in _below(node) if _says(_get(one, "id"), step)]
        keys = [pair for one in _below(node) for pair in _pairs(one) if _says(pair[0], step)]
        if entries:
            node = start = entries[-1]
        elif keys:
            start, node = keys[0]
        elif values := [one for one in _below(node) if _says(one, step)]:
            return _place(where, values[0])
        else:
            return where
    values = [one for one in _below(node) if _says(one, said)]
    return _place(where, values[0] if values else start)


def _below(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The node and all that is in it, except keys."""
    if node is not None:
        yield node
    for one in [value for _, value in _pairs(node)] + list(_items(node)):
        yield from _below(one)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _says(node: yaml.Node | None, text: str | None) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == text


def find_uses(path: Path, measures: Collection[str]) -> list[tuple[str, str]]:
    """Where a readable file asks for the figures of one of the ``measures``: which, and the line.

    What a table says that it holds (`measures`) asks for none.
    """
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    return list(dict.fromkeys(_uses(root, measures, path_in_project(path))))


def _uses(
    node: yaml.Node | None, measures: Collection[str], name: str, *, is_rule: bool = False
) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _uses(item, measures, name, is_rule=is_rule)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            # in rules a measure stands for itself, or with its breakdown in brackets
            in_rule = is_rule or key.value in ("agreements", "plausibility")
            if key.value not in ("measures", "id", "rule", "description", "reason"):
                yield from _uses(value, measures, name, is_rule=in_rule or key.value == "measure")
    elif isinstance(node, yaml.ScalarNode) and is_rule:
        measure = node.value.partition("[")[0].strip()
        if measure in measures:
            yield measure, _place(name, node)


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
