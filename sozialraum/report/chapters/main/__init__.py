"""The chapters of the report that argues: its answers, their evidence, a page per Sozialraum."""
