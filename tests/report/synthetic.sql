-- SYNTHETIC: a made-up city with made-up figures, for the tests of the report only.
create schema declared;
create schema marts;

create table declared.city (
    city_id varchar, city_name varchar, official_name varchar, resolution varchar, attribution varchar,
    city_area_id varchar, sozialraum_level varchar, as_of date, coverage_band double
);
insert into declared.city values (
    'muster', 'Musterstadt', 'Große Kreisstadt Musterstadt', '7/22 „Für alle“', 'Musterstadt, Testlizenz',
    'city:1', 'kiez', date '2024-06-30', 0.05
);

create table declared.area_level (
    area_level varchar, level_rank integer, name_de varchar, plural_de varchar, compares_need boolean
);
insert into declared.area_level values
    ('kiez', 0, 'Kiez', 'Kieze', true),
    ('bezirk', 1, 'Bezirk', 'Bezirke', true),
    ('city', 2, 'Stadt', 'Stadt', false);

create table declared.planning_field (planning_field varchar, name_de varchar, position integer);
insert into declared.planning_field values
    ('arbeit', 'Arbeit & Brot', 0), ('gesundheit', 'Gesundheit', 1), ('leer', 'Ohne Indikator', 2);

create table declared.service_type (
    service_type varchar, name_de varchar, planning_field varchar, native_level varchar,
    capacity_unit varchar, target_definition varchar, note_de varchar
);
insert into declared.service_type values
    ('day_care', 'Kita', 'arbeit', 'bezirk', 'genehmigte Plätze', 'Kinder von 0 bis 5 Jahren', 'Ein Hinweis.'),
    ('advice', 'Beratung', 'arbeit', 'city', 'Plätze', 'Erwachsene', null),
    ('nothing', 'Angebot ohne Zahlen', 'arbeit', 'kiez', 'Plätze', 'alle', null);

create table declared.pandemic (shown_from date, shown_until date);
insert into declared.pandemic values ('2020-03-01', '2021-12-31');

create table declared.note (
    note_id varchar, position integer, since date, indicator_ids varchar[], text_de varchar
);
insert into declared.note values
    ('law', 0, '2021-03-01', ['jobless', 'work'], 'Ein Gesetz änderte sich.'),
    ('later', 1, '2030-01-01', ['jobless'], 'Noch nicht geschehen.');

create table declared.source (
    source_id varchar, survey_answers integer, survey_design_effect double
);
insert into declared.source values ('people', 3000, 1.2), ('jobs', null, null), ('kita', null, null);

create table marts.dim_area (
    area_id varchar, area_level varchar, area_code varchar, area_name varchar, is_unknown boolean
);
insert into marts.dim_area values
    ('city:1', 'city', '1', 'Musterstadt', false),
    ('kiez:01', 'kiez', '01', 'Äußere Öde, Süd (ohne Überfeld)', false),
    ('kiez:02', 'kiez', '02', 'Blaukiez', false),
    ('kiez:03', 'kiez', '03', 'Cäcilienhof', false),
    ('kiez:04', 'kiez', '04', 'Dorfanger', false),
    ('kiez:unbekannt', 'kiez', 'unbekannt', 'unbekannt', true),
    ('bezirk:1', 'bezirk', '1', 'Nord', false),
    ('bezirk:2', 'bezirk', '2', 'Mitte', false),
    ('bezirk:3', 'bezirk', '3', 'Süd', false),
    ('bezirk:unbekannt', 'bezirk', 'unbekannt', 'unbekannt', true);

create table marts.dim_indicator (
    indicator_id varchar, name_de varchar, planning_field varchar, unit varchar, definition varchar,
    higher_is_need boolean, native_level varchar, cadence varchar, interval_method varchar,
    source_ids varchar, position integer
);
insert into marts.dim_indicator values
    ('jobless', 'Arbeitslosenanteil', 'arbeit', 'share', 'Arbeitslose je Person', true, 'bezirk', 'quarter', 'wilson', 'jobs', 0),
    ('work', 'Beschäftigtenanteil', 'arbeit', 'share', 'Beschäftigte je Person', false, 'kiez', 'year', 'wilson', 'people', 1),
    ('deaths', 'Sterberate', 'gesundheit', 'per_1000', 'Gestorbene je 1.000', true, 'kiez', 'year', 'byar', 'people', 2),
    ('same', 'Überall gleich', 'gesundheit', 'share', 'Gleiche Werte', true, 'kiez', 'survey', 'survey', 'people', 3),
    ('doctors', 'Ärztinnen und Ärzte', 'gesundheit', 'per_10000', 'Je 10.000', false, 'city', 'month', 'none', 'jobs', 4),
    ('empty', 'Ohne jeden Wert', 'gesundheit', 'share', 'Nichts', true, 'kiez', 'year', 'wilson', 'people', 5);

