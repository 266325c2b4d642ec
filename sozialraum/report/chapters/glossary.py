"""The words of the report, explained."""

from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text

TERMS = (
    "expected_interval", "proxy", "standard_deviation", "sozialraum", "indicator", "need",
    "need_class", "unsure_class", "new_need", "aggravated_need", "expected_value", "interval",
    "rank_range", "estimate", "aggregated", "coverage", "utilisation", "coverability", "provider",
    "social_index", "revision", "as_of",
)  # fmt: skip
_OF_TOPIC = {
    "coverage": ("coverage", "utilisation", "provider"),
    "conclusions": ("proxy", "coverability"),
}
_OF_PANDEMIC = ("expected_interval", "new_need", "aggravated_need", "expected_value")


def said(facts: Facts) -> list[str]:
    """Those terms that the report uses."""
    unused = {
        *(term for topic, own in _OF_TOPIC.items() if topic not in facts.topics for term in own),
        *(_OF_PANDEMIC if facts.crisis is None else ()),
        *(() if facts.tables.index_parts else ("social_index",)),
        *(() if facts.has_estimates else ("estimate",)),
        *(() if "aggregated" in facts.methods else ("aggregated",)),
    }
    return [term for term in TERMS if term not in unused]


def terms(facts: Facts) -> list[tuple[Text, Text]]:
    """The city's own words first, then the report's: (word, what it means)."""
    own: list[tuple[Text, Text]] = [(one.term, one.meaning_de) for one in facts.tables.words]
    return own + [
        (Message("glossary-term", term=term), Message("glossary-text", term=term))
        for term in said(facts)
    ]
