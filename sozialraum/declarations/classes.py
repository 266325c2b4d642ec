"""Measures whose figures are classes: texts that are published and compared, and never computed
with."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sozialraum.declarations.places import find_uses
from sozialraum.declarations.series import Measure
from sozialraum.declarations.source import Source
from sozialraum.declarations.unit import CLASS


def class_measures(sources: Sequence[Source]) -> dict[str, tuple[Source, Measure]]:
    """Each measure of classes, with the first source that holds it."""
    found: dict[str, tuple[Source, Measure]] = {}
    for source in sources:
        for measure in source.measures:
            if measure.unit == CLASS:
                found.setdefault(measure.measure, (source, measure))
    return found


def class_problems(folder: Path, sources: Sequence[Source], files: Sequence[str]) -> Iterator[str]:
    """Measures that have other classes in another table, and whatever asks for the number of one.

    Args:
        files: the declarations of the city by their names; those that are not there are left out.
    """
    measures = class_measures(sources)
    for source in sources:
        for one in source.measures:
            first = measures.get(one.measure)
            if first is None or one.unit != CLASS:
                continue
            if (one.classes, one.ordered) != (first[1].classes, first[1].ordered):
                yield (
                    f"{source.places.column(one.column)}: measure '{one.measure}' has other "
                    f"`classes` than in {_declared(first)}; give it its own id"
                )
    yield from _uses(folder, measures, files)


def _uses(
    folder: Path, measures: Mapping[str, tuple[Source, Measure]], files: Sequence[str]
) -> Iterator[str]:
    if not measures:
        return
    for path in (folder / f"{name}.yaml" for name in files):
        for measure, place in find_uses(path, set(measures)) if path.is_file() else ():
            yield (
                f"{place}: '{measure}' is a class ({_declared(measures[measure])}) and no number: "
                "it is published as it is, and nothing is computed of it"
            )


def _declared(one: tuple[Source, Measure]) -> str:
    source, measure = one
    return source.places.column(measure.column)
