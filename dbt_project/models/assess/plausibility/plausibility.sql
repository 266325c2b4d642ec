{#
  What is odd in the figures. Evidence of several rules about one row of a table is one finding;
  where more than two places of a period are odd, they are one finding about the period.
#}
with evidence as (
    {%
        for kind in
        [
            'relation', 'ratio', 'rate', 'cumulative', 'history', 'exchange', 'repeat', 'same_row', 'drift', 'rows',
            'untold'
        ]
    %}
    select * replace ({{ without_group('place') }} as place) from {{ ref('plausibility_' ~ kind) }}
    {{ 'union all by name' if not loop.last }}
    {% endfor %}
),

sources as (select * from {{ source('declared', 'source') }}),

acknowledged as (select * from {{ source('declared', 'plausibility_acknowledged') }}),

areas as (select * from {{ ref('area') }}),

place_parts as (
    select distinct place, unnest(string_split(place, '+')) as area_id from evidence
),

place_names as (
    select place_parts.place, string_agg(distinct areas.area_name, ', ' order by areas.area_name) as place_name
    from place_parts
    join areas using (area_id)
    group by all
),

judged as (
    select
        evidence.*,
        count(distinct evidence.place) over (
            partition by evidence.source_id, evidence.period
        ) as places,
        acknowledged.reason
    from evidence
    left join acknowledged
        on acknowledged.source_id = evidence.source_id and acknowledged.period = evidence.period
        and acknowledged.rule = evidence.rule
        and coalesce(acknowledged.rule_id, evidence.rule_id) = evidence.rule_id
        and (acknowledged.areas is null or list_has_any(string_split(evidence.place, '+'), acknowledged.areas))
),

grouped as (
    select
        *,
        case when places > 2 then null else place end as finding_place,
        row_number() over (
            partition by source_id, period, case when places > 2 then null else place end
            order by
                list_position(
                    -- a relation names what ought to be there
                    [
                        'exchange', 'repeat', 'relation', 'other_column', 'rate', 'cumulative', 'history', 'drift',
                        'rows'
                    ],
                    rule
                ),
                score desc, row_number, rule_id
        ) as position
    from judged
),

findings as (
    select
        source_id,
        period,
        period_start,
        finding_place as place,
        arg_min(rule, position) as rule,
        array_to_string(list_sort(list_distinct(list(rule))), ', ') as rules,
        arg_min(file, position) as file,
        min(row_number) as row_number,
        nullif(array_to_string(list_sort(list_distinct(list(column_name))), '; '), '') as column_name,
        arg_min(observed, position) as observed,
        arg_min(expected, position) as expected,
        arg_min(score, position) as score,
        count(*) as evidence_count,
        count(distinct place) as places,
        bool_and(reason is not null) as is_known,
        min(reason) as known_reason,
        list(explanation order by position) filter (where position <= 5) as explanations
    from grouped
    group by all
)

select
    -- ids
    findings.source_id || '/' || findings.period || coalesce('/' || findings.place, '') as finding_id,
    findings.source_id,
    findings.file,
    findings.row_number,
    findings.column_name,
    findings.place as area_id,
    place_names.place_name as area_name,
    findings.period,
    findings.period_start,
    findings.rule,
    findings.rules,

    -- finding
    findings.observed,
    findings.expected,
    round(findings.score, 4) as score,
    findings.evidence_count,
    if(findings.is_known, 'known', 'open') as status,
    findings.known_reason,
    {{ message(
        'plausibility-finding',
        source=named('sources.title_de'),
        period=named('findings.period'),
        where="case when place_name is not null then 'place' when places > 1 then 'places' else 'nowhere' end",
        place=named('place_names.place_name'),
        places='findings.places',
        has_row='findings.row_number is not null',
        row=named('findings.row_number::varchar'),
        explanations=joined('findings.explanations', '. '),
        more='greatest(findings.evidence_count - 5, 0)'
    ) }} as explanation
from findings
join sources using (source_id)
left join place_names using (place)
