"""A warehouse belongs to one city: figures of two never meet in one."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sozialraum.base.errors import DeclarationError, WarehouseError
from sozialraum.base.files import NOT_ALLOWED
from sozialraum.base.project import CITY_VARIABLE, PROJECT
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations.loading import CITIES, find_city
from sozialraum.ownership import choose_city, claim, owner


@pytest.fixture
def other_city(city_copy: Path) -> Path:
    path = city_copy / "city.yaml"
    path.write_text(path.read_text("utf-8").replace("  id: ", "  id: other_", 1), "utf-8")
    return city_copy


def test_the_first_refresh_makes_a_warehouse_its_city_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path)
    monkeypatch.delenv(WAREHOUSE_VARIABLE, raising=False)
    monkeypatch.delenv(CITY_VARIABLE, raising=False)
    assert owner(warehouse) is None
    claim(warehouse, "here")
    claim(warehouse, "here")
    assert owner(warehouse) == "here"
    with pytest.raises(WarehouseError, match=r"belongs to the city 'here'.*--city there"):
        claim(warehouse, "there")
    # the ways out are those that there are: the folder's path, and nothing that is in the way
    monkeypatch.setenv(CITY_VARIABLE, "/somewhere/there")
    with pytest.raises(WarehouseError, match="For 'there' say sozialraum --city /somewhere/there"):
        claim(warehouse, "there")
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(tmp_path))
    with pytest.raises(WarehouseError, match=rf"{WAREHOUSE_VARIABLE} names it: .* or unset it"):
        claim(warehouse, "there")
    assert owner(warehouse) == "here"


@pytest.mark.parametrize("first", ["below", "above"])
def test_a_city_gets_no_second_warehouse_without_a_word(tmp_path: Path, first: str) -> None:
    above, below = Warehouse(tmp_path), Warehouse(tmp_path / "cities" / "here")
    below.root.mkdir(parents=True)
    one, other = (below, above) if first == "below" else (above, below)
    claim(one, "here")
    claim(one, "here")
    with pytest.raises(WarehouseError, match=rf"'here' has one already: {one.root}\. .*Set"):
        claim(other, "here")
    if first == "below":
        claim(above, "there")
        assert owner(above) == "there"


def test_another_city_is_refused_before_anything_is_done(tmp_path: Path, other_city: Path) -> None:
    (tmp_path / "w").mkdir()
    claim(Warehouse(tmp_path / "w"), "here")
    refused = subprocess.run(
        [sys.executable, "-m", "sozialraum_cli", "refresh"],
        cwd=PROJECT,
        env=os.environ | {WAREHOUSE_VARIABLE: str(tmp_path / "w"), CITY_VARIABLE: str(other_city)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "belongs to the city 'here'" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == [
        ".lock",
        ".writer",
        "city",
    ]


def test_a_changed_note_of_the_city_is_named_and_leads_to_no_empty_warehouse(
    tmp_path: Path, other_city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path)
    claim(warehouse, "herf")
    with pytest.raises(WarehouseError, match=rf"as {warehouse.owner} says"):
        claim(warehouse, "here")
    city_id = (other_city / "city.yaml").read_text("utf-8").split("  id: ")[1].split("\n")[0]
    monkeypatch.setattr("sozialraum.ownership._published_city", lambda _: city_id)
    with pytest.raises(WarehouseError, match=rf"{warehouse.owner} names another.* Delete it; the"):
        claim(warehouse, city_id)
    monkeypatch.setattr(Warehouse, "default", lambda: warehouse)
    monkeypatch.delenv(WAREHOUSE_VARIABLE, raising=False)
    monkeypatch.setenv(CITY_VARIABLE, "")
    with pytest.raises(WarehouseError, match=f"{warehouse.owner} names another city"):
        choose_city(str(other_city))
    warehouse.owner.unlink()
    claim(warehouse, city_id)
    assert owner(warehouse) == city_id


def test_a_chosen_city_has_a_warehouse_of_its_own(
    tmp_path: Path, other_city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CITY_VARIABLE, "")
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(tmp_path / "named"))
    choose_city(str(other_city))
    assert Warehouse.default().root == (tmp_path / "named").resolve()
    monkeypatch.delenv(WAREHOUSE_VARIABLE)
    choose_city(str(other_city))
    city_id = (other_city / "city.yaml").read_text("utf-8").split("  id: ")[1].split("\n")[0]
    assert Warehouse.default().root == PROJECT / "warehouse" / "cities" / city_id
    with pytest.raises(DeclarationError, match="no such city"):
        choose_city("nowhere")


def test_a_city_is_found_by_its_name_or_path_wherever_it_is_asked_for(other_city: Path) -> None:
    (name,) = (folder.name for folder in CITIES.iterdir() if (folder / "city.yaml").is_file())
    assert find_city(city=name) == CITIES / name
    assert find_city(city=str(other_city)) == other_city
    (other_city / "city.yaml").unlink()
    assert find_city(city=str(other_city)) == other_city
    with pytest.raises(DeclarationError, match="nowhere: no such city"):
        find_city(city="nowhere")


def test_a_note_of_the_city_that_may_not_be_read_is_a_matter_of_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, NOT_ALLOWED, str(path))

    monkeypatch.setattr("sozialraum.ownership.read_ordinary", refuse)
    with pytest.raises(WarehouseError, match=r"city, cannot be read: Permission denied\. Let this"):
        owner(Warehouse(tmp_path))
