"""A city whose areas were re-cut: what is declared, what follows of it, and what is refused."""

import re
from datetime import date
from pathlib import Path

import pytest

from sozialraum.base.errors import DeclarationError
from sozialraum.base.project import PROJECT
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.reform import FIRST, LAST, Reforms, Validity
from sozialraum.declarations.reform_file import read_reforms

LEVELS = ("ward", "district", "city")
HEADER = "old_area,new_area,weight,from,made_of\n"
# cut in two, merged, a part moved, the same area under a new code; later one half is cut again
RE_CUT = f"""{HEADER}\
district:03,district:11,0.6,2020,population
district:03,district:12,0.4,2020,population
district:04,district:13,1,2020,
district:05,district:13,1,2020,
district:06,district:06,0.8,2020,
district:06,district:07,0.2,2020,
district:07,district:07,1,2020,
district:08,district:18,1,2020,
district:09,district:09,1,2020,
district:11,district:21,0.5,2022-07,
district:11,district:22,0.5,2022-07,
"""


def _read(text: str, folder: Path, *valid: Validity) -> Reforms:
    path = folder / "changes.csv"
    path.write_text(text, "utf-8")
    return read_reforms(path, valid, LEVELS)


def _became(reforms: Reforms, boundary_set: int) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for one in reforms.former_areas():
        if one.boundary_set == boundary_set:
            found.setdefault(one.former_id, {})[one.area_id] = pytest.approx(one.weight)
    return found


def test_a_city_without_reforms_has_one_set_of_areas() -> None:
    reforms = read_reforms(None, (), LEVELS)
    assert reforms.sets() == [(FIRST, LAST)]
    assert reforms.former_areas() == []
    assert reforms.absent_areas() == []


def test_reforms_follow_each_other_and_shares_are_shares_of_shares(tmp_path: Path) -> None:
    reforms = _read(RE_CUT, tmp_path)
    assert reforms.sets() == [
        (date(2022, 7, 1), LAST),
        (date(2020, 1, 1), date(2022, 6, 30)),
        (FIRST, date(2019, 12, 31)),
    ]
    assert _became(reforms, 0) == {}
    assert _became(reforms, 1) == {
        "district:11@2022-06-30": {"district:21": 0.5, "district:22": 0.5}
    }
    assert _became(reforms, 2) == {
        "district:03@2019-12-31": {"district:21": 0.3, "district:22": 0.3, "district:12": 0.4},
        "district:04@2019-12-31": {"district:13": 1},
        "district:05@2019-12-31": {"district:13": 1},
        "district:06@2019-12-31": {"district:06": 0.8, "district:07": 0.2},
        # it has its code still, but more of the city
        "district:07@2019-12-31": {"district:07": 1},
        "district:08@2019-12-31": {"district:18": 1},
    }


def test_a_reform_counts_from_its_day_on(tmp_path: Path) -> None:
    """Written down when the council decided, it must not re-cut the areas that there still are."""
    reforms = _read(RE_CUT, tmp_path)
    before = reforms.on(date(2022, 6, 30))
    assert before.sets() == [(date(2020, 1, 1), LAST), (FIRST, date(2019, 12, 31))]
    assert _became(before, 0) == {}
    assert _became(before, 1)["district:03@2019-12-31"] == {"district:11": 0.6, "district:12": 0.4}
    absent = {(one.boundary_set, one.area) for one in before.absent_areas()}
    assert (0, "district:11") not in absent
    assert (0, "district:03") in absent
    assert (0, "district:21") not in absent
    since = reforms.on(date(2022, 7, 1))
    assert (since.sets(), since.former_areas()) == (reforms.sets(), reforms.former_areas())
    assert reforms.on(date(2019, 12, 31)).former_areas() == []


