"""What is declared without contradicting anything, and is seldom meant."""

import re
from collections.abc import Iterable, Iterator

from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.places import place_of
from sozialraum.declarations.series import NO_LIMIT, class_limits
from sozialraum.declarations.source import Source

# two numbers with a dash or up to three words between them, also where one begins within another
_FROM_TO = re.compile(
    r"(?<!\d)(?<!\d[.,])"
    r"(?=(\d{1,3})\s*(?:[-\u2013_]|[^\W\d_]+(?: [^\W\d_]+){0,2})\s*(\d{1,3})(?!\d|[.,]\d))"
)


def alike_indicators(catalogue: Catalogue) -> Iterator[str]:
    """Indicators that have another name and the same figures, with what their tables have besides
    and nothing is made of."""
    first: dict[str, str] = {}
    for one in catalogue.indicators:
        made_of = one.model_dump_json(include=_MADE_OF)
        if (other := first.setdefault(made_of, one.id)) == one.id:
            continue
        measure = one.numerator.measure
        tables = [source for source in catalogue.sources if _has(source, measure)]
        unasked = {two.measure for source in tables for two in source.series} - catalogue.observed
        yield (
            f"{place_of(catalogue.folder / 'indicators.yaml', one.id)}: {one.id} is made of the "
            f"same as '{other}', of '{measure}', and has the same figures"
            + (f"; nothing asks for {', '.join(sorted(unasked))} of its table" if unasked else "")
        )


_MADE_OF = {
    "numerator",
    "denominator",
    "denominator_rule",
    "denominator_within",
    "scale",
    "standardise",
    "mean_by",
    "native_level",
    "cadence",
    "quarters",
}


def _has(source: Source, measure: str) -> bool:
    return any(one.measure == measure for one in source.series)


def labels_of_other_ages(catalogue: Catalogue) -> Iterator[str]:
    """Classes whose header or label in the file names other numbers: ``Places 0-2`` declared as
    ``3-5``."""
    for source in catalogue.sources:
        told: dict[str, None] = {}
        for series in source.series:
            said = [text for text in (series.column, *series.labels.values()) if text]
            for value in series.breakdown.values():
                if names_other_ages(said, value):
                    told[f"{' '.join(map(repr, said))} is declared as {value}"] = None
        for one in told:
            yield (
                f"{source.places.entry}: {source.id}: {one}; if these are other ages, one of "
                "both is wrong"
            )


def names_other_ages(texts: Iterable[str], value: str) -> bool:
    """Whether texts name ages and none of them is the class ``value``. That words leave out the
    first or last number (*over 2 to under 6*), or count months, is their way."""
    limits = class_limits(value)
    named = [(int(low), int(high)) for text in texts for low, high in _FROM_TO.findall(text)]
    if not named or limits is None or limits[1] in (limits[0], NO_LIMIT):
        return False
    # one of them, all of them together, or months
    ways = {*named, (min(named)[0], max(high for _, high in named))}
    ways |= {(low // 12, high // 12) for low, high in named}
    first, last = limits
    return not ways & {(first - low, last + high) for low in (0, 1) for high in (0, 1)}
