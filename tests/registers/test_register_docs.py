"""The how-to for planners says what the declaration says."""

from sozialraum.declarations import Catalogue
from sozialraum.registers.handbook import PAGE, renew


def test_the_how_to_is_in_step_with_the_declaration(catalogue: Catalogue) -> None:
    text = PAGE.read_text("utf-8")
    assert renew(text, catalogue) == text, "run: python -m sozialraum.registers.handbook"


def test_every_column_and_allowed_value_is_explained(catalogue: Catalogue) -> None:
    text = PAGE.read_text("utf-8")
    for register in catalogue.registers:
        for column in register.columns:
            assert f"| `{column.name}` |" in text
            assert all(f"`{value}`: {meaning}" in text for value, meaning in column.values.items())
