"""A register to be spoilt: one sound row of the bundled one, cell by cell."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import Register
from sozialraum.registers import (
    CheckedRegister,
    KnownAreas,
    Problem,
    check_register,
    known_areas,
)
from sozialraum.registers.problem import UnfitError
from sozialraum.words import Words

TODAY = date(2026, 11, 22)


def sentence(problem: Problem) -> str:
    return Words("de").say(problem.said)


@contextmanager
def refused(reason: str) -> Iterator[None]:
    """A cell is refused with this reason, in German."""
    with pytest.raises(UnfitError) as caught:
        yield
    assert re.search(reason, Words("de").say(caught.value.reason))


@pytest.fixture(scope="session")
def areas(catalogue: Catalogue) -> KnownAreas:
    return known_areas(catalogue)


def register_of(catalogue: Catalogue, register_id: str) -> Register:
    return next(register for register in catalogue.registers if register.id == register_id)


def bundled_rows(catalogue: Catalogue, register: Register) -> list[dict[str, str]]:
    text = catalogue.register_path(register).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def written(rows: Sequence[Mapping[str, str]], delimiter: str = ";") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


Check = Callable[..., CheckedRegister]


@pytest.fixture
def check(catalogue: Catalogue, areas: KnownAreas) -> Check:
    """Checks bytes as the register of that id."""

    def run(register_id: str, content: bytes) -> CheckedRegister:
        return check_register(catalogue, register_of(catalogue, register_id), content, areas, TODAY)

    return run


@pytest.fixture
def check_rows(catalogue: Catalogue, check: Check) -> Check:
    """Checks three sound rows of which the middle one (row 3) has the given cells changed."""

    def run(register_id: str, **changes: str) -> CheckedRegister:
        rows = bundled_rows(catalogue, register_of(catalogue, register_id))[:3]
        rows[1] |= changes
        return check(register_id, written(rows).encode("utf-8"))

    return run
