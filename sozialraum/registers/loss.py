"""Whether a register lost rows that are published: a file that was cut is no new state of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from sozialraum.publication.store import Publication
from sozialraum.registers.problem import Problem
from sozialraum.registers.validation import CheckedRegister
from sozialraum.words import Listing, Message, Percent

if TYPE_CHECKING:
    import duckdb

NAMED = 5
"""Lost rows that are named."""


def check_loss(
    connection: "duckdb.DuckDBPyConnection",
    checked: CheckedRegister,
    published: Publication | None,
) -> CheckedRegister:
    """The register with an error where more of its published rows are gone than it may lose.

    Compared with what is published, so that a loss that was allowed once is not asked about again.

    Args:
        connection: a build in which the published landing of the register is loaded.
    """
    register = checked.register
    before = _published_keys(connection, register.source_id, register.key, published)
    now = {row.texts.get(register.key, "") for row in checked.rows}
    lost = [key for key in before if key not in now]
    if not checked.readable or len(lost) <= register.max_lost_share * len(before):
        return checked
    reason = Message(
        "registers-lost-rows",
        n=len(lost),
        of=len(before),
        ids=Listing(lost[:NAMED]),
        more=max(len(lost) - NAMED, 0),
        share=Percent(register.max_lost_share),
    )
    problem = Problem(register.file, None, None, "", reason)
    return replace(checked, problems=[problem, *checked.problems])


def _published_keys(
    connection: "duckdb.DuckDBPyConnection",
    source_id: str,
    key: str,
    published: Publication | None,
) -> list[str]:
    landings = (published.manifest or {}).get("landings", []) if published else []
    own = [one for one in landings if one["source_id"] == source_id]
    if not own:
        return []
    newest = max(own, key=lambda one: str(one["retrieved_at"]))
    rows = connection.execute(
        "SELECT texts[?] FROM raw.register_row WHERE source_id = ? AND landing_id = ? "
        "ORDER BY row_number",
        [key, source_id, newest["landing_id"]],
    ).fetchall()
    return [text for (text,) in rows if text]
