"""What the forms say beside the content: buttons, headings of the workbook, page numbers.

Signs like ``%n`` stand in the script's texts for what it finds when the page is read.
"""

import re
from typing import Literal, get_args

from sozialraum.report.chapters.shapes import ColumnKind, Labels
from sozialraum.words import Joined, Message, Name, Text, code

FigureColumn = Literal[
    "area", "indicator", "theme", "group", "month", "year", "value", "low", "high", "earlier",
    "earlier_low", "earlier_high", "change", "class", "supply",
]  # fmt: skip
"""What the figures behind a picture are headed by."""


def attributed(message: str, attribution: str) -> Message:
    """The words that a licence asks for; many begin with a word for source, as ours would."""
    is_labelled = re.match(r"(\w+ )?\w+: ", attribution) is not None
    return Message(message, attribution=Name(attribution), is_labelled=code(is_labelled))


def labels(title: Text, attribution: str = "") -> Labels:
    """All that any form says of its own, by the name under which it looks it up."""
    whole = Joined((title,))
    name, found = Name("%name"), Name("%n")
    return {
        "skip": Message("form-skip"),
        "contents": Message("form-contents"),
        "find": Message("form-find"),
        "search": Message("form-search"),
        "plain": Message("form-plain"),
        "leaflet": Message("form-leaflet"),
        "attribution": Message("form-attribution"),
        "attribution_line": attributed("form-attribution-line", attribution),
        "classes": Message("form-classes"),
        "wide_table": Message("form-wide-table"),
        "wide_chart": Message("form-wide-chart"),
        "page": Message("form-page", page=Name("%page"), pages=Name("%pages")),
        "found_none": Message("form-found", n=0, found=found),
        "found_one": Message("form-found", n=1, found=found),
        "found_many": Message("form-found", n=2, found=found),
        "postcodes": Message("lookup-postcodes"),
        "editions": Message("lookup-editions"),
        "compare": Message("lookup-compare"),
        "first": Message("lookup-first"),
        "second": Message("lookup-second"),
        "compared": Message("lookup-compared", one=Name("%one"), other=Name("%other")),
        "compared_note": Message("lookup-compared-note"),
        "indicator": Message("labels-indicator"),
        "anchor": Message("lookup-anchor"),
        "cite": Message("lookup-cite"),
        "cite_field": Message("lookup-cite-field"),
        "cited": Message("lookup-cited"),
        "take_table": Message("lookup-table"),
        "picture": Message("lookup-picture"),
        "figures": Message("lookup-figures"),
        **{f"figures_{one}": Message("lookup-column", what=one) for one in get_args(FigureColumn)},
        "show_all": Message("form-show-all"),
        "sort": Message("form-sort", name=name),
        "sort_by": Message("form-sort-by", name=name),
        "sorted_up": Message("form-sorted", up="yes", name=name),
        "sorted_down": Message("form-sorted", up="no", name=name),
        "filter": Message("form-filter"),
        "left": Message("form-left", found=found, n=Name("%of")),
        "link": Message("form-link", name=name),
        "workbook": Message("form-workbook", title=whole),
        "workbook_title": Message("form-workbook-title", title=whole),
        "workbook_contents": Message("form-workbook-contents"),
        "sheet": Message("form-sheet"),
        "column": Message("form-column"),
        "unit": Message("form-unit"),
        "content": Message("form-content"),
        **{f"kind_{kind}": Message("form-kind", kind=kind) for kind in get_args(ColumnKind)},
        "table": Message("form-table"),
        "about": Message("form-about"),
        "in_percent": Message("form-in-percent"),
        "yes_or_no": Message("form-yes-or-no"),
        "yes": Message("form-flag", flag="yes"),
        "no": Message("form-flag", flag="no"),
    }
