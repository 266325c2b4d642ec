with sources as (select * from {{ source('declared', 'source') }}),

cells as (select * from {{ source('raw', 'cell') }} where {{ in_part('source', 'source_id') }}),

series as (select * from {{ source('declared', 'series') }}),

landings as (select * from {{ ref('stg_landing') }}),

parts as (select *, {{ without_group('part_id') }} as ungrouped_id from {{ ref('stg_part_label') }}),

official_parts as (select distinct part_set, part_id from {{ ref('stg_official_part') }}),

former_parts as (select * from {{ ref('stg_former_part') }}),

-- with the set of areas that the figures of a period are about
periods as (
    select labels.*, coalesce(boundary_sets.boundary_set, 0) as boundary_set
    from {{ ref('stg_period_label') }} as labels
    join sources using (source_id)
    left join {{ source('declared', 'boundary_set') }} as boundary_sets
        on coalesce(sources.boundaries_on, labels.period_end) between valid_from and valid_until
),

resolved as (
    select
        -- ids
        cells.source_id, cells.dataset_id, cells.landing_id, cells.row_number, cells.measure_label,
        coalesce(cells.declared_label, cells.measure_label) as declared_label, landings.file, landings.vintage_at,

        -- where, when, what
        parts.part_set, coalesce(former_parts.today_part_id, parts.part_id) as part_id,
        -- groups of the unknown are added up, but not their shares and means
        coalesce(former_parts.today_part_id, if(series.is_count, parts.part_id, parts.ungrouped_id)) as place,
        periods.boundary_set, periods.period, periods.period_start, periods.period_end,
        series.measure_id, series.breakdown, series.unit, series.is_count, series.is_signed,
        coalesce(series.unit = 'class', false) as is_class,

        -- value
        cells.value_text, cells.number, cells.meaning, cells.mark, cells.unreadable,

        -- all problems of the place in the table: whoever mends one is to know of the others
        nullif(concat_ws(
            '; also ',
            case when former_parts.today_part_id is null then coalesce(
                parts.problem, case when official_parts.part_id is null and parts.has_to_be_official
                    then 'areas that do not belong together: ' || parts.part_id end
            ) end,
            'area that had other ones in it until ' || if(former_parts.today_part_id is null, told_before - 1, null)
            || ': say in `changes` what became of it, or by `boundaries_on` that these figures are of later areas',
            periods.problem,
            case when periods.period_start > series.begun_until
                then 'period that lies ahead: a forecast is no figure of the present; choose the rows of what is '
                    || 'observed by `where`, or give forecasts a measure of their own' end,
            case when series.measure_id is null then 'undeclared breakdown: ' || cells.breakdown_labels::varchar end
        ), '') as place_problem
    from cells
    join sources using (source_id)
    join landings using (source_id, dataset_id, landing_id)
    join periods using (source_id, period_labels)
    join parts using (source_id, area_labels, boundary_set)
    left join official_parts using (part_set, part_id)
    -- where an area lay then, as the table of areas told
    left join former_parts
        on former_parts.part_set = parts.part_set and former_parts.part_id = parts.part_id
        and coalesce(sources.boundaries_on, periods.period_end) < former_parts.told_before
    left join series
        on series.source_id = cells.source_id
        and series.measure_label = coalesce(cells.declared_label, cells.measure_label)
        and series.breakdown_labels = cells.breakdown_labels
    where sources.role = 'figures'
),

-- decimals in every fifth figure that is not zero: the column holds shares or means and no counts, also where
-- they happen to be whole
no_counts as (
    select
        source_id, dataset_id, landing_id, declared_label, measure_id,
        count(*) filter (where number <> 0) as figures, count(*) filter (where number <> floor(number)) as with_decimals
    from resolved where is_count
    group by all
    having with_decimals > 0 and with_decimals >= 0.2 * figures
),

repeated as (
    select
        landing_id, source_id, dataset_id, place, period, measure_id, breakdown,
        if(min(part_id) <> max(part_id), null, min(row_number)) as first_row,
        case
            -- of several groups that are all withheld nothing has to be added up
            when min(part_id) <> max(part_id) and not bool_or(number is not null or meaning = 'zero') then null
            when min(part_id) <> max(part_id)
                then 'the unknown area as ' || min(part_id) || ' and as ' || max(part_id) || ': shares and means of '
                    || 'several groups cannot be added up; leave all but one out by `where`, in an entry with this '
                    || 'column only'
            when min(value_text) <> max(value_text)
                then 'contradicting rows for the same area, period and breakdown (first in row ' || first_row || ')'
        end as contradiction
    from resolved group by all having count(*) > 1
),

compared as (
    select
        resolved.*, no_counts.figures, no_counts.with_decimals, repeated.first_row, repeated.contradiction,
        is_count and (with_decimals is not null or number <> floor(number)) as is_no_count
    from resolved
    left join no_counts using (source_id, dataset_id, landing_id, declared_label, measure_id)
    left join repeated
        on repeated.landing_id = resolved.landing_id
        {%- for key in ('source_id', 'dataset_id', 'place', 'period', 'measure_id', 'breakdown') %}
        and repeated.{{ key }} is not distinct from resolved.{{ key }}
        {%- endfor %}
)

select
    * exclude (
        place, declared_label, meaning, number, unreadable, unit, is_count, is_signed, place_problem, first_row,
        contradiction, figures, with_decimals, is_no_count
    ),
    place_problem is null as is_placed,
    nullif(concat_ws(
        '; also ',
        place_problem,
        case
            when place_problem is null and contradiction is not null then contradiction
            when place_problem is null and row_number > first_row then 'duplicate of row ' || first_row
            when number is null and meaning is null then coalesce(unreadable, 'not a number')
            when with_decimals is not null and number is not null
                then 'no counts of ' || unit || ': ' || with_decimals || ' of ' || figures || ' figures of the column '
                    || 'have decimals; as shares or means they need their own `unit`'
            when is_count and number <> floor(number) then 'not a whole number, although it counts ' || unit
            when number < 0 and not is_signed
                then 'negative, although it is no difference (`signed: true`, if it is one)'
        end
    ), '') as problem,
    coalesce(contradiction is null and row_number > first_row, false) as is_repetition,
    number as number_read,
    case
        when contradiction is not null or is_no_count then null
        when meaning = 'zero' then 0
        when number < 0 and not is_signed then null
        else number
    end as value,
    case
        when contradiction is not null or is_no_count then 'missing'
        when meaning = 'zero' then 'known'
        when meaning = 'secret' then 'suppressed'
        when number is null or (number < 0 and not is_signed) then 'missing'
        else coalesce(mark, 'known')
    end as status
from compared
