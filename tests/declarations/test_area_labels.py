"""What a label of an area means, where tables write the same areas otherwise (made-up areas)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import duckdb
import jinja2

from sozialraum.declarations.city import Level, area_id

NO_NAMES: Mapping[str, str] = MappingProxyType({})
DBT = Path(__file__).parents[2] / "dbt_project"
SQL = [DBT / "macros/unknown_groups.sql", DBT / "models/staging/stg_area_label.sql"]


def _meant(
    labels: dict[str, list[str]],
    patterns: dict[str, str],
    names: Mapping[str, str] = NO_NAMES,
    *,
    official: Sequence[str] = (),
    gone: Sequence[str] = (),
    special: Mapping[str, str] = NO_NAMES,
) -> dict[str, tuple[str, str]]:
    """Label -> id and name of the area; ``patterns`` are those of codes, by level; ``names`` are
    declared by code, for each level; ``official`` labels are those of the table of areas; ``gone``
    stand in a file that counts no more; ``special`` are the kinds of labels that mean no area."""
    sql = jinja2.Template("".join(one.read_text("utf-8") for one in SQL)).render(
        source=lambda *names: ".".join(names), ref=lambda model: f"staging.{model}"
    )
    with duckdb.connect() as connection:
        connection.execute(
            "create schema raw; create schema declared;"
            "create table declared.city as "
            "select 'city:1' as city_area_id, 'areas' as crosswalk_source_id;"
            "create table declared.area_label (area_level varchar, label varchar, kind varchar);"
            "create table declared.area_level (area_level varchar, code_pattern varchar, "
            "name_pattern varchar);"
            "create table declared.area_name (area_level varchar, area_code varchar, "
            "area_name varchar);"
            "create table raw.cell (source_id varchar, dataset_id varchar, landing_id varchar, "
            "area_labels map(varchar, varchar));"
            "create table raw.landing as select unnest(['areas', 'figures']) as source_id, "
            "'d' as dataset_id, 'l' as landing_id, now() as retrieved_at"
        )
        for level, texts in labels.items():
            connection.execute(
                "insert into declared.area_level values (?, ?, null)", [level, patterns.get(level)]
            )
            for text, kind in special.items():
                connection.execute(
                    "insert into declared.area_label values (?, ?, ?)", [level, text, kind]
                )
            for code, name in names.items():
                connection.execute(
                    "insert into declared.area_name values (?, ?, ?)", [level, code, name]
                )
            connection.executemany(
                "insert into raw.cell values (?, 'd', ?, map([?], [?]))",
                [
                    [
                        "areas" if text in official else "figures",
                        "gone" if text in gone else "l",
                        level,
                        text,
                    ]
                    for text in texts
                ],
            )
        rows = connection.execute(f"select label, area_id, area_name from ({sql})").fetchall()
        assert len(rows) == len({label for label, *_ in rows})
    return {label: (area, name) for label, area, name in rows}


def test_a_table_of_names_means_the_areas_that_others_give_codes() -> None:
    found = _meant({"ward": ["E1\tSee", "E2\tWald", "See", "Moor", "E2"]}, {})
    assert found["See"] == found["E1\tSee"] == ("ward:E1", "See")
    assert found["E2"] == found["E2\tWald"] == ("ward:E2", "Wald")
    assert found["Moor"] == ("ward:Moor", "Moor")


def test_a_name_of_two_areas_means_none_of_them() -> None:
    found = _meant({"ward": ["E1\tSee", "E2\tSee", "See"]}, {})
    assert found["See"][0] not in ("ward:E1", "ward:E2")


def test_a_code_within_another_is_called_as_where_names_stand_beside_it() -> None:
    pattern = r"^(?:00)?(\d)(?:\d\d)?$"
    found = _meant({"district": ["001\tSee", "101", "102"]}, {"district": pattern})
    assert set(found.values()) == {("district:1", "See")}


def test_codes_are_called_as_the_city_declares_them() -> None:
    names = {"90100": "Kranbrück", "90200": "Hafen"}
    found = _meant({"district": ["90100", "90200", "90300", "Hafen"]}, {}, names)
    assert found["90100"] == ("district:90100", "Kranbrück")
    assert found["90200"] == found["Hafen"] == ("district:90200", "Hafen")
    assert found["90300"] == ("district:90300", "90300")


def test_a_sign_at_a_name_of_one_table_makes_no_other_table_unreadable() -> None:
    names = ["See", "See*", "Moor"]
    assert _meant({"ward": names}, {})["See"][0] is None
    found = _meant({"ward": names}, {}, official=["See", "Moor"])
    assert found["See"] == ("ward:see", "See")
    assert found["See*"][0] is None


def test_what_a_file_said_that_counts_no_more_has_no_say() -> None:
    found = _meant({"ward": ["See", "See*"]}, {}, gone=["See*"])
    assert found == {"See": ("ward:see", "See")}


def test_of_two_codes_beside_a_name_that_of_the_table_of_areas_counts() -> None:
    labels = {"ward": ["E1\tSee", "E9\tSee", "See"]}
    assert _meant(labels, {}, official=["E1\tSee"])["See"] == ("ward:E1", "See")


def test_python_reads_digits_and_names_by_a_pattern_as_sql_does() -> None:
    level = Level(
        id="district",
        name="District",
        plural="Districts",
        parents=[],
        pattern=r"^(?P<code>\d+(?:\.\d+)?) (?P<name>.+)$",
    )
    for label in ("5.1 Löbtau", "٥ Löbtau"):
        match = level.find(label)
        sql = duckdb.execute(
            "select regexp_extract(?, ?, ['code', 'name'])",
            [label, r"^(\d+(?:\.\d+)?) (.+)$"],
        ).fetchall()[0][0]
        assert sql == (match.groupdict() if match else {"code": "", "name": ""})
    assert level.names("5.1 Löbtau") == {"5.1 löbtau", "5.1", "löbtau"}


def test_python_makes_the_same_id_of_a_name_as_sql() -> None:
    names = ["Löbtau Nord", "Weiler (Süd)", "St. Anna", "मराठी गाव", "Lo\u0308btau_2"]
    meant = _meant({"district": names}, {})
    assert {name: area_id("district", name, False) for name in names} == {
        name: area for name, (area, _) in meant.items()
    }


def test_a_label_of_no_area_may_be_declared_by_its_code_and_by_its_name() -> None:
    special = {"99": "unknown", "unbekannt": "unknown", "gesamt": "whole_city"}
    labels = ["E1\tSee", "99\tunbekannt", "99", "unbekannt", "00\tgesamt", "99\tgesamt"]
    found = _meant({"ward": labels}, {}, special=special)
    unknown = {found[one][0] for one in ("99\tunbekannt", "99", "unbekannt")}
    assert unknown == {"ward:unbekannt"}
    assert found["00\tgesamt"][0] == "city:1"
    # two meanings are none
    assert found["99\tgesamt"][0] is None
