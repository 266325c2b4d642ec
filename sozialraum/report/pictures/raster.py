"""Pictures as PNG, for forms that cannot hold a drawing."""

_DOTS_PER_INCH = 220
_SHEET = b"""
#set page(width: auto, height: auto, margin: 2pt)
#set text(lang: sys.inputs.language)
#image(bytes(sys.inputs.drawing), format: "svg")
"""


def png(drawing: str, language: str) -> bytes:
    """An SVG document painted by typst with its own fonts: the same on every machine."""
    import typst

    painted: bytes = typst.compile(
        _SHEET,
        format="png",
        ppi=_DOTS_PER_INCH,
        ignore_system_fonts=True,
        sys_inputs={"drawing": drawing, "language": language},
    )
    return painted
