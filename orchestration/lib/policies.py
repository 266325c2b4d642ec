"""What holds for all assets of a room: groups, owners, how often they are made. Written once, not
on each asset."""

from datetime import timedelta

from dagster import FreshnessPolicy

DATA_ENGINEERING = "team:data_engineering"
PLANNING = "team:social_planning"

# What is asked for or published once a month, on any day of it: late is what the next month's did
# not make. How old its figures are is another question (defs/audit/freshness.py).
MONTHLY = FreshnessPolicy.time_window(
    warn_window=timedelta(days=32), fail_window=timedelta(days=36)
)

# asset key prefix -> group in the UI
GROUPS = {
    "declared": "1_sources",
    "staging": "2_staging",
    "core": "3_core",
    "assess": "4_assess",
    "statistics": "4_statistics",
    "marts": "5_marts",
    "words": "5_marts",
    "publication": "6_publication",
}
