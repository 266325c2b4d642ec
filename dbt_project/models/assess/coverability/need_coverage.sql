with decided as (select * from {{ ref('theme_answer') }}),

agreements as (select * from {{ ref('evidence_agreement') }}),

thresholds as (select * from {{ source('declared', 'urgency_threshold') }}),

indicators as (select * from {{ source('declared', 'indicator') }}),

plans as (select * from {{ ref('theme_plan') }}),

cities as (select * from {{ source('declared', 'city') }}),

-- who can provide what is missing
offices as (
    select list({'planning_field': planning_field, 'ask_de': ask_de} order by position) as offices
    from {{ source('declared', 'planning_field') }}
    where ask_de is not null
),

ratings as (
    select decided.area_id, decided.theme, thresholds.rule_id, thresholds.urgency, thresholds.name_de
    from decided
    join thresholds on decided.urgency_score >= thresholds.score_from
    qualify row_number() over (
        partition by decided.area_id, decided.theme order by thresholds.score_from desc
    ) = 1
),

joined as (
    select
        decided.*,
        agreements.studies_say,
        agreements.providers_say,
        agreements.agreement,
        agreements.agreement_message,
        agreements.evidence_count,
        agreements.evidence_local,
        agreements.evidence_until,
        indicators.name_de as indicator_de,
        indicators.unit as indicator_unit,
        ratings.urgency,
        ratings.rule_id as rated_by,
        ratings.name_de as urgency_de,
        plans.plan_status,
        plans.plan_ids
    from decided
    join agreements using (area_id, theme)
    join plans using (area_id, theme)
    left join indicators on indicators.indicator_id = decided.indicator_id
    left join ratings on ratings.area_id = decided.area_id and ratings.theme = decided.theme
),

named as (
    select
        joined.*,
        cities.coverage_band,
        coverability = 'covered' or coverage_fact = 'short' as tells_uncovered,
        is_measured or has_local_statement or coverage_fact in ('enough', 'short') as is_local,
        array_to_string(
            list_transform(lacks, lambda lack: lack.unit || ': ' || case when lack.amount < 0.5 then 'weniger als 1'
                else {{ german_number('round(lack.amount, 0)') }} end),
            ', '
        ) as lacks_de,
        {{ ask_de('planning_fields') }} as ask_need_de,
        {{ ask_de('if(len(fields_unknown) > 0, fields_unknown, planning_fields)') }} as ask_supply_de
    from joined
    cross join cities
    cross join offices
),

-- what would have to be known to decide, and who can say it
missed as (
    select
        named.*,
        case when coverability = 'unknown' then list_filter([
            case when need_basis <> 'indicator' or need_class is null then {
                'code': 'need',
                'says': case when need_basis = 'indicator'
                    then 'ein Wert für „' || indicator_de || '“ in diesem Gebiet'
                    else 'eine Zahl zum Bedarf selbst: ' || rtrim(no_indicator_de, '.') end || ask_need_de
            } end,
            -- services that help as well are no measure of what is enough
            case when coverage_fact in ('present', 'none_known', 'unknown') and len(types_unknown) = 0 then {
                'code': 'service_types',
                'says': 'eine Festlegung, welche Angebote zuerst für dieses Thema da sind' || ask_supply_de
            } end,
            case when coverage_fact in ('present', 'none_known') and len(types_unknown) > 0 then {
                'code': 'capacity',
                'says': case coverage_fact when 'none_known' then 'Standorte, Kapazität' else 'Kapazität' end
                    || ' und Auslastung der Angebote: ' || array_to_string(types_unknown, ', ') || ask_supply_de
            } end,
            case when coverage_fact in ('enough', 'short') and use_fact = 'unknown' then {
                'code': 'use',
                'says': 'wie stark die Angebote genutzt werden' || ask_supply_de
            } end,
            case when providers_fact = 'silent' then {
                'code': 'statement',
                'says': 'eine geltende Angabe von Trägern, womit der Bedarf gedeckt werden kann (Auskunft: Träger)'
            } end
        ], lambda fact: fact is not null) else [] end as missing_facts
    from named
),

