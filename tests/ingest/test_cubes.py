"""Cubes of statistical offices are read as a row for each cell; what is no such cube is refused.

The cubes are made up; one and the same is written in each of the formats.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sozialraum.ingest.body import Body, problem_with
from sozialraum.ingest.formats import database, texts
from sozialraum.ingest.formats.json_stat import read_json_stat
from sozialraum.ingest.formats.px import read_px
from sozialraum.ingest.formats.sdmx_json import read_sdmx_json
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.wire import check_wire_format
from tests.ingest.made_up import RETRIEVED_AT, made_up, sdmx_message

HEADER = ("Gebiet", "Gebiet (code)", "Jahr", "value", "status")
MARKS = {"p": "preliminary"}
AREAS = {"01": "Øst", "02": "Åby; Süd"}
YEARS = ["2023", "2024", "2025"]
# what each says of the areas, year by year
VALUES: list[float | None] = [12, 1.5, None, 0, 1234567, 7]
STATUSES = ["", "", "x", "", "e", "p"]
ROWS = [
    ("Øst", "01", "2023", "12", ""),
    ("Øst", "01", "2024", "1,5", ""),
    ("Øst", "01", "2025", "x", "x"),
    ("Åby; Süd", "02", "2023", "0", ""),
    ("Åby; Süd", "02", "2024", "1234567", "e"),
    ("Åby; Süd", "02", "2025", "7p", "p"),
]


def _refused(read: Callable[..., object], text: str, said: str) -> None:
    with pytest.raises(FormError) as caught:
        read(text, ",", MARKS)
    assert said in str(caught.value)


def _json_stat(**other: Any) -> dict[str, Any]:
    return {
        "version": "2.0",
        "class": "dataset",
        "id": ["area", "year"],
        "size": [2, 3],
        "dimension": {
            "area": {"label": "Gebiet", "category": {"index": ["01", "02"], "label": AREAS}},
            "year": {
                "label": "Jahr",
                "category": {"index": {year: at for at, year in reversed([*enumerate(YEARS)])}},
            },
        },
        "value": VALUES,
        "status": STATUSES,
    } | other


def _bundle() -> dict[str, Any]:
    """As versions before 2."""
    dataset = _json_stat()
    dimension = dataset["dimension"] | {"id": dataset.pop("id"), "size": dataset.pop("size")}
    return {"people": {"dimension": dimension, "value": VALUES, "status": STATUSES}}


def _sparse() -> dict[str, Any]:
    return _json_stat(
        value={str(at): one for at, one in enumerate(VALUES) if one is not None},
        status={str(at): one for at, one in enumerate(STATUSES) if one},
    )


def _sdmx(form: str) -> dict[str, Any]:
    area = {"id": "AREA", "name": "Gebiet", "keyPosition": 0}
    area["values"] = [{"id": code, "name": name} for code, name in AREAS.items()]
    year = {
        "id": "TIME_PERIOD",
        "names": {"de": "Jahr"},
        "keyPosition": 1,
        "values": [{"id": y} for y in YEARS],
    }
    codes = ["A", "x", "e", "p"]
    status = {"id": "OBS_STATUS", "values": [{"id": code, "name": code} for code in codes]}
    told = [
        [one, None, codes.index(mark or "A")] for one, mark in zip(VALUES, STATUSES, strict=True)
    ]
    attributes = {"observation": [{"id": "NOTE", "values": []}, status]}
    if form == "series":
        dimensions = {"series": [area], "observation": [year]}
        each = {
            str(at): {"observations": dict(zip("012", told[3 * at :], strict=False))}
            for at in (0, 1)
        }
        dataset: dict[str, Any] = {"series": each}
    else:
        dimensions = {"observation": [area, year]}
        dataset = {"observations": {f"{at // 3}:{at % 3}": one for at, one in enumerate(told)}}
    return sdmx_message(form, {"dimensions": dimensions, "attributes": attributes}, dataset)


def _confidential() -> dict[str, Any]:
    """Some of its observations have two statuses."""
    made = _sdmx("flat")
    codes = ["A", "p", "z"], ["F", "C"]
    made["data"]["structure"]["attributes"]["observation"] = [
        {"id": name, "values": [{"id": code} for code in some]}
        for name, some in zip(["OBS_STATUS", "CONF_STATUS"], codes, strict=True)
    ]
    told = [[0, 0, 1], [0, 0, 0], [5, 0, 1], [0.0, 1, 1], [0, 1, 0], [0, 2, 0]]
    made["data"]["dataSets"][0]["observations"] = {
        f"{at // 3}:{at % 3}": one for at, one in enumerate(told)
    }
    return made


PX = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGES="de","en";
TITLE="Menschen; nach
Gebiet";
STUB="Gebiet";
STUB[en]="Area";
HEADING="Jahr";
VALUES("Gebiet")="Øst","Åby; "
"Süd";
VALUES[en]("Area")="East","South";
VALUES("Jahr")="2023","2024","2025";
CODES("Gebiet")="01","02";
TIMEVAL("Jahr")=TLIST(A1,"2023"-"2025");
DECIMALS=0;
NOTE("Gebiet")="x = (kept) secret";
DATA=
12 1.5 "x"
0 1234567 7;
"""