create table marts.fct_indicator (
    area_id varchar, indicator_id varchar, period varchar, period_start date, period_end date,
    area_level varchar, value double, numerator double, denominator double, denominator_period varchar,
    denominator_carried boolean, ci_low double, ci_high double, method varchar, status varchar,
    source_ids varchar
);
create table marts.mart_need (
    area_id varchar, indicator_id varchar, period varchar, rank bigint, areas_ranked bigint,
    need_class integer, trend varchar, previous_period varchar
);

-- jobless: published by Bezirk, estimated by Kiez; the city's series from 2019 on
insert into marts.fct_indicator
select 'city:1', 'jobless', y || '-Q4', make_date(y, 10, 1), make_date(y, 12, 31), 'city',
    0.05 + (y - 2019) * 0.01, 500 + y, 10000, '2022', true,
    0.049 + (y - 2019) * 0.01, 0.051 + (y - 2019) * 0.01, 'aggregated', 'known', 'jobs, people'
from range(2019, 2024) as years(y);
insert into marts.fct_indicator
select 'bezirk:' || n, 'jobless', '2023-Q4', date '2023-10-01', date '2023-12-31', 'bezirk',
    n * 0.04, n * 1000.0, 25000, '2022', true, n * 0.04 - 0.01, n * 0.04 + 0.01, 'direct', 'known', 'jobs, people'
from range(1, 4) as areas(n);
insert into marts.fct_indicator values
    ('bezirk:unbekannt', 'jobless', '2023-Q4', '2023-10-01', '2023-12-31', 'bezirk', null, 17, null, null, false, null, null, 'direct', 'no_denominator', 'jobs');
insert into marts.fct_indicator
select 'kiez:0' || n, 'jobless', '2023-Q4', date '2023-10-01', date '2023-12-31', 'kiez',
    0.04 * least(n, 3), 1234.56, 20000, '2022', true, 0, 0.2, 'apportioned', 'known', 'jobs, people'
from range(1, 5) as areas(n);
insert into marts.mart_need values
    ('bezirk:1', 'jobless', '2023-Q4', 3, 3, 1, 'falling', '2022-Q4'),
    ('bezirk:2', 'jobless', '2023-Q4', 2, 3, 3, 'stable', '2022-Q4'),
    ('bezirk:3', 'jobless', '2023-Q4', 1, 3, 5, 'rising', '2022-Q4'),
    ('kiez:01', 'jobless', '2023-Q4', 4, 4, 1, 'stable', '2022-Q4'),
    ('kiez:02', 'jobless', '2023-Q4', 3, 4, 3, 'stable', '2022-Q4'),
    ('kiez:03', 'jobless', '2023-Q4', 1, 4, 4, 'stable', '2022-Q4'),
    ('kiez:04', 'jobless', '2023-Q4', 1, 4, 4, 'stable', '2022-Q4');

-- work and deaths: published by Kiez; one area is suppressed, one is not in the source at all
insert into marts.fct_indicator
select 'kiez:0' || n, 'work', '2023', date '2023-01-01', date '2023-12-31', 'kiez',
    case when n < 3 then 0.7 - n * 0.05 end, n * 100, 1000, '2023', false,
    case when n < 3 then 0.6 end, case when n < 3 then 0.8 end, 'direct',
    case when n < 3 then 'known' else 'suppressed' end, 'people'
from range(1, 4) as areas(n);
insert into marts.mart_need values
    ('kiez:01', 'work', '2023', 2, 2, null, 'unknown', null),
    ('kiez:02', 'work', '2023', 1, 2, null, 'unknown', null);
insert into marts.fct_indicator
select 'kiez:0' || n, 'deaths', '2023', date '2023-01-01', date '2023-12-31', 'kiez',
    5.0 + n, n * 10, 2000, '2023', false, 4.0 + n, 6.0 + n, 'direct', 'known', 'people'
from range(1, 5) as areas(n);
insert into marts.mart_need
select 'kiez:0' || n, 'deaths', '2023', 5 - n, 4, 1 + n, case when n = 4 then 'rising' else 'stable' end, '2022'
from range(1, 5) as areas(n);

-- same: equal values give neither z-score nor class; a wave in 2018 and one in 2022
insert into marts.fct_indicator
select 'kiez:0' || n, 'same', y::varchar, make_date(y, 1, 1), make_date(y, 12, 31), 'kiez',
    0.25, null, null, null, false, 0.2, 0.3, 'direct', 'known', 'people'
