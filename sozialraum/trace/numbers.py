"""Reads the text of a cell anew, by what is declared of its source.

On purpose not the way staging does it (in SQL): a trace that agrees has been read twice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class _Notation:
    pattern: str
    decimal: str
    thousands: str | None
    absent_rows: str
    value_marks: str | None


@dataclass(frozen=True)
class NumberReader:
    notations: Mapping[str, _Notation]
    markers: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, connection: "duckdb.DuckDBPyConnection") -> "NumberReader":
        """From the schema ``declared`` of a published database."""
        sources = connection.execute(
            "SELECT source_id, number_pattern, decimal_sign, thousands_sign, absent_rows, "
            "value_marks FROM declared.source"
        ).fetchall()
        markers = connection.execute(
            "SELECT source_id, marker, meaning FROM declared.missing_marker"
        ).fetchall()
        return cls(
            {source: _Notation(*rest) for source, *rest in sources},
            {(source, marker): meaning for source, marker, meaning in markers},
        )

    def read(self, source_id: str, text: str) -> float | None:
        """The number that ``text`` stands for; None where it stands for none."""
        notation = self.notations[source_id]
        if notation.value_marks is not None:
            text = re.sub(notation.value_marks, "", text, flags=re.ASCII)
        if (source_id, text) in self.markers:
            return 0.0 if self.markers[source_id, text] == "zero" else None
        # digits are those that SQL means, too
        if not re.fullmatch(notation.pattern, text, re.ASCII):
            return None
        plain = text.replace(notation.thousands, "") if notation.thousands else text
        return float(plain.replace(notation.decimal, "."))

    def absent_means_zero(self, source_id: str) -> bool:
        known = self.notations.get(source_id)
        return known is not None and known.absent_rows == "zero"
