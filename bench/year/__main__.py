"""Runs the year, and prints what became of each month."""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.year.alerts import Inbox, told
from bench.year.months import DAYS, TROUBLES, YEAR, contents, faults_of
from bench.year.oracle import Edition, Expected, compare
from sozialraum.audit.last_attempt import read_last_attempt
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.publication.store import PublicationStore
from tests.alert_servers import mail_server, webhook
from tests.ingest.portal_server import PortalServer

LONGEST = 1_800.0
STOPPED = 3
TRIES = 3
"""How often its unit starts a refresh that failed."""


@dataclass
class Month:
    """What became of a month; ``wrong``: what was not as it has to be."""

    month: int
    killed_after: float | None = None
    runs: int = 0
    seconds: float = 0.0
    edition: Edition | None = None
    cells: int = 0
    alerts: int = 0
    matters: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Year:
    """A city, its warehouse and its portal, on a clock of their own."""

    folder: Path
    catalogue: Catalogue
    portal: PortalServer
    inbox: Inbox
    environment: dict[str, str]
    expected: Expected = field(init=False)
    findings: set[tuple[str, str, str]] | None = None
    heard: dict[tuple[str, str, str], date] = field(default_factory=dict)
    """When people were told last of what lasts: its kind, source and reason."""
    usual: float = 45.0
    """Seconds that a refresh takes on this machine: within them one is killed."""

    def __post_init__(self) -> None:
        self.expected = Expected(self.catalogue)
        self.warehouse = Warehouse(self.folder / "warehouse")
        self.store = PublicationStore(self.warehouse)

    def live_through(self, month: int, chance: random.Random) -> Month:
        lived = Month(month)
        for day in DAYS:
            if day > DAYS[0] and not self._is_looked_at_again(month, day):
                continue
            self._serve(month, day)
            self.expected.serve(month, day)
            blocked = TROUBLES[month].blocks if day in TROUBLES[month].days else 0
            broke_off = self._run(lived, day, chance if day == DAYS[0] else None, blocked > 0)
            due = Counter(blocked=blocked, broken_off=broke_off) + self._newly_heard(month, day)
            if blocked:
                self._compare_alerts(lived, day, due)
                continue
            # without anything new the edition stays that of the 5th
            is_new = day == DAYS[0] or TROUBLES[month].days == DAYS[:1]
            as_of = datetime(YEAR, month, day if is_new else DAYS[0]).date()
            lived.edition = compare(self.store, self.expected, as_of, month)
            lived.cells += lived.edition.cells
            lived.wrong += lived.edition.wrong
            if self.findings is not None:
                due["finding"] = len(lived.edition.findings - self.findings)
            self.findings = lived.edition.findings
            self._compare_alerts(lived, day, due)
        editions = {one.as_of.month for one in self.store.all() if not self.store.damages(one)}
        if editions != set(range(1, month + 1)):
            lived.wrong.append(f"there are editions of {sorted(editions)}")
        return lived

    def _is_looked_at_again(self, month: int, day: int) -> bool:
        """On the 12th where something was mended by then; on the other days nothing is new, which
        the 12th of January shows."""
        return day == DAYS[1] and (month == 1 or TROUBLES[month].days == DAYS[:1])

    def _serve(self, month: int, day: int) -> None:
        served = contents(self.catalogue, month, day)
        for path in self.portal.folder.glob("*.csv"):
            path.unlink()
        for (_, dataset), content in served.items():
            (self.portal.folder / f"{dataset}.csv").write_bytes(content)
        self.portal.faults.clear()
        self.portal.faults.update(faults_of(self.catalogue, month, day, list(served)))

    def _run(self, lived: Month, day: int, chance: random.Random | None, blocked: bool) -> int:
        """Starts a refresh until it ends by itself, as its unit does; returns how many broke off
        after they had begun."""
        broke_off = 0
        for attempt in range(TRIES):
            moment = datetime(YEAR, lived.month, day, 5, 15 * attempt, tzinfo=UTC)
            before = read_last_attempt(self.warehouse)
            started = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-m", "bench.year.clock", moment.isoformat(), "refresh"],
                cwd=PROJECT, env=self.environment, text=True, start_new_session=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            patience = chance.uniform(5, self.usual) if chance and not attempt else LONGEST
            try:
                said, _ = process.communicate(timeout=patience)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                said, _ = process.communicate()
                lived.killed_after = time.monotonic() - started
            lived.runs += 1
            lived.seconds += time.monotonic() - started
            with (self.folder / "said.txt").open("a", encoding="utf-8") as log:
                log.write(f"--- {moment:%Y-%m-%d %H:%M}, ended with {process.returncode}\n{said}\n")
            longest = max(map(len, said.splitlines()), default=0)
            if longest > 160:
                lived.wrong.append(f"a line of {longest} characters")
            if process.returncode == (STOPPED if blocked else 0):
                self.usual = max(time.monotonic() - started, 45)
                return broke_off
            if process.returncode != -signal.SIGKILL:
                lived.wrong.append(f"day {day}: ended with {process.returncode}: {said[-300:]}")
            last = read_last_attempt(self.warehouse)
            broke_off += last is not None and last.ended_at is None and last != before
        return broke_off

    def _newly_heard(self, month: int, day: int) -> Counter[str]:
        """How many of the lasting matters are told that day: new ones, and those told long ago."""
        today = date(YEAR, month, day)
        stale = self.expected.stale(today) - self.expected.bad.keys()
        matters = {
            *(("unread", source_id, reason) for source_id, reason in self.expected.bad.items()),
            *(("stale", source_id, "") for source_id in stale),
        }
        before = today - timedelta(days=self.catalogue.alerts.repeat_after_days)
        due = {one for one in matters if self.heard.get(one, before) <= before}
        self.heard = {one: today if one in due else self.heard[one] for one in matters}
        return Counter(kind for kind, _, _ in due)

    def _compare_alerts(self, lived: Month, day: int, expected: Counter[str]) -> None:
        texts = self.inbox.take()
        lived.alerts += len(texts)
        matters = told(texts)
        lived.matters += matters
        due = dict(+expected)
        if dict(matters) != due or len(texts) != (1 if due else 0):
            lived.wrong.append(f"day {day}: told {dict(matters)} in {len(texts)}, not {due} in one")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.year", description=__doc__)
    parser.add_argument("--months", type=int, default=12, help="so many, from January on")
    parser.add_argument("--seed", type=int, default=1, help="decides when refreshes are killed")
    parser.add_argument("--folder", type=Path, help="where the warehouse stays afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        months = live(options.folder or Path(temporary), options.months, options.seed)
    if any(one.wrong for one in months):
        raise SystemExit(1)


def live(folder: Path, months: int, seed: int) -> list[Month]:
    """The year in a folder that is empty; prints a row of the table as each month ends."""
    original = load_catalogue()
    (folder / "portal").mkdir()
    lived = []
    with PortalServer(folder / "portal") as portal, mail_server() as box, webhook() as hook:
        city = _city_without_tables(folder, original, portal.url)
        environment = {
            **os.environ,
            "SOZIALRAUM_CITY": str(city),
            "SOZIALRAUM_WAREHOUSE": str(folder / "warehouse"),
            "SOZIALRAUM_SOURCE": "live",
            "SOZIALRAUM_ALERT_WEBHOOK": hook.url,
            "SOZIALRAUM_ALERT_EMAIL": "planning@town.invalid",
            "SOZIALRAUM_SMTP_HOST": box.place,
            "NO_PROXY": "127.0.0.1",
            "NO_COLOR": "1",
        }
        environment.pop("COLUMNS", None)
        year = Year(folder, original, portal, Inbox(box, hook), environment)
        chance = random.Random(seed)
        print("\n".join(HEAD), flush=True)
        for month in range(1, months + 1):
            lived.append(year.live_through(month, chance))
            print(row(lived[-1]), flush=True)
    return lived


HEAD = (
    "| month | the portal | killed after | runs | edition as of | cells compared | stale | revised "
    "| alerts | as it has to be |",
    "| --- | --- | --: | --: | --- | --: | --: | --: | --- | --- |",
)


def _city_without_tables(folder: Path, catalogue: Catalogue, portal: str) -> Path:
    """A copy of the city below ``folder`` that a portal of this machine serves: its tables lie in
    ``folder/bundled``, it has no layers, and it does not wait before it asks again."""
    city = folder / catalogue.city.id
    shutil.copytree(catalogue.folder, city)
    (city / catalogue.snapshot.folder).rename(folder / "bundled")
    (city / "layers.yaml").unlink()
    sources = city / "sources.yaml"
    text = sources.read_text("utf-8").replace(
        f"base_url: {catalogue.portal.base_url}", f"base_url: {portal}", 1
    )
    assert portal in text
    assert "\n  fetch:" in text
    sources.write_text(text.replace("\n  fetch:", "\n  fetch:\n    backoff: 0.01", 1), "utf-8")
    return city


def row(lived: Month) -> str:
    """Of the table in docs/reliability.md."""
    edition = lived.edition
    assert edition is not None
    matters = ", ".join(f"{count} {kind}" for kind, count in sorted(lived.matters.items()))
    cells = [
        f"{YEAR}-{lived.month:02d}",
        TROUBLES[lived.month].told,
        f"{lived.killed_after:.0f} s" if lived.killed_after else "-",
        str(lived.runs),
        str(edition.as_of),
        str(lived.cells),
        str(len(edition.stale)),
        str(edition.revisions),
        f"{lived.alerts}: {matters}" if lived.alerts else "none",
        "; ".join(lived.wrong) or "yes",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