from range(1, 5) as areas(n), (values (2018), (2022)) as years(y);
insert into marts.mart_need
select 'kiez:0' || n, 'same', '2022', 1, 4, null, 'stable', '2018' from range(1, 5) as areas(n);
insert into marts.fct_indicator
select 'city:1', 'same', y::varchar, make_date(y, 1, 1), make_date(y, 12, 31), 'city',
    0.25, null, null, null, false, 0.24, 0.26, 'direct', 'known', 'people'
from (values (2018), (2022)) as years(y);

-- doctors: for the city only, by month, without intervals
insert into marts.fct_indicator
select 'city:1', 'doctors', strftime(m, '%Y-%m'), m::date, last_day(m::date), 'city',
    20 + month(m) * 0.1, null, null, null, false, null, null, 'direct', 'known', 'jobs'
from range(timestamp '2019-01-01', timestamp '2024-01-01', interval 1 month) as months(m);

-- findings: two Bezirke with more jobless people than expected, one that cannot be judged
create table marts.mart_pandemic_effect (
    area_id varchar, indicator_id varchar, area_level varchar, planning_field varchar, finding varchar, reason varchar,
    expected double, observed double, excess_pct double, pi_low double, pi_high double,
    expected_value double, observed_value double, crisis_from varchar, crisis_until varchar, crisis_periods integer,
    persists boolean
);
insert into marts.mart_pandemic_effect values
    ('city:1', 'jobless', 'city', 'arbeit', 'aggravated', null, 4000, 4800, 0.2, 3600, 4400, 0.05, 0.06, '2020-Q2', '2020-Q4', 2, true),
    ('bezirk:1', 'jobless', 'bezirk', 'arbeit', 'new_need', null, 1000, 1300, 0.3, 900, 1100, 0.05, 0.065, '2020-Q2', '2020-Q4', 2, false),
    ('bezirk:2', 'jobless', 'bezirk', 'arbeit', 'none', null, 1000, 1010, 0.01, 900, 1100, 0.05, 0.0505, '2020-Q2', '2020-Q4', 2, null),
    ('bezirk:3', 'jobless', 'bezirk', 'arbeit', 'not_assessable', 'too_few_cases', null, null, null, null, null, null, null, null, null, null, null),
    ('kiez:01', 'jobless', 'kiez', 'arbeit', 'not_assessable', 'estimate', null, null, null, null, null, null, null, null, null, null, null),
    ('city:1', 'work', 'city', 'arbeit', 'not_assessable', 'short_baseline', null, null, null, null, null, null, null, null, null, null, null);

create table marts.mart_coverage (
    area_id varchar, area_level varchar, service_type varchar, period varchar, period_end date,
    capacity double, used double, target_population double, coverage_ratio double, utilisation double,
    use_rate double, city_coverage_ratio double, gap double, coverage_class varchar, source_ids varchar,
    method varchar
);
insert into marts.mart_coverage values
    ('city:1', 'city', 'day_care', '2023', '2023-12-31', 300, 250, 400, 0.75, 0.8333, 0.625, 0.75, 0, 'about_city', 'kita', 'direct'),
    ('bezirk:1', 'bezirk', 'day_care', '2023', '2023-12-31', 50, 40, 100, 0.5, 0.8, 0.4, 0.75, 25, 'below_city', 'kita', 'direct'),
    ('bezirk:2', 'bezirk', 'day_care', '2023', '2023-12-31', 250, 210, 300, 0.8333, 0.84, 0.7, 0.75, -25, 'above_city', 'kita', 'direct'),
    ('bezirk:3', 'bezirk', 'day_care', '2023', '2023-12-31', null, 0, null, null, null, null, 0.75, null, 'unknown', 'kita', 'direct'),
    ('city:1', 'city', 'advice', '2022', '2022-12-31', null, 10, null, null, null, null, null, null, 'unknown', 'kita', 'direct'),
    ('city:1', 'city', 'advice', '2023', '2023-12-31', null, 12, 900, null, null, 0.0133, null, null, 'unknown', 'kita', 'direct');

create table marts.mart_source_status (
    source_id varchar, title_de varchar, office varchar, licence varchar, url varchar,
    data_until date, expected_until date, rows bigint, rejected bigint, fresh boolean
);
insert into marts.mart_source_status values
    ('jobs', 'Arbeitslose', 'Amt für Arbeit', 'Testlizenz', 'https://example.invalid/jobs', '2023-12-31', '2024-03-31', 1200, 0, false),
    ('people', 'Bevölkerung', 'Meldeamt', 'Testlizenz', 'https://example.invalid/people', '2023-12-31', '2024-12-31', 400, 2, true),
    ('kita', 'Kindertagesstätten', null, null, null, '2023-12-31', null, 12, 0, true),
    ('void', 'Nie geladen', 'Niemand', 'Testlizenz', null, null, null, 0, 0, false);

