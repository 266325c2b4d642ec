"""Reads the text of a cell anew, by what is declared of its source.

On purpose not the way the loader does it (in SQL): a trace that agrees has been read twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozialraum.declarations.notation import Notation

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class NumberReader:
    notations: Mapping[str, Notation]
    without_rows_zero: frozenset[str]

    @classmethod
    def of(cls, connection: "duckdb.DuckDBPyConnection") -> "NumberReader":
        """From the schema ``declared`` of a published database."""
        sources = connection.execute(
            "SELECT source_id, number_pattern, decimal_sign, thousands_sign, value_marks, "
            "figure_marks, absent_rows FROM declared.source"
        ).fetchall()
        missing: dict[str, dict[str, str]] = {}
        for source, marker, meaning in connection.execute(
            "SELECT source_id, marker, meaning FROM declared.missing_marker"
        ).fetchall():
            missing.setdefault(source, {})[marker] = meaning
        return cls(
            {
                source: Notation(
                    pattern, decimal, thousands, footnotes, missing.get(source, {}), marks or {}
                )
                for source, pattern, decimal, thousands, footnotes, marks, _ in sources
            },
            frozenset(source for source, *_, absent in sources if absent == "zero"),
        )

    def read(self, source_id: str, text: str) -> float | None:
        """The number that ``text`` stands for; None where it stands for none.

        What is wrong with a percent sign was said when the cell was set aside.
        """
        found = self.notations[source_id].read(text, is_percent=True)
        return 0.0 if found.meaning == "zero" else found.number

    def absent_means_zero(self, source_id: str) -> bool:
        return source_id in self.without_rows_zero
