"""The package (ZIP) that a spreadsheet is, unpacked within limits and packed anew.

What was unpacked and checked here is what the reader of spreadsheets gets: whatever a package says
of itself twice (sizes, names, where a part lies) was read once.
"""

import io
import zipfile

from sozialraum.base.errors import SourceError

MAX_UNPACKED_BYTES = 250_000_000
_XML = (".xml", ".rels")


def unpack(content: bytes, read: tuple[str, ...]) -> dict[str, bytes]:
    """The parts of the package that hold XML and are read, by name. What programs keep in others
    (queries, macros, pictures, who saved it) says nothing of cells, and is written in any way.

    Args:
        read: how the names of such parts begin, in lower case.

    Raises:
        SourceError: too much, a name that stands for two parts, or XML that could be read in two
            ways.
        zipfile.BadZipFile: a part is not as long as the package says, or not what it was.
    """
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = [
            one
            for one in package.infolist()
            if (name := one.filename.lower()).startswith(read) and name.endswith(_XML)
        ]
        _refuse_too_much(sum(one.file_size for one in entries), entries)
        for entry in entries:
            if entry.filename.lower() in {name.lower() for name in parts}:
                raise SourceError(
                    f"'{entry.filename}' stands in the file twice. Expected: each part once, as "
                    "Excel or LibreOffice saves it"
                )
            parts[entry.filename] = part = package.read(entry)
            # comments, CDATA and entities of its own, or another encoding than all others have
            if b"<!" in part or b"\0" in part:
                raise SourceError(
                    f"'{entry.filename}' is written as no spreadsheet program writes. Expected: a "
                    "file as Excel or LibreOffice saves it"
                )
    return parts


def _refuse_too_much(size: int, entries: list[zipfile.ZipInfo]) -> None:
    if size > MAX_UNPACKED_BYTES:
        largest = max(entries, key=lambda one: one.file_size)
        raise SourceError(
            f"unpacked it has {size:,} bytes, '{largest.filename}' {largest.file_size:,} of them. "
            f"Expected: at most {MAX_UNPACKED_BYTES:,}"
        )


def pack(parts: dict[str, bytes]) -> io.BytesIO:
    """The same parts, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    packed.seek(0)
    return packed
