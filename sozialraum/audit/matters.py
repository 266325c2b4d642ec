"""What of a refresh people outside this machine should know, each once."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from sozialraum.audit.last_attempt import LastAttempt
from sozialraum.audit.news import (
    DECIDED_OTHERWISE,
    OTHERWISE,
    decided_otherwise,
    gone,
    otherwise,
    read_otherwise,
    side_by_side,
)
from sozialraum.base.lines import SHOWN, kind_of, listed

if TYPE_CHECKING:
    import duckdb

Kind = Literal["finding", "damaged", "blocked", "failure", "broken_off", "unread", "stale", "news"]
"""The gravest first: figures that are wrong, or may be. ``news``: findings that are new."""
BLOCKING: tuple[Kind, ...] = ("blocked", "failure")
"""For these nothing was published."""
TO_REFRESH = "sozialraum refresh (from the live portal: --source live)"
LONGEST_WITHOUT_A_RUN = timedelta(days=40)
"""Even who refreshes once a month is not without a run for so long."""
UNREAD = (
    "fetched",
    "wire_format",
    "layer_form",
    "older_vintages_readable",
    "no_new_text_unread",
    "no_file_came_back",
)
"""The checks that fail where something of a source could not be had or read, or may be what had
been corrected."""

_AMOUNT = re.compile(r"\d[\d.,]*\s?[kKMGT]?i?B\b")
# Without parameters: with any, DuckDB loads pandas, which takes longer than all that is asked here.
_CHECKS = f"""
    SELECT severity, table_name, check_name, coalesce(published, observed)
    FROM audit.check_result
    WHERE NOT passed AND (severity = 'critical' OR check_name IN {UNREAD})
    ORDER BY ALL
"""
_STALE = """
    SELECT source_id, coalesce(data_until::VARCHAR, 'none'), expected_until
    FROM marts.mart_source_status
    WHERE state = 'stale' AND fetch_problem IS NULL
    ORDER BY source_id
"""
_GONE = (
    "had figures in the publication before and has none now: its entry is gone, or they are not "
    "released any more"
)
# a finding on the pandemic is told only where its interval leaves out that nothing happened; an
# answer on coverage only where no voice contradicts
_FINDINGS = """
    WITH certain AS (
        SELECT 'now' AS edition, area_id, indicator_id AS about, finding AS answer
        FROM now.marts.mart_pandemic_effect WHERE finding IN ('new_need', 'aggravated')
        UNION ALL
        SELECT 'before', area_id, indicator_id, finding
        FROM before.marts.mart_pandemic_effect WHERE finding IN ('new_need', 'aggravated')
        UNION ALL
        SELECT 'now', area_id, theme, coverability
        FROM now.marts.mart_need_coverage WHERE coverability = 'not_coverable' AND NOT disputed
        UNION ALL
        SELECT 'before', area_id, theme, coverability
        FROM before.marts.mart_need_coverage WHERE coverability = 'not_coverable' AND NOT disputed
    )
    SELECT area.area_name, certain.about, certain.answer
    FROM certain
    JOIN now.marts.dim_area AS area USING (area_id)
    GROUP BY area.area_name, area.area_id, certain.about, certain.answer
    HAVING bool_and(certain.edition = 'now')
    ORDER BY certain.answer DESC, area.area_id, certain.about
"""


@dataclass(frozen=True)
class Matter:
    """``about``: the table and check, source, area or step; ``text``: what is the matter.
    ``of``: the publication, where each that tells the same is another matter."""

    kind: Kind
    about: str
    text: str
    of: str = ""

    @property
    def key(self) -> str:
        """Equal where it is the same matter again: of the text what recurs, but of what blocks all
        but amounts of memory, as one check stops the files of many sources, each to be mended."""
        said = _AMOUNT.sub("…", self.text) if self.kind in BLOCKING else kind_of(self.text)
        return ": ".join(filter(None, (self.kind, self.about, self.of, said)))

    @property
    def line(self) -> str:
        return f"{self.about}: {self.text}"


def by_line(matters: Iterable[Matter]) -> list[tuple[str, list[Matter]]]:
    """Equal matters as one line, with a count and the first three, the gravest kind first; overdue
    figures only where the line's dates are those of all."""
    groups: dict[tuple[Kind, str], list[Matter]] = {}
    for one in sorted(matters, key=lambda one: get_args(Kind).index(one.kind)):
        alike = one.text if one.kind == "stale" else kind_of(one.text)
        groups.setdefault((one.kind, alike), []).append(one)
    return [(_line(alike), alike) for alike in groups.values()]


