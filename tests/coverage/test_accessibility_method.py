"""The model of spatial accessibility gives what the library of the method's field gives.

The expected figures were computed once with PySAL's ``access`` 1.1.10 from the same distances
(``enhanced_two_stage_fca`` with ``step_fn({1000: 1, 2000: 0.68, 3000: 0.22})``, and
``two_stage_fca`` with ``max_cost=3000``). docs/decisions/011-coverability.md
says why it is not a dependency.
"""

import duckdb
import pytest

from sozialraum.base.project import PROJECT

MODEL = PROJECT / "dbt_project/models/assess/coverage/accessibility.sql"
PEOPLE = {1: 400, 2: 250, 3: 700, 4: 150}
DOCTORS = {"p": 2.0, "q": 1.0, "r": 3.0}
METRES = [
    (1, "p", 300), (1, "q", 1700), (2, "p", 1000), (2, "q", 900), (2, "r", 2900),
    (3, "q", 2500), (3, "r", 450), (4, "r", 2000),
]  # fmt: skip
LUO_QI = [(0, 1000, 1.0), (1000, 2000, 0.68), (2000, 3000, 0.22)]
E2SFCA = {
    1: 0.004082840236686391,
    2: 0.005326341372477267,
    3: 0.0038260272175540105,
    4: 0.0023803967327887983,
}
TWO_STEP = {
    1: 0.0038176638176638175,
    2: 0.006544936544936545,
    3: 0.003468013468013468,
    4: 0.0027272727272727275,
}


def accessibility(bands: list[tuple[float, float, float]]) -> dict[int, float]:
    query = MODEL.read_text("utf-8").partition("#}")[2]
    query = query.replace("{{ ref('service_distance') }}", "distances").replace(
        "{{ source('declared', 'accessibility_band') }}", "bands"
    )
    with duckdb.connect() as connection:
        connection.execute(
            "create table distances (area_id integer, population double, service_id varchar, "
            "service_type varchar, capacity double, distance_m double)"
        )
        connection.executemany(
            "insert into distances values (?, ?, ?, 'doctor', ?, ?)",
            [(area, PEOPLE[area], name, DOCTORS[name], far) for area, name, far in METRES],
        )
        connection.execute("create table bands (from_m double, until_m double, weight double)")
        connection.executemany("insert into bands values (?, ?, ?)", bands)
        found = connection.execute(f"select area_id, accessibility from ({query})").fetchall()
    return dict(found)


def test_the_enhanced_method_gives_the_librarys_figures() -> None:
    assert accessibility(LUO_QI) == pytest.approx(E2SFCA, rel=1e-12)


def test_one_band_gives_the_librarys_figures_of_the_original_method() -> None:
    assert accessibility([(0, 3000, 1.0)]) == pytest.approx(TWO_STEP, rel=1e-12)


def test_all_that_is_offered_is_shared_out_to_all_who_are_reached() -> None:
    shared = sum(PEOPLE[area] * value for area, value in accessibility(LUO_QI).items())
    assert shared == pytest.approx(sum(DOCTORS.values()))
