"""What a source changes is seen, and an earlier day can be built again as it was.

One refresh in December over files that changed since the bundled ones were landed in November;
then the day in November once more.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.edition import last_day
from sozialraum.publication import PublicationStore
from tests.conftest import Refreshed, refresh, run_cli

Rows = list[list[str]]


@dataclass(frozen=True)
class TwoVintages:
    """``before``: the folder of the first publication; ``city``: the folder with changed files."""

    later: Refreshed
    before: Path
    city: Path


def _edit(path: Path, change: Callable[[Rows], Rows]) -> None:
    text = path.read_bytes().decode()
    rows = change(list(csv.reader(io.StringIO(text, newline=""), delimiter=";")))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)


def _revise(rows: Rows) -> Rows:
    """The first figure of the first row becomes another one."""
    assert rows[1][3] == "3,6", rows[1]
    rows[1][3] = "3,7"
    return rows


@pytest.fixture(scope="module")
def two(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> TwoVintages:
    tmp = tmp_path_factory.mktemp("vintages")
    shutil.copytree(refreshed.warehouse.root, tmp / "warehouse", symlinks=True)
    city = tmp / catalogue.city.id
    shutil.copytree(catalogue.folder, city)
    settings = city / "city.yaml"
    day = catalogue.snapshot.retrieved_at
    text = settings.read_text("utf-8")
    later = (day + timedelta(days=30)).strftime("%Y-%m-%d")
    changed = re.sub(rf"retrieved_at: {day:%Y-%m-%d}", f"retrieved_at: {later}", text)
    assert changed != text
    settings.write_text(changed, "utf-8")
    files = load_catalogue(city).snapshot_folder
    _edit(files / f"{catalogue.source('survey_economic_situation').dataset}.csv", _revise)
    # one month of the middle is lost
    _edit(
        files / f"{catalogue.source('labour_market').dataset}.csv",
        lambda rows: rows[:5] + rows[6:],
    )
    # the newest year of a series is taken away
    sorted(files.glob(catalogue.source("deaths").dataset.replace("{year}", "*") + ".csv"))[
        -1
    ].unlink()
    outcome = refresh(tmp / "warehouse", city)
    assert outcome.returncode == 0, outcome.output
    first = refreshed.warehouse.current.resolve().name
    return TwoVintages(outcome, tmp / "warehouse" / "publications" / first, city)


def test_a_changed_cell_is_listed_with_both_vintages(two: TwoVintages) -> None:
    rows = two.later.published_rows(
        "select change, old_text, new_text, old_value, new_value, new_row, "
        "(new_vintage - old_vintage)::varchar, area_id, file "
        "from marts.mart_revision where source_id = 'survey_economic_situation'"
    )
    ((*what, area, file),) = rows
    assert what == ["changed", "3,6", "3,7", 3.6, 3.7, 2, "30 days"]
    assert str(area)
    assert str(file).endswith(".csv")


def test_a_lost_row_is_told_and_its_figures_are_kept(two: TwoVintages) -> None:
    ((removed, periods),) = two.later.published_rows(
        "select count(*), count(distinct period) from marts.mart_revision "
        "where source_id = 'labour_market' and change = 'removed' and new_value is null"
    )
    assert (removed > 10, periods) == (True, 1)  # type: ignore[operator]
    (drift,) = two.later.published_rows(
        "select severity, found, declared_at from marts.mart_drift where change = 'cells_lost'"
    )
    assert drift[0] == "warning"
    assert f"{removed} cells of 2011-05 to 2011-05" in str(drift[1])
    assert re.search(r"sources\.yaml:\d+$", str(drift[2]))
    assert two.later.published_rows(
        "select 1 from marts.fct_indicator where indicator_id = 'long_term_unemployed_share' "
        "and period = '2011-05' and status = 'known'"
    )
    assert "marts.mart_drift: nothing_lost" in two.later.output


def test_a_year_that_is_no_longer_offered_is_told(two: TwoVintages) -> None:
    ((source, found),) = two.later.published_rows(
        "select source_id, found from marts.mart_drift where change = 'file_lost'"
    )
    assert source == "deaths"
    assert "no longer offered" in str(found)


@pytest.fixture(scope="module")
def remade(two: TwoVintages, catalogue: Catalogue) -> Refreshed:
    """The first day again, with what came later in the warehouse."""
    day = catalogue.snapshot.retrieved_at.date().isoformat()
    # the build database may be deleted at any time
    two.later.warehouse.build_database.unlink()
    outcome = refresh(two.later.warehouse.root, two.city, "--as-of", day)
    assert outcome.returncode == 0, outcome.output
    return outcome


def test_an_earlier_day_is_made_again_as_it_was(two: TwoVintages, remade: Refreshed) -> None:
    store = PublicationStore(remade.warehouse)
    again = store.all()[-1]
    assert again.folder != two.before
    for path in sorted((two.before / "parquet").iterdir()):
        assert (again.folder / "parquet" / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_earlier_day_does_not_become_current_by_itself(remade: Refreshed) -> None:
    store = PublicationStore(remade.warehouse)
    current = store.current()
    again = store.all()[-1]
    assert current is not None
    assert current.as_of > again.as_of
    assert "stays beside the current publication" in remade.output
    assert str(again.version) in remade.output


def test_a_day_before_anything_was_known_is_refused(
    refreshed: Refreshed, catalogue: Catalogue
) -> None:
    versions = PublicationStore(refreshed.warehouse).all()
    done = run_cli("refresh", "--as-of", "2020-01-01", warehouse=refreshed.warehouse.root)
    assert done.returncode == 1
    first = catalogue.snapshot.retrieved_at.date().isoformat()
    assert "on 2020-01-01 nothing was known" in done.stderr
    assert first in done.stderr
    assert PublicationStore(refreshed.warehouse).all() == versions


def _report(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((folder / "report" / "bericht.json").read_text("utf-8"))
    return report


def _changes(folder: Path) -> str:
    annex = next(one for one in _report(folder)["sections"] if one["anchor"] == "anhang")
    section = next(one for one in annex["sections"] if one["anchor"] == "aenderungen")
    return json.dumps(section, ensure_ascii=False)


def _revisions(folder: Path) -> list[list[Any]]:
    """The rows of the report's table of revisions."""
    tables = {one["name"]: one["rows"] for one in _report(folder)["tables"]}
    rows: list[list[Any]] = tables.get("revisionen", [])
    return rows


