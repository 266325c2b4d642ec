"""Figures that are published again as a file said them that proved wrong, whatever brings them.

What says all again that such a file said is not used (``sozialraum/repeated.py``). The same figure
also comes back under another label, rounded, or in the table of another year.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.audit.matters import Matter
from sozialraum.audit.news import side_by_side
from sozialraum.base.errors import PublicationError
from sozialraum.base.sql import literal
from sozialraum.publication.errata import Erratum, WrongFile, errata
from sozialraum.publication.store import PublicationStore

if TYPE_CHECKING:
    import duckdb

# of a text one or two digits behind a sign: three may be thousands
_DECIMALS = r"""
    greatest(
        length(regexp_extract({0}.value_text, '[.,](\d{{1,2}})\D*$', 1)),
        length(rtrim(regexp_extract({0}.value::VARCHAR, '\.(\d+)$', 1), '0'))
    )
"""
_FIGURES = f"""
    SELECT wrong.part_id || ' ' || wrong.period AS told
    FROM wrong.lineage.source_cell AS wrong
    JOIN now.lineage.source_cell AS now
        USING (source_id, part_id, measure_id, breakdown, period)
    LEFT JOIN before.lineage.source_cell AS before
        USING (source_id, part_id, measure_id, breakdown, period)
    WHERE
        wrong.source_id = $source AND wrong.landing_id = $landing
        AND now.landing_id <> wrong.landing_id
        AND now.value IS DISTINCT FROM before.value
        AND abs(now.value - wrong.value)
            <= 0.5 / 10 ** least({_DECIMALS.format("now")}, {_DECIMALS.format("wrong")})
"""
_PLACES = """
    SELECT service_name, street, capacity, longitude, latitude
    FROM {}.marts.dim_service WHERE source_id = $source
"""
_SERVICES = f"""
    SELECT service_name AS told
    FROM (
        ({_PLACES.format("wrong")} INTERSECT {_PLACES.format("now")})
        EXCEPT {_PLACES.format("before")}
    )
"""


def wrong_again(store: PublicationStore, database: Path, before: Path) -> list[Matter]:
    """Figures and services of files that proved wrong which a publication has again, and the one
    before it had otherwise or not at all. What the wrong file brought beside its fault is among
    them.

    Args:
        database, before: of the two publications.
    """
    import duckdb

    found: list[Matter] = []
    noted: list[Erratum] = []
    # errata that cannot be read are told by themselves, and nothing is published
    with suppress(PublicationError):
        noted = [one for one in errata(store) if one.files]
        databases = {one.version: store.get(one.version).database for one in noted}
    if not noted:
        return found
    with suppress(duckdb.Error), side_by_side(database, before) as connection:
        for one in noted:
            wrong = databases[one.version]
            if wrong in (database, before) or not wrong.is_file():
                continue
            connection.execute(f"ATTACH {literal(wrong)} AS wrong (READ_ONLY)")
            for file in one.files:
                found += _told(connection, one.version, file)
            connection.execute("DETACH wrong")
    return found


def _told(connection: "duckdb.DuckDBPyConnection", version: str, file: WrongFile) -> list[Matter]:
    matters = []
    for what, query in (("figures", _FIGURES), ("services", _SERVICES)):
        parameters = {"source": file.source_id}
        if query is _FIGURES:
            parameters["landing"] = file.landing_id
        ((count, such),) = connection.execute(
            f"SELECT count(*), min(told) FROM ({query})", parameters
        ).fetchall()
        if count:
            matters.append(
                Matter(
                    "finding",
                    file.source_id,
                    f"{what} are again as {file} had them, which proved wrong (erratum of "
                    f"{version}): {count}, such as {such}. If they are wrong again, note it anew: "
                    "sozialraum erratum with --source",
                )
            )
    return matters
