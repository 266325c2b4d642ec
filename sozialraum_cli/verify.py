"""Whether what the warehouse keeps is still what was written."""

from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Annotated

import typer

from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import VOICE
from sozialraum_cli.chosen import own_warehouse
from sozialraum_cli.exits import Exit
from sozialraum_cli.last_run import last_begun
from sozialraum_cli.machines import AsJson, print_json
from sozialraum_cli.terminal import console, errors, number

NOTHING = (
    "SOZIALRAUM_WAREHOUSE names the folder that is meant; is its disk mounted? Where nothing was "
    "published yet: make refresh"
)
SHOWN = 20
"""How many files of one kind of damage are listed."""


def verify(
    as_json: AsJson = False,
    tell: Annotated[
        bool,
        typer.Option("--alert", help="Tells what is wrong by the alerts that are set up, too."),
    ] = False,
) -> None:
    """Checks landings and publications against the hashes that they were written with, and what was
    loaded against the landings.

    What is damaged is listed with what to do, and it is said if no run has begun for long. Nothing
    is changed. Ends with 6 when something is damaged, or nothing is there. Worth a line of cron,
    and a look before and after a backup.
    """
    from sozialraum.alerting import alert
    from sozialraum.audit.matters import Matter, not_run
    from sozialraum.declarations import load_catalogue
    from sozialraum.ownership import owner
    from sozialraum.verification import Damage, verify_cells
    from sozialraum.verification import verify as verified

    warehouse = own_warehouse()
    found = verified(warehouse)
    if not (found.landings or found.publications or found.damages):
        # in a folder that is not the one meant nothing would be wrong
        found.damages.append(Damage(str(warehouse.root), "has nothing in it", NOTHING))
    try:
        catalogue = load_catalogue()
        if owner(warehouse) == catalogue.city.id:
            verify_cells(warehouse, catalogue, found)
    except MonitorError as error:
        # what is damaged is told all the same
        first = str(error).splitlines()[0]
        found.notes.append(f"cells were not compared: {first}")
    idle = not_run(last_begun(warehouse), datetime.now(UTC))
    found.notes += [one.line for one in idle]
    matters = [
        Matter("damaged", str(one.path), f"{one.problem}; {one.todo}") for one in found.damages
    ] + idle
    if tell:
        for problem in alert(warehouse, matters, looked_at=("damaged",)):
            VOICE.say(problem, level="warning", indent="  ! ")
    if as_json:
        print_json(asdict(found))
        raise typer.Exit(Exit.DAMAGED if found.damages else Exit.OK)
    for note in found.notes:
        console.print(f"  {note}", markup=False)
    looked = f"{number(found.landings)} landings, {number(found.publications)} publications"
    looked += f", {number(found.cells)} loaded cells" if found.cells else ""
    if not found.damages:
        console.print(f"[green]✓[/green] {looked} in {warehouse.root}: as they were written")
        return
    errors.print(f"[red]✗[/red] {looked} in {warehouse.root}: {len(found.damages)} damaged")
    by_todo = attrgetter("todo")
    for todo, damages in groupby(sorted(found.damages, key=by_todo), key=by_todo):
        listed = list(damages)
        errors.print()
        for damage in listed[:SHOWN]:
            errors.print(f"  {damage.path} {damage.problem}", markup=False)
        if len(listed) > SHOWN:
            errors.print(f"  and {len(listed) - SHOWN} more")
        errors.print(f"  → {todo}", markup=False)
    raise typer.Exit(Exit.DAMAGED)
