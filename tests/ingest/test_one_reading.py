"""What is checked is what is loaded, however strange the file: no second reader, no cell lost."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore, Retrieved
from sozialraum.ingest.raw import is_loaded, load, prepare_raw
from sozialraum.ingest.vintages import load_older_vintages
from sozialraum.ingest.wire import CheckedTable, WireError, check_wire_format

TABLE = "labour_market"


def _landed(catalogue: Catalogue, folder: Path, source: Source, content: bytes) -> Landing:
    landing, _ = LandingStore(folder).land(
        source.id,
        Retrieved(
            source.dataset, "", content, catalogue.snapshot.retrieved_at, licence=source.licence
        ),
    )
    return landing


def _loaded(catalogue: Catalogue, folder: Path, content: bytes) -> list[tuple[int, str, str]]:
    """(row, measure, value) of each cell that a file brings into ``raw.cell``."""
    source = catalogue.source(TABLE)
    landing = _landed(catalogue, folder, source, content)
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


CAUSES = (
    "Jahr;Pos.-Nr. der ICD-10;Todesursache;1. Quartal;2. Quartal;3. Quartal;4. Quartal;Insgesamt\n"
    "2023;A00-T98;Alle;9;9;9;9;36\n"
    "2023;F10-F19;Sucht;-;2;3;4;9\n"
    "2023; X60-X84 ;Andere;5;6;7;8;26\n"
)


def test_only_the_rows_that_are_asked_for_are_read_and_columns_name_quarters(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    source = catalogue.source("deaths_by_cause")
    landing = _landed(catalogue, tmp_path, source, CAUSES.encode())
    with duckdb.connect() as connection:
        prepare_raw(connection, catalogue.source_ids)
        load(connection, source, check_wire_format(source, landing))
        found = connection.execute(
            "select row_number, period_labels['year'] || '-' || period_labels['quarter'], "
            "value_text from raw.cell order by all"
        ).fetchall()
    assert found == [
        (3, "2023-1", "-"), (3, "2023-2", "2"), (3, "2023-3", "3"), (3, "2023-4", "4"),
        (4, "2023-1", "5"), (4, "2023-2", "6"), (4, "2023-3", "7"), (4, "2023-4", "8"),
    ]  # fmt: skip


def test_what_another_program_read_is_read_again(
    catalogue: Catalogue,
    bundled: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A reader that was mended would otherwise leave its wrong figures in use."""
    source = catalogue.source(TABLE)
    landing = _landed(catalogue, tmp_path, source, _written(bundled))
    with duckdb.connect() as connection:
        prepare_raw(connection, catalogue.source_ids)
        load(connection, source, check_wire_format(source, landing))
        assert is_loaded(connection, source, landing)
        monkeypatch.setattr("sozialraum.ingest.raw.reader_version", lambda: "another")
        assert not is_loaded(connection, source, landing)

        def refuse(source: Source, landing: Landing, content: bytes | None = None) -> CheckedTable:
            raise SourceError("a column is hidden.")

        # also of a file that another one replaced: what nobody else tells is gone with it
        newest = replace(landing, landing_id="newest")
        vintages = [landing, newest]
        args = connection, source, vintages, ["newest"], lambda _: True, refuse
        assert load_older_vintages(*args, takes_back=False) == (0, [], 1)
        assert connection.execute("select * from raw.cell").fetchall() != []
        loaded, told, others = load_older_vintages(*args)
        assert (loaded, others) == (0, 0)
        assert "a column is hidden. What another version of this program read" in told[0]
        assert connection.execute("select * from raw.cell").fetchall() == []
        assert load_older_vintages(*args) == (0, [], 1)


def test_a_value_that_rows_are_chosen_by_and_that_no_row_has_is_named(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    source = catalogue.source("deaths_by_cause")
    landing = _landed(catalogue, tmp_path, source, CAUSES.replace("X60-X84", "X60-X85").encode())
    with pytest.raises(WireError, match=r"no row says 'X60-X84'; rows say 'A00-T98', .*'X60-X85'"):
        check_wire_format(source, landing)


def test_a_header_with_an_odd_line_end_is_told_and_does_not_break_the_hint(
    catalogue: Catalogue, tmp_path: Path, bundled: list[list[str]]
) -> None:
    header = ";".join(f'"{name}"' for name in bundled[0])
    broken = header.replace(bundled[0][0], f"{bundled[0][0]}\rx", 1)
    content = f"{broken}\n{';'.join(bundled[1])}\n".encode()
    with pytest.raises(WireError, match="row 1: missing column"):
        _loaded(catalogue, tmp_path, content)


def test_a_file_of_which_month_and_day_are_exchanged_is_refused_with_the_way_out(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    """3 April and 4 March of it would be read as each other; only the others would be rejected."""
    source = next(one for one in catalogue.sources if "date" in one.period.columns)
    period = source.period.model_copy(update={"format": "DD/MM/YYYY"})
    source = source.model_copy(update={"period": period})
    path = catalogue.snapshot_folder / source.file_name(source.dataset)
    header, first, *_ = csv.reader(
        io.StringIO(path.read_text(source.encoding), newline=""), delimiter=source.separator
    )
    place = header.index(str(period.date))

    def content(*days: str) -> bytes:
        rows = [[*first[:place], day, *first[place + 1 :]] for day in days] * source.min_rows
        return "\n".join(map(source.separator.join, [header, *rows])).encode(source.encoding)

    def read(*days: str) -> int:
        landing = _landed(catalogue, tmp_path, source, content(*days))
        return check_wire_format(source, landing).height // source.min_rows

    with pytest.raises(WireError, match=r"'03/25/2025' is a day only with.*format: MM/DD/YYYY"):
        read("03/04/2025", "03/25/2025")
    assert read("03/04/2025", "03/25/2025", "31/03/2025") == 3
    assert read("03/04/2025", "03/05/2025") == 2
