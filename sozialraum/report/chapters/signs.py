"""Signs that stand before a figure and say how it came about; the report's reading aids explain
them."""

ESTIMATE = "≈"
AGGREGATED = "Σ"
