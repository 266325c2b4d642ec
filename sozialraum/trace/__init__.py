"""Where a published figure comes from: back to the cells of the providers' files."""

from sozialraum.trace.figure import read_trace
from sozialraum.trace.model import Trace

__all__ = ["Trace", "read_trace"]
