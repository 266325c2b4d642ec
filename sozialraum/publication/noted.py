"""Errata as far as they can be read, for who tells them and goes on without the others."""

from pathlib import Path

from pydantic import ValidationError

from sozialraum.base.files import LET_READ, NOT_ALLOWED, entries
from sozialraum.publication.errata import NOTE_AGAIN, Erratum, read_errata
from sozialraum.publication.store import ERRATA, PublicationStore

WRITE_AGAIN = f"{NOTE_AGAIN}; until then nothing is published"


def noted(store: PublicationStore) -> tuple[list[Erratum], dict[Path, str]]:
    """All errata, by version and time; and what is wrong with each file that cannot be read.

    Raises:
        WarehouseError: their folder may not be listed.
    """
    found: list[Erratum] = []
    unread = {}
    for path in entries(store.root, f"*{ERRATA}"):
        try:
            found += read_errata(path)
        except OSError as error:
            unread[path] = f"cannot be read: {error.strerror or error}"
        except ValidationError:
            unread[path] = "says no errata (cut short or changed)"
    return found, unread


def way_out(problem: str) -> str:
    """What to do about a file that cannot be read."""
    return LET_READ if NOT_ALLOWED in problem else WRITE_AGAIN
