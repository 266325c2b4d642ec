"""Figures that are published again as a file said them that proved wrong, whatever brings them.

What says all again that such a file said is not used (``sozialraum/repeated.py``). The same figure
also comes back under another label, rounded, or in the table of another year.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

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
        AND (NOT $has_right OR wrong.value IS DISTINCT FROM "right".value)
        AND (
            $is_noted_since OR before.landing_id = wrong.landing_id
            OR now.value IS DISTINCT FROM before.value
        )
        AND abs(now.value - wrong.value)
            <= 0.5 / 10 ** least({_DECIMALS.format("now")}, {_DECIMALS.format("wrong")})
"""
# what registers and layers list: by name, and what a row says of it; to ten metres
_LISTED = {
    "services": (
        "service_name",
        r"""
        SELECT
            source_id, trim(regexp_replace(service_name, '\s+', ' ', 'g')) AS service_name,
            capacity,
            round(longitude, 4) AS longitude, round(latitude, 4) AS latitude
        FROM {}.marts.dim_service
        """,
    ),
    "statements": (
        "evidence_id",
        """
        SELECT
            source_id, evidence_id, theme, area_id, direction, baseline_value, crisis_value,
            can_be_met_by, summary_de
        FROM {}.marts.mart_evidence
        """,
    ),
    "plans": (
        "plan_id",
        """
        SELECT
            'register_plans' AS source_id, plan_id, theme, area_id, planning_field, plan_title,
            last_reviewed_on, period_until, adjusted, adjustment_summary
        FROM {}.marts.mart_plan_review
        WHERE row_kind = 'plan'
        """,
    ),
}


def _there_again(name: str, rows: str) -> str:
    of_source = f"FROM ({rows}) WHERE source_id = $source"
    return f"""
        SELECT DISTINCT {name} AS told
        FROM (
            ({of_source.format("wrong")} INTERSECT {of_source.format("now")})
            EXCEPT (FROM ({rows.format('"right"')}) WHERE $has_right)
            EXCEPT (FROM ({rows.format("before")}) WHERE NOT ($was_wrong OR $is_noted_since))
        )
    """


def _gone_again(name: str, rows: str) -> str:
    names = f"SELECT {name} AS told FROM ({rows}) WHERE source_id = $source"
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
    **{f"{kind} are again as {{}} had them": _there_again(*of) for kind, of in _LISTED.items()},
    **{f"{kind} are missing again as in {{}}": _gone_again(*of) for kind, of in _LISTED.items()},
}


def changes_to_tell(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    """What is otherwise in a publication than in the one before for no reason in its files, and
    what proved wrong and is there again. Where the one before is damaged, the newest that is not is
    compared with, and told."""
    if store.is_readable(before):
        return _compared(store, now, before)
    beside = (one for one in reversed(store.by_day()) if one.version != now.version)
    known = next((one for one in beside if store.is_readable(one)), None)
    with_what = f"with {known.version}, the newest that is not" if known else "with nothing"
    damage = Matter(
        "finding",
        before.version,
        f"which was current, is damaged: what is published is compared {with_what}",
    )
    return [damage, *(_compared(store, now, known) if known else ())]


def _compared(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    return [*_changed_otherwise(now.database, before.database), *wrong_again(store, now, before)]


@cache
def _changed_otherwise(now: Path, before: Path) -> Sequence[Matter]:
    """What is published stays as it is, and both the run and who asked for it tell this."""
    return tuple(changed_otherwise(now, before))


def wrong_again(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    """Figures and rows of files that proved wrong which a publication has again, or lacks again,
    and the one before it had otherwise, or of the wrong file; all such where the erratum was noted
    since. What that brought beside its fault is among them; what was published without it too is
    not."""
    # errata that cannot be read are told by themselves, and nothing is published
    noted: list[Erratum] = []
    with suppress(PublicationError):
        noted = [one for one in errata(store) if one.files]
    found: list[Matter] = []
    for one in noted:
        wrong = store.get(one.version)
        if now.version == wrong.version:
            continue
        right = _without(store, noted, one, now)
        try:
            found += _told(one, wrong, now, before, right)
        except duckdb.Error:
            text = f"{_UNTOLD}, for it, or what it is compared with, is of an older program"
            found.append(Matter("finding", wrong.version, text))
    return found


def _attached(connection: duckdb.DuckDBPyConnection, name: str, publication: Publication) -> bool:
    if not publication.database.is_file():
        return False
    with suppress(duckdb.IOException):
        connection.execute(f'ATTACH {literal(publication.database)} AS "{name}" (READ_ONLY)')
        return True
    return False


def _without(
    store: PublicationStore, noted: Sequence[Erratum], erratum: Erratum, now: Publication
) -> Publication | None:
    """The last publication without a file of the source that proved wrong: before the one that was
    marked, or after that was noted. What came between may have had the same of another file."""
    sources = {file.source_id for file in erratum.files}
    alike = [one for one in noted if sources & {file.source_id for file in one.files}]
    wrong = store.get(erratum.version)
    return next(
        (
            one
            for one in reversed(store.all())
            if one.order < now.order
            and (not wrong.is_complete or one.order < wrong.order or not _since(erratum, one))
            and not told_of(alike, one)
            and store.is_readable(one)
        ),
        None,
    )


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
            text = f"{_UNTOLD}, for it is damaged or gone: restore {wrong.folder} from a backup"
            return [Matter("finding", wrong.version, text)]
        _attached(connection, "right", right or wrong)
        for file in erratum.files:
            known = {**parameters, "source": file.source_id, "landing": file.landing_id}
            for what, query in _QUERIES.items():
                given = {name: value for name, value in known.items() if f"${name}" in query}
                ((count, such),) = connection.execute(
                    f"SELECT count(*), min(told) FROM ({query})", given
                ).fetchall()
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
    return matters
