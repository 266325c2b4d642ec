"""Files that no office means to deliver: each is refused in words, quickly, and harms nothing.

All figures are made up; files and sheets say TESTDATEN.
"""

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from sozialraum.base.errors import SourceError
from sozialraum.base.project import PROJECT
from sozialraum.declarations.source import Source
from sozialraum.ingest.office.reading import PROGRAM
from sozialraum.ingest.wire import CheckedTable
from tests.office.conftest import declared
from tests.office.test_office_table import EXPECTED, edited, office_file, rows_of

Read = Callable[[Source, Path], CheckedTable]
Change = Callable[[bytes], bytes]
SHEET = "xl/worksheets/sheet1.xml"


def rewritten(path: Path, part: str, change: Change) -> Path:
    """The XLSX file with a part of it changed."""
    whole = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(whole, "w", 8) as new:
        for entry in package.infolist():
            content = package.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    path.write_bytes(whole.getvalue())
    return path


def replaced(old: bytes, new: bytes) -> Change:
    def change(content: bytes) -> bytes:
        assert old in content, content
        return content.replace(old, new)

    return change


def prefixed(content: bytes) -> bytes:
    """``<c>`` becomes ``<x:c>``, as some programs write it."""
    tagged = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content)
    return tagged.replace(b" xmlns=", b" xmlns:x=")


def lengthened(claimed: int) -> Change:
    """The package says that each part has this many bytes."""

    def change(package: bytes) -> bytes:
        return re.sub(
            rb"(?s)(PK\x01\x02.{20})....",
            lambda match: match.group(1) + claimed.to_bytes(4, "little"),
            package,
        )

    return change


STRAY = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        (SHEET, replaced(b"</sheetData>", STRAY), ["sheet 'Daten TESTDATEN'", "cell XFD1048576"]),
        (SHEET, replaced(b'ref="B4:C4"', b'ref="A1:XFD1048576"'), ["merged cells overlap"]),
        (SHEET, replaced(b"<v>10</v>", b"<v>1&#48;3</v>"), ["cell B8", "read in two ways"]),
        (SHEET, replaced(b"<v>10</v>", b"<v>1<!-- -->0</v>"), ["sheet1.xml", "no spreadsheet pro"]),
        (SHEET, replaced(b'r="B8"', b'r="B0"'), ["the cell B0 stands in row 8"]),
        (SHEET, replaced(b'r="C8"', b'r="B8"'), ["row 8, column 2", "twice or out of order"]),
        (SHEET, replaced(b'<row r="9"', b'<row r="7"'), ["the cell A9 stands in row 7"]),
        (SHEET, replaced(b"<v>10</v>", b"<v>10&amp;</v>"), ["row 8, column 2", "written '10&'"]),
        (SHEET, replaced(b't="n"><v>10<', b't="s"><v>-1<'), ["shares the text '-1'"]),
        (SHEET, replaced(b't="n"', b't="number"'), ["of the unknown kind 'number'"]),
        (SHEET, replaced(b"schemas.", b"schemas}"), ["'worksheet' is none of a spreadsheet"]),
        (SHEET, replaced(b'<row r="9"', b'<row xmlns="urn:a" r="9"'), ["none", "but of 'urn:a'"]),
        (SHEET, replaced(b"</sheetData>", b"<a:b/></sheetData>"), ["unbound prefix"]),
        ("xl/workbook.xml", replaced(b"<sheets>", b"<!DOCTYPE a><sheets>"), ["workbook.xml"]),
        ("xl/workbook.xml", lambda content: b"", ["cannot be opened as a spreadsheet"]),
        (
            SHEET,
            lambda content: content[: content.index(b"<row")],
            ["sheet 'Daten TESTDATEN'", "no element found"],
        ),
    ],
)
def test_what_no_spreadsheet_program_writes_is_refused(
    tmp_path: Path, read: Read, part: str, change: Change, said: list[str]
) -> None:
    path = rewritten(office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"), part, change)
    with pytest.raises(SourceError) as error:
        read(declared(), path)
    for text in ["source 'testdaten_care', file TESTDATEN.xlsx", "Expected:", *said]:
        assert text in str(error.value)


def test_what_programs_keep_beside_the_sheets_is_not_looked_at(tmp_path: Path, read: Read) -> None:
    """Queries of Excel are in UTF-16, what SharePoint adds has CDATA."""
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("customXml/item1.xml", '<?xml version="1.0"?><a/>'.encode("utf-16"))
        package.writestr("customXml/item2.xml", b"<a><![CDATA[b]]></a>")
        package.writestr("docProps/custom.xml", b"<!-- a --><a/>")
    assert rows_of(read(declared(), path)) == EXPECTED


def flipped(package: bytes) -> bytes:
    at = package.index(b"sheet1.xml") + 60
    return package[:at] + bytes([package[at] ^ 255]) + package[at + 1 :]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (flipped, "cannot be opened as a spreadsheet"),
        (lengthened(200_000_000), r"it has 1,400,000,000 bytes, .* 200,000,000 .*: at most 250"),
        # a part that is longer than the package says is not unpacked any further
        (lengthened(100), "Bad CRC"),
        (lambda package: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (lambda package: b"\xd0\xcf\x11\xe0 Workbook", "an old Excel file"),
    ],
)
def test_a_package_that_is_none_or_lies_is_refused(
    tmp_path: Path, read: Read, change: Change, said: str
) -> None:
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(SourceError, match=said):
        read(declared(), path)


