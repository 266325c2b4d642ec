"""Whether a file says again, in other bytes, what one said that proved wrong.

An erratum names a landing, which is bytes. The same wrong figures come back as another one: saved
again by an office, exported with other ends of lines, with a later month behind them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozialraum.ingest.landing import Landing

if TYPE_CHECKING:
    import duckdb

# what is read of a file, of each kind; where in the file it stands says nothing
_READ = {
    "cell": "* EXCLUDE (dataset_id, landing_id, row_number) "
    "REPLACE (CASE WHEN number IS NULL THEN value_text END AS value_text)",
    "register_row": "* EXCLUDE (landing_id, row_number)",
    # servers number features anew, write beside them when they were edited, and their positions
    # with more or fewer digits
    "feature": "* EXCLUDE (dataset_id, landing_id, feature_number, feature_id, attributes) "
    "REPLACE (round(longitude, 5) AS longitude, round(latitude, 5) AS latitude)",
    "boundary": "* EXCLUDE (dataset_id, landing_id, feature_number)",
}


@dataclass(frozen=True)
class Repeated:
    """What a file has of one that proved wrong.

    ``said``: rows of the wrong one; ``said_again``: of these the file's. ``came``: rows of the
    wrong one that none before it had. ``went``: rows of the one before it that the wrong one lacks;
    ``went_again``: that the file lacks, too.
    """

    wrong: Landing
    said: int
    said_again: int
    came: int
    went: int
    went_again: int

    @property
    def is_whole(self) -> bool:
        """The file says all that the wrong one said, and lacks what that lacked. One that differs
        from it in a figure may have been mended: also where what was wrong was so before."""
        return self.differed > 0 and (self.said, self.went) == (self.said_again, self.went_again)

    @property
    def differed(self) -> int:
        """Rows in which the wrong one differed from what came before it: without any, what was
        wrong is not among what is read, or was so before."""
        return max(self.came, self.went)


def repeated(
    connection: "duckdb.DuckDBPyConnection",
    landing: Landing,
    wrong: Landing,
    before: Sequence[Landing],
) -> Repeated:
    """Compares what was read of a file with what was read of one that proved wrong.

    What was not loaded counts as empty: of a file that was not read nothing is repeated.

    Args:
        before: what is used in place of the wrong one, the newest last; of it only what the newest
            has can be gone.
    """
    counted = [0, 0, 0, 0, 0]
    for table, columns in _READ.items():
        found = connection.execute(
            f"""
            WITH read AS (
                SELECT landing_id AS of_landing, {columns}
                FROM raw.{table} WHERE source_id = $source
            ),
            other AS (SELECT * EXCLUDE (of_landing) FROM read WHERE of_landing = $other),
            wrong AS (SELECT * EXCLUDE (of_landing) FROM read WHERE of_landing = $wrong),
            came AS (
                FROM wrong EXCEPT (
                    SELECT * EXCLUDE (of_landing) FROM read
                    WHERE list_contains($before::VARCHAR[], of_landing)
                )
            ),
            went AS (
                (SELECT * EXCLUDE (of_landing) FROM read WHERE of_landing = $last)
                EXCEPT FROM wrong
            )
            SELECT
                (SELECT count(*) FROM (SELECT DISTINCT * FROM wrong)),
                (SELECT count(*) FROM (FROM wrong INTERSECT FROM other)),
                (SELECT count(*) FROM came),
                (SELECT count(*) FROM went),
                (SELECT count(*) FROM (FROM went EXCEPT FROM other))
            WHERE EXISTS (FROM wrong)
            """,
            {
                "source": landing.source_id,
                "other": landing.landing_id,
                "wrong": wrong.landing_id,
                "before": [one.landing_id for one in before],
                "last": before[-1].landing_id if before else "",
            },
        ).fetchone()
        counted = [one + more for one, more in zip(counted, found or (0,) * 5, strict=True)]
    return Repeated(wrong, *counted)
