"""No answer keeps a refresh waiting beyond its deadline, and none keeps it from being ended."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from sozialraum.declarations.source import FetchPolicy
from sozialraum.ingest.fetch import Fetcher, NotFetchedError, Request

SECONDS = 1.0
PATIENT = FetchPolicy(
    connect_timeout=5, read_timeout=60, table_deadline=SECONDS, attempts=1, backoff=0
)
Send = Callable[[bytes], None]


def _slowly(send: Send, content: bytes) -> None:
    for one in content * 1000:
        send(bytes([one]))
        time.sleep(0.05)


def _status_line(send: Send) -> None:
    _slowly(send, b"HTTP/1.1 200 OK" + b" " * 100)


def _headers(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    for number in range(90):
        send(b"X-%d: " % number)
        time.sleep(0.1)
        send(b"a\r\n")


def _continue(send: Send) -> None:
    while True:
        send(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.02)


def _body(status: bytes) -> Callable[[Send], None]:
    def answer(send: Send) -> None:
        send(b"HTTP/1.1 " + status + b"\r\nContent-Length: 60000\r\n\r\n")
        _slowly(send, b"a;b\n")

    return answer


def _redirect(send: Send) -> None:
    send(b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 60000\r\n\r\n")
    _slowly(send, b"moved")


def _until_closed(send: Send) -> None:
    """A body whose end is the connection's: cut at the deadline it would look whole."""
    send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\na;b\n1;2\n")
    _slowly(send, b"3;4\n")


def _trailer(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na;b\n\r\n0\r\n")
    while True:
        send(b"X-More: yes\r\n")
        time.sleep(0.02)


def _silence(_: Send) -> None:
    time.sleep(60)


ANSWERS = {
    "a status line that trickles": _status_line,
    "headers that trickle": _headers,
    "100 Continue for ever": _continue,
    "a body that trickles": _body(b"200 OK"),
    "the body of a 404 that trickles": _body(b"404 Not Found"),
    "the body of a 503 that trickles": _body(b"503 Service Unavailable"),
    "the body of a redirect that trickles": _redirect,
    "a body that only its connection ends": _until_closed,
    "trailers for ever": _trailer,
    "nothing at all": _silence,
}


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Send], None]], str]]:
    listening = socket.create_server(("127.0.0.1", 0))

    def run(answer: Callable[[Send], None]) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=one, args=(connection, answer), daemon=True).start()

    def one(connection: socket.socket, answer: Callable[[Send], None]) -> None:
        with suppress(OSError), connection:
            connection.recv(65536)
            answer(connection.sendall)

    def start(answer: Callable[[Send], None]) -> str:
        threading.Thread(target=run, args=(answer,), daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/table.csv"

    yield start
    listening.close()


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def _request(url: str) -> Request:
    return Request(url=url, max_bytes=1_000_000, check=lambda _: None)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_every_byte_of_every_answer_is_under_the_deadline(
    serve: Callable[[Callable[[Send], None]], str], answer: Callable[[Send], None]
) -> None:
    fetcher = Fetcher(PATIENT)
    started = time.monotonic()
    with pytest.raises(NotFetchedError, match="too slow: no whole answer until the deadline"):
        fetcher.fetch(_request(serve(answer)), lambda _: None)
    assert time.monotonic() - started < SECONDS + 1
    fetcher.close()


def test_a_proxy_is_under_the_deadline_before_the_connection_stands(
    serve: Callable[[Callable[[Send], None]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, serve(_headers))
    started = time.monotonic()
    fetcher = Fetcher(PATIENT)
    with pytest.raises(NotFetchedError, match="too slow"):
        fetcher.fetch(_request("https://portal.example/table.csv"), lambda _: None)
    assert time.monotonic() - started < SECONDS + 1
    fetcher.close()


@pytest.mark.parametrize(
    "header",
    ["Content-Length: ²", f"Content-Length: {'9' * 5000}", "Retry-After: Fri, 1 Jan 99999 1:1:1"],
)
def test_no_header_of_an_answer_is_the_end_of_more_than_its_table(
    serve: Callable[[Callable[[Send], None]], str], header: str
) -> None:
    status = "503 Wait" if header.startswith("Retry") else "200 OK"
    answer = f"HTTP/1.1 {status}\r\n{header}\r\n\r\na;b\n".encode("latin-1")
    fetcher = Fetcher(PATIENT)
    url = serve(lambda send: send(answer))
    if "²" in header:
        body = fetcher.fetch(_request(url), lambda _: None)
        assert body is not None
        assert body.content == b"a;b\n"
    else:
        with pytest.raises(NotFetchedError, match=r"^larger than|^answered 503"):
            fetcher.fetch(_request(url), lambda _: None)
    fetcher.close()


def test_marks_that_no_server_could_read_again_are_not_sent_back() -> None:
    for odd in ("x" * 60_000, "a\r\n b", "\0", "é"):
        request = Request("", 1, lambda _: None, etag=odd, last_modified=odd)
        assert request.conditions == {}
    assert Request("", 1, lambda _: None, etag='W/"1"').conditions == {"If-None-Match": 'W/"1"'}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_whoever_waits_is_woken_when_the_fetcher_is_closed(
    serve: Callable[[Callable[[Send], None]], str], answer: Callable[[Send], None]
) -> None:
    fetcher = Fetcher(PATIENT.model_copy(update={"table_deadline": 60}))
    problems: list[Exception] = []

    def fetch() -> None:
        try:
            fetcher.fetch(_request(serve(answer)), lambda _: None)
        except NotFetchedError as error:
            problems.append(error)

    waiting = threading.Thread(target=fetch)
    waiting.start()
    time.sleep(0.3)
    fetcher.close()
    waiting.join(timeout=2)
    assert not waiting.is_alive()
    assert problems