told as (
    select
        missed.*,
        -- the statement that decided, with its day
        case when providers_fact <> 'silent' then
            ' Stand der Angabe: ' || year(stated_on)
            || case when has_local_statement then '' else ', für die ganze Stadt' end
            || '; sie zählt bis ' || strftime(counts_until, '%d.%m.%Y') || '.'
            || case when statement_strength = 1
                then ' Sie stammt von einer einzelnen Stelle oder Stimme und beruht auf keiner Zählung für die ganze Stadt.'
                else '' end
        end as stated_de,
        -- what weakens it
        case when coverability = 'covered' then
            case when need_basis = 'proxy' or need_method = 'apportioned' or coverage_method = 'apportioned' then
                ' Das beruht auf ' || array_to_string(list_filter([
                    case when need_basis = 'proxy' then 'einer Ersatzzahl für den Bedarf' end,
                    case when need_method = 'apportioned' then 'einer Schätzung des Bedarfs' end,
                    case when coverage_method = 'apportioned' then 'einer Schätzung des Angebots' end
                ], lambda part: part is not null), ' und ') || '.'
            else '' end
            || case when len(lacks) > 0 then
                ' Zum Mittel der Stadt fehlen rechnerisch (' || lacks_de || '); das liegt in der Toleranz von '
                || {{ german_number('round(100 * coverage_band, 0)') }} || ' %.'
            else '' end
        end as limits_de,
        -- what was said earlier and counts no more
        case when earlier_coverability is not null then
            ' ' || case when earlier_stated_on is null then 'Ohne Datum' else year(earlier_stated_on)::varchar end
            || ' sagten Träger oder Ämter: '
            || case earlier_providers_fact
                when 'not_at_present' then 'derzeit nicht zu decken'
                when 'task_extension' then 'mit mehr Aufgaben oder Mitteln zu decken'
                when 'task_change' then 'mit anderen Aufgaben zu decken'
                else 'mit dem Vorhandenen zu decken'
            end
            || '. Ob das noch gilt, ist nicht bekannt.'
        end as earlier_de,
        case when len(missing_facts) > 0 then
            ' Zum Beurteilen fehlt: '
            || array_to_string(list_transform(missing_facts, lambda fact: fact.says), '; ') || '.'
        end as missing_de
    from missed
)

