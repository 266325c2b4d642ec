{# What decided each answer, and the facts behind it, as a message; what is missing is told by theme_missing. #}
with decided as (select * from {{ ref('theme_answer') }}),

agreements as (select * from {{ ref('evidence_agreement') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

cities as (select * from {{ source('declared', 'city') }}),

joined as (
    select
        decided.*,
        agreements.evidence_until,
        indicators.name_de as indicator_de,
        cities.coverage_band,
        need_basis = 'proxy' as is_proxy,
        coalesce({{ is_estimate('need_method') }}, false) as need_is_estimated,
        coalesce(coverage_method = 'apportioned', false) as coverage_is_estimated,
        len(lacks) > 0 as has_lacks,
        {{ joined('list_transform(lacks, lambda lack: ' ~ joined([
            'lack.unit',
            message('need_coverage-amount', below_one='lack.amount < 0.5', n=figure('lack.amount', 0)),
        ], ': ') ~ ')', ', ') }} as lacks_message
    from decided
    join agreements using (area_id, theme)
    cross join cities
    left join indicators on indicators.indicator_id = decided.indicator_id
)

select
    area_id,
    theme,
    case when has_lacks and tells_uncovered then lacks_message end as lacks_message,
    {{ joined([
        named('says_de'),
        said_if("providers_fact <> 'silent' and counts_until is not null", message(
            'coverability-stated', year='year(stated_on)::varchar', reach="if(is_city, 'city', 'area')",
            until=day('counts_until')
        )),
        said_if('indication is not null', message(
            'coverability-indication', says='indication', n='len(statement_ids)',
            statements=named("array_to_string(statement_ids, ', ')")
        )),
        said_if('disputed', message('coverability-disputed')),
        said_if("pandemic_coverability <> 'unknown'", message(
            'coverability-in-pandemic', result='pandemic_coverability',
            statements=named("array_to_string(pandemic_statement_ids, ', ')")
        )),
        said_if(
            "coverability = 'covered' and (is_proxy or need_is_estimated or coverage_is_estimated)",
            message('coverability-rests-on', estimates=listed([
                said_if('is_proxy', message('coverability-estimate', of="'need_by_proxy'")),
                said_if('need_is_estimated', message('coverability-estimate', of="'need_estimated'")),
                said_if('coverage_is_estimated', message('coverability-estimate', of="'coverage_estimated'")),
            ]))
        ),
        said_if("coverability = 'covered' and has_lacks", message(
            'coverability-within-tolerance', lacks='lacks_message', band=figure('100 * coverage_band', 0)
        )),
        said_if("earlier_coverability <> 'unknown'", message(
            'coverability-earlier', year="coalesce(year(earlier_stated_on)::varchar, 'unknown')",
            earlier='earlier_coverability'
        )),
        message(
            'need_coverage-facts',
            need="if(need_is_undetermined and need_fact = 'unknown', 'undetermined', need_fact)",
            is_dated='evidence_until is not null', year=named('year(evidence_until)::varchar'),
            class='coalesce(need_class, 0)', indicator=named('indicator_de'),
            is_proxy='is_proxy', is_estimated='need_is_estimated',
            finding='finding', persists='coalesce(persists, false)',
            coverage='coverage_fact', use_is_known='utilisation is not null', use=figure('100 * utilisation', 0),
            coverage_is_estimated='coverage_is_estimated',
            has_lacks="coverage_fact = 'short' and has_lacks", lacks='lacks_message'
        ),
    ]) }} as sentence_message
from joined
