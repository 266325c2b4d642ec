"""The live connector against a local portal: what is asked, how patiently, what is refused.

The tables are made up: a title row and a few figures.
"""

import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import FetchPolicy, Portal, Source
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.formats.kind import kind_of_page
from sozialraum.ingest.landing import Known, LandingStore, Retrieved
from sozialraum.ingest.portal import PORTAL_VARIABLE, PortalConnector
from tests.ingest.portal_server import (
    LAST_MODIFIED,
    LOGIN_PAGE,
    BrokenChunks,
    Fault,
    Instead,
    Length,
    PortalServer,
    Reset,
    Silent,
    Status,
    Trickle,
    Untold,
)

TODAY = date(2026, 11, 22)
TABLE = "Jahr;Männer\r\n2025;1\r\n".encode()
QUICK = FetchPolicy(
    connect_timeout=0.5,
    read_timeout=0.3,
    table_deadline=1.5,
    run_deadline=30,
    attempts=3,
    backoff=0.01,
    max_wait=1,
    max_bytes=10_000,
    at_once=3,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "table.csv").write_bytes(TABLE)
    for year in (2022, 2023, 2024):
        (tables / f"series_{year}.csv").write_bytes(TABLE)
    return tables


@pytest.fixture
def portal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with PortalServer(folder) as server:
        yield server


@pytest.fixture
def connect(
    catalogue: Catalogue, portal: PortalServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., PortalConnector]]:
    """Makes connectors to the local portal, with other patience if wanted."""
    opened = []
    monkeypatch.setenv(PORTAL_VARIABLE, portal.url + "/")

    def open_one(policy: FetchPolicy = QUICK, today: date = TODAY) -> PortalConnector:
        declared = Portal(
            base_url="https://unreachable.invalid",
            table_url=catalogue.portal.table_url,
            fetch=policy,
        )
        opened.append(PortalConnector(replace(catalogue, portal=declared), today))
        return opened[-1]

    yield open_one
    for connector in opened:
        connector.close()


def _source(catalogue: Catalogue, **changes: object) -> Source:
    """A made-up source in the form of a declared one."""
    some = next(
        source
        for source in catalogue.sources
        if not source.is_yearly_series and not source.period.fixed
    )
    return some.model_copy(update={"id": "table", "dataset": "table", "cadence": "year", **changes})


@pytest.fixture
def table(catalogue: Catalogue) -> Source:
    return _source(catalogue)


@pytest.fixture
def series(catalogue: Catalogue) -> Source:
    return _source(catalogue, id="series", dataset="series_{year}", first_year=2022)


def _ask(
    connector: PortalConnector, source: Source, known: dict[str, Known] | None = None
) -> list[Answer]:
    return list(connector.retrieve(source, known or {}, lambda text: None))


def _land(store: LandingStore, source: Source, answers: list[Answer]) -> dict[str, Known]:
    for answer in answers:
        if isinstance(answer, Retrieved):
            store.land(source.id, answer)
    return store.known(source.id)


def test_a_table_comes_with_its_address_and_the_marks_of_its_version(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source
) -> None:
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)
    assert answer.content == TABLE
    assert answer.url == f"{portal.url}/dcat-ap/dataset/table/content.csv"
    assert (answer.http_status, answer.last_modified) == (200, LAST_MODIFIED)
    assert answer.etag


def test_an_unchanged_table_is_not_transferred_again(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, tmp_path: Path
) -> None:
    store = LandingStore(tmp_path / "landing")
    known = _land(store, table, _ask(connect(), table))
    portal.forget()
    (answer,) = _ask(connect(), table, known)
    assert isinstance(answer, Unchanged)
    assert answer.landing.path.read_bytes() == TABLE
    assert (portal.asked(), portal.bytes_sent) == ([304], 0)


