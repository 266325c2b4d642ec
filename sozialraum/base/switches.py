"""What the environment switches on."""

import os

from sozialraum.base.errors import MonitorError


def is_on(variable: str) -> bool:
    """Off where nothing is said.

    Raises:
        MonitorError: it says neither ``on`` nor ``off``.
    """
    said = os.environ.get(variable) or "off"
    if said.lower() not in ("on", "off"):
        raise MonitorError(f"{variable}={said} is neither `on` nor `off`")
    return said.lower() == "on"
