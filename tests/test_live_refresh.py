"""Refreshes from a local portal that serves the tables of a small city, one after the other in the
same warehouse: with a table that was never landed and fails, whole, with nothing new, and with a
table that fails after it was landed."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.portal import PORTAL_VARIABLE
from tests.conftest import Refreshed, refresh, run_cli
from tests.ingest.portal_server import PortalServer, Status
from tests.new_city_page import CITY

FAILING = "detska_bednost"
CUT_SHORT = "bezrabotni"
YEARLY = "naselenie"
YEARS = (2022, 2023)


@dataclass
class Scene:
    """A portal, a city that asks it, and the warehouse that its refreshes share."""

    portal: PortalServer
    city: Path
    warehouse: Path

    def refresh(self, *arguments: str) -> Refreshed:
        self.portal.forget()
        return refresh(self.warehouse, self.city, "--source", "live", *arguments)

    def version(self) -> str:
        return Warehouse(self.warehouse).current.resolve().name


@pytest.fixture(scope="module")
def scene(elsewhere: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    tmp = tmp_path_factory.mktemp("live")
    city = tmp / CITY
    shutil.copytree(elsewhere.warehouse.root.parent / CITY, city)
    # parsing dbt's project again would only take time
    made = Warehouse(tmp / "warehouse")
    shutil.copytree(elsewhere.warehouse.dbt_target, made.dbt_target)
    _serve(city, tmp / "tables")
    with PortalServer(tmp / "tables") as portal, pytest.MonkeyPatch.context() as patch:
        patch.setenv(PORTAL_VARIABLE, portal.url)
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield Scene(portal, city, made.root)


def _serve(city: Path, tables: Path) -> None:
    """The city's tables lie where the portal serves them, in the encoding that it states; the
    population is one table a year, of which the last ones are overdue."""
    catalogue = load_catalogue(city)
    catalogue.snapshot_folder.rename(tables)
    for source in catalogue.sources:
        path = tables / f"{source.dataset}.csv"
        path.write_bytes(path.read_bytes().decode(source.encoding).encode())
    whole = tables / f"{YEARLY}.csv"
    header, *rows = whole.read_text("utf-8").splitlines(keepends=True)
    for year in YEARS:
        of_year = [row for row in rows if str(year) in row]
        (tables / f"{YEARLY}_{year}.csv").write_text("".join([header, *of_year]), "utf-8")
    whole.unlink()
    settings = city / "sources.yaml"
    text = re.sub(r"encoding: .*", "encoding: utf-8", settings.read_text("utf-8"))
    series = f"dataset: {YEARLY}_{{year}}\n    first_year: {YEARS[0]}"
    text = text.replace(f"dataset: {YEARLY}", series)
    address = 'table_url: "{base_url}/dcat-ap/dataset/{dataset}/content.csv"'
    text, changed = re.subn(r"table_url: .*", f"{address}\n  fetch: {{backoff: 0.01}}", text)
    assert changed == 1
    settings.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def never_landed(scene: Scene) -> Refreshed:
    scene.portal.faults[FAILING] = Status(500)
    return scene.refresh("--log-format", "json")


@pytest.fixture(scope="module")
def whole(scene: Scene, never_landed: Refreshed) -> Refreshed:
    scene.portal.faults.clear()
    outcome = scene.refresh()
    assert outcome.returncode == 0, outcome.output
    return outcome


def test_a_source_that_was_never_landed_and_cannot_be_fetched_stops_the_publication(
    never_landed: Refreshed, scene: Scene
) -> None:
    assert never_landed.returncode == 3
    assert not never_landed.warehouse.current.exists()
    log = map(json.loads, never_landed.lines)
    said = "\n".join(f"{line['step']}: {line['message']}" for line in log)
    for text in (
        f"source.{FAILING}: fetched",
        f"{FAILING}.csv: answered 500",
        "It was never retrieved before",
        scene.portal.url,
    ):
        assert text in said
    assert not (never_landed.warehouse.landing / FAILING).exists()
    status = run_cli("status", warehouse=never_landed.warehouse.root)
    assert "The last run published nothing" in status.stdout
    assert f"source.{FAILING}: fetched: " in status.stdout


def test_each_line_of_a_failed_refresh_is_an_object_of_the_log(never_landed: Refreshed) -> None:
    lines = [json.loads(line) for line in never_landed.lines]
    assert {frozenset(line) for line in lines} == {frozenset({"time", "level", "step", "message"})}
    assert any(line["message"].startswith("Not published") for line in lines)
    # nothing beside them, on standard output for instance
    assert never_landed.output == " ".join(" ".join(never_landed.lines).split())


def test_a_live_refresh_publishes_what_the_portal_has(
    whole: Refreshed, scene: Scene, elsewhere: Refreshed
) -> None:
    figures = "select count(*), sum(value) from marts.fct_measure"
    assert whole.published_rows(figures) == elsewhere.published_rows(figures)
    landed = whole.published_rows(
        "select distinct http_status, url[:16] from raw.landing "
        "where source_id not in (select source_id from declared.register)"
    )
    assert landed == [(200, scene.portal.url[:16])]
    manifest = json.loads((whole.warehouse.current / "manifest.json").read_text("utf-8"))
    today = datetime.now(ZoneInfo(load_catalogue(scene.city).city.timezone)).date()
    assert timedelta(0) <= today - date.fromisoformat(manifest["as_of"]) <= timedelta(1)
    assert whole.published_rows(
        "select count(*) from marts.mart_source_status where last_checked_at is null "
        "and state <> 'awaiting_first_delivery'"
    ) == [(0,)]


def test_what_an_earlier_refresh_landed_is_only_asked_for(whole: Refreshed, scene: Scene) -> None:
    assert whole.returncode == 0
    assert scene.portal.asked(FAILING) == [200]
    assert scene.portal.asked().count(200) == 1
    tables = len(list(scene.portal.folder.glob("*.csv")))
    assert scene.portal.asked().count(304) == tables - 1


@pytest.fixture(scope="module")
def unchanged(scene: Scene, whole: Refreshed) -> tuple[Refreshed, str, list[int], int]:
    before = scene.version()
    outcome = scene.refresh()
    return outcome, before, scene.portal.asked(), scene.portal.bytes_sent


def test_a_refresh_without_anything_new_transfers_no_table_and_keeps_the_publication(
    unchanged: tuple[Refreshed, str, list[int], int], scene: Scene
) -> None:
    outcome, before, asked, sent = unchanged
    assert outcome.returncode == 0, outcome.output
    assert set(asked) <= {304, 404}
    assert sent == 0
    assert scene.version() == before
    assert f"Nothing new: still {before}" in outcome.output
    # a year that is overdue was so before: the chain is not run to see that
    assert 404 in asked
    assert "source/" not in outcome.output
    assert "without gating" not in outcome.output
    status = run_cli("status", warehouse=scene.warehouse)
    assert "nothing new" in status.stdout


@pytest.fixture(scope="module")
def fallen_back(
    scene: Scene, unchanged: tuple[Refreshed, str, list[int], int]
) -> Iterator[Refreshed]:
    scene.portal.faults[FAILING] = Status(500)
    path = scene.portal.folder / f"{CUT_SHORT}.csv"
    whole_table = path.read_bytes()
    path.write_bytes(b"".join(whole_table.splitlines(keepends=True)[:4]))
    yield scene.refresh()
    path.write_bytes(whole_table)
    scene.portal.faults.clear()


def test_a_table_that_cannot_be_fetched_is_replaced_by_its_landing_and_said_to_be_stale(
    fallen_back: Refreshed, scene: Scene
) -> None:
    assert fallen_back.returncode == 0, fallen_back.output
    # at most four times, and before that by the look whether there is anything new
    asked = scene.portal.asked(FAILING)
    assert set(asked) == {500}
    assert len(asked) <= 8
    assert f"source/{FAILING}: fetched" in fallen_back.output
    assert "In use: the copy of" in fallen_back.output
    ((rows, fresh, problem),) = fallen_back.published_rows(
        "select rows, fresh, fetch_problem from marts.mart_source_status "
        f"where source_id = '{FAILING}'"
    )
    assert rows
    assert not fresh
    assert f"{FAILING}: answered 500" in str(problem)
    assert fallen_back.published_rows(
        "select severity, passed from marts.mart_data_quality "
        f"where table_name = 'source.{FAILING}' and check_name = 'fetched'"
    ) == [("warning", False)]


def test_a_table_that_is_cut_at_a_line_end_is_kept_beside_and_its_last_landing_used(
    fallen_back: Refreshed,
) -> None:
    assert f"source.{CUT_SHORT}: fetched" in fallen_back.output
    ((rows, state, problem, quality),) = fallen_back.published_rows(
        "select rows, state, fetch_problem, quality.observed from marts.mart_source_status "
        "join marts.mart_data_quality as quality on table_name = 'source.' || source_id "
        f"where source_id = '{CUT_SHORT}' and check_name = 'fetched'"
    )
    assert (rows, state) == (12, "stale")
    assert "rows are no longer there" in str(problem)
    assert "In use: the copy of" in str(quality)
    assert list((fallen_back.warehouse.landing / CUT_SHORT).glob("*/set_aside/*.csv"))
    assert len(list((fallen_back.warehouse.landing / CUT_SHORT).glob("*/*.csv"))) == 1


def test_an_unknown_source_of_figures_is_refused(tmp_path: Path) -> None:
    refused = run_cli("refresh", "--source", "lively", warehouse=tmp_path)
    assert refused.returncode == 1
    assert "choose snapshot or live" in refused.stderr
