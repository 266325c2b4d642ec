"""The simulated year in short: two months from the portal to landings and alerts, and whether its
oracle and its count of alerts would notice."""

import hashlib
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
import time_machine
from dagster import materialize

from bench.year.__main__ import main
from bench.year.alerts import Inbox, told
from bench.year.months import DAYS, REVISIONS, TROUBLES, YEAR, contents, faults_of
from bench.year.oracle import Expected, compare_cells
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from tests.alert_servers import mail_server, webhook
from tests.ingest.portal_server import PortalServer

SOURCES = ("labour_market_by_law", "doctors", "survey_economic_situation", "employees")


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    with mail_server() as box, webhook() as hook:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", hook.url)
        monkeypatch.setenv("SOZIALRAUM_ALERT_EMAIL", "planning@town.invalid")
        monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", box.place)
        yield Inbox(box, hook)


def _serve(portal: PortalServer, catalogue: Catalogue, month: int) -> None:
    served = contents(catalogue, month, DAYS[0])
    for (source_id, dataset), content in served.items():
        if source_id not in SOURCES:
            continue
        (portal.folder / f"{dataset}.csv").write_bytes(content)
    portal.faults.clear()
    portal.faults.update(faults_of(catalogue, month, DAYS[0], list(served)))


def test_two_months_land_what_the_portal_had_and_tell_once_what_it_had_not(
    catalogue: Catalogue, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.defs.ingest.declarations import DECLARATIONS, declarations
    from orchestration.defs.ingest.portal import source_assets
    from orchestration.defs.ingest.skeleton import source_key
    from orchestration.defs.resources import RefreshResource

    city = tmp_path / catalogue.city.id
    shutil.copytree(catalogue.folder, city)
    for part in ("layers.yaml", "snapshot"):
        path = city / part
        path.unlink() if path.is_file() else shutil.rmtree(path)
    sources = city / "sources.yaml"
    text = sources.read_text("utf-8")
    declared = f"base_url: {catalogue.portal.base_url}"
    warehouse = Warehouse(tmp_path / "warehouse")
    monkeypatch.setenv("SOZIALRAUM_CITY", str(city))
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(warehouse.root))
    chosen = [DECLARATIONS, *(source_key(source_id) for source_id in SOURCES)]
    expected = Expected(catalogue)
    (tmp_path / "portal").mkdir()

    def refresh(month: int, day: int) -> None:
        with time_machine.travel(datetime(YEAR, month, day, 5, tzinfo=UTC), tick=True):
            resources = {"refresh": RefreshResource(source="live")}
            assert materialize(assets, selection=chosen, resources=resources).success

    with PortalServer(tmp_path / "portal") as portal:
        text = text.replace(declared, f"base_url: {portal.url}")
        text = text.replace("\n  fetch:", "\n  fetch:\n    backoff: 0.01", 1)
        sources.write_text(text, "utf-8")
        assets = [declarations, *source_assets(load_catalogue(city))]
        for month, day in ((2, DAYS[0]), (4, DAYS[0]), (4, DAYS[1])):
            _serve(portal, catalogue, month)
            expected.serve(month, day)
            refresh(month, day)
            is_first = day == DAYS[0]
            assert told(inbox.take()) == ({"unread": 1} if expected.bad and is_first else {})
    assert expected.bad.keys() == {"employees"}
    with duckdb.connect(warehouse.build_database, read_only=True) as build:
        landed = build.execute(
            "SELECT source_id, arg_max(landing_id, retrieved_at), max(retrieved_at)::DATE "
            "FROM raw.landing GROUP BY source_id"
        ).fetchall()
    in_use = {
        source_id: hashlib.sha256(content).hexdigest()
        for (source_id, _), content in expected.in_use.items()
    }
    assert {source_id: landing_id for source_id, landing_id, _ in landed} == {
        source_id: in_use[source_id] for source_id in SOURCES if source_id in in_use
    }
    since = {source_id: day for source_id, _, day in landed}
    assert since["labour_market_by_law"] == date(YEAR, 4, DAYS[0])
    assert since["employees"] == since["survey_economic_situation"] == date(YEAR, 2, DAYS[0])


def test_what_the_portal_has_grows_and_each_trouble_is_one(catalogue: Catalogue) -> None:
    lines = {month: contents(catalogue, month, 28) for month in range(1, 13)}
    for month in range(2, 13):
        for key, content in lines[month - 1].items():
            rows = Counter(content.splitlines())
            gone = rows - Counter(lines[month][key].splitlines())
            is_spoilt = key[0] in {*TROUBLES[month].spoilt, *TROUBLES[month - 1].spoilt}
            assert is_spoilt or sum(gone.values()) == (
                month in REVISIONS and REVISIONS[month].source_id == key[0]
            )


def test_the_oracle_knows_what_is_due(catalogue: Catalogue) -> None:
    expected = Expected(catalogue)
    expected.serve(2, DAYS[0])
    # 75 days after the last month, 200 after the last quarter, 550 after the last year
    assert expected.stale(date(YEAR, 3, 16)) == set()
    assert expected.stale(date(YEAR, 3, 17)) == {"labour_market"}
    assert {"unemployed", "sgb2"} <= expected.stale(date(YEAR, 4, 19))
    assert "deaths" not in expected.stale(date(YEAR, 7, 4))
    assert "deaths" in expected.stale(date(YEAR, 7, 5))
    # of a table a year the newest is told as missing, from the day on which it is due
    expected.serve(6, DAYS[0])
    assert expected.bad.keys() == {"kita_children"}
    expected.serve(7, DAYS[0])
    yearly = {one.id for one in catalogue.sources if one.is_yearly_series}
    assert expected.bad.keys() == yearly - {"population_age13"}


def test_the_oracle_notices_a_cell_that_is_not_as_it_stands_in_the_file(
    catalogue: Catalogue,
) -> None:
    expected = Expected(catalogue)
    expected.serve(2, DAYS[0])
    (key,) = [key for key in expected.changed if key[0] == "doctors"]
    landing_id = hashlib.sha256(expected.in_use[key]).hexdigest()
    with duckdb.connect() as published:
        published.execute(
            "CREATE SCHEMA lineage; CREATE TABLE lineage.source_cell AS "
            "SELECT ? AS landing_id, 2 AS row_number, 'Insgesamt' AS column_name, "
            "'647' AS value_text, 647::DOUBLE AS value",
            [landing_id],
        )
        assert compare_cells(published, key, expected) == (1, [])
        published.execute("UPDATE lineage.source_cell SET value = 648")
        _, (wrong,) = compare_cells(published, key, expected)
        assert wrong.startswith("doctors, row 2, Insgesamt")
        published.execute("DELETE FROM lineage.source_cell")
        assert compare_cells(published, key, expected)[1] != []


def test_what_alerts_tell_is_counted_by_kind() -> None:
    text = "subject\n- 7 × figures until 2024-12-31; newer ones were due by x: a, b, c and 4 more"
    line = "- source.doctors: fetched: answered 404"
    assert told([f"{text}\n{line}", f"subject\n{line}"]) == {"stale": 7, "unread": 2}


def test_the_options_that_the_docs_tell_are_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench.year", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    page = (PROJECT / "docs" / "reliability.md").read_text("utf-8")
    section = page.partition("`python -m bench.year`")[2].partition("\n## ")[0]
    options = re.findall(r"^\| `(--\w+)", section, re.M)
    assert len(options) > 2
    assert [option for option in options if option not in said] == []
