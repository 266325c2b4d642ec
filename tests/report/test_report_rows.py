"""What the report reads it uses."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import sozialraum.report.rows
from sozialraum.base.project import PROJECT


def _records() -> Iterator[type]:
    for module in pkgutil.iter_modules(sozialraum.report.rows.__path__):
        name = f"{sozialraum.report.rows.__name__}.{module.name}"
        for found in vars(importlib.import_module(name)).values():
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == name:
                yield found


def test_every_column_that_is_read_is_used() -> None:
    code = "\n".join(
        path.read_text("utf-8") for path in (PROJECT / "sozialraum" / "report").rglob("*.py")
    )
    used = set(re.findall(r"\.(\w+)", code)) | set(re.findall(r"\"(\w+)\"", code))
    # what a query calls itself is no use of it
    used -= set(re.findall(r"^    \"(\w+)\": \(", code, re.M)) - set(re.findall(r"\.(\w+)", code))
    unused = [
        f"{record.__name__}.{field.name}"
        for record in _records()
        for field in fields(record)
        if field.name not in used
    ]
    assert unused == []