def test_more_than_memory_holds_ends_the_reading_and_nothing_else(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sozialraum.ingest.office.reading.MAX_MEMORY", 200_000_000)
    path = tmp_path / "TESTDATEN.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("TESTDATEN")
        for row in range(100):
            sheet.write_row(row, 0, ["long"] * 20)
    text = b"x" * 1_000_000
    rewritten(path, "xl/sharedStrings.xml", replaced(b"<t>long</t>", b"<t>" + text + b"</t>"))
    with pytest.raises(SourceError, match="took more than 200,000,000 bytes of memory"):
        read(declared(), path)


def test_errors_and_uncomputed_formulas_are_seen_under_any_prefix(
    tmp_path: Path, read: Read
) -> None:
    path = edited(office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"), B8="#REF!", C8="=1+1")
    rewritten(path, SHEET, prefixed)
    first, *others = rows_of(read(declared(), path))
    assert first["Hilfen | ambulant | Anzahl"] == "#REF!"
    assert first["Hilfen | stationär | Anzahl"] == "#FORMEL"
    assert others == EXPECTED[1:]


def test_an_error_that_is_not_known_is_named_with_its_cell(tmp_path: Path, read: Read) -> None:
    path = edited(office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"), B8="#REF!")
    rewritten(path, SHEET, replaced(b"#REF!", b"#SPILL!"))
    with pytest.raises(SourceError, match="sheet 'Daten TESTDATEN', B8 shows #SPILL!"):
        read(declared(), path)


@pytest.mark.parametrize("said", [b'fullCalcOnLoad="1"', b'calcCompleted="0"'])
def test_a_value_that_is_still_to_be_computed_is_no_figure(
    said: bytes, tmp_path: Path, read: Read
) -> None:
    # XlsxWriter writes 0 and leaves the computing to the program that opens the file
    path = tmp_path / "TESTDATEN.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Daten TESTDATEN")
        for number, row in enumerate(office_file().grid()[0]):
            sheet.write_row(number, 0, row)
        sheet.write_formula("B8", "=5+5")
    rewritten(path, "xl/workbook.xml", replaced(b'fullCalcOnLoad="1"', said))
    first, *others = rows_of(read(declared(), path))
    assert first["Hilfen | ambulant | Anzahl"] == "#FORMEL"
    assert others == EXPECTED[1:]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfea", "row 1, byte 2: b'a' is no text"),
        (b"a;b\n" * 1_000 + b";" * 3_000, "reaches to cell .*, and has 3,004,001 cells"),
    ],
)
def test_a_text_that_is_no_table_is_refused(
    tmp_path: Path, read: Read, content: bytes, said: str
) -> None:
    path = tmp_path / "TESTDATEN.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read(declared(), path)


def test_a_reading_that_does_not_end_is_ended(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sozialraum.ingest.office.reading.MAX_SECONDS", 0)
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    with pytest.raises(SourceError, match="took more than 0 seconds"):
        read(declared(), path)


def test_a_reading_that_somebody_kills_is_not_laid_to_the_file(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reader").write_text("#!/bin/sh\nkill -KILL $$\n")
    (tmp_path / "reader").chmod(0o700)
    monkeypatch.setattr("sys.executable", str(tmp_path / "reader"))
    broken_off: list[str] = []
    monkeypatch.setattr("sozialraum.ingest.office.reading.BROKEN_OFF", broken_off)
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    with pytest.raises(SourceError, match=r"ended by SIGKILL: .* the next refresh tries again"):
        read(declared(), path)
    assert len(broken_off) == 1


def test_the_same_file_is_read_whatever_the_folder_it_is_read_from_holds(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit('not the one')")
    monkeypatch.chdir(tmp_path)
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    assert rows_of(read(declared(), path)) == EXPECTED


def test_the_process_that_reads_ends_with_the_one_that_waits() -> None:
    """Killed while a file is read, a refresh leaves no process behind."""
    waiting = (
        "import os, subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-I', '-m', {PROGRAM!r}, '.csv', '1500000000', "
        "'60', str(os.getpid())], stdin=int(sys.argv[1]))\n"
        "print(child.pid, flush=True)\n"
        "sys.stdin.readline()\n"
    )
    # its input never ends
    end, ours = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", waiting, str(end)],
        cwd=PROJECT,
        pass_fds=[end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.kill()
    until = time.monotonic() + 10
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _lives(child)
    os.close(end)
    os.close(ours)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
