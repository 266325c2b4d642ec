{#
  What decided each answer, and two of its three parts as messages: what is there, and what would close the gap and by
  whom it is said. The need is told by theme_need_sentence, what is missing by theme_missing.
#}
with decided as (select * from {{ ref('theme_answer') }}),

known_kinds as (select * from {{ ref('theme_kind') }}),

evidence as (select * from {{ ref('evidence') }}),

cities as (select * from {{ source('declared', 'city') }}),

city_answers as (
    select theme, coverability, indication
    from decided
    where is_city and (coverability <> 'unknown' or indication is not null)
),

cited as (
    select area_id, theme, 'today' as heard_at, unnest(statement_ids) as evidence_id from decided
    union all
    select area_id, theme, 'pandemic', unnest(pandemic_statement_ids) from decided
    union all
    select
        area_id, theme, 'earlier',
        unnest(list_filter(expired_statement_ids, lambda id: not list_contains(pandemic_statement_ids, id)))
    from decided
    union all
    -- what is said of a part of the people or of another area decides nothing, and is not kept back either
    select decided.area_id, decided.theme, 'beside', evidence.evidence_id
    from decided
    join evidence on evidence.theme = decided.theme
    where
        decided.is_city
        and evidence.kind = 'provider'
        and evidence.can_be_met_by in ('existing', 'task_change', 'task_extension', 'not_at_present')
        and not (evidence.covers_theme and list_contains(evidence.area_ids, decided.area_id))
),

named_voices as (
    select
        cited.*,
        {{ message(
            'need_coverage-voice', who=named('evidence.said_by'), id=named('evidence_id'),
            says='evidence.can_be_met_by', is_dated='evidence.said_until is not null',
            year=named('year(evidence.said_until)::varchar')
        ) }} as voice
    from cited
    join evidence using (evidence_id)
),

voices as (
    select
        area_id,
        theme,
        {{ joined("list(voice order by evidence_id) filter (where heard_at = 'today')", '; ') }} as today,
        {{ joined("list(voice order by evidence_id) filter (where heard_at = 'pandemic')", '; ') }} as in_pandemic,
        {{ joined("list(voice order by evidence_id) filter (where heard_at = 'earlier')", '; ') }} as earlier,
        {{ joined("list(voice order by evidence_id) filter (where heard_at = 'beside')", '; ') }} as beside,
        bool_or(heard_at = 'earlier') as is_heard_earlier,
        bool_or(heard_at = 'beside') as is_heard_beside
    from named_voices
    group by area_id, theme
),

joined as (
    select
        decided.*,
        known_kinds.kinds_message,
        voices.* exclude (area_id, theme),
        cities.coverage_band,
        city_answers.coverability as city_coverability,
        city_answers.indication as city_indication,
        city_answers.theme is not null and not decided.is_city as see_city,
        need_basis = 'proxy' as is_proxy,
        coalesce({{ is_estimate('need_method') }}, false) as need_is_estimated,
        coalesce({{ is_provisional('need_status') }}, false) as need_is_provisional,
        coalesce({{ is_provisional('finding_status') }}, false) as finding_is_provisional,
        coalesce(coverage_method = 'apportioned', false) as coverage_is_estimated,
        coalesce({{ is_provisional('coverage_status') }}, false) as coverage_is_provisional,
        len(lacks) > 0 as has_lacks,
        len(statement_ids) + len(pandemic_statement_ids) + len(expired_statement_ids) > 0 as is_said,
        {{ joined('list_transform(lacks, lambda lack: ' ~ joined([
            'lack.unit',
            message('need_coverage-amount', below_one='lack.amount < 0.5', n=figure('lack.amount', 0)),
        ], ': ') ~ ')', ', ') }} as lacks_message
    from decided
    cross join cities
    left join known_kinds on known_kinds.area_id = decided.area_id and known_kinds.theme = decided.theme
    left join voices on voices.area_id = decided.area_id and voices.theme = decided.theme
    left join city_answers on city_answers.theme = decided.theme
)

select
    area_id,
    theme,
    case when has_lacks and tells_uncovered then lacks_message end as lacks_message,
    {{ joined([
        named('says_de'),
        said_if(
            "coverability = 'covered' and (is_proxy or need_is_estimated or need_is_provisional"
            ~ " or finding_is_provisional or coverage_is_estimated or coverage_is_provisional)",
            message('coverability-rests-on', estimates=listed([
                said_if('is_proxy', message('coverability-estimate', of="'need_by_proxy'")),
                said_if('need_is_estimated', message('coverability-estimate', of="'need_estimated'")),
                said_if('need_is_provisional', message('coverability-estimate', of="'need_' || need_status")),
                said_if('finding_is_provisional', message('coverability-estimate', of="'finding_' || finding_status")),
                said_if('coverage_is_estimated', message('coverability-estimate', of="'coverage_estimated'")),
                said_if('coverage_is_provisional', message('coverability-estimate', of="'coverage_' || coverage_status")),
            ]))
        ),
        said_if("coverability = 'covered' and has_lacks", message(
            'coverability-within-tolerance', lacks='lacks_message', band=figure('100 * coverage_band', 0)
        )),
    ]) }} as sentence_message,
    {{ message(
        'need_coverage-supply', coverage='coverage_fact', why=named("rtrim(no_service_de, '.')"),
        use_is_known="use_fact <> 'unknown'", use=figure('100 * utilisation', 0),
        is_estimated='coverage_is_estimated',
        is_provisional='coverage_is_provisional', status="coalesce(coverage_status, 'known')", has_lacks="coverage_fact = 'short' and has_lacks", lacks='lacks_message',
        has_uncounted="coverage_fact in ('enough', 'short') and len(types_unknown) > 0",
        uncounted=joined('list_transform(types_unknown, lambda type: ' ~ named('type') ~ ')', ', '),
        has_kinds='kinds_message is not null', kinds='kinds_message'
    ) }} as supply_message,
    {{ message('need_coverage-way', parts=joined([
        said_if('not is_said', message(
            'need_coverage-nobody', is_covered="coverability = 'covered'", is_city='is_city',
            is_beside='coalesce(is_heard_beside, false)'
        )),
        said_if("providers_fact <> 'silent'", message(
            'need_coverage-said', says='providers_fact', voices='today', until=day('counts_until')
        )),
        said_if('indication is not null', message('need_coverage-indication', voices='today')),
        said_if('disputed', message('coverability-disputed')),
        said_if('len(pandemic_statement_ids) > 0', message(
            'need_coverage-in-pandemic', result='pandemic_coverability', voices='in_pandemic',
            is_disputed='pandemic_disputed'
        )),
        said_if('is_heard_earlier', message(
            'need_coverage-earlier', voices='earlier'
        )),
        said_if('is_heard_beside', message('need_coverage-beside', voices='beside')),
        said_if('see_city', message(
            'need_coverage-see-city', result='city_coverability', is_indication='city_indication is not null'
        )),
    ])) }} as way_message
from joined
