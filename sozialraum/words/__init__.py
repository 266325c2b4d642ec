"""Words: every sentence and label that a person reads, in one catalogue per language.

Code decides in codes, numbers and ids, and makes :class:`Message` objects of them; only
:class:`Words` turns them into text. A catalogue is a folder of Fluent files
(https://projectfluent.org): ``de/coverage.ftl`` holds the messages whose id begins with
``coverage-``. A second language is a second folder; no code knows a language.

What makes text of messages is loaded when first asked for: whoever only makes messages, as checks
do, needs neither Fluent nor Babel.
"""

from typing import TYPE_CHECKING

from sozialraum.words.text import (
    Amount,
    Change,
    Day,
    Interval,
    Joined,
    Listing,
    Message,
    Name,
    Number,
    Percent,
    Period,
    Signed,
    Text,
    Written,
    code,
    known_day,
)

if TYPE_CHECKING:
    from sozialraum.words.catalogue import Words

__all__ = [
    "Amount", "Change", "Day", "Interval", "Joined", "Listing", "Message", "Name", "Number",
    "Percent", "Period", "Signed", "Text", "Words", "Written", "code", "known_day",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """:class:`Words` (PEP 562).

    Raises:
        AttributeError: there is no such name.
    """
    if name != "Words":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sozialraum.words.catalogue import Words

    return Words
