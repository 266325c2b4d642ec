"""Chooses the connector of a refresh: the bundled snapshot or the live portal."""

import os
from datetime import date
from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError
from sozialraum.ingest.connector import CONNECTORS, LIVE, SNAPSHOT, Connector

if TYPE_CHECKING:
    from sozialraum.declarations.catalogue import Catalogue

SOURCE_VARIABLE = "SOZIALRAUM_SOURCE"


def chosen_connector(name: str | None) -> str:
    """``name``, else what ``SOZIALRAUM_SOURCE`` says, else the snapshot.

    Raises:
        MonitorError: there is no such connector.
    """
    chosen = name or os.environ.get(SOURCE_VARIABLE) or SNAPSHOT
    if chosen not in CONNECTORS:
        origin = "" if name else f" ({SOURCE_VARIABLE})"
        known = " or ".join(CONNECTORS)
        raise MonitorError(f"cannot refresh from '{chosen}'{origin}: choose {known}")
    return chosen


def open_connector(name: str, catalogue: "Catalogue", today: date) -> Connector:
    """The connector called ``name``; close it when the refresh ends."""
    if name == LIVE:
        from sozialraum.ingest.portal import PortalConnector

        return PortalConnector(catalogue, today)
    from sozialraum.ingest.snapshot import SnapshotConnector

    return SnapshotConnector(catalogue)
