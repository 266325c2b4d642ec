"""What a person calls an area, an indicator, a theme: found by name, for all commands alike."""

from sozialraum.names.directory import AmbiguousNameError, Directory, Named, UnknownNameError
from sozialraum.names.published import (
    areas,
    indicators,
    measures,
    planning_fields,
    service_types,
    sources,
    tables,
    themes,
)

__all__ = [
    "AmbiguousNameError", "Directory", "Named", "UnknownNameError", "areas", "indicators",
    "measures", "planning_fields", "service_types", "sources", "tables", "themes",
]  # fmt: skip
