"""``sozialraum index`` works on files of one's own."""

import time
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.base.errors import MonitorError
from sozialraum.social_index.files import index_file
from sozialraum_cli.app import app

SPEC = """
name: mine
reference: none
indicators: [{id: x}]
standardise: {method: min_max}
"""


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_command_keeps_codes_with_leading_zeros(tmp_path: Path, ending: str) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC, "utf-8")
    (tmp_path / "in.csv").write_text("area,indicator,value\n01,x,1\n02,x,3\n003,x,2\n", "utf-8")
    out = tmp_path / f"out.{ending}"
    arguments = ["index", "--spec", tmp_path / "spec.yaml", "--input", tmp_path / "in.csv",
                 "--output", out]  # fmt: skip
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    reader = "read_parquet" if ending == "parquet" else "read_csv"
    options = "" if ending == "parquet" else ", all_varchar = true"
    rows = duckdb.sql(f"SELECT area, score::DOUBLE FROM {reader}('{out}'{options})").fetchall()
    assert rows == [("02", 1.0), ("003", 0.5), ("01", 0.0)]


def test_what_is_wrong_with_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC.replace("min_max", "magic"), "utf-8")
    (tmp_path / "in.csv").write_text("area,indicator,value\n01,x,12a\n", "utf-8")
    arguments = ["index", "--spec", str(tmp_path / "spec.yaml"), "--input",
                 str(tmp_path / "in.csv"), "--output", str(tmp_path / "out.csv")]  # fmt: skip
    done = CliRunner().invoke(app, arguments)
    assert isinstance(done.exception, MonitorError)
    assert "standardise.method" in str(done.exception)
    (tmp_path / "spec.yaml").write_text(SPEC, "utf-8")
    done = CliRunner().invoke(app, arguments)
    assert "area 01, indicator x: value '12a' is not a finite number" in str(done.exception)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,x,1\nb,x,1\n", "indicator x has the same value in all areas (2)"),
        ("a,x,1\n", "indicator x has the same value in the only area"),
        ("a,x,1e308\nb,x,-1e308\n", "is beyond 1e+100, too large to compute with"),
        ("a,x,\nb,x,nan\n", "area b, indicator x: value 'nan' is not a finite number"),
        ("a,x,1\na,x,2\nb,x,3\n", "area a, indicator x: 2 values, expected one"),
        ("a,y,1\nb,y,2\n", "no value of x; the input has y"),
    ],
)
def test_what_gives_no_index_is_an_error_and_no_empty_file(
    tmp_path: Path, rows: str, said: str
) -> None:
    with pytest.raises(MonitorError) as told:
        run(tmp_path, rows, tmp_path / "out.csv")
    assert said in str(told.value)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "out.csv").exists()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="not writable"):
        run(tmp_path, "a,x,1\nb,x,2\n", tmp_path / "missing" / "out.csv")


@pytest.mark.parametrize("shares", ["[-0.5, 1.5]", "[0, 1]", "[0.5, 0.6]"])
def test_shares_of_classes_are_parts_of_a_whole(tmp_path: Path, shares: str) -> None:
    classes = f"classes: {{method: shares, shares: {shares}}}\n"
    with pytest.raises(MonitorError, match="shares"):
        run(tmp_path, "a,x,1\nb,x,2\n", tmp_path / "out.csv", SPEC + classes)


def test_tens_of_thousands_of_areas_in_seven_domains_take_seconds(tmp_path: Path) -> None:
    """As many as England's LSOAs; ties share the higher rank, rank 1 is most deprived."""
    names = [f"d{number}" for number in range(7)]
    domains = "".join(
        f"  - {{id: {one}, indicators: [{one}], standardise: {{method: exponential}}}}\n"
        for one in names
    )
    spec = (
        f"name: seven\nreference: none\nindicators: [{', '.join(f'{{id: {n}}}' for n in names)}]\n"
        f"standardise: {{method: none}}\ndomains:\n{domains}"
    )
    rows = "".join(
        f"E{area:05d},{one},{(area * (7 + place)) % 16001}\n"
        for area in range(33_000)
        for place, one in enumerate(names)
    )
    started = time.monotonic()
    assert run(tmp_path, rows, tmp_path / "out.parquet", spec) == 33_000
    assert time.monotonic() - started < 30
    best = duckdb.sql(
        f"SELECT max(domain_d0) FROM '{tmp_path / 'out.parquet'}' WHERE domain_d0_rank = 1"
    ).fetchone()
    assert best == (pytest.approx(100),)


def run(tmp_path: Path, rows: str, output: Path, spec: str = SPEC) -> int:
    (tmp_path / "spec.yaml").write_text(spec, "utf-8")
    (tmp_path / "in.csv").write_text("area,indicator,value\n" + rows, "utf-8")
    return index_file(tmp_path / "spec.yaml", tmp_path / "in.csv", output)
