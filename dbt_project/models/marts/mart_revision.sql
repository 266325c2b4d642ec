with revisions as (select * from {{ ref('revision') }})

select * exclude (new_number)
from revisions
order by source_id, file, new_vintage, part_id, period, measure_id, breakdown
