"""Steps that end with an error are remembered for the alert at the end of the run."""

from dagster import HookContext, failure_hook

from sozialraum.base.disk import with_way_out


@failure_hook(required_resource_keys={"refresh"})
def remember_failure(context: HookContext) -> None:
    error = context.op_exception
    refresh = context.resources.refresh
    reason = with_way_out(str(error)) if error is not None else "failed"
    refresh.remember_failure(context.step_key, reason)