select
    -- ids
    area_id,
    theme,
    position,
    name_de as theme_de,
    planning_fields,

    -- need
    need_fact as need,
    need_class,
    need_basis,
    indicator_id,
    need_period,
    need_value,
    city_value,
    need_rank,
    need_method,

    -- since the pandemic
    finding,
    persists,
    finding_indicator_id,
    finding_area_ids,
    excess_pct,
    studies_say,
    providers_say,
    agreement,
    agreement_message,
    evidence_count,
    evidence_local,
    evidence_until,

    -- supply
    coverage_fact as coverage_class,
    coverage_method,
    services_in_reach,
    use_fact as use_class,
    utilisation,
    providers_fact as providers_suggest,
    statement_ids,
    stated_on,
    counts_until as statement_counts_until,
    expired_statement_ids,
    register_fact as register_says,
    change_ids,

    -- the result
    coverability,
    rule_id,
    earlier_coverability,
    earlier_rule_id,
    earlier_stated_on,
    case
        when coverability = 'unknown' then null
        when need_basis = 'proxy' or need_method = 'apportioned' then 'limited'
        when coverage_fact in ('enough', 'short') and coverage_method = 'apportioned' then 'limited'
        when providers_fact <> 'silent' and (not has_local_statement or statement_strength = 1) then 'limited'
        when need_fact in ('reported', 'unknown') then 'limited'
        else 'firm'
    end as confidence,
    -- within one unit; amounts in several units are in uncovered_de only
    case when tells_uncovered then
        case when len(lacks) = 0 then 0 when len(lacks) = 1 then lacks[1].amount end
    end as uncovered,
    case when tells_uncovered then
        case when len(lacks) = 0 then coverage_unit when len(lacks) = 1 then lacks[1].unit end
    end as uncovered_unit,
    case when tells_uncovered and len(lacks) > 0
        then list_max(list_transform(lacks, lambda lack: lack.share)) end as uncovered_share,
    case when tells_uncovered and len(lacks) > 0 then lacks_de end as uncovered_de,
    list_filter([
        'need_' || need_fact,
        case need_basis when 'proxy' then 'need_by_proxy' when 'none' then 'need_not_measured' end,
        case when need_method = 'apportioned' then 'need_estimated' end,
        'finding_' || finding,
        case when finding_area_ids <> area_id then 'finding_of_coarser_area' end,
        'coverage_' || coverage_fact,
        case when coverage_method = 'apportioned' then 'coverage_estimated' end,
        'use_' || use_fact,
        'providers_' || providers_fact,
        case when answers > 1 then 'providers_differ' end,
        case when providers_fact <> 'silent' and not has_local_statement then 'statement_for_whole_city' end,
        case when providers_fact <> 'silent' and statement_strength = 1 then 'statement_weak' end,
        case when len(expired_statement_ids) > 0 then 'statements_expired' end,
        case when earlier_coverability is not null then 'earlier_' || earlier_coverability end,
        case when coverability = 'covered' and len(lacks) > 0 then 'gap_within_tolerance' end,
        case when tells_uncovered and len(lacks) > 1 then 'uncovered_in_several_units' end,
        case when register_fact <> 'silent' then 'register_' || register_fact end,
        'evidence_' || agreement,
        'plan_' || plan_status,
        case when urgency is not null and not is_local then 'urgency_not_local' end
    ] || list_transform(missing_facts, lambda fact: 'missing_' || fact.code), lambda code: code is not null) as reasons,
    list_transform(missing_facts, lambda fact: fact.code) as missing,
    trim(missing_de) as missing_de,
    -- the sentence: what decided, then the facts behind it
    says_de || coalesce(stated_de, '') || coalesce(limits_de, '') || coalesce(earlier_de, '') || ' Bedarf: '
    || case need_fact
        when 'high' then 'hoch'
        when 'medium' then 'mittel'
        when 'low' then 'gering'
        when 'reported' then 'nicht gemessen, aber von Studien oder Trägern berichtet'
            || coalesce(' (zuletzt ' || year(evidence_until) || ')', '')
        else 'nicht bekannt'
    end
    || case when need_class is not null then
        ' (Klasse ' || need_class || ' von 5 nach „' || indicator_de || '“'
        || case when need_basis = 'proxy' then ', ersatzweise' else '' end
        || case when need_method = 'apportioned' then ', geschätzt' else '' end || ')'
        else ''
    end
    || '; seit der Pandemie: '
    || case finding
        when 'new_need' then 'neuer Bedarf'
        when 'aggravated' then 'verschärft'
        when 'relieved' then 'entspannt'
        when 'none' then 'keine gesicherte Abweichung'
        else 'mit den Zahlen nicht beurteilbar'
    end
    || case when persists then ', anhaltend' else '' end
    || '; Angebot: '
    || case coverage_fact
        when 'enough' then 'etwa im Mittel der Stadt oder darüber'
        when 'short' then 'unter dem Mittel der Stadt'
        when 'present' then 'vorhanden, Kapazität nicht bekannt'
        when 'none_known' then 'keins bekannt'
        else 'keine Art von Angebot festgelegt'
    end
    || case when utilisation is not null
        then ', Auslastung ' || {{ german_number('round(100 * utilisation, 0)') }} || ' %' else '' end
    || case when coverage_method = 'apportioned' then ' (geschätzt)' else '' end
    || case when coverage_fact = 'short' and len(lacks) > 0 then '; im Vergleich damit fehlen rechnerisch (' || lacks_de || ')' else '' end
    || '.' || coalesce(missing_de, '') as sentence_de,

    -- urgency
    urgency,
    urgency_de,
    rated_by as urgency_rule_id,
    urgency_score,
    x_need,
    x_finding,
    x_persistence,
    x_gap,
    x_group,
    group_size,
    group_definition,
    group_period,
    is_local as urgency_is_local,

    -- plans
    plan_status,
    plan_ids
from told
