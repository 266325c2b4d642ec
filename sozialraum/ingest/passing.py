"""Readings of files that ended for a reason that may pass."""

BROKEN_OFF: list[str] = []
"""Those of this process: the same files may be readable the next time."""
