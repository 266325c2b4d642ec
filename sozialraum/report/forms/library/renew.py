"""Puts the library together where vl-convert has another one than is kept (``make docs``)."""

import gzip
from pathlib import Path

import vl_convert

from sozialraum.report.forms.library.vega import KEPT, vega_embed

_NOTICE = Path(__file__).with_name("NOTICE.txt")
_USED = "window.vegaEmbed = vegaEmbed;"


def versions() -> str:
    """What vl-convert has: ``Vega-Embed 7.0.2, Vega-Lite 6.4, Vega 6.2.0``."""
    lite = vl_convert.get_vegalite_versions()[-1]
    return (
        f"Vega-Embed {vl_convert.get_vega_embed_version()}, Vega-Lite {lite}, "
        f"Vega {vl_convert.get_vega_version()}"
    )


def is_renewed() -> bool:
    return KEPT.exists() and vega_embed().startswith(f"/*! {versions()}\n")


def renew() -> None:
    """Writes the library with whose it is.

    Raises:
        ValueError: it has signs that would end the element of a page that it stands in.
    """
    bundle = vl_convert.javascript_bundle(_USED)
    script = f"/*! {versions()}\n\n{_NOTICE.read_text('utf-8')}*/\n{bundle}"
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the library cannot stand inside a page")
    KEPT.write_bytes(gzip.compress(script.encode(), mtime=0))


if __name__ == "__main__" and not is_renewed():
    renew()
