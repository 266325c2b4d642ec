"""The system works for any city: outside the city's folder nothing names it or its areas."""

import subprocess

import duckdb

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue

ROOMS = (
    "sozialraum", "sozialraum_cli", "orchestration", "expectations", "dbt_project", "tests",
    "bench",
)  # fmt: skip


def test_no_model_module_or_test_names_the_city_or_its_areas(
    published: duckdb.DuckDBPyConnection, catalogue: Catalogue
) -> None:
    names = {
        name
        for (name,) in published.execute(
            "select area_name from marts.dim_area where not is_unknown"
        ).fetchall()
    }
    words = {catalogue.city.name, *names}
    tracked = subprocess.run(
        ["git", "ls-files", *ROOMS], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    found = []
    for name in tracked:
        if name.startswith("tests/data/"):
            continue
        text = (PROJECT / name).read_text("utf-8", errors="ignore").lower()
        found += [f"{name}: {word}" for word in words if word.lower() in text]
    assert found == []
