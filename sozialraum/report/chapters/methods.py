"""The annex: how the figures come about, and how coverability and urgency are judged."""

from sozialraum.report.chapters import questions
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Day, Listing, Message, Name, Number, code

METHODS = (
    "direct", "aggregated", "estimate", "recut", "classes", "intervals", "change", "rank",
    "unplaced",
)  # fmt: skip


def methods(facts: Facts) -> Section:
    """Those that the report's figures know."""
    unused = {
        *(() if "aggregated" in facts.methods else ("aggregated",)),
        *(() if facts.has_estimates else ("estimate",)),
        *(() if facts.tables.area_changes else ("recut",)),
        *(() if any(one.is_unknown for one in facts.tables.areas) else ("unplaced",)),
    }
    surveys = code(facts.has_surveys)
    changes = facts.tables.area_changes
    reforms = [Day(since) for since in dict.fromkeys(one.since for one in changes)]
    made_of = [Name(one) for one in dict.fromkeys(one.made_of for one in changes) if one]
    items = tuple(
        Item(
            Message(
                "methods-text",
                what=one,
                surveys=surveys,
                reforms=Listing(reforms),
                made_of=Listing(made_of),
                weighed=code(bool(made_of)),
            ),
            lead=Message("methods-of", what=one),
        )
        for one in METHODS
        if one not in unused
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
