-- The marts of figures, need and trend of the bench's made-up city, written by hand for that city alone: from its files,
-- without declarations, vintages, rejects, lineage nor plausibility. The yardstick of what the models cost.

CREATE MACRO file(name) AS getvariable('folder') || '/' || name || '.csv';
CREATE MACRO low(cases) AS CASE
    WHEN cases = 0 THEN 0
    WHEN cases > 0 THEN greatest(cases * (1 - 1 / (9 * cases) - 1.959963984540054 / (3 * sqrt(cases))) ^ 3, 0)
END;
CREATE MACRO high(cases) AS
    (cases + 1) * (1 - 1 / (9 * (cases + 1)) + 1.959963984540054 / (3 * sqrt(cases + 1))) ^ 3;
CREATE MACRO class(score) AS CASE
    WHEN score >= 1.5 THEN 5 WHEN score >= 0.5 THEN 4 WHEN score > -0.5 THEN 3 WHEN score > -1.5 THEN 2
    WHEN score IS NOT NULL THEN 1
END;
CREATE MACRO upper_tail(t) AS
    0.319381530 * t - 0.356563782 * t ^ 2 + 1.781477937 * t ^ 3 - 1.821255978 * t ^ 4 + 1.330274429 * t ^ 5;
CREATE MACRO two_sided_normal(z) AS
    least(1, 2 * exp(-0.5 * z * z) / sqrt(2 * pi()) * upper_tail(1 / (1 + 0.2316419 * abs(z))));

-- figures

CREATE TABLE area AS
WITH place AS (FROM read_csv(file('crosswalk'), delim = ';'))
SELECT Block AS label, 'block:' || left(Block, 5) AS area_id, 'block' AS area_level FROM place
UNION ALL
SELECT Block, 'district:' || left(District, 5), 'district' FROM place
UNION ALL
SELECT Block, 'city:99999', 'city' FROM place;

CREATE TABLE residents AS
SELECT area_id, Year AS year, sum(Residents) AS residents
FROM read_csv(file('residents'), delim = ';') JOIN area ON label = Block
GROUP BY ALL;

CREATE TABLE measure AS
WITH told AS (
    UNPIVOT (
        SELECT make_date(Year::INTEGER, Month::INTEGER, 1) AS month, Block AS label,
            parse_filename(filename)[8:8] AS part, COLUMNS('Count .*')
        FROM read_csv(file('counts-*'), delim = ';', all_varchar = true, filename = true)
    ) ON COLUMNS('Count .*') INTO NAME header VALUE text
)
SELECT
    area_id, area_level, part || '_' || header[7:] AS series, month,
    CASE WHEN count(text) = count(try_cast(text AS BIGINT)) THEN sum(try_cast(text AS BIGINT)) END AS value,
    CASE
        WHEN bool_or(text = '.') THEN 'suppressed'
        WHEN count(text) > count(try_cast(text AS BIGINT)) THEN 'missing'
        ELSE 'known'
    END AS status
FROM told JOIN area USING (label)
GROUP BY ALL
ORDER BY area_id, series, month;

CREATE TABLE indicator AS
SELECT
    area_id, area_level, series, month, status, value AS numerator, residents AS denominator,
    value / residents * 1000 AS value,
    least(low(value), value) / residents * 1000 AS ci_low,
    greatest(high(value), value) / residents * 1000 AS ci_high,
    month = max(month) FILTER (status = 'known') OVER (PARTITION BY series, area_level) AS is_latest
FROM measure LEFT JOIN residents USING (area_id)
WHERE residents.year = year(month) - 1
ORDER BY area_id, series, month;

-- need

