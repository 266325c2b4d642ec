"""What a person sees in the terminal while a run goes on."""

import logging
import sys
from collections import defaultdict
from contextlib import suppress
from typing import Any

from dagster import DagsterEventType as Event
from dagster import InitLoggerContext, MetadataValue, logger

from orchestration.lib.checks import UP_TO_DATE
from sozialraum.base import errors
from sozialraum.base.disk import with_way_out
from sozialraum.base.lines import SHOWN, VOICE, Kinds, Level, width

PROGRESS: dict[str, dict[str, object]] = {"progress": {}}
"""Of a run's configuration: progress for people instead of all events."""
RUNNING: list[str] = []
"""The steps that have begun and not ended, in this process."""
ENDS = (Event.STEP_SUCCESS, Event.STEP_FAILURE, Event.STEP_SKIPPED)
RUN_ENDS = (Event.PIPELINE_SUCCESS, Event.PIPELINE_FAILURE, Event.PIPELINE_CANCELED)
SIGNS: dict[Level, str] = {"info": "✓", "warning": "!", "error": "✗"}

SEVERAL = " | "
"""Between the findings of a check in its text."""

_ELSEWHERE = "_RemoteTraceback"
"""As what an executor tells where an error happened in another process."""

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


def told(found: list[str]) -> str:
    """The first findings of a check, and where the others are."""
    more = len(found) - SHOWN
    rest = f" | and {more} more: see the check in the UI, or sozialraum status" if more > 0 else ""
    return SEVERAL.join(found[:SHOWN]) + rest


class ProgressHandler(logging.Handler):
    """Turns a run's events into short lines on standard error.

    Of failed checks of a kind the first are told as they end, the others are counted at the end.
    """

    def __init__(self) -> None:
        super().__init__()
        self._line_open = False
        self._kinds: defaultdict[Level, Kinds] = defaultdict(Kinds)

    def emit(self, record: logging.LogRecord) -> None:
        metadata: dict[str, Any] = getattr(record, "dagster_meta", {}) or {}
        event = metadata.get("dagster_event")
        if event is None:
            text = str(metadata.get("orig_message") or record.getMessage())
            # what did not run because of an earlier failure is no news
            if record.levelno >= logging.WARNING and not text.startswith("Dependencies for step"):
                self._say(text, "warning")
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
            self._say(
                f"{materialization.asset_key.to_user_string()}{_note(materialization.metadata)}"
            )
        elif event.event_type == Event.ASSET_CHECK_EVALUATION:
            self._judged(event.asset_check_evaluation_data)
        elif event.event_type == Event.STEP_FAILURE:
            reason = _reason(event.step_failure_data)
            # the failed check itself was said already
            if "DagsterAssetCheckFailedError" not in reason:
                self._say(reason, "error", event.step_key)
        elif event.event_type in RUN_ENDS:
            self._count_others()

    def _judged(self, check: Any) -> None:
        # of stale sources the check of their mart tells, of all at once
        if check.passed or check.check_name == UP_TO_DATE:
            return
        level: Level = "error" if check.severity.value == "ERROR" else "warning"
        table, text = check.asset_key.to_user_string(), str(check.description)
        if self._kinds[level].is_told(check.check_name, text):
            problems = check.metadata.get("findings")
            found = list(problems.value) if problems is not None else text.split(SEVERAL)
            self._say(f"{check.check_name}: {told(found or [text])}", level, table)

    def _count_others(self) -> None:
        for level, kinds in self._kinds.items():
            for line in kinds.others():
                self._say(line, level)
        self._kinds.clear()

    def _say(self, text: str, level: Level = "info", step: str | None = None) -> None:
        self._clear()
        VOICE.say(text, level=level, step=step, indent=f"  {SIGNS[level]} ")

    def _transient(self, line: str) -> None:
        """A line that the next one overwrites; only where somebody watches."""
        if line and VOICE.is_plain and sys.stderr.isatty():
            self._clear()
            with suppress(OSError):
                print(f"  … {line}"[: min(width(), 104)], end="", file=sys.stderr, flush=True)
            self._line_open = True

    def _clear(self) -> None:
        if self._line_open:
            self._line_open = False
            # as for what is said (`VOICE`): the terminal may be closed by now
            with suppress(OSError):
                print("\r\x1b[2K", end="", file=sys.stderr)


def innermost(error: Any) -> Any:
    """The error that led to others; where another process says that it was is none."""
    while error is not None and error.cause is not None:
        if error.cause.cls_name == _ELSEWHERE:
            break
        error = error.cause
    return error


def _reason(failure: Any) -> str:
    """What a person needs of a failed step: our own text, else the innermost error."""
    if failure.user_failure_data is not None and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    error = innermost(failure.error)
    if error is None:
        return "failed"
    # ours say all that a person needs
    return with_way_out(error.message.strip().removeprefix(f"{errors.__name__}.{error.cls_name}: "))


def _note(metadata: Any) -> str:
    notes = []
    if "dagster/row_count" in metadata:
        notes.append(f"{metadata['dagster/row_count'].value:,} rows")
    if "data_until" in metadata:
        notes.append(f"until {metadata['data_until'].value}")
    if "version" in metadata:
        notes.append(str(metadata["version"].value))
    return f"  ({', '.join(notes)})" if notes else ""
