"""The guide's way to one more table and one more indicator, followed to the letter."""

import re
from pathlib import Path

import yaml

from sozialraum.base.project import PROJECT
from tests.conftest import Refreshed

YEARS = (2022, 2023, 2024)


def guide_blocks() -> list[str]:
    """What the guide says to add to sources.yaml and to indicators.yaml."""
    text = (PROJECT / "docs" / "engineers.md").read_text("utf-8")
    section = text.split("## Adding a table and an indicator")[1].split("\n## ")[0]
    return re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)


def follow_guide(city: Path, refreshed: Refreshed) -> None:
    """Adds what the guide says, and a made-up file: 10 persons in each area."""
    for block, name in zip(guide_blocks(), ("sources", "indicators"), strict=True):
        path = city / f"{name}.yaml"
        start = f"\n{name}:\n"
        declared = path.read_text("utf-8")
        assert declared.count(start) == 1
        path.write_text(declared.replace(start, f"{start}{block}\n"), "utf-8")
    _measured(city, yaml.safe_load(guide_blocks()[1])[0]["theme"])
    source = yaml.safe_load(guide_blocks()[0])[0]
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


def _measured(city: Path, theme: str) -> None:
    """Takes out of the theme what the guide says: why nothing measures it."""
    path = city / "themes.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    for key in ("no_indicator", "proxy"):
        del content["themes"][theme][key]
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