@pytest.mark.parametrize(
    ("read", "made"),
    [
        (read_json_stat, _json_stat()),
        (read_json_stat, _bundle()),
        (read_json_stat, _sparse()),
        (read_sdmx_json, _sdmx("flat")),
        (read_sdmx_json, _sdmx("series")),
        (read_sdmx_json, _sdmx("draft")),
        (read_sdmx_json, _sdmx("2")),
    ],
)
def test_each_form_of_a_cube_is_the_same_table(read: Callable[..., Any], made: Any) -> None:
    table = read(json.dumps(made), ",", MARKS)
    header, *rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    assert header == HEADER
    assert rows == ROWS


def test_a_px_file_is_the_same_table() -> None:
    table = read_px(PX, ",")
    header, *rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    assert header == HEADER
    # what its marks mean stands in its notes, for people
    assert rows == [(*labels, value.removesuffix("p"), "") for *labels, value, _ in ROWS]


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("json-stat", json.dumps(_json_stat()).encode()),
        ("sdmx-json", json.dumps(_sdmx("flat")).encode()),
        ("px", PX.encode()),
    ],
)
def test_a_cube_is_declared_by_its_dimensions(form: str, content: bytes, tmp_path: Path) -> None:
    source = made_up(
        format=form,
        areas=[{"column": "Gebiet (code)", "name_column": "Gebiet", "level": "stadtraum"}],
        measures=[{"column": "value", "measure": "made_up", "unit": "persons"}],
        ignored=[{"pattern": "stat.*"}],
        marks=MARKS,
    )
    name = source.file_name(source.dataset)
    retrieved = Retrieved(source.dataset, "", content, RETRIEVED_AT, source.licence, file_name=name)
    landing, _ = LandingStore(tmp_path).land(source.id, retrieved)
    assert problem_with(Body(content, None, None, None, 200), source) is None
    table = check_wire_format(source, landing)
    assert table.height == len(ROWS)
    assert table.column("Jahr") == YEARS * 2
    assert table.undeclared == ()


@pytest.mark.parametrize(
    ("form", "made"), [("json-stat", _json_stat()), ("sdmx-json", _sdmx("flat"))]
)
def test_a_status_that_is_declared_in_place_of_a_figure_wins_over_a_0_beside_it(
    form: str, made: dict[str, Any], tmp_path: Path
) -> None:
    """Some servers write 0 in place of what they withhold."""
    source = made_up(
        format=form,
        areas=[{"column": "Gebiet (code)", "name_column": "Gebiet", "level": "stadtraum"}],
        measures=[{"column": "value", "measure": "made_up", "unit": "persons"}],
        ignored=[{"pattern": "stat.*"}],
        missing={"e": "secret", "p": "zero", "": "missing"},
        marks={},
    )
    content = json.dumps(made).encode()
    retrieved = Retrieved(source.dataset, "", content, RETRIEVED_AT, source.licence)
    landing, _ = LandingStore(tmp_path).land(source.id, retrieved)
    table = check_wire_format(source, landing)
    # a figure beside a mark of zero is the figure
    assert table.column("value") == ["12", "1,5", "x", "0", "e", "7"]


