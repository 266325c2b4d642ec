"""The same marts as ``plain.sql`` as one would write them with pandas, without thought of speed:
``python -m bench.large.with_pandas CITY``.

Frames are grouped and merged, each series is tested for its trend by a function in Python.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm, rankdata

Z95 = 1.959963984540054
COMPARED = ["area_level", "series", "month"]
SERIES = ["area_id", "series"]


def marts(snapshot: Path) -> dict[str, pd.DataFrame]:
    """``indicator``, ``need`` and ``trend`` of a city's files."""
    found = indicators(snapshot, areas(snapshot))
    return {"indicator": found, "need": needs(found), "trend": trends(found)}


def areas(snapshot: Path) -> pd.DataFrame:
    place = pd.read_csv(snapshot / "crosswalk.csv", sep=";")
    levels = {
        "block": "block:" + place["Block"].str[:5],
        "district": "district:" + place["District"].str[:5],
        "city": "city:99999",
    }
    return pd.concat(
        pd.DataFrame({"Block": place["Block"], "area_id": ids, "area_level": level})
        for level, ids in levels.items()
    )


def indicators(snapshot: Path, area: pd.DataFrame) -> pd.DataFrame:
    told = []
    for path in sorted(snapshot.glob("counts-*.csv")):
        table = pd.read_csv(path, sep=";", dtype=str)
        long = table.melt(["Year", "Month", "Block"], var_name="header", value_name="text")
        long["series"] = path.stem.split("-")[1] + "_" + long["header"].str[6:]
        told.append(long.drop(columns="header"))
    cells = pd.concat(told)
    cells["month"] = pd.to_datetime(cells["Year"] + "-" + cells["Month"] + "-1")
    cells["number"] = pd.to_numeric(cells["text"], errors="coerce")
    cells["is_secret"] = cells["text"] == "."
    cells["is_missing"] = cells["number"].isna()
    placed = cells.merge(area, on="Block")
    found = placed.groupby(["area_id", "area_level", "series", "month"], as_index=False).agg(
        numerator=("number", "sum"),
        is_secret=("is_secret", "any"),
        is_missing=("is_missing", "any"),
    )
    found["status"] = np.select(
        [found["is_secret"], found["is_missing"]], ["suppressed", "missing"], "known"
    )
    found.loc[found["status"] != "known", "numerator"] = np.nan
    residents = pd.read_csv(snapshot / "residents.csv", sep=";").merge(area, on="Block")
    denominators = residents.groupby(["area_id", "Year"], as_index=False)["Residents"].sum()
    found["Year"] = found["month"].dt.year - 1
    found = found.merge(denominators, on=["area_id", "Year"])
    cases, people = found["numerator"], found["Residents"]
    with np.errstate(divide="ignore", invalid="ignore"):
        low = cases * (1 - 1 / (9 * cases) - Z95 / (3 * np.sqrt(cases))) ** 3
    more = cases + 1
    high = more * (1 - 1 / (9 * more) + Z95 / (3 * np.sqrt(more))) ** 3
    found["value"] = cases / people * 1000
    found["ci_low"] = low.clip(lower=0).where(cases != 0, 0) / people * 1000
    found["ci_high"] = high / people * 1000
    return found


def needs(indicator: pd.DataFrame) -> pd.DataFrame:
    known = indicator[indicator["status"] == "known"]
    city = known[known["area_level"] == "city"][["series", "month", "value"]]
    known = known[known["area_level"] != "city"].copy()
    more_is_need = known["series"].str.split("_").str[1].astype(int) % 3 > 0
    known["direction"] = np.where(more_is_need, 1, -1)
    alike = known.groupby(COMPARED)
    known["areas_ranked"] = alike["value"].transform("size")
    known["mean"] = alike["value"].transform("mean")
    known["spread"] = alike["value"].transform(lambda values: values.std(ddof=0))
    known["z_score"] = known["direction"] * (known["value"] - known["mean"]) / known["spread"]
    known["need_class"] = 1 + np.select(
        [known["z_score"] >= 1.5, known["z_score"] >= 0.5, known["z_score"] > -0.5,
         known["z_score"] > -1.5], [4, 3, 2, 1], 0
    )  # fmt: skip
    known["need"] = (known["direction"] * known["value"]).round(12)
    known["rank"] = known.groupby(COMPARED)["need"].rank(method="min", ascending=False)
    known["rate"] = alike["numerator"].transform("sum") / alike["Residents"].transform("sum")
    known["squares"] = known["Residents"] * (known["value"] / 1000 - known["rate"]) ** 2
    weighted = known.groupby(COMPARED)
    between = weighted["squares"].transform("sum") / weighted["Residents"].transform("sum")
    between = (between - known["rate"] / weighted["Residents"].transform("mean")).clip(lower=0)
    weight = between / (between + known["rate"] / known["Residents"])
    known["value_shrunk"] = 1000 * (
        known["rate"] + (known["value"] / 1000 - known["rate"]) * weight
    )
    few = known["areas_ranked"] < 3
    known.loc[few, ["z_score", "need_class", "value_shrunk"]] = np.nan
    joint = norm.isf((1 - 0.95 ** (1 / known["areas_ranked"])) / 2) / Z95
    lowest = known["value"] - joint * (known["value"] - known["ci_low"])
    highest = known["value"] + joint * (known["ci_high"] - known["value"])
    is_up = known["direction"] == 1
    known["low"] = lowest.where(is_up, -highest).round(12)
    known["high"] = highest.where(is_up, -lowest).round(12)
    known[["rank_low", "rank_high"]] = known.groupby(COMPARED, group_keys=False)[
        ["low", "high"]
    ].apply(_places)
    city = city.rename(columns={"value": "city_value"})
    known = known.merge(city, on=["series", "month"], how="left")
    before = known[[*SERIES, "month", "value", "ci_low", "ci_high"]].copy()
    before["month"] += pd.DateOffset(years=1)
    return known.merge(before, on=[*SERIES, "month"], how="left", suffixes=("", "_before"))