def test_a_copy_that_was_landed_without_marks_is_transferred_once_and_never_again(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, tmp_path: Path
) -> None:
    store = LandingStore(tmp_path / "landing")
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)
    _land(store, table, [replace(answer, etag=None, last_modified=None)])
    for _ in range(2):
        _land(store, table, _ask(connect(), table, store.known(table.id)))
    assert portal.asked() == [200, 200, 304]
    assert len(store.vintages(table.id)) == 1


def test_a_file_that_moved_is_not_asked_for_with_the_marks_of_the_former_address(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, tmp_path: Path
) -> None:
    store = LandingStore(tmp_path / "landing")
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)
    _land(store, table, [replace(answer, url="https://elsewhere.invalid/table.csv")])
    for _ in range(2):
        _land(store, table, _ask(connect(), table, store.known(table.id)))
    assert portal.asked() == [200, 200, 304]


def test_a_landing_that_lost_its_bytes_is_transferred_again(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, tmp_path: Path
) -> None:
    known = _land(LandingStore(tmp_path / "landing"), table, _ask(connect(), table))
    known["table"].landing.path.unlink()
    (answer,) = _ask(connect(), table, LandingStore(tmp_path / "landing").known(table.id))
    assert isinstance(answer, Retrieved)


PASSING: dict[str, Fault] = {
    "too many requests": Status(429, {"Retry-After": "0"}),
    "server error": Status(500),
    "service unavailable": Status(503),
    "reset in the body": Reset(),
    "body shorter than stated": Length(+5),
    "chunks that break off": BrokenChunks(),
    "no answer in time": Silent(0.6),
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_asked_again(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, fault: str
) -> None:
    portal.faults["table"] = replace(PASSING[fault], times=1)
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)
    assert answer.content == TABLE


LASTING: dict[str, tuple[Fault, list[str], int]] = {
    "too many requests": (Status(429), ["answered 429", "asked 3 times"], 3),
    "server error": (Status(500), ["answered 500", "asked 3 times"], 3),
    "reset in the body": (Reset(), ["the body broke off", "asked 3 times"], 3),
    "body shorter than stated": (Length(+5), ["the body broke off", "5 more expected"], 3),
    "too long a pause": (
        Status(429, {"Retry-After": "3600"}),
        ["answered 429", "asks to wait 3600 s", "max_wait"],
        1,
    ),
    "a trickle": (Trickle(0.2), ["too slow", "deadline of 1.5 s"], 1),
    "an HTML page": (Instead(LOGIN_PAGE, "text/html"), ["an HTML page, not a table"], 1),
    "a login page as CSV": (Instead(LOGIN_PAGE), ["an HTML page", "login"], 1),
    "a JSON error": (Instead(b'{"error": 1}'), ["a JSON document, not a table"], 1),
    "nothing": (Instead(b"\r\n"), ["the answer is empty"], 1),
    "redirect to a login": (
        Status(302, {"Location": "/auth/login?next=table"}),
        ["redirected to a login page"],
        1,
    ),
    "redirect elsewhere": (
        Status(301, {"Location": "https://elsewhere.invalid/table.csv"}),
        ["redirected to another host: https://elsewhere.invalid/table.csv"],
        1,
    ),
    "a circle of redirects": (
        Status(302, {"Location": "/dcat-ap/dataset/table/content.csv"}),
        ["more than 5 redirects"],
        6,
    ),
    "a wrong charset": (
        Instead(TABLE.decode().encode("latin-1"), "text/csv; charset=iso-8859-1"),
        ["row 1", "is not utf-8", "charset=iso-8859-1", "`encoding` in sources.yaml"],
        1,
    ),
    "too large": (Instead(b"1;2\r\n" * 4000), ["larger than 10,000 bytes", "max_bytes"], 1),
    "too large when unpacked": (
        Instead(gzip.compress(b"1;2\r\n" * 4000), content_encoding="gzip"),
        ["larger than 10,000 bytes"],
        1,
    ),
    "a compressed body without its end": (
        Instead(gzip.compress(TABLE)[:-9], content_encoding="gzip"),
        ["the body broke off", "asked 3 times"],
        3,
    ),
    "a compressed body that was damaged": (
        Instead(gzip.compress(TABLE)[:-8] + b"damaged!", content_encoding="gzip"),
        ["cannot be unpacked", "asked 3 times"],
        3,
    ),
    "a packing that nobody asked for": (
        Instead(TABLE, content_encoding="br"),
        ["packed as 'br'", "not asked for"],
        1,
    ),
    "a redirect to a file": (
        Status(302, {"Location": "file://127.0.0.1/etc/hostname"}),
        ["redirected to an unencrypted address: file://127.0.0.1/etc/hostname"],
        1,
    ),
    "a redirect to no address": (
        Status(302, {"Location": "http://[broken"}),
        ["redirected to no address"],
        1,
    ),
    "a redirect to a port that is none": (
        Status(302, {"Location": "http://127.0.0.1:99999/table.csv"}),
        ["Port out of range"],
        1,
    ),
    "a pause of 5,000 digits": (
        Status(503, {"Retry-After": "9" * 5000}),
        ["answered 503", "asks to wait inf s"],
        1,
    ),
    "an address without an end": (
        Status(302, {"Location": "http://other.example/" + "x" * 60_000}),
        ["redirected to another host", "x … x", "`fetch.hosts`"],
        1,
    ),
    "a wish for a login": (Status(401), ["answered 401", "it wants a login"], 1),
    "not there": (Status(404), ["answered 404"], 1),
    "an unasked 304": (Status(304), ["304"], 1),
}


