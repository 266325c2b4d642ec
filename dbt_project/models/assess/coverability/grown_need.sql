{#
  Needs that grew since the pandemic: by a significant finding, and where the figures tell nothing of a theme, by what
  offices counted.
#}
select
    'figures' as basis,
    area_id || ' ' || indicator_id as finding_id,
    area_id,
    theme,
    indicator_id,
    planning_field
from {{ ref('pandemic_finding') }}
where finding in ('new_need', 'aggravated')
union all
select
    findings.finding_basis as basis,
    findings.area_id || ' ' || findings.theme as finding_id,
    findings.area_id,
    findings.theme,
    null as indicator_id,
    asked.planning_fields[1] as planning_field
from {{ ref('theme_finding') }} as findings
join {{ ref('theme_asked') }} as asked using (area_id, theme)
where findings.finding_basis = 'office_counts'
