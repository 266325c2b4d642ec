"""What comes from the portal in order and still is no newer state of the table is set aside.

A local portal serves bundled tables; then it serves them with faults that HTTP cannot show.
"""

import itertools
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.acceptance import Acceptance
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.portal import PORTAL_VARIABLE, PortalConnector
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.wire import WireError, check_wire_format
from tests.ingest.portal_server import PortalServer

SERIES = "deaths"
TABLE = "labour_market"


class Scene:
    """A portal, and a warehouse that asks it again and again."""

    def __init__(
        self,
        catalogue: Catalogue,
        portal: PortalServer,
        landing: Path,
        connection: duckdb.DuckDBPyConnection,
    ) -> None:
        self.catalogue = catalogue
        self.portal = portal
        self.store = LandingStore(landing)
        self.connection = connection

    def table(self, source: Source) -> Path:
        """The newest file of the source at the portal."""
        pattern = source.dataset.replace("{year}", "*")
        return sorted(self.portal.folder.glob(f"{pattern}.csv"))[-1]

    def spoil(self, source: Source, change: Callable[[bytes], bytes]) -> Path:
        path = self.table(source)
        path.write_bytes(change(path.read_bytes()))
        return path

    def fetch(self, source: Source) -> list[Answer]:
        """As a live refresh does: asked, judged, landed, loaded where that is possible."""
        self.portal.forget()
        connector = PortalConnector(self.catalogue, self.catalogue.snapshot.retrieved_at.date())
        acceptance = Acceptance(self.connection, source, self.store)
        answers = []
        try:
            for brought in connector.retrieve(source, acceptance.known, lambda _: None):
                answer = acceptance.judge(brought)
                answers.append(answer)
                if isinstance(answer, Retrieved):
                    landing, _ = self.store.land(source.id, answer)
                    load(self.connection, source, check_wire_format(source, landing))
        finally:
            connector.close()
        return answers

    def aside(self, source: Source) -> list[Path]:
        return sorted((self.store.root / source.id).glob("*/set_aside/*.csv"))


