"""The warehouse that a command reads from."""

import os

from sozialraum.base.project import CITY_VARIABLE
from sozialraum.base.warehouse import Warehouse


def own_warehouse() -> Warehouse:
    """
    Raises:
        WarehouseError: it belongs to another city than ``SOZIALRAUM_CITY`` names, or a
            folder of it lies on a disk that is not there.
    """
    warehouse = Warehouse.default()
    warehouse.require_disks()
    if os.environ.get(CITY_VARIABLE):
        # takes longer to load than most of what is read
        from sozialraum.ownership import refuse_other_than_chosen

        refuse_other_than_chosen(warehouse)
    return warehouse
