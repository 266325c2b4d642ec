"""Figures that are published again as a file said them that proved wrong, whatever brings them.

What says all again that such a file said is not used (``sozialraum/repeated.py``). The same figure
also comes back under another label, rounded, or in the table of another year.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache

import duckdb

from sozialraum.audit.matters import Matter, changed_otherwise
from sozialraum.audit.news import side_by_side
from sozialraum.base.errors import PublicationError
from sozialraum.base.sql import literal
from sozialraum.publication.errata import Erratum, errata, told_of
from sozialraum.publication.store import Publication, PublicationStore

# of a text one or two digits behind a sign: three may be thousands
_DECIMALS = r"""
    greatest(
        length(regexp_extract({0}.value_text, '[.,](\d{{1,2}})\D*$', 1)),
        length(rtrim(regexp_extract({0}.value::VARCHAR, '\.(\d+)$', 1), '0'))
    )
"""
# right: what was published without the wrong file, if anything was
_FIGURES = f"""
    SELECT wrong.part_id || ' ' || wrong.period AS told
    FROM wrong.lineage.source_cell AS wrong
    JOIN now.lineage.source_cell AS now USING (part_id, measure_id, breakdown, period)
    LEFT JOIN before.lineage.source_cell AS before
        ON (before.part_id, before.measure_id, before.breakdown, before.period)
        = (now.part_id, now.measure_id, now.breakdown, now.period)
        AND before.source_id = now.source_id
    LEFT JOIN "right".lineage.source_cell AS "right"
        ON ("right".part_id, "right".measure_id, "right".breakdown, "right".period)
        = (wrong.part_id, wrong.measure_id, wrong.breakdown, wrong.period)
        AND "right".source_id = wrong.source_id
    WHERE
        wrong.source_id = $source AND wrong.landing_id = $landing
        AND now.landing_id <> wrong.landing_id
        AND (
            NOT $has_right
            OR "right".value IS DISTINCT FROM wrong.value
            AND "right".value IS DISTINCT FROM now.value
        )
        AND (
            ($is_noted_since AND now.source_id = wrong.source_id)
            OR before.landing_id = wrong.landing_id OR now.value IS DISTINCT FROM before.value
        )
        AND abs(now.value - wrong.value)
            <= 0.5 / 10 ** least({_DECIMALS.format("now")}, {_DECIMALS.format("wrong")})
