"""What the sheet of hints of a template says."""

from sozialraum.declarations import Catalogue
from sozialraum.declarations.layout import HEADER_SEPARATOR
from sozialraum.declarations.source import Source
from sozialraum.words import Message, Name, Text, code

ASKED = ("week", "month", "quarter", "half_year", "year", "school_year")
"""Cadences whose periods an office states."""


def hints(catalogue: Catalogue, source: Source, *, with_total: bool) -> list[tuple[Text, Text]]:
    """Heading and text, line by line; an empty heading continues the one above."""
    title, office = Name(source.title), Name(source.office)
    city, folder = Name(catalogue.city.official_name), Name(catalogue.table_url(source))
    licence = Name(catalogue.licences[source.licence].title)
    lines: list[tuple[Text, Text]] = [
        (Message("template-about-head"), Message("template-about", title=title, office=office)),
        (Message("template-purpose-head"), Message("template-purpose", city=city)),
        ("", Message("template-release", is_released=code(source.may_be_published))),
    ]
    if source.cadence in ASKED:
        every = Message("template-cadence", cadence=source.cadence)
        asked = Message("template-period-to-state", cadence=source.cadence)
        lines += [
            (Message("template-cadence-head"), every),
            (Message("template-period-title"), asked),
        ]
    lines += [
        (Message("template-fill-in-head"), Message("template-light-cells")),
        ("", Message("template-leave-names")),
        ("", Message("template-plain-numbers")),
    ]
    if with_total:
        lines.append((Message("template-total"), Message("template-total-means")))
    lines += _headed(
        Message("template-marks-head"),
        [
            Message("template-mark", is_empty=code(not mark), mark=Name(mark), meaning=meaning)
            for mark, meaning in source.missing.items()
        ],
    )
    lines += _headed(
        Message("template-columns-head"),
        [
            Message(
                "template-column",
                column=Name(measure.column.replace(HEADER_SEPARATOR, ", ")),
                unit=measure.unit,
            )
            for measure in source.measures
        ],
    )
    return [
        *lines,
        (Message("template-delivery-head"), Message("template-delivery", folder=folder)),
        ("", Message("template-correction")),
        (Message("template-protection-head"), Message("template-licence", licence=licence)),
        ("", Message("template-no-names")),
    ]


def _headed(heading: Message, texts: list[Message]) -> list[tuple[Text, Text]]:
    return [("" if number else heading, text) for number, text in enumerate(texts)]
