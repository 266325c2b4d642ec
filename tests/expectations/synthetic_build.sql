-- SYNTHETIC. An invented city of three Sozialraeume (a, b, c) and two Bezirke (x, y), small
-- enough to recompute by hand; it passes every check. Tables are made from the models
-- that declare them (tests/declared.py); here are the rows.
-- Bezirk x is Sozialraum a and 40 % of its unemployed live in b; y is c and half of b.

-- declared ------------------------------------------------------------------------------------

insert into declared.city by name
select
    'synthetic' as city_id,
    'Synthetic city' as city_name,
    'city:0' as city_area_id,
    'sozialraum' as sozialraum_level,
    date '2024-12-31' as as_of,
    0.05::double as coverage_band;

insert into declared.source by name
select
    source_id,
    'Synthetic ' || source_id as title_de,
    'Synthetic office' as office,
    planning_field,
    cadence,
    'synthetic' as licence,
    'https://example.org/' || source_id as url,
    400 as max_age_days,
    true as released,
    if(source_id = 'residents', 1, 0) as max_rejected
from (
    values
        ('unemployed_by_quarter', 'jobcenter', 'quarter'),
        ('unemployed_by_month', 'jobcenter', 'month'),
        ('residents', 'sozialplanung', 'year'),
        ('residents_by_age', 'sozialplanung', 'year')
) as source (source_id, planning_field, cadence);

insert into declared.incomplete_breakdown by name
select
    'unemployed_by_quarter' as source_id,
    'unemployed' as measure_id,
    'nationality' as dimension;

insert into declared.agreement by name
select *
from (
    values
        ('unemployed', 'unemployed', 'unemployed_monthly', 'critical', 0.0::double, 'Synthetic'),
        ('residents', 'population', 'population_by_age', 'warning', 0.0, 'Synthetic')
) as agreement (
    agreement_id, left_measure_id, right_measure_id, severity, tolerance, description
);

insert into declared.planning_field by name
select *
from (
    values ('jugendhilfe', 'Synthetic', 0), ('jobcenter', 'Synthetic', 1)
) as planning_field (planning_field, name_de, position);

insert into declared.service_type by name
select service_type, 'Synthetic ' || service_type as name_de
from (values ('day_care'), ('counselling')) as service (service_type);

-- areas and indicators ------------------------------------------------------------------------

insert into marts.dim_area by name
select
    area_level || ':' || area_code as area_id,
    area_level,
    area_code,
    'Synthetic ' || area_code as area_name,
    if(area_level = 'city', null, 'city:0') as parent_area_id,
    population,
    date '2024-12-31' as population_on,
    area_code = 'unknown' as is_unknown
from (
    values
        ('city', '0', 6000),
        ('bezirk', 'x', 3000),
        ('bezirk', 'y', 3000),
        ('bezirk', 'unknown', null),
        ('sozialraum', 'a', 1000),
        ('sozialraum', 'b', 2000),
        ('sozialraum', 'c', 3000),
        ('sozialraum', 'unknown', null)
) as area (area_level, area_code, population);

insert into marts.dim_indicator by name
select
    *,
    'Synthetic ' || indicator_id as name_de,
    'Synthetic definition' as definition,
    true as higher_is_need,
    true as is_need,
    'same_period' as denominator_rule,
    'wilson' as interval_method
from (
    values
        ('young_share', 'jugendhilfe', 'children', 'share', 'sozialraum', 'year', 'residents'),
        (
            'unemployed_rate', 'jobcenter', 'unemployment', 'per_1000', 'bezirk', 'quarter',
            'unemployed_by_quarter'
        )
) as indicator (indicator_id, planning_field, theme, unit, native_level, cadence, source_ids);

insert into declared.term by name
select
    'young_share' as owner_id, 'numerator' as role, 'residents' as source_id, 'population' as measure_id,
    'age=0-17' as breakdown;

insert into marts.dim_measure by name
select 'population' as measure_id, 'Synthetic' as name_de, 'persons' as unit, true as is_named;

