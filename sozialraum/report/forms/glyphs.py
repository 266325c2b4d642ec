"""Which characters a form can show: office files no control characters, the PDF what its fonts
have. PDF/UA refuses a document with a character that they cannot."""

import re
from functools import lru_cache

from sozialraum.words import Text

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SURELY_SHOWN = 0x17F
"""The last character of Latin Extended-A: all European languages in Latin script."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_PROBE = b"""
#set document(title: "x")
#set text(lang: "de", font: "Libertinus Serif")
#sys.inputs.text
"""


def printable(text: Text) -> str:
    """The text with each character that XML has no room for replaced by a sign for that."""
    return _CONTROLS.sub(REPLACEMENT, str(text))


def showable(text: str) -> str:
    """The text with each character that no embedded font has replaced by a sign for that."""
    unusual = "".join(sorted({one for one in text if ord(one) > _SURELY_SHOWN}))
    if not unusual or _is_shown(unusual):
        return text
    missing = [one for one in unusual if not _is_shown(one)]
    return text.translate({ord(one): REPLACEMENT for one in missing})


@lru_cache(maxsize=4096)
def _is_shown(text: str) -> bool:
    """Asks typst itself: it knows its fonts, and only it does."""
    import typst

    try:
        typst.compile(
            _PROBE,
            format="pdf",
            sys_inputs={"text": text},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True
