"""Reads the bytes of a file as the table of texts that its declaration says they are."""

import codecs
import re
from typing import TYPE_CHECKING

from sozialraum.declarations.source import Source
from sozialraum.ingest.formats.delimited import read_delimited
from sozialraum.ingest.formats.json_stat import read_json_stat
from sozialraum.ingest.formats.kind import NAMES, kind_of, kind_of_page
from sozialraum.ingest.formats.packed import unpack_member
from sozialraum.ingest.formats.px import read_px
from sozialraum.ingest.formats.sdmx_json import read_sdmx_json
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.formats.typed import read_json, read_parquet

if TYPE_CHECKING:
    import pyarrow


def read_texts(source: Source, content: bytes) -> "pyarrow.Table":
    """All that stands in the table of a file of ``source``, title and header among it, as texts.

    The columns are called ``0``, ``1``, …; row 1 of the file is the first one. Of records (JSON)
    and of Parquet the first row has their names. Spreadsheets are read by ``office``.

    Raises:
        FormError: the file is something else than was declared, or cannot be read as that.
    """
    content = table_bytes(source, content)
    if source.format == "parquet":
        return read_parquet(content, source.decimal)
    text = decoded(content, source)
    if source.format == "json":
        return read_json(text, source.records, source.decimal)
    # a zero is the figure itself
    zeros = [mark for mark, means in source.notation.in_place.items() if means == "zero"]
    instead = [mark for mark in source.notation.in_place if mark not in zeros]
    if source.format == "json-stat":
        return read_json_stat(text, source.decimal, source.marks, instead, zeros)
    if source.format == "sdmx-json":
        return read_sdmx_json(text, source.decimal, source.marks, instead, zeros)
    if source.format == "px":
        return read_px(text, source.decimal)
    return read_delimited(text, source.separator)


def table_bytes(source: Source, content: bytes) -> bytes:
    """The bytes of the table itself, out of a ZIP file where that is declared.

    Raises:
        FormError: there is nothing, no such file in the ZIP, or something of another kind.
    """
    inside = ""
    if source.member is not None:
        name, content = unpack_member(content, source.member)
        inside = f"'{name}' in the ZIP file: "
    problem = problem_with_kind(source, content)
    if problem is not None:
        expected = _EXPECTED.get(source.format, NAMES[source.table_kind])
        raise FormError(inside + problem, expected if content.strip() else _SOMETHING)
    return content


_SOMETHING = "a header row and figures"
_EXPECTED = {
    "csv": "a CSV table; the provider may have answered with an error or login page",
    "tsv": "a table with tabs; the provider may have answered with an error or login page",
}


def problem_with_kind(source: Source, content: bytes) -> str | None:
    """Why bytes are not of the declared format, as far as their beginning tells."""
    found, wanted = kind_of(content), source.table_kind
    if found == wanted:
        return None
    if found == "empty":
        return "the file is empty"
    if wanted in ("csv", "tsv"):
        # of what encodings make of a text only its own can tell; of delimiters the header
        if found in ("csv", "tsv", "other"):
            return None
        if found in ("html", "xml", "json"):
            start = content.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()[:40]
            return f"row 1 begins with {start!r}: {NAMES[found]}, not a table"
    return f"the file is {NAMES[found]}, not {NAMES[wanted]}"


def decoded(content: bytes, source: Source) -> str:
    """The text of a table in its declared encoding.

    Raises:
        FormError: it is in another one, empty, or a page.
    """
    try:
        text = content.decode(source.encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise FormError(
            f"row {row}, byte {error.start}: {content[error.start : error.end]!r} is not "
            f"{source.encoding}",
            f"text in {source.encoding} (`encoding` in sources.yaml; the entry begins in "
            f"{source.places.entry})",
        ) from None
    if not text.strip():
        raise FormError("the file is empty", _SOMETHING)
    if not content.isascii() and _is_utf8(content) and not _is_unicode(source.encoding):
        raise FormError(
            f"its bytes are UTF-8 and not {source.encoding}: as that they would say "
            f"{_first_other(text)!r}",
            f"text in {source.encoding}, or `encoding: utf-8` in sources.yaml (the entry begins "
            f"in {source.places.entry})",
        )
    if source.format in ("csv", "tsv") and (page := kind_of_page(text)) is not None:
        raise FormError(
            f"row 1 begins with {text.lstrip()[:40]!r}: {NAMES[page]}, not a table",
            _EXPECTED[source.format],
        )
    return text


def _is_utf8(content: bytes) -> bool:
    """Of other texts with letters outside of English hardly one is that by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_unicode(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith("utf")


def _first_other(text: str) -> str:
    """The first word with a letter outside of English; of a very long one what is around that."""
    found = re.search(r"[^\x00-\x7f]{1,40}\w{,40}", text)
    if found is None:
        return text[:40]
    before = text[max(0, found.start() - 40) : found.start()]
    return re.split(r"\W", before)[-1] + found[0]
