"""What holds for all assets of a room: groups, owners. Written once, not on each asset."""

DATA_ENGINEERING = "team:data_engineering"
PLANNING = "team:social_planning"

# asset key prefix -> group in the UI
GROUPS = {
    "declared": "1_sources",
    "raw": "2_raw",
    "staging": "3_staging",
    "intermediate": "4_intermediate",
    "statistics": "4_statistics",
    "marts": "5_marts",
    "lineage": "5_marts",
    "publication": "6_publication",
}
