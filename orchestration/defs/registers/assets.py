"""One asset per register: landed, checked row by row, loaded."""

from collections.abc import Iterator
from datetime import UTC, datetime

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    MaterializeResult,
    MetadataValue,
    asset,
)

from orchestration.defs.ingest.assets import DECLARATIONS
from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, PLANNING
from sozialraum.audit import Finding, record
from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import Register
from sozialraum.ingest.landing import LandingStore
from sozialraum.registers import CheckedRegister, Problem, check_register, known_areas
from sozialraum.registers.loading import (
    fingerprint,
    is_register_loaded,
    land_register,
    load_register,
    record_register_retrieval,
    record_register_vintages,
)

REGISTER_VALID = "register_valid"
SHOWN = 10


def register_key(register: Register) -> AssetKey:
    return AssetKey(["source", register.source_id])


def register_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    return [_register_asset(catalogue, register) for register in catalogue.registers]


def _register_asset(catalogue: Catalogue, register: Register) -> AssetsDefinition:
    check = AssetCheckSpec(
        REGISTER_VALID,
        asset=register_key(register),
        blocking=True,
        description="Every row is as `registers.yaml` declares. Faulty rows are set aside; more "
        f"than {register.max_rejected} of them, or an unreadable file, stop the publication.",
    )

    @asset(
        key=register_key(register),
        # the crosswalk says which areas there are
        deps=[DECLARATIONS, AssetKey(["source", catalogue.crosswalk])],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING, PLANNING],
        kinds={"csv", "duckdb"},
        description=f"**{register.title}**\n\n{register.office}. Kept by hand in "
        f"`{catalogue.register_url(register)}`; see `docs/registers.de.md`.",
        metadata={"office": register.office, "rules": len(register.rules)},
        tags={"planning_field": register.planning_field},
        check_specs=[check],
    )
    def land_and_load(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None]]:
        yield _ingest(context, refresh, register)

    return land_and_load


def _ingest(
    context: AssetExecutionContext, refresh: RefreshResource, register: Register
) -> MaterializeResult[None]:
    catalogue = refresh.catalogue
    store = LandingStore(refresh.warehouse.landing)
    areas = known_areas(catalogue, store)
    declaration = fingerprint(catalogue, register, areas, refresh.as_of_date)
    moment = datetime.now(UTC) if refresh.is_live else catalogue.snapshot.retrieved_at
    try:
        newest, is_new = land_register(store, catalogue, register, moment)
    except FileNotFoundError as error:
        newest, is_new = None, False
        checked = _missing(register, str(error.filename))
    vintages = store.vintages(register.source_id)
    with refresh.warehouse.connect() as connection:
        for landing in {landing.landing_id: landing for landing in vintages}.values():
            is_newest = newest is not None and landing.landing_id == newest.landing_id
            if not is_newest and is_register_loaded(connection, landing, declaration):
                continue
            found = check_register(
                catalogue, register, landing.path.read_bytes(), areas, refresh.as_of_date
            )
            load_register(connection, landing, found, declaration)
            if is_newest:
                checked = found
        record_register_vintages(connection, register.source_id, vintages)
        record_register_retrieval(connection, newest, register.source_id, moment)
        record(connection, [_finding(checked)])
    for warning in checked.warnings:
        context.log.info(str(warning))
    return MaterializeResult(
        metadata={
            "dagster/row_count": len(checked.rows) - checked.rejected,
            "rejected_rows": checked.rejected,
            "vintages": len(vintages),
            "new_landings": int(is_new),
            "landed_at": MetadataValue.text(str(newest.retrieved_at if newest else None)),
        },
        check_results=[
            AssetCheckResult(
                passed=not checked.errors,
                check_name=REGISTER_VALID,
                severity=(AssetCheckSeverity.WARN if checked.usable else AssetCheckSeverity.ERROR),
                description=_observed(checked),
                metadata={
                    "findings": MetadataValue.json([str(problem) for problem in checked.problems])
                },
            )
        ],
    )


def _missing(register: Register, path: str) -> CheckedRegister:
    problem = Problem(register.file, None, None, "", f"Die Datei fehlt. Erwartet: {path}")
    return CheckedRegister(register, [], [problem], [], readable=False)


def _finding(checked: CheckedRegister) -> Finding:
    return Finding(
        table_name=f"source.{checked.register.source_id}",
        check_name=REGISTER_VALID,
        kind="wire",
        severity="warning" if checked.usable else "critical",
        passed=not checked.errors,
        observed=_observed(checked),
        failing_rows=checked.rejected if checked.readable else None,
        description="Every row of the register is as declared, with a source.",
        description_de="Jede Zeile des Registers ist wie vorgesehen und nennt ihre Quelle.",
        sample=[
            {"Zeile": p.row, "Spalte": p.column, "Wert": p.value, "Grund": p.reason}
            for p in checked.errors[:SHOWN]
        ],
    )


def _observed(checked: CheckedRegister) -> str:
    shown = [*checked.errors, *checked.warnings]
    if not shown:
        return f"{len(checked.rows)} Zeilen wie vorgesehen"
    more = [f"und {len(shown) - SHOWN} weitere"] if len(shown) > SHOWN else []
    return " · ".join([*(str(problem) for problem in shown[:SHOWN]), *more])
