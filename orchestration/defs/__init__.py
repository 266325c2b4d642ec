"""What Dagster is told of. Whoever loads it notes first what the program is that is loaded."""

from sozialraum.base.program import loaded_program

loaded_program()
