"""What is declared without a contradiction and is seldom meant is named."""

from pathlib import Path

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.doubts import alike_indicators, labels_of_other_ages


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
