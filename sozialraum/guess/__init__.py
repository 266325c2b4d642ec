"""What a table looks like that nobody declared yet: guesses, for a person to confirm.

Nothing here knows a language: a column is judged by what its values are to those of the others.
"""

from sozialraum.guess.codes import codes_of_several
from sozialraum.guess.shape import NO_AREAS, NO_PERIOD, Column, Guess, NoFiguresError
from sozialraum.guess.signs import numbers
from sozialraum.guess.table import guess
from sozialraum.guess.where import area_pattern

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
