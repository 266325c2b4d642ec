"""The annex: how the figures come about, and how coverability and urgency are judged."""

from sozialraum.report.chapters import questions
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Listing, Message, Name, Number

METHODS = (
    "direct", "aggregated", "estimate", "classes", "intervals", "change", "rank", "unplaced",
)  # fmt: skip


def methods() -> Section:
    items = tuple(
        Item(Message("methods-text", what=one), lead=Message("methods-of", what=one))
        for one in METHODS
    )
    return Section("methoden", Message("methods-title"), (Bullets(items),))


def rules(facts: Facts) -> tuple[Section, ...]:
    """How coverability and urgency are judged; nothing where they are not evaluated."""
    if not facts.tables.need_coverage:
        return ()
    items = tuple(
        Item(
            Message("methods-rule", says=Name(one.says_de), result=one.result),
            Message("methods-rule-of", rule=Name(one.rule_id)),
        )
        for one in facts.tables.cover_rules
    )
    blocks: list[Block] = [Paragraph(Message("methods-rules-about")), Bullets(items)]
    for one in facts.tables.urgency_weights:
        weights = {
            "need": one.weight_need,
            "finding": one.weight_finding,
            "persistence": one.weight_persistence,
            "gap": one.weight_gap,
            "group": one.weight_group,
        }
        told = Listing(
            Message("methods-weight", fact=fact, weight=Number(weight))
            for fact, weight in weights.items()
        )
        unknown = Number(one.value_unknown, 1)
        blocks.append(
            Paragraph(
                Message(
                    "methods-urgency",
                    weights=told,
                    unknown=unknown,
                    chapter=Name(questions.number(facts, "conclusions")),
                )
            )
        )
    return (Section("regeln", Message("methods-rules"), tuple(blocks)),)
