"""The conditional formats of an XLSX file's sheets (ISO/IEC 29500-1, 18.3.1.18), and those that
Excel keeps in an extension of its own ([MS-XLSX], 2.6.5)."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from sozialraum.ingest.office.conditions import NO_NUMBER, NOTHING, Condition
from sozialraum.ingest.office.grid import Merged, place
from sozialraum.ingest.office.number_format import without_unseen
from sozialraum.ingest.office.sheet_looks import (
    WHITE,
    Color,
    alike,
    colors,
    is_struck,
    is_unseen,
)

_OF_NO_NUMBERS = ("containsBlanks", "containsErrors")


def conditional_formats(styles: ElementTree.Element) -> dict[str, str]:
    """Number of a style that cells have under a condition -> code of the format in which it shows
    a number, if it has one."""
    every = next((one for one in styles if one.tag == "dxfs"), ())
    codes = {str(at): _code(style) for at, style in enumerate(every)}
    return {at: code for at, code in codes.items() if code}


def conditions(
    trees: Iterable[ElementTree.Element], formats: Mapping[str, str]
) -> Iterator[Condition]:
    """
    Args:
        trees: of a sheet, that may hold conditional formats.
        formats: number of a style that cells have under a condition -> code of its format.

    Raises:
        SourceError: a range of cells is none.
    """
    for tree in trees:
        for formatting in tree.iter("conditionalFormatting"):
            ranges = formatting.get("sqref") or formatting.findtext("sqref") or ""
            cells = tuple(map(_range, ranges.split()))
            for rule in formatting.iter("cfRule"):
                if any(one.get("showValue") in ("0", "false") for one in rule):
                    # a bar or sign in place of the number
                    yield Condition(cells, NO_NUMBER)
                style = rule.find("dxf")
                code = formats.get(rule.get("dxfId", "")) if style is None else _code(style)
                if code and rule.get("type") not in _OF_NO_NUMBERS:
                    said = (one.text or "" for one in rule if one.tag in ("formula", "f"))
                    limits = tuple(text.strip() for text in said)
                    yield Condition(cells, code, rule.get("operator", ""), limits)


def _code(style: ElementTree.Element) -> str | None:
    """Of the format in which a style shows a number, if it has one; ink of the paper's colour shows
    none, and one that is struck out does not hold."""
    parts = {one.tag: one for one in style}
    if "font" in parts and _is_unseen(parts["font"], parts.get("fill")):
        return NOTHING
    if "numFmt" not in parts:
        return None
    paper = _paper(parts.get("fill"))
    code = parts["numFmt"].get("formatCode", "")
    return without_unseen(code, lambda ink: is_unseen(ink, paper))


def _is_unseen(font: ElementTree.Element, fill: ElementTree.Element | None) -> bool:
    return is_struck(font) or alike(colors(font, "color"), _paper(fill))


def _paper(fill: ElementTree.Element | None) -> frozenset[Color]:
    return WHITE if fill is None else colors(fill, "bgColor")


def _range(text: str) -> Merged:
    """``C2:D7``, or ``C2``."""
    first, _, last = text.partition(":")
    return Merged(*place(first), *place(last or first))