def test_the_later_edition_tells_what_changed_since_the_one_before(two: TwoVintages) -> None:
    current = PublicationStore(two.later.warehouse).current()
    assert current is not None
    assert current.manifest is not None
    assert current.manifest["previous_edition"] == two.before.name
    assert "Verglichen mit der Ausgabe" in _changes(current.folder)
    assert any({"3,6", "3,7"} <= set(row) for row in _revisions(current.folder))
    assert "Dies ist die erste Ausgabe" in _changes(two.before)


def test_a_past_month_is_made_as_of_its_last_day_and_stays_beside(
    two: TwoVintages, remade: Refreshed
) -> None:
    """After `remade`: both use the same warehouse, one after the other."""
    month = two.before.name[:7]
    done = run_cli("report", "--month", month, warehouse=remade.warehouse.root, city=two.city)
    assert done.returncode == 0, done.stdout + done.stderr
    store = PublicationStore(remade.warehouse)
    current, made = store.current(), store.all()[-1]
    assert current is not None
    assert current.version != made.version
    assert made.manifest is not None
    assert made.manifest["edition"] == month
    assert made.as_of == last_day(month)
    assert _revisions(made.folder) == []
    for form in ("bericht.html", "bericht.pdf", "anlage.xlsx", "bericht.json"):
        assert str(made.report / form) in done.stdout
        assert f"report/{form}" in made.manifest["files"]


@pytest.mark.parametrize(
    ("month", "said"), [("2020-01", "nothing was known"), ("x", "not a month")]
)
def test_a_month_that_nothing_is_known_of_is_refused(
    refreshed: Refreshed, month: str, said: str
) -> None:
    done = run_cli("report", "--month", month, warehouse=refreshed.warehouse.root)
    assert done.returncode == 1
    assert said in done.stderr
