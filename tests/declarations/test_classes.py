"""Classes are declared, read and kept apart from figures."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from pydantic import ValidationError

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.notation import COMMON_MARKS, FOOTNOTES, Notation, classes_in_sql
from sozialraum.declarations.source import Source
from sozialraum.declarations.tables import _rows

CLASSES = ["sehr niedrig", "mittel", "dynamic +"]
MEASURE = {"column": "K", "measure": "k", "unit": "class", "classes": CLASSES}
TABLE: dict[str, Any] = {
    "id": "k",
    "title": "K",
    "office": "O",
    "planning_field": "social_planning",
    "dataset": "k",
    "cadence": "year",
    "period": {"year": "J"},
    "measures": [MEASURE],
    "areas": [{"column": "A", "level": "fine"}],
    "licence": "L",
    "decimal": ",",
    "missing": {"-": "secret"},
    "absent_rows": "missing",
    "max_rejected": 0,
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measures": [{**MEASURE, "classes": []}]}, "needs `classes`"),
        ({"measures": [{**MEASURE, "classes": ["a", "a"]}]}, r"named twice: \['a'\]"),
        ({"measures": [{**MEASURE, "unit": "score"}]}, "said of `unit: class`"),
        ({"measures": [{**MEASURE, "signed": True}]}, "has no sign"),
        ({"measures": [{**MEASURE, "classes": ["a", "-"]}]}, r"marks in place of one.*\['-'\]"),
        ({"measures": [{**MEASURE, "breakdown": {"sex": "male"}}]}, "area as a whole"),
        (
            {"areas": [{"column": "A", "level": "fine"}, {"column": "B", "level": "coarse"}]},
            "one column of `areas`",
        ),
        ({"absent_rows": "zero", "min_rows": 2}, "is not zero"),
        ({"role": "crosswalk"}, "role: crosswalk"),
        (
            {
                "measures": [
                    {**MEASURE, "where": {"W": "1"}},
                    {"column": "K", "measure": "n", "unit": "persons", "where": {"W": "2"}},
                ]
            },
            "two entries of the same `dataset`",
        ),
    ],
)
def test_what_makes_no_class_is_refused(changes: dict[str, Any], said: str) -> None:
    assert Source.model_validate(TABLE).series[0].unit == "class"
    with pytest.raises(ValidationError, match=said):
        Source.model_validate(TABLE | changes)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sehr niedrig", (1, None, None, None)),
        ("\u00a0sehr\u00a0niedrig ", (1, None, None, None)),
        ("dynamic +", (3, None, None, None)),
        ("-", (None, "secret", None, None)),
        # that it is not there is no class, also where it would be a figure
        (".", (None, "missing", None, None)),
        ("3", (None, None, None, "none of the declared classes (sehr niedrig, mittel, dynamic +)")),
        (
            "sehr neidrig",
            (
                None, None, None,
                "none of the declared classes (sehr niedrig, mittel, dynamic +): "
                "did you mean 'sehr niedrig'?",
            ),
        ),
        ("Mittel", (None, None, None, "did you mean 'mittel'?")),
    ],
)  # fmt: skip
def test_a_class_is_read_as_its_place_or_not_at_all(text: str, read: tuple[Any, ...]) -> None:
    notation = Notation(
        r"^\d+$", ",", None, FOOTNOTES, {"-": "secret", ".": "zero"}, dict(COMMON_MARKS)
    )
    cells = "select ?::varchar as value_text, false as is_percent, ?::varchar[] as classes"
    query = (
        f"select number, meaning, mark, unreadable from ({classes_in_sql(notation.in_sql(cells))})"
    )
    with duckdb.connect() as connection:
        ((*found, unreadable),) = connection.execute(query, [text, CLASSES]).fetchall()
        assert found == list(read[:3])
        assert unreadable == read[3] or (unreadable or "").endswith(read[3] or "?")
        # beside it, a figure stays what it is
        figure = connection.execute(query, ["12p", None]).fetchall()
        assert figure == [(12, None, "preliminary", None)]


def _with_classes(city: Path, change: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
    """The city with a table of classes of the whole of it; ``change`` is made to the content of
    all files, by their names."""
    files = {path.stem: path for path in city.glob("*.yaml")}
    content = {name: yaml.safe_load(path.read_text("utf-8")) for name, path in files.items()}
    model = content["sources"]["sources"][0]
    entry = {
        **{key: one for key, one in TABLE.items() if key != "areas"},
        "id": "k_table",
        "licence": next(iter(load_catalogue(city).licences)),
        "planning_field": model.get("planning_field", "social_planning"),
    }
    content["sources"]["sources"].append(entry)
    change(content)
    for name, path in files.items():
        path.write_text(yaml.safe_dump(content[name], allow_unicode=True), "utf-8")


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (
            "indicators",
            lambda c: c["indicators"]["indicators"][0].update(numerator={"measure": "k"}),
        ),
        (
            "indicators",
            lambda c: next(
                one for one in c["indicators"]["indicators"] if one["unit"] == "share"
            ).update(denominator={"measure": "k"}),
        ),
        (
            "indicators",
            lambda c: next(
                one for one in c["indicators"]["indicators"] if one["unit"] == "percent"
            ).update(mean_by={"measure": "k"}),
        ),
        (
            "themes",
            lambda c: next(iter(c["themes"]["themes"].values()))["group"].update(measure="k"),
        ),
        ("areas", lambda c: c["areas"].update(population=[{"measure": "k"}])),
        (
            "sources",
            lambda c: c["sources"].setdefault("agreements", []).append(
                {
                    "id": "a", "left": "k", "right": "k", "severity": "warning",
                    "tolerance": 0.1, "description": "k",
                }
            ),
        ),
    ],
)  # fmt: skip
def test_nothing_is_computed_of_a_class(
    file: str, change: Callable[[dict[str, Any]], None], city_copy: Path
) -> None:
    _with_classes(city_copy, change)
    with pytest.raises(DeclarationError) as refused:
        load_catalogue(city_copy)
    said = str(refused.value)
    place = re.search(rf"{file}\.yaml:(\d+): 'k' is a class \(\S*sources\.yaml:(\d+)\)", said)
    assert place, said
    for name, line in zip((file, "sources"), place.groups(), strict=True):
        lines = (city_copy / f"{name}.yaml").read_text("utf-8").splitlines()
        assert lines[int(line) - 1].lower().endswith(": k")


def test_a_measure_has_the_same_classes_in_each_table(city_copy: Path) -> None:
    def again(content: dict[str, Any]) -> None:
        other = {**MEASURE, "classes": CLASSES[::-1]}
        entry = content["sources"]["sources"][-1]
        content["sources"]["sources"].append({**entry, "id": "other", "measures": [other]})

    _with_classes(city_copy, again)
    with pytest.raises(DeclarationError, match=r"sources\.yaml:\d+: measure 'k' has other"):
        load_catalogue(city_copy)


def test_the_classes_are_a_table_for_dbt(city_copy: Path, catalogue: Catalogue) -> None:
    from datetime import date

    assert _rows(catalogue, date(2026, 1, 1))["measure_class"] == []
    _with_classes(city_copy)
    rows = _rows(load_catalogue(city_copy), date(2026, 1, 1))["measure_class"]
    assert [(one["position"], one["class_name"]) for one in rows] == list(enumerate(CLASSES, 1))
    assert {one["measure_id"] for one in rows} == {"k"}
