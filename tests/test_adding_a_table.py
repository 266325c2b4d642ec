"""The guide's way to one more table and one more indicator: by configuration alone."""

import pytest
import yaml

from tests.conftest import Refreshed
from tests.guide import YEARS, guide_blocks


def test_the_figures_and_the_indicator_are_published(lived_in: Refreshed) -> None:
    source, indicator = (yaml.safe_load(block)[0]["id"] for block in guide_blocks())
    areas = len(
        lived_in.published_rows(
            "select 1 from marts.dim_area, declared.city "
            "where area_level = sozialraum_level and not is_unknown"
        )
    )
    (figures,) = lived_in.published_rows(
        "select count(*), sum(value) from marts.fct_measure, declared.city "
        f"where source_id = '{source}' and area_level = sozialraum_level"
    )
    assert figures == (areas * len(YEARS), areas * len(YEARS) * 10)
    (needs,) = lived_in.published_rows(
        "select count(*), max(abs(value - 10 / denominator * 1000)) "
        "from marts.mart_need join marts.fct_indicator using (area_id, indicator_id, period, value)"
        f", declared.city where indicator_id = '{indicator}' "
        "and mart_need.area_level = sozialraum_level"
    )
    assert needs[0] == areas * len(YEARS)
    assert needs[1] == pytest.approx(0, abs=1e-9)


def test_the_report_shows_the_indicator(lived_in: Refreshed) -> None:
    page = (lived_in.warehouse.current / "report" / "anhang.html").read_text("utf-8")
    assert yaml.safe_load(guide_blocks()[1])[0]["definition"] in page
