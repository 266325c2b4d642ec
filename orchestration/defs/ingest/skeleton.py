"""What every ingest has in common: an asset that asks for a source, lands what it gets, checks and
loads it with one connection to the build database, and records and shows what the checks found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from dagster import (
    AssetCheckEvaluation,
    AssetCheckKey,
    AssetExecutionContext,
    AssetKey,
    AssetMaterialization,
    AssetsDefinition,
    AssetSpec,
    Failure,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)

from orchestration.defs.ingest.declarations import DECLARATIONS
from orchestration.defs.resources import RefreshResource
from orchestration.lib.checks import problems_of, result_of, spec_of
from orchestration.lib.code_references import written_in
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, MONTHLY
from sozialraum.audit.check import Check, Finding, Severity
from sozialraum.audit.matters import Matter
from sozialraum.audit.results import forget_made, invalidate_build, record, require_begun
from sozialraum.barred import is_barred, is_of_one_period
from sozialraum.base.disk import with_way_out
from sozialraum.base.errors import DeclarationError, MonitorError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.office.dropbox import office_sources, period_named
from sozialraum.ingest.raw import record_not_used
from sozialraum.ingest.succession import ReadPeriod, record_vintages
from sozialraum.ingest.vintages import load_older_vintages
from sozialraum.ingest.wire import Reader
from sozialraum.publication.errata import WrongFile, proved_wrong
from sozialraum.publication.store import ERRATA, Publication, PublicationStore
from sozialraum.repeated import Repeated, repeated
from sozialraum.words import Message

if TYPE_CHECKING:
    import duckdb

Declared = TypeVar("Declared")
DOCS = "docs/engineers.md"
# That many findings of a check are shown in the UI.
SAMPLE = 20


@dataclass(frozen=True)
class Run:
    """What an ingest works with."""

    context: AssetExecutionContext
    refresh: RefreshResource
    connection: "duckdb.DuckDBPyConnection"
    _compared_before: dict[tuple[str, ...], Repeated] = field(default_factory=dict, init=False)

    @cached_property
    def store(self) -> LandingStore:
        return LandingStore(self.refresh.warehouse.landing)

    def counts(self, landing: Landing) -> bool:
        """Whether it was known on the day that the refresh speaks for, and did not prove wrong."""
        return self.was_known(landing) and not self.proved_wrong(landing)

    def was_known(self, landing: Landing) -> bool:
        """Whether it was known on the day that the refresh speaks for."""
        zone = ZoneInfo(self.refresh.catalogue.city.timezone)
        return landing.counts_on(self.refresh.as_of_date, zone)

    def proved_wrong(self, landing: Landing) -> bool:
        """Whether an erratum names it, whenever that was noted, or names one that it repeats."""
        return self._is_named(landing) or any(one.is_whole for one in self._repeated(landing))

    def has_wrong(self, source_id: str) -> bool:
        """Whether an erratum names a file of the source."""
        return bool(self._wrong) and any(map(self._is_named, self.store.vintages(source_id)))

    def load_vintages(self, source: Source, read: Reader) -> None:
        """Loads all that has come of a source of which an erratum names a file: what says the same
        again is known by what it says, also where the build database is new."""
        if not self.has_wrong(source.id):
            return
        loaded = 0
        # whoever uses one tells why it cannot be read
        with suppress(OSError):
            loaded, *_ = load_older_vintages(
                self.connection,
                source,
                self.store.vintages(source.id),
                (),
                self.was_known,
                read,
                takes_back=False,
            )
        if loaded:
            invalidate_build(self.connection)

    def _is_named(self, landing: Landing) -> bool:
        return is_barred(landing, self._wrong, self._offices.get(landing.source_id))

    def _repeated(self, landing: Landing) -> Iterator[Repeated]:
        """What it says again of files that an erratum names and that came before it."""
        if not self._wrong:
            return
        office = self._offices.get(landing.source_id)
        for wrong in {one.landing_id: one for one in self._earlier(landing)}.values():
            if self._is_named(wrong) and is_of_one_period(office, wrong, landing):
                yield self._compared(landing, wrong)

    def _compared(self, landing: Landing, wrong: Landing) -> Repeated:
        key = (landing.source_id, landing.dataset_id, landing.landing_id, wrong.landing_id)
        if key not in self._compared_before:
            found = repeated(self.connection, landing, wrong, self._in_place_of(wrong))
            # what is not loaded yet may repeat it
            if not found.said_again:
                return found
            self._compared_before[key] = found
        return self._compared_before[key]

    def _earlier(self, landing: Landing) -> list[Landing]:
        """Landings of the same table, of an office of all, that came before it; oldest first."""
        is_office = landing.source_id in self._offices
        return [
            one
            for one in self.store.vintages(landing.source_id)
            if one.retrieved_at < landing.retrieved_at
            and (is_office or one.dataset_id == landing.dataset_id)
        ]

    def _in_place_of(self, wrong: Landing) -> list[Landing]:
        right = [one for one in self._earlier(wrong) if self.was_known(one)]
        right = [one for one in right if not self._is_named(one)]
        # what an office delivers is used beside what came before it
        return right if wrong.source_id in self._offices else right[-1:]

    def landings(
        self, source_id: str, without_followed: Callable[[set[str]], set[str]]
    ) -> list[Landing]:
        """What has come of a source, oldest first, but for tables that its entry names no longer
        and that others follow.

        Args:
            without_followed: of the ids of tables that have files those whose files count.
        """
        vintages = self.store.vintages(source_id)
        come = {one.dataset_id for one in vintages if self.counts(one)}
        followed = come - without_followed(come)
        return [one for one in vintages if one.dataset_id not in followed]

    def not_used(self, source_id: str) -> dict[str, str]:
        """Of tables whose newest file is not used, as it proved wrong or repeats one that did, what
        to tell people."""
        if not self.has_wrong(source_id):
            return {}
        vintages = [one for one in self.store.vintages(source_id) if self.was_known(one)]
        office = self._offices.get(source_id)
        asked = self.connection.execute(
            "SELECT dataset_id FROM raw.retrieval WHERE source_id = ?", [source_id]
        ).fetchall()
        newest = {
            # an office's files have names of their own; of others not what was named formerly
            one.dataset_id if office is None else str(period_named(office, one.dataset_id)): one
            for one in vintages
            if office is not None or not asked or (one.dataset_id,) in asked
        }
        return {
            one.dataset_id: f"{one.name} (landing {one.landing_id[:12]}) {why}"
            for one in newest.values()
            if (why := self._why_not_used(one))
        }

    def _why_not_used(self, landing: Landing) -> str | None:
        if self._is_named(landing):
            before = self._in_place_of(landing)
            if not before:
                return (
                    "proved wrong (erratum) and is not used till another one comes; there is none "
                    "before it, so that none takes its place"
                )
            differed = self._compared(landing, landing).differed
            return (
                "proved wrong (erratum) and is not used till another one comes: what was published "
                f"before it is, which differs from it in {differed} rows"
            )
        for one in self._repeated(landing):
            if one.is_whole:
                return (
                    f"says again all that {one.wrong.name} (landing {one.wrong.landing_id[:12]}) "
                    "said, which proved wrong, and is not used till another one comes. If it is "
                    f"right, take `files` out of the erratum ({self._publications.root}/*{ERRATA})"
                )
        return None

    def record_vintages(
        self,
        source_id: str,
        vintages: Sequence[Landing],
        files_by_period: ReadPeriod | None = None,
    ) -> list[Landing]:
        """As of ``sozialraum.ingest.succession``, of the landings that count in this run."""
        return record_vintages(
            self.connection,
            source_id,
            vintages,
            self.was_known,
            files_by_period,
            self.proved_wrong,
        )

    def is_withheld(self, source_id: str) -> bool:
        """Whether nothing of a source may be published, not even why it cannot be read."""
        office = self._offices.get(source_id)
        return office is not None and not office.may_be_published

    @cached_property
    def published(self) -> Publication | None:
        """What is compared with."""
        return self._publications.known()

    @cached_property
    def _publications(self) -> PublicationStore:
        return PublicationStore(self.refresh.warehouse)

    @cached_property
    def _offices(self) -> Mapping[str, Source]:
        return {one.id: one for one in office_sources(self.refresh.catalogue)}

    @cached_property
    def _wrong(self) -> frozenset[WrongFile]:
        return proved_wrong(self._publications)


@dataclass(frozen=True)
class Ingested:
    """What became of a source: what the checks found, and what the UI shows besides."""

    source_id: str
    findings: Sequence[Finding]
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """How the asset of a source says what is declared of it."""

    spec: AssetSpec
    checks: Sequence[Check]


def source_key(source_id: str) -> AssetKey:
    return AssetKey(["source", source_id])


def source_spec(
    source_id: str,
    *,
    title: str,
    office: str,
    about: str,
    owner: str | None,
    kind: str,
    written: Mapping[str, str | Path],
    metadata: Mapping[str, Any],
    tags: Mapping[str, str] | None = None,
    quirks: Sequence[str] = (),
    deps: Sequence[AssetKey] = (),
) -> AssetSpec:
    """The asset of a source. ``about``: where it comes from. ``kind``: the format of its files.
    ``written``: where it is declared."""
    peculiarities = "".join(f"\n- {quirk}" for quirk in quirks)
    return AssetSpec(
        source_key(source_id),
        deps=[DECLARATIONS, *deps],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING, *([owner] if owner else [])],
        kinds={kind, "duckdb"},
        description=f"**{title}**\n\n{office}. {about}"
        + (f"\n\nKnown peculiarities:{peculiarities}" if quirks else ""),
        metadata={"office": office, **metadata, **written_in({**written, "docs": DOCS})},
        tags=tags or {},
        freshness_policy=MONTHLY,
    )


def ingest_assets(
    entries: Sequence[Entry],
    declared: Callable[[Catalogue], Mapping[str, Declared]],
    ingest: Callable[[Run, Mapping[str, Declared]], Iterator[Ingested]],
    name: str,
) -> list[AssetsDefinition]:
    """One step that ingests the entries, of which any may be chosen; none without entries.

    A step for each costs Dagster more than reading a table does.

    Args:
        name: of the step.
        declared: what a run is to ingest, by source: as it is declared then, which may be otherwise
            than when the assets were made.
    """
    if not entries:
        return []

    @multi_asset(
        name=name,
        specs=[entry.spec for entry in entries],
        check_specs=[spec_of(check) for entry in entries for check in entry.checks],
        can_subset=True,
    )
    def retrieve_and_load(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None] | AssetMaterialization | AssetCheckEvaluation]:
        checks = context.selected_asset_check_keys
        selected = context.selected_asset_keys | {key.asset_key for key in checks}
        known = declared(refresh.catalogue)
        wanted = dict(_declared(known, one.spec.key) for one in entries if one.spec.key in selected)
        # one connection for all: opening and closing the database costs more than a layer does
        with refresh.warehouse.connect() as connection:
            require_begun(connection)
            # until it is read whole: where that breaks off, of some is there what another day knew
            forget_made(connection, *wanted)
            run = Run(context, refresh, connection)
            for ingested in ingest(run, wanted):
                for table, said in run.not_used(ingested.source_id).items():
                    matter = Matter("unread", ingested.source_id, said)
                    context.log.warning(matter.line)
                    refresh.remember(matter)
                    withheld = run.is_withheld(ingested.source_id)
                    told = refresh.words.say(Message("sources-withheld")) if withheld else said
                    record_not_used(connection, ingested.source_id, table, told)
                record(connection, ingested.findings, refresh.words)
                refresh.mark_read(connection, ingested.source_id)
                key = source_key(ingested.source_id)
                if key in context.selected_asset_keys:
                    yield MaterializeResult(asset_key=key, metadata=ingested.metadata)
                else:
                    # a file is judged as it is read: a check alone reads the source, too
                    yield AssetMaterialization(key, metadata=ingested.metadata)
                for finding in ingested.findings:
                    if AssetCheckKey(key, finding.check.check_name) in checks:
                        shown = problems_of(finding, refresh.warehouse.failing_rows)
                        yield result_of(finding, shown)

    return [retrieve_and_load]


def _declared(declared: Mapping[str, Declared], key: AssetKey) -> tuple[str, Declared]:
    """
    Raises:
        DeclarationError: it was, when the assets were made.
    """
    source_id = key.path[-1]
    try:
        return source_id, declared[source_id]
    except KeyError:
        raise DeclarationError(
            f"source '{source_id}' is declared no longer, as it still was when this run was "
            "started: refresh again"
        ) from None


def each(
    ingest: Callable[[Run, Declared], Ingested],
) -> Callable[[Run, Mapping[str, Declared]], Iterator[Ingested]]:
    """Ingests one after the other."""

    def ingest_all(run: Run, wanted: Mapping[str, Declared]) -> Iterator[Ingested]:
        for source_id, one in wanted.items():
            try:
                yield ingest(run, one)
            except MonitorError:
                raise
            except Exception as error:
                # ours say what they are about, this one does not
                said = with_way_out(f"source '{source_id}': {error}")
                raise Failure(said, allow_retries=False) from error

    return ingest_all


def wire_format(source_id: str, severity: Severity, details: str) -> Check:
    """``details``: what a file of this kind of source has to be, and what follows if it is not."""
    return Check(
        table_name=f"source.{source_id}",
        check_name="wire_format",
        kind="wire",
        severity=severity,
        description="Every file of the source has the declared form.",
        details=details,
    )


def older_vintages(source_id: str, details: str) -> Check:
    return Check(
        table_name=f"source.{source_id}",
        check_name="older_vintages_readable",
        kind="wire",
        severity="warning",
        description="Files that count on the as-of day can be read with today's declaration, also "
        "where they came earlier.",
        details=details,
    )


def totals_check(source_id: str) -> Check:
    return Check(
        table_name=f"source.{source_id}",
        check_name="totals",
        kind="wire",
        severity="warning",
        description="The sums that the table shows equal the sums of their parts.",
    )


def judged_totals(source_id: str, wrong: Sequence[str]) -> Finding:
    """
    Args:
        wrong: what was found in the files in use, one text for each sum.
    """
    check = totals_check(source_id)
    judged = check.judged(wrong, "every sum equals its parts", failing_rows=len(wrong))
    return replace(judged, sample=[{"finding": one} for one in wrong[:SAMPLE]])


def until_metadata(day: date | None) -> dict[str, MetadataValue[Any]]:
    """Until when figures are known; as a year, too, for the UI draws numbers over time, no dates:
    2024.99 is the end of 2024."""
    shown: dict[str, MetadataValue[Any]] = {
        "data_until": MetadataValue.text(day.isoformat() if day else "unknown")
    }
    if day is not None:
        share = (day - date(day.year, 1, 1)).days / 366
        shown["data_until_year"] = MetadataValue.float(day.year + int(100 * share) / 100)
    return shown
