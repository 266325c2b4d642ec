"""Turns messages into text: a folder of Fluent files per language, each read when first needed."""

from datetime import date
from functools import cache
from re import fullmatch

from fluent.runtime import FluentBundle, FluentResource, resolver

from sozialraum.words import numbers
from sozialraum.words.files import CATALOGUES, LABELS, knows, locale, resource
from sozialraum.words.numbers import NONE
from sozialraum.words.text import (
    Amount,
    Argument,
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
)

# Fluent guards against catalogues of strangers; what the data name may be as long as it is.
resolver.MAX_PART_LENGTH = 10**9

_FIGURE = "\0"


class Words:
    """The words of one language.

    Args:
        language: a folder of the catalogue (``de``), which also says how numbers are written.
        kind: what the city is called in sentences, in place of the catalogue's word (its term
            ``-city``): ``borough``.

    Raises:
        LookupError: there is no such folder, message, or the message cannot be told with these
            arguments. That is a fault of the program; tests render every message.
    """

    def __init__(self, language: str = "de", kind: str | None = None) -> None:
        self.language = language
        self.kind = kind
        if not (CATALOGUES / language).is_dir():
            raise LookupError(f"{CATALOGUES / language}: no catalogue for this language")

    def load(self) -> None:
        """Reads the whole catalogue at once; else each file is read when it is first needed."""
        for file in sorted((CATALOGUES / self.language).glob("*.ftl")):
            _bundle(self.language, file.stem, self.kind)

    def say(self, text: Text) -> str:
        """The text of whatever can be said; a ``str`` is said as it is."""
        match text:
            case str():
                return text
            case Message():
                return self._message(text)
            case Name():
                return text.text
            case Number():
                return numbers.number(text.value, text.places, self.language)
            case Signed():
                return numbers.signed(text.value, text.places, self.language)
            case Percent():
                return self._amount(text.share, "share")
            case Amount():
                return self._amount(text.value, text.unit)
            case Interval():
                return self._interval(text)
            case Change():
                return self._change(text)
            case Day():
                return numbers.day(text.value, text.short, self.language)
            case Period():
                return self._period(text)
            case Listing():
                return numbers.listing([self.say(one) for one in text.items], self.language)
            case Joined():
                return text.by.join(filter(None, (self.say(one) for one in text.items)))
        raise TypeError(f"{text!r} cannot be said")

    def _message(self, message: Message) -> str:
        message = self._with_money(message)
        bundle = _bundle(self.language, message.id.partition("-")[0], self.kind)
        arguments = {name: self._argument(value) for name, value in message.arguments.items()}
        try:
            pattern = bundle.get_message(message.id).value
        except LookupError:
            raise LookupError(f"{self.language}: no message {message.id}") from None
        if pattern is None:
            raise LookupError(f"{self.language}: message {message.id} says nothing")
        for name, value in message.arguments.items():
            if isinstance(value, str) and not knows(self.language, message.id, name, value):
                raise LookupError(
                    f"{self.language}: {message.id} does not know {name} {value!r}: it would be "
                    "told as another"
                )
        text, errors = bundle.format_pattern(pattern, arguments)
        if errors:
            raise LookupError(f"{self.language}: {message.id}: {errors[0]}")
        return str(text)

    def _with_money(self, message: Message) -> Message:
        """The same, where it is told by a unit of money: of these the catalogue knows one."""
        unit = message.arguments.get("unit")
        told = numbers.money(unit, self.language) if isinstance(unit, str) else None
        if told is None:
            return message
        code = told.pop("unit")
        names = {name: Name(text) for name, text in told.items()}
        return Message(message.id, **{**message.arguments, **names, "unit": code})

    def _argument(self, value: Argument) -> int | str:
        return value if isinstance(value, int) else self.say(value)

    def _amount(self, value: float | None, unit: str) -> str:
        if value is None:
            return NONE
        places = numbers.places_of(unit)
        return self.in_unit(numbers.number(numbers.shown(value, unit), places, self.language), unit)

    def in_unit(self, figure: str, unit: str) -> str:
        """A figure that is written already, with the sign of its unit: ``8,1 %``, ``8.1%``."""
        return _in_unit(self.language, unit).replace(_FIGURE, figure)

    def _interval(self, interval: Interval) -> str:
        if interval.low is None or interval.high is None:
            return NONE
        unit, places = interval.unit, numbers.places_of(interval.unit)
        low, high = (
            Number(numbers.shown(one, unit), places) for one in (interval.low, interval.high)
        )
        return self.say(Message("words-interval", low=low, n=high, unit=unit))

    def _change(self, change: Change) -> str:
        shown = numbers.shown(change.difference, change.unit)
        places = numbers.places_of(change.unit)
        is_one = numbers.number(abs(shown), places, self.language) == numbers.number(
            1, places, self.language
        )
        return self.say(
            Message(
                "words-change",
                change=Signed(shown, places),
                unit=change.unit,
                n=1 if is_one else 2,
            )
        ).strip()

    def _period(self, one: Period) -> str:
        if parts := fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", one.period):
            return numbers.month(int(parts[1]), int(parts[2]), self.language)
        if parts := fullmatch(r"(\d{4})-([QH])([1-4])", one.period):
            told = Message("words-part-of-year", kind=parts[2], part=parts[3], year=parts[1])
        elif parts := fullmatch(r"(\d{4})-W(\d\d)", one.period):
            told = Message("words-week", week=int(parts[2]), year=Name(parts[1]))
        elif fullmatch(r"\d{4}-\d\d-\d\d", one.period):
            return numbers.day(date.fromisoformat(one.period), True, self.language)
        elif one.cadence == "survey":
            told = Message("words-survey", year=Name(one.period))
        else:
            return one.period
        return self.say(told)


@cache
def _in_unit(language: str, unit: str) -> str:
    return Words(language).say(Message("words-amount", n=Name(_FIGURE), unit=unit))


@cache
def _bundle(language: str, topic: str, kind: str | None) -> FluentBundle:
    bundle = FluentBundle([str(locale(language))], use_isolating=False)
    for name in dict.fromkeys((LABELS, topic)):
        bundle.add_resource(resource(language, name))
    if kind is not None:
        bundle.add_resource(FluentResource(f"-city = {kind}"), allow_overrides=True)
    return bundle
