"""What all declarations have in common."""

import re
import typing
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    model_validator,
)

from sozialraum.declarations.notation import plain_label, plain_pattern

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


def _compiles(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression; one that is none is refused where it is declared."""

Label = Annotated[str, AfterValidator(plain_label)]
"""A text that is compared with one of a file: both are made plain."""

LabelPattern = Annotated[Pattern, AfterValidator(plain_pattern)]
"""The same of a regular expression."""


def _by_plain_label(texts: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text, meaning in texts.items():
        if (known := found.setdefault(plain_label(text), meaning)) != meaning:
            raise ValueError(
                f"{text!r} is there twice, as {known!r} and {meaning!r}: only its blanks, or how "
                "its letters are put together, differ. Write it once"
            )
    return found


ByLabel = Annotated[dict[str, str], AfterValidator(_by_plain_label)]
"""Label -> what it means."""


def _below(text: str) -> str:
    parts = text.split("/")
    if (
        PurePosixPath(text).is_absolute()
        or any(part in ("", ".", "..") for part in parts)
        or not text.isprintable()
        or "\\" in text
    ):
        raise ValueError(f"{text!r} is no path below the folder that it belongs to")
    return text


RelativePath = Annotated[str, AfterValidator(_below)]
"""A path that cannot leave its folder: no ``..``, no beginning ``/``, no empty part."""


def in_braces(*known: str) -> AfterValidator:
    """What stands in braces in a text is one of these."""

    def check(text: str) -> str:
        rest = text
        for name in known:
            rest = rest.replace(f"{{{name}}}", "")
        if "{" in rest or "}" in rest:
            able = ", ".join(f"`{{{name}}}`" for name in known)
            raise ValueError(f"what stands in braces may be {able} only, found {text!r}")
        return text

    return AfterValidator(check)


class Declaration(BaseModel):
    """Base of all declarations: unknown keys are errors, values do not change.

    A number is a finite number: ``yes`` is none, nor is ``.inf``.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, coerce_numbers_to_str=True, allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _no_yes_for_a_number(cls, values: Any) -> Any:
        for name, value in values.items() if isinstance(values, dict) else ():
            field = cls.model_fields.get(name)
            if field is not None and _holds_bool(value) and not _takes_bool(field.annotation):
                raise ValueError(
                    f"`{name}`: YAML takes yes, no, on, off, true and false for truth values; "
                    "put quotes around it if it is a text"
                )
        return values


def _holds_bool(value: Any) -> bool:
    if isinstance(value, dict):
        return any(isinstance(one, bool) for pair in value.items() for one in pair)
    if isinstance(value, list | tuple):
        return any(isinstance(one, bool) for one in value)
    return isinstance(value, bool)


def _takes_bool(annotation: Any) -> bool:
    arguments = typing.get_args(annotation)
    return (
        annotation in (bool, Any)
        or any(argument is True or argument is False for argument in arguments)
        or any(_takes_bool(argument) for argument in arguments)
        or (isinstance(annotation, type) and issubclass(annotation, BaseModel))
    )
