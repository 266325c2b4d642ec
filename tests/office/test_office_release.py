"""What an office delivers is read and checked, and told to nobody outside before it is released."""

import shutil
from pathlib import Path

import duckdb
import pytest
from dagster import materialize

from sozialraum.audit.alert import compose
from sozialraum.audit.matters import matters_of
from sozialraum.base.errors import DeclarationError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from tests.office.deliveries import release
from tests.office.files import OfficeFile

SOURCE = "hze"
FIGURE = "7654321"


@pytest.mark.parametrize("is_released", [False, True])
def test_what_is_wrong_with_a_file_is_published_only_of_a_released_source(
    city_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_released: bool
) -> None:
    from orchestration.defs.ingest.declarations import DECLARATIONS, declarations
    from orchestration.defs.ingest.office import office_assets
    from orchestration.defs.ingest.skeleton import source_key
    from orchestration.defs.resources import RefreshResource

    warehouse = Warehouse(tmp_path / "warehouse")
    monkeypatch.setenv("SOZIALRAUM_CITY", str(city_copy))
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(warehouse.root))
    if is_released:
        release(city_copy, SOURCE)
    catalogue = load_catalogue(city_copy)
    rows = [(["1"], [1, 2, 3, 4, 5, f"6;{FIGURE}"])]
    file = OfficeFile(catalogue.source(SOURCE), [("", rows)], ["Stand:", "30.06.2025"])
    box = warehouse.dropbox / SOURCE
    box.mkdir(parents=True)
    path = file.write_csv(tmp_path / "TESTDATEN.csv", "utf-8", ";")
    path.write_text(path.read_text("utf-8").replace('"', ""), "utf-8")
    shutil.copy(path, box)

    done = materialize(
        [declarations, *office_assets(catalogue)],
        selection=[DECLARATIONS, source_key(SOURCE)],
        resources={"refresh": RefreshResource()},
    )
    assert done.success
    with duckdb.connect(warehouse.build_database, read_only=True) as connection:
        observed, published = connection.execute(
            "select observed, published from audit.check_result where check_name = 'wire_format'"
        ).fetchall()[0]
        ((problem,),) = connection.execute("select problem from raw.retrieval").fetchall()
    alert = compose("town", matters_of(warehouse.build_database))
    assert alert is not None
    assert (FIGURE in alert.text) == is_released
    # the UI tells the office's contact what to mend
    assert f"says '{FIGURE}'" in observed
    assert (f"says '{FIGURE}'" in problem) == is_released
    assert (published is None) == is_released
    if not is_released:
        assert "nicht zur Veröffentlichung freigegeben" in published
        assert problem == published


def test_a_default_releases_nothing(city_copy: Path) -> None:
    path = city_copy / "office_files.yaml"
    path.write_text(path.read_text("utf-8").replace("defaults:\n", "defaults:\n  released: true\n"))
    with pytest.raises(DeclarationError, match="each table is released in its own entry"):
        load_catalogue(city_copy)


def test_a_table_of_the_portal_is_not_for_anybody_to_release(city_copy: Path) -> None:
    path = city_copy / "sources.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("\nsources:\n  - id: ", "\nsources:\n  - released: true\n    id: ", 1)
    )
    with pytest.raises(DeclarationError, match="`released` is said of an office's table"):
        load_catalogue(city_copy)
