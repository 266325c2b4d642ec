"""The first page of the Data Docs: every check with what it found, failed ones first."""

from collections.abc import Mapping, Sequence
from html import escape

from expectations.data_docs.style import STYLE
from expectations.results import CheckResult


def index_page(results: Sequence[CheckResult], pages: Mapping[str, str]) -> str:
    """The HTML; `pages` maps a table to the address of its own page."""
    failed = sum(not result.passed for result in results)
    rows = "\n".join(
        _row(result, pages) for result in sorted(results, key=lambda result: result.passed)
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Data quality checks</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Data quality checks</h1>
<p>{len(results)} checks, {failed} failed.</p>
<table>
<thead>
<tr><th>Result</th><th>Severity</th><th>Table</th><th>Check</th><th>Observed</th><th>Why</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def _row(result: CheckResult, pages: Mapping[str, str]) -> str:
    table = escape(result.table)
    if result.table in pages:
        table = f'<a href="{escape(pages[result.table])}">{table}</a>'
    cells = [
        "passed" if result.passed else "<strong>failed</strong>",
        result.severity,
        table,
        escape(result.name),
        escape(result.error or result.observed),
        escape(result.description),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