CREATE TABLE need AS
WITH known AS (
    SELECT *, if(split_part(series, '_', 2)::INTEGER % 3 > 0, 1, -1) AS direction
    FROM indicator WHERE status = 'known' AND area_level <> 'city'
),
compared AS (
    SELECT
        *,
        count(*) OVER alike AS areas,
        avg(value) OVER alike AS mean,
        nullif(stddev_pop(value) OVER alike, 0) AS spread,
        rank() OVER (alike ORDER BY round(direction * value, 12) DESC) AS rank,
        sum(numerator) OVER alike / sum(denominator) OVER alike AS rate,
        avg(denominator) OVER alike AS population
    FROM known WINDOW alike AS (PARTITION BY area_level, series, month)
),
shrinking AS (
    SELECT *, greatest(
        sum(denominator * (value / 1000 - rate) ^ 2) OVER alike / sum(denominator) OVER alike - rate / population, 0
    ) AS between_areas
    FROM compared WINDOW alike AS (PARTITION BY area_level, series, month)
),
-- joint limits of the ranking, each end once
limits AS (
    SELECT
        area_id, area_level, series, month, areas,
        unnest([
            {'bound': round(direction * if(direction = 1, lowest, highest), 12), 'is_low': 1},
            {'bound': round(direction * if(direction = 1, highest, lowest), 12), 'is_low': 0}
        ], recursive := true)
    FROM (
        SELECT compared.*,
            value - quantile / 1.959963984540054 * (value - ci_low) AS lowest,
            value + quantile / 1.959963984540054 * (ci_high - value) AS highest
        FROM compared ASOF JOIN joint_quantile ON joint_quantile.areas >= compared.areas
    )
),
counted AS (
    SELECT *,
        sum(is_low) OVER (alike ORDER BY bound DESC) - sum(is_low) OVER equals AS lows_above,
        sum(1 - is_low) OVER (alike ORDER BY bound) - sum(1 - is_low) OVER equals AS highs_below
    FROM limits
    WINDOW alike AS (PARTITION BY area_level, series, month), equals AS (PARTITION BY area_level, series, month, bound)
),
places AS (
    SELECT area_id, series, month,
        max(lows_above) FILTER (is_low = 0) + 1 AS rank_low,
        any_value(areas) - max(highs_below) FILTER (is_low = 1) AS rank_high
    FROM counted GROUP BY ALL
)
SELECT
    now.area_id, now.series, now.month, now.area_level, now.value, now.ci_low, now.ci_high,
    city.value AS city_value,
    CASE WHEN now.areas >= 3 THEN 1000 * if(now.rate = 0, 0, now.rate + (now.value / 1000 - now.rate)
        * now.between_areas / (now.between_areas + now.rate / now.denominator)) END AS value_shrunk,
    CASE WHEN now.areas >= 3 THEN now.direction * (now.value - now.mean) / now.spread END AS z_score,
    now.rank, rank_low, rank_high, now.areas AS areas_ranked,
    CASE WHEN now.areas >= 3 THEN class(now.direction * (now.value - now.mean) / now.spread) END AS need_class,
    CASE
        WHEN before.ci_low IS NULL THEN 'unknown'
        WHEN now.ci_low > before.ci_high THEN if(now.direction = 1, 'rising', 'falling')
        WHEN now.ci_high < before.ci_low THEN if(now.direction = 1, 'falling', 'rising')
        ELSE 'stable'
    END AS trend,
    before.value AS previous_value,
    now.is_latest
FROM shrinking AS now
JOIN places USING (area_id, series, month)
LEFT JOIN (FROM indicator WHERE status = 'known' AND area_level = 'city') AS city
    ON city.series = now.series AND city.month = now.month
LEFT JOIN known AS before
    ON before.area_id = now.area_id AND before.series = now.series AND before.month = now.month - INTERVAL 1 YEAR
ORDER BY now.area_id, now.series, now.month;

-- trend

CREATE TABLE adjusted AS
WITH numbered AS (
    SELECT area_id, area_level, series, month, value,
        year(month) * 12 + month(month) AS number,
        number % 12 AS season,
        number - row_number() OVER (PARTITION BY area_id, series ORDER BY month) AS run
    FROM indicator WHERE status = 'known'
),
averaged AS (
    SELECT *,
        count(*) OVER (PARTITION BY area_id, series, run) AS run_length,
        (sum(value) OVER (in_run ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING)
            + (lag(value, 6) OVER in_run + lead(value, 6) OVER in_run) / 2) / 12 AS moving
    FROM numbered WINDOW in_run AS (PARTITION BY area_id, series, run ORDER BY number)
),
seasons AS (
    SELECT area_id, series, run, season, avg(value - moving) AS distance
    FROM averaged WHERE moving IS NOT NULL AND run_length >= 36 GROUP BY ALL
),
centred AS (
    SELECT *, distance - avg(distance) OVER (PARTITION BY area_id, series, run) AS seasonal FROM seasons
)
SELECT area_id, area_level, series, month, value, number, run, season,
    value - coalesce(seasonal, 0) AS adjusted,
    year(month) + (dayofyear(last_day(month)) - 1) / 365.25 AS year_fraction,
    max(month) OVER whole AS last_month,
    arg_max(run, month) OVER whole AS last_run
FROM averaged LEFT JOIN centred USING (area_id, series, run, season)
WINDOW whole AS (PARTITION BY area_id, series);

