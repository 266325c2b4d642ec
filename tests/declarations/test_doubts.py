"""What is declared without a contradiction and is seldom meant is named."""

from pathlib import Path

import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.doubts import (
    alike_indicators,
    labels_of_other_ages,
    names_other_ages,
)


def test_of_the_bundled_city_nothing_is_doubted(catalogue: Catalogue) -> None:
    assert [*alike_indicators(catalogue), *labels_of_other_ages(catalogue)] == []


def test_classes_that_were_exchanged_are_named(city_copy: Path) -> None:
    path = city_copy / "sources.yaml"
    text = path.read_text("utf-8")
    one, other = "03 - 05 Jahre: 3-5", "06 - 09 Jahre: 6-9"
    assert one in text
    assert other in text
    text = text.replace(one, "03 - 05 Jahre: 6-9", 1).replace(other, "06 - 09 Jahre: 3-5", 1)
    path.write_text(text, "utf-8")
    told = list(labels_of_other_ages(load_catalogue(city_copy)))
    assert len(told) == 2
    assert "'03 - 05 Jahre' is declared as 6-9" in told[0]
    assert "sources.yaml:" in told[0]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Plätze U3 (0-2 Jahre)", "0-2"),
        ("0 bis unter 3", "0-2"),
        ("Ü3 3-6", "3-5"),
        ("A3_06_10", "6-9"),
        ("über 2 bis unter 6", "3-5"),
        ("älter als 64 bis 79", "65-79"),
        ("0-2, 3-5 zusammen", "0-5"),
        ("12 bis unter 36 Monate", "1-2"),
        ("0 \u2013 2,9 Jahre", "0-2"),
    ],
)
def test_what_words_say_in_their_way_is_not_doubted(label: str, value: str) -> None:
    assert not names_other_ages([label], value)


def test_ages_that_a_label_does_not_name_are_doubted() -> None:
    assert names_other_ages(["Places 0-2"], "3-5")
    assert names_other_ages(["0 bis unter 3"], "0-5")
    assert not names_other_ages(["Places"], "3-5")
