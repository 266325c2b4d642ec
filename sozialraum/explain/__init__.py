"""Why a Sozialraum's need in a theme is called covered or not: figures, rule, evidence, sources;
and what would become of the answer if one of them were another."""

from sozialraum.explain.models import Copied
from sozialraum.explain.read import read_explanation
from sozialraum.explain.supposing import Supposed, suppose
from sozialraum.explain.tally import as_table, tally

__all__ = ["Copied", "Supposed", "as_table", "read_explanation", "suppose", "tally"]
