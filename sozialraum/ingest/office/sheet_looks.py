"""How the texts and cells of an XLSX file look (ISO/IEC 29500-1, 18.4 and 18.8)."""

import io
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from sozialraum.ingest.office.conditions import without_vocabulary
from sozialraum.ingest.office.looks import NO_INK, STRUCK, digits_as_signs

Color = tuple[tuple[str, str], ...]
WHITE: frozenset[Color] = frozenset(
    (one,)
    for one in (
        ("rgb", "FFFFFFFF"), ("rgb", "00FFFFFF"), ("theme", "0"), ("indexed", "1"),
        ("indexed", "9"), ("indexed", "65"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class CellLook:
    """``why``: nobody sees what a cell of this style holds; else empty."""

    why: str = ""
    paper: frozenset[Color] = WHITE


@dataclass(frozen=True)
class TextLook:
    """Of a text whose parts look differently; ``signs``: its digits, if some are raised."""

    signs: str
    is_struck: bool
    inks: tuple[frozenset[Color], ...]

    def why(self, cell: CellLook) -> str:
        """Why nobody sees it in a cell that looks like that; else empty."""
        if self.is_struck:
            return STRUCK
        return cell.why or (NO_INK if any(alike(one, cell.paper) for one in self.inks) else "")


_INKS = (
    ("black", "000000"), ("white", "FFFFFF"), ("red", "FF0000"), ("green", "00FF00"),
    ("blue", "0000FF"), ("yellow", "FFFF00"), ("magenta", "FF00FF"), ("cyan", "00FFFF"),
)  # fmt: skip
"""What formats of numbers call the first colours of the palette (18.8.27), in its order."""


def is_unseen(ink: str, paper: frozenset[Color]) -> bool:
    """Whether the ink that a number's format says has the colour of the paper."""
    return alike(_ink_of_format(ink), paper)


@lru_cache
def _ink_of_format(ink: str) -> frozenset[Color]:
    number = ink.removeprefix("color")
    names = [name for name, _ in _INKS]
    at = int(number) - 1 if number.isdecimal() else names.index(ink) if ink in names else -1
    if at < 0:
        return frozenset()
    if not at < len(_INKS):
        return frozenset({(("indexed", str(at + 8)),)})
    said = (("rgb", f"FF{_INKS[at][1]}"), ("rgb", f"00{_INKS[at][1]}"))
    places = (("indexed", str(at)), ("indexed", str(at + 8)))
    return frozenset((one,) for one in (*said, *places))


def looks_of_styles(styles: ElementTree.Element) -> dict[str, CellLook]:
    """Number of a cell's style -> how it looks."""
    parts = {one.tag: list(one) for one in styles}
    fonts, fills = parts.get("fonts", []), parts.get("fills", [])
    found: dict[str, CellLook] = {}
    for at, style in enumerate(parts.get("cellXfs", [])):
        font = _of(fonts, style.get("fontId"))
        paper = _paper(_of(fills, style.get("fillId")))
        if font is not None and is_struck(font):
            found[str(at)] = CellLook(STRUCK, paper)
        elif font is not None and alike(colors(font, "color"), paper):
            found[str(at)] = CellLook(NO_INK, paper)
        elif paper != WHITE:
            found[str(at)] = CellLook("", paper)
    return found


def looks_of_texts(shared: bytes) -> dict[str, TextLook]:
    """Number of a text that cells share -> how it looks, if its parts look differently.

    Raises:
        ElementTree.ParseError: no XML.
    """
    found: dict[str, TextLook] = {}
    number = 0
    for _, one in ElementTree.iterparse(io.BytesIO(shared)):
        if one.tag.rpartition("}")[2] == "si":
            if (look := look_of_text(without_vocabulary(one))) is not None:
                found[str(number)] = look
            number += 1
            one.clear()
    return found


def look_of_text(text: ElementTree.Element) -> TextLook | None:
    """
    Args:
        text: ``si`` or ``is``.
    """
    runs = [one for one in text if one.tag in ("r", "t")]
    fonts = [font for run in runs if (font := run.find("rPr")) is not None and _said(run).strip()]
    signs = digits_as_signs((_said(one), _place(one)) for one in runs)
    struck = any(map(is_struck, fonts))
    inks = tuple(ink for font in fonts if (ink := colors(font, "color")))
    return TextLook(signs, struck, inks) if signs or struck or inks else None


def is_struck(font: ElementTree.Element) -> bool:
    strike = font.find("strike")
    return strike is not None and strike.get("val") not in ("0", "false")


def alike(ink: frozenset[Color], paper: frozenset[Color]) -> bool:
    return bool(ink & paper) or bool(ink & WHITE and paper & WHITE)


def colors(style: ElementTree.Element, name: str) -> frozenset[Color]:
    """A shade of white (``tint``) is another colour."""
    return frozenset(
        tuple(sorted(one.items())) for one in style.iter() if one.tag == name and one.items()
    )


def _paper(fill: ElementTree.Element | None) -> frozenset[Color]:
    pattern = None if fill is None else fill.find("patternFill")
    if pattern is None:
        # a gradient is no paper of one colour
        return WHITE if fill is None or not len(fill) else frozenset()
    match pattern.get("patternType", "none"):
        case "none":
            return WHITE
        case "solid":
            return colors(pattern, "fgColor")
    return frozenset()


def _of(parts: list[ElementTree.Element], number: str | None) -> ElementTree.Element | None:
    return parts[int(number)] if number and int(number) < len(parts) else None


def _said(run: ElementTree.Element) -> str:
    return (run.text if run.tag == "t" else run.findtext("t")) or ""


def _place(run: ElementTree.Element) -> str:
    place = run.find("rPr/vertAlign")
    return "" if place is None else place.get("val", "")
