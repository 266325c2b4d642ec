"""Whose warehouse it is: landings, build and publications of two cities never meet in one.

The first refresh writes the city's id into the warehouse (``warehouse/city``). A warehouse from
before this was done belongs to the city of its current publication.
"""

import os
from contextlib import suppress
from pathlib import Path

from sozialraum.base.errors import DeclarationError, WarehouseError
from sozialraum.base.files import LET_READ, read_ordinary, write_atomically
from sozialraum.base.project import CITY_VARIABLE
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations.city import CityFile
from sozialraum.declarations.loading import find_city, read_declaration
from sozialraum.publication.store import PublicationStore

_CITIES = "cities"
"""The folder of a warehouse with those of other cities."""


def owner(warehouse: Warehouse) -> str | None:
    """The id of the city that the warehouse belongs to; None where no refresh was made in it."""
    try:
        return read_ordinary(warehouse.owner).decode().strip() or _published_city(warehouse)
    except FileNotFoundError:
        return _published_city(warehouse)
    except (OSError, UnicodeDecodeError) as error:
        way_out = (
            LET_READ
            if isinstance(error, PermissionError)
            else "Write the city's id into it (`id` in its city.yaml)"
        )
        raise WarehouseError(
            f"{warehouse.owner}, which names the warehouse's city, cannot be read: "
            f"{getattr(error, 'strerror', None) or error}. {way_out}"
        ) from None


def _published_city(warehouse: Warehouse) -> str | None:
    import duckdb

    publication = PublicationStore(warehouse).known()
    if publication is None:
        return None
    with duckdb.connect(publication.database, read_only=True) as connection:
        row = connection.execute("SELECT city_id FROM declared.city").fetchone()
    return str(row[0]) if row else None


def refuse_other(warehouse: Warehouse, city_id: str) -> None:
    """
    Raises:
        WarehouseError: the warehouse belongs to another city, or to nobody while the city has one
            elsewhere; the text names the ways out.
    """
    belongs_to = owner(warehouse)
    if belongs_to is None:
        _refuse_second(warehouse, city_id)
    if belongs_to not in (None, city_id):
        _refuse_wrong_note(warehouse, city_id)
        said = f"sozialraum --city {os.environ.get(CITY_VARIABLE, city_id)}"
        ways = (
            f"{WAREHOUSE_VARIABLE} names it: let it name another folder for '{city_id}', or unset "
            f"it, so that {said} uses a warehouse of the city's own"
            if os.environ.get(WAREHOUSE_VARIABLE)
            else f"For '{city_id}' say {said} (which uses {_beside(warehouse, city_id)}), or set "
            f"{WAREHOUSE_VARIABLE} to a folder of its own"
        )
        raise WarehouseError(
            f"the warehouse {warehouse.root} belongs to the city '{belongs_to}' (as "
            f"{warehouse.owner} says), and figures of two cities must not meet in one. {ways}"
        )


def _refuse_second(warehouse: Warehouse, city_id: str) -> None:
    """
    Raises:
        WarehouseError: the city has a warehouse below this one, or above it, already: a second one
            would begin without its errata, withdrawals, older vintages and editions.
    """
    above = warehouse.root.parent.parent if warehouse.root.parent.name == _CITIES else None
    others = [Warehouse(one) for one in (_beside(warehouse, city_id), above) if one]
    first = next((one.root for one in others if _noted(one) == city_id), None)
    if first is not None:
        raise WarehouseError(
            f"the warehouse {warehouse.root} belongs to nobody yet, and '{city_id}' has one "
            f"already: {first}. Figures, errata and editions of a city stay in one. Set "
            f"{WAREHOUSE_VARIABLE} to {first}, or move that folder elsewhere if '{city_id}' is to "
            "begin anew"
        )


def _noted(warehouse: Warehouse) -> str | None:
    """Whose it is; None also where its note cannot be read, which says nothing."""
    with suppress(WarehouseError):
        return owner(warehouse)
    return None


def _refuse_wrong_note(warehouse: Warehouse, city_id: str) -> None:
    """
    Raises:
        WarehouseError: another city is noted than ``city_id``, whose figures are published.
    """
    import duckdb

    # what cannot be read proves nothing
    with suppress(duckdb.Error):
        if _published_city(warehouse) == city_id:
            raise WarehouseError(
                f"{warehouse.owner} names another city than '{city_id}', whose figures are "
                f"published in {warehouse.root}: it was changed. Delete it; the next refresh "
                "writes it anew"
            )


def refuse_other_than_chosen(warehouse: Warehouse) -> None:
    """To be called by whoever reads: what the environment says is meant.

    Raises:
        WarehouseError: the warehouse belongs to another city than ``SOZIALRAUM_CITY`` names.
    """
    # without declarations that can be read, what was published can be
    with suppress(DeclarationError):
        refuse_other(warehouse, read_declaration(find_city() / "city.yaml", CityFile).city.id)


def claim(warehouse: Warehouse, city_id: str) -> None:
    """Makes sure that the warehouse is this city's; to be called by whoever holds its lock.

    Raises:
        WarehouseError: it belongs to another city; the text names the ways out.
    """
    refuse_other(warehouse, city_id)
    if not warehouse.owner.is_file() or not warehouse.owner.stat().st_size:
        write_atomically(warehouse.owner, f"{city_id}\n".encode())


def choose_city(city: str) -> None:
    """Makes ``city`` the one that this process and those it starts work for.

    Its warehouse is the default one where that is the city's own, else ``cities/<id>/`` in it;
    a warehouse that the environment names stays chosen.

    Args:
        city: the name of a folder below ``cities/``, or the path of one elsewhere.

    Raises:
        DeclarationError: there is no such city.
        WarehouseError: the note of whose the default warehouse is was changed.
    """
    os.environ[CITY_VARIABLE] = city
    city_id = read_declaration(find_city() / "city.yaml", CityFile).city.id
    if not os.environ.get(WAREHOUSE_VARIABLE):
        default = Warehouse.default()
        if owner(default) != city_id:
            _refuse_wrong_note(default, city_id)
            os.environ[WAREHOUSE_VARIABLE] = str(_beside(default, city_id))


def _beside(warehouse: Warehouse, city_id: str) -> Path:
    return warehouse.root / _CITIES / city_id