@pytest.mark.parametrize("fault", LASTING)
def test_what_stays_wrong_is_named_and_nothing_of_it_is_taken(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, fault: str
) -> None:
    portal.faults["table"], texts, times = LASTING[fault]
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Unavailable)
    for text in texts:
        assert text in answer.problem
    assert len(portal.asked("table")) == times
    assert answer.is_stale
    assert answer.is_needed


def test_a_redirect_on_the_same_host_is_followed(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, folder: Path
) -> None:
    # a table about registrations ("Anmeldungen") is no login page
    (folder / "kita-anmeldungen.csv").write_bytes(TABLE)
    moved = "/dcat-ap/dataset/kita-anmeldungen/content.csv"
    portal.faults["table"] = Status(301, {"Location": moved})
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)
    assert portal.asked("kita-anmeldungen") == [200]


@pytest.mark.parametrize(
    ("location", "is_login"),
    [
        ("/anmeldungen-kita-2025.csv", False),
        ("/authoritative/tabelle", False),
        ("/ssoar/tabelle", False),
        ("/anmeldung/tabelle.csv?v=2", False),
        ("/login", True),
        ("/user/login.html;id=1", True),
        ("/users/sign_in", True),
        ("/auth/realms/city/protocol", True),
        ("/oauth2/authorize?next=table.csv", True),
        ("/anmeldung?return=table.csv", True),
        ("/sso/", True),
        ("/SAML2/idp", True),
    ],
)
def test_a_login_page_is_known_by_whole_parts_of_its_address(
    connect: Callable[..., PortalConnector],
    portal: PortalServer,
    table: Source,
    location: str,
    is_login: bool,
) -> None:
    portal.faults["table"] = Status(302, {"Location": location})
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Unavailable)
    assert ("login page" in answer.problem) == is_login, answer.problem
    assert is_login or "answered 404" in answer.problem


def test_the_pause_that_the_provider_asks_for_is_kept(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source
) -> None:
    portal.faults["table"] = Status(503, {"Retry-After": "1"}, times=1)
    started = time.monotonic()
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)
    assert 1 <= time.monotonic() - started < 2


