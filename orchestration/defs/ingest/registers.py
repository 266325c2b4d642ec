"""One asset per register, all made in one step: landed, checked row by row, loaded."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dagster import AssetsDefinition, MetadataValue

from orchestration.defs.ingest.skeleton import (
    Entry,
    Ingested,
    Run,
    each,
    ingest_assets,
    source_key,
    source_spec,
)
from orchestration.lib.policies import PLANNING
from sozialraum.audit.check import Check, Finding
from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import Register
from sozialraum.registers import CheckedRegister, Problem, check_register, known_areas
from sozialraum.registers.handbook import describe_register
from sozialraum.registers.loading import (
    fingerprint,
    is_register_loaded,
    land_register,
    load_register,
    record_register_retrieval,
)
from sozialraum.registers.loss import check_loss, told_otherwise
from sozialraum.words import Joined, Message, Name, Text, Words

SHOWN = 10


def register_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    entries = [_entry(catalogue, register) for register in catalogue.registers]
    return ingest_assets(entries, _declared, each(_ingest), name="registers")


def _declared(catalogue: Catalogue) -> dict[str, Register]:
    return {register.source_id: register for register in catalogue.registers}


def _entry(catalogue: Catalogue, register: Register) -> Entry:
    spec = source_spec(
        register.source_id,
        title=register.title,
        office=register.office,
        about=f"Kept by hand in `{catalogue.register_url(register)}`.\n\n"
        + describe_register(catalogue, register),
        owner=PLANNING,
        kind="csv",
        written={
            "register": catalogue.register_path(register),
            "rules": catalogue.folder / "registers.yaml",
        },
        metadata={"rules": len(register.rules)},
        tags={"planning_field": register.planning_field},
        # the crosswalk says which areas there are
        deps=[source_key(catalogue.crosswalk)],
    )
    return Entry(spec, [_valid(register), _ids_kept(register)])


def _valid(register: Register) -> Check:
    return Check(
        table_name=f"source.{register.source_id}",
        check_name="register_valid",
        kind="wire",
        severity="critical",
        description="Every row of the register is as declared, with a source.",
        details=f"Faulty rows are set aside; more than {register.max_rejected} of them, or an "
        "unreadable file, stop the publication.",
    )


def _ids_kept(register: Register) -> Check:
    return Check(
        table_name=f"source.{register.source_id}",
        check_name="ids_kept",
        kind="wire",
        severity="warning",
        description="No id names something else than what is published of it.",
        details=f"Rows of the same `{register.key}` with another `{register.named}` and another "
        "kind (`kinds`) or area; columns whose texts stand at other ids.",
    )


def _ingest(run: Run, register: Register) -> Ingested:
    refresh, store = run.refresh, run.store
    catalogue = refresh.catalogue
    words = refresh.words
    areas = known_areas(catalogue, store, run.counts, refresh.as_of_date)
    declaration = fingerprint(catalogue, register, areas, refresh.as_of_date)
    moment = datetime.now(UTC) if refresh.is_live else catalogue.snapshot.retrieved_at
    try:
        newest, is_new = land_register(store, catalogue, register, moment)
    except FileNotFoundError as error:
        newest, is_new = None, False
        checked = _not_read(register, Message("registers-no-file", path=Name(str(error.filename))))
    except OSError as error:
        newest, is_new = None, False
        checked = _not_read(
            register,
            Message(
                "registers-not-read",
                path=Name(str(error.filename)),
                reason=Name(error.strerror or str(error)),
            ),
        )
    vintages = store.vintages(register.source_id)
    in_use = next((one for one in reversed(vintages) if run.counts(one)), None)
    for landing in {landing.landing_id: landing for landing in vintages}.values():
        is_newest = newest is not None and landing.landing_id == newest.landing_id
        if not is_newest and is_register_loaded(run.connection, landing, declaration):
            continue
        try:
            content = landing.content()
        except SourceError as error:
            if in_use is not None and landing.landing_id == in_use.landing_id:
                raise
            run.context.log.warning(str(error))
            continue
        found = check_register(catalogue, register, content, areas, refresh.as_of_date)
        load_register(run.connection, landing, found, declaration, words)
        if is_newest:
            checked = found
    checked = check_loss(run.connection, checked, run.published)
    reused = _told(told_otherwise(run.connection, checked, run.published))
    run.record_vintages(register.source_id, vintages)
    record_register_retrieval(run.connection, newest, register.source_id, moment)
    for warning in checked.warnings:
        run.context.log.info(words.say(warning.said))
    return Ingested(
        register.source_id,
        findings=[
            _finding(checked, words),
            _ids_kept(register).judged(
                [words.say(one) for one in reused],
                words.say(Message("registers-ids-kept")),
            ),
        ],
        metadata={
            "dagster/row_count": len(checked.rows) - checked.rejected,
            "rejected_rows": checked.rejected,
            "vintages": len(vintages),
            "new_landings": int(is_new),
            "landed_at": MetadataValue.text(str(newest.retrieved_at if newest else None)),
        },
    )


def _not_read(register: Register, reason: Message) -> CheckedRegister:
    problem = Problem(register.file, None, None, "", reason)
    return CheckedRegister(register, [], [problem], [], readable=False)


def _finding(checked: CheckedRegister, words: Words) -> Finding:
    check = _valid(checked.register)
    return Finding(
        check.as_warning() if checked.usable else check,
        passed=not checked.errors,
        observed=words.say(_observed(checked)),
        failing_rows=checked.rejected if checked.readable else None,
        sample=[
            {
                words.say(Message("registers-sample-row")): problem.row,
                words.say(Message("registers-sample-column")): problem.column,
                words.say(Message("registers-sample-value")): problem.value,
                words.say(Message("registers-sample-reason")): words.say(problem.reason),
            }
            for problem in checked.errors[:SHOWN]
        ],
        problems=[words.say(problem.said) for problem in checked.problems],
        rows=[
            {
                "file": problem.file,
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "expectation": words.say(problem.reason),
            }
            for problem in checked.problems
        ],
    )


def _observed(checked: CheckedRegister) -> Text:
    shown = [*checked.errors, *checked.warnings]
    if not shown:
        return Message("registers-as-declared", n=len(checked.rows))
    return Joined(_told(shown), " · ")


def _told(problems: Sequence[Problem]) -> list[Message]:
    """The first ones, and how many more there are."""
    told = [problem.said for problem in problems[:SHOWN]]
    more = len(problems) - SHOWN
    return [*told, Message("registers-more", n=more)] if more > 0 else told
