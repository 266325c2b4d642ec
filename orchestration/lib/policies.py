"""What holds for all assets of a room: groups, owners. Written once, not on each asset."""

DATA_ENGINEERING = "team:data_engineering"
PLANNING = "team:social_planning"

# asset key prefix -> group in the UI
GROUPS = {
    "declared": "1_sources",
    "raw": "2_raw",
    "staging": "3_staging",
    "core": "4_core",
    "assess": "5_assess",
    "statistics": "5_statistics",
    "marts": "6_marts",
    "lineage": "6_marts",
    "words": "6_marts",
    "publication": "7_publication",
}
