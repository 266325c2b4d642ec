with voices as (select * from {{ ref('voice') }}),

findings as (select * from {{ ref('theme_finding') }}),

themes as (select * from {{ source('declared', 'theme') }}),

joined as (
    select
        voices.*,
        themes.name_de,
        findings.finding,
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
    case agreement
        when 'none' then 'Zu diesem Thema sagen weder Zahlen noch Studien noch Träger etwas über eine Veränderung.'
        when 'agree' then 'Alle, die etwas sagen, stimmen überein: '
        when 'contradict' then 'Die Belege widersprechen sich: '
        when 'partly' then 'Die Belege stimmen nicht ganz überein: '
        else 'Nur eine Seite sagt etwas: '
    end
    || case when agreement <> 'none' then array_to_string(list_filter([
        case data_says
            when 'more' then 'die Zahlen zeigen mehr Bedarf als erwartet'
            when 'less' then 'die Zahlen zeigen weniger Bedarf als erwartet'
            when 'unchanged' then 'die Zahlen zeigen keine gesicherte Abweichung vom Erwarteten'
        end,
        case study_says
            when 'more' then 'Studien zeigen mehr Bedarf'
            when 'less' then 'Studien zeigen weniger Bedarf'
            when 'unchanged' then 'Studien zeigen keine Veränderung'
            when 'divided' then 'Studien zeigen beides, mehr Bedarf bei: ' || study_more_of
                || ', weniger bei: ' || study_less_of
        end,
        case provider_says
            when 'more' then 'Träger und Ämter berichten von mehr Bedarf'
            when 'less' then 'Träger und Ämter berichten von weniger Bedarf'
            when 'unchanged' then 'Träger und Ämter berichten von unverändertem Bedarf'
            when 'divided' then 'Träger und Ämter berichten Verschiedenes'
        end
    ], lambda part: part is not null), '; ') || '.' else '' end as agreement_de,

    -- how much there is
    evidence_count,
    evidence_local,
    evidence_city,
    evidence_wide,
    evidence_until,
    evidence_ids
from judged
