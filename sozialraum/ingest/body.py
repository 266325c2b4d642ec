"""Is an answer's body the table that was asked for? Checked before anything is landed."""

import codecs
import re
from dataclasses import dataclass
from email.message import Message

# Encodings in which other text hardly ever decodes by chance: here the body is the better witness.
_SELF_EVIDENT = {"utf-8", "utf-8-sig", "utf-16", "utf-32"}

_PAGES = {
    "an HTML page": ("<!doctype", "<html", "<head", "<body"),
    "an XML document": ("<?xml",),
    "a JSON document": ("{", "["),
}


@dataclass(frozen=True)
class Body:
    """What a provider sent, decompressed, with the headers that describe it."""

    content: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    http_status: int


# what no table holds and pages have near their beginning, after comments or a byte order mark
_MARKUP = re.compile(r"<(!doctype\s+html|html|head|meta|script|body)\b", re.IGNORECASE)


def kind_of_page(text: str) -> str | None:
    """What a text is that is no table, or None: providers answer with error and login pages."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    for kind, beginnings in _PAGES.items():
        if start.startswith(beginnings):
            return kind
    return "an HTML page" if _MARKUP.search(text[:1000]) else None


def problem_with(body: Body, encoding: str) -> str | None:
    """Why ``body`` is not a table in the declared ``encoding``; None where nothing speaks
    against it."""
    if not body.content.strip():
        return "the answer is empty"
    page = kind_of_page(body.content[:1000].removeprefix(codecs.BOM_UTF8).decode("latin-1"))
    if page is not None:
        return f"the answer is {page}, not a table (an error or login page?)"
    return _wrong_charset(body, encoding)


def _wrong_charset(body: Body, encoding: str) -> str | None:
    try:
        body.content.decode(encoding)
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
