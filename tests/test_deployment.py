"""What docs/deployment.md shows can be done: units and settings that exist, backup and restore."""

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from orchestration.defs.refresh.jobs import refresh_schedule
from sozialraum.base.errors import MonitorError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum_cli.app import app
from sozialraum_cli.exits import Exit
from sozialraum_cli.interruption import SIGNALS, exit_of
from sozialraum_cli.variables import KNOWN
from tests.conftest import Refreshed, run_cli
from tests.new_city_page import CITY

PAGE = (PROJECT / "docs" / "deployment.md").read_text("utf-8")
ENGINEERS = PROJECT / "docs" / "engineers.md"
CRON = PROJECT / "deploy" / "sozialraum.cron"
UNITS = sorted((PROJECT / "deploy" / "systemd").iterdir())


def _unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=True, interpolation=None, delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(path.read_text("utf-8"))
    return unit


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_there_is(path: Path) -> None:
    unit = _unit(path)
    if path.suffix == ".timer":
        assert path.with_suffix(".service") in UNITS
        assert unit["Timer"]["OnCalendar"]
        return
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert program == "/opt/sozialraum/.venv/bin/sozialraum"
    said = CliRunner().invoke(app, [*arguments, "--help"])
    assert said.exit_code == 0, said.output
    assert unit["Service"]["User"] == "sozialraum"


@pytest.mark.parametrize("name", ["refresh", "ui", "verify"])
def test_of_a_unit_that_does_not_begin_somebody_is_told(name: str) -> None:
    """As without its disk: with SOZIALRAUM_SCHEDULE=on the UI is what refreshes."""
    unit = _unit(PROJECT / "deploy" / "systemd" / f"sozialraum-{name}.service")
    assert unit["Unit"]["OnFailure"] == "sozialraum-alert.service"
    if name != "verify":
        assert unit["Service"]["OOMPolicy"] == "continue"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_units(path: Path) -> None:
    said = subprocess.run(
        ["systemd-analyze", "verify", path], capture_output=True, text=True, check=False
    )
    unknown = [line for line in said.stderr.splitlines() if "Unknown" in line]
    assert unknown == []


def test_a_refresh_that_was_killed_is_tried_again_and_told_and_the_calendars_agree() -> None:
    folder = PROJECT / "deploy" / "systemd"
    unit = _unit(folder / "sozialraum-refresh.service")
    assert unit["Unit"]["OnFailure"] == "sozialraum-alert.service"
    assert unit["Service"]["Restart"] == "on-failure"
    not_again = {Exit.USAGE, Exit.AUDIT_FAILED, *map(exit_of, SIGNALS)}
    assert {int(code) for code in unit["Service"]["RestartPreventExitStatus"].split()} == not_again
    timer = _unit(folder / "sozialraum-refresh.timer")["Timer"]
    days = re.findall(r"\d\d(?=[, ])", timer["OnCalendar"])
    scheduled = refresh_schedule(load_catalogue()).cron_schedule
    assert str(scheduled).split()[2] == ",".join(str(int(day)) for day in days)
    assert f" {str(scheduled).split()[2]} * * sozialraum " in CRON.read_text("utf-8")


def test_the_line_of_cron_refreshes_with_the_settings_and_tells_of_a_failure(
    tmp_path: Path,
) -> None:
    line = CRON.read_text("utf-8").splitlines()[-1]
    *_, user, command = line.split(maxsplit=6)
    assert user == "sozialraum"
    program = tmp_path / ".venv" / "bin" / "sozialraum"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$* $SOZIALRAUM_SOURCE" >> said\n[ $1 = alert ]\n', "utf-8")
    program.chmod(0o755)
    shutil.copy(PROJECT / "deploy" / "sozialraum.env", tmp_path)
    command = command.replace("/opt/sozialraum", str(tmp_path)).replace("/etc", str(tmp_path))
    subprocess.run(["/bin/sh", "-c", command], check=True)
    said = (tmp_path / "said").read_text("utf-8")
    assert said == "refresh --source live --quiet live\nalert live\n"


def test_the_settings_are_variables_that_are_explained() -> None:
    explained = (PROJECT / "docs" / "engineers.md").read_text("utf-8")
    settings = (PROJECT / "deploy" / "sozialraum.env").read_text("utf-8")
    names = re.findall(r"^#?(SOZIALRAUM_\w+)=", settings, re.M)
    assert len(names) > 3
    assert [name for name in names if f"`{name}`" not in explained] == []