def test_a_provider_that_is_down_is_not_asked_for_long_for_each_table(
    connect: Callable[..., PortalConnector], monkeypatch: pytest.MonkeyPatch, table: Source
) -> None:
    monkeypatch.setenv(PORTAL_VARIABLE, "http://127.0.0.1:9")
    connector = connect()
    (first,) = _ask(connector, table)
    (second,) = _ask(connector, table)
    assert isinstance(first, Unavailable)
    assert isinstance(second, Unavailable)
    assert first.problem == "no connection: Connection refused (asked 3 times)"
    assert second.problem == "no connection: Connection refused"


def test_the_time_of_a_whole_refresh_is_limited(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source
) -> None:
    connector = connect(QUICK.model_copy(update={"run_deadline": 0.05}))
    time.sleep(0.1)
    (answer,) = _ask(connector, table)
    assert isinstance(answer, Unavailable)
    assert "not asked" in answer.problem
    assert portal.asked() == []


def test_a_table_that_lost_its_end_is_not_taken(
    connect: Callable[..., PortalConnector],
    portal: PortalServer,
    table: Source,
    folder: Path,
    tmp_path: Path,
) -> None:
    known = _land(LandingStore(tmp_path / "landing"), table, _ask(connect(), table))
    (folder / "table.csv").write_bytes(TABLE + b"2026;2\r\n")
    portal.faults["table"] = Length(-2)
    (answer,) = _ask(connect(), table, known)
    assert isinstance(answer, Unavailable)
    assert "breaks off in the middle of a row" in answer.problem


def test_a_table_of_untold_length_may_not_end_at_another_place_when_asked_again(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source, folder: Path
) -> None:
    (folder / "table.csv").write_bytes(b"Jahr;M\n2025;1234")
    portal.faults["table"] = Untold([2, 1])
    (cut,) = _ask(connect(), table)
    assert isinstance(cut, Unavailable)
    assert "breaks off in the middle of a row, at another place each time" in cut.problem
    portal.faults["table"] = Untold([0])
    (whole,) = _ask(connect(), table)
    assert isinstance(whole, Retrieved)
    assert whole.content.endswith(b";1234")


def test_a_new_year_of_a_series_ends_as_the_years_before(
    connect: Callable[..., PortalConnector],
    portal: PortalServer,
    series: Source,
    folder: Path,
    tmp_path: Path,
) -> None:
    known = _land(LandingStore(tmp_path / "landing"), series, _ask(connect(), series))
    (folder / "series_2025.csv").write_bytes(TABLE[:-2])
    answers = _ask(connect(), series, known)
    problems = [one.problem for one in answers if isinstance(one, Unavailable)]
    assert "the table breaks off in the middle of a row" in problems


def test_a_wrong_charset_in_the_header_alone_does_no_harm(
    connect: Callable[..., PortalConnector], portal: PortalServer, table: Source
) -> None:
    portal.faults["table"] = Instead(TABLE, "text/csv; charset=iso-8859-1")
    (answer,) = _ask(connect(), table)
    assert isinstance(answer, Retrieved)


def test_an_encoding_that_cannot_be_verified_must_be_the_one_the_provider_states(
    connect: Callable[..., PortalConnector], catalogue: Catalogue
) -> None:
    (answer,) = _ask(connect(), _source(catalogue, encoding="cp1252"))
    assert isinstance(answer, Unavailable)
    assert "charset=utf-8" in answer.problem
    assert "cp1252" in answer.problem


