"""The Data Docs can be read without a network and lead from every check to its table."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations import declared_checks, run_checks

Broken = Callable[[str], Path]

FETCHED = re.compile(
    r"<(script|link|iframe)\b|<img[^>]*http|url\(['\"]?http|@import", re.IGNORECASE
)


def test_data_docs_are_complete_and_self_contained(
    broken: Broken, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = broken(
        """drop table marts.mart_coverage;
        update marts.fct_measure set value = -3
        where measure_id = 'unemployed_monthly' and period = '2023-01'"""
    )
    site = tmp_path / "docs"

    run_checks(database, data_docs=site)

    index = (site / "index.html").read_text(encoding="utf-8")
    for check in declared_checks():
        assert check.name in index
    assert "table marts.mart_coverage does not exist" in index
    existing = {check.table for check in declared_checks()} - {"marts.mart_coverage"}
    assert set(re.findall(r'href="([^"]+)"', index)) == {f"{table}.html" for table in existing}
    for table in existing:
        page = (site / f"{table}.html").read_text(encoding="utf-8")
        assert not FETCHED.search(page), table
        assert all(link == "index.html" for link in re.findall(r'href="([^"#]+)"', page))
    assert not FETCHED.search(index)
    assert capfd.readouterr() == ("", "")