@pytest.mark.parametrize(
    ("read", "made"),
    [
        (read_json_stat, _json_stat(value=[0, 0, 5, 0.0, 0, 0], status=[*"CACCpz"])),
        (read_sdmx_json, _confidential()),
    ],
)
def test_a_0_beside_a_status_that_is_not_declared_is_no_figure(
    read: Callable[..., Any], made: Any
) -> None:
    said = read(json.dumps(made), ".", MARKS, ("x",), ("z",)).columns[-2].to_pylist()[1:]
    assert said == ["0 [C]", "0", "5", "0 [C]", "0p", "0"]
    declared = read(json.dumps(made), ".", MARKS, ("C",), ("z",)).columns[-2].to_pylist()[1:]
    assert declared == ["C", "0", "C", "C", "0p", "0"]


@pytest.mark.parametrize("code", ["x1", "1"])
@pytest.mark.parametrize("form", ["json-stat", "sdmx-json"])
def test_a_status_with_a_digit_is_what_it_is_declared_as_and_never_a_figure(
    form: str, code: str
) -> None:
    values = [5, 0, 3, None, 0, 0]
    statuses = ["", code, code, code, "", code]
    read: Callable[..., Any] = read_json_stat
    made = _json_stat(value=values, status=statuses)
    if form == "sdmx-json":
        read, made = read_sdmx_json, _sdmx("flat")
        (status,) = made["data"]["structure"]["attributes"]["observation"][1:]
        status["values"] = [{"id": "A"}, {"id": code}]
        made["data"]["dataSets"][0]["observations"] = {
            f"{at // 3}:{at % 3}": [one, None, int(bool(statuses[at]))]
            for at, one in enumerate(values)
        }

    def figures(*declared: list[str], **notation: Any) -> list[tuple[Any, ...]]:
        source = made_up(format=form, ignored=["status"], **notation)
        said = read(json.dumps(made), ",", *declared).columns[-2].to_pylist()[1:]
        found = [source.notation.read(one, is_percent=False) for one in said]
        return [(one.number, one.meaning or one.mark) for one in found]

    nothing, known = (None, None), [(5, None), (0, None)]
    assert figures([], marks={}, missing={}) == [
        known[0], nothing, (3, None), nothing, known[1], nothing,
    ]  # fmt: skip
    secret = (None, "secret")
    assert figures([], [code], marks={}, missing={code: "secret"}) == [
        known[0], secret, secret, secret, known[1], secret,
    ]  # fmt: skip
    revised = {number: (number, "revised") for number in (0, 3)}
    assert figures([code], marks={code: "revised"}, missing={}) == [
        known[0], revised[0], revised[3], nothing, known[1], revised[0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "made", "said"),
    [
        (read_json_stat, [1], "it has 0 datasets"),
        (read_json_stat, {"class": "collection", "link": {"item": []}}, "it has 0 datasets"),
        (read_json_stat, {"a": _json_stat(), "b": _json_stat()}, "it has 2 datasets"),
        (read_json_stat, _json_stat(size=[2, 4]), "`size` is [2, 4], but there are [2, 3]"),
        (read_json_stat, _json_stat(id=["area", "x"]), "its dimensions cannot be read"),
        (read_json_stat, _json_stat(id=[], size=[]), "it has no dimensions"),
        (read_json_stat, _json_stat(value=VALUES[:4]), "`value` tells of 4 cells"),
        (read_json_stat, _json_stat(value={"6": 1}), "`value` tells of cell 6"),
        (read_json_stat, _json_stat(value={"x": 1}), "it is no JSON that can be read"),
        (read_json_stat, _json_stat(value=None), "`value` tells of 0 cells"),
        (read_sdmx_json, {"data": {}}, "it has 0 structures"),
        (read_sdmx_json, {"structure": {}, "dataSets": []}, "its dimensions cannot be read"),
        (read_sdmx_json, _sdmx("flat") | {"dataSets": []}, None),
        (read_sdmx_json, {"structure": _sdmx("flat")["data"]["structure"], "dataSets": []},
         "it has no observations"),
        (read_sdmx_json, {"structure": _sdmx("flat")["data"]["structure"],
                          "dataSets": [{"observations": {"0:0:0": [1]}}]}, "the key '0:0:0'"),
        (read_sdmx_json, {"structure": _sdmx("flat")["data"]["structure"],
                          "dataSets": [{"observations": {"0:7": [1]}}]}, "does not list"),
    ],
)  # fmt: skip
def test_what_is_no_such_cube_is_refused(
    read: Callable[..., Any], made: Any, said: str | None
) -> None:
    if said is None:
        assert read(json.dumps(made), ",", MARKS).num_rows == len(ROWS) + 1
        return
    _refused(read, json.dumps(made), said)


