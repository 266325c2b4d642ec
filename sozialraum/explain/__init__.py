"""Why a Sozialraum's need in a theme is called covered or not: figures, rule, evidence, sources;
and what would become of the answer if one of them were another."""

from sozialraum.explain.models import Copied
from sozialraum.explain.read import read_explanation
from sozialraum.explain.supposing import suppose
from sozialraum.explain.tally import tally

__all__ = ["Copied", "read_explanation", "suppose", "tally"]
