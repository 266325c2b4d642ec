"""What is checked is what is loaded, however strange the file: no second reader, no cell lost."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.wire import WireError, check_wire_format

TABLE = "labour_market"


def _loaded(catalogue: Catalogue, folder: Path, content: bytes) -> list[tuple[int, str, str]]:
    """(row, measure, value) of each cell that a file brings into ``raw.cell``."""
    source = catalogue.source(TABLE)
    store = LandingStore(folder)
    landing, _ = store.land(
        source.id,
        Retrieved(
            source.dataset, "", content, catalogue.snapshot.retrieved_at, licence=source.licence
        ),
    )
    with duckdb.connect() as connection:
        prepare_raw(connection, catalogue.source_ids)
        load(connection, source, check_wire_format(source, landing))
        found = connection.execute(
            "select row_number, measure_label, value_text from raw.cell"
        ).fetchall()
    # which blanks around a value are kept does not matter: staging reads none of them
    return sorted((number, label, value.strip()) for number, label, value in found)


def _cells(source: Source, rows: Sequence[Sequence[str]]) -> list[tuple[int, str, str]]:
    header = [name.strip() for name in rows[0]]
    places = {m.column: header.index(m.column.strip()) for m in source.measures}
    return sorted(
        (number, column, row[place].strip())
        for number, row in enumerate(rows[1:], start=2)
        for column, place in places.items()
    )


@pytest.fixture
def bundled(catalogue: Catalogue) -> list[list[str]]:
    path = catalogue.snapshot_folder / f"{catalogue.source(TABLE).dataset}.csv"
    text = path.read_bytes().decode()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def _written(rows: Sequence[Sequence[str]], ends: Sequence[str] = ("\r\n",)) -> bytes:
    lines = []
    for number, row in enumerate(rows):
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=";", lineterminator=ends[number % len(ends)]).writerow(row)
        lines.append(line.getvalue())
    return "".join(lines).encode()


def test_undeclared_columns_of_one_name_move_no_figure(
    catalogue: Catalogue, bundled: list[list[str]], tmp_path: Path
) -> None:
    widened = [
        ["Hinweis", "Hinweis", *row, "Ende"] if number == 0 else ["7", "8", *row, ""]
        for number, row in enumerate(bundled)
    ]
    found = _loaded(catalogue, tmp_path, _written(widened))
    assert found == _cells(catalogue.source(TABLE), bundled)


@pytest.mark.parametrize("ends", [("\r\n",), ("\n",), ("\r\n", "\n"), ("\n", "\r\n", "\r\n")])
def test_a_line_feed_in_a_header_and_mixed_line_ends_lose_no_cell(
    catalogue: Catalogue, bundled: list[list[str]], tmp_path: Path, ends: tuple[str, ...]
) -> None:
    noted = [
        [*row, "Anmerkung\nder Stelle" if number == 0 else "zwei\nZeilen"]
        for number, row in enumerate(bundled)
    ]
    found = _loaded(catalogue, tmp_path, _written(noted, ends))
    assert found == _cells(catalogue.source(TABLE), bundled)


@settings(max_examples=60, deadline=None)
@given(
    strange=st.lists(
        st.text(st.characters(exclude_categories=("Cs",)), max_size=12), min_size=1, max_size=6
    ),
    ends=st.lists(st.sampled_from(["\r\n", "\n"]), min_size=1, max_size=3),
)
def test_whatever_stands_in_a_field_is_loaded_as_it_stands_or_the_file_is_refused(
    catalogue: Catalogue,
    tmp_path_factory: pytest.TempPathFactory,
    strange: list[str],
    ends: list[str],
) -> None:
    source = catalogue.source(TABLE)
    path = catalogue.snapshot_folder / f"{source.dataset}.csv"
    text = path.read_bytes().decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[:8]
    at = rows[0].index(source.measures[0].column)
    for row, value in zip(rows[1:], strange, strict=False):
        row[at] = value
    try:
        found = _loaded(catalogue, tmp_path_factory.mktemp("landing"), _written(rows, ends))
    except WireError:
        return
    assert found == _cells(source, rows)
