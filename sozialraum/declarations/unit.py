"""In what figures are counted, and in what they are told."""

from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema

from sozialraum.words.numbers import MONEY, currency_of

COUNTED: frozenset[str] = frozenset(
    {"persons", "households", "places", "facilities", "flats", "vacancies", "cases"}
)
"""Units of whole numbers that add up over areas and parts; all others are shares, means or keys."""

RATES = {"share": 1.0, "per_1000": 1_000.0, "per_10000": 10_000.0, "per_100000": 100_000.0}
"""Units of counts that are divided, computed here or published so -> what a quotient is multiplied
by."""

PROPORTIONS = {"percent": 100.0, **RATES}
"""Units that tell the same in other numbers -> by what a share is multiplied to be told in it."""

MEANS = ("percent", "years", "score", "index", "z_value", "mark")
"""Units of figures that nothing is divided for: they are told as they are published."""

CLASS = "class"
"""What is said of an area in words: no number, so it is neither added up nor averaged."""

OF_MEASURES = (*sorted(COUNTED), *MEANS, *RATES, "code", CLASS)
OF_INDICATORS = (*RATES, "ratio", *MEANS)


def is_published(unit: str) -> bool:
    """Whether a figure in it is always one that somebody publishes, never a quotient."""
    return unit in MEANS or currency_of(unit) is not None


def _one_of(known: tuple[str, ...]) -> tuple[Any, Any]:
    def check(unit: str) -> str:
        if unit in known or currency_of(unit) is not None:
            return unit
        raise ValueError(
            f"no unit: {unit!r}; known are {', '.join(known)}, and money by its currency's code in "
            "small letters (ISO 4217), as in `eur`, `chf` or `gbp_per_m2`"
        )

    schema = {"anyOf": [{"enum": list(known)}, {"type": "string", "pattern": MONEY}]}
    return AfterValidator(check), WithJsonSchema(schema)


MeasureUnit = Annotated[str, *_one_of(OF_MEASURES)]
IndicatorUnit = Annotated[str, *_one_of(OF_INDICATORS)]
