"""Chooses the connector of a refresh: the bundled snapshot or the live portal."""

import os
from datetime import date
from typing import TYPE_CHECKING

from sozialraum.audit.matters import Matter
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.ingest.connector import CONNECTORS, LIVE, SNAPSHOT, Connector
from sozialraum.ingest.landing import LandingStore

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


def connector_of_refresh(name: str | None, warehouse: Warehouse) -> str:
    """The same for a refresh: the snapshot is nobody's guess where figures came from the portal.

    Raises:
        MonitorError: there is no such connector, or none was asked for where it matters.
    """
    is_said = name or os.environ.get(SOURCE_VARIABLE)
    if not is_said and LandingStore(warehouse.landing).came_from_a_server():
        raise MonitorError(
            f"nothing says where figures are to come from, and those in {warehouse.root} came from "
            "the live portal: the bundled snapshot is older, and would be published in their "
            "place. Say --source live or --source snapshot (make refresh SOURCE=live); for the UI, "
            f"its schedule and its sensor {SOURCE_VARIABLE}=live in their environment (of a "
            "service /etc/sozialraum.env), and start the UI again"
        )
    return chosen_connector(name)


def stand_ins(*, is_live: bool) -> dict[str, str]:
    """The addresses that are asked in place of the declared ones, by variable."""
    if not is_live:
        return {}
    # what reads declarations, and what asks, are loaded by whoever refreshes
    from sozialraum.declarations.layer import GEODATA_VARIABLE
    from sozialraum.ingest.portal import PORTAL_VARIABLE

    asked = {name: os.environ.get(name, "") for name in (PORTAL_VARIABLE, GEODATA_VARIABLE)}
    return {name: address for name, address in asked.items() if address}


def asked_elsewhere(*, is_live: bool) -> list[Matter]:
    """That not the declared addresses are asked: the variable may be left over from a trial."""
    return [
        Matter(
            "unread",
            name,
            f"is set: {address} is asked, not the declared address. Delete it where it is set (of "
            "a service /etc/sozialraum.env); if that is the right address, declare it: `base_url` "
            f"in {'layers' if 'GEODATA' in name else 'sources'}.yaml",
        )
        for name, address in stand_ins(is_live=is_live).items()
    ]


def open_connector(name: str, catalogue: "Catalogue", today: date) -> Connector:
    """The connector called ``name``; close it when the refresh ends."""
    if name == LIVE:
        from sozialraum.ingest.portal import PortalConnector

        return PortalConnector(catalogue, today)
    from sozialraum.ingest.snapshot import SnapshotConnector

    return SnapshotConnector(catalogue)