create table marts.mart_data_quality (
    table_name varchar, check_name varchar, kind varchar, severity varchar, passed boolean,
    observed varchar, failing_rows bigint, description varchar, description_de varchar
);
insert into marts.mart_data_quality values
    ('marts.dim_area', 'key_unique', 'expectation', 'critical', true, '0 duplicated keys', 0, 'An area appears once.', 'Jedes Gebiet steht einmal da.'),
    ('marts.fct_measure', 'parts_sum_to_total', 'expectation', 'warning', false, '88 sums fall short', 88, 'Parts add up.', 'Teile ergeben die Summe.');

-- what came later to the tables above
alter table declared.city add column timezone varchar default 'Europe/Berlin';
alter table marts.mart_source_status add column fetch_problem varchar;
alter table marts.mart_source_status add column state varchar;
alter table marts.dim_area add column population bigint;
alter table marts.dim_area add column population_on date;
update marts.dim_area set population = 10000 + 1000 * area_code::integer, population_on = date '2023-12-31'
where area_level = 'kiez' and area_code in ('01', '02', '03');
alter table marts.dim_indicator add column theme varchar;
update marts.dim_indicator set theme = case planning_field when 'arbeit' then 'work' else 'health' end;
alter table marts.mart_need add column rank_low bigint;
alter table marts.mart_need add column rank_high bigint;
alter table marts.mart_need add column z_score double;
update marts.mart_need set rank_low = rank, rank_high = rank + (rank <> 2)::int where indicator_id = 'deaths';
alter table marts.mart_need add column class_is_sure boolean;
update marts.mart_need
set class_is_sure = need_class = 3 or (areas_ranked + 1) / 2 not between rank_low and rank_high
where need_class is not null and rank_low is not null;
-- the estimates of the kieze have limits that say so
update marts.mart_need set class_is_sure = true where indicator_id = 'jobless' and area_id like 'kiez:%';
alter table marts.mart_pandemic_effect add column theme varchar;
alter table marts.mart_pandemic_effect add column q_value double;
alter table marts.mart_pandemic_effect add column see_area_ids varchar;
alter table marts.mart_pandemic_effect add column share_of_city_excess double;
alter table marts.mart_pandemic_effect add column share_low double;
alter table marts.mart_pandemic_effect add column share_high double;
alter table marts.mart_pandemic_effect add column share_of_expected double;
alter table marts.mart_pandemic_effect add column detectable_pct double;
alter table marts.mart_pandemic_effect add column conclusive boolean;
update marts.mart_pandemic_effect set share_of_city_excess = 0.7, share_low = 0.4, share_high = 1, share_of_expected = 0.5
where area_id = 'bezirk:1' and indicator_id = 'jobless';
update marts.mart_pandemic_effect set conclusive = false, detectable_pct = 0.15 where finding = 'none';
update marts.mart_pandemic_effect set see_area_ids = 'bezirk:1' where reason = 'estimate';
alter table marts.mart_coverage add column theme varchar;
update marts.mart_coverage set theme = 'work';
create table declared.theme (theme varchar, name_de varchar);
insert into declared.theme values ('work', 'Arbeit finden'), ('health', 'Gesund leben');
alter table marts.mart_pandemic_effect add column after_from varchar;
alter table marts.mart_pandemic_effect add column after_until varchar;
alter table marts.mart_pandemic_effect add column after_periods integer;
alter table marts.mart_pandemic_effect add column before_year varchar;
alter table marts.mart_pandemic_effect add column before_value double;
alter table marts.mart_pandemic_effect add column before_cases double;
alter table marts.mart_pandemic_effect add column since_before_pct double;
alter table marts.mart_pandemic_effect add column newest_year varchar;
alter table marts.mart_pandemic_effect add column newest_value double;
alter table marts.mart_pandemic_effect add column newest_cases double;
alter table marts.mart_pandemic_effect add column need_class_before integer;
update marts.mart_pandemic_effect set need_class_before = 2 where area_level = 'bezirk' and finding <> 'not_assessable';
update marts.mart_pandemic_effect set after_from = '2022-Q1', after_until = '2022-Q1', after_periods = 1,
    before_year = '2019', before_value = 0.055, before_cases = 2200, since_before_pct = 0.09,
    newest_year = '2023', newest_value = 0.07, newest_cases = 2800
where area_id in ('city:1', 'bezirk:1') and indicator_id = 'jobless';