def test_dimensions_that_all_cells_share_are_columns() -> None:
    made = _sdmx("flat")
    sex = {"id": "SEX", "name": "Geschlecht", "values": [{"id": "T", "name": "alle"}]}
    made["data"]["structure"]["dimensions"]["dataSet"] = [sex]
    table = read_sdmx_json(json.dumps(made), ",", MARKS)
    header, *rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    assert header == (*HEADER[:-2], "Geschlecht", "Geschlecht (code)", *HEADER[-2:])
    assert rows == [(*row[:-2], "alle", "T", *row[-2:]) for row in ROWS]
    sex["values"].append({"id": "F"})
    _refused(read_sdmx_json, json.dumps(made), "'Geschlecht' of the whole has no one value")


def test_what_a_provider_deletes_is_no_figure() -> None:
    made = _sdmx("flat")
    made["data"]["dataSets"][0]["action"] = "Delete"
    _refused(read_sdmx_json, json.dumps(made), "tells what is deleted")


def test_that_a_figure_is_confidential_is_told_of_it_of_its_series_or_of_all() -> None:
    def read(form: str, level: str, codes: tuple[str, ...]) -> list[str]:
        """The figures in a message in which the first one, the first series or all are so."""
        made = _sdmx(form)
        kept = {"id": "CONF_STATUS", "values": [{"id": one} for one in codes]}
        made["data"]["structure"]["attributes"].setdefault(level, []).append(kept)
        (dataset,) = made["data"]["dataSets"]
        if level == "series":
            dataset["series"]["0"]["attributes"] = [codes.index("C")]
        elif level == "observation":
            dataset["observations"]["0:0"].append(codes.index("C"))
        figures = read_sdmx_json(json.dumps(made), ",", MARKS, ("C",)).columns[-2]
        return [str(one) for one in figures.to_pylist()[1:]]

    plain = read("flat", "other", ())
    assert read("flat", "observation", ("F", "C")) == ["C", *plain[1:]]
    assert read("series", "series", ("F", "C")) == ["C", "C", "C", *plain[3:]]
    assert read("flat", "dataSet", ("C",)) == ["C"] * len(plain)
    assert read("flat", "dataSet", ("F",)) == plain
    assert read("flat", "dimensionGroup", ("F",)) == plain
    with pytest.raises(FormError, match="of groups of observations"):
        read("flat", "dimensionGroup", ("F", "C"))


def test_of_several_statuses_the_one_that_is_declared_in_place_of_a_figure_counts() -> None:
    made = _sdmx("flat")
    (dataset,) = made["data"]["dataSets"]
    attributes = made["data"]["structure"]["attributes"]
    attributes["observation"].append({"id": "CONF_STATUS", "values": [{"name": "N"}]})
    for observation in dataset["observations"].values():
        observation.append(0)
    first = read_sdmx_json(json.dumps(made), ",", ("e", "p"), ("x",), ("N",))
    plain = read_sdmx_json(json.dumps(_sdmx("flat")), ",", ("e", "p"), ("x",))
    assert first.columns[-2] == plain.columns[-2]
    # codes that are no places, and an attribute that nothing is known of
    for observation in dataset["observations"].values():
        observation[-1] = "F"
    attributes["observation"][-1] = {"id": "CONF_STATUS", "values": []}
    attributes["dataSet"] = [{"id": "CONF_STATUS"}]
    written = read_sdmx_json(json.dumps(made), ",", ("e", "p"), ("x",))
    assert written.columns[-2:] == plain.columns[-2:]


