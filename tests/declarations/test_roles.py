"""A table that says which area lies in which has no figures, and the whole city is no area."""

import pytest
from pydantic import ValidationError

from tests.ingest.made_up import made_up

FIGURES = [{"column": "Anzahl", "measure": "persons", "unit": "persons"}]


def test_a_crosswalk_needs_no_measure() -> None:
    assert made_up(role="crosswalk", measures=[]).series == []


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"role": "crosswalk", "measures": FIGURES}, r"no figures are read, found \['persons'\]"),
        ({"measures": []}, "`measures` names the columns of figures"),
        ({"areas": [{"column": "Gebiet", "level": "city"}]}, "leave them out"),
    ],
)
def test_what_would_never_be_read_is_refused(declared: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        made_up(**declared)