@pytest.mark.parametrize(
    ("encoding", "stated", "figure", "taken"),
    [
        # a server that states the same of all its files
        ("cp1252", "utf-8", "Männer", True),
        ("cp1252", "us-ascii", "Männer", True),
        ("cp1252", "unheard-of", "Männer", True),
        # one name for both, as browsers have it
        ("cp1252", "iso-8859-1", "Männer – €", True),
        ("iso-8859-1", "windows-1252", "Männer", True),
        ("cp1252", "iso-8859-15", "Männer", True),
        ("cp1252", "iso-8859-15", "€", False),
        ("cp1252", "cp850", "Männer", False),
    ],
)
def test_a_stated_charset_counts_where_it_makes_another_text_of_the_table(
    connect: Callable[..., PortalConnector],
    portal: PortalServer,
    catalogue: Catalogue,
    encoding: str,
    stated: str,
    figure: str,
    taken: bool,
) -> None:
    body = f"Jahr;{figure}\r\n2025;1\r\n".encode(encoding)
    portal.faults["table"] = Instead(body, f"text/csv; charset={stated}")
    (answer,) = _ask(connect(), _source(catalogue, encoding=encoding))
    assert isinstance(answer, Retrieved) == taken, answer
    assert taken or f"the provider states charset={stated}" in str(answer)


# yearly series ---------------------------------------------------------------------------------


def _years(answers: list[Answer]) -> dict[int, str]:
    return {int(a.dataset_id.split("_")[-1]): type(a).__name__ for a in answers}


def test_years_are_found_without_being_declared(
    connect: Callable[..., PortalConnector], series: Source, folder: Path, tmp_path: Path
) -> None:
    store = LandingStore(tmp_path / "landing")
    known = _land(store, series, _ask(connect(), series))
    (folder / "series_2025.csv").write_bytes(TABLE)
    again = _ask(connect(), series, known)
    assert _years(again) == {
        2022: "Unchanged", 2023: "Unchanged", 2024: "Unchanged", 2025: "Retrieved",
    }  # fmt: skip


def test_several_years_are_asked_for_at_once_over_few_connections(
    connect: Callable[..., PortalConnector], portal: PortalServer, catalogue: Catalogue
) -> None:
    for year in (2022, 2023, 2024):
        portal.faults[f"series_{year}"] = Silent(0.1)
    long = _source(catalogue, id="series", dataset="series_{year}", first_year=2010)
    connector = connect()
    _ask(connector, long)
    _ask(connector, long)
    assert 1 < portal.busiest <= QUICK.at_once
    assert portal.connections <= QUICK.at_once
    assert len(portal.asked()) == 2 * 17


def test_a_slow_provider_does_not_keep_another_waiting(
    portal: PortalServer, catalogue: Catalogue, table: Source, series: Source
) -> None:
    policy = QUICK.model_copy(update={"at_once": 1, "read_timeout": 5, "table_deadline": 5})
    for year in (2022, 2023, 2024):
        portal.faults[f"series_{year}"] = Silent(0.5)
    declared = Portal(base_url=portal.url, table_url=catalogue.portal.table_url, fetch=policy)
    two = replace(catalogue, portal=declared, portals={"slow": declared})
    connector = PortalConnector(two, TODAY)
    connector.ask_ahead(series.model_copy(update={"portal": "slow"}), {})
    (answer,) = _ask(connector, table)
    assert isinstance(answer, Retrieved)
    assert len(portal.asked()) < 3
    connector.close()


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 7, 4), []), (date(2026, 7, 5), [2025])])
def test_a_year_is_overdue_when_the_one_before_is_no_longer_fresh(
    connect: Callable[..., PortalConnector], series: Source, today: date, overdue: list[int]
) -> None:
    answers = [a for a in _ask(connect(today=today), series) if isinstance(a, Unavailable)]
    assert list(_years(list(answers))) == overdue
    for answer in answers:
        assert "year 2025 is overdue since 2026-07-05" in answer.problem
        assert "dataset_overrides" in answer.problem
        assert not answer.is_stale
        assert not answer.is_needed


def test_a_missing_year_in_the_middle_is_named(
    connect: Callable[..., PortalConnector], series: Source, folder: Path
) -> None:
    (folder / "series_2023.csv").unlink()
    answers = _ask(connect(today=date(2026, 1, 1)), series)
    assert _years(answers) == {2022: "Retrieved", 2023: "Unavailable", 2024: "Retrieved"}
    missing = answers[1]
    assert isinstance(missing, Unavailable)
    assert "year 2023 is missing, although 2024 is there" in missing.problem
    assert not missing.is_needed