"""
# what registers and layers list, cell by cell: of each its name, and where it stands to ten metres
_LISTED = {
    "services": r"""
        SELECT
            source_id, trim(regexp_replace(service_name, '\s+', ' ', 'g')) AS told,
            unnest([
                capacity::VARCHAR, trim(regexp_replace(street, '\s+', ' ', 'g')),
                round(longitude, 4) || ' ' || round(latitude, 4), service_type, stated_area_id,
                ended_on::VARCHAR
            ]) AS said,
            unnest(range(6)) AS of_column
        FROM {}.marts.dim_service
    """,
    "statements": """
        SELECT
            source_id, evidence_id AS told,
            unnest([
                theme, area_id, direction, baseline_value::VARCHAR, crisis_value::VARCHAR,
                can_be_met_by, summary_de
            ]) AS said,
            unnest(range(7)) AS of_column
        FROM {}.marts.mart_evidence
    """,
    "plans": """
        SELECT
            'register_plans' AS source_id, plan_id AS told,
            unnest([
                theme, area_id, planning_field, plan_title, last_reviewed_on::VARCHAR,
                period_until::VARCHAR, adjusted, adjustment_summary
            ]) AS said,
            unnest(range(8)) AS of_column
        FROM {}.marts.mart_plan_review
        WHERE row_kind = 'plan'
    """,
}


def _there_again(rows: str) -> str:
    of_source = f"FROM ({rows}) WHERE source_id = $source"
    return f"""
        SELECT DISTINCT told
        FROM (
            ({of_source.format("wrong")} INTERSECT {of_source.format("now")})
            EXCEPT (FROM ({rows.format('"right"')}) WHERE $has_right)
            EXCEPT (FROM ({rows.format("before")}) WHERE NOT ($was_wrong OR $is_noted_since))
        )
    """


def _gone_again(rows: str) -> str:
    names = f"SELECT told FROM ({rows}) WHERE source_id = $source"
    return f"""
        ({names.format('"right"')} AND $has_right AND ($was_wrong OR $is_noted_since))
        EXCEPT {names.format("wrong")}
        EXCEPT {names.format("now")}
    """


_UNTOLD = (
    "has an erratum; whether its wrong figures are published again cannot be told, but by hand"
)
_QUERIES = {
    "figures are again as {} had them": _FIGURES,
    **{f"{kind} are again as {{}} had them": _there_again(of) for kind, of in _LISTED.items()},
    **{f"{kind} are missing again as in {{}}": _gone_again(of) for kind, of in _LISTED.items()},
}


def changes_to_tell(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    """What is otherwise in a publication than in the one before for no reason in its files, and
    what proved wrong and is there again. Where the one before is damaged, the newest that is not is
    compared with, and told."""
    damage: list[Matter] = []
    known: Publication | None = before
    if not store.is_readable(before):
        beside = (one for one in reversed(store.by_day()) if one.version != now.version)
        known = next((one for one in beside if store.is_readable(one)), None)
        with_what = f"with {known.version}, the newest that is not" if known else "with nothing"
        text = f"which was current, is damaged: what is published is compared {with_what}"
        damage.append(Matter("finding", before.version, text))
    if known is None:
        return damage
    changed = [*changed_otherwise(now.database, known.database), *wrong_again(store, now, known)]
    # the next such change is another one
    return [*damage, *(replace(one, of=now.version) for one in changed)]


def wrong_again(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    """Figures and rows of files that proved wrong which a publication has again, or lacks again,
    and the one before it had otherwise, or of the wrong file; all such where the erratum was noted
    since. What that brought beside its fault is among them; what was published without it too is
    not."""
    # errata that cannot be read are told by themselves, and nothing is published
    noted: list[Erratum] = []
    with suppress(PublicationError):
        noted = [one for one in errata(store) if one.files]
    if not noted:
        return []
    until = [
        one
        for one in reversed(store.by_day())
        if one.version != now.version and one.order <= before.order
    ]
    is_readable = cache(lambda version: store.is_readable(store.get(version)))
    found: list[Matter] = []
    for one in noted:
        wrong = store.get(one.version)
        if now.version == wrong.version:
            continue
        sources = {file.source_id for file in one.files}
        alike = [other for other in noted if sources & {file.source_id for file in other.files}]
        without = (
            right
            for right in until
            if not _is_between(right, one, wrong) and not told_of(alike, right)
        )
        right = next((right for right in without if is_readable(right.version)), None)
        found += _told(one, wrong, now, before, right)
    return found


def _is_between(publication: Publication, erratum: Erratum, wrong: Publication) -> bool:
    """Whether it was published after the one that was marked, and before that was noted: it may
    have the same of another file."""
    return wrong.is_complete and wrong.order < publication.order and _since(erratum, publication)


def _attached(connection: duckdb.DuckDBPyConnection, name: str, publication: Publication) -> bool:
    if not publication.database.is_file():
        return False
    with suppress(duckdb.IOException):
        connection.execute(f'ATTACH {literal(publication.database)} AS "{name}" (READ_ONLY)')
        return True
    return False


def _since(erratum: Erratum, publication: Publication) -> bool:
    """Whether it was noted after that was published."""
    manifest = publication.manifest
    return (
        manifest is not None
        and datetime.fromisoformat(manifest["published_at"]) < erratum.marked_at
    )


def _told(
    erratum: Erratum,
    wrong: Publication,
    now: Publication,
    before: Publication,
    right: Publication | None,
) -> list[Matter]:
    matters = []
    parameters: dict[str, object] = {
        "has_right": right is not None,
        "was_wrong": bool(told_of([erratum], before)),
        "is_noted_since": _since(erratum, before),
    }
    with side_by_side(now.database, before.database) as connection:
        if not _attached(connection, "wrong", wrong):
            text = f"{_UNTOLD}: it is damaged, or gone unless a backup has it"
            return [Matter("finding", wrong.version, text)]
        _attached(connection, "right", right or wrong)
        is_told = True
        for file in erratum.files:
            known = {**parameters, "source": file.source_id, "landing": file.landing_id}
            for what, query in _QUERIES.items():
                given = {name: value for name, value in known.items() if f"${name}" in query}
                counted = f"SELECT count(*), min(told) FROM ({query})"
                try:
                    ((count, such),) = connection.execute(counted, given).fetchall()
                except duckdb.Error:
                    is_told = False
                    continue
                if count:
                    matters.append(
                        Matter(
                            "finding",
                            file.source_id,
                            f"{what.format(file)}, which proved wrong (erratum of "
                            f"{erratum.version}): {count}, such as {such}. If they are wrong "
                            "again, note it anew: sozialraum erratum with --source",
                        )
                    )
        if not is_told:
            text = f"{_UNTOLD}: it, or what it is compared with, is damaged or of an older program"
            matters.append(Matter("finding", wrong.version, text))
    return matters
