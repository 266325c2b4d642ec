"""Whether the figures of a source are as new as its declared cadence lets expect.

A refresh materializes every source, also one of which nothing new has come for years: when an asset
was made says nothing of the age of its figures. The rule is `assess.source_status`'s; here the UI
is told, in red: of a mere warning Dagster's list and graph of assets show nothing.
"""

from collections.abc import Iterator
from typing import Any

from dagster import (
    AssetCheckEvaluation,
    AssetCheckExecutionContext,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MetadataValue,
    multi_asset_check,
)

from orchestration.defs.ingest.skeleton import source_key
from orchestration.defs.resources import RefreshResource
from orchestration.lib.checks import UP_TO_DATE
from sozialraum.declarations import Catalogue

STATUS = AssetKey(["assess", "source_status"])
BEHIND = ("stale", "unreadable", "not_landed")


def freshness_checks(catalogue: Catalogue) -> AssetChecksDefinition:
    """One per table, office's file and layer of figures; registers have no cadence. None blocks."""

    @multi_asset_check(
        specs=[
            AssetCheckSpec(
                UP_TO_DATE,
                asset=source_key(source.id),
                additional_deps=[STATUS],
                description=_expected(source.cadence, source.freshness_days),
            )
            for source in catalogue.sources
        ],
        name="freshness",
        can_subset=True,
    )
    def freshness(
        context: AssetCheckExecutionContext, refresh: RefreshResource
    ) -> Iterator[AssetCheckEvaluation]:
        with refresh.warehouse.connect(read_only=True) as connection:
            found = connection.execute(
                "SELECT status.source_id, state, data_until, expected_until, fetch_problem, "
                "date_diff('day', data_until, cities.as_of) "
                "FROM assess.source_status AS status CROSS JOIN declared.city AS cities"
            ).fetchall()
        rows = {row[0]: row[1:] for row in found}
        for key in sorted(context.selected_asset_check_keys):
            # a layer of which nothing came yet has no status
            yield _judged(key.asset_key, *rows.get(key.asset_key.path[-1], ("absent", *4 * [None])))

    return freshness


def _expected(cadence: str, days: int | None) -> str:
    if days is None:
        return "The source has ended, appears once or tells of the future: it does not age."
    step = " and the time between two of its reference days" if cadence == "day" else ""
    return (
        f"The newest figures are at most {days} days{step} old, as is expected of a source with "
        f"the cadence `{cadence}`, and the provider could be asked for them."
    )


def _judged(
    source: AssetKey, state: str, until: Any, expected: Any, problem: str | None, age: int | None
) -> AssetCheckEvaluation:
    told = [state.replace("_", " ")]
    if until is not None:
        told.append(f"figures until {until}")
    if expected is not None:
        told.append(f"newer ones expected {'since' if state == 'stale' else 'after'} {expected}")
    if problem is not None:
        told.append(problem)
    shown: dict[str, Any] = {"state": state}
    if age is not None:
        shown["age_in_days"] = MetadataValue.int(age)
    return AssetCheckEvaluation(
        asset_key=source,
        check_name=UP_TO_DATE,
        passed=state not in BEHIND,
        severity=AssetCheckSeverity.ERROR,
        description="; ".join(told),
        metadata=shown,
    )
