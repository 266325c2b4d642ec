"""A portal that misbehaves: a table comes whole and in time, or as a reason in words."""

import gzip
import os
import random
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

from bench.stress.mutators import TOKENS
from bench.stress.trial import HANG, WRONG, FoundError
from sozialraum.declarations.source import FetchPolicy
from sozialraum.ingest.fetch import Fetcher, NotFetchedError, Request

DEADLINE = 1.0
PATIENT = FetchPolicy(
    connect_timeout=2, read_timeout=60, table_deadline=DEADLINE, attempts=2, backoff=0.01
)
TABLE = "".join(f"2025;{n:02d} Gebiet;{n * 7}\r\n" for n in range(200)).encode()


def http_fault(_: Path, chance: random.Random) -> str:
    os.environ["NO_PROXY"] = "127.0.0.1"
    answer = _answer(chance)
    pace = chance.choice([0, 0, 0, 0.001, 0.05])
    cut = chance.randrange(len(answer) + 1) if chance.random() < 0.4 else None
    reset = chance.random() < 0.3
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=one, args=(connection,), daemon=True).start()

    def one(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.recv(65536)
            sent = answer if cut is None else answer[:cut]
            if pace:
                for at in range(0, len(sent), 7):
                    connection.sendall(sent[at : at + 7])
                    time.sleep(pace)
            else:
                connection.sendall(sent)
            if reset:
                linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            elif chance.random() < 0.3:
                time.sleep(5)

    threading.Thread(target=serve, daemon=True).start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/table.csv"
    fetcher = Fetcher(PATIENT)
    started = time.monotonic()
    try:
        body = fetcher.fetch(Request(url=url, max_bytes=1_000_000, check=lambda _: None), _say)
        content = body.content
    except NotFetchedError as error:
        content, told = None, str(error)
    finally:
        seconds = time.monotonic() - started
        fetcher.close()
        listening.close()
    if seconds > DEADLINE + 1.5:
        raise FoundError(HANG, f"{seconds:.1f} s for {answer[:200]!r}")
    if content is None:
        return "a reason in words" if told else "no reason"
    if content != TABLE:
        raise FoundError(WRONG, f"{len(content)} of {len(TABLE)} bytes for {answer[:300]!r}")
    return "whole"


def _say(_: str) -> None:
    pass


def _answer(chance: random.Random) -> bytes:
    """An answer that, whole, brings the table; with something odd in it."""
    form = chance.choice(["plain", "chunked", "gzip", "closed"])
    headers = [b"Content-Type: text/csv"]
    body = TABLE
    if form == "gzip":
        body = gzip.compress(TABLE)
        headers.append(b"Content-Encoding: gzip")
    if form == "chunked":
        headers.append(b"Transfer-Encoding: chunked")
        body = _chunks(TABLE, chance)
    elif form != "closed":
        length = len(body) + chance.choice([0, 0, 0, 1, 5000])
        headers += [b"Content-Length: %d" % length]
        if chance.random() < 0.1:
            headers += [b"Content-Length: %d" % (len(body) + 3)]
    else:
        # without a length nobody could know whether it is whole: it has to be refused or whole
        headers += [b"Content-Length: %d" % len(body), b"Connection: close"]
    for _ in range(chance.choice([0, 0, 1, 3])):
        odd = chance.choice(TOKENS).replace(b"\n", b"").replace(b"\r", b"")
        headers.insert(
            chance.randrange(len(headers) + 1), b"X-Odd: " + odd * chance.choice([1, 50])
        )
    status = chance.choice(
        [b"200 OK"] * 6 + [b"404 No", b"500 Oh", b"503 Wait", b"429 Slow", b"301 M"]
    )
    before = b"HTTP/1.1 100 Continue\r\n\r\n" * chance.choice([0, 0, 0, 1, 20])
    return before + b"HTTP/1.1 " + status + b"\r\n" + b"\r\n".join(headers) + b"\r\n\r\n" + body


def _chunks(content: bytes, chance: random.Random) -> bytes:
    sent, at = b"", 0
    while at < len(content):
        size = chance.randint(1, 900)
        part = content[at : at + size]
        sent += b"%x\r\n" % len(part) + part + b"\r\n"
        at += size
    return sent + chance.choice([b"0\r\n\r\n", b"0\r\n\r\n", b"0\r\nX-After: 1\r\n\r\n", b""])
