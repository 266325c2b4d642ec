"""What ``sozialraum check registers`` says to the planner at the keyboard."""

from pathlib import Path

from sozialraum.base.errors import SourceError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.refresh_day import today
from sozialraum.registers.areas import KnownAreas, known_areas
from sozialraum.registers.problem import named
from sozialraum.registers.validation import CheckedRegister, check_register
from sozialraum.words import Joined, Message, Name, Words, code


def report_on_registers(folder: Path | None) -> tuple[bool, list[str]]:
    """Whether all is free of errors, and the lines to print.

    Args:
        folder: where the files lie; by default the city's registers. A file that is not in
            another folder is not checked there, so that single files can be tried out.
    """
    catalogue = load_catalogue()
    words = catalogue.city.words
    if not catalogue.registers:
        return True, [words.say(Message("registers-none"))]
    areas, day = areas_to_judge_by(catalogue), today(catalogue)
    lines = [words.say(one) for one in areas.told]
    sound = True
    found = 0
    for register in catalogue.registers:
        path = folder / register.file if folder else catalogue.register_path(register)
        if not path.is_file():
            if folder is None:
                sound = False
                absent = words.say(Message("registers-no-file", path=Name(str(path))))
                lines.append(f"✗ {register.file}: {absent}")
            continue
        found += 1
        checked = check_register(catalogue, register, path.read_bytes(), areas, day)
        sound = sound and not checked.errors
        lines += _lines(checked, words)
    if folder is not None and not found:
        files = named(register.file for register in catalogue.registers)
        none = Message("registers-none-here", folder=Name(str(folder)), files=files)
        return False, [f"✗ {words.say(none)}"]
    return sound, lines


def areas_to_judge_by(catalogue: Catalogue) -> KnownAreas:
    """
    Raises:
        SourceError: they are not known; says what to do.
    """
    try:
        return known_areas(catalogue, LandingStore(Warehouse.default().landing))
    except SourceError as error:
        raise SourceError(
            f"{error}\nWhich areas a register may name is read from the table of areas, as it was "
            "landed last, else from its bundled copy: nothing was checked. `sozialraum refresh` "
            "lands it as it is declared now"
        ) from None


def _lines(checked: CheckedRegister, words: Words) -> list[str]:
    """A headline with the counts, then one line per finding."""
    sign = "✗" if checked.errors else "✓"
    counts = Message(
        "registers-counts",
        rows=len(checked.rows),
        rejected=checked.rejected,
        warnings=len(checked.warnings),
        usable=code(checked.usable),
        allowed=checked.register.max_rejected,
    )
    told = counts if checked.readable else Message("registers-unreadable")
    findings = [
        *(Message("registers-error", problem=Joined([one.said])) for one in checked.errors),
        *(Message("registers-warning", problem=Joined([one.said])) for one in checked.warnings),
    ]
    return [
        f"{sign} {checked.register.file}: {words.say(told)}",
        *(f"    {words.say(finding)}" for finding in findings),
    ]
