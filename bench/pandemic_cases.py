"""The kinds of series that the proof of the pandemic's regressions simulates."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Case:
    """A kind of series. ``cases`` is the mean count per period, ``dispersion`` variance over mean.

    ``trend`` is the change per year, ``season`` the amplitude, both as shares; ``bend`` how far a
    change of slope in the middle of the baseline has carried the level by its end, and ``walk`` the
    step of a random walk per period, on the logarithmic scale.
    """

    name: str
    per_year: int
    baseline: int
    crisis: int
    cases: float
    areas: int = 17
    dispersion: float = 1.0
    trend: float = 0.0
    season: float = 0.0
    correlation: float = 0.0
    common: float = 0.0
    heterogeneous: bool = False
    bend: float = 0.0
    walk: float = 0.0


_CORRELATED = Case("", 4, 15, 7, 1500, areas=10, dispersion=3)

WITHOUT_EFFECT = (
    Case("yearly, 6 years, Poisson", 1, 6, 2, 300),
    Case("yearly, 6 years, overdispersed", 1, 6, 2, 300, dispersion=3),
    Case("yearly, 6 years, dispersion differs", 1, 6, 2, 300, dispersion=3, heterogeneous=True),
    Case("yearly, 6 years, common shocks", 1, 6, 2, 300, dispersion=2, common=0.7),
    Case("yearly, 6 years, rising 3 %", 1, 6, 2, 300, dispersion=2, trend=0.03),
    Case("yearly, 5 years, few cases", 1, 5, 2, 15),
    Case("yearly, city alone", 1, 6, 2, 5300, areas=1, dispersion=5),
    Case("quarterly, 10 quarters, seasonal", 4, 10, 7, 1500, dispersion=2, season=0.1),
    Case("quarterly, 15 quarters, falling 5 %", 4, 15, 7, 1500, dispersion=2, trend=-0.05),
    Case("quarterly, 32 quarters, seasonal", 4, 32, 7, 1500, dispersion=3, season=0.1),
    Case("monthly, 111 months, seasonal", 12, 111, 21, 400, areas=1, dispersion=3, season=0.1),
    replace(_CORRELATED, name="quarterly, 15 quarters, correlated 0.3", correlation=0.3),
    replace(_CORRELATED, name="quarterly, 15 quarters, correlated 0.6", correlation=0.6),
    replace(
        _CORRELATED, name="quarterly, 32 quarters, correlated 0.6", baseline=32, correlation=0.6
    ),
    replace(_CORRELATED, name="quarterly, 15 quarters, correlated 0.8", correlation=0.8),
    replace(
        _CORRELATED,
        name="quarterly, 15 quarters, correlated 0.6, common shocks",
        correlation=0.6,
        common=0.7,
    ),
    Case(
        "quarterly, 15 quarters, correlated 0.6, city alone",
        4,
        15,
        7,
        17000,
        1,
        8,
        season=0.05,
        correlation=0.6,
    ),
    Case("monthly, 111 months, correlated 0.8", 12, 111, 21, 400, 1, 5, correlation=0.8),
    Case("monthly, 111 months, correlated 0.9", 12, 111, 21, 400, 1, 5, correlation=0.9),
)

# Lines that are none.
NO_LINE = (
    Case("monthly, 111 months, random walk of 1 % a month", 12, 111, 21, 17000, 1, walk=0.01),
    Case("monthly, 111 months, random walk of 2 %, 400", 12, 111, 21, 400, 1, walk=0.02),
    Case("quarterly, 15 quarters, random walk of 2 %", 4, 15, 7, 1500, 10, walk=0.02),
    Case("quarterly, 15 quarters, bent by 15 %", 4, 15, 7, 1500, 10, 3, bend=0.15),
    Case(
        "quarterly, 15 quarters, bent by 15 %, correlated 0.6",
        4,
        15,
        7,
        1500,
        10,
        3,
        correlation=0.6,
        bend=0.15,
    ),
    Case("yearly, 6 years, bent by 15 %", 1, 6, 2, 300, dispersion=3, bend=-0.15),
    Case("yearly, city alone, bent by 15 %", 1, 6, 2, 5300, 1, 5, bend=0.15),
    Case("yearly, 10 years, random walk of 3 %", 1, 10, 2, 300, 1, walk=0.03),
)

# What six years cannot tell, and is assumed.
NOT_TOLD = (
    Case("yearly, 6 years, correlated 0.5", 1, 6, 2, 300, dispersion=2, correlation=0.5),
    Case("yearly, city alone, correlated 0.5", 1, 6, 2, 5300, 1, 5, correlation=0.5),
)

WITH_EFFECT = (
    Case("deaths, Sozialraum, 300 a year", 1, 6, 2, 300, dispersion=1.5),
    Case("deaths, city, 5,300 a year", 1, 6, 2, 5300, areas=1, dispersion=5),
    Case("unemployed, district, 450", 4, 15, 7, 450, areas=10, dispersion=1.7, season=0.05),
    Case("unemployed, district, 3,000", 4, 15, 7, 3000, areas=10, dispersion=1.7, season=0.05),
    Case("unemployed, city, 17,000", 4, 15, 7, 17000, areas=1, dispersion=8, season=0.05),
    Case("survey share 10 %, Sozialraum, 157 answers", 1, 6, 2, 15.7, dispersion=1.3),
    Case("survey share 10 %, city, 2,667 answers", 1, 6, 2, 266.7, areas=1, dispersion=2),
)
