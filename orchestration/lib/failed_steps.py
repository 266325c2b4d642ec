"""Steps that ended with an error, as they are told at the end of the run: also of assets that were
chosen in the UI, which are no job of ours."""

from dagster import DagsterEventType, DagsterInstance

from sozialraum.base.disk import with_way_out


def failed_steps(instance: DagsterInstance, run_id: str) -> list[tuple[str, str]]:
    """Each with its reason: what was raised in it, not what led to that."""
    found = []
    for entry in instance.all_logs(run_id, of_type=DagsterEventType.STEP_FAILURE):
        event = entry.dagster_event
        assert event is not None
        data = event.step_failure_data
        reason = data.user_failure_data.description if data.user_failure_data else None
        if not reason and data.error is not None:
            # Dagster's own, that the step failed, is around it
            said = (data.error.cause or data.error).message.strip()
            reason = said.partition(": ")[2] or said
        found.append((event.step_key or "", with_way_out(reason or "failed")))
    return found