def test_no_area_loses_or_gains_a_person(tmp_path: Path) -> None:
    """Also with weights of thirds, which do not sum to 1 as they are written."""
    text = HEADER + "".join(f"ward:1,ward:{new},0.333,2020,\n" for new in ("1a", "1b", "1c"))
    for reforms in (_read(RE_CUT, tmp_path), _read(text, tmp_path)):
        sums: dict[tuple[int, str], float] = {}
        for one in reforms.former_areas():
            key = (one.boundary_set, one.former_id)
            sums[key] = sums.get(key, 0) + one.weight
        assert sums
        assert list(sums.values()) == [pytest.approx(1, abs=1e-12)] * len(sums)


def test_what_was_cut_and_put_together_again_is_whole(tmp_path: Path) -> None:
    again = HEADER + (
        "ward:1,ward:2,0.3,2019,\nward:1,ward:3,0.7,2019,\n"
        "ward:2,ward:4,1,2021,\nward:3,ward:4,1,2021,\n"
    )
    (one, *_) = [f for f in _read(again, tmp_path).former_areas() if f.old_area == "ward:1"]
    assert (one.area_id, one.weight) == ("ward:4", 1.0)


def test_an_area_of_another_time_is_told_with_its_place(tmp_path: Path) -> None:
    absent = {
        (one.boundary_set, one.area): one.problem for one in _read(RE_CUT, tmp_path).absent_areas()
    }
    assert "is an area until 2019-12-31 only" in absent[0, "district:03"]
    assert "changes.csv:3" in absent[0, "district:03"]
    assert "is an area since 2020-01-01 only" in absent[2, "district:12"]
    assert "since 2020-01-01 until 2022-06-30 only" in absent[0, "district:11"]
    assert (1, "district:11") not in absent
    assert not [area for _, area in absent if area in ("district:06", "district:09")]


def test_when_there_is_an_area_can_be_said_without_weights(tmp_path: Path) -> None:
    ended = Validity.model_validate({"area": "ward:7", "until": date(2015, 12, 31)})
    begun = Validity.model_validate({"area": "ward:8", "from": date(2016, 1, 1)})
    reforms = read_reforms(None, (ended, begun), LEVELS)
    assert [first for first, _ in reforms.sets()] == [date(2016, 1, 1), FIRST]
    told = {(one.boundary_set, one.area): one.problem for one in reforms.absent_areas()}
    assert set(told) == {(0, "ward:7"), (1, "ward:7"), (1, "ward:8")}
    assert "nothing says what became of it" in told[1, "ward:7"]
    with pytest.raises(DeclarationError, match="begins on 2021-01-01, but on 2020-01-01 by"):
        _read(RE_CUT, tmp_path, Validity(area="district:11", **{"from": date(2021, 1, 1)}))


