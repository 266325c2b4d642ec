"""A planner's edit of a register."""

import csv
import io
from pathlib import Path

from sozialraum.declarations import load_catalogue
from tests.registers.conftest import register_of, written


def edit_services(city: Path) -> None:
    """One row changed well, the next one badly; saved by an old Excel."""
    catalogue = load_catalogue(city)
    path = catalogue.register_path(register_of(catalogue, "services"))
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    rows[0]["remark"] = "Ausgedacht für den Test: größer als früher"
    rows[1]["capacity"] = "zwölf"
    path.write_bytes(b"sep=;\r\n" + written(rows).encode("cp1252"))
