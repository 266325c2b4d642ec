# Chapter 2 of the report: which plannings were adjusted.

plans-happened = What has happened
plans-missing = What is missing
plans-sure = How certain this is
plans-adjusted = Adjusted plans, followed by other documents that mention changes because of the pandemic
plans-office = Responsible
plans-day = As of
plans-what = What was adjusted
plans-not-told = not evident from the source
plans-unproved = Current or recent plans for which it is not documented whether they were adjusted ({ $n })
plans-older = Plans that date from before the pandemic and cannot respond to it ({ $n })
plans-fields-without = No document is recorded for these planning fields: { $fields }.
plans-how-sure = This rests on a register drawn up from public sources. Documents that are not public may be missing. ‘Not on record’ means that the source does not show whether an adjustment was made.
