"""What a person in charge of a warehouse does and sees: errata, disk, history, old publications."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.audit.matters import changed_otherwise, not_mended, still_published
from sozialraum.audit.news import OTHERWISE, otherwise, side_by_side
from sozialraum.audit.status import read_status
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import add_erratum, may_become_current, now_noted, still_wrong
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.withheld import withheld
from sozialraum_cli.app import app
from sozialraum_cli.exits import Exit
from sozialraum_cli.status import summarise
from tests.conftest import EARLIER


def _said(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "200", "TERM": "xterm"})
    assert done.exit_code == 0, done.output
    return done.output


def test_an_erratum_is_shown_with_its_publication_and_in_status(warehouse: Warehouse) -> None:
    store = PublicationStore(warehouse)
    assert EARLIER in _said("erratum", "2026-10", "--text", "Spalten [/x] vertauscht")
    for command in ("publications", "status"):
        said = _said(command)
        assert "Spalten [/x] vertauscht" in said
        assert "rratum" in said
    assert all(store.damages(one) == [] for one in store.all())
    # to machines status tells those of the current one
    assert json.loads(_said("status", "--json"))["errata"] == []
    current = warehouse.current.resolve().name
    _said("erratum", current, "--text", "columns exchanged")
    assert json.loads(_said("status", "--json"))["errata"] == ["columns exchanged"]


def test_status_goes_on_where_errata_cannot_be_read(warehouse: Warehouse) -> None:
    store = PublicationStore(warehouse)
    store.errata_of(warehouse.current.resolve().name).write_bytes(b"[{")
    said = CliRunner().invoke(app, ["status"], env={"COLUMNS": "200", "TERM": "xterm"})
    assert said.exit_code == 0
    assert said.output.count("errata.json") == 1
    assert "Disk" in said.output
    machine = CliRunner().invoke(app, ["status", "--json"])
    assert json.loads(machine.stdout)["errata"] is None
    assert "errata.json" in machine.stderr


def test_status_says_of_every_kind_of_source_why_it_could_not_be_read(
    warehouse: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    database = warehouse.current / "sozialraum.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute(
            "update marts.mart_source_status set fetch_problem = 'answered 500 [/x]' "
            "where source_id in ('deaths', 'hze')"
        )
        connection.execute("update marts.mart_layer_status set problem = 'no GeoJSON'")
        layers = connection.execute("select source_id from marts.mart_layer_status").fetchall()
    status = read_status(database)
    expected = [("deaths", "answered 500 [/x]"), ("hze", "answered 500 [/x]")]
    assert list(status.unread) == sorted([*expected, *((one, "no GeoJSON") for (one,) in layers)])
    summarise(status, warehouse, "Published x", warehouse.current)
    shown = " ".join(capsys.readouterr().out.split())
    assert "2 sources (deaths, hze): answered 500 [/x]" in shown


def test_an_indicator_that_is_gone_is_named_also_after_a_publication_of_an_older_program(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = tmp_path / "now.duckdb", tmp_path / "before.duckdb"
    for path in (now, before):
        shutil.copy(warehouse.current / "sozialraum.duckdb", path)
    with duckdb.connect(now) as connection:
        connection.execute("delete from marts.fct_indicator where indicator_id = 'child_poverty'")
    with duckdb.connect(before) as connection:
        connection.execute("alter table lineage.source_cell rename to of_another_name")
    (matter,) = changed_otherwise(now, before)
    assert "had figures in the publication before and has none now" in matter.text


def test_figures_that_changed_though_their_files_say_the_same_are_named(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    shutil.copy(now, before)
    assert changed_otherwise(now, before) == []
    with duckdb.connect(before) as connection:
        connection.execute(
            "update marts.fct_indicator set value = 1.1 * value "
            "where indicator_id in ('unemployment_share', 'child_poverty') and value > 0"
        )
        # a figure that is gone
        connection.execute(
            "insert into marts.fct_indicator select * replace ('1901' as period, "
            "date '1901-12-31' as period_end) from marts.fct_indicator "
            "where indicator_id = 'unemployment_share' and method = 'direct' "
            "and value > 0 limit 1"
        )
        # a new file of the other indicator says something else of its newest years
        connection.execute(
            "update raw.landing set landing_id = 'other' where source_id like 'sgb2%'"
        )
        connection.execute(
            "update lineage.source_cell set value = value + 1 "
            "where source_id like 'sgb2%' and period >= '2023'"
        )
    with duckdb.connect(now, read_only=True) as connection:
        expected = connection.execute(
            "select name_de, count(*) + if(indicator_id = 'unemployment_share', 1, 0) "
            "from marts.fct_indicator join marts.dim_indicator using (indicator_id) "
            "where value > 0 and (indicator_id = 'unemployment_share' or (indicator_id = "
            "'child_poverty' and method in ('direct', 'aggregated') and period_end < '2022-01-01'))"
            " group by indicator_id, name_de"
        ).fetchall()
    with side_by_side(now, before) as both:
        found = otherwise(both, next(iter(OTHERWISE)))
    assert sorted(found) == sorted(expected)
    assert len(found) == 2
    matters = changed_otherwise(now, before)
    (name, count), *_ = found
    assert matters[0].line.startswith(f"{name}: {count} figures are others than before or gone")


def test_figures_of_an_earlier_file_that_came_back_are_no_others_for_no_reason(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = tmp_path / "now.duckdb", tmp_path / "before.duckdb"
    shutil.copy(warehouse.current / "sozialraum.duckdb", now)
    of_source = "from raw.landing where source_id = 'unemployed'"
    with duckdb.connect(now) as connection:
        connection.execute(
            "insert into raw.landing select * exclude later replace (retrieved_at + later as "
            "retrieved_at, if(later = interval 1 day, 'other', landing_id) as landing_id) "
            f"from (select * {of_source}), (select unnest([interval 1 day, interval 2 days]) "
            "as later)"
        )
    otherwise = (
        "update lineage.source_cell set value = value + 1 where source_id = 'unemployed'",
        "update marts.fct_indicator set value = 1.1 * value "
        "where indicator_id = 'unemployment_share' and method = 'direct' and value > 0 "
        "and list_contains(string_split(source_ids, ', '), 'unemployed')",
    )
    assert _told(now, before, *otherwise) != []
    newest = f"(select max(retrieved_at) {of_source})"
    not_yet = f"delete {of_source} and retrieved_at = {newest}"
    assert _told(now, before, *otherwise, not_yet) == []


def test_estimates_are_others_with_each_file_that_they_rest_on(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    of_one = "where indicator_id = 'unemployment_share' and value > 0 and method"
    estimated = f"update marts.fct_indicator set value = 1.1 * value {of_one} = 'modelled'"
    with duckdb.connect(now, read_only=True) as connection:
        ((counted, modelled),) = connection.execute(
            "select count(*) filter (method <> 'modelled'), count(*) "
            f"from marts.fct_indicator {of_one} is not null"
        ).fetchall()
    assert counted < modelled
    (line,) = _told(now, before, estimated)
    assert f": {modelled - counted} figures are others than before or gone" in line
    other_file = "update raw.landing set landing_id = 'other' where source_id = "
    # of a covariate, and of an indicator that is known where they are estimated
    for source_id in ("employees", "deaths"):
        assert _told(now, before, estimated, f"{other_file}'{source_id}'") == []
    # known of the larger areas only; and a count rests on its own files
    assert len(_told(now, before, estimated, f"{other_file}'unemployed_2012_2017'")) == 1
    counts = f"update marts.fct_indicator set value = 1.1 * value {of_one} <> 'modelled'"
    (line,) = _told(now, before, counts, f"{other_file}'employees'")
    assert f": {counted} figures are others than before or gone" in line
    # so are those of a covariate that was read otherwise, whatever came besides
    of_covariate = "where (source_id, measure_id, breakdown) in (select (source_id, measure_id, "
    of_covariate += "breakdown) from declared.term where owner_id = 'covariate.academics') "
    read_otherwise = f"update marts.fct_measure set value = value + 1 {of_covariate}"
    told = _told(now, before, estimated, read_otherwise, f"{other_file}'deaths'")
    assert [one.split(", but ")[1][:16] for one in told] == ["estimates may be"]
    # what they rest on is declared
    covariate = "delete from declared.term where owner_id = 'covariate.academics'"
    (line,) = _told(now, before, estimated, f"{other_file}'employees'", covariate)
    assert line.startswith("term: ")


def _told(now: Path, before: Path, *changes: str) -> list[str]:
    """What is told where the publication before was otherwise by some statements."""
    shutil.copy(now, before)
    with duckdb.connect(before) as connection:
        for change in changes:
            connection.execute(change)
    return [one.line for one in changed_otherwise(now, before)]


def test_an_edited_theme_or_rule_is_named(warehouse: Warehouse, tmp_path: Path) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    of_one = "where theme = (select min(theme) from declared.theme where indicator_id is not null)"
    other = "(select max(indicator_id) from declared.indicator)"
    with duckdb.connect(now, read_only=True) as connection:
        ((name,),) = connection.execute(f"select name_de from declared.theme {of_one}").fetchall()
    led = _told(now, before, f"update declared.theme set indicator_id = {other} {of_one}")
    assert len(led) == 1
    assert led[0].startswith(f"{name}: 2 entries, before and now, by which is concluded")
    assert _told(now, before, "update declared.theme set note_de = 'x', position = -position") == []
    weighed = _told(now, before, "update declared.coverability set weight_gap = 0")
    # what is tested for the pandemic, and under which theme it counts
    for column in ("is_primary", "is_composition", "theme"):
        value = f"'x' || {column}" if column == "theme" else f"not {column}"
        edited = f"update declared.indicator set {column} = {value} where indicator_id = {other}"
        (line,) = _told(now, before, edited)
        assert ": 2 entries, before and now, by which is concluded" in line
    assert [one.split(":")[0] for one in weighed] == ["coverability"]
    # an older program published no gaps, and themes without their weight
    older = ("drop table declared.urgency_gap", "alter table declared.theme drop priority_weight")
    assert _told(now, before, *older) == []
    moved = _told(now, before, "update declared.cover_rule set position = -position", *older)
    assert [one.split(":")[0] for one in moved] == ["cover_rule"]


def test_an_edited_service_outlook_or_index_is_named(warehouse: Warehouse, tmp_path: Path) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    of_one = "where service_type = 'debt_advice'"
    with duckdb.connect(now, read_only=True) as connection:
        ((name,),) = connection.execute(
            f"select name_de from declared.service_type_name {of_one}"
        ).fetchall()
        ((index, years, rows),) = connection.execute(
            "select (select any_value(index_name) from declared.social_index_part), "
            "count(distinct year), count(*) from marts.mart_social_index"
        ).fetchall()
    (line,) = _told(now, before, f"update declared.service_type_name set reach = 'own' {of_one}")
    assert line.startswith(f"{name}: 2 entries, before and now")
    words = "target_definition = 'x', benchmark_url = 'y', note_de = 'z'"
    assert _told(now, before, f"update declared.service_type_name set {words}") == []
    outlook = _told(now, before, "update declared.outlook_year set base_year = base_year - 1")
    assert [one.split(":")[0] for one in outlook] == ["outlook_year"]
    # its cuts or weights
    score = "update marts.mart_social_index set status_score = status_score + 1"
    assert years > 1
    (line,) = _told(now, before, score)
    assert line.startswith(f"{index}: {rows} classes, ranks or benchmarks are others")
    # a figure of one of its indicators is another one
    part = "select indicator_id from declared.social_index_part"
    other = f"update marts.fct_indicator set value = 2 * value where indicator_id in ({part})"
    assert not [one for one in _told(now, before, score, other) if one.startswith(index)]


def test_listed_services_that_changed_though_registers_and_layers_say_the_same_are_named(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    with duckdb.connect(now, read_only=True) as connection:
        ((kind, name, rows),) = connection.execute(
            "select service_type, any_value(name_de), count(*) from marts.mart_coverage "
            "where method = 'listed' and capacity > 0 group by 1 order by 1 limit 1"
        ).fetchall()
    of_one = f"where method = 'listed' and service_type = '{kind}' and capacity > 0"
    larger = f"update marts.mart_coverage set capacity = capacity + 1 {of_one}"
    (line,) = _told(now, before, larger)
    assert line.startswith(f"{name}: {rows} capacities or sites of listed services are others")
    for reason in (
        "update raw.landing set landing_id = 'other' where source_id = 'register_services'",
        "update declared.city set as_of = as_of - interval 1 year",
    ):
        assert not [one for one in _told(now, before, larger, reason) if "listed" in one]


def test_a_count_that_no_indicator_is_made_of_is_named_where_it_changed(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    of_none = (
        "measure_id = (select min(measure_id) from marts.fct_measure where measure_id not in "
        "(select measure_id from declared.term)) and value is not null"
    )
    with duckdb.connect(now, read_only=True) as connection:
        ((name, figures),) = connection.execute(
            "select any_value(name_de), count(*) from marts.fct_measure "
            f"join marts.dim_measure using (measure_id) where {of_none}"
        ).fetchall()
    (line,) = _told(now, before, f"update marts.fct_measure set value = value + 1 where {of_none}")
    assert line.startswith(f"{name}: {figures} figures that no indicator is made of, but")


def test_an_entry_that_reads_another_table_is_named_with_what_is_otherwise(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    renamed = "update raw.landing set dataset_id = 'old_id' where source_id = 'labour_market'"
    assert _told(now, before, renamed) == []
    of_a_year = "where source_id = 'labour_market' and period = '2023-05' and value is not null"
    with duckdb.connect(now, read_only=True) as connection:
        ((cells, table),) = connection.execute(
            "select count(*), (select any_value(dataset_id) from raw.landing where source_id = "
            f"'labour_market') from lineage.source_cell {of_a_year}"
        ).fetchall()
    assert cells > 1
    (line,) = _told(
        now, before, renamed, f"update lineage.source_cell set value = value + 1 {of_a_year}"
    )
    assert line.startswith(
        f"labour_market: its entry names {table} now, in place of old_id: {cells} figures, or "
        "places, of the publication before are others or gone"
    )


def test_what_an_edited_declaration_does_to_services_and_classes_is_named(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    of_one = "where service_type = 'day_care' and period = '2023' and area_level = 'stadtbezirk'"
    larger = f"update marts.mart_coverage set used = 2 * used, target_population = 2 {of_one}"
    of_places = "select source_id from declared.term where term_id = 'day_care/capacity'"
    with duckdb.connect(now, read_only=True) as connection:
        (name, districts), *_ = connection.execute(
            f"select any_value(name_de), count(*) from marts.mart_coverage {of_one}"
        ).fetchall()
        (classes,) = connection.execute(
            "select count(*) from marts.mart_need "
            "where indicator_id = 'unemployment_share' and need_class <> 3"
        ).fetchone() or (0,)
    (line,) = _told(now, before, larger)
    assert line.startswith(f"{name}: {2 * districts} figures of capacity, use or target population")
    # a new file of the places says something else of the year
    assert not _told(
        now,
        before,
        larger,
        f"update raw.landing set landing_id = 'other' where source_id in ({of_places})",
        "update lineage.source_cell set value = value + 1 "
        f"where period = '2023' and source_id in ({of_places})",
    )
    (line,) = _told(
        now,
        before,
        "update marts.mart_need set need_class = 6 - need_class "
        "where indicator_id = 'unemployment_share'",
    )
    assert f" {classes} classes, ranks or benchmarks are others than before or gone" in line
    (line,) = _told(
        now,
        before,
        "update marts.mart_coverage set coverage_class = 'about_city' "
        "where service_type = 'day_care' and coverage_class = 'below_city'",
    )
    assert line.startswith(f"{name}: ")


def test_a_reform_or_another_name_of_an_entry_hides_no_edited_declaration(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    edited = (
        "update marts.fct_indicator set value = 1.1 * value where indicator_id = "
        "'unemployment_share' and period = '2023-Q4' and area_level = 'stadtbezirk'"
    )
    with duckdb.connect(now, read_only=True) as connection:
        (name,) = connection.execute(
            "select name_de from marts.dim_indicator where indicator_id = 'unemployment_share'"
        ).fetchone() or ("",)
        (districts, one) = connection.execute(
            "select count(*), min(area_id) from marts.dim_area where area_level = 'stadtbezirk' "
            "and not is_unknown"
        ).fetchone() or (0, "")
    said = f"{name}: {{}} figures are others than before or gone although their files say the same"
    for told, change in (
        (districts, "select 1"),
        (districts, "update raw.landing set source_id = 'old' where source_id = 'unemployed'"),
        # a part came to the district, or half of a part
        (
            districts - 1,
            "delete from marts.dim_area_crosswalk where area_level = 'stadtteil' and area_id = "
            "(select min(area_id) from marts.dim_area_crosswalk "
            f"where area_level = 'stadtteil' and other_area_id = '{one}')",
        ),
        (
            districts - 1,
            "insert into declared.area_change (old_area, new_area, weight) select 'stadtteil:old', "
            "min(area_id), 0.5 from marts.dim_area_crosswalk "
            f"where area_level = 'stadtteil' and other_area_id = '{one}'",
        ),
    ):
        (line, *_) = _told(now, before, edited, change)
        assert line.startswith(said.format(told)), change


def test_status_says_that_the_current_one_speaks_for_a_day_to_come(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "day to come" not in _said("status")
    before = datetime.now(UTC) - timedelta(days=3650)
    monkeypatch.setattr("sozialraum_cli.status.datetime", SimpleNamespace(now=lambda _: before))
    assert "To come" in _said("status")


def test_status_tells_the_disk_that_is_used_and_what_is_left(warehouse: Warehouse) -> None:
    (warehouse.root / "build.duckdb.damaged").write_bytes(b"0" * 3_000_000)
    (line,) = [line for line in _said("status").splitlines() if line.startswith("Disk")]
    for part in ("landings", "publications", "damaged 3 MB", "free"):
        assert part in line
    assert "history" not in line


def test_a_publication_of_an_early_version_is_read_traced_and_rolled_back_to(
    warehouse: Warehouse,
) -> None:
    figure = ("--area", "stadtraum:01", "--indicator", "unemployment_share")
    assert "agrees" in _said("trace", *figure, "--version", EARLIER)
    current = PublicationStore(warehouse).current()
    assert current is not None
    assert "Rolled back" not in _said("status")
    said = _said("rollback")
    assert f"current is now {EARLIER}" in said
    assert f"Rolled back {current.version} was published later. The next refresh" in said
    said = _said("status")
    assert f"Published {EARLIER}" in said
    assert f"Rolled back {current.version} was published later" in said
    assert "Edition 2026-10" in _said("report")


def test_rollback_makes_what_proved_wrong_current_only_where_it_is_named(
    warehouse: Warehouse,
) -> None:
    before = warehouse.current.resolve()
    _said("erratum", EARLIER, "--text", "columns [/x] were exchanged")
    refused = CliRunner().invoke(app, ["rollback"], env={"COLUMNS": "200", "TERM": "xterm"})
    assert refused.exit_code == Exit.FAILED
    assert "have an erratum" in refused.output
    assert EARLIER in refused.output
    assert warehouse.current.resolve() == before
    for command in (("rollback", EARLIER), ("status",)):
        said = _said(*command)
        assert f"Erratum {EARLIER}, the current one" in " ".join(said.split())
        assert "columns [/x] were exchanged" in said


def test_what_is_not_released_any_more_is_told_with_the_publications_that_have_it(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    store = PublicationStore(warehouse)
    assert withheld(store) == {}
    now, before = warehouse.current / "sozialraum.duckdb", tmp_path / "before.duckdb"
    shutil.copy(now, before)
    with duckdb.connect(now) as connection:
        connection.execute(
            "update marts.mart_source_status set state = 'unreleased' where source_id = 'deaths'"
        )
        connection.execute("delete from marts.fct_measure where source_id = 'deaths'")
        which = "where indicator_id = 'crude_death_rate'"
        connection.execute(f"delete from marts.fct_indicator {which}")
        ((name,),) = connection.execute(
            f"select name_de from marts.dim_indicator {which}"
        ).fetchall()
    told = [one.line for one in changed_otherwise(now, before)]
    assert [line.partition(":")[0] for line in told] == ["deaths", name]
    assert "had figures in the publication before and has none now" in told[0]
    ((source_id, publications),) = withheld(store).items()
    assert (source_id, [one.version for one in publications]) == ("deaths", [EARLIER])
    line = still_published(source_id, [EARLIER], store.root).line
    assert f"have them: {EARLIER}. To take them away, delete their folders in {store.root}" in line
    said = _said("rollback")
    assert "deaths: its figures are not released, and are in this one" in said


def test_a_publication_of_what_proved_wrong_says_so(tmp_path: Path) -> None:
    """After an erratum the next refresh publishes anew, the same figures if nothing was mended."""
    store = PublicationStore(Warehouse(tmp_path))
    marked, again, mended, newer = (f"2026-11-22-{n}123abcd" for n in range(4))
    for version, code, landing in (
        (marked, "code", "a"),
        (again, "code", "a"),
        (mended, "mended", "a"),
        (newer, "code", "b"),
    ):
        part = store.open_version(version)
        part.report.mkdir()
        for path in (part.database, part.report / "bericht.html"):
            path.write_bytes(b"as published")
        manifest = {
            "as_of": version[:10],
            "published_at": "2026-11-22T06:00:00+00:00",
            "code_version": code,
            "landings": [
                {
                    "source_id": "deaths",
                    "dataset_id": "deaths",
                    "landing_id": landing,
                    "retrieved_at": "2026-11-22T06:00:00+00:00",
                }
            ],
            "checks": [],
        }
        assert store.complete(part, manifest).is_complete
    add_erratum(store, now_noted(marked, "columns were exchanged", datetime.now(UTC)))
    told = {
        version: [one.text for one in still_wrong(store, store.get(version))]
        for version in store.versions()
    }
    assert told == {marked: [], again: ["columns were exchanged"], mended: [], newer: []}
    line = not_mended(again, marked, *told[again]).line
    assert f"as {marked}, of which an erratum says: columns were exchanged" in line
    # what a rollback left, or a mend replaced, does not come back by itself
    store.make_current(mended)
    may = {one.version for one in store.all() if may_become_current(store, one)}
    assert may == {mended, newer}
    # the report of the next one tells that the current one is wrong
    store.make_current(marked)
    assert may_become_current(store, store.get(again))


def test_of_runs_the_newest_are_kept_with_their_logs(tmp_path: Path) -> None:
    from dagster import DagsterInstance, DagsterRunStatus, job, op

    from orchestration.lib.history import forget_runs, log_of
    from orchestration.lib.instance import prepare_home

    @op
    def work() -> None: ...

    @job
    def refresh() -> None:
        work()

    home = prepare_home(Warehouse(tmp_path))
    with DagsterInstance.get() as instance:
        runs = [
            instance.create_run_for_job(refresh, status=DagsterRunStatus.SUCCESS).run_id
            for _ in range(3)
        ]
        for run_id in runs:
            (home / log_of(run_id)).write_bytes(b"")
        assert set(forget_runs(instance, home, 1)) == {*runs[:2]}
        assert [run.run_id for run in instance.get_runs()] == runs[2:]
        assert [(home / log_of(run_id)).is_file() for run_id in runs] == [False, False, True]


def test_a_warehouse_may_lie_on_a_path_of_any_characters(tmp_path: Path) -> None:
    from dagster import DagsterInstance

    from orchestration.lib.instance import prepare_home

    root = tmp_path / "Ämter & \"Stadt\" 'x' {y} z; $HOME %s \\n 🏙\nb"
    home = prepare_home(Warehouse(root))
    with DagsterInstance.get() as instance:
        assert instance.get_runs() == []
    assert (home / "history" / "runs" / "index.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [root.name]
