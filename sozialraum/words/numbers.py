"""How numbers, dates and enumerations are written in a language, by Babel's data (CLDR).

Rounds half up, as administrations do; a minus is a minus sign, not a hyphen.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import (
    format_decimal,
    get_currency_name,
    get_currency_symbol,
    get_decimal_symbol,
    is_currency,
)

from sozialraum.words.files import locale

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
"""What stands where there is no figure; the reason stands in words beside it."""

_DIGITS = set("123456789")
_MOST_DIGITS = 15
"""Before the decimal sign; hundreds of digits would be infinite."""
_EXCHANGED = str.maketrans(",.", ".,")

MONEY = r"^[a-z]{3}(_per_m2)?$"
"""How a unit of money is written: by the code of ISO 4217, ``eur``, ``chf_per_m2``."""


def decimal_sign(language: str) -> str:
    return get_decimal_symbol(locale(language))


def readings(text: str, decimal: str) -> tuple[str, ...]:
    """What a number means that somebody wrote, as ``104.25``: nothing where it is none, and two
    readings where nobody can tell.

    In German (``decimal`` is a comma) points and blanks may group thousands; a point that cannot
    group (``104.25``) is a decimal sign; ``1.586`` could be either. Where the point is the decimal
    sign, it is the other way round.
    """
    plain = re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}([^0-9]|$))", "", text).replace("−", "-")
    if decimal == ".":
        plain = plain.translate(_EXCHANGED)
    whole = plain.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", plain):
        found: tuple[str, ...] = (whole, plain)
    elif re.fullmatch(r"-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?", plain):
        found = (whole,)
    else:
        found = (plain,) if re.fullmatch(r"-?[0-9]+\.[0-9]+", plain) else ()
    return found if all(len(one.partition(".")[0]) <= _MOST_DIGITS for one in found) else ()


@lru_cache(maxsize=1_000)
def currency_of(unit: str) -> str | None:
    """``CHF`` of ``chf`` and ``chf_per_m2``; None of what is no money."""
    code = unit[:3].upper()
    return code if re.search(MONEY, unit) and is_currency(code) else None


def money(unit: str, language: str) -> dict[str, str] | None:
    """What a message is told with in place of a unit of money: the ``unit`` that all of them are
    for the catalogue, the ``currency_sign`` (letters with a blank behind them where the language
    has it before the amount), and the name of the ``currency``. None of what is no money.
    """
    code = currency_of(unit)
    if code is None:
        return None
    spoken = locale(language)
    sign = get_currency_symbol(code, spoken)
    if sign[-1].isalpha() and spoken.currency_formats["standard"].pattern.startswith("¤"):
        sign += NBSP
    name = get_currency_name(code, 2, spoken)
    return {"unit": f"money{unit[3:]}", "currency_sign": sign, "currency": name}


def places_of(unit: str) -> int:
    """Decimals of a figure in its unit: ``8,1 %``, ``2.200 €``, ``1,12``."""
    if currency_of(unit) is not None:
        return 1 if unit.endswith("_per_m2") else 0
    return 2 if unit == "ratio" else 1


def shown(value: float, unit: str) -> float:
    """The figure on the scale that it is shown in: shares as percent."""
    return value * 100 if unit == "share" else value


@lru_cache(maxsize=100_000)
def number(value: float | None, places: int, language: str) -> str:
    """``1234.5, 1`` is ``1.234,5`` in German; None a dash."""
    if value is None:
        return NONE
    pattern = "#,##0" + ("." + "0" * places if places else "")
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = str(format_decimal(rounded, format=pattern, locale=locale(language)))
    if text.startswith("-"):
        return text[1:] if _DIGITS.isdisjoint(text) else MINUS + text[1:]
    return text


def signed(value: float, places: int, language: str) -> str:
    """A difference: ``+1,3``, ``−0,4``, ``±0``."""
    text = number(value, places, language)
    if _DIGITS.isdisjoint(text):
        return "±" + text
    return text if text.startswith(MINUS) else "+" + text


@lru_cache(maxsize=10_000)
def day(value: date | None, short: bool, language: str) -> str:
    """``31. Dezember 2025``, day and month not parted; ``short``: ``31.12.2025``."""
    if value is None:
        return NONE
    if short:
        return str(format_date(value, "medium", locale(language)))
    return str(format_date(value, "long", locale(language))).replace(" ", NBSP, 1)


def month(year: int, number_of_month: int, language: str) -> str:
    """``Dezember 2025``."""
    return str(format_date(date(year, number_of_month, 1), "LLLL y", locale(language)))


def listing(items: Sequence[str], language: str) -> str:
    """``A, B und C``; where an item has a comma itself, semicolons part them."""
    if not any("," in item for item in items):
        return str(format_list(items, locale=locale(language)))
    safe = format_list([item.replace(",", "\0") for item in items], locale=locale(language))
    return str(safe).replace(",", ";").replace("\0", ",")
