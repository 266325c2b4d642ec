"""Which figures reach the areas that are planned for, and why others are refused: percentages,
means and the like do not add up, and nothing brings them down, so that the report would have no
word of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sozialraum.declarations.indicator import Indicator
from sozialraum.declarations.series import Series
from sozialraum.declarations.source import Source
from sozialraum.declarations.unit import COUNTED


@dataclass(frozen=True)
class Reach:
    """``levels`` from fine to coarse, of which ``planned`` is planned for and ``compared`` have
    tables of needs."""

    levels: Sequence[str]
    planned: str
    compared: Collection[str]
    sources: Sequence[Source]

    def problems(self, indicators: Iterable[Indicator]) -> dict[str, list[str]]:
        """Of each indicator why it is refused; those that are not have no entry."""
        found = {
            one.id: [*self._lost(one), *self._unweighted(one)]
            for one in indicators
            if one.native_level in self.levels
        }
        return {name: problems for name, problems in found.items() if problems}

    def _lost(self, one: Indicator) -> list[str]:
        measure = one.numerator.measure
        above = self._rank(one.native_level) - self._rank(self.planned)
        units = {series.unit for series in self._series_of(measure)}
        there = any(self.planned in source.levels for source in self._sources_of(measure))
        if above < 0 and one.mean_by is None and units and not units & COUNTED and not there:
            return [
                f"figures in {', '.join(sorted(units))} of the level '{one.native_level}' do not "
                f"add up to the level '{self.planned}', of which no source has them. Declare by "
                "which counts their mean is weighted (`mean_by`, such as the population that they "
                "refer to; of medians there is no such mean), or what they are made of "
                "(`numerator` and `denominator`), or a source of that level"
            ]
        shown = one.native_level in {*self.compared, "city"} or one.apportion_by is not None
        if above > 0 and not shown:
            return [
                f"figures of the level '{one.native_level}' are those of larger areas than the "
                f"level '{self.planned}', and no table of the report shows that level. Name it in "
                "`need_levels` of areas.yaml, or, of counts with a `denominator`, declare "
                "`apportion_by`"
            ]
        return []

    def _unweighted(self, one: Indicator) -> list[str]:
        """Why a mean that is declared cannot be made."""
        if one.mean_by is None:
            return []
        measure, native = one.mean_by.measure, self._rank(one.native_level)
        headers = {series.column for series in self._series_of(one.numerator.measure)}
        problems = []
        if one.native_level == "city":
            problems.append("`mean_by`: figures of the whole city are no parts of anything")
        if one.unit not in ("percent", "share") and any(
            "median" in said.casefold() for said in (one.name, one.definition, *headers)
        ):
            problems.append(
                "`mean_by`: a mean of medians is not the median of the whole. Leave `mean_by` out, "
                f"and declare a source of the level '{self.planned}', or the mean itself"
            )
        if not {series.unit for series in self._series_of(measure)} <= COUNTED:
            problems.append(f"`mean_by`: '{measure}' counts nothing, and cannot weigh a mean")
        if not any(
            level in self.levels and self._rank(level) <= native
            for source in self._sources_of(measure)
            for level in source.levels
        ):
            problems.append(
                f"`mean_by`: no source has '{measure}' of the level '{one.native_level}' or of a "
                "finer one"
            )
        return problems

    def _rank(self, level: str) -> int:
        return self.levels.index(level)

    def _sources_of(self, measure: str) -> list[Source]:
        return [one for one in self.sources if any(s.measure == measure for s in one.series)]

    def _series_of(self, measure: str) -> list[Series]:
        return [s for one in self.sources for s in one.series if s.measure == measure]
