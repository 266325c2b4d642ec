"""A register names areas as its city knows them: by codes where labels have some, else by names."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.new_city import write_city
from sozialraum.registers import CheckedRegister, KnownAreas, check_register, known_areas
from tests.registers.conftest import TODAY, register_of, sentence

NAMED = (
    "Year,Part,District,n\n2021,Am See,X-Berg,1\n2021,Am Wald,X-Berg,2\n2021,Ost,Ypern,4\n",
    "Year,District,m\n2021,X-Berg,7\n2021,Ypern,8\n",
)
CODED = "\n".join(
    ["Code,Part,Year,n"]
    + [
        f"E{n}0,{part},{year},{n * year}"
        for n, part in enumerate(("Am See", "Mitte", "Ost"), 1)
        for year in (2020, 2021)
    ]
)
REGISTERS = """\
folder: registers
licence: {licence}

registers:
  - id: services
    title: T
    file: services.csv
    office: O
    planning_field: {planned}
    max_rejected: 0
    columns:
      - {{name: service_id, type: id, required: true, pattern: 'S\\d', pattern_de: S1, meaning: m}}
      - {{name: part, type: areas, level: {fine}, meaning: m}}
      - {{name: district, type: area, level: {coarse}, meaning: m}}
"""


@pytest.fixture
def small_city(tmp_path: Path, catalogue: Catalogue) -> Callable[..., Catalogue]:
    """A city of a few figures that keeps a register."""

    def make(*tables: str) -> Catalogue:
        files = [tmp_path / f"table_{n}.csv" for n, _ in enumerate(tables)]
        for file, text in zip(files, tables, strict=True):
            file.write_text(text, "utf-8")
        folder = write_city("Ort", [str(one) for one in files], tmp_path / "city", "en")
        made = load_catalogue(folder)
        levels = [level.id for level in made.levels if level.id != "city"]
        columns = "".join(
            f"      - {one.model_copy(update={'required': False}).model_dump_json()}\n"
            for one in register_of(catalogue, "services").columns
            if one.type not in ("id", "area")
        )
        declared = REGISTERS.format(
            planned=next(iter(made.planning_fields)),
            licence=next(iter(made.licences)),
            fine=levels[0],
            coarse=levels[-1],
        )
        (folder / "registers.yaml").write_text(declared + columns, "utf-8")
        return load_catalogue(folder)

    return make


def _checked(catalogue: Catalogue, areas: KnownAreas, *rows: str) -> CheckedRegister:
    (register,) = catalogue.registers
    names = [one.name for one in register.columns]
    content = "\n".join([";".join(names), *(row + ";" * (len(names) - 3) for row in rows)]).encode()
    return check_register(catalogue, register, content, areas, TODAY)


def test_areas_without_codes_are_found_by_their_names(
    small_city: Callable[..., Catalogue],
) -> None:
    catalogue = small_city(*NAMED)
    assert not any("code" in (level.pattern or "") for level in catalogue.levels)
    areas = known_areas(catalogue)
    checked = _checked(
        catalogue, areas, "S1;Am See;X-Berg", "S2;am  WALD;", "S3;Ost | Am See;", "S4;;Ypern"
    )
    assert checked.errors == []
    assert [dict(row.areas) for row in checked.rows] == [
        {"part": "Am See", "district": "X-Berg"},
        {"part": "Am Wald"},
        {"part": "Am See | Ost"},
        {"district": "Ypern"},
    ]
    (strange, elsewhere) = _checked(catalogue, areas, "S1;Am Fluss;", "S2;Ost;X-Berg").errors
    assert "Am See, Am Wald, Ost" in sentence(strange)
    assert "Ypern" in sentence(elsewhere)


def test_an_area_may_be_named_as_the_table_of_areas_called_it_before(
    small_city: Callable[..., Catalogue],
) -> None:
    catalogue = small_city(*NAMED)
    bundled = catalogue.snapshot_folder / f"{catalogue.crosswalk}.csv"
    before = "2020,am See,X-Berg,1\n2020,Am Wald,X-Berg,2\n2020,OST,Ypern,4\n2020,Hof,Alt,4\n"
    today = "2021,Am See,Neuberg,1\n2021,Am Wald,Neuberg,2\n2021,Ost,Ypern,4\n2021,Hof,Ypern,4\n"
    # the newest year first, as others write it
    bundled.write_text("Year,Part,District,n\n" + today + before, "utf-8")
    areas = known_areas(catalogue)
    assert {tuple(unit.values()) for unit in areas.units} == {
        ("Am See", "Neuberg"), ("Am Wald", "Neuberg"), ("Ost", "Ypern"), ("Hof", "Ypern")
    }  # fmt: skip
    assert areas.labels["district"] == {"Neuberg": "Neuberg", "Ypern": "Ypern"}
    checked = _checked(catalogue, areas, "S1;am See;X-Berg", "S2;;x-berg", "S3;;Alt")
    assert [dict(row.areas) for row in checked.rows[:2]] == [
        {"part": "Am See", "district": "Neuberg"},
        {"district": "Neuberg"},
    ]
    # what had other areas in it is another one
    (gone,) = checked.errors
    assert gone.row == 4
    assert "Neuberg, Ypern" in sentence(gone)


def test_of_a_table_of_areas_by_years_the_latest_year_counts(
    small_city: Callable[..., Catalogue], tmp_path: Path
) -> None:
    catalogue = small_city(*NAMED)
    declared = catalogue.folder / "sources.yaml"
    declared.write_text(
        declared.read_text("utf-8").replace(
            f"dataset: {catalogue.crosswalk}\n", "dataset: areas_{year}\n    first_year: 2020\n", 1
        ),
        "utf-8",
    )
    catalogue = load_catalogue(catalogue.folder)
    store = LandingStore(tmp_path / "landing")
    # the year before is corrected later
    for year, district, day in ((2021, "Neuberg", 1), (2020, "X-Berg", 2)):
        retrieved = Retrieved(
            dataset_id=f"areas_{year}",
            content=f"Year,Part,District,n\n{year},Am See,{district},1\n".encode(),
            url="https://example.org",
            licence="x",
            retrieved_at=datetime(2026, 11, day, tzinfo=UTC),
        )
        store.land(catalogue.crosswalk, retrieved)
    assert known_areas(catalogue, store).labels["district"] == {"Neuberg": "Neuberg"}


def test_an_area_with_a_code_beside_its_name_is_found_by_either(
    small_city: Callable[..., Catalogue],
) -> None:
    catalogue = small_city(CODED)
    source = catalogue.source(catalogue.crosswalk)
    assert [one.name_column for one in source.areas] == ["Part"]
    # a name of two areas is none
    (bundled,) = (catalogue.folder / "snapshot").glob("*.csv")
    bundled.write_text(bundled.read_text("utf-8").replace("Ost", "Mitte"), "utf-8")
    areas = known_areas(catalogue)
    assert areas.labels == {"part": {"E10": "E10 Am See", "E20": "E20 Mitte", "E30": "E30 Mitte"}}
    checked = _checked(catalogue, areas, "S1;E10;", "S2;am see;", "S3;E20 Mitte;", "S4;Mitte;")
    assert [dict(row.areas) for row in checked.rows[:3]] == [{"part": "E10"}] * 2 + [
        {"part": "E20"}
    ]
    (unclear,) = checked.errors
    assert unclear.row == 5
    assert "E10 Am See, E20 Mitte, E30 Mitte" in sentence(unclear)
