"""The information paper for the council: the report's answers, and options that follow from them.

Nothing is decided in it and no figure is its own: reasons are the answers of the report's first
pages, options those of its last chapter. Who takes part is what the city declares.
"""

from sozialraum.report.chapters import (
    answers,
    conclusions,
    picture_order,
    planning,
    questions,
    urgency,
)
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.chapters.shapes import Facts as FactList
from sozialraum.report.rows.facts import TOPICS, Facts
from sozialraum.words import Day, Joined, Message, Name, Text

_ANNEXES = (
    ("bericht.pdf", Message("paper-annex-report")),
    ("anhang.pdf", Message("paper-annex-rests")),
    ("bericht.html", Message("paper-annex-page")),
    ("anlage.xlsx", Message("paper-annex-figures")),
    ("blatt", Message("paper-annex-leaflets")),
    ("leichte-sprache.html", Message("paper-annex-plain")),
)


def paper(facts: Facts, title: Text, stated: tuple[tuple[Text, Text], ...]) -> Section:
    """``stated``: what the report's title page says of its day and its basis."""
    city = facts.tables.city
    bodies = [one for one in (city.council_name, *city.committees) if one]
    subject = Message("paper-subject-text", title=Joined((title,)), day=Day(city.as_of))
    head = (
        (Message("paper-subject"), subject),
        (
            Message("paper-bodies"),
            Joined(bodies, by="; ") if bodies else Message("paper-to-be-entered"),
        ),
        (Message("paper-reference"), Message("paper-to-be-entered")),
        *stated,
    )
    return Section(
        "vorlage",
        Message("paper-kind"),
        (FactList(head), Paragraph(Message("paper-draft"), "important")),
        (
            _proposal(facts),
            _reasons(facts),
            Section(
                "vorlage-mittel",
                Message("paper-money"),
                (Paragraph(Message("paper-money-open")),),
            ),
            Section("vorlage-anlagen", Message("paper-annexes"), (_annexes(),)),
        ),
    )


def _proposal(facts: Facts) -> Section:
    noted = Paragraph(Message("paper-take-note", day=Day(facts.tables.city.as_of)))
    found = conclusions.options(facts)
    chosen: tuple[Block, ...] = (
        (Paragraph(Message("paper-choose", n=len(found))), _options(found)) if found else ()
    )
    return Section("vorlage-beschluss", Message("paper-proposal"), (noted, *chosen))


def _options(found: list[Item]) -> Table:
    return Table(
        caption=Message("paper-options"),
        columns=(
            Column(Message("paper-option"), "left", 2.2),
            Column(Message("paper-reason"), "left", 6.2),
            Column(Message("paper-decision"), "left", 1.3),
        ),
        rows=tuple(
            Row((Cell(one.lead), Cell(one.text), Cell(Message("paper-decide")))) for one in found
        ),
        notes=(Message("paper-options-note"),),
    )


def _reasons(facts: Facts) -> Section:
    order = picture_order.figures(facts) or urgency.rank_figure(facts)
    said = {
        "needs": answers.new_needs(facts),
        "planning": planning.answer(facts),
        "coverage": answers.coverable(facts),
        "conclusions": (*answers.urgent(facts), *order),
    }
    about = Message(
        "paper-about",
        answers="all" if facts.crisis and facts.topics == TOPICS else "some",
        areas=Name(facts.sozialraum.plural_de),
        indicators=len(facts.tables.indicators),
        sources=len(facts.tables.sources),
    )
    return Section(
        "vorlage-begruendung",
        Message("paper-reasons"),
        (Paragraph(about),),
        tuple(
            Section(f"vorlage-{topic}", questions.title(facts, topic), said[topic])
            for topic in facts.topics
        ),
    )


def _annexes() -> Bullets:
    return Bullets(tuple(Item(what, name) for name, what in _ANNEXES))