def test_the_status_of_one_dataset_is_not_that_of_another() -> None:
    made = _sdmx("flat")
    (dataset,) = made["data"]["dataSets"]
    kept = {"id": "CONF_STATUS", "values": [{"id": "C"}]}
    made["data"]["structure"]["attributes"]["dataSet"] = [kept]
    first = dataset["observations"].pop("0:0")
    made["data"]["dataSets"] = [
        {"attributes": [0], "observations": {"0:0": first}},
        {"attributes": [None], **dataset},
    ]
    figures = read_sdmx_json(json.dumps(made), ",", MARKS, ("C",)).columns[-2].to_pylist()[1:]
    assert figures.count("C") == 1


def _with(made: dict[str, Any], name: str, change: Callable[[Any], Any]) -> str:
    """The text of a cube in which what stands first under a name is changed."""
    before = json.dumps({name: _found(made, name)})[1:-1]
    text = json.dumps(made)
    assert before in text
    return text.replace(before, f"{json.dumps(name)}: {change(_found(made, name))}", 1)


def _found(made: Any, name: str) -> Any:
    inner = made.values() if isinstance(made, dict) else made if isinstance(made, list) else ()
    if isinstance(made, dict) and name in made:
        return made[name]
    return next((one for one in (_found(below, name) for below in inner) if one is not None), None)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("value", lambda _: '{"0": 1, "1.6": 2}', "'1.6' is no place"),
        ("value", lambda _: '{"0": 1, "1_0": 2}', "'1_0' is no place"),
        ("value", lambda _: '{"0": 1, "0": 2}', "the name '0' stands twice"),
        ("value", lambda _: '{"0": 1,\n}', "row 1: nothing stands behind a comma"),
        ("status", lambda _: "5", "`status` is"),
        ("status", lambda _: '["", "", 5, "", "", ""]', "a status is 5, no text"),
        ("size", lambda _: '[2, 3], "size": [2, 3]', "the name 'size' stands twice"),
        ("index", lambda _: '["01", "01"]', "lists a category twice"),
        ("index", lambda _: '{"01": 0, "02": 5}', "does not number its categories"),
        ("index", lambda _: "null", "has 2 categories and no `index`"),
        ("label", lambda _: '["x"]', "['x'] is no name"),
        ("category",
         lambda one: json.dumps(one | {"unit": {"01": {"decimals": 0}, "02": {"multiplier": 3}}}),
         "`multiplier` of '02' is 3"),
    ],
)  # fmt: skip
def test_a_damaged_json_stat_is_refused(name: str, change: Callable[[Any], str], said: str) -> None:
    _refused(read_json_stat, _with(_json_stat(), name, change), said)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("0:1", lambda _: '[1], "0:1": [2]', "the name '0:1' stands twice"),
        ("0:1", lambda _: '[1], "0:1.6": [2]', "'1.6' is no place"),
        ("0:1", lambda _: "1.5", "observation '0:1' is no list"),
        ("0:1", lambda _: "[]", "observation '0:1' is no list"),
        ("0:1", lambda _: "[1.5, null, -2]", "'-2' is no place"),
        ("0:1", lambda _: "[1.5, null, 4]", "a status is 4, of 4"),
        ("dataSets", lambda d: f'{json.dumps(d)}, "dataSets": []', "'dataSets' stands twice"),
        ("keyPosition", lambda _: "2", "`keyPosition` has the order [2, 1]"),
        ("attributes", lambda _: '{"observation": [{"if": "OBS_STATUS"}]}', "attributes cannot"),
        ("attributes",
         lambda _: '{"series": [{"id": "UNIT_MULT", "values": [{"id": "0"}, {"id": "3"}]}]}',
         "`UNIT_MULT` is 3"),
        ("attributes", lambda _: '{"observation": [{"id": "POWERCODE", "values": [{"id": "6"}]}]}',
         "`POWERCODE` is 6"),
        ("dimensions",
         lambda d: f'{json.dumps(d)}, "measures": {{"observation": [{{"id": 1}}, {{"id": "B"}}]}}',
         "2 measures (1, B)"),
    ],
)  # fmt: skip
def test_a_damaged_sdmx_json_is_refused(name: str, change: Callable[[Any], str], said: str) -> None:
    _refused(read_sdmx_json, _with(_sdmx("flat"), name, change), said)


