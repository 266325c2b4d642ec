"""A refresh in this process, as a run like those that the UI starts."""

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from sozialraum.base.beside import BESIDE
from sozialraum.base.lines import VOICE
from sozialraum.base.warehouse import WAIT_MINUTES, Warehouse
from sozialraum.beginning import Asking, look

if TYPE_CHECKING:
    from orchestration.execution import Outcome


def run_refresh(
    warehouse: Warehouse, asking: Asking, *, wait_minutes: int = WAIT_MINUTES
) -> "Outcome":
    """The whole chain, or where there is nothing new a run that says so.

    Args:
        wait_minutes: for how long another writer is waited for.

    Raises:
        MonitorError: it could not begin.
    """
    with closing(BESIDE), ExitStack() as opened:
        with warehouse.locked(patience=wait_minutes * 60, tell=_tell):
            looking = BESIDE.begin(look, warehouse, asking)
            # takes as long as that does
            from orchestration.execution import nothing_new, whole_chain
            from orchestration.lib.instance import load_instance, mended_instance, prepare_home

            load_instance()
            found = looking()
            _tell(*found.mended)
            prepare_home(warehouse)
            instance = opened.enter_context(mended_instance(warehouse))
            if found.made is not None:
                return nothing_new(instance, warehouse, found, asking)
        return whole_chain(instance, warehouse, found.day, asking, wait_minutes)


def _tell(*lines: str) -> None:
    for line in lines:
        VOICE.say(line, level="warning", indent="  ! ")
