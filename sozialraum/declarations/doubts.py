"""What is declared without contradicting anything, and is seldom meant."""

import re
from collections.abc import Iterator

from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.places import place_of
from sozialraum.declarations.series import NO_LIMIT, class_limits
from sozialraum.declarations.source import Source

# two numbers of up to three digits with a sign or a word or two between them
_FROM_TO = re.compile(r"(?<![\d.,])(\d{1,3})\D{1,12}?(\d{1,3})(?![\d.,])")


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
    ``3-5``. That a class ends before its last number (*0 to under 3*) is its words' way."""
    for source in catalogue.sources:
        told: dict[str, None] = {}
        for series in source.series:
            said = [text for text in (series.column, *series.labels.values()) if text]
            named = [tuple(map(int, pair)) for text in said for pair in _FROM_TO.findall(text)]
            for value in series.breakdown.values():
                limits = class_limits(value)
                if not named or limits is None or limits[1] in (limits[0], NO_LIMIT):
                    continue
                low, high = limits
                if not {(low, high), (low, high + 1)} & set(named):
                    told[f"{' '.join(map(repr, said))} is declared as {value}"] = None
        for one in told:
            yield (
                f"{source.places.entry}: {source.id}: {one}; if it is what the file says that "
                "counts, correct the class"
            )
