"""What a file is, told by its first bytes and not by its name."""

import io
import re
import zipfile

# what providers send in place of a table, or formats that are not read; told by how they begin
_BEGINNINGS = (
    (b"PAR1", "parquet"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
_HTML = ("<!doctype html", "<html", "<head", "<body")
# what no table holds and pages have near their beginning, after comments or a byte order mark
_MARKUP = re.compile(r"<(!doctype\s+html|html|head|meta|script|body)\b", re.IGNORECASE)
# the first keyword of a PC-Axis file
_PX = re.compile(
    r"(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGES?|CREATION-DATE|DECIMALS|SHOWDECIMALS|MATRIX|"
    r"SUBJECT-(?:CODE|AREA)|COPYRIGHT|PX-SERVER|NEXT-UPDATE|TITLE|CONTENTS)(?:\[\w+\])?\s*="
)
_DELIMITERS = "\t;,|"

PAGES = ("html", "xml", "json")
"""What providers answer with in place of a table."""

NAMES = {
    "csv": "a CSV table",
    "tsv": "a table with tabs",
    "json": "a JSON document",
    "parquet": "a Parquet file",
    "px": "a PC-Axis file",
    "xlsx": "an XLSX file",
    "ods": "an OpenDocument spreadsheet",
    "zip": "a ZIP file",
    "html": "an HTML page",
    "xml": "an XML document",
    "pdf": "a PDF document",
    "xls": "an old Excel file, or one with a password",
    "gzip": "a gzip file",
    "picture": "a picture",
    "empty": "empty",
    "other": "nothing that is known here",
}
"""Each answer of :func:`kind_of`, as messages call it."""


def kind_of(content: bytes) -> str:
    """What the bytes are: a format of ``sources.yaml`` (``csv``, ``tsv``, ``json``, ``parquet``,
    ``px``, ``xlsx``, ``ods``), ``zip``, or what is no table here: ``html``, ``xml``, ``pdf``,
    ``xls``, ``gzip``, ``picture``, ``empty``, ``other``. Nothing is unpacked; a text is ``csv`` or
    ``tsv`` by the more frequent of their delimiters.
    """
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    text = _beginning(content)
    if text is None:
        return "other"
    page = kind_of_page(text)
    if page is not None:
        return page
    if not text.strip():
        return "empty"
    if _PX.match(text.lstrip("\ufeff \t\r\n")):
        return "px"
    counts = {one: text.count(one) for one in _DELIMITERS}
    return "tsv" if max(counts, key=counts.__getitem__) == "\t" and counts["\t"] else "csv"


def kind_of_page(text: str) -> str | None:
    """``html``, ``xml`` or ``json`` where a text is that and no delimited table."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(_HTML) or start.startswith("<!doctype"):
        return "html"
    if start.startswith("<?xml"):
        return "xml"
    if start.startswith(("{", "[")):
        return "json"
    return "html" if _MARKUP.search(text[:1000]) else None


def _kind_of_package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except Exception:
        # whatever is wrong with it is told where it is unpacked
        return "zip"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if {"content.xml", "mimetype"} <= names else "zip"


def _beginning(content: bytes) -> str | None:
    """The first characters of a text; None where it is none."""
    start = content[:4000]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", errors="replace")
    return None if b"\0" in start else start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
