"""Makes a page that GX rendered readable without a network."""

import re

from expectations.data_docs.style import STYLE

_NEEDS_A_NETWORK = re.compile(
    r"<script\b.*?</script>"  # jQuery, Bootstrap, Vega from CDNs, and calls into them
    r"|<link\b[^>]*>"  # style sheets from CDNs
    r"|<img\b[^>]*\bsrc=\"https?://[^>]*>"  # logos
    r"|<footer>.*?</footer>",  # an invitation to a newsletter
    re.DOTALL,
)
_LINK_TO_SUITE = re.compile(r"<a href=\"[./]*/expectations/[^\"]*\"\s*>(.*?)</a>")
_LINK_TO_INDEX = re.compile(r"href=\"[./]*/index\.html\"")
_REMOTE_BACKGROUND = re.compile(r"url\((['\"]?)https?://[^)]*\)")


def made_offline(page: str) -> str:
    """The page without anything that is fetched from elsewhere, with a style of its own.

    It stands beside the index, so links are made to lead there.
    """
    page = _NEEDS_A_NETWORK.sub("", page)
    page = _LINK_TO_SUITE.sub(r"\1", page)
    page = _LINK_TO_INDEX.sub('href="index.html"', page)
    page = _REMOTE_BACKGROUND.sub("none", page)
    return page.replace("</head>", f"<style>{STYLE}</style></head>", 1)