def _line(alike: Sequence[Matter]) -> str:
    first, names = alike[0], listed(len(alike), [one.about for one in alike[:SHOWN]])
    return first.line if len(alike) == 1 else f"{len(alike)} × {first.text}: {names}"


def matters_of(build_database: Path, failed_steps: Sequence[tuple[str, str]] = ()) -> list[Matter]:
    """What a refresh left for people to do.

    Args:
        build_database: with the findings of the refresh in ``audit.check_result``.
        failed_steps: steps that ended with an error, each with its reason.
    """
    found = _of_checks(build_database)
    if any(one.kind == "blocked" for one in found):
        # which is why the steps failed
        return found
    return [*(Matter("failure", step, reason) for step, reason in failed_steps), *found]


def broken_off(last: LastAttempt | None) -> list[Matter]:
    """That the run before ended without a word: killed, or the machine went down."""
    if last is None or last.ended_at is not None:
        return []
    began = f"{last.began_at:%Y-%m-%d %H:%M} UTC"
    # by its time: the next one that breaks off is another matter
    return [Matter("broken_off", f"the run of {began}", "broke off before its end")]


def not_run(last: datetime | None, now: datetime) -> list[Matter]:
    """That no run was begun for longer than a monthly refresh would let pass. ``last``: when one
    was begun last."""
    if last is None or now - last <= LONGEST_WITHOUT_A_RUN:
        return []
    return [
        Matter(
            "stale",
            "refresh",
            f"the last run began {last:%Y-%m-%d %H:%M} UTC, more than "
            f"{LONGEST_WITHOUT_A_RUN.days} days ago. Does whatever starts it work? "
            f"systemctl list-timers; to refresh now: {TO_REFRESH}",
        )
    ]


def changed_otherwise(database: Path, before: Path) -> list[Matter]:
    """Figures, and classes of them, that are others than in the publication before, or gone, for no
    reason in their files; sources, indicators and services that are gone as a whole. Empty where
    the two cannot be compared.
    """
    import duckdb

    found: list[Matter] = []
    with suppress(duckdb.Error), side_by_side(database, before) as connection:
        # one that an older program published may lack a table that one of the two asks for
        for what in OTHERWISE:
            with suppress(duckdb.Error):
                found += [
                    Matter("finding", name, f"{count} {what}")
                    for name, count in otherwise(connection, what)
                ]
        with suppress(duckdb.Error):
            found += [
                Matter("finding", name, f"{count} {DECIDED_OTHERWISE}")
                for name, count in decided_otherwise(connection)
            ]
        with suppress(duckdb.Error):
            found += [
                Matter(
                    "finding",
                    source_id,
                    f"its entry names {tables} now, in place of {before_it}: {count} figures, or "
                    "places, of the publication before are others or gone, and nothing else tells",
                )
                for source_id, before_it, tables, count in read_otherwise(connection)
            ]
        with suppress(duckdb.Error):
            found += [Matter("finding", name, _GONE) for name in gone(connection)]
    return found


def still_published(source_id: str, versions: Sequence[str], folder: Path) -> Matter:
    """That publications have figures of a source that is not released, or not any more.

    Args:
        folder: in which the publications lie.
    """
    return Matter(
        "finding",
        source_id,
        f"its figures are not released, but {len(versions)} earlier publications have them: "
        f"{', '.join(versions)}. To take them away, delete their folders in "
        f"{folder} (and in backups, and what was given away); an edition is made again without "
        "them: sozialraum report --month YYYY-MM",
    )


