"""What each theme's need is told by: its own indicator, one that stands in for it, or nothing."""

from collections import Counter

from sozialraum.report import coverability_texts as wording
from sozialraum.report.chapters.shapes import Cell, Column, Paragraph, Row, Section, Table
from sozialraum.report.numbers_de import NONE
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Theme

_ORDER = {"none": 0, "proxy": 1, "indicator": 2}


def _judged(facts: Facts) -> list[Theme]:
    """The themes that coverability is judged of, and of which is declared how they are measured."""
    named = {one.theme for one in facts.tables.need_coverage}
    return [one for one in facts.tables.themes if one.theme in named and one.need_basis]


def sign(facts: Facts, theme: str) -> str:
    """What stands behind a theme's name in tables: a sign where its need is not measured itself."""
    basis = next((one.need_basis for one in facts.tables.themes if one.theme == theme), None)
    return wording.BASIS_SIGNS.get(basis or "", "")


def measured(facts: Facts) -> str:
    """How many themes are measured themselves, as a sentence; nothing where it is not declared."""
    counts = Counter(one.need_basis for one in _judged(facts))
    if not counts:
        return ""
    return wording.how_measured(counts["indicator"], counts["proxy"], counts["none"])


def reported(facts: Facts) -> str:
    """What studies and providers say of need that no figure counts, as a sentence."""
    more = {
        one.theme
        for one in facts.tables.need_coverage
        if "more" in (one.studies_say, one.providers_say)
    }
    if not more:
        return ""
    own = {one.theme for one in _judged(facts) if one.need_basis == "indicator"}
    total = len({one.theme for one in facts.tables.need_coverage})
    return wording.reported(len(more), total, len(more - own))


def section(facts: Facts) -> tuple[Section, ...]:
    """The table of all themes, those without a measure of their own first."""
    judged = _judged(facts)
    if not judged:
        return ()
    ordered = sorted(judged, key=lambda one: (_ORDER.get(one.need_basis or "", 3), one.name_de))
    rows = tuple(
        Row(
            (
                Cell(one.name_de),
                Cell(wording.BASES.get(one.need_basis or "", NONE)),
                Cell(facts.indicator_names.get(one.indicator_id or "", NONE)),
                Cell(" ".join(filter(None, (one.no_indicator_de, one.proxy_de, one.note_de)))),
            )
        )
        for one in ordered
    )
    return (
        Section(
            "woran-gemessen",
            "Woran der Bedarf gemessen wird",
            (
                Paragraph(measured(facts) + " " + wording.PROXY_NOTE),
                Table(
                    caption="Themen und woran ihr Bedarf gemessen wird",
                    columns=(
                        Column("Thema", "left", 2.6),
                        Column("Gemessen an", "left", 1.6),
                        Column("Indikator", "left", 2.4),
                        Column("Was dazu zu sagen ist", "left", 5.0),
                    ),
                    rows=rows,
                    notes=(),
                    dense=True,
                ),
            ),
        ),
    )
