"""What ``measures.yaml`` may say: what the measures of the sources are called."""

from sozialraum.declarations.declaration import Declaration, Identifier


class MeasureWords(Declaration):
    """A measure in the words of the city's language."""

    name: str
    """What it is called."""
    counts: str
    """Who or what is counted or measured, where and when."""


class MeasureFile(Declaration):
    """The whole of ``measures.yaml``."""

    measures: dict[Identifier, MeasureWords]
    """By the id that `measure:` of sources, office files and layers names."""
