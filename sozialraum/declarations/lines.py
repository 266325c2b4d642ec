"""In which line of a declaration file an entry stands, so that messages can say where to edit."""

from pathlib import Path

import yaml


def entry_lines(path: Path, section: str) -> dict[str, int]:
    """``id`` -> line (counted from 1) of each entry of the list ``section`` in a YAML file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(root, yaml.MappingNode):
        return {}
    found: dict[str, int] = {}
    for key, value in root.value:
        if key.value != section or not isinstance(value, yaml.SequenceNode):
            continue
        for entry in value.value:
            for name, content in entry.value if isinstance(entry, yaml.MappingNode) else ():
                if name.value == "id":
                    found[content.value] = content.start_mark.line + 1
    return found
