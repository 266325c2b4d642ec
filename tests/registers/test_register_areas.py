"""Which table says what areas there are, and that what it lacks is not called no area."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.registers import check_register, known_areas
from sozialraum.registers.areas import KnownAreas
from sozialraum.words import Words
from tests.registers.conftest import TODAY, bundled_rows, register_of, sentence, written


@pytest.fixture(scope="session")
def bundled(catalogue: Catalogue) -> Retrieved:
    source = catalogue.source(catalogue.crosswalk)
    return next(iter(SnapshotConnector(catalogue).retrieve(source, {}, lambda _: None)))


@pytest.fixture
def landed(catalogue: Catalogue, bundled: Retrieved, tmp_path: Path) -> Callable[..., KnownAreas]:
    """What is known after a table of areas was landed, with the bundled one's rows but the last."""

    def known(day: str = "2026-11-20", dataset: str | None = None) -> KnownAreas:
        store = LandingStore(tmp_path)
        rows = bundled.content.splitlines()[:-1]
        file = replace(
            bundled,
            content=b"\n".join(rows),
            retrieved_at=datetime.fromisoformat(f"{day}T12:00:00+00:00"),
            dataset_id=dataset or bundled.dataset_id,
        )
        store.land(catalogue.crosswalk, file)
        return known_areas(catalogue, store)

    return known


def _told(areas: KnownAreas) -> str:
    return "\n".join(Words("en").say(one) for one in areas.told)


def test_it_is_said_which_table_of_which_day_was_asked(
    landed: Callable[..., KnownAreas], areas: KnownAreas
) -> None:
    assert "bundled file of 22 Nov 2026, for none was retrieved yet" in _told(areas)
    known = landed()
    assert "retrieved on 20 Nov 2026" in _told(known)
    assert len(known.units) == len(areas.units) - 1


@pytest.mark.parametrize(
    "other", [{"dataset": "areas_of_before"}, {"day": "2999-01-01"}], ids=["undeclared", "to come"]
)
def test_a_landing_that_does_not_count_is_named_and_not_asked(
    landed: Callable[..., KnownAreas], areas: KnownAreas, bundled: Retrieved, other: dict[str, str]
) -> None:
    known = landed(**other)
    assert known.units == areas.units
    name = f"{other.get('dataset', bundled.dataset_id)}.csv"
    assert "bundled file of 22 Nov 2026; what was retrieved" in _told(known)
    assert name in _told(known)


def test_a_table_that_does_not_count_in_a_run_is_not_asked(
    landed: Callable[..., KnownAreas],
    areas: KnownAreas,
    catalogue: Catalogue,
    tmp_path: Path,
) -> None:
    assert len(landed().units) == len(areas.units) - 1
    assert known_areas(catalogue, LandingStore(tmp_path), lambda one: False).units == areas.units


def test_where_there_is_no_table_at_all_what_does_not_count_is_named(
    city_copy: Path, bundled: Retrieved, tmp_path: Path
) -> None:
    city = load_catalogue(city_copy)
    (city.snapshot_folder / f"{bundled.dataset_id}.csv").unlink()
    store = LandingStore(tmp_path / "landing")
    with pytest.raises(SourceError, match=r"the snapshot has no file [^;]*; expected in [^;]*$"):
        known_areas(city, store)
    store.land(city.crosswalk, replace(bundled, dataset_id="areas_of_before"))
    with pytest.raises(SourceError, match=r"landed is only what does not count.*areas_of_before"):
        known_areas(city, store)


def test_an_area_that_cannot_be_told_by_its_number_is_not_called_no_area(
    city_copy: Path,
) -> None:
    path = city_copy / "areas.yaml"
    register = register_of(load_catalogue(city_copy), "services")
    level = next(one.level for one in register.columns if one.name == "sozialraum_code")
    before, found, after = path.read_text("utf-8").partition(f"  - id: {level}\n")
    path.write_text(before + found + after.replace("^(?P<code>", "^no (?P<code>", 1), "utf-8")
    city = load_catalogue(city_copy)
    known = known_areas(city)
    assert "Not to be read in it as declared in areas.yaml" in _told(known)
    assert "(17 in all)" in _told(known)
    content = written(bundled_rows(city, register)[:3]).encode()
    errors = check_register(city, register, content, known, TODAY).errors
    assert errors
    assert all("lässt sich nicht prüfen" in sentence(one) for one in errors)
