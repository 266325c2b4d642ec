select * exclude (new_number, old_file, is_another_figure)
from {{ ref('revision') }}
order by source_id, file, new_vintage, part_id, period, measure_id, breakdown