def test_a_multiplier_of_one_is_none() -> None:
    made = {"dataSet": [{"id": "UNIT_MULT", "values": [{"id": "0", "name": "Units"}]}]}
    text = _with(_sdmx("flat"), "attributes", lambda told: json.dumps(told | made))
    assert read_sdmx_json(text, ",", MARKS).num_rows == len(ROWS) + 1


@pytest.mark.parametrize(
    ("unit", "is_multiple"),
    [
        ("1,000 persons", True),
        ("1 000 personer", True),
        ("1.000 kr.", True),
        ("1000", True),
        ("in 1000", True),
        ("SEK thousands", True),
        ("Persons, thousands", True),
        ("Thousands of persons", True),
        ("mio. kr.", True),
        ("1 000 000 DKK", True),
        ("TEUR", True),
        ("T€", True),
        ("Anzahl Tausend", True),
        ("persons", False),
        ("per 1,000 persons", False),
        ("Cases per 1 million inhabitants", False),
        ("AUF 1000 EINWOHNER", False),
        ("Per 1,000 persons", False),
        ("antal pr. 1.000", False),
        ("deaths/1000", False),
        ("cases per million", False),
        ("index 2015=100", False),
        ("1000=2015", False),
        ("Index (2015 = 1000)", False),
        ("DEATHS PER 1,000", False),
        ("11000", False),
        ("millimetres", False),
        ("", False),
    ],
)
def test_figures_that_are_told_in_multiples_in_the_words_of_their_unit_are_refused(
    unit: str, is_multiple: bool
) -> None:
    area = {"index": ["01", "02"], "label": AREAS, "unit": {"02": {"base": unit, "decimals": 0}}}
    made = _json_stat()
    made["dimension"]["area"]["category"] = area
    units = f'UNITS="{unit}";\nUNITS[en]="1,000";\nDECIMALS=0;'
    for read in (
        lambda: read_json_stat(json.dumps(made), ",", MARKS),
        lambda: read_px(PX.replace("DECIMALS=0;", units), ","),
        lambda: read_px(PX.replace("DECIMALS=0;", units.replace("S=", 'S("02")=')), ","),
    ):
        if is_multiple:
            with pytest.raises(FormError, match="told in multiples"):
                read()
        else:
            assert read().num_rows == len(ROWS) + 1


def test_a_status_of_digits_is_not_taken_for_the_figure() -> None:
    assert VALUES[2] is None
    made = _json_stat(status=["", "", "9", "", "", ""])
    table = read_json_stat(json.dumps(made), ",", MARKS)
    *_, value, status = (column.to_pylist()[3] for column in table.columns)
    assert (value, status) == ("", "9")


def test_a_comma_and_a_bracket_in_a_text_are_text() -> None:
    text = json.dumps(_json_stat()).replace("\\u00d8st", 'a \\", ]')
    assert read_json_stat(text, ",", MARKS).column("0").to_pylist()[1] == 'a ", ]'


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("DATA=", "DATEN=", "it has no DATA"),
        ("7;", "7 8;", "DATA has 7 cells. Expected: 6"),
        # of a file that was cut off the last figure may be half of one
        ("1234567 7;", "1234567 7", "its DATA breaks off"),
        ("7;", "7;3;", "its DATA breaks off"),
        ('12 1.5 "x"', "12 1,5", "cells are not parted in one way"),
        ("HEADING=", 'VALUES("Jahr")="1","2","3";\nHEADING=', "VALUES of 'Jahr' stands twice"),
        ('"2023","2024"', '"2023"9,"2024"', "VALUES of 'Jahr' is"),
        ('CODES("Gebiet")="01","02"', 'CODES("Gebiet")="01","01"', "lists a category twice"),
        ('NOTE("Gebiet")', 'NOTE("Gebiet";\nNOTE("x")', "is no keyword"),
        ('CODES("Gebiet")="01","02"', 'CODES("Gebiet")="01"', "2 VALUES and 1 CODES"),
        ('VALUES("Jahr")', 'VALUES("Year")', "'Jahr' has 0 VALUES"),
        ("DECIMALS=0;", "Decimals: none", "is no keyword"),
        ("DECIMALS=0;", 'KEYS("Jahr")=VALUES;', "KEYS of 'Gebiet' is ''"),
        ('STUB="Gebiet";\n', "", None),
    ],
)
def test_what_is_no_px_file_is_refused(was: str, now: str, said: str | None) -> None:
    assert was in PX
    with pytest.raises(FormError) as caught:
        read_px(PX.replace(was, now), ",")
    assert said is None or said in str(caught.value)


