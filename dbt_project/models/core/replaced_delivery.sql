{# Files whose figures of a period another one tells again; core/observation.sql leaves them out. #}
{{ replaced_deliveries() }}
