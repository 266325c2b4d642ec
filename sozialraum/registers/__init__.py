"""The registers that planners keep in a spreadsheet: read, check, land, load."""

from sozialraum.registers.areas import KnownAreas, known_areas
from sozialraum.registers.problem import Problem
from sozialraum.registers.validation import CheckedRegister, CheckedRow, check_register

__all__ = [
    "CheckedRegister",
    "CheckedRow",
    "KnownAreas",
    "Problem",
    "check_register",
    "known_areas",
]
