{#
  What the figures say about each theme since the pandemic, in each Sozialraum and the city: the worst finding of
  the theme's own indicators, and where they tell nothing, what offices counted. That none of them rose is said where
  all of them can be judged. An estimate has no finding of its own; then that of the areas it comes from holds, where
  they agree. `none` that does not exclude a relevant rise is not known, not unchanged.
#}
with effects as (
    select * replace (if(finding = 'none' and not conclusive, 'not_assessable', finding) as finding)
    from {{ ref('pandemic_finding') }}
),

indicators as (select * from {{ source('declared', 'indicator') }}),

counts as (select * from {{ ref('office_count') }}),

asked as (select area_id, theme, indicator_id from {{ ref('theme_asked') }}),

-- the areas in which a Sozialraum's finding is to be looked for: itself, or where its estimate comes from
looked_up as (
    select
        effects.area_id,
        effects.indicator_id,
        coalesce(trim(parts.part_id), effects.area_id) as found_area_id
    from effects
    semi join asked using (area_id)
    left join lateral (select unnest(string_split(effects.see_area_ids, ',')) as part_id) as parts on true
),

by_indicator as (
    select
        looked_up.area_id,
        looked_up.indicator_id,
        string_agg(distinct looked_up.found_area_id, ', ' order by looked_up.found_area_id) as finding_area_ids,
        case
            when bool_or(found.finding is null or found.finding = 'not_assessable') then 'not_assessable'
            when count(distinct found.finding) = 1 then any_value(found.finding)
            when bool_and(found.finding in ('new_need', 'aggravated')) then 'aggravated'
            when bool_and(found.finding in ('none', 'relieved')) then 'none'
            -- the areas that it comes from differ: nobody knows which of them it takes after
            else 'not_assessable'
        end as finding,
        -- it lasted, or it did not, where that is known everywhere alike
        case
            when bool_and(coalesce(found.persists, false)) then true
            when bool_and(coalesce(not found.persists, false)) then false
        end as persists,
        max(found.excess_pct) as excess_pct,
        {{ weakest_status('found.status') }} as status
    from looked_up
    left join effects as found
        on found.area_id = looked_up.found_area_id and found.indicator_id = looked_up.indicator_id
    group by all
),

ranked as (
    select
        by_indicator.*,
        indicators.theme,
        row_number() over (
            partition by by_indicator.area_id, indicators.theme
            order by
                case
                    when by_indicator.finding in ('new_need', 'aggravated') then 0
                    when by_indicator.finding = 'none' then 1
                    when by_indicator.finding = 'relieved' then 2
                    else 3
                end,
                by_indicator.indicator_id <> asked.indicator_id,
                indicators.position
        ) as place,
        -- what one of them leaves open, another that is calm does not close
        bool_or(by_indicator.finding = 'not_assessable')
            over (partition by by_indicator.area_id, indicators.theme) as is_open
    from by_indicator
    join indicators using (indicator_id)
    join asked on asked.area_id = by_indicator.area_id and asked.theme = indicators.theme
),

decisive as (
    select * replace (if(is_open and finding in ('none', 'relieved'), 'not_assessable', finding) as finding)
    from ranked
    where place = 1
)

select
    asked.area_id,
    asked.theme,
    coalesce(decisive.finding, 'not_assessable') as finding,
    case
        when decisive.finding in ('new_need', 'aggravated') then 'worse'
        when decisive.finding in ('none', 'relieved') then 'not_worse'
        when counts.counted_more then 'worse'
        else 'unknown'
    end as finding_fact,
    case
        when decisive.finding <> 'not_assessable' then 'figures'
        when counts.counted_more then 'office_counts'
    end as finding_basis,
    coalesce(counts.count_ids, []) as count_ids,
    counts.counts_message,
    case when decisive.finding in ('new_need', 'aggravated') then decisive.persists end as persists,
    case when decisive.finding <> 'not_assessable' then decisive.indicator_id end as finding_indicator_id,
    case when decisive.finding <> 'not_assessable' then decisive.finding_area_ids end as finding_area_ids,
    case when decisive.finding <> 'not_assessable' then decisive.status end as finding_status,
    case when decisive.finding <> 'not_assessable' then decisive.excess_pct end as excess_pct
from asked
left join decisive on decisive.area_id = asked.area_id and decisive.theme = asked.theme
left join counts on counts.area_id = asked.area_id and counts.theme = asked.theme
