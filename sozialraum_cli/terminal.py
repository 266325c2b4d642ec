"""The two streams that commands write to, and how they write numbers and paths."""

from pathlib import Path

from rich.console import Console

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

NOTHING_PUBLISHED = "Nothing has been published yet. Run [bold]make refresh[/bold]."


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def short(path: Path) -> str:
    """Relative to the working directory where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
