"""What a person sees in the terminal while a run goes on."""

import logging
import sys
from typing import Any

from dagster import DagsterEventType as Event
from dagster import InitLoggerContext, MetadataValue, logger

RUNNING: list[str] = []
"""The steps that have begun and not ended, in this process."""
ENDS = (Event.STEP_SUCCESS, Event.STEP_FAILURE, Event.STEP_SKIPPED)

# a declared layer of which nothing was retrieved yet is no news
ABSENT = MetadataValue.text("absent")


@logger
def console_progress(_: InitLoggerContext) -> logging.Logger:
    """One line per asset and failed check, as they end."""
    # Where the chain stops early on purpose, every check that is not made would be announced.
    logging.getLogger("dagster._core.execution.plan.active").addFilter(
        lambda record: "will proceed without gating" not in record.getMessage()
    )
    log = logging.Logger("sozialraum.run", level=logging.DEBUG)
    log.addHandler(ProgressHandler())
    return log


class ProgressHandler(logging.Handler):
    """Turns a run's events into short lines on standard error."""

    def __init__(self) -> None:
        super().__init__()
        self._line_open = False

    def emit(self, record: logging.LogRecord) -> None:
        metadata: dict[str, Any] = getattr(record, "dagster_meta", {}) or {}
        event = metadata.get("dagster_event")
        if event is None:
            text = str(metadata.get("orig_message") or record.getMessage())
            # what did not run because of an earlier failure is no news
            if record.levelno >= logging.WARNING and not text.startswith("Dependencies for step"):
                self._print(f"  ! {text}")
            elif record.levelno == logging.DEBUG:
                self._transient(text)
            return
        if event.event_type == Event.STEP_START:
            RUNNING.append(event.step_key)
        elif event.event_type in ENDS and event.step_key in RUNNING:
            RUNNING.remove(event.step_key)
        if event.event_type == Event.ASSET_MATERIALIZATION:
            materialization = event.step_materialization_data.materialization
            if materialization.metadata.get("outcome") == ABSENT:
                return
            self._print(
                f"  ✓ {materialization.asset_key.to_user_string()}{_note(materialization.metadata)}"
            )
        elif event.event_type == Event.ASSET_CHECK_EVALUATION:
            check = event.asset_check_evaluation_data
            if not check.passed:
                sign = "✗" if check.severity.value == "ERROR" else "!"
                self._print(
                    f"  {sign} {check.asset_key.to_user_string()}: {check.check_name}: "
                    f"{check.description}"
                )
        elif event.event_type == Event.STEP_FAILURE:
            reason = _reason(event.step_failure_data)
            # the failed check itself was said already
            if "DagsterAssetCheckFailedError" not in reason:
                self._print(f"  ✗ {event.step_key}: {reason}")

    def _print(self, line: str) -> None:
        self._clear()
        print(line, file=sys.stderr, flush=True)

    def _transient(self, line: str) -> None:
        """A line that the next one overwrites; only where somebody watches."""
        if line and sys.stderr.isatty():
            self._clear()
            print(f"  … {line[:100]}", end="", file=sys.stderr, flush=True)
            self._line_open = True

    def _clear(self) -> None:
        if self._line_open:
            print("\r\x1b[2K", end="", file=sys.stderr)
            self._line_open = False


def _reason(failure: Any) -> str:
    """What a person needs of a failed step: our own text, else the innermost error."""
    if failure.user_failure_data is not None and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    error = failure.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else "failed"


def _note(metadata: Any) -> str:
    notes = []
    if "dagster/row_count" in metadata:
        notes.append(f"{metadata['dagster/row_count'].value:,} rows".replace(",", "."))
    if "data_until" in metadata:
        notes.append(f"until {metadata['data_until'].value}")
    if "version" in metadata:
        notes.append(str(metadata["version"].value))
    return f"  ({', '.join(notes)})" if notes else ""
