"""A file out of a ZIP, unpacked within limits and named by its declaration."""

import io
import re
import zipfile

from sozialraum.ingest.formats.texts import MAX_UNPACKED_BYTES, FormError


def unpack_member(content: bytes, pattern: str) -> tuple[str, bytes]:
    """The name and the bytes of the one file in a ZIP whose name has ``pattern`` in it.

    Raises:
        FormError: no ZIP, a password, none or several such files, or one that is larger than any
            table or than it says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = [one for one in package.infolist() if not one.is_dir()]
            found = [one for one in entries if re.search(pattern, one.filename)]
            if len(found) != 1:
                names = ", ".join(repr(one.filename) for one in found or entries)[:1000]
                which = "several files fit" if found else "no file fits"
                raise FormError(
                    f"in the ZIP file {which} '{pattern}': {names or 'it is empty'}",
                    "one file (`member` in sources.yaml)",
                )
            (entry,) = found
            _refuse(entry)
            with package.open(entry) as member:
                unpacked = member.read(MAX_UNPACKED_BYTES + 1)
    except FormError:
        raise
    except Exception as error:
        # bytes that nobody vouches for: of what is wrong with them the library tells in many ways
        raise FormError(
            f"it cannot be unpacked as a ZIP file ({type(error).__name__}: {error})", "a ZIP file"
        ) from None
    if len(unpacked) > MAX_UNPACKED_BYTES:
        raise _too_large(entry)
    return entry.filename, unpacked


def _refuse(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise FormError(
            f"'{entry.filename}' in the ZIP file has a password", "a file without a password"
        )
    # of other methods the library unpacks all at once: a thousand bytes become as many gigabytes
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FormError(
            f"'{entry.filename}' in the ZIP file is packed by method {entry.compress_type}",
            "the usual one (deflate)",
        )
    if entry.file_size > MAX_UNPACKED_BYTES:
        raise _too_large(entry)


def _too_large(entry: zipfile.ZipInfo) -> FormError:
    return FormError(
        f"'{entry.filename}' in the ZIP file unpacks to {entry.file_size:,} bytes",
        f"at most {MAX_UNPACKED_BYTES:,}",
    )
