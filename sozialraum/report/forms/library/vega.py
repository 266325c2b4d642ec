"""The library that draws the pictures of the page to browse: Vega-Embed with Vega and Vega-Lite.

vl-convert has it; putting it together takes two seconds, which each report would pay for. So it is
kept beside this file, packed, and ``make docs`` writes it anew when vl-convert has another.
"""

import gzip
from functools import cache
from pathlib import Path

KEPT = Path(__file__).with_name("vega-embed.js.gz")


@cache
def vega_embed() -> str:
    """The script, with the versions in its first line and whose it is."""
    return gzip.decompress(KEPT.read_bytes()).decode("utf-8")