KEYED = PX.replace("DECIMALS=0;", 'KEYS("Gebiet")=CODES;').replace('"01","02"', '"01","02","03"')
KEYED = KEYED.replace('"Åby; "\n"Süd"', '"Åby","Süd"')
_CELLS = '12 1.5 "x"\n0 1234567 7;'
_ROWS = '"03", 12 1.5 "x"\n"01" 0 1234567 7;'


@pytest.mark.parametrize("keys", ["CODES", "VALUES"])
def test_of_a_px_file_with_keys_only_the_rows_that_are_there_are_read(keys: str) -> None:
    rows_said = _ROWS
    if keys == "VALUES":
        rows_said = _ROWS.replace('"03"', '"Süd"').replace('"01"', '"Øst"')
    text = KEYED.replace("=CODES;", f"={keys};").replace(_CELLS, rows_said)
    table = read_px(text, ",")
    names, *rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    at = [names.index(name) for name in ("Gebiet (code)", "Gebiet", "Jahr", "value")]
    assert [tuple(row[one] for one in at) for row in rows] == [
        ("03", "Süd", "2023", "12"),
        ("03", "Süd", "2024", "1,5"),
        ("03", "Süd", "2025", "x"),
        ("01", "Øst", "2023", "0"),
        ("01", "Øst", "2024", "1234567"),
        ("01", "Øst", "2025", "7"),
    ]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"01" 0', '"04" 0', 'the row "04" of its DATA is none of those that KEYS name'),
        ('"01" 0', '"03" 0', 'the row "03" of its DATA stands twice'),
        ('1.5 "x"', "1.5", "goes on otherwise behind 1 rows"),
        ('1.5 "x"', '1.5 "x" 3', "goes on otherwise behind 1 rows"),
        ("1.5", "1,5", "goes on otherwise behind 0 rows"),
        ("1234567 7;", "1234567 7", "breaks off"),
        ('"01" 0', "01 0", "goes on otherwise behind 1 rows"),
        ("=CODES;", "=NAMES;", "KEYS of 'Gebiet' is 'NAMES'"),
    ],
)
def test_rows_with_keys_that_are_not_as_they_say_are_refused(was: str, now: str, said: str) -> None:
    text = KEYED.replace(_CELLS, _ROWS)
    assert was in text
    with pytest.raises(FormError, match=re.escape(said)):
        read_px(text.replace(was, now), ",")


def test_a_cube_of_more_cells_than_a_city_has_is_refused_before_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database, "MAX_CELLS", 20)
    for read, text in (
        (read_json_stat, json.dumps(_json_stat())),
        (read_sdmx_json, json.dumps(_sdmx("flat"))),
    ):
        with pytest.raises(FormError, match="6 rows with 6 columns"):
            read(text, ",", MARKS)
    with pytest.raises(FormError, match="6 rows with 6 columns"):
        read_px(PX, ",")


def test_a_long_name_is_not_written_into_each_cell_of_a_large_cube(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "MAX_UNPACKED_BYTES", 20)
    _refused(read_json_stat, json.dumps(_json_stat()), "unpacked 'Gebiet' has 42 bytes")


@given(
    st.lists(st.tuples(st.integers(0, len(PX)), st.text('";,=()[] \nA1', max_size=3)), max_size=6)
)
@example([(0, '"' * 3)])
@settings(max_examples=100, deadline=None)
def test_a_damaged_px_file_is_read_or_refused(changes: list[tuple[int, str]]) -> None:
    text = PX
    for at, put in changes:
        text = text[:at] + put + text[at + 1 :]
    with suppress(FormError):
        read_px(text, ",")