-- periods -------------------------------------------------------------------------------------

create temp table year as
select
    cast(year as varchar) as period,
    make_date(year, 1, 1) as period_start,
    make_date(year, 12, 31) as period_end
from range(2022, 2025) as years (year);

create temp table month as
select
    strftime(first_day, '%Y-%m') as period,
    cast(first_day as date) as period_start,
    last_day(first_day) as period_end
from range(date '2022-10-01', date '2024-10-01', interval 1 month) as months (first_day);

create temp table quarter as
select
    strftime(period_start, '%Y-Q') || quarter(period_start) as period,
    period_start,
    last_day(period_start + interval 2 month) as period_end
from month
where period_start = date_trunc('quarter', period_start);

-- measures ------------------------------------------------------------------------------------

create temp table unemployed as
select *
from (
    values ('bezirk:x', 200.0), ('bezirk:y', 100.0), ('bezirk:unknown', 5.0), ('city:0', 305.0)
) as unemployed (area_id, persons);

-- No child lives in c, so that its rows can be taken away without changing a sum.
create temp table residents as
select *
from (
    values
        ('sozialraum:a', 400.0, 600.0),
        ('sozialraum:b', 500.0, 1500.0),
        ('sozialraum:c', 0.0, 3000.0),
        ('city:0', 900.0, 5100.0)
) as residents (area_id, children, adults);

insert into marts.fct_measure by name
with cell as (
    select area_id, 'unemployed' as measure_id, breakdown, 'unemployed_by_quarter' as source_id,
        quarter.*, persons * part as value
    from unemployed, quarter, (
        values
            ('', 1.0),
            ('sex=female', 0.4),
            ('sex=male', 0.6),
            ('nationality=foreign', 0.2),
            ('nationality=german', 0.7)
    ) as split (breakdown, part)
    union all
    select area_id, 'unemployed_monthly', '', 'unemployed_by_month', month.*, persons
    from unemployed, month
    where area_id = 'city:0'
    union all
    select area_id, 'population', 'age=' || age || ';migration=' || migration, 'residents',
        year.*, if(age = '0-17', children, adults) * part
    from residents, year,
        (values ('0-17'), ('18_plus')) as ages (age),
        (values ('with', 0.25), ('without', 0.75)) as backgrounds (migration, part)
    union all
    select area_id, 'population_by_age', 'age=' || age, 'residents_by_age',
        year.*, if(age = '0-17', children, adults)
    from residents, year, (values ('0-17'), ('18_plus')) as ages (age)
)

select
    cell.*,
    dim_area.area_level,
    'known' as status,
    if(dim_area.area_level = 'city' and source_id <> 'unemployed_by_month', 'aggregated', 'direct')
        as method,
    timestamp '2024-12-31' as vintage_at
from cell
inner join marts.dim_area using (area_id);

-- A suppressed figure: it has no value, and its group is not judged by its sum.
update marts.fct_measure
set value = null, status = 'suppressed'
where area_id = 'bezirk:unknown' and breakdown like 'sex=%' and period = '2023-Q1';

-- indicators ----------------------------------------------------------------------------------

insert into marts.fct_indicator by name
with counts as (
    select area_id, 'young_share' as indicator_id, year.*, children as numerator,
        children + adults as denominator, 1 as factor
    from residents, year
    union all
    select area_id, 'unemployed_rate', quarter.*, persons, population, 1000
    from unemployed
    inner join marts.dim_area using (area_id), quarter
    union all
    select area_id, 'unemployed_rate', quarter.*, persons, population, 1000
    from (
        values ('sozialraum:a', 120.0), ('sozialraum:b', 130.0), ('sozialraum:c', 50.0)
    ) as apportioned (area_id, persons)
    inner join marts.dim_area using (area_id), quarter
)