CREATE TABLE kendall AS
WITH recent AS (FROM adjusted WHERE last_day(month) > last_day(last_month) - INTERVAL 5 YEAR),
pairs AS (
    SELECT area_id, series, sum(sign(round(later.value - earlier.value, 12))) AS s,
        median((later.value - earlier.value) / (later.year_fraction - earlier.year_fraction)) AS slope
    FROM recent AS earlier JOIN recent AS later USING (area_id, series, season)
    WHERE later.month > earlier.month GROUP BY ALL
),
tied AS (
    SELECT area_id, series, season, count(*) AS equal FROM recent
    GROUP BY area_id, series, season, round(value, 12)
),
seasons AS (
    SELECT area_id, series, sum(equal) AS n, sum(equal * (equal - 1) * (2 * equal + 5)) AS ties
    FROM tied GROUP BY area_id, series, season
),
variances AS (
    SELECT area_id, series, sum(n) AS periods, min(n) AS fewest,
        sum(n * (n - 1) * (2 * n + 5) - ties) / 18 AS variance
    FROM seasons GROUP BY ALL
),
residuals AS (
    SELECT area_id, series, adjusted - slope * year_fraction AS residual,
        lag(residual) OVER (PARTITION BY area_id, series ORDER BY month) AS before
    FROM recent JOIN pairs USING (area_id, series)
),
dependence AS (
    SELECT area_id, series, least(greatest(corr(residual, before), 0), 0.95) AS rho
    FROM residuals WHERE before IS NOT NULL GROUP BY ALL HAVING count(*) >= 8
)
SELECT *, (s - sign(s)) / sqrt(variance * (1 + coalesce(rho, 0)) / (1 - coalesce(rho, 0))) AS z,
    CASE WHEN periods >= 5 AND fewest >= 3 THEN two_sided_normal(z) END AS p_value
FROM variances JOIN pairs USING (area_id, series) LEFT JOIN dependence USING (area_id, series);

CREATE TABLE pettitt AS
WITH in_run AS (
    SELECT area_id, series, month, adjusted,
        count(*) OVER whole AS n,
        row_number() OVER (whole ORDER BY month) AS t,
        rank() OVER (whole ORDER BY round(adjusted, 12))
            + (count(*) OVER (PARTITION BY area_id, series, round(adjusted, 12)) - 1) / 2 AS midrank
    FROM adjusted WHERE run = last_run WINDOW whole AS (PARTITION BY area_id, series)
),
cumulated AS (
    SELECT *,
        2 * sum(midrank) OVER in_time - t * (n + 1) AS u,
        lead(month) OVER in_time AS next_month,
        avg(adjusted) OVER (in_time ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS mean_until,
        avg(adjusted) OVER (in_time ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS mean_after
    FROM in_run WINDOW in_time AS (PARTITION BY area_id, series ORDER BY month)
)
SELECT area_id, series, arg_max(next_month, (abs(u), -t)) AS change_from,
    arg_max(mean_after - mean_until, (abs(u), -t)) AS change_size,
    least(1, 2 * exp(-6 * max(abs(u)) ^ 2 / (any_value(n) ^ 3 + any_value(n) ^ 2))) AS change_p_value
FROM cumulated WHERE t < n GROUP BY ALL HAVING any_value(n) >= 10;

CREATE TABLE trend AS
WITH ranked AS (
    SELECT *,
        count(p_value) OVER (PARTITION BY area_level) AS p_count,
        count(p_value) OVER (PARTITION BY area_level ORDER BY p_value NULLS LAST) AS p_rank
    FROM kendall JOIN (SELECT DISTINCT area_id, area_level FROM area) USING (area_id)
),
corrected AS (
    SELECT *, CASE WHEN p_value IS NOT NULL THEN least(1, min(p_value * p_count / p_rank) OVER (
        PARTITION BY area_level ORDER BY p_value DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )) END AS q_value
    FROM ranked
),
latest AS (
    SELECT now.area_id, now.series, now.value AS last_value, now.value - earlier.value AS last_change
    FROM adjusted AS now
    LEFT JOIN adjusted AS earlier
        ON earlier.area_id = now.area_id AND earlier.series = now.series AND earlier.number = now.number - 12
    WHERE now.month = now.last_month
)
SELECT area_id, series, area_level,
    CASE
        WHEN p_value IS NULL THEN 'unknown'
        WHEN q_value > 0.05 THEN 'stable'
        WHEN z * if(split_part(series, '_', 2)::INTEGER % 3 > 0, 1, -1) > 0 THEN 'rising'
        ELSE 'falling'
    END AS trend,
    CASE WHEN p_value IS NOT NULL THEN slope END AS change_per_year,
    p_value, q_value, last_value, last_change, change_from, change_size, change_p_value
FROM corrected JOIN latest USING (area_id, series) LEFT JOIN pettitt USING (area_id, series)
ORDER BY area_level, area_id, series;
