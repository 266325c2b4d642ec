"""A second language is a folder of the catalogue and a line of the city's declaration."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sozialraum.declarations import load_catalogue
from sozialraum.registers.handbook import describe_registers
from sozialraum.report import report_model
from sozialraum.report.chapters.shapes import Table
from sozialraum.words import Message, Name, Words, catalogue, files
from tests.report.conftest import blocks, build

LANGUAGE = "nl"
"""Has numbers and plurals of its own; its sentences are German but for those changed."""


@pytest.fixture(autouse=True)
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pretended language, whose areas are ``Gebied`` and whose registers' columns ``Kolom``."""
    folder = tmp_path / "words"
    for language in ("de", LANGUAGE):
        shutil.copytree(files.CATALOGUES / "de", folder / language)
    _change(folder / LANGUAGE / "labels.ftl", "labels-area = Gebiet", "labels-area = Gebied")
    _change(folder / LANGUAGE / "registers.ftl", "| Spalte |", "| Kolom |")
    for module in (files, catalogue):
        monkeypatch.setattr(module, "CATALOGUES", folder)
    yield
    for cached in (
        files.resource,
        files.knows,
        files._seen,
        files.locale,
        catalogue._bundle,
        catalogue._in_unit,
    ):
        cached.cache_clear()


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_message_is_said_in_each_language() -> None:
    area = Message("labels-area")
    assert [Words(language).say(area) for language in ("de", LANGUAGE)] == ["Gebiet", "Gebied"]
    same = Message("labels-whole-city", city=Name("Musterstadt"))
    assert Words(LANGUAGE).say(same) == Words("de").say(same)


def test_the_registers_are_described_in_the_citys_language(city_copy: Path) -> None:
    german = describe_registers(load_catalogue(city_copy))
    _change(city_copy / "city.yaml", "language: de", f"language: {LANGUAGE}")
    described = describe_registers(load_catalogue(city_copy))
    assert described != german
    assert described == german.replace("| Spalte |", "| Kolom |")


def test_the_report_is_written_in_the_citys_language(tmp_path: Path) -> None:
    database = build(
        tmp_path / "second.duckdb",
        "alter table declared.city add column if not exists language varchar",
        f"update declared.city set language = '{LANGUAGE}'",
    )
    model = report_model(database)
    assert model.language == LANGUAGE
    tables = [block for block in blocks(model) if isinstance(block, Table)]
    heads = {column.title for table in tables for column in table.columns}
    assert "Gebied" in heads
    assert "Gebiet" not in heads