select
    counts.* exclude (factor),
    dim_area.area_level,
    factor * numerator / denominator as value,
    factor * numerator / denominator * 0.9 as ci_low,
    factor * numerator / denominator * 1.1 as ci_high,
    period as denominator_period,
    false as denominator_carried,
    case
        when dim_area.area_level = 'city' then 'aggregated'
        when indicator_id = 'unemployed_rate' and dim_area.area_level = 'sozialraum'
            then 'apportioned'
        else 'direct'
    end as method,
    if(denominator is null, 'no_denominator', 'known') as status,
    'residents' as source_ids,
    timestamp '2024-12-31' as vintage_at
from counts
inner join marts.dim_area using (area_id);

-- need and coverage ---------------------------------------------------------------------------

insert into marts.mart_need by name
with scored as (
    select
        *,
        (value - avg(value) over same) / stddev_samp(value) over same as z_score,
        rank() over (same order by value desc) as rank,
        count(*) over same as areas_ranked
    from marts.fct_indicator
    where area_level = 'sozialraum' and period in ('2024', '2024-Q3')
    window same as (partition by area_level, indicator_id, period)
)

select
    scored.area_id,
    scored.indicator_id,
    scored.period,
    scored.area_level,
    scored.period_start,
    scored.period_end,
    dim_indicator.planning_field,
    dim_indicator.theme,
    scored.value,
    scored.ci_low,
    scored.ci_high,
    scored.method,
    scored.z_score,
    scored.rank,
    1 as rank_low,
    scored.areas_ranked as rank_high,
    scored.value as value_shrunk,
    scored.areas_ranked,
    case
        when z_score < -1.5 then 1
        when z_score < -0.5 then 2
        when z_score <= 0.5 then 3
        when z_score <= 1.5 then 4
        else 5
    end as need_class,
    'unknown' as trend,
    true as is_latest
from scored
inner join marts.dim_indicator using (indicator_id);

insert into marts.mart_coverage by name
with counts as (
    select *
    from (
        values
            ('sozialraum:a', 'day_care', 300.0, 280.0, 400.0),
            ('sozialraum:b', 'day_care', 420.0, 400.0, 500.0),
            ('sozialraum:c', 'day_care', 0.0, 0.0, 0.0),
            ('city:0', 'day_care', 720.0, 680.0, 900.0),
            ('sozialraum:a', 'counselling', null, null, 600.0),
            ('sozialraum:b', 'counselling', null, null, 1500.0),
            ('sozialraum:c', 'counselling', null, null, 3000.0)
    ) as counts (area_id, service_type, capacity, used, target_population)
)

select
    counts.*,
    split_part(area_id, ':', 1) as area_level,
    'Synthetic ' || service_type as name_de,
    '2024' as period,
    date '2024-01-01' as period_start,
    date '2024-12-31' as period_end,
    'jugendhilfe' as planning_field,
    'children' as theme,
    'places' as capacity_unit,
    'Synthetic' as target_definition,
    capacity / nullif(target_population, 0) as coverage_ratio,
    used / nullif(capacity, 0) as utilisation,
    used / nullif(target_population, 0) as use_rate,
    720.0 / 900.0 as city_coverage_ratio,
    capacity - target_population * 720.0 / 900.0 as gap,
    if(capacity is null, 'unknown', 'about_city') as coverage_class,
    'residents' as source_ids,
    timestamp '2024-12-31' as vintage_at
from counts;

insert into marts.mart_source_status by name
select
    source_id,
    title_de,
    office,
    planning_field,
    licence,
    url,
    cadence,
    timestamp '2024-12-31' as landed_at,
    timestamp '2024-12-31' as last_checked_at,
    cast(null as varchar) as fetch_problem,
    date '2022-01-01' as data_from,
    date '2024-12-31' as data_until,
    1 as files,
    100 as rows,
    100 as cells,
    0 as rejected,
    date '2025-12-31' as expected_until,
    'fresh' as state,
    'portal' as delivery,
    true as fresh
from declared.source;

-- series and rejects ----------------------------------------------------------------------------

