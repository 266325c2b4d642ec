"""Words: every sentence and label that a person reads, in one catalogue per language.

Code decides in codes, numbers and ids, and makes :class:`Message` objects of them; only
:class:`Words` turns them into text. A catalogue is a folder of Fluent files
(https://projectfluent.org): ``de/coverage.ftl`` holds the messages whose id begins with
``coverage-``. A second language is a second folder; no code knows a language.
"""

from sozialraum.words.catalogue import Words
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

__all__ = [
    "Amount", "Change", "Day", "Interval", "Joined", "Listing", "Message", "Name", "Number",
    "Percent", "Period", "Signed", "Text", "Words", "Written", "code", "known_day",
]  # fmt: skip
