"""The words of the report, explained."""

from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text

TERMS = (
    "expected_interval", "community_of_need", "proxy", "sgb2", "crude_death_rate",
    "standard_deviation", "underemployment", "sozialraum", "indicator", "need", "need_class",
    "unsure_class", "new_need", "aggravated_need", "expected_value", "interval", "rank_range",
    "estimate", "aggregated", "coverage", "utilisation", "coverability", "provider",
    "social_index", "revision", "as_of",
)  # fmt: skip


def terms(facts: Facts) -> list[tuple[Text, Text]]:
    """The city's own words first, then the report's: (word, what it means)."""
    own: list[tuple[Text, Text]] = [(one.term, one.meaning_de) for one in facts.tables.words]
    return own + [
        (Message("glossary-term", term=term), Message("glossary-text", term=term)) for term in TERMS
    ]