def test_a_spreadsheet_with_semicolons_and_commas_is_read_alike(tmp_path: Path) -> None:
    other = "\ufeff" + RE_CUT.replace(",", ";").replace("0.", "0,").replace("\n", "\r\n")
    assert [
        (one.former_id, one.area_id, one.weight) for one in _read(other, tmp_path).former_areas()
    ] == [
        (one.former_id, one.area_id, one.weight) for one in _read(RE_CUT, tmp_path).former_areas()
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("ward:1,ward:2,0.5,2020,\nward:1,ward:3,0.4,2020,\n", r"csv:2: .*sum to 0.9, not 1"),
        ("ward:1,ward:2,1.5,2020,\n", r"csv:2: weight '1.5' is no number above 0 and up to 1"),
        ("ward:1,ward:2,nan,2020,\n", r"csv:2: weight 'nan'"),
        ("ward:1,ward:2,half,2020,\n", r"csv:2: weight 'half'"),
        ("ward:1,ward:2,1,Q3 2020,\n", r"csv:2: from 'Q3 2020' is no year, month or day"),
        ("ward:1,ward:2,1,2020-13,\n", r"csv:2: from '2020-13'"),
        ("Oldham,ward:2,1,2020,\n", r"csv:2: old_area 'Oldham' is no area"),
        ("block:1,block:2,1,2020,\n", r"csv:2: 'block:1': no level 'block'; known: ward, dist"),
        ("ward:1,district:2,1,2020,\n", r"csv:2: an area of the level 'ward' cannot become"),
        ("ward:1,ward:2,0.5,2020,\nward:1,ward:2,0.5,2020,\n", r"csv:3: 'ward:1' names an area tw"),
        ("ward:1,ward:2,1,2020,\nward:1,ward:3,1,2021,\n", r"csv:3: 'ward:1' ended on 2019-12-31"),
        (
            "ward:1,ward:2,1,2020,\nward:3,ward:2,1,2021,\n",
            r"csv:3: 'ward:2' was there before 2021-01-01: .* ward:2,ward:2,1,2021-01-01",
        ),
        ("ward:1,ward:2,1,2020,,more\n", r"csv:2: has too many fields"),
    ],
)
def test_what_would_lose_figures_or_count_them_twice_is_refused(
    rows: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(DeclarationError, match=said):
        _read(HEADER + rows, tmp_path)


def test_another_header_is_refused_and_so_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"csv:1: expected the columns old_area, new_area"):
        _read("from,to\n1,2\n", tmp_path)
    with pytest.raises(DeclarationError, match=r"gone\.csv"):
        read_reforms(tmp_path / "gone.csv", (), LEVELS)


def test_the_worked_example_of_areal_interpolation_comes_out_as_published(tmp_path: Path) -> None:
    """Prener & Revord 2019 (Journal of Open Source Software 4(37):1221), vignette "Areal Weighted
    Interpolation" of their package: residents of two census tracts by the wards they lie in."""
    residents = {"ward:t1011": 2510, "ward:t1012": 3545}
    text = HEADER + (
        "ward:t1011,ward:w11,0.28297,2010,area\nward:t1011,ward:w12,0.71703,2010,area\n"
        "ward:t1012,ward:w12,0.807583,2010,area\nward:t1012,ward:w13,0.192417,2010,area\n"
    )
    found: dict[str, float] = {}
    for one in _read(text, tmp_path).former_areas():
        found[one.area_id] = found.get(one.area_id, 0) + residents[one.old_area] * one.weight
    published = {"ward:w11": 710.2547, "ward:w12": 4662.627, "ward:w13": 682.1182}
    assert found == {area: pytest.approx(value, abs=5e-4) for area, value in published.items()}
    assert sum(found.values()) == pytest.approx(sum(residents.values()), abs=1e-9)


def test_the_example_of_the_page_about_a_new_city_is_right(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "new-city.md").read_text("utf-8")
    (example,) = re.findall(r"```csv\n(old_area,.*?)```", page, re.DOTALL)
    assert _became(_read(example, tmp_path), 1)["district:06@2019-12-31"] == {
        "district:06": 0.8, "district:07": 0.2
    }  # fmt: skip


def test_a_city_is_read_anew_when_its_reforms_have_changed(city_copy: Path) -> None:
    areas = city_copy / "areas.yaml"
    areas.write_text("changes: changes.csv\n" + areas.read_text("utf-8"), "utf-8")
    level = load_catalogue().sozialraum_level
    path = city_copy / "changes.csv"
    for weight in ("0.5", "0.25"):
        rest = 1 - float(weight)
        path.write_text(
            f"{HEADER}{level}:a,{level}:b,{weight},2020,\n{level}:a,{level}:c,{rest},2020,\n"
        )
        former, *_ = load_catalogue(city_copy).reforms.former_areas()
        assert former.weight == float(weight)
    path.write_text(f"{HEADER}{level}:a,{level}:b,0.5,2020,\n")
    with pytest.raises(DeclarationError, match=r"changes\.csv:2: .* sum to 0.5, not 1"):
        load_catalogue(city_copy)
