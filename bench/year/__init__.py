"""A year of monthly refreshes that nobody watches: ``python -m bench.year``.

A local portal serves the bundled tables as they were, or may have been, in each month of 2026: what
was not out yet is not there, some of it comes late, changed, broken or not at all. Refreshes run on
the calendar's days by a clock of their own, one a month is killed and tried again as its unit would
do. Each edition is compared with what it has to hold, which is computed without the monitor.
"""
