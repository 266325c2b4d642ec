"""Chapter 2: how the plannings were reviewed and adjusted."""

from sozialraum.report import explanations
from sozialraum.report.model.facts import Facts
from sozialraum.report.model.shapes import Paragraph, Section


def chapter(facts: Facts) -> Section:
    return Section(
        explanations.CHAPTER_ANCHORS[1],
        explanations.CHAPTERS[1],
        (
            Paragraph(explanations.QUESTIONS[1], "lead"),
            Paragraph(explanations.NO_PLAN_REVIEW, "important"),
        ),
        number="2",
    )
