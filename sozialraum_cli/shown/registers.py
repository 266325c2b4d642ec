"""What ``sozialraum check registers`` says, in German, for the planner at the keyboard."""

from datetime import date
from pathlib import Path

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.registers.areas import known_areas
from sozialraum.registers.validation import CheckedRegister, check_register


def report_on_registers(folder: Path | None, today: date) -> tuple[bool, list[str]]:
    """Whether all is free of errors, and the lines to print.

    Args:
        folder: where the files lie; by default the city's registers. A file that is not in
            another folder is not checked there, so that single files can be tried out.
    """
    catalogue = load_catalogue()
    if not catalogue.registers:
        return True, ["Für diese Stadt sind keine Register vorgesehen."]
    areas = known_areas(catalogue, LandingStore(Warehouse.default().landing))
    lines: list[str] = []
    sound = True
    found = 0
    for register in catalogue.registers:
        path = folder / register.file if folder else catalogue.register_path(register)
        if not path.is_file():
            if folder is None:
                sound = False
                lines.append(f"✗ {register.file}: Die Datei fehlt. Erwartet: {path}")
            continue
        found += 1
        checked = check_register(catalogue, register, path.read_bytes(), areas, today)
        sound = sound and not checked.errors
        lines += _lines(checked)
    if folder is not None and not found:
        names = ", ".join(register.file for register in catalogue.registers)
        return False, [f"✗ In {folder} liegt keins der Register: {names}."]
    return sound, lines


def _lines(checked: CheckedRegister) -> list[str]:
    """A headline with the counts, then one line per finding."""
    sign = "✗" if checked.errors else "✓"
    if not checked.readable:
        counts = "kann nicht gelesen werden"
    else:
        counts = f"{len(checked.rows)} Zeilen, {checked.rejected} davon fehlerhaft"
        if checked.warnings:
            counts += f", {len(checked.warnings)} Hinweis(e)"
        if not checked.usable:
            counts += f" (erlaubt sind {checked.register.max_rejected}: nichts wird veröffentlicht)"
    return [
        f"{sign} {checked.register.file}: {counts}",
        *(f"    Fehler: {problem}" for problem in checked.errors),
        *(f"    Hinweis: {problem}" for problem in checked.warnings),
    ]
