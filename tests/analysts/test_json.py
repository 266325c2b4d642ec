"""What a command prints for people it gives to machines, too: the same facts."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from sozialraum_cli.app import app
from tests.conftest import Refreshed


def _said(refreshed: Refreshed, *arguments: str) -> Any:
    environment = {"SOZIALRAUM_WAREHOUSE": str(refreshed.warehouse.root)}
    done = CliRunner().invoke(app, [*arguments, "--json"], env=environment)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_publications_status_and_verify_speak_of_the_current_one(refreshed: Refreshed) -> None:
    version = refreshed.warehouse.current.resolve().name
    (current,) = [one for one in _said(refreshed, "publications") if one["is_current"]]
    status = _said(refreshed, "status")
    assert (current["version"], current["damages"]) == (version, [])
    assert (status["version"], status["as_of"]) == (version, current["as_of"])
    assert status["checks"] - status["passed"] == current["failed_checks"]
    assert _said(refreshed, "verify")["damages"] == []


def test_explain_gives_answer_rule_and_what_a_change_would_change(
    refreshed: Refreshed, area_names: dict[str, str]
) -> None:
    name = area_names["stadtraum:16"]
    answer = _said(refreshed, "explain", "--area", name, "--theme", "Kinderarmut")
    assert answer["result"]["area_id"] == "stadtraum:16"
    assert answer["result"]["rule_id"] == answer["rule"]["rule_id"]
    assert answer["disagreements"] == []
    assert _said(refreshed, "explain")[0]["areas"] == 17 * 34
    supposed = _said(
        refreshed, "explain", "--area", name, "--theme", "day_care",
        "--what-if", "C06.result=unknown",
    )  # fmt: skip
    (changed,) = [one for one in supposed["changed"] if one["area_id"] == "stadtraum:16"]
    assert changed["before"]["rule_id"] == "C06"
    assert changed["after"]["coverability"] == "unknown"


@pytest.mark.parametrize("command", ["query", "describe", "trace", "explain", "publications"])
def test_the_help_offers_it(command: str) -> None:
    said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "120", "NO_COLOR": "1"})
    assert "--json" in said.stdout