@pytest.fixture
def scene(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    folder = tmp_path / "tables"
    folder.mkdir()
    for source_id in (TABLE, SERIES):
        pattern = catalogue.source(source_id).dataset.replace("{year}", "*")
        for path in catalogue.snapshot_folder.glob(f"{pattern}.csv"):
            shutil.copy(path, folder)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with PortalServer(folder) as portal, duckdb.connect() as connection:
        monkeypatch.setenv(PORTAL_VARIABLE, portal.url)
        prepare_raw(connection, catalogue.source_ids)
        yield Scene(catalogue, portal, tmp_path / "landing", connection)


@pytest.fixture
def table(catalogue: Catalogue) -> Source:
    return catalogue.source(TABLE)


def _cut(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(lines[: len(lines) // 2])


FAULTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut at the end of a line": (_cut, r"\d+ of \d+ rows are no longer there \(.* to .*\)"),
    "another header": (
        lambda content: content.replace(b"Jahr;", b"Year;", 1),
        r"row 1: missing column 'Jahr'.*sources\.yaml:\d+",
    ),
    "the history replaced by as many other rows": (
        lambda content: content.replace(b"\n2011;", b"\n2051;"),
        r"12 of \d+ rows are no longer there \(2011-01 to 2011-12\)",
    ),
    "periods in another form": (
        lambda content: content.replace(b"\n20", b"\n'20"),
        r"periods like \"'2011 0?1\" cannot be read as a month \(`period` in .*sources\.yaml:\d+",
    ),
    "no row at all": (lambda content: content.splitlines(keepends=True)[0], "no row below it"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_body_that_is_no_newer_state_is_kept_beside_and_heals(
    scene: Scene, table: Source, fault: str
) -> None:
    change, said = FAULTS[fault]
    good = scene.table(table).read_bytes()
    scene.fetch(table)
    path = scene.spoil(table, change)

    for _ in range(2):
        # asked without the marks of the bad body, or the portal would say "not modified"
        (answer,) = scene.fetch(table)
        assert isinstance(answer, Unavailable)
        assert (answer.is_stale, scene.portal.asked()) == (True, [200])
        assert re.search(said, answer.problem), answer.problem
        (aside,) = scene.aside(table)
        assert aside.read_bytes() == path.read_bytes()
        assert aside.name in answer.problem
        (record,) = aside.parent.glob("*.json")
        assert json.loads(record.read_text("utf-8"))["problem"] in answer.problem
        assert [one.path.read_bytes() for one in scene.store.vintages(table.id)] == [good]

    # the portal is well again: first as before, then with something new
    path.write_bytes(good)
    assert isinstance(scene.fetch(table)[0], Unchanged)
    path.write_bytes(good + _one_more(good))
    assert isinstance(scene.fetch(table)[0], Retrieved)
    assert len(scene.store.vintages(table.id)) == 2


def test_of_lost_rows_that_are_spelt_otherwise_it_is_said_how(scene: Scene, table: Source) -> None:
    header, *rows = scene.table(table).read_bytes().splitlines()

    def says(*texts: bytes) -> None:
        each = zip(rows, itertools.cycle(texts))
        lines = [header + b";Status", *(row + b";" + text for row, text in each)]
        scene.table(table).write_bytes(b"\n".join(lines))

    chosen = table.model_copy(update={"where": {"Status": "final"}})
    says(b"final", b"final", b"draft")
    assert isinstance(scene.fetch(chosen)[0], Retrieved)
    says(b"final", b"final*", b"draft")
    (answer,) = scene.fetch(chosen)
    assert isinstance(answer, Unavailable)
    assert re.search(r"lost|no longer there", answer.problem)
    assert "there is Status 'final*' now, which is not taken (if it counts" in answer.problem


def _one_more(content: bytes) -> bytes:
    """The last row once more, for a year that is not there yet."""
    return b"2051" + content.splitlines(keepends=True)[-1][4:]


def test_a_loss_that_is_declared_is_taken(scene: Scene, table: Source) -> None:
    scene.fetch(table)
    scene.spoil(table, _cut)
    assert isinstance(scene.fetch(table)[0], Unavailable)
    meant = table.model_copy(update={"max_lost_share": 0.6})
    assert isinstance(scene.fetch(meant)[0], Retrieved)


def test_a_first_body_that_is_no_table_is_landed_and_asked_for_again_in_full(
    scene: Scene, table: Source
) -> None:
    path = scene.table(table)
    good = path.read_bytes()
    path.write_bytes(good.replace(b"Jahr;", b"Year;", 1))
    for _ in range(2):
        # the portal's mark stands for the bad body: with it the answer would be 304 for ever
        with pytest.raises(WireError, match="missing column 'Jahr'"):
            scene.fetch(table)
        assert scene.portal.asked() == [200]
    assert scene.aside(table) == []
    path.write_bytes(good)
    assert isinstance(scene.fetch(table)[0], Retrieved)


def test_a_bad_new_year_of_a_series_leaves_the_other_years_in_use(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    path = scene.table(series)
    good = path.read_bytes()
    path.unlink()
    known = [answer.dataset_id for answer in scene.fetch(series) if isinstance(answer, Retrieved)]
    path.write_bytes(good.splitlines(keepends=True)[0])
    answers = {answer.dataset_id: answer for answer in scene.fetch(series)}
    new = answers.pop(path.stem)
    assert isinstance(new, Unavailable)
    assert (new.is_stale, new.is_needed) == (True, False)
    assert known
    assert all(isinstance(answers[dataset], Unchanged) for dataset in known)


def _fetched(scene: Scene, series: Source, path: Path) -> Answer:
    """The answer for one table of a series."""
    (answer,) = (one for one in scene.fetch(series) if one.dataset_id == path.stem)
    return answer


def _other_year(content: bytes, years: int) -> bytes:
    year = int(content.splitlines()[-1][:4])
    return content.replace(b"\n%d;" % year, b"\n%d;" % (year + years))


def _year_before(content: bytes) -> bytes:
    """The rows of a year, which say the year before."""
    return _other_year(content, -1)


def test_a_new_year_whose_rows_say_the_last_one_is_not_used(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    path = scene.table(series)
    good = path.read_bytes()
    path.unlink()
    scene.fetch(series)
    path.write_bytes(_year_before(good))
    new = _fetched(scene, series, path)
    assert isinstance(new, Unavailable)
    year = int(good.splitlines()[-1][:4])
    assert f"no row is of a later time than {year - 1}" in new.problem
    assert f"it is the table of {year}" in new.problem
    path.write_bytes(good)
    assert any(isinstance(one, Retrieved) for one in scene.fetch(series))


@pytest.mark.parametrize(
    ("cadence", "role", "label"),
    [("school_year", "label", "{}/{}"), ("day", "date", "{1}-01-01")],
)
def test_a_new_year_is_asked_for_its_own_rows_where_periods_end_a_year_after_it(
    scene: Scene, catalogue: Catalogue, cadence: str, role: str, label: str
) -> None:
    """Of school years that are named by their first one, and of the first day behind a year."""
    series = catalogue.source(SERIES)
    period = series.period.model_copy(update={"year": None, role: "Jahr"})
    series = series.model_copy(update={"cadence": cadence, "period": period})

    def tell(path: Path, year: int) -> None:
        said = b"\n%s;" % label.format(year, year + 1).encode()
        path.write_bytes(re.sub(rb"\n\d{4}[^;]*;", said, path.read_bytes()))

    paths = scene.portal.folder.glob(series.dataset.replace("{year}", "*") + ".csv")
    years = {path: int(path.read_text().splitlines()[-1][:4]) for path in paths}
    for path, year in years.items():
        tell(path, year)
    newest = max(years, key=years.__getitem__)
    content = newest.read_bytes()
    newest.unlink()
    scene.fetch(series)
    newest.write_bytes(content)
    tell(newest, years[newest] - 1)
    new = _fetched(scene, series, newest)
    assert isinstance(new, Unavailable)
    assert "no row is of a later time than" in new.problem
    newest.write_bytes(content)
    new = _fetched(scene, series, newest)
    assert isinstance(new, Retrieved), new


def test_the_years_of_a_series_that_are_called_by_their_publication_are_read(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    newest = scene.table(series)
    for path in scene.portal.folder.glob(series.dataset.replace("{year}", "*") + ".csv"):
        path.write_bytes(_year_before(path.read_bytes()))
    content = newest.read_bytes()
    newest.unlink()
    scene.fetch(series)
    newest.write_bytes(content)
    new = _fetched(scene, series, newest)
    assert isinstance(new, Retrieved)


def test_a_year_that_was_landed_under_the_last_one_is_no_loss_when_it_is_mended(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    path = scene.table(series)
    good = path.read_bytes()
    path.write_bytes(_year_before(good))
    scene.fetch(series)
    path.write_bytes(good)
    mended = _fetched(scene, series, path)
    assert isinstance(mended, Retrieved), mended


def test_a_new_year_of_its_own_is_used_where_the_others_were_called_by_the_year_after(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    newest = scene.table(series)
    for path in scene.portal.folder.glob(series.dataset.replace("{year}", "*") + ".csv"):
        if path != newest:
            path.write_bytes(_other_year(path.read_bytes(), 1))
    content = newest.read_bytes()
    newest.unlink()
    scene.fetch(series)
    newest.write_bytes(content)
    new = _fetched(scene, series, newest)
    assert isinstance(new, Retrieved)


def test_a_table_that_said_the_year_before_from_the_first_is_used_when_it_is_revised(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    path = scene.table(series)
    path.write_bytes(_year_before(path.read_bytes()))
    scene.fetch(series)
    content = path.read_bytes().rstrip()
    path.write_bytes(content[:-1] + (b"1" if content[-1:] != b"1" else b"2") + b"\r\n")
    revised = _fetched(scene, series, path)
    assert isinstance(revised, Retrieved), revised


def test_a_row_of_a_period_in_the_wrong_table_excuses_no_loss_of_the_others(
    scene: Scene, catalogue: Catalogue
) -> None:
    series = catalogue.source(SERIES)
    path = scene.table(series)
    lines = path.read_bytes().splitlines(keepends=True)
    year = int(lines[-1][:4])
    (before,) = scene.portal.folder.glob(series.dataset.replace("{year}", str(year - 1)) + ".csv")
    before.write_bytes(before.read_bytes() + lines[-1])
    scene.fetch(series)
    path.write_bytes(b"".join(lines[: series.min_rows + 2]))
    cut = _fetched(scene, series, path)
    assert isinstance(cut, Unavailable)
    assert "rows are no longer there" in cut.problem