def built_otherwise(version: str, marts: Sequence[str]) -> Matter:
    """That a publication stays which was made of the same and has these marts otherwise."""
    return Matter(
        "finding",
        f"publication {version}",
        f"was made of the same files, declarations and program, and says otherwise than what was "
        f"built now in {', '.join(marts)}; it stays. If it is wrong, note that, and the next "
        f"refresh publishes anew: sozialraum erratum {version} --text '…'",
    )


def in_use_again(version: str, left: str, files: Iterable[object]) -> Matter:
    """That a publication uses again what came with one that a rollback left, or is made of the
    same."""
    names = [*map(str, files)]
    what = (
        f"uses {listed(len(names), names[:SHOWN])}, which came with {left}, left by a rollback"
        if names
        else f"was made of the same files, declarations and program as {left}, left by a rollback"
    )
    return Matter(
        "finding",
        f"publication {version}",
        f"{what}, for no erratum says that it is wrong. If it is, note that, and go back again: "
        f"sozialraum erratum {version} --source ID --file LANDING --text …",
        of=version,
    )


def not_mended(version: str, marked: str, erratum: str) -> Matter:
    """That a publication was made of just what one was that proved wrong."""
    return Matter(
        "finding",
        f"publication {version}",
        f"was made of the same files, declarations and program as {marked}, of which an erratum "
        f"says: {erratum} What was wrong there is so here: mend its cause and refresh again",
    )


def may_be_wrong(version: str, marked: str, files: Iterable[object]) -> Matter:
    """That a publication uses files that came with one that proved wrong, of which nothing tells
    whether they were the cause. Noted of the one that uses them: the other one may be gone."""
    names = [*map(str, files)]
    return Matter(
        "finding",
        f"publication {marked}",
        f"has an erratum that names no file, and of those that came with it {version} uses "
        f"{listed(len(names), names)}. If one of them was wrong: sozialraum erratum {version} "
        "--source ID --file LANDING --text …",
    )


def cannot_be_told(version: str, marked: str, folder: Path) -> Matter:
    """That what proved wrong is gone, and nothing tells whether a publication has its fault."""
    return Matter(
        "finding",
        f"publication {marked}",
        f"has an erratum that names no file, and is gone or damaged: whether its fault is in "
        f"{version}, too, cannot be told. Look whether it is (sozialraum erratum {version} "
        f"--text …); to be told, restore {folder} from a backup, and note the erratum again",
    )


def new_findings(database: Path, before: Path) -> list[Matter]:
    """Certain findings that the last edition's database has not; none where the two cannot be
    compared."""
    import duckdb

    with suppress(duckdb.Error), side_by_side(database, before) as connection:
        return [
            Matter("news", f"{area}, {about}", f"new in this edition: {answer}")
            for area, about, answer in connection.execute(_FINDINGS).fetchall()
        ]
    return []


def _of_checks(build_database: Path) -> list[Matter]:
    """Failed critical checks, sources that could not be had or read, and those without the figures
    that were due; it leaves the house, and says what a publication would of figures that are not
    released."""
    import duckdb

    if not build_database.is_file():
        return []
    with duckdb.connect(build_database, read_only=True) as connection:
        checks = _rows(connection, _CHECKS)
        stale = _rows(connection, _STALE)
    return [
        *(
            Matter("blocked" if severity == "critical" else "unread", f"{table}: {check}", observed)
            for severity, table, check, observed in checks
        ),
        *(
            Matter("stale", source_id, f"figures until {until}; newer ones were due by {due}")
            for source_id, until, due in stale
        ),
    ]


def _rows(connection: "duckdb.DuckDBPyConnection", query: str) -> list[Any]:
    """None where a refresh did not come so far that there is the table."""
    import duckdb

    try:
        return connection.execute(query).fetchall()
    except duckdb.CatalogException:
        return []
