"""What a source changes is seen, and an earlier day can be built again as it was.

One refresh in December over files that changed since the bundled ones were landed in November,
and with two deliveries of an office; then the day in November once more, and November's edition.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.publication.edition import last_day
from sozialraum.publication.store import Publication, PublicationStore
from tests.conftest import Refreshed, copied, newest_file, refresh, run_cli
from tests.office.deliveries import (
    INDICATORS,
    deliver_and_correct,
    deliver_unreleased,
    delivered_areas,
    release,
)
from tests.office.files import SHEET
from tests.spoilt import Rows, of_rows, spoil

# a figure that stands nowhere else
UNRELEASED = 7654321


@dataclass(frozen=True)
class TwoVintages:
    """``before``: the folder of the first publication; ``city``: the folder with changed files."""

    later: Refreshed
    before: Path
    city: Path

    @property
    def corrected_area(self) -> str:
        """The area whose figure an office corrected."""
        ((area,),) = self.later.published_rows(
            "select area_id from marts.fct_measure where measure_id = 'hze_cases' "
            "and breakdown = '' and value = 17 and area_level = "
            "(select sozialraum_level from declared.city)"
        )
        return str(area)


@dataclass(frozen=True)
class Edition:
    """An edition made again, and what the command said."""

    month: str
    made: Publication
    said: str


def _revise(rows: Rows) -> Rows:
    """The first figure of the first row becomes another one."""
    assert rows[1][3] == "3,6", rows[1]
    rows[1][3] = "3,7"
    return rows


@pytest.fixture(scope="module")
def two(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> TwoVintages:
    warehouse, city = copied(tmp_path_factory.mktemp("vintages"), refreshed, catalogue)
    settings = city / "city.yaml"
    day = catalogue.snapshot.retrieved_at
    text = settings.read_text("utf-8")
    later = (day + timedelta(days=30)).strftime("%Y-%m-%d")
    changed = re.sub(rf"retrieved_at: {day:%Y-%m-%d}", f"retrieved_at: {later}", text)
    assert changed != text
    settings.write_text(changed, "utf-8")
    spoil(
        city,
        {
            "survey_economic_situation": of_rows(_revise),
            # one month of the middle is lost
            "labour_market": of_rows(lambda rows: rows[:5] + rows[6:]),
        },
    )
    # the newest year of a series is taken away
    newest_file(load_catalogue(city), "deaths").unlink()
    # an office delivered while the first month lasted, and corrected it in the next
    areas = delivered_areas(catalogue, refreshed.warehouse)
    deliver_and_correct(warehouse, catalogue, areas, first=5, second=20)
    unreleased = deliver_unreleased(warehouse, catalogue, areas, UNRELEASED)
    release(city, *(source_id for source_id in INDICATORS if source_id != unreleased))
    assert (day + timedelta(days=5)).date() <= last_day(f"{day:%Y-%m}")
    outcome = refresh(warehouse.root, city)
    assert outcome.returncode == 0, outcome.output
    first = refreshed.warehouse.current.resolve().name
    return TwoVintages(outcome, warehouse.publications / first, city)


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


def _files_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_an_earlier_day_is_made_again_as_it_was(two: TwoVintages, remade: Refreshed) -> None:
    store = PublicationStore(remade.warehouse)
    again = store.all()[-1]
    assert again.folder != two.before
    for kind in ("parquet", "report"):
        before, made = two.before / kind, again.folder / kind
        names = _files_below(before)
        assert _files_below(made) == names
        for name in names:
            assert (made / name).read_bytes() == (before / name).read_bytes(), name


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
    annex = _report(folder)["annex"]
    section = next(one for one in annex if one["anchor"] == "aenderungen")
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


@pytest.fixture(scope="module")
def edition(two: TwoVintages, remade: Refreshed) -> Edition:
    """The first month's edition; after ``remade``, which uses the same warehouse."""
    month = two.before.name[:7]
    done = run_cli("report", "--month", month, warehouse=remade.warehouse.root, city=two.city)
    assert done.returncode == 0, done.stdout + done.stderr
    return Edition(month, PublicationStore(remade.warehouse).all()[-1], done.stdout)


def test_a_past_month_is_made_as_of_its_last_day_and_stays_beside(
    edition: Edition, two: TwoVintages
) -> None:
    current, made = PublicationStore(two.later.warehouse).current(), edition.made
    assert current is not None
    assert current.version != made.version
    assert made.manifest is not None
    assert made.manifest["edition"] == edition.month
    assert made.as_of == last_day(edition.month)
    assert _revisions(made.folder) == []
    for form in (
        "bericht.html",
        "bericht.pdf",
        "anlage.xlsx",
        "bericht.json",
        "vorlage.docx",
        "leichte-sprache.html",
    ):
        assert str(made.report / form) in edition.said
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


