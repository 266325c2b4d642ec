"""Errata that cannot be read are named wherever they are told, and stop only what publishes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import add_erratum, now_noted
from sozialraum.publication.noted import WRITE_AGAIN, noted
from sozialraum.publication.store import PublicationStore
from sozialraum.verification import verify
from sozialraum_cli.app import app
from sozialraum_cli.publications import to_read
from tests.publication.test_errata import NO_DAY, NOTED_AT
from tests.publication.test_store import publish

RIGHT, MARKED, NOVEMBER = "2026-10-30-00000000", "2026-10-31-00000000", "2026-11-22-00000000"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PublicationStore:
    """The errata of the current one are cut, those of another one are as they were written."""
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    found = PublicationStore(Warehouse(tmp_path))
    for version in (RIGHT, MARKED, NOVEMBER):
        found.make_current(publish(found, version).version)
    for version in (MARKED, NOVEMBER):
        add_erratum(found, now_noted(version, "columns exchanged", NOTED_AT))
    cut = found.errata_of(NOVEMBER)
    cut.write_bytes(cut.read_bytes()[:20])
    return found


@pytest.mark.parametrize("junk", [b"", b"\xff", b'[{"version": 1}]', NO_DAY])
def test_what_can_be_read_is_told_beside_what_cannot(store: PublicationStore, junk: bytes) -> None:
    store.errata_of(NOVEMBER).write_bytes(junk)
    found, unread = noted(store)
    assert [(one.version, one.text) for one in found] == [(MARKED, "columns exchanged")]
    assert [*unread] == [store.errata_of(NOVEMBER)]


def test_publications_are_listed_and_the_file_is_named_once(store: PublicationStore) -> None:
    listed = CliRunner().invoke(app, ["publications"])
    assert listed.exit_code == 0
    # however wide the terminal is
    assert "current; edition 2026-11; erratum" in " ".join(listed.output.split())
    assert "columns exchanged" in listed.output
    assert listed.output.count(f"{NOVEMBER}.errata.json") == 1
    machine = CliRunner().invoke(app, ["publications", "--json"])
    errata = {one["version"]: one["errata"] for one in json.loads(machine.stdout)}
    assert errata == {RIGHT: [], MARKED: ["columns exchanged"], NOVEMBER: None}
    assert f"{NOVEMBER}.errata.json" in machine.stderr


def test_a_rollback_passes_over_what_has_errata_whether_they_can_be_read_or_not(
    store: PublicationStore,
) -> None:
    said = CliRunner().invoke(app, ["rollback"])
    assert said.exit_code == 0
    assert f"current is now {RIGHT}" in said.output
    assert said.output.count(f"{NOVEMBER}.errata.json") == 1
    # what the next refresh does depends on errata
    assert f"{NOVEMBER} was published later.\n" in said.output


def test_who_reads_figures_reads_them_and_is_told(
    store: PublicationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert to_read(None).version == NOVEMBER
    assert f"{NOVEMBER}.errata.json" in capsys.readouterr().err
    assert to_read(RIGHT).version == RIGHT
    assert capsys.readouterr().err == ""


def test_they_are_verified(store: PublicationStore) -> None:
    of_errata = [
        one for one in verify(Warehouse(store.root.parent)).damages if "errata" in one.path
    ]
    (found,) = of_errata
    assert (found.path, found.todo) == (f"publications/{NOVEMBER}.errata.json", WRITE_AGAIN)