def test_a_year_that_the_provider_took_away_stays_in_use_as_stale(
    connect: Callable[..., PortalConnector], series: Source, folder: Path, tmp_path: Path
) -> None:
    store = LandingStore(tmp_path / "landing")
    known = _land(store, series, _ask(connect(), series))
    (folder / "series_2024.csv").unlink()
    answer = _ask(connect(), series, known)[2]
    assert isinstance(answer, Unavailable)
    assert answer.dataset_id == "series_2024"
    assert answer.is_stale


def test_a_year_with_another_id_is_found_where_it_is_declared(
    connect: Callable[..., PortalConnector], catalogue: Catalogue, folder: Path
) -> None:
    (folder / "otherwise-2025.csv").write_bytes(TABLE)
    renamed = _source(
        catalogue, id="series", dataset="series_{year}", first_year=2024,
        dataset_overrides={2025: "otherwise-2025"},
    )  # fmt: skip
    answers = _ask(connect(), renamed)
    assert [a.dataset_id for a in answers] == ["series_2024", "otherwise-2025"]


def test_a_series_of_which_nothing_can_be_had_cannot_be_used(
    connect: Callable[..., PortalConnector], portal: PortalServer, series: Source
) -> None:
    for year in range(2022, 2027):
        portal.faults[f"series_{year}"] = Status(404 if year > 2023 else 401)
    answers = [a for a in _ask(connect(), series) if isinstance(a, Unavailable)]
    assert answers
    assert all(answer.is_needed for answer in answers)


def test_a_new_year_that_cannot_be_had_does_not_stop_the_years_before(
    connect: Callable[..., PortalConnector], portal: PortalServer, series: Source, folder: Path
) -> None:
    (folder / "series_2025.csv").write_bytes(TABLE)
    portal.faults["series_2025"] = Status(500)
    answer = next(a for a in _ask(connect(), series) if a.dataset_id == "series_2025")
    assert isinstance(answer, Unavailable)
    assert answer.is_stale
    assert not answer.is_needed


@pytest.mark.parametrize(
    "page",
    [
        "<!-- proxy -->\n<!DOCTYPE html>\n<p>Anmeldung</p>\n",
        "<meta http-equiv=refresh content='0; url=/login'>\n",
        "<script>location='/login'</script>\n",
    ],
)
def test_a_page_is_known_as_one_wherever_its_markup_begins(page: str) -> None:
    assert kind_of_page(page) == "html"


def test_a_table_that_speaks_of_less_than_is_no_page() -> None:
    assert kind_of_page("Alter;Anzahl\n<18;7\n") is None


def test_what_was_asked_ahead_is_not_asked_again_unless_other_bytes_are_known(
    connect: Callable[..., PortalConnector],
    portal: PortalServer,
    table: Source,
    series: Source,
    tmp_path: Path,
) -> None:
    store = LandingStore(tmp_path / "landing")
    first = connect()
    for source in (table, series):
        first.ask_ahead(source, {})
    brought = [answer for answer in _ask(first, series) if isinstance(answer, Retrieved)]
    assert len(brought) == 3
    answers = _ask(first, table)
    assert portal.asked("table") == [200]
    assert all(portal.asked(f"series_{year}") == [200] for year in (2022, 2023, 2024))
    known = _land(store, table, answers)

    second = connect()
    second.ask_ahead(table, {})
    deadline = time.monotonic() + 5
    while portal.asked("table") != [200, 200] and time.monotonic() < deadline:
        time.sleep(0.01)
    assert isinstance(_ask(second, table, known)[0], Unchanged)
    assert sorted(portal.asked("table")) == [200, 200, 304]
