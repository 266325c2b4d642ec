"""How often Python looks for objects that nobody holds any more."""

import atexit
import gc

OBJECTS = 100_000
"""How many new objects it waits for. What a start loads stays, and looking through it at each 700,
as it does else, takes a fifth of the start."""


def look_seldom() -> None:
    """For a process that loads much, works a while and ends: then it does not look through all
    once more for what goes with it anyway, which takes 0.2 s where Dagster was loaded."""
    gc.set_threshold(OBJECTS)
    atexit.register(gc.freeze)
