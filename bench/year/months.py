"""What the portal of the year has in each month, and what goes wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sozialraum.declarations import Catalogue
from tests.ingest.portal_server import LOGIN_PAGE, Fault, Instead, Reset, Status
from tests.spoilt import Rows, of_rows

YEAR = 2026
DAYS = (5, 12, 19)
"""On which refreshes begin, as in deploy/."""


def _month(row: list[str]) -> tuple[int, int]:
    return int(row[0]), int(row[1])


def _quarter(row: list[str]) -> tuple[int, int]:
    return int(row[0]), int(row[1][0])


# Which periods of a table are out in a month, as (year, part of it). Tables that are not here are
# out from the beginning.
OUT: Mapping[str, tuple[Callable[[list[str]], tuple[int, int]], Mapping[int, tuple[int, int]]]] = {
    # a month's figures at its end; those of May and June come with a delay
    "labour_market_by_law": (
        _month,
        {1: (2025, 12), 2: (2026, 1), 3: (2026, 2), 4: (2026, 3), 7: (2026, 6), 8: (2026, 7),
         9: (2026, 8), 10: (2026, 9)},
    ),
    "labour_market": (_month, {1: (2025, 11), 2: (2025, 12)}),
    "short_time_work": (_month, {1: (2025, 8), 3: (2025, 11), 6: (2026, 2), 9: (2026, 5)}),
    "unemployed": (_quarter, {1: (2025, 3), 4: (2025, 4)}),
    "sgb2": (_quarter, {1: (2025, 3), 4: (2025, 4)}),
    "employees": (_quarter, {1: (2025, 2), 4: (2025, 4)}),
    "deaths_by_age": (lambda row: (int(row[0]), 0), {1: (2024, 0), 5: (2025, 0)}),
}  # fmt: skip
FIRST_OUT = {("population_age13", 2025): 3}
"""Years of yearly series that come out in a month of the year."""


def out_until(source_id: str, month: int) -> tuple[int, int]:
    """The last period that is out in the month."""
    _, until = OUT[source_id]
    return until[max(since for since in until if since <= month)]


@dataclass(frozen=True)
class Revision:
    """A cell that the provider changes: row and column of the file, from 0 on, and both texts."""

    source_id: str
    row: int
    column: int
    before: str
    after: str

    def apply(self, rows: Rows) -> Rows:
        assert rows[self.row][self.column] == self.before, (self, rows[self.row])
        rows[self.row][self.column] = self.after
        return rows


REVISIONS = {
    2: Revision("survey_economic_situation", 1, 3, "3,6", "3,7"),
    9: Revision("survey_economic_situation", 2, 3, "2,1", "2,2"),
}


@dataclass(frozen=True)
class Trouble:
    """``faults``: what the server answers in place of tables; ``spoilt``: tables with other
    contents; both on the 5th, unless ``days`` says so, and by source. ``blocks``: how many checks
    stop the publication."""

    told: str
    faults: Mapping[str, Callable[[], Fault]] = field(default_factory=dict)
    spoilt: Mapping[str, Callable[[bytes], bytes]] = field(default_factory=dict)
    days: tuple[int, ...] = DAYS
    passes: bool = False
    blocks: int = 0


def _in_thousands(rows: Rows) -> Rows:
    def thousandth(text: str) -> str:
        return str(int(text) / 1000).replace(".", ",") if text.isdigit() else text

    return [rows[0], *([row[0], thousandth(row[1]), *row[2:]] for row in rows[1:])]


def _renamed_column(content: bytes) -> bytes:
    first, rest = content.split(b"\n", 1)
    return first.replace(b"Stadtraum", b"Gebiet") + b"\n" + rest


EVERYTHING = "*"
TROUBLES: Mapping[int, Trouble] = {
    1: Trouble(
        "a table answers 503 twice, then comes",
        faults={"labour_market_by_law": lambda: Status(503, times=2)},
        passes=True,
    ),
    2: Trouble("a figure of 1995 is revised"),
    3: Trouble("a table is gone (404)", faults={"doctors": lambda: Status(404)}),
    4: Trouble(
        "a table breaks off after 60 lines",
        spoilt={"employees": lambda content: b"".join(content.splitlines(keepends=True)[:60])},
    ),
    5: Trouble("monthly figures are late"),
    6: Trouble(
        "a login page in place of a table; monthly figures are late",
        faults={"kita_children": lambda: Instead(LOGIN_PAGE, "text/html")},
    ),
    7: Trouble(
        "a table is in thousands, mended on the 12th",
        spoilt={"doctors": of_rows(_in_thousands)},
        days=(5,),
        # other units, and no whole numbers where persons are counted
        blocks=2,
    ),
    8: Trouble("one year of a series is gone (404)", faults={"deaths 2024": lambda: Status(404)}),
    9: Trouble("a second figure is revised"),
    10: Trouble("a column has another name", spoilt={"survey_health": _renamed_column}),
    11: Trouble(
        "the portal is down, until the 12th",
        faults={EVERYTHING: lambda: Status(503)},
        days=(5,),
    ),
    12: Trouble(
        "a connection is reset twice, then goes on",
        faults={"sgb2": lambda: Reset(times=2)},
        passes=True,
    ),
}


def contents(catalogue: Catalogue, month: int, day: int) -> dict[tuple[str, str], bytes]:
    """What the portal has on that day, by source and dataset, without the faults of the server."""
    found: dict[tuple[str, str], bytes] = {}
    for source in catalogue.sources:
        if source.delivery != "portal":
            continue
        years = range(source.first_year or YEAR, YEAR + 1)
        for dataset in dict.fromkeys(source.dataset_of(year) for year in years):
            path = catalogue.snapshot_folder / f"{dataset}.csv"
            if not path.is_file():
                continue
            since = next(
                (
                    first
                    for (source_id, year), first in FIRST_OUT.items()
                    if source_id == source.id and dataset == source.dataset_of(year)
                ),
                1,
            )
            if month >= since:
                found[source.id, dataset] = _as_of(source.id, path.read_bytes(), month)
    trouble = TROUBLES[month]
    if day in trouble.days:
        for source_id, spoil in trouble.spoilt.items():
            (key,) = [key for key in found if key[0] == source_id]
            found[key] = spoil(found[key])
    return found


def faults_of(
    catalogue: Catalogue, month: int, day: int, datasets: list[tuple[str, str]]
) -> dict[str, Fault]:
    """What the server answers instead, by dataset."""
    trouble = TROUBLES[month]
    if day not in trouble.days:
        return {}
    faults = {}
    for name, fault in trouble.faults.items():
        if name == EVERYTHING:
            return {dataset: fault() for _, dataset in datasets}
        source_id, _, year = name.partition(" ")
        source = catalogue.source(source_id)
        faults[source.dataset_of(int(year)) if year else source.dataset] = fault()
    return faults


def _as_of(source_id: str, content: bytes, month: int) -> bytes:
    if source_id in OUT:
        period, _ = OUT[source_id]
        until = out_until(source_id, month)
        # line by line: what is out keeps its bytes
        header, *lines = content.splitlines(keepends=True)
        kept = [
            line
            for line in lines
            if period([cell.strip('"') for cell in line.decode().split(";")[:2]]) <= until
        ]
        content = b"".join([header, *kept])
    for since, revision in REVISIONS.items():
        if revision.source_id == source_id and since <= month:
            content = of_rows(revision.apply)(content)
    return content