insert into declared.series by name
select distinct source_id, measure_id, breakdown, 'persons' as unit, true as is_count, false as is_signed
from marts.fct_measure;

insert into declared.term by name
select
    indicator_id || '/numerator' as term_id,
    indicator_id as owner_id,
    'numerator' as role,
    source_ids as source_id
from marts.dim_indicator;

-- Synthetic findings: one rise, and an estimate that cannot be assessed.
insert into marts.mart_pandemic_effect by name
select
    *,
    observed - expected as excess,
    if(finding <> 'not_assessable', true, null) as conclusive,
    if(finding <> 'not_assessable', 0.1, null) as detectable_pct,
    if(finding <> 'not_assessable', 1.0, null) as share_of_city_excess,
    0.5 as share_low,
    1.0 as share_high,
    share_of_city_excess as share_of_expected
from (
    values
        ('bezirk:x', 'unemployed_rate', 'bezirk', 'new_need', null, 100.0, 150.0, 90.0, 110.0,
            0.001, 0.002, 8),
        ('sozialraum:a', 'unemployed_rate', 'sozialraum', 'not_assessable', 'estimate', null, null,
            null, null, null, null, null)
) as effect (
    area_id, indicator_id, area_level, finding, reason, expected, observed, pi_low, pi_high,
    p_value, q_value, baseline_periods
);

insert into marts.mart_social_index by name
select *
from (
    values
        ('bezirk:x', 2024, 'bezirk', 1.0, 1, '4', '+', '4+', 'direct'),
        ('bezirk:y', 2024, 'bezirk', -1.0, 2, '1', '-', '1-', 'direct')
) as social_index (
    area_id, year, area_level, status_score, status_rank, status_class, dynamic_class, index_class,
    method
);

insert into marts.mart_outlook by name
select
    *, '65_plus' as target_group, 'Older people' as target_definition, 2030 as year, 2025 as year_now, 'modelled' as method,
    population * 0.1 as capacity_now, 0.1 as coverage_then, 'places' as capacity_unit, 'care_home' as service_type
from (values ('city:0', 'city', 100.0), ('bezirk:x', 'bezirk', 40.0), ('bezirk:y', 'bezirk', 60.0))
    as outlook (area_id, area_level, population);

insert into marts.mart_trend by name
select
    area_id,
    indicator_id,
    any_value(area_level) as area_level,
    'unknown' as trend,
    null::double as p_value,
    arg_max(value, period_end) as last_value
from marts.fct_indicator
where method <> 'apportioned' and status = 'known'
group by all;

-- completeness ----------------------------------------------------------------------------------

update declared.source
set absent_rows = 'missing', levels = [if(source_id like 'residents%', 'sozialraum', 'bezirk')];

insert into declared.area_level by name
select * from (values ('sozialraum', 0), ('bezirk', 1), ('city', 2)) as level (area_level, level_rank);

update marts.fct_measure set absent_parts = 0;

create schema staging;

create table staging.stg_cell as
select source_id, source_id as dataset_id, source_id || '.csv' as file, 2 as row_number, measure_id as measure_label,
    measure_id, breakdown, period, value::varchar as value_text, value, area_id as part_id, area_level as part_set,
    timestamptz '2026-01-05 00:00:00+00' as vintage_at, true as is_placed, false as is_class, false as is_repetition
from marts.fct_measure;

insert into declared.missing_marker by name
select source_id, '' as marker, 'missing' as meaning from declared.source
union all
select source_id, '...' as marker, 'missing' as meaning from declared.source;

-- a mark in place of a figure is no empty field
insert into staging.stg_cell
select * replace ('...' as value_text)
from staging.stg_cell
limit 1;

-- plausibility ------------------------------------------------------------------------------------

insert into declared.plausibility_rule by name
select 'residents' as source_id, 'parts' as rule_id, 'Synthetic' as says_de;

create schema assess;

