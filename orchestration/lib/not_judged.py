"""What a failed run did not come to judge, and why: said at each check, in place of a failure.

Dagster shows every check that a failed run had planned and not evaluated as failed ("execution
failed", red), hundreds where one file is bad. Here each gets an evaluation with the severity WARN
that says what it was not judged for, with a link there (docs/decisions/025-red-means-failed.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dagster import (
    AssetCheckEvaluation,
    AssetCheckKey,
    AssetCheckSeverity,
    DagsterEvent,
    DagsterEventType,
    DagsterInstance,
    DagsterRun,
    MetadataValue,
)

PLANNED = DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED
EVALUATED = DagsterEventType.ASSET_CHECK_EVALUATION
STEP_FAILED = DagsterEventType.STEP_FAILURE
TOLD = 3


@dataclass(frozen=True)
class Cause:
    """What stopped a step: a failed check, else an error. ``says`` is Markdown for the UI."""

    step_key: str
    says: str
    url: str | None = None


def tell_not_judged(instance: DagsterInstance, run_id: str, ended_by: str | None = None) -> int:
    """Says at each check that the run planned and did not evaluate why it was not judged.

    To be called when no step of the run goes on any more. Where nothing failed, nothing is said:
    a run that found nothing new leaves checks as they were judged before.

    Args:
        ended_by: what ended the run where no step of it failed.

    Returns:
        How many checks were told so.
    """
    run = instance.get_run_by_id(run_id)
    # a check that stops a step fails it; reading what some hundred checks said takes a while
    if run is None or not (ended_by or instance.all_logs(run_id, of_type=STEP_FAILED)):
        return 0
    events = [
        entry.dagster_event
        for entry in instance.all_logs(run_id, of_type={PLANNED, EVALUATED, STEP_FAILED})
        if entry.dagster_event is not None
    ]
    waiting = _not_evaluated(events)
    causes = _causes(events) or ([Cause("", ended_by)] if ended_by else [])
    if not waiting or not causes:
        return 0
    before = _steps_before(instance, run)
    for key, step_key in waiting.items():
        own = before.get(step_key, set()) | {step_key}
        stopped_by = [cause for cause in causes if cause.step_key in own] or causes
        instance.report_dagster_event(_said(run, key, step_key, stopped_by), run_id)
    return len(waiting)


def check_url(key: AssetCheckKey) -> str:
    """The check's page in the UI, below its address."""
    asset = "/".join(quote(part, safe="") for part in key.asset_key.path)
    return f"/assets/{asset}?{urlencode({'view': 'checks', 'checkDetail': key.name})}"


def _not_evaluated(events: Iterable[DagsterEvent]) -> dict[AssetCheckKey, str]:
    """The checks that were planned and not evaluated, each with its step."""
    found: dict[AssetCheckKey, str] = {}
    for event in events:
        if event.event_type == PLANNED:
            planned = event.asset_check_planned_data
            found[AssetCheckKey(planned.asset_key, planned.check_name)] = event.step_key or ""
        elif event.event_type == EVALUATED:
            found.pop(event.asset_check_evaluation_data.asset_check_key, None)
    return found


def _causes(events: Iterable[DagsterEvent]) -> list[Cause]:
    """In the order in which they came; of a step that a check stopped, the check."""
    causes: list[Cause] = []
    for event in events:
        step_key = event.step_key or ""
        if event.event_type == EVALUATED:
            judged = event.asset_check_evaluation_data
            is_fatal = judged.blocking and judged.severity == AssetCheckSeverity.ERROR
            if is_fatal and not judged.passed:
                key = judged.asset_check_key
                name = f"{key.asset_key.to_user_string()}: {key.name}"
                causes.append(Cause(step_key, f"[{name}]({check_url(key)})", check_url(key)))
        elif event.event_type == STEP_FAILED and all(one.step_key != step_key for one in causes):
            causes.append(Cause(step_key, f"the error in step `{step_key}`"))
    return causes


def _steps_before(instance: DagsterInstance, run: DagsterRun) -> Mapping[str, set[str]]:
    """All steps that each step of the run waited for, directly or not."""
    if run.execution_plan_snapshot_id is None:
        return {}
    plan = instance.get_execution_plan_snapshot(run.execution_plan_snapshot_id)
    direct = {
        step.key: {key for one in step.inputs for key in one.upstream_step_keys}
        for step in plan.steps
    }
    found: dict[str, set[str]] = {}
    for key in direct:
        waiting, seen = [key], set[str]()
        while waiting:
            new = direct.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        found[key] = seen
    return found


def _said(run: DagsterRun, key: AssetCheckKey, step_key: str, causes: list[Cause]) -> DagsterEvent:
    more = f" and {len(causes) - TOLD} more" if len(causes) > TOLD else ""
    named = ", ".join(cause.says for cause in causes[:TOLD]) + more
    description = f"Not judged because of {named}"
    links = [cause.url for cause in causes if cause.url][:TOLD]
    evaluation = AssetCheckEvaluation(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=False,
        severity=AssetCheckSeverity.WARN,
        description=description,
        metadata={
            "judged": MetadataValue.bool(False),
            **{f"because_of_{n}": MetadataValue.url(url) for n, url in enumerate(links, start=1)},
            "run": MetadataValue.dagster_run(run.run_id),
        },
    )
    return DagsterEvent(
        event_type_value=EVALUATED.value,
        job_name=run.job_name,
        step_key=step_key or None,
        message=f"Asset check '{key.name}' on '{key.asset_key.to_user_string()}' was not judged.",
        event_specific_data=evaluation,
    )
