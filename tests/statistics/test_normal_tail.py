"""What SQL computes of the normal distribution itself, against scipy."""

import duckdb
import jinja2
import numpy as np
from scipy.stats import norm

from sozialraum.base.project import PROJECT

MACRO = PROJECT / "dbt_project/macros/normal_tail.sql"


def test_p_values_are_right_to_seven_digits_and_never_on_the_wrong_side() -> None:
    p_value = jinja2.Template(MACRO.read_text(encoding="utf-8")).module.two_sided_normal("z")
    z = np.linspace(-8, 8, 32_001)
    found = duckdb.sql(
        f"select z, {p_value} as p from (select unnest($z) as z)", params={"z": z.tolist()}
    ).fetchnumpy()
    expected = 2 * norm.sf(np.abs(found["z"]))
    assert np.max(np.abs(found["p"] - expected)) < 1.5e-7
    assert ((found["p"] > 0.05) == (expected > 0.05)).all()
