"""Writes the site: a page per table as GX renders it, and an index of all checks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from expectations.data_docs.index import index_page
from expectations.data_docs.offline import made_offline
from expectations.results import CheckResult


def write_data_docs(
    outcomes: Mapping[str, Any], results: Sequence[CheckResult], folder: Path
) -> None:
    """Writes `index.html` and a page per validated table into `folder`.

    `outcomes` holds GX's validation result per table. The pages are GX's; its site builder is
    not used, because its index is drawn by scripts from a CDN and stays empty without them.
    """
    from great_expectations.render.view import DefaultJinjaPageView

    folder.mkdir(parents=True, exist_ok=True)
    # one for all pages, or each page would compile GX's templates anew
    view = DefaultJinjaPageView()
    pages = {table: f"{table}.html" for table in outcomes}
    for table, outcome in outcomes.items():
        page = made_offline(str(view.render(_document(outcome))))
        (folder / pages[table]).write_text(page, encoding="utf-8")
    (folder / "index.html").write_text(index_page(results, pages), encoding="utf-8")


def _document(outcome: Any) -> Any:
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.render.renderer import ValidationResultsPageRenderer

    outcome.meta["run_id"] = RunIdentifier(run_time=datetime.now(UTC))
    return ValidationResultsPageRenderer().render(outcome)
