"""Series without an effect are left alone, those with one are found, bad ones are refused."""

from dataclasses import replace

import duckdb
import numpy as np
import pytest

from bench.pandemic import false_rate, p_values, simulate
from bench.pandemic_cases import NO_LINE, NOT_TOLD, WITHOUT_EFFECT, Case
from bench.placebo import placebos
from sozialraum.statistics.pandemic import Thresholds, assess
from sozialraum.statistics.panel import Panel
from tests.conftest import Refreshed

THRESHOLDS = Thresholds(alpha=0.05, min_cases=5)
YEARLY = Case("yearly", 1, 6, 2, 300, areas=4)


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in (*WITHOUT_EFFECT, *NOT_TOLD, *NO_LINE)
        if case.per_year < 12 and not (case.walk and case.per_year == 4)
    ],
    ids=lambda case: case.name,
)
def test_the_share_of_false_findings_stays_at_the_nominal_rate(case: Case) -> None:
    """5 %, and what chance allows in so few simulations. python -m bench.pandemic runs many."""
    assert false_rate(case, max(1500 // case.areas, 20)) < 0.075


def test_what_2019_is_asked_of_the_real_figures_has_no_answer(refreshed: Refreshed) -> None:
    """At most one in ten series, while the areas that are assessed of the pandemic stay so."""
    with duckdb.connect(str(refreshed.warehouse.build_database), read_only=True) as connection:
        found = list(placebos(connection))
    assert sum(one.placebo for one in found) > 80
    assert sum(one.significant for one in found) <= 0.1 * sum(one.placebo for one in found)
    assert sum(one.assessed for one in found) >= 0.8 * 76


def test_a_random_walk_of_months_is_mostly_refused() -> None:
    walks = p_values(NO_LINE[0], 30, 1)
    assert np.isnan(walks).mean() > 0.8


def test_few_doctors_counted_each_year_are_not_taken_for_noise() -> None:
    """Those of 2010 to 2021, close to a line: chance itself is the least, and it has no memory."""
    doctors = simulate(replace(YEARLY, areas=1, baseline=10), np.random.default_rng(1))
    counts = [[59, 62, 64, 60, 59, 62, 65, 67, 64, 67, 72, 74]]
    steady = assess(replace(doctors, figures=np.array(counts, dtype=float)), THRESHOLDS)
    assert steady.reasons == [""]
    assert steady.predictions["crisis"].detectable[0] < 0.6


def test_few_neighbouring_quarters_give_a_wider_interval_than_many() -> None:
    case = Case("quarterly", 4, 20, 4, 1500, areas=1, dispersion=3)
    many = simulate(case, np.random.default_rng(2))
    gaps = many.figures.copy()
    gaps[:, [2, 5, 6, 9, 10, 13, 14]] = np.nan
    wide, narrow = (
        assess(one, THRESHOLDS).predictions["crisis"].detectable[0]
        for one in (replace(many, figures=gaps), many)
    )
    assert wide > 2 * narrow


def test_a_long_series_that_depends_on_itself_is_not_called_a_change() -> None:
    """Counting adds noise of its own to it, which hides the dependence of neighbours."""
    case = next(one for one in WITHOUT_EFFECT if one.correlation == 0.8 and one.per_year == 12)
    assert false_rate(case, 150) < 0.08


def test_a_series_that_cannot_be_told_from_a_random_walk_is_refused() -> None:
    walk = replace(YEARLY, per_year=4, baseline=111, crisis=7, cases=1e5, dispersion=500)
    panel = simulate(replace(walk, correlation=0.999), np.random.default_rng(1))
    assert set(reasons(panel)) == {"autocorrelated"}


def test_the_rise_that_could_have_been_found_is_found_four_times_out_of_five() -> None:
    case = replace(YEARLY, areas=1, dispersion=3)
    told = []
    rng = np.random.default_rng(4)
    for _ in range(300):
        told.append(assess(simulate(case, rng), THRESHOLDS).predictions["crisis"].detectable[0])
    found = (p_values(case, 300, 5, effect=float(np.median(told))) < 0.05).mean()
    assert 0.65 < found < 0.95


def test_a_large_rise_is_found() -> None:
    assert (p_values(YEARLY, 50, 1, effect=0.4) < 0.05).mean() > 0.8


@pytest.fixture
def panel() -> Panel:
    return simulate(YEARLY, np.random.default_rng(1))


def reasons(panel: Panel) -> list[str]:
    return assess(panel, THRESHOLDS).reasons


def with_figures(panel: Panel, *changed: tuple[object, float]) -> Panel:
    figures = panel.figures.copy()
    for place, value in changed:
        figures[place] = value  # type: ignore[index]
    return replace(panel, figures=figures)


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        ((0, slice(None)), 0.0, "too_few_cases"),
        ((0, 2), -1.0, "invalid_count"),
        ((0, 2), 12.5, "invalid_count"),
        ((0, slice(0, 3)), np.nan, "short_baseline"),
        ((0, slice(0, 5)), np.nan, "short_baseline"),
        ((0, 6), np.nan, "gap_in_crisis"),
        ((0, slice(6, 8)), np.nan, "no_crisis_figures"),
        ((0, slice(None)), np.nan, "short_baseline"),
    ],
)
def test_what_cannot_be_assessed_says_why_and_leaves_the_others_alone(
    panel: Panel, place: object, value: float, reason: str
) -> None:
    found = assess(with_figures(panel, (place, value)), THRESHOLDS)
    assert found.reasons == [reason, "", "", ""]


