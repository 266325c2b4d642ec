"""What a table looks like that nobody declared yet: guesses, for a person to confirm.

Nothing here knows a language: a column is judged by what its values are to those of the others.
"""

from sozialraum.guess.codes import codes_of_several
from sozialraum.guess.table import (
    NO_AREAS,
    NO_PERIOD,
    Column,
    Guess,
    NoFiguresError,
    area_pattern,
    guess,
    numbers,
)

__all__ = [
    "NO_AREAS",
    "NO_PERIOD",
    "Column",
    "Guess",
    "NoFiguresError",
    "area_pattern",
    "codes_of_several",
    "guess",
    "numbers",
]