def test_a_variable_that_nothing_reads_is_refused_with_the_one_that_may_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The snapshot would be taken for the portal, and nobody be alerted, and nobody know."""
    read = {
        name
        for folder in ("sozialraum", "sozialraum_cli", "orchestration")
        for path in (PROJECT / folder).rglob("*.py")
        for name in re.findall(r'"(SOZIALRAUM_[A-Z_]+)"', path.read_text("utf-8"))
    }
    explained = set(re.findall(r"`(SOZIALRAUM_[A-Z_]+)`", ENGINEERS.read_text("utf-8")))
    assert read | explained == KNOWN - {"SOZIALRAUM_SPARK_COMPARE"}
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    monkeypatch.setenv("SOZIALRAUM_SOURCES", "live")
    monkeypatch.setenv("SOZIALRAUM_ALERT_MAIL", "a@town.invalid")
    for command in ("refresh", "ui"):
        said = str(CliRunner().invoke(app, [command]).exception)
        assert "SOZIALRAUM_SOURCES is no variable of this program; did you mean" in said
        assert "mean SOZIALRAUM_SOURCE" in said
        assert "SOZIALRAUM_ALERT_EMAIL" in said


def test_the_proxy_leads_to_the_port_of_the_unit_under_a_name_that_the_ui_answers_to() -> None:
    proxy = (PROJECT / "deploy" / "nginx.conf").read_text("utf-8")
    settings = (PROJECT / "deploy" / "sozialraum.env").read_text("utf-8")
    started = _unit(PROJECT / "deploy" / "systemd" / "sozialraum-ui.service")["Service"]
    (port,) = re.findall(r"--port (\d+)", started["ExecStart"])
    assert f"proxy_pass http://127.0.0.1:{port};" in proxy
    (name,) = re.findall(r"^SOZIALRAUM_UI_NAMES=(\S+)", settings, re.M)
    assert f"server_name {name};" in proxy


@pytest.fixture
def history_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bool], str]:
    """Makes Dagster's configuration for an address of Postgres."""
    from orchestration.lib import instance

    def configured(url: str, is_installed: bool) -> str:
        monkeypatch.setenv("DAGSTER_HOME", "")
        monkeypatch.setenv(instance.POSTGRES_VARIABLE, url)
        monkeypatch.setattr(instance, "find_spec", lambda _: object() if is_installed else None)
        home = instance.prepare_home(Warehouse(tmp_path))
        return (home / "dagster.yaml").read_text("utf-8")

    return configured


def test_the_run_history_is_kept_in_postgres_where_its_address_is_given(
    history_at: Callable[[str, bool], str],
) -> None:
    text = history_at("postgresql+psycopg2://monitor:secret@127.0.0.1/monitor", True)
    written = yaml.safe_load(text)
    assert written["storage"]["postgres"]["postgres_url"] == {"env": "SOZIALRAUM_POSTGRES_URL"}
    assert "secret" not in text
    assert "event_log_storage" not in written
    assert written["telemetry"] == {"enabled": False}


@pytest.mark.parametrize(
    ("url", "is_installed", "said"),
    [
        ("postgresql+psycopg2://localhost/monitor", False, "requirements-postgres.lock"),
        ("postgresql://localhost/monitor", True, r"begin with postgresql\+psycopg2://"),
    ],
)
def test_an_address_of_postgres_that_dagster_cannot_use_is_explained(
    history_at: Callable[[str, bool], str], url: str, is_installed: bool, said: str
) -> None:
    with pytest.raises(MonitorError, match=said):
        history_at(url, is_installed)


def test_a_restored_backup_has_the_same_current_publication_and_goes_on(
    elsewhere: Refreshed, tmp_path: Path
) -> None:
    """The commands of the page, with the warehouse of a small city in the place of the city's: to
    refresh the bundled one again took twice as long."""
    city = elsewhere.warehouse.root.parent / CITY
    backed_up, restored = tmp_path / "before", tmp_path / "warehouse"
    shutil.copytree(elsewhere.warehouse.root, backed_up, symlinks=True)
    # a folder may lie on another disk
    (backed_up / "landing").rename(tmp_path / "disk")
    (backed_up / "landing").symlink_to(tmp_path / "disk")
    restored.mkdir()
    section = PAGE[PAGE.index("## Backup and restore") : PAGE.index("## An update")]
    backup, restore = re.findall(r"```sh\n(.*?)```", section, re.S)
    for commands, warehouse in ((backup, backed_up), (restore, restored)):
        done = subprocess.run(
            ["bash", "-ec", commands.replace("/srv/sozialraum", str(warehouse))],
            cwd=tmp_path,
            env={
                **os.environ,
                "SOZIALRAUM_WAREHOUSE": str(warehouse),
                "SOZIALRAUM_CITY": str(city),
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert not (restored / "landing").is_symlink()
    before = elsewhere.warehouse.current.resolve().name
    assert f"Published {before}" in done.stdout
    # parsing dbt's project again would only take time
    shutil.copytree(elsewhere.warehouse.dbt_target, restored / "dbt_target")
    again = run_cli("refresh", warehouse=restored, city=city)
    assert again.returncode == 0, again.stdout + again.stderr
    # from equal inputs the equal publication: nothing was lost on the way
    assert (restored / "current").resolve().name == before
    assert sum(path.is_dir() for path in (restored / "publications").iterdir()) == 1
