{#
  What the period labels of the files mean. Labels have a column each (year, quarter, ...), or one
  text that says it all; its forms are data (declared.period_form), the same that the loader uses.
#}
with sources as (select * from {{ source('declared', 'source') }}),

forms as (select * from {{ source('declared', 'period_form') }}),

words as (select * from {{ source('declared', 'period_word') }}),

-- a pattern that stands in a column is prepared anew for each text: so each text is looked at once
texts as (select distinct source_id, period_labels from {{ source('raw', 'cell') }}),

distinct_labels as (
    select
        source_id, period_labels, cadence,
        coalesce( -- the part of the year, where a column of its own names it
            regexp_extract(period_labels['half_year'], half_year_pattern, 1),
            regexp_extract(period_labels['quarter'], quarter_pattern, 1),
            regexp_extract(period_labels['month'], month_pattern, 1),
            regexp_extract(period_labels['week'], week_pattern, 1)
        ) as part
    from texts
    join sources using (source_id)
),

-- the first form that a text has; a form without a group for the part or the next year has none
label_texts as (
    select
        distinct_labels.source_id, distinct_labels.period_labels,
        right('20' || regexp_extract(trim(period_labels['label']), forms.year_pattern, 1), 4)::integer as year,
        regexp_extract(trim(period_labels['label']), forms.part_pattern, 1) as part,
        nullif(regexp_extract(trim(period_labels['label']), forms.next_pattern, 1), '')::integer as second,
        nullif(regexp_extract(trim(period_labels['label']), forms.day_pattern, 1), '')::integer as day,
        forms.fixed_part
    from distinct_labels
    join forms using (cadence)
    where regexp_matches(trim(period_labels['label']), forms.year_pattern)
    qualify row_number() over (
        partition by distinct_labels.source_id, distinct_labels.period_labels order by forms.position
    ) = 1
),

label_numbers as (
    select
        label_texts.source_id, label_texts.period_labels,
        -- the second year of one such as 2024/25 follows the first, and a day is the last one of its month
        if((year + 1 - second) % 100 <> 0 or day <> day(last_day(make_date(year, fixed_part, 1))), null, year) as year,
        coalesce(fixed_part, try_cast(part as integer), words.number) as part
    from label_texts
    left join words on words.word = lower(label_texts.part)
),

-- a day, as the source writes it, the month in digits or as a word; 30 February is unreadable
days as (
    select
        distinct_labels.source_id, distinct_labels.period_labels,
        sources.date_is_first_day,
        case sources.cadence when 'half_year' then 6 when 'quarter' then 3 when 'month' then 1 end as months,
        try_cast(
            regexp_extract(period_labels['date'], sources.date_year_pattern, 1)
            || '-' || coalesce(words.number::varchar, regexp_extract(period_labels['date'], date_month_pattern, 1))
            || '-' || regexp_extract(period_labels['date'], sources.date_day_pattern, 1) as date
        ) as day
    from distinct_labels
    join sources using (source_id)
    left join words on words.word = lower(regexp_extract(period_labels['date'], date_month_pattern, 1))
),

numbers as (
    select
        distinct_labels.source_id, distinct_labels.period_labels, sources.cadence,
        coalesce(
            try_cast(nullif(regexp_extract(period_labels['year'], sources.year_pattern, 1), '') as integer),
            label_numbers.year,
            -- the year of a week is that of its Thursday, that of a year such as 2024/25 the one in which it begins
            year(if(sources.cadence = 'week', date_trunc('week', days.day)::date + 3, days.day))
            - if(sources.cadence = 'school_year' and month(days.day) < sources.year_begins, 1, 0)
        ) as year,
        coalesce(
            try_cast(nullif(distinct_labels.part, '') as integer), words.number, label_numbers.part,
            if(sources.cadence = 'week', weekofyear(days.day), ceil(month(days.day) / days.months))
        )::integer as part,
        days.months, days.day, days.date_is_first_day, sources.year_begins
    from distinct_labels
    join sources using (source_id)
    join days using (source_id, period_labels)
    left join label_numbers using (source_id, period_labels)
    left join words on words.word = lower(distinct_labels.part)
),

spans as (
    select
        *,
        case
            when cadence = 'day' then day
            when year not between 1800 and 2200 then null
            when cadence in ('year', 'survey', 'once') then make_date(year, 1, 1)
            when cadence = 'school_year' then make_date(year, year_begins, 1)
            when part between 1 and 12 // months then make_date(year, months * (part - 1) + 1, 1)
            -- ISO 8601: the first week of a year has its 4 January, the last one its 28 December
            when cadence = 'week' and part between 1 and weekofyear(make_date(year, 12, 28))
                then (date_trunc('week', make_date(year, 1, 4)) + to_days(7 * (part - 1)))::date
        end as period_start
    from numbers
),

ends as (
    select
        *,
        case
            when cadence = 'day' or period_start is null then period_start
            when cadence = 'week' then period_start + 6
            when months is not null then last_day(make_date(year, months * part, 1))
            when cadence = 'school_year' then make_date(year + 1, year_begins, 1) - 1
            else make_date(year, 12, 31)
        end as period_end
    from spans
),

-- a day stands for the period that ends on it, or begins on it
periods as (
    select * replace (
        if(coalesce(day = if(date_is_first_day, period_start, period_end), true), period_start, null) as period_start
    )
    from ends
)

select
    source_id,
    period_labels,
    case
        when period_start is null then null
        when cadence = 'day' then strftime(period_start, '%Y-%m-%d')
        when cadence = 'half_year' then year || '-H' || part
        when cadence = 'quarter' then year || '-Q' || part
        when cadence = 'month' then strftime(period_start, '%Y-%m')
        when cadence = 'week' then year || '-W' || lpad(part::varchar, 2, '0')
        when cadence = 'school_year' then year || '/' || lpad(((year + 1) % 100)::varchar, 2, '0')
        else year::varchar
    end as period,
    period_start,
    case when period_start is not null then period_end end as period_end,
    case when period_start is null
        then 'unreadable period: ' || array_to_string(map_values(period_labels), ' ')
            || ' (expected a ' || cadence || ')'
    end as problem
from periods
