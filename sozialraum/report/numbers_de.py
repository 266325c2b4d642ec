"""Every number, date and period of the report is written here, in German, and nowhere else."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
"""What a cell shows that has no figure; the reason stands in words beside it."""

_LOCALE = "de_DE"
_SHOWN_IN = {"share": 100.0}
_BASES = {"per_1000": "1.000", "per_10000": "10.000"}
_PERCENT = ("share", "percent")


@lru_cache(maxsize=50_000)
def number(value: float | None, places: int = 0) -> str:
    """``1234.5, 1`` -> ``1.234,5``; None -> a dash. Rounds half up, as administrations do."""
    if value is None:
        return NONE
    pattern = "#,##0" + ("." + "0" * places if places else "")
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = str(format_decimal(rounded, format=pattern, locale=_LOCALE))
    if text.startswith("-"):
        return text[1:] if not any(sign in text for sign in "123456789") else MINUS + text[1:]
    return text


def signed(value: float, places: int = 0) -> str:
    """A difference: ``+1,3``, ``−0,4``, ``±0``."""
    text = number(value, places)
    if not any(sign in text for sign in "123456789"):
        return "±" + text
    return text if text.startswith(MINUS) else "+" + text


def percent(share: float | None) -> str:
    """A share from 0 to 1 (or above): ``0.081`` -> ``8,1 %``."""
    return NONE if share is None else number(share * 100, 1) + NBSP + "%"


def shown(value: float, unit: str) -> float:
    """The figure on the scale that it is shown in: shares as percent."""
    return value * _SHOWN_IN.get(unit, 1.0)


def amount(value: float | None, unit: str) -> str:
    """An indicator's value in its unit: ``8,1 %``, ``23,9``."""
    if value is None:
        return NONE
    text = number(shown(value, unit), 1)
    return text + NBSP + "%" if unit in _PERCENT else text


def interval(low: float | None, high: float | None, unit: str) -> str:
    """``7,9 bis 8,3 %``."""
    if low is None or high is None:
        return NONE
    return f"{number(shown(low, unit), 1)}{NBSP}bis {amount(high, unit)}"


def change(difference: float, unit: str) -> str:
    """``+1,3 Prozentpunkte``, ``−0,4 je 10.000``."""
    text = signed(shown(difference, unit), 1)
    if unit in _PERCENT:
        one = text.lstrip("+" + MINUS) == "1,0"
        return f"{text}{NBSP}" + ("Prozentpunkt" if one else "Prozentpunkte")
    return f"{text} {unit_name(unit)}".strip()


def unit_name(unit: str) -> str:
    """What the figures are counted in: ``Prozent``, ``je 1.000``."""
    if unit in _PERCENT:
        return "Prozent"
    return f"je{NBSP}{_BASES[unit]}" if unit in _BASES else ""


def tick(value: float, unit: str, places: int) -> str:
    """The label of an axis at a value that is already on the scale shown."""
    return number(value, places) + (NBSP + "%" if unit in _PERCENT else "")


def day(value: date | None) -> str:
    """``31. Dezember 2025``."""
    if value is None:
        return NONE
    return str(format_date(value, format=f"d.{NBSP}MMMM y", locale=_LOCALE))


def short_day(value: date | None) -> str:
    """``31.12.2025``, for tables."""
    return NONE if value is None else str(format_date(value, format="dd.MM.y", locale=_LOCALE))


def period(text: str) -> str:
    """``2020-Q2`` -> ``2. Quartal 2020``; ``2025-H1`` -> ``1. Halbjahr 2025``; ``2025-12`` ->
    ``Dezember 2025``; ``2024/25`` -> ``Schuljahr 2024/25``; ``2024`` stays."""
    if half_year := re.fullmatch(r"(\d{4})-H([12])", text):
        return f"{half_year[2]}.{NBSP}Halbjahr {half_year[1]}"
    if re.fullmatch(r"\d{4}/\d{2}", text):
        return f"Schuljahr{NBSP}{text}"
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return f"{quarter[2]}.{NBSP}Quartal {quarter[1]}"
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return str(format_date(date(int(month[1]), int(month[2]), 1), "LLLL y", _LOCALE))
    return text
