"""What is added up: a measure in some of its breakdowns."""

from sozialraum.declarations.declaration import Declaration, Identifier


class Term(Declaration):
    """A sum of series: a measure, and which values of its breakdowns to take.

    Of a dimension of ages any class that the published ones tile may be asked for (``0-64``).
    """

    measure: Identifier
    """What is counted."""
    breakdown: dict[Identifier, str | list[str]] = {}
    """Dimension -> the value or values to take; any class of ages that the published ones make up,
    such as `0-64`."""

    def wanted(self) -> dict[str, list[str]]:
        """Dimension -> values to take."""
        return {
            dim: [value] if isinstance(value, str) else list(value)
            for dim, value in self.breakdown.items()
        }

    def narrowed(self, dimension: str, value: str) -> "Term":
        """The same in one value of a dimension."""
        return Term(measure=self.measure, breakdown={**self.breakdown, dimension: value})
