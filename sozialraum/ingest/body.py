"""Is an answer's body the table that was asked for? Checked before anything is landed."""

import codecs
from dataclasses import dataclass
from email.message import Message

from sozialraum.declarations.source import Source
from sozialraum.ingest.formats.kind import NAMES, PAGES, kind_of

# Encodings in which other text hardly ever decodes by chance: here the body is the better witness.
_SELF_EVIDENT = {"utf-8", "utf-8-sig", "utf-16", "utf-32"}
# What is meant where providers state these, as HTML's standard has it.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# How a text of two bytes a character ends a line, by the mark that it begins with.
_WIDE_ENDS = {
    codecs.BOM_UTF16_LE: (b"\n\0", b"\r\0"),
    codecs.BOM_UTF16_BE: (b"\0\n", b"\0\r"),
}


@dataclass(frozen=True)
class Body:
    """What a provider sent, decompressed, with the headers that describe it."""

    content: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    http_status: int
    length_is_told: bool = True
    """Whether a body that lost its end would have been noticed: by its length, chunks, checksum."""
    next_page: str | None = None
    """Where the table goes on, if a header says that this is one page of it."""
    records: tuple[str, int] | None = None
    """The header that says how many records there are on all pages, and what it says."""

    @property
    def may_be_cut(self) -> bool:
        """Whether it is a table as text of which nothing tells that its last figure is whole."""
        is_text = kind_of(self.content) in ("csv", "tsv", "other")
        return is_text and not self.length_is_told and not ends_with_line(self.content)


def ends_with_line(content: bytes) -> bool:
    """Whether the last line of a text is whole, also of one in UTF-16."""
    wide = _WIDE_ENDS.get(content[:2])
    if wide is None:
        return content.endswith((b"\n", b"\r"))
    return len(content) % 2 == 0 and content.endswith(wide)


def problem_with(body: Body, source: Source) -> str | None:
    """Why ``body`` is not a table in the declared form; None where nothing speaks against it."""
    found = kind_of(body.content)
    if found == "empty":
        return "the answer is empty"
    wanted = source.content_kind
    if found in PAGES and found != wanted:
        return f"the answer is {NAMES[found]}, not a table (an error or login page?)"
    if wanted in ("csv", "tsv"):
        if found not in ("csv", "tsv", "other"):
            return f"the answer is {NAMES[found]}, not {NAMES[wanted]}"
        return _wrong_charset(body, source.encoding)
    # a ZIP file may look like a spreadsheet, which is one
    if found != wanted and not (wanted == "zip" and found in ("xlsx", "ods")):
        return f"the answer is {NAMES[found]}, not {NAMES[wanted]}"
    return _wrong_charset(body, source.encoding) if wanted in ("json", "px") else None


def _wrong_charset(body: Body, encoding: str) -> str | None:
    try:
        text = body.content.decode(encoding)
    except UnicodeDecodeError as error:
        row = body.content[: error.start].count(b"\n") + 1
        found = f"row {row}, byte {error.start}: {body.content[error.start : error.end]!r}"
        stated = _stated_charset(body)
        return f"{found} is not {encoding}, as `encoding` in sources.yaml says" + (
            f" (the provider states charset={stated})" if stated else ""
        )
    stated = _stated_charset(body)
    if (
        stated is None
        or _normal(stated) == _normal(encoding)
        or _normal(encoding) in _SELF_EVIDENT
        or body.content.isascii()
    ):
        return None
    try:
        if body.content.decode(_MEANT.get(_normal(stated), stated)) == text:
            return None
    except (LookupError, ValueError):
        # a server that says the same of all its files is no witness of this one
        return None
    return (
        f"the provider states charset={stated}, `encoding` in sources.yaml says {encoding}; "
        "one of them is wrong"
    )


def _stated_charset(body: Body) -> str | None:
    header = Message()
    header["Content-Type"] = body.content_type or ""
    charset = header.get_param("charset")
    return charset if isinstance(charset, str) and charset else None


def _normal(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding.lower()
