with voices as (select * from {{ ref('voice') }}),

findings as (select * from {{ ref('theme_finding') }}),

themes as (select * from {{ source('declared', 'theme') }}),

joined as (
    select
        voices.*,
        themes.name_de,
        findings.finding,
        case when findings.finding_area_ids <> voices.area_id
            then len(string_split(findings.finding_area_ids, ', ')) else 0 end as larger_areas,
        case
            when findings.finding in ('new_need', 'aggravated') then 'more'
            when findings.finding = 'relieved' then 'less'
            when findings.finding = 'none' then 'unchanged'
            else 'silent'
        end as data_says
    from voices
    join findings using (area_id, theme)
    join themes using (theme)
),

spoken as (
    select
        *,
        list_filter([data_says, study_says, provider_says], lambda voice: voice <> 'silent') as said
    from joined
),

judged as (
    select
        *,
        case
            when len(said) = 0 then 'none'
            when list_contains(said, 'divided') then 'contradict'
            when list_contains(said, 'more') and list_contains(said, 'less') then 'contradict'
            when len(said) = 1 then
                case when data_says <> 'silent' then 'data_only'
                    when study_says <> 'silent' then 'studies_only' else 'providers_only' end
            when len(list_distinct(said)) = 1 then 'agree'
            else 'partly'
        end as agreement
    from spoken
)

select
    -- ids
    area_id,
    theme,

    -- who says what about the need since the pandemic
    data_says,
    study_says as studies_say,
    provider_says as providers_say,
    agreement,

    -- in words
    {{ message('evidence-agreement', agreement='agreement', parts=joined([
        said_if("data_says <> 'silent'", message('evidence-figures', say='data_says', larger='larger_areas')),
        said_if("study_says <> 'silent'", message(
            'evidence-studies', say='study_says', more='study_more_of', less='study_less_of'
        )),
        said_if("provider_says <> 'silent'", message('evidence-providers', say='provider_says')),
    ], '; ')) }} as agreement_message,

    -- how much there is
    evidence_count,
    evidence_local,
    evidence_city,
    evidence_wide,
    evidence_until,
    evidence_ids
from judged
