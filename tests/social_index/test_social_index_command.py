"""``sozialraum index`` works on files of one's own."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.cli import app
from sozialraum.errors import MonitorError

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
