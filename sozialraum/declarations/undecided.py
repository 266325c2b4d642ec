"""Lines of a drafted city that a person still has to look at: they hold guesses, and from guesses
nothing is published."""

from pathlib import Path

from sozialraum.base.errors import DeclarationError
from sozialraum.base.files import entries

DECIDE = "# DECIDE:"
"""How the remark on a line begins that a person has to look at."""
MOST = 5


def decisions(folder: Path) -> list[tuple[Path, int, str]]:
    """Each line that asks for a decision: file, line, what is to be decided."""
    return [
        (path, number, line.partition(DECIDE)[2].strip())
        for path in entries(folder, "*.yaml")
        if path.is_file()
        # what is not UTF-8 is refused where it is read
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if DECIDE in line
    ]


def check_decided(folder: Path) -> None:
    """Refuses a city of which guesses are left.

    Raises:
        DeclarationError: says which lines, and what to do.
    """
    if asked := decisions(folder):
        some = ", ".join(f"{path.name}:{line}" for path, line, _ in asked[:MOST])
        raise DeclarationError(
            f"{folder}: {len(asked)} lines are still to be decided ({some}"
            f"{', …' * (len(asked) > MOST)}): they hold what was guessed, and nothing is published "
            f"from guesses. Look at each, then take its remark `{DECIDE} …` away; "
            "`sozialraum check city` says what each asks"
        )
