"""Figures that are published again as a file said them that proved wrong, whatever brings them.

What says all again that such a file said is not used (``sozialraum/repeated.py``). The same figure
also comes back under another label, rounded, or in the table of another year.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import duckdb

from sozialraum.audit.matters import Matter, changed_otherwise
from sozialraum.audit.news import PLACES, side_by_side
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
        AND (before.landing_id = wrong.landing_id OR now.value IS DISTINCT FROM before.value)
        AND abs(now.value - wrong.value)
            <= 0.5 / 10 ** least({_DECIMALS.format("now")}, {_DECIMALS.format("wrong")})
"""
# what registers and layers list: by name, and all that a row says of it
_LISTED = {
    "services": ("service_name", PLACES),
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


def _listed(name: str, rows: str) -> str:
    of_source = f"FROM ({rows}) WHERE source_id = $source"
    return f"""
        SELECT DISTINCT {name} AS told
        FROM (
            ({of_source.format("wrong")} INTERSECT {of_source.format("now")})
            EXCEPT (FROM ({rows.format('"right"')}) WHERE $has_right)
            EXCEPT (FROM ({rows.format("before")}) WHERE NOT $was_wrong)
        )
    """


def changes_to_tell(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    """What is otherwise in a publication than in the one before for no reason in its files, and
    what proved wrong and is there again."""
    return [*_changed_otherwise(now.database, before.database), *wrong_again(store, now, before)]


@cache
def _changed_otherwise(now: Path, before: Path) -> Sequence[Matter]:
    """What is published stays as it is, and both the run and who asked for it tell this."""
    return tuple(changed_otherwise(now, before))


def wrong_again(store: PublicationStore, now: Publication, before: Publication) -> list[Matter]:
    """Figures and rows of files that proved wrong which a publication has again, and the one
    before it had otherwise, not at all, or of the wrong file. What that brought beside its fault is
    among them; what was published without it too is not."""
    # errata that cannot be read are told by themselves, and nothing is published
    noted: list[Erratum] = []
    with suppress(PublicationError):
        noted = [one for one in errata(store) if one.files]
    found: list[Matter] = []
    for one in noted:
        wrong, right = store.get(one.version), _without(store, one, now)
        if now.version == wrong.version:
            continue
        try:
            found += _told(one, wrong, now, before, right)
        except (duckdb.Error, OSError):
            found.append(
                Matter(
                    "finding",
                    wrong.version,
                    "which has an erratum, is damaged, gone or of an older program: whether its "
                    "wrong figures are published again cannot be told",
                )
            )
    return found


def _without(store: PublicationStore, erratum: Erratum, now: Publication) -> Publication | None:
    """The last publication before one that had not the wrong files."""
    return next(
        (
            one
            for one in reversed(store.all())
            if one.order < now.order and not told_of([erratum], one) and store.is_readable(one)
        ),
        None,
    )


def _told(
    erratum: Erratum,
    wrong: Publication,
    now: Publication,
    before: Publication,
    right: Publication | None,
) -> list[Matter]:
    matters = []
    parameters: dict[str, object] = {"has_right": right is not None}
    with side_by_side(now.database, before.database) as connection:
        for name, one in (("wrong", wrong), ("right", right or wrong)):
            if not one.database.is_file():
                raise FileNotFoundError(one.database)
            connection.execute(f'ATTACH {literal(one.database)} AS "{name}" (READ_ONLY)')
        for file in erratum.files:
            parameters |= {"source": file.source_id}
            of_figures = parameters | {"landing": file.landing_id}
            of_rows = parameters | {"was_wrong": bool(told_of([erratum], before))}
            for what, query, given in (
                ("figures", _FIGURES, of_figures),
                *((what, _listed(*such), of_rows) for what, such in _LISTED.items()),
            ):
                ((count, such),) = connection.execute(
                    f"SELECT count(*), min(told) FROM ({query})", given
                ).fetchall()
                if count:
                    matters.append(
                        Matter(
                            "finding",
                            file.source_id,
                            f"{what} are again as {file} had them, which proved wrong (erratum of "
                            f"{erratum.version}): {count}, such as {such}. If they are wrong "
                            "again, note it anew: sozialraum erratum with --source",
                        )
                    )
    return matters
