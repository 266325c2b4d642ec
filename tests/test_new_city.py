"""``sozialraum new-city`` and the page about it, with a made-up city of another alphabet."""

import os
import re
import shlex
import subprocess
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.dry_reading import read_tables
from sozialraum.guess import area_pattern, guess
from sozialraum.new_city import decisions, write_city
from tests.conftest import CLI, Refreshed, _once

PAGE = (PROJECT / "docs" / "new-city.md").read_text("utf-8")


def _tables(folder: Path) -> list[Path]:
    """The tables of the page, as files; the second one in another encoding."""
    made = []
    for name, content in re.findall(r"`([^`\n]+\.csv)`,[^`]*```csv\n(.*?)```", PAGE, re.DOTALL):
        path = folder / name
        path.write_text(content, "cp1251" if made else "utf-8")
        made.append(path)
    return made


def _run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command, *arguments = shlex.split(line)
    assert command == "sozialraum"
    environment = {"SOZIALRAUM_WAREHOUSE": str(folder / "warehouse"), "NO_COLOR": "1"}
    return subprocess.run(
        [*CLI, *arguments],
        cwd=folder,
        env=os.environ | environment | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """The page, followed word by word: its tables, commands and decisions. Tests only read it."""

    def make(folder: Path) -> Refreshed:
        folder.mkdir()
        _tables(folder)
        said = []
        before, after = PAGE.split("## 3. Decide")
        for part in (before, after):
            if part is after:
                _decide(folder / "primergrad", part)
            for line in re.findall(r"```bash\n(.*?)\n```", part):
                done = _run(line, folder)
                said.append(done.stdout + done.stderr)
                assert done.returncode == 0, said[-1]
        return Refreshed(Warehouse(folder / "warehouse"), 0, " ".join(" ".join(said).split()))

    return _once(tmp_path_factory, "elsewhere", make)


def _decide(city: Path, part: str) -> None:
    rows = re.findall(r"^\| `(\w+\.yaml)` \| `(.+?)` \| `(.+?)` \|$", part, re.M)
    assert rows
    for file, found, put in rows:
        path = city / file
        text = path.read_text("utf-8")
        assert found in text, (file, found, text)
        path.write_text(text.replace(found, put), "utf-8")


def test_the_page_leads_from_tables_to_a_report(elsewhere: Refreshed) -> None:
    assert "0 cells rejected" in elsewhere.output
    areas = elsewhere.published_rows(
        "select area_name, parent_area_id, population from marts.dim_area "
        "where area_level = 'kvartal' and not is_unknown order by population"
    )
    assert areas == [
        ("Ягодово", "raion:север", 8970),
        ("Ёлкино", "raion:север", 10690),
        ("Чешма", "raion:юг", 12450),
        ("Железник", "raion:юг", 14180),
    ]
    shares = elsewhere.published_rows(
        "select area_id, numerator, denominator from marts.fct_indicator where period = '2023' "
        "and indicator_id = 'bezrabotni' and (area_level = 'city' or area_id = 'kvartal:чешма') "
        "order by area_id"
    )
    assert shares == [("city:99001", 2411.0, 46290.0), ("kvartal:чешма", 633.0, 12450.0)]


def test_what_a_table_never_covers_is_told_and_stops_nothing(elsewhere: Refreshed) -> None:
    failed = elsewhere.published_rows(
        "select check_name, severity from marts.mart_data_quality "
        "where not passed and table_name = 'marts.fct_measure'"
    )
    assert failed == [("every_area_is_covered", "warning")]


def test_the_report_of_another_city_has_its_words_and_none_of_another(
    elsewhere: Refreshed, area_names: dict[str, str]
) -> None:
    report = elsewhere.warehouse.current / "report"
    said = "".join(
        re.sub(r"(?s)<(script|style).*?</\1>", "", (report / page).read_text("utf-8"))
        for page in ("bericht.html", "anhang.html", "leichte-sprache.html")
    )
    assert "Квартали" in said
    assert "Дял на безработните" in said
    bundled = load_catalogue()
    strange = {*area_names.values(), bundled.city.name, *(one.name for one in bundled.levels)}
    assert {word for word in strange if re.search(rf"\b{re.escape(word)}\b", said)} == set()
    unsaid = ("pandemic", "Pandemie", "Sozialraum", "council", "coverability", "social services")
    assert {word for word in unsaid if word in said} == set()


def test_what_is_guessed_of_a_table(tmp_path: Path) -> None:
    people, jobless, children = (guess(path) for path in _tables(tmp_path))
    assert [(one.name, len(one.filled)) for one in people.areas] == [("Квартал", 4), ("Район", 2)]
    assert (people.encoding, people.delimiter, people.cadence) == ("utf-8", ";", "year")
    assert (jobless.encoding, jobless.delimiter, jobless.thousands) == ("cp1251", ",", " ")
    assert [one.total for one in jobless.areas] == ["Общо"]
    assert [one.name for one in children.of("figure")] == ["Деца в бедност (%)"]
    assert children.decimal == ","


@pytest.mark.parametrize(
    ("header", "rows", "cadence", "date_format"),
    [
        ("Jahr;Quartal", [f"{year};{part}" for year in (2022, 2023) for part in "1234"],
         "quarter", None),
        ("Stichtag;x", [f"31.12.{year};a" for year in (2021, 2022, 2023)], "year", "DD.MM.YYYY"),
        ("Monat;x", ["2023-01;a", "2023-02;a"], "month", None),
        ("Schuljahr;x", ["2021/22;a", "2022/23;a"], "school_year", None),
    ],
)  # fmt: skip
def test_periods_are_guessed_by_their_values(
    tmp_path: Path, header: str, rows: list[str], cadence: str, date_format: str | None
) -> None:
    path = tmp_path / "t.csv"
    lines = [f"{row};{place};{7 * n + len(place)}" for n, row in enumerate(rows) for place in "ab"]
    path.write_text("\n".join([f"{header};Ort;Anzahl", *lines]), "utf-8")
    found = guess(path)
    assert (found.cadence, found.date_format) == (cadence, date_format)


def test_what_is_written_of_a_table_without_periods_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "areas_2018.csv"
    path.write_text("Ort;Bezirk;Anzahl\n01 A;X;3\n02 B;X;4\n03 C;Y;5\n", "utf-8")
    folder = write_city("Ort", [str(path)], tmp_path / "city", "de")
    catalogue = load_catalogue(folder)
    assert catalogue.sources[0].period.fixed == "2018"
    (reading,) = read_tables(catalogue)
    assert reading.problems == []
    assert reading.first is not None
    assert reading.first.text == "2018"


def test_labels_with_codes_are_read_by_them() -> None:
    assert "code" in area_pattern(["01 Nord", "02 Süd"])
    assert "code" not in area_pattern(["01 Nord", "Süd"])
    assert "code" not in area_pattern(["1 Nord", "1 Süd"])


def test_a_table_at_an_address_is_fetched_and_its_address_declared(tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    _tables(tmp_path / "served")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path / "served")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}/{quote('население.csv')}"
        folder = write_city("Ort", [url], tmp_path / "city", "de")
        with pytest.raises(MonitorError, match="missing"):
            write_city("Ort", [url.replace(quote("население"), "missing")], tmp_path / "b", "de")
        server.shutdown()
    source = load_catalogue(folder).source("naselenie")
    assert source.url == url
    assert [area.level for area in source.areas] == ["kvartal", "raion"]


def test_nothing_is_overwritten_and_nothing_half_is_left(tmp_path: Path) -> None:
    tables = _tables(tmp_path)
    folder = write_city("Ort", [str(one) for one in tables], tmp_path / "city", "de")
    before = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    with pytest.raises(MonitorError, match="nothing is overwritten"):
        write_city("Ort", [str(one) for one in tables], folder, "de")
    assert before == {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    assert decisions(folder)
    empty = tmp_path / "empty.csv"
    for content, said in (
        (b"", "no table"),
        (b"Jahr;Ort;Text\n2020;a;b c\n", "no column of figures"),
    ):
        empty.write_bytes(content)
        with pytest.raises(MonitorError, match=said):
            write_city("Ort", [str(empty)], tmp_path / "other", "de")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["city"]
