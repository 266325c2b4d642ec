{# What would have to be known where the answer is unknown, and who can say it. #}
with unknown as (select * from {{ ref('theme_answer') }} where coverability = 'unknown'),

indicators as (select * from {{ source('declared', 'indicator') }}),

offices as (
    select list({'planning_field': planning_field, 'asked': {{ named('ask_de') }}} order by position) as offices
    from {{ source('declared', 'planning_field') }}
    where ask_de is not null
),

asked as (
    select
        unknown.*,
        indicators.name_de as indicator_de,
        list_filter(
            offices, lambda office: list_contains(planning_fields, office.planning_field)
        ) as need_offices,
        list_filter(
            offices,
            lambda office: list_contains(
                if(len(fields_unknown) > 0, fields_unknown, planning_fields), office.planning_field
            )
        ) as supply_offices
    from unknown
    cross join offices
    left join indicators on indicators.indicator_id = unknown.indicator_id
),

{% set asked_of_need %}{{ joined('list_transform(need_offices, lambda office: office.asked)', ', ') }}{% endset %}
{% set asked_of_supply %}{{ joined('list_transform(supply_offices, lambda office: office.asked)', ', ') }}{% endset %}
missed as (
    select
        area_id,
        theme,
        list_filter([
            case when if(is_city, need_fact = 'unknown', need_basis <> 'indicator' or need_class is null) then {
                'code': 'need',
                'message': {{ message(
                    'need_coverage-unknown', fact="case when need_is_undetermined then 'undetermined' when need_basis = 'indicator' then 'value' else 'need' end",
                    indicator=named('indicator_de'), why=named("rtrim(no_indicator_de, '.')"),
                    is_asked='len(need_offices) > 0', offices=asked_of_need
                ) }}
            } end,
            -- services that help as well are no measure of what is enough
            case when coverage_fact not in ('enough', 'short') and len(types_unknown) = 0 then {
                'code': 'service_types',
                'message': {{ message(
                    'need_coverage-unknown', fact="'service_types'",
                    is_asked='len(supply_offices) > 0', offices=asked_of_supply
                ) }}
            } end,
            case when coverage_fact in ('present', 'none_known', 'not_recorded') and len(types_unknown) > 0 then {
                'code': 'capacity',
                'message': {{ message(
                    'need_coverage-unknown', fact="if(coverage_fact = 'present', 'capacity', 'sites')",
                    types=joined('list_transform(types_unknown, lambda type: ' ~ named('type') ~ ')', ', '),
                    is_asked='len(supply_offices) > 0', offices=asked_of_supply
                ) }}
            } end,
            case when coverage_fact in ('enough', 'short') and use_fact = 'unknown' then {
                'code': 'use',
                'message': {{ message(
                    'need_coverage-unknown', fact="'use'",
                    is_asked='len(supply_offices) > 0', offices=asked_of_supply
                ) }}
            } end,
            case when providers_fact = 'silent' then {
                'code': 'statement',
                'message': {{ message(
                    'need_coverage-unknown', fact="if(indication is null, 'statement', 'second_voice')"
                ) }}
            } end
        ], lambda fact: fact is not null) as facts
    from asked
)

select
    area_id,
    theme,
    list_transform(facts, lambda fact: fact.code) as missing,
    list_transform(facts, lambda fact: 'missing_' || fact.code) as missing_reasons,
    {{ message(
        'need_coverage-missing', facts=joined('list_transform(facts, lambda fact: fact.message)', '; ')
    ) }} as missing_message
from missed
where len(facts) > 0
