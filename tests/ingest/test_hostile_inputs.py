"""What is made to take long is read, or refused, in a time that grows with its length only."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sozialraum.ingest.described import _licence
from sozialraum.ingest.formats.cube import refuse_multiple
from sozialraum.ingest.formats.database import json_database
from sozialraum.ingest.formats.reading import _first_other
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.strict_json import read_strictly

N = 100_000
SECONDS = 5.0
"""Of a fraction of it as a rule; what is quadratic takes minutes."""


@contextmanager
def _soon() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("end", ["\n,]", "\n,]\\"])
def test_a_text_of_json_that_never_ends_is_read_once(end: str) -> None:
    text = '["' + '\\"' * N + end
    with (
        _soon(),
        pytest.raises(FormError, match="row 2: nothing stands behind a comma"),
        json_database(text, "JSON"),
    ):
        pass


def test_a_comma_and_a_bracket_within_a_text_are_no_open_comma() -> None:
    for text in (r'["a,]"]', r'["\",]"]', r'["\\", ",}"]'):
        with json_database(text, "JSON"):
            pass
    with (
        pytest.raises(FormError, match="nothing stands behind a comma"),
        json_database(r'["\\",]', "JSON"),
    ):
        pass


def test_the_first_of_many_names_that_stands_twice_is_told() -> None:
    names = [*map(str, range(N)), str(N - 1), str(N - 2)]
    text = "{" + ", ".join(f"{json.dumps(name)}: 1" for name in names) + "}"
    with _soon(), pytest.raises(ValueError, match=f"the name '{N - 2}' stands twice"):
        read_strictly(text)


def test_a_unit_of_many_rates_is_read_once() -> None:
    with _soon():
        refuse_multiple("per 1000 " * (N // 10))
    with _soon(), pytest.raises(FormError, match="told in multiples"):
        refuse_multiple("per 1000 " * (N // 10) + "in 1000")


def test_an_address_of_a_licence_of_many_parts_is_read_once() -> None:
    with _soon():
        assert _licence("https://example.org" + "/1" * 4 * N).startswith("1/1/1")
    assert _licence("https://example.org/licences/by/4.0") == "by/4.0"


def test_a_long_field_before_the_first_letter_outside_of_english_is_read_once() -> None:
    """As coordinates in hexadecimal signs are one word."""
    with _soon():
        assert _first_other("0f" * N + ";SÃ¼d;") == "SÃ¼d"
    with _soon():
        assert _first_other("0f" * N + "Ã¼" + "0f" * N) == "0f" * 20 + "Ã¼" + "0f" * 20
