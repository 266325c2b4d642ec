"""Deliveries of made-up office tables into a warehouse; files and sheets say TESTDATEN."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.office.dropbox import office_sources
from sozialraum.template.areas import area_labels
from tests.office.files import OfficeFile

INDICATORS = {
    "hze": "hze_per_1000_minors",
    "school_entry_examination": "school_entry_language_finding_share",
    "small_area_sgb2": "small_area_sgb2_rate",
}

Labels = dict[str, list[tuple[str, ...]]]


def delivered_areas(catalogue: Catalogue, warehouse: Warehouse) -> Labels:
    """The labels of each office table's rows, by source."""
    return {
        source.id: area_labels(catalogue, warehouse, source) for source in office_sources(catalogue)
    }


def put_into_dropbox(warehouse: Warehouse, catalogue: Catalogue, areas: Labels) -> None:
    """Three files of three shapes."""
    box = warehouse.root / "dropbox"
    for source_id in areas:
        (box / source_id).mkdir(parents=True, exist_ok=True)

    # caption above the table, secrecy, a footnote mark, a wrong sum
    rows = _rows(areas["hze"], 6, lambda n: [10 + n, 2, 3, 15 + n, 1, "*"])
    rows[0][1][4] = "4 1)"
    sums: list[Any] = [sum(r[1][c] for r in rows) for c in range(4)]
    file = OfficeFile(
        catalogue.source("hze"),
        [("", rows)],
        ["Berichtszeitraum:", "1. Halbjahr 2025"],
        sums={0: [sums[0] + 1, *sums[1:], "*", "*"]},
    )
    file.write_xlsx(box / "hze" / "TESTDATEN Hilfen 2025-1.xlsx")

    # two school years in one table, the period only in the first row of each
    blocks = [
        (year, _rows(areas["school_entry_examination"], 4, lambda n, more=more:
                     [200 + n, 40 + more, 30, 20]))
        for more, year in ((0, "2023/24"), (10, "2024/25"))
    ]  # fmt: skip
    file = OfficeFile(catalogue.source("school_entry_examination"), blocks)
    file.write_xlsx(box / "school_entry_examination" / "TESTDATEN Schuleingang.xlsx")

    # CSV in Windows-1252, one area withheld
    rows = _rows(areas["small_area_sgb2"], 3, lambda n: [100 + n, 30, 20])
    rows[0][1][0] = "*"
    file = OfficeFile(catalogue.source("small_area_sgb2"), [("Juni 2025", rows)])
    file.write_csv(box / "small_area_sgb2" / "TESTDATEN Jobcenter.csv", "cp1252", ";")


def deliver_and_correct(
    warehouse: Warehouse, catalogue: Catalogue, areas: Labels, first: int, second: int
) -> None:
    """Two deliveries, ``first`` and ``second`` days after the bundled figures were landed.

    One table is corrected in a file of another name, the other one comes for the next month under
    the same name. Both were taken out of the dropbox since.
    """
    store = LandingStore(warehouse.landing)
    made = warehouse.root / "made"
    made.mkdir()

    def deliver(source_id: str, name: str, file: OfficeFile, days: int) -> None:
        store.land(
            source_id,
            Retrieved(
                dataset_id=name,
                url=f"dropbox/{source_id}/{name}",
                content=file.write_xlsx(made / name).read_bytes(),
                retrieved_at=catalogue.snapshot.retrieved_at + timedelta(days=days),
                licence="amtsintern",
                file_name=name,
            ),
        )

    hze, small = catalogue.source("hze"), catalogue.source("small_area_sgb2")
    for days, name, more in ((first, "TESTDATEN 1.xlsx", 0), (second, "TESTDATEN neu.xlsx", 2)):
        rows = _rows(areas["hze"], 6, lambda n: [10, 2, 3, 15, 1, 1])
        sums = [sum(figures) for figures in zip(*(row[1] for row in rows), strict=True)]
        rows[0][1][0], rows[0][1][3] = 10 + more, f"{15 + more} 1)"
        sums[0], sums[3] = sums[0] + more, sums[3] + more
        file = OfficeFile(hze, [("", rows)], ["Stand:", "30.06.2025"], sums={0: sums})
        deliver("hze", name, file, days)
    for days, month in ((first, "Juni 2025"), (second, "Juli 2025")):
        rows = _rows(areas["small_area_sgb2"], 3, lambda n: [100, 30, 20])
        deliver("small_area_sgb2", "TESTDATEN.xlsx", OfficeFile(small, [(month, rows)]), days)


def release(city: Path, *source_ids: str) -> None:
    """Says of tables that their figures may be published, in a copy of the city."""
    path = city / "office_files.yaml"
    text = path.read_text("utf-8")
    for source_id in source_ids:
        assert f"  - id: {source_id}\n" in text
        text = text.replace(f"  - id: {source_id}\n", f"  - id: {source_id}\n    released: true\n")
    path.write_text(text, "utf-8")


def deliver_unreleased(
    warehouse: Warehouse, catalogue: Catalogue, areas: Labels, figure: int
) -> str:
    """A delivery with ``figure`` in a cell and in a wrong sum, and one that cannot be read because
    of a field with it; returns the source's id."""
    source = catalogue.source("school_entry_examination")
    rows = _rows(areas[source.id], 4, lambda n: [200 + n, 40, 30, 20])
    rows[0][1][1] = figure
    whole = OfficeFile(source, [("2024/25", rows)], sums={0: [figure, 1, 2, 3]})
    made = warehouse.root / "made"
    files = {
        "TESTDATEN.xlsx": whole.write_xlsx(made / "TESTDATEN unfrei.xlsx").read_bytes(),
        "TESTDATEN kaputt.csv": whole.write_csv(made / "x.csv", "utf-8", ";")
        .read_bytes()
        .replace(f";{figure};30;20".encode(), f";1;30;20;{figure}".encode(), 1),
    }
    for name, content in files.items():
        LandingStore(warehouse.landing).land(
            source.id,
            Retrieved(
                dataset_id=name,
                url=f"dropbox/{source.id}/{name}",
                content=content,
                retrieved_at=catalogue.snapshot.retrieved_at + timedelta(days=1),
                licence="amtsintern",
                file_name=name,
            ),
        )
    return source.id


def _rows(areas: list[tuple[str, ...]], columns: int, figures: Any) -> list[Any]:
    rows = [(list(labels), figures(number)) for number, labels in enumerate(areas)]
    assert all(len(figures) == columns for _, figures in rows)
    return rows
