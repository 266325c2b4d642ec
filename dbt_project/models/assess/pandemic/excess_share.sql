{# Which share of the change in the whole city each area has, where all areas together explain it. #}
with findings as (select * from {{ ref('pandemic_finding') }}),

areas as (select * from {{ ref('area') }}),

level_sizes as (select area_level, count(*) as areas from areas where not is_unknown group by all),

-- A change of the whole city is shared out where every area of a level has an excess of its own.
shared_out as (
    select
        parts.area_level,
        parts.indicator_id,
        sum(parts.observed - parts.expected order by parts.area_id) as total,
        sum(parts.expected order by parts.area_id) as expected,
        sum(parts.margin ** 2 order by parts.area_id) as variance
    from findings as parts
    join findings as whole on whole.indicator_id = parts.indicator_id and whole.area_level = 'city'
    join level_sizes on level_sizes.area_level = parts.area_level
    where
        parts.area_level <> 'city'
        and whole.finding in ('new_need', 'aggravated', 'relieved')
        and parts.method = 'quasi_poisson'
        and not parts.is_survey
    group by parts.area_level, parts.indicator_id
    having
        count(parts.expected) = any_value(level_sizes.areas)
        and any_value(sign(whole.observed - whole.expected)) = sign(total)
),

-- Fieller (1954): the limits of a ratio of two figures with errors, here of an area's excess and the
-- sum that it is a part of. Without limits where the sum itself might be nothing.
fieller as (
    select
        findings.area_id,
        findings.indicator_id,
        (findings.observed - findings.expected) / shared_out.total as share,
        findings.expected / shared_out.expected as share_of_expected,
        findings.margin ** 2 as own,
        shared_out.variance,
        shared_out.total,
        shared_out.variance / shared_out.total ** 2 as g
    from findings
    join shared_out using (area_level, indicator_id)
),

shares as (
    select
        area_id,
        indicator_id,
        share,
        share_of_expected,
        case when g < 1 then
            (share - g * own / variance) / (1 - g)
        end as middle,
        case when g < 1 then
            sqrt(greatest(
                own - 2 * share * own + share ** 2 * variance - g * (own - own ** 2 / variance), 0
            )) / abs(total) / (1 - g)
        end as half
    from fieller
)

select
    area_id,
    indicator_id,
    round(share, 6) as share_of_city_excess,
    -- zero has no sign
    round(middle - half, 6) + 0 as share_low,
    round(middle + half, 6) as share_high,
    round(share_of_expected, 6) as share_of_expected
from shares
