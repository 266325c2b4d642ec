"""Estimates for small areas: the predictor by a published example, the sums, and what is exact."""

import duckdb
import numpy as np
import pytest

from bench.small_area import Pretended, scores, shared_out
from sozialraum.statistics.area_profile import Series, read_profiles
from sozialraum.statistics.blup import Prior, predict
from sozialraum.statistics.modelled_share import write_shares
from sozialraum.statistics.small_area import MIN_COARSE, Split, benchmarked, estimate

FINE, COARSE = 12, 8
# Small areas 0 to 3 are coarser areas of their own, the others share one by twos.
SPLIT = Split(
    coarse=np.array([0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7]),
    fine=np.arange(FINE),
    weight=np.array([10.0, 10, 10, 10, 30, 10, 10, 10, 20, 10, 10, 40]),
)


def _known(seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """True rates, and covariates that go with them."""
    rng = np.random.default_rng(seed)
    truth = rng.uniform(0.05, 0.4, FINE)
    covariates = np.column_stack([truth + rng.normal(0, 0.03, FINE) for _ in range(5)])
    return truth, covariates


def test_the_predictor_reproduces_robinsons_example() -> None:
    """Robinson (1991), section 2: milk of nine cows by herd and sire, sires' variance 0.1."""
    yields = np.array([110, 100, 110, 100, 100, 110, 110, 100, 100], dtype=float)
    herds = np.eye(3)[[0, 0, 1, 1, 1, 2, 2, 2, 2]]
    sires = np.eye(4)[[0, 3, 1, 3, 3, 2, 2, 3, 3]]
    found = predict(
        yields,
        Prior(
            observed_design=herds,
            wanted_design=np.zeros((4, 3)),
            observed=0.1 * sires @ sires.T + np.eye(9),
            cross=0.1 * sires.T,
            wanted=0.1 * np.eye(4),
        ),
    )
    assert found.coefficients == pytest.approx([105.64, 104.28, 105.46], abs=0.005)
    assert found.values == pytest.approx([0.40, 0.52, 0.76, -1.67], abs=0.005)
    assert found.degrees == 6


def test_estimates_add_up_to_what_is_published_and_come_nearer_than_sharing_out() -> None:
    truth, covariates = _known()
    rates = SPLIT.shares_of_coarse() @ truth
    found = estimate(rates, SPLIT, covariates)
    assert SPLIT.shares_of_coarse() @ found.parts == pytest.approx(rates)
    errors = np.abs(found.parts - truth)[4:].mean()
    assert errors < 0.5 * np.abs(rates[SPLIT.coarse] - truth)[4:].mean()
    assert (np.abs(found.parts - truth) <= found.margins + 1e-12)[4:].all()


def test_an_area_of_whole_coarser_ones_is_exact() -> None:
    truth, covariates = _known()
    found = estimate(SPLIT.shares_of_coarse() @ truth, SPLIT, covariates)
    assert found.parts[:4] == pytest.approx(truth[:4])
    assert (found.margins[:4] == 0).all()
    assert (found.margins[4:] > 0).all()


def test_no_rate_is_negative_and_the_sum_stays() -> None:
    rates = np.array([0.1, 0.2, 0.0, 0.3, 0.02, 0.2, 0.1, 0.1])
    parts = np.full(FINE, 0.1)
    parts[[4, 5]] = [-0.05, 0.2]
    found = benchmarked(parts, rates, SPLIT)
    assert (found >= 0).all()
    assert found[4] == 0
    assert SPLIT.shares_of_coarse() @ found == pytest.approx(rates)


@pytest.mark.parametrize(("coarse", "kinds"), [(MIN_COARSE - 1, 5), (COARSE, 2)])
def test_too_little_to_go_by_is_refused(coarse: int, kinds: int) -> None:
    truth, covariates = _known()
    kept = SPLIT.coarse < coarse
    split = Split(SPLIT.coarse[kept], SPLIT.fine[kept], SPLIT.weight[kept])
    rates = split.shares_of_coarse() @ truth[kept]
    with pytest.raises(ValueError, match="are needed"):
        estimate(rates, split, covariates[kept, :kinds])


def test_a_survey_is_known_by_the_mean_of_its_last_waves() -> None:
    from datetime import date

    days = [date(year, 12, 31) for year in (2010, 2012, 2014, 2016)]
    values = np.array([[1.0], [2.0], [3.0], [9.0]])
    survey, count = (Series("i", is_survey, days, values) for is_survey in (True, False))
    assert survey.at(date(2015, 1, 1)) == [2.0]
    assert count.at(date(2015, 1, 1)) == [3.0]
    # nothing is as old: the oldest there is
    assert survey.at(date(2000, 1, 1)) == [1.0]


def test_the_bench_sees_what_an_interval_misses() -> None:
    from datetime import date

    truth, covariates = _known()
    one = Pretended(
        indicator_id="i",
        day=date(2024, 12, 31),
        truth=truth,
        rates=SPLIT.shares_of_coarse() @ truth,
        split=SPLIT,
        covariates=covariates,
        variance=np.zeros(FINE),
    )
    assert one.split_up.tolist() == [False] * 4 + [True] * 8
    modelled, plain = scores(one, estimate), scores(one, shared_out)
    assert modelled.error < plain.error
    assert modelled.correlation > plain.correlation
    assert 0 <= plain.coverage <= 1


def _build(periods: dict[str, list[float | None]]) -> duckdb.DuckDBPyConnection:
    """Eight coarser areas, twelve small ones, two indicators with the given rates by period, and
    more covariates than are needed."""
    covariates = _known()[1]
    connection = duckdb.connect()
    connection.execute(
        """
        CREATE SCHEMA core; CREATE SCHEMA declared;
        CREATE TABLE declared.city AS SELECT 'social' AS sozialraum_level;
        CREATE TABLE declared.indicator
            (indicator_id VARCHAR, cadence VARCHAR, denominator_rule VARCHAR);
        CREATE TABLE core.area (area_id VARCHAR, area_level VARCHAR, is_unknown BOOLEAN);
        CREATE TABLE core.indicator_published (indicator_id VARCHAR, area_id VARCHAR,
            period VARCHAR, period_end DATE, value DOUBLE, status VARCHAR);
        CREATE TABLE core.term_value (owner_id VARCHAR, role VARCHAR, area_id VARCHAR,
            period_end DATE, value DOUBLE);
        CREATE TABLE core.coarser_part (indicator_id VARCHAR, native_area_id VARCHAR,
            area_id VARCHAR, period VARCHAR, period_end DATE, weight DOUBLE, share DOUBLE);
        INSERT INTO declared.indicator
            VALUES ('i', 'year', 'year_end'), ('j', 'year', 'same_period')
        """
    )
    areas = [f"social:{number:02}" for number in range(FINE)]
    insert = connection.executemany
    insert("INSERT INTO core.area VALUES (?, 'social', false)", [[one] for one in areas])
    for kind in range(covariates.shape[1]):
        insert("INSERT INTO declared.indicator VALUES (?, 'year', 'year_end')", [[f"x{kind}"]])
        insert(
            "INSERT INTO core.indicator_published VALUES (?, ?, '2020', '2020-12-31', ?, 'known')",
            [[f"x{kind}", areas[area], covariates[area, kind]] for area in range(FINE)],
        )
    shares = SPLIT.shares_of_coarse()
    for indicator in ("i", "j"):
        for period, rates in periods.items():
            day = f"{period}-12-31"
            insert(
                "INSERT INTO core.indicator_published VALUES (?, ?, ?, ?, ?, ?)",
                [
                    [indicator, f"coarse:{c}", period, day, rate, "known" if rate else "missing"]
                    for c, rate in enumerate(rates)
                ],
            )
            insert(
                "INSERT INTO core.coarser_part VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    [indicator, f"coarse:{c}", areas[f], period, day, w, shares[c, f]]
                    for c, f, w in zip(SPLIT.coarse, SPLIT.fine, SPLIT.weight, strict=True)
                ],
            )
    return connection


def test_shares_are_written_for_the_periods_that_can_be_modelled() -> None:
    """Not of a share of figures that are estimates themselves, nor where a rate is missing."""
    rates = (SPLIT.shares_of_coarse() @ _known()[0]).tolist()
    with _build({"2020": rates, "2021": [None, *rates[1:]]}) as connection:
        assert len(read_profiles(connection).series) == 5
        assert write_shares(connection) == {"i": 1}
        rows = connection.execute(
            "SELECT indicator_id, period, native_area_id, sum(share) "
            "FROM statistics.modelled_share GROUP BY ALL"
        ).fetchall()
    assert {row[:2] for row in rows} == {("i", "2020")}
    assert len(rows) == COARSE
    assert [row[3] for row in rows] == pytest.approx([1] * COARSE)