def test_a_count_that_never_changed_before_is_refused(panel: Panel) -> None:
    frozen = with_figures(panel, ((0, slice(0, 6)), 300.0))
    assert reasons(frozen) == ["constant", "", "", ""]


def test_a_population_of_zero_is_refused_and_one_that_begins_later_is_not_used(
    panel: Panel,
) -> None:
    zero, later = panel.denominators.copy(), panel.denominators.copy()
    zero[0, 4] = 0
    later[0, :2] = np.nan
    assert reasons(replace(panel, denominators=zero)) == ["no_denominator", "", "", ""]
    found = assess(replace(panel, denominators=later), THRESHOLDS)
    assert found.reasons == [""] * 4
    assert found.has_offset.tolist() == [False, True, True, True]


@pytest.mark.parametrize("population", [0.0, -5.0, np.inf])
def test_a_population_that_cannot_be_is_not_taken_for_one_that_is_missing(
    panel: Panel, population: float
) -> None:
    """Missing in all periods means that the counts stand alone; zero in all of them does not."""
    impossible = panel.denominators.copy()
    impossible[0] = population
    assert reasons(replace(panel, denominators=impossible)) == ["no_denominator", "", "", ""]


def test_a_break_within_the_crisis_stops_everything(panel: Panel) -> None:
    assert reasons(replace(panel, broken=True)) == ["break_in_crisis"] * 4


def test_missing_quarters_of_the_baseline_are_left_out() -> None:
    case = Case("quarterly", 4, 20, 4, 500, areas=3, season=0.2)
    quarterly = simulate(case, np.random.default_rng(2))
    found = assess(with_figures(quarterly, ((0, slice(0, 20, 3)), np.nan)), THRESHOLDS)
    assert found.reasons == [""] * 3


def test_a_season_that_the_baseline_does_not_have_is_not_guessed() -> None:
    case = Case("quarterly", 4, 20, 4, 500, areas=3, season=0.2)
    quarterly = simulate(case, np.random.default_rng(2))
    without = with_figures(quarterly, ((0, slice(1, 20, 4)), np.nan))
    assert reasons(without) == ["not_estimable", "", ""]


def test_one_area_alone_and_one_period_alone_do_not_break() -> None:
    alone = simulate(replace(YEARLY, areas=1), np.random.default_rng(3))
    assert reasons(alone) == [""]
    single = simulate(replace(YEARLY, areas=1, baseline=1, crisis=0), np.random.default_rng(3))
    assert reasons(single) == ["short_baseline"]


def test_a_published_rate_that_never_changed_is_refused(panel: Panel) -> None:
    published = replace(with_figures(panel, ((0, slice(None)), 7.0)), kind="published")
    assert reasons(published) == ["constant", "", "", ""]


def test_a_survey_share_carries_its_sampling_error(panel: Panel) -> None:
    shares = np.full(panel.figures.shape, 0.1)
    shares[:, 6:] = 0.2
    few = replace(panel, kind="survey", figures=shares, samples=np.full(shares.shape, 60.0))
    many = replace(few, samples=np.full(shares.shape, 2_000.0))
    assert (assess(few, THRESHOLDS).predictions["crisis"].p_value > 0.05).all()
    assert (assess(many, THRESHOLDS).predictions["crisis"].p_value < 0.001).all()