-- a file that has most of the cells of another one corrects it
create table assess.delivery_change as
select
    'residents' as source_id, 'two.xlsx' as file, 'one.xlsx' as old_file, 'changed' as change, true as is_newest,
    'one' as old_landing_id, value + 1 as old_value, value as new_value, area_id as part_id, measure_id, breakdown, period,
    timestamptz '2026-01-05 12:00:00+00' as new_vintage
from marts.fct_measure
where source_id = 'residents' and method = 'direct' and period = '2024';

create schema core;

-- what is computed from; nothing of it is withheld
create table core.term_value as
select
    'outlook' as owner_id, 'today:65_plus' as role, 'residents' as source_id, 'year' as cadence, area_id, area_level,
    period, period_end, value, 'known' as status, 'direct' as method
from (
    values ('city:0', 'city', 90.0), ('bezirk:x', 'bezirk', 40.0), ('bezirk:y', 'bezirk', 50.0)
) as figure (area_id, area_level, value)
cross join (values ('2024', date '2024-12-31'), ('2025', date '2025-12-31')) as day (period, period_end);

insert into declared.outlook_year by name select 2030 as year, 2025 as base_year, 'bezirk' as area_level;

create table core.replaced_delivery as
select distinct source_id, old_landing_id as landing_id, period
from assess.delivery_change;

create table assess.plausibility_judged as
select 'residents' as source_id, 'parts' as rule_id, 3 as periods;

