"""Reads what SQL wants to have said: JSON of message ids, codes, numbers and names.

A model of dbt cannot make :class:`~sozialraum.words.Message` objects; it writes one of these forms
(``dbt_project/macros/messages.sql``):

======================================  ===========================================================
``{"id": "plan_review-adjusted",``      a message; an argument is a whole number, a code, true or
``"args": {"n": 3, "theme": …}}``       false (the codes ``yes`` and ``no``), or a form below
``{"name": "Dorfanger"}``                 a proper name or quotation
``{"figure": 8.25, "places": 2}``       a figure with at most so many decimals; 2 if unsaid
``{"day": "2025-12-31"}``               a day, as in tables
``{"period": "2025-08"}``               a period: ``August 2025``, ``2025-Q4`` the fourth quarter
``{"join": […], "by": "; "}``           forms one after the other
``{"list": […]}``                       an enumeration of forms
======================================  ===========================================================

What is null is left out. A message stands on top or among others, never as an argument.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sozialraum.words.text import (
    Argument,
    Day,
    Joined,
    Listing,
    Message,
    Name,
    Number,
    Period,
    Text,
)

SIGN = '{"'
"""What a form begins with, and no sentence does."""


def is_form(text: str) -> bool:
    """Whether it is yet to be said."""
    return text.startswith(SIGN)


def read(text: str) -> Text:
    """What the form wants to have said.

    Raises:
        ValueError: it is none of the forms.
    """
    found = _read(json.loads(text))
    if found is None:
        raise ValueError(f"says nothing: {text}")
    return found


def _read(form: Any) -> Text | None:
    match form:
        case None:
            return None
        case {"id": str(name), "args": dict(arguments)}:
            return Message(name, **_arguments(arguments))
        case _:
            return _value(form)


def _arguments(given: Mapping[str, Any]) -> dict[str, Argument]:
    found: dict[str, Argument] = {}
    for name, form in given.items():
        if isinstance(form, bool):
            found[name] = "yes" if form else "no"
        elif isinstance(form, int | str):
            found[name] = form
        elif (value := _value(form)) is not None:
            found[name] = value
    return found


def _value(form: Any) -> Name | Number | Day | Period | Listing | Joined | None:
    match form:
        case None | {"name": None} | {"figure": None} | {"join": None}:
            return None
        case {"day": None} | {"period": None}:
            return None
        case {"name": str(text)}:
            return Name(text)
        case {"figure": int() | float() as value}:
            return _figure(value, form.get("places", 2))
        case {"day": str(day)}:
            return Day(date.fromisoformat(day), short=True)
        case {"period": str(period)}:
            return Period(period)
        case {"list": list(forms)}:
            return Listing(one for one in map(_read, forms) if one is not None)
        case {"join": list(forms), "by": by}:
            return Joined(map(_read, forms), by)
    raise ValueError(f"cannot be said: {form!r}")


def _figure(value: float, most: int) -> Number:
    """With as many decimals as it has, rounded half up to ``most``."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP).normalize()
    return Number(value, max(0, -int(rounded.as_tuple().exponent)))
