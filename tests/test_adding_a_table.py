"""The guide's way to one more table and one more indicator: by configuration alone."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from sozialraum.declarations import Catalogue
from sozialraum.warehouse import PROJECT
from tests.conftest import Refreshed, refresh

YEARS = (2022, 2023, 2024)


def _blocks() -> list[str]:
    """What the guide says to add to sources.yaml and to indicators.yaml."""
    text = (PROJECT / "docs" / "engineers.md").read_text("utf-8")
    section = text.split("## Adding a table and an indicator")[1].split("\n## ")[0]
    return re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)


@pytest.fixture(scope="module")
def added(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Refreshed:
    """A refresh after the guide's additions, with a made-up file: 10 persons in each area."""
    tmp = tmp_path_factory.mktemp("added")
    shutil.copytree(refreshed.warehouse.root, tmp / "warehouse", symlinks=True)
    city = tmp / catalogue.city.id
    shutil.copytree(catalogue.folder, city)
    for block, name in zip(_blocks(), ("sources", "indicators"), strict=True):
        path = city / f"{name}.yaml"
        start = f"\n{name}:\n"
        declared = path.read_text("utf-8")
        assert declared.count(start) == 1
        path.write_text(declared.replace(start, f"{start}{block}\n"), "utf-8")
    _measured(city, yaml.safe_load(_blocks()[1])[0]["theme"])
    source = yaml.safe_load(_blocks()[0])[0]
    areas = refreshed.published_rows(
        "select area_code || ' ' || area_name from marts.dim_area, declared.city "
        "where area_level = sozialraum_level and not is_unknown"
    )
    columns = [source["areas"][0]["column"], source["measures"][0]["column"]]
    header = [source["period"]["year"], *columns]
    lines = [header, *([str(year), str(area), "10"] for year in YEARS for (area,) in areas)]
    (city / "snapshot" / f"{source['dataset']}.csv").write_text(
        "".join(";".join(line) + "\n" for line in lines), "utf-8"
    )
    return refresh(tmp / "warehouse", city)


def _measured(city: Path, theme: str) -> None:
    """Takes out of the theme what the guide says: why nothing measures it."""
    path = city / "themes.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    for key in ("no_indicator", "proxy"):
        del content["themes"][theme][key]
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def test_the_figures_and_the_indicator_are_published(
    added: Refreshed, catalogue: Catalogue
) -> None:
    assert added.returncode == 0, added.output
    source, indicator = (yaml.safe_load(block)[0]["id"] for block in _blocks())
    areas = len(
        added.published_rows(
            "select 1 from marts.dim_area, declared.city "
            "where area_level = sozialraum_level and not is_unknown"
        )
    )
    (figures,) = added.published_rows(
        "select count(*), sum(value) from marts.fct_measure, declared.city "
        f"where source_id = '{source}' and area_level = sozialraum_level"
    )
    assert figures == (areas * len(YEARS), areas * len(YEARS) * 10)
    (needs,) = added.published_rows(
        "select count(*), max(abs(value - 10 / denominator * 1000)) "
        "from marts.mart_need join marts.fct_indicator using (area_id, indicator_id, period, value)"
        f", declared.city where indicator_id = '{indicator}' "
        "and mart_need.area_level = sozialraum_level"
    )
    assert needs[0] == areas * len(YEARS)
    assert needs[1] == pytest.approx(0, abs=1e-9)


def test_the_report_shows_the_indicator(added: Refreshed) -> None:
    page = (added.warehouse.current / "report" / "bericht.html").read_text("utf-8")
    assert yaml.safe_load(_blocks()[1])[0]["definition"] in page
