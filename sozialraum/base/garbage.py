"""How often Python looks for objects that nobody holds any more."""

import gc

OBJECTS = 100_000
"""How many new objects it waits for. What a start loads stays, and looking through it at each 700,
as it does else, takes a fifth of the start."""


def look_seldom() -> None:
    """For a process that loads much and then works a while."""
    gc.set_threshold(OBJECTS)