-- twelve places, two in each area, as the publication before told them
create table assess.service_compared as
select
    'places' as source_id,
    'compared:' || number as published_id,
    'compared:' || number as service_id,
    'layer' as origin,
    'meeting_place' as service_type,
    'sozialraum:' || (number // 2) as published_stated_area_id,
    'sozialraum:' || (number // 2) as stated_area_id,
    '10.0' as published_capacity,
    '10.0' as capacity,
    (13 + number / 100)::varchar || ' 51.00000' as published_place,
    (13 + number / 100)::varchar || ' 51.00000' as place,
    '01' || (100 + number) as published_postcode,
    '01' || (100 + number) as postcode,
    'Provider ' || number as published_provider,
    'Provider ' || number as provider,
    'Synthetic place ' || number as published_service_name,
    'Synthetic place ' || number as service_name,
    'Street ' || number as published_street,
    'Street ' || number as street
from range(10, 22) as numbers (number);

insert into declared.plausibility_acknowledged by name
select
    'residents' as source_id,
    'relation' as rule,
    null::varchar as rule_id,
    '2024' as period,
    'Synthetic' as reason;

-- one finding that is known, which passes
insert into marts.mart_plausibility by name
select
    'residents/2024/sozialraum:a' as finding_id,
    'residents' as source_id,
    'residents.csv' as file,
    2 as row_number,
    'sozialraum:a' as area_id,
    '2024' as period,
    'relation' as rule,
    'relation' as rules,
    'known' as status,
    'Synthetic finding in a' as explanation_de;

-- places and outlines ----------------------------------------------------------------------------

insert into declared.layer by name
select *
from (
    values ('outlines', 'boundary', 0), ('places', 'service', 0)
) as layer (source_id, role, max_rejected);

insert into declared.city_bounds by name
select 10.0 as west, 49.0 as south, 12.0 as east, 51.0 as north;

insert into marts.dim_area_geometry by name
select
    'sozialraum:' || area_code as area_id,
    'sozialraum' as area_level,
    10.0::double as area_km2
from (values ('a'), ('b'), ('c')) as area (area_code);

insert into marts.dim_service by name
select
    'places:' || number as service_id,
    'meeting_place' as service_type,
    'Synthetic place ' || number as service_name,
    area_id,
    if(area_id is null, 'unknown', 'inside') as area_rule,
    longitude::double as longitude,
    if(longitude is null, null, 50.0)::double as latitude,
    capacity::double as capacity,
    if(capacity is null, null, 'places') as capacity_unit,
    'single_site' as scope,
    area_id as stated_area_id
from (
    values
        (1, 'sozialraum:a', 11.0, 40),
        (2, 'sozialraum:b', 11.1, null),
        (3, null, null, null)
) as service (number, area_id, longitude, capacity);

insert into marts.dim_service_area by name
select
    service_id,
    'sozialraum' as area_level,
    area_id,
    area_rule,
    null::varchar as crosswalk_area_id,
    null::varchar as stated_area_id
from marts.dim_service
union all
select service_id, 'city', 'city:0', 'city', null, null from marts.dim_service;

insert into marts.mart_layer_status by name
select
    source_id,
    role,
    'read' as outcome,
    3 as features,
    3 as used,
    0 as rejected,
    0 as left_out
from declared.layer;

-- services, evidence and plans ----------------------------------------------------------------

create table staging.stg_crosswalk as
select
    row_number() over () as unit_id, area_id, area_level, area_code, area_name, area_name as label, [area_name] as names
from marts.dim_area
where not is_unknown;


create table raw.register_row as
select 'register_services' as source_id, 'x' as landing_id, 2 as row_number, map {'sozialraum': 'a'} as areas;

create table staging.stg_register_row as
select source_id, landing_id, row_number from raw.register_row;

create table staging.stg_register_services as
select 'places:1' as service_id, 'Synthetic place 1' as service_name;

create table staging.stg_register_plans as
select 'P1' as plan_id, 'Synthetic plan' as plan_title;

insert into declared.theme by name select * from (values ('children'), ('unemployment')) as theme (theme);

insert into declared.cover_rule by name
select
    *,
    ['high', 'medium', 'low', 'reported'] as need,
    ['free'] as use,
    ['silent'] as providers,
    ['silent'] as register
from (
    values ('C1', 'covered', ['enough']), ('C2', 'unknown', ['present'])
) as rule (rule_id, result, coverage);

insert into marts.fct_service_capacity by name
select
    service_id || '@' || area_id as capacity_id,
    *,
    split_part(area_id, ':', 1) as area_level,
    '2024' as period,
    2024 as year,
    'actual' as capacity_status,
    'places' as capacity_unit,
    not_counted_because is null as counts
from (
    values
        ('statistics:day_care', 'day_care', 'statistics', 'whole_area', 'sozialraum:a', 300.0, null),
        ('statistics:day_care', 'day_care', 'statistics', 'whole_area', 'sozialraum:b', 420.0, null),
        ('statistics:day_care', 'day_care', 'statistics', 'whole_area', 'city:0', 720.0, null),
        ('S1', 'counselling', 'register', 'single_site', 'sozialraum:a', 3.0, null),
        ('S2', 'counselling', 'register', 'whole_city', 'city:0', 9.0, null),
        ('S3', 'counselling', 'register', 'several_sites', 'city:0', 5.0, 'may_overlap')
) as capacity (service_id, service_type, origin, scope, area_id, capacity, not_counted_because);

insert into marts.mart_evidence by name
select
    *,
    'https://example.org' as source_url,
    2 as strength,
    if(area_id is null, [], [area_id]) as area_ids,
    true as covers_theme,
    'children' as theme,
    'provider_report' as standing,
    evidence_id as said_by,
    if(evidence_id = 'E1', 'existing', null) as can_be_met_by,
    if(evidence_id = 'E1', date '2025-06-30', null) as counts_until,
    if(evidence_id = 'E1', false, null) as is_expired
from (
    values
        ('E1', 'city', 'city:0', 'up', 'yes', 'more'),
        ('E2', 'country', null, 'down', 'no', 'more'),
        ('E3', 'sozialraum', 'sozialraum:a', 'down', 'yes', 'less'),
        ('E4', 'state', null, 'up', 'unclear', 'unclear'),
        ('E5', 'country', null, null, 'yes', 'not_measured')
) as evidence (evidence_id, scope, area_id, direction, more_is_more_need, need_direction);

insert into marts.mart_accessibility by name
select area_id, 'counselling' as service_type, 0.002 as accessibility, 0.8 as reached_share, 1000.0 as population
from marts.dim_area
where area_level = 'sozialraum' and not is_unknown;

insert into marts.mart_evidence_agreement by name
select area_id, theme.theme, 'more' as data_says, 'less' as studies_say, 'silent' as providers_say,
    'contradict' as agreement
from marts.dim_area
cross join declared.theme
where area_level = 'sozialraum' and not is_unknown;

insert into marts.mart_need_coverage by name
select
    area_id,
    theme.theme,
    'medium' as need,
    'none' as finding,
    'not_worse' as need_change,
    if(theme.theme = 'children', 'enough', 'present') as coverage_class,
    'free' as use_class,
    'silent' as providers_suggest,
    'silent' as register_says,
    if(theme.theme = 'children', 'covered', 'unknown') as coverability,
    if(theme.theme = 'children', 'C1', 'C2') as rule_id,
    if(theme.theme = 'children', 0.0, null)::double as uncovered,
    if(theme.theme = 'children', 'places', null) as uncovered_unit,
    if(theme.theme = 'children', 0.0, null)::double as uncovered_share,
    if(theme.theme = 'children', [], ['capacity']) as missing,
    []::varchar[] as statement_ids,
    []::varchar[] as pandemic_statement_ids,
    null::varchar as indication,
    null::date as statement_counts_until,
    if(area_level = 'sozialraum', 1, null) as urgency,
    'Synthetic.' as sentence_de
from marts.dim_area
cross join declared.theme
where area_level in ('sozialraum', 'city') and not is_unknown;

insert into marts.mart_open_question by name
select 'field' as planning_field, 'capacity' as fact, theme, 2 as answers, 1 as would_decide,
    ['sozialraum:a'] as area_ids, 'Synthetic.' as question_de
from declared.theme;

insert into marts.mart_plan_review by name
select
    'P1:children' as review_id,
    'plan' as row_kind,
    'P1' as plan_id,
    true as is_planning,
    'plan' as document_kind,
    date '2026-12-31' as period_until,
    false as has_expired,
    'yes' as adjusted,
    'yes' as addresses_finding,
    (
        select coalesce(list(area_id || ' ' || indicator_id), [])
        from marts.mart_pandemic_effect
        where finding in ('new_need', 'aggravated')
    ) as finding_ids,
    date '2023-01-01' as last_reviewed_on;

insert into marts.mart_urgency_sensitivity by name
select area_id, theme, 1 as rank, 1 as rank_min, 2.0 as rank_median, 3 as rank_max, 0.5 as top_share,
    1 as rank_from, 3 as rank_to, 0.5 as p_top3
from marts.mart_need_coverage
where area_id <> 'city:0';

insert into marts.mart_priority by name
select
    area_id,
    if(area_id = 'sozialraum:a', 'clearly_first', 'not_told_apart') as priority_group,
    if(area_id = 'sozialraum:a', 1, 2) as priority_group_from,
    if(area_id = 'sozialraum:a', 1, areas) as priority_group_to,
    1.0 as priority_p_group,
    1.0 as priority_p_top3,
    if(area_id = 'sozialraum:a', 1, 2) as priority_rank_low,
    if(area_id = 'sozialraum:a', 1, areas) as priority_rank_high,
    if(area_id = 'sozialraum:a', 1.0, 2.0) as priority_rank_mean,
    'high' as direct_says,
    1 as direct_high
from (select distinct area_id from marts.mart_urgency_sensitivity)
cross join (select count(distinct area_id) as areas from marts.mart_urgency_sensitivity);

insert into declared.coverability by name select 0.97 as constant_from;

insert into declared.pandemic by name select date '2020-03-15' as crisis_on;

insert into declared.social_index_part by name select 'unemployment' as indicator_id;

insert into marts.mart_urgency_component by name
select component, 1.0 as weight, if(component = 'finding', 0, 1) as weight_used,
    if(component = 'finding', 1.0, 0.5) as most_frequent_share
from (values ('need'), ('finding'), ('persistence'), ('gap'), ('group')) as t(component);
