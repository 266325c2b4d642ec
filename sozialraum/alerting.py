"""Alerts as a city declares them (`alerts` in city.yaml), also where its declarations cannot be
read: then it is that which people have to be told."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sozialraum.audit.alert import deliver
from sozialraum.audit.matters import Kind, Matter
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.city import Alerts


def alert(
    warehouse: Warehouse,
    matters: Iterable[Matter],
    *,
    looked_at: tuple[Kind, ...],
    catalogue: Catalogue | None = None,
) -> list[str]:
    """See :func:`sozialraum.audit.alert.deliver`. ``catalogue``: where it is read already."""
    try:
        catalogue = catalogue or load_catalogue()
        city, limits = catalogue.city.name, catalogue.alerts
    except MonitorError:
        city, limits = "a city whose declarations cannot be read", Alerts()
    return deliver(warehouse, city, matters, datetime.now(UTC), limits, looked_at=looked_at)


def alert_of_error(warehouse: Warehouse, error: Exception) -> list[str]:
    """That a refresh ended before its first step, or by something that nobody foresaw. What an
    earlier one told of may last."""
    told = str(error) if isinstance(error, MonitorError) else f"{type(error).__name__}: {error}"
    return alert(warehouse, [Matter("failure", "refresh", told)], looked_at=())