def test_a_correction_in_a_file_of_another_name_is_a_revision(two: TwoVintages) -> None:
    rows = two.later.published_rows(
        "select source_id, file, area_id, breakdown, change, old_value, new_value, new_text "
        f"from marts.mart_revision where source_id in {tuple(INDICATORS)} order by breakdown"
    )
    of_file = ("hze", "TESTDATEN neu.xlsx", two.corrected_area)
    assert rows == [
        (*of_file, "", "changed", 15, 17, "17 1)"),
        (*of_file, "setting=outpatient", "changed", 10, 12, "12"),
    ]


def test_the_next_month_under_the_same_name_takes_nothing_away(two: TwoVintages) -> None:
    periods = two.later.published_rows(
        "select distinct period from marts.fct_indicator "
        "where indicator_id = 'small_area_sgb2_rate' order by all"
    )
    assert periods == [("2025-06",), ("2025-07",)]
    drift = two.later.published_rows(
        f"select * from marts.mart_drift where source_id in {tuple(INDICATORS)}"
    )
    assert drift == []


def test_a_past_month_knows_what_had_been_delivered_by_then(
    edition: Edition, two: TwoVintages
) -> None:
    with duckdb.connect(edition.made.folder / "sozialraum.duckdb", read_only=True) as connection:
        found = connection.execute(
            "select value from marts.fct_measure where measure_id = 'hze_cases' "
            "and breakdown = '' and area_id = ?",
            [two.corrected_area],
        ).fetchall()
        months = connection.execute(
            "select distinct period from marts.fct_indicator "
            "where indicator_id = 'small_area_sgb2_rate'"
        ).fetchall()
    assert found == [(15,)]
    assert months == [("2025-06",)]


def test_no_figure_of_a_delivery_that_is_not_released_is_published(two: TwoVintages) -> None:
    source_id = "school_entry_examination"
    # it was read, and its office is told what is wrong with it
    ((cells,),) = two.later.build_rows(
        f"select count(*) from raw.cell where source_id = '{source_id}' "
        f"and value_text = '{UNRELEASED}'"
    )
    assert cells == 1
    findings = two.later.build_rows(
        f"select check_name, observed, published from audit.check_result "
        f"where table_name = 'source.{source_id}' and not passed order by all"
    )
    assert [name for name, _, _ in findings] == ["older_vintages_readable", "totals"]
    assert all(str(UNRELEASED) in str(observed) for _, observed, _ in findings)
    assert all("nicht zur Veröffentlichung freigegeben" in str(said) for *_, said in findings)

    ((state, said, fresh, rows),) = two.later.published_rows(
        "select state, state_de, fresh, rows > 0 from marts.mart_source_status "
        f"where source_id = '{source_id}'"
    )
    assert (state, fresh, rows) == ("unreleased", None, True)
    assert said == "geliefert, nicht zur Veröffentlichung freigegeben"
    assert (
        two.later.published_rows(
            f"select 1 from marts.fct_indicator where indicator_id = '{INDICATORS[source_id]}'"
        )
        == []
    )
    assert f"says `released: true`: {source_id}" in two.later.output

    current = two.later.warehouse.current.resolve()
    with duckdb.connect(current / "sozialraum.duckdb", read_only=True) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
        ).fetchall()
        assert len(names) > 30
        for (name,) in names:
            found = connection.execute(
                f"select count(*) from {name} as one where regexp_matches(one::varchar, ?)",
                [rf"(^|[^0-9.]){UNRELEASED}([^0-9]|$)"],
            ).fetchone()
            assert found == (0,), name
    texts = [path for path in current.rglob("*") if path.suffix in (".html", ".json", ".csv")]
    assert len(texts) > 5
    figure = re.compile(r"(?<![\d.,])7\.?654\.?321(?!\d)")
    told = [path for path in texts if figure.search(path.read_text("utf-8"))]
    assert told == []
    assert "Geliefert, aber nicht zur Veröffentlichung freigegeben" in (
        current / "report" / "anhang.html"
    ).read_text("utf-8")


@pytest.mark.parametrize("width", ["60", "160"])
def test_a_trace_names_file_sheet_and_cell(two: TwoVintages, width: str) -> None:
    done = run_cli(
        "trace", "--area", two.corrected_area, "--indicator", "hze_per_1000_minors",
        warehouse=two.later.warehouse.root, columns=width,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for said in ("TESTDATEN neu.xlsx", SHEET, "E8", "17 1)", "amtsintern", "agrees"):
        assert said in done.stdout
