"""What ``themes.yaml`` may say."""

from sozialraum.declarations.base import Declaration, Identifier


class ThemeFile(Declaration):
    """German names of the themes, and of the kinds of services that no statistic counts."""

    themes: dict[Identifier, str]
    service_types: dict[Identifier, str] = {}
