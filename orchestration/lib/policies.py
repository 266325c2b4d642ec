"""What holds for all assets of a room: groups, owners. Written once, not on each asset."""

DATA_ENGINEERING = "team:data_engineering"
PLANNING = "team:social_planning"

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
