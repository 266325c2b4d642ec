with sources as (select * from {{ source('declared', 'source') }}),

-- a footnote mark stuck to a figure is no part of it; `value_text` stays as published
cells as (
    select
        cells.*,
        case when sources.value_marks is null then cells.value_text
            else regexp_replace(cells.value_text, sources.value_marks, '')
        end as unmarked_text
    from {{ source('raw', 'cell') }} as cells
    join sources using (source_id)
),

series as (select * from {{ source('declared', 'series') }}),

markers as (select * from {{ source('declared', 'missing_marker') }}),

landings as (select * from {{ ref('stg_landing') }}),

parts as (select * from {{ ref('stg_part_label') }}),

official_parts as (select distinct part_set, part_id from {{ ref('stg_official_part') }}),

cities as (select * from {{ source('declared', 'city') }}),

periods as (select * from {{ ref('stg_period_label') }}),

resolved as (
    select
        -- ids
        cells.source_id,
        cells.dataset_id,
        cells.landing_id,
        cells.row_number,
        cells.measure_label,
        landings.file,
        landings.vintage_at,

        -- where, when, what
        parts.part_set,
        parts.part_id,
        periods.period,
        periods.period_start,
        periods.period_end,
        series.measure_id,
        series.breakdown,
        series.unit,
        series.is_count,
        series.is_signed,

        -- notation
        cells.unmarked_text,
        sources.decimal_sign,
        sources.thousands_sign,
        if(sources.decimal_sign = ',', '^-?\d{1,3}(\.\d{3})+(,\d+)?$', '^-?\d{1,3}(,\d{3})+(\.\d+)?$')
            as grouped_pattern,

        -- value
        cells.value_text,
        markers.meaning,
        case
            when markers.marker is null and regexp_matches(cells.unmarked_text, sources.number_pattern)
            then replace(
                replace(cells.unmarked_text, coalesce(sources.thousands_sign, ''), ''),
                sources.decimal_sign, '.'
            )::double
        end as number,

        -- problems of the place in the table, and of the value
        coalesce(
            parts.problem,
            case when official_parts.part_id is null and not parts.has_unknown and parts.part_id <> cities.city_area_id
                then 'areas that do not belong together: ' || parts.part_id end,
            periods.problem,
            case when series.measure_id is null
                then 'undeclared breakdown: ' || cells.breakdown_labels::varchar end
        ) as place_problem
    from cells
    join sources using (source_id)
    join landings using (source_id, dataset_id, landing_id)
    join parts using (source_id, area_labels)
    join periods using (source_id, period_labels)
    cross join cities
    left join official_parts using (part_set, part_id)
    left join series using (source_id, measure_label, breakdown_labels)
    left join markers
        on markers.source_id = cells.source_id and markers.marker = cells.unmarked_text
    where sources.role = 'figures'
),

compared as (
    select
        *,
        count(*) over same_place as times,
        min(row_number) over same_place as first_row,
        min(value_text) over same_place = max(value_text) over same_place as repeats_agree
    from resolved
    window same_place as (
        partition by landing_id, source_id, dataset_id, part_id, period, measure_id, breakdown
    )
)

select
    * exclude (
        meaning, number, unit, is_count, is_signed, place_problem, times, first_row, repeats_agree,
        unmarked_text, decimal_sign, thousands_sign, grouped_pattern
    ),
    place_problem is null as is_placed,
    coalesce(
        place_problem,
        case
            when times > 1 and not repeats_agree
                then 'contradicting rows for the same area, period and breakdown (first in row ' || first_row || ')'
            when times > 1 and row_number > first_row
                then 'duplicate of row ' || first_row
            when number is null and meaning is null
                then 'not a number' || case
                    when thousands_sign is null and regexp_matches(unmarked_text, grouped_pattern)
                        then ': groups of three digits as of thousands; if they are, declare `thousands: "'
                            || if(decimal_sign = ',', '.', ',') || '"`'
                    when regexp_matches(unmarked_text, '^-?\d{1,3}( \d{3})+$')
                        then ': blanks between groups of three digits; if they part thousands, declare `thousands: " "`'
                    when regexp_matches(unmarked_text, '^-?\d+[.,]\d+$')
                        then ': the decimal sign is declared as "' || decimal_sign || '" (`decimal`)'
                    else ''
                end
            when is_count and number <> floor(number)
                then 'not a whole number, although it counts ' || unit
            when number < 0 and not is_signed
                then 'negative, although it is no difference (`signed: true`, if it is one)'
        end
    ) as problem,
    times > 1 and repeats_agree and row_number > first_row as is_repetition,
    number as number_read,
    case
        when times > 1 and not repeats_agree then null
        when meaning = 'zero' then 0
        when is_count and number <> floor(number) then null
        when number < 0 and not is_signed then null
        else number
    end as value,
    case
        when times > 1 and not repeats_agree then 'missing'
        when meaning = 'zero' then 'known'
        when meaning = 'secret' then 'suppressed'
        when number is null or (is_count and number <> floor(number)) or (number < 0 and not is_signed) then 'missing'
        else 'known'
    end as status
from compared