def _places(limits: pd.DataFrame) -> pd.DataFrame:
    """The places that each area of one ranking may have."""
    lows, highs = np.sort(limits["low"]), np.sort(limits["high"])
    above = len(lows) - np.searchsorted(lows, limits["high"], side="right")
    below = np.searchsorted(highs, limits["low"], side="left")
    return pd.DataFrame({"rank_low": above + 1, "rank_high": len(lows) - below}, index=limits.index)


def trends(indicator: pd.DataFrame) -> pd.DataFrame:
    known = indicator[indicator["status"] == "known"].sort_values([*SERIES, "month"])
    found = known.groupby([*SERIES, "area_level"])[["month", "value"]].apply(_trend).reset_index()
    testable = found["p_value"].notna()
    for _, of_level in found[testable].groupby("area_level"):
        ordered = of_level.sort_values("p_value", ascending=False)
        count = len(ordered)
        place = rankdata(ordered["p_value"], method="max")
        corrected = np.minimum.accumulate(ordered["p_value"] * count / place).clip(upper=1)
        found.loc[ordered.index, "q_value"] = corrected
    return found


def _trend(series: pd.DataFrame) -> pd.Series:
    """Season, Kendall's test within seasons and Pettitt's of one series."""
    number = series["month"].dt.year * 12 + series["month"].dt.month
    run = (number.diff() != 1).cumsum()
    season = number % 12
    adjusted = series["value"].copy()
    for _, values in series["value"].groupby(run):
        if len(values) < 36:
            continue
        inner = values.rolling(11, center=True).sum()
        moving = (inner + (values.shift(6) + values.shift(-6)) / 2) / 12
        distance = (values - moving).groupby(season).mean()
        adjusted[values.index] -= (distance - distance.mean()).reindex(season[values.index]).values
    days = series["month"] + pd.offsets.MonthEnd(0)
    years = days.dt.year + (days.dt.dayofyear - 1) / 365.25
    is_recent = days > days.iloc[-1] - pd.DateOffset(years=5)
    tested = _kendall(
        series["value"][is_recent].to_numpy(), adjusted[is_recent].to_numpy(),
        years[is_recent].to_numpy(), season[is_recent].to_numpy(),
    )  # fmt: skip
    return pd.Series(tested | _pettitt(adjusted[run == run.iloc[-1]].to_numpy()))


def _kendall(
    values: np.ndarray, adjusted: np.ndarray, years: np.ndarray, season: np.ndarray
) -> dict[str, float]:
    s, variance, slopes, fewest = 0.0, 0.0, [], np.inf
    for one in np.unique(season):
        x, t = values[season == one], years[season == one]
        earlier, later = np.triu_indices(len(x), 1)
        s += np.sign(np.round(x[later] - x[earlier], 12)).sum()
        slopes += list((x[later] - x[earlier]) / (t[later] - t[earlier]))
        n, (_, ties) = len(x), np.unique(np.round(x, 12), return_counts=True)
        fewest = min(fewest, n)
        tied = (ties * (ties - 1) * (2 * ties + 5)).sum()
        variance += (n * (n - 1) * (2 * n + 5) - tied) / 18
    slope = float(np.median(slopes)) if slopes else np.nan
    residual = adjusted - slope * years
    rho = np.corrcoef(residual[1:], residual[:-1])[0, 1] if len(residual) > 8 else 0
    rho = min(max(rho, 0), 0.95) if np.isfinite(rho) else 0
    z = (s - np.sign(s)) / np.sqrt(variance * (1 + rho) / (1 - rho))
    is_testable = len(values) >= 5 and fewest >= 3
    return {
        "change_per_year": slope if is_testable else np.nan,
        "p_value": 2 * norm.sf(abs(z)) if is_testable else np.nan,
    }


def _pettitt(values: np.ndarray) -> dict[str, float]:
    n = len(values)
    if n < 10:
        return {"change_size": np.nan, "change_p_value": np.nan}
    t = np.arange(1, n)
    u = 2 * rankdata(np.round(values, 12)).cumsum()[:-1] - t * (n + 1)
    at = int(np.argmax(abs(u)))
    return {
        "change_size": values[at + 1 :].mean() - values[: at + 1].mean(),
        "change_p_value": min(1, 2 * np.exp(-6 * abs(u[at]) ** 2 / (n**3 + n**2))),
    }


def main() -> None:
    for name, frame in marts(Path(sys.argv[1]) / "snapshot").items():
        print(f"{name}: {len(frame):,} rows")


if __name__ == "__main__":
    main()
