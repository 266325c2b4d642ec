"""GX's expectation that a query finds no rows, without fetching them.

``UnexpectedRowsExpectation`` runs its query twice, for the number of rows and for the rows. These
are only asked for where there are some.
"""

from typing import Any, ClassVar

from great_expectations.expectations.core import UnexpectedRowsExpectation


class CountedRowsExpectation(UnexpectedRowsExpectation):  # type: ignore[misc]
    """Says whether there are rows, and nothing of them: for `result_format="BOOLEAN_ONLY"`."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(self, metrics: dict[Any, Any], *_: Any, **__: Any) -> dict[str, bool]:
        (counted,) = self.metric_dependencies
        return {"success": metrics[counted] == 0}
