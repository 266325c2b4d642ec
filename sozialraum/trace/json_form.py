"""A trace for machines."""

import json
from dataclasses import asdict
from typing import Any

from sozialraum.trace.model import Term, Trace


def trace_as_json(trace: Trace) -> str:
    """All of the trace, with what was recomputed beside what was published."""
    whole: dict[str, Any] = {
        **asdict(trace),
        "numerator": _term(trace.numerator),
        "denominator": _term(trace.denominator) if trace.denominator else None,
        "rate": _term(trace.rate) if trace.rate else None,
        "recomputed": trace.recomputed,
        "agrees": not trace.disagreements,
        "disagreements": trace.disagreements,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _term(term: Term) -> dict[str, Any]:
    parts = [{**asdict(part), "sum": part.sum, "share": part.share} for part in term.parts]
    return {**asdict(term), "recomputed": term.recomputed, "parts": parts}
