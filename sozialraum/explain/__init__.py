"""Why a Sozialraum's need in a theme is called covered or not: figures, rule, evidence, sources."""

from sozialraum.explain.read import read_explanation

__all__ = ["read_explanation"]
