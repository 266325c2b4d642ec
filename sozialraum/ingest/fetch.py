"""Fetches one table over HTTP: conditionally, patiently, and only from where it was asked.

requests does the HTTP (proxies and certificates as the environment sets them), tenacity the
retries. What may pass by itself (429, 5xx, a broken or slow connection, a body that breaks off)
is tried again; everything else is said at once.
"""

import gzip
import io
import re
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_before_delay,
    stop_when_event_set,
    wait_exponential_jitter,
)
from tenacity.nap import sleep_using_event

from sozialraum.declarations.source import FetchPolicy
from sozialraum.ingest.body import Body
from sozialraum.ingest.deadline import DeadlineAdapter, Deadlines
from sozialraum.ingest.formats.more import names_next

USER_AGENT = "sozialraum-monitor (open data of the city, monthly)"
MAX_REDIRECTS = 5
CHUNK = 1 << 16
LONGEST_MARK = 1_000
"""No ETag of a server is longer; what is, would be refused when it is sent back, for good."""
LONGEST_TEXT = 1_000
TELLS_LENGTH = ("Content-Length", "Transfer-Encoding", "Content-Encoding")
"""Headers of which one stands where a body that lost its end is noticed."""
_NUMBER = re.compile(r"([0-9]{1,12})")
_TELLS_RECORDS = {
    "X-Total-Count": _NUMBER,
    "X-Total": _NUMBER,
    # RFC 9110, 14.4, of another unit than bytes, or none, as PostgREST tells it
    "Content-Range": re.compile(
        r"(?:(?!bytes\b)[\w-]+ )?(?:[0-9]+-[0-9]+|\*)/([0-9]{1,12})", re.I | re.A
    ),
}
# a link with what is said of it; in quotes that may hold anything
_LINK = re.compile(r'<([^<>]*+)>((?:[^<",]|"(?:[^"\\]|\\.)*+")*+)')
_REL = re.compile(r';\s*+rel\s*+=\s*+(?:"([^"]*+)"|([^\s;,"]++))', re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
# a whole part of a path, with the suffix of a page at most: registrations, authorities and the
# archives of social science begin with the same letters
_LOGIN = re.compile(
    r"/(?:log[-_]?[io]n|sign[-_]?in|anmeld(?:ung|en)|auth|oauth2?|authori[sz]e|"
    r"authenticat(?:e|ion)|sso|saml2?)(?:[.;][^/]*)?(?:/|\Z)",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\.(?:csv|tsv|txt|(?:geo)?json|parquet|px|xlsx|ods|zip|gz)\Z", re.IGNORECASE)


class NotFetchedError(Exception):
    """A table could not be had; the text says why and will say the same when asked again.

    What a server says in it (an address of 60,000 characters) is cut in its middle.
    """

    def __init__(self, text: str) -> None:
        half = LONGEST_TEXT // 2
        super().__init__(text if len(text) <= 2 * half else f"{text[:half]} … {text[-half:]}")


def not_fetched(error: Exception) -> NotFetchedError:
    """Whatever is found wrong with an answer that nobody vouches for: it costs its table, or layer,
    and no other one."""
    if isinstance(error, NotFetchedError):
        return error
    return NotFetchedError(f"the answer cannot be read ({type(error).__name__}: {error})")


class AbsentError(NotFetchedError):
    """The provider has no such table (404, 410)."""


class PassingError(NotFetchedError):
    """It may work in a moment. ``wait``: the pause in seconds that the provider asks for."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        super().__init__(text)
        self.wait = wait


class UnreachableError(PassingError):
    """There is no connection to the provider at all."""


@dataclass(frozen=True)
class Request:
    """A table to be fetched; ``etag`` and ``last_modified`` mark the newest known bytes, and
    ``check`` says what is wrong with a body (None: nothing); ``accept`` what is asked for, if not
    what the fetcher asks for."""

    url: str
    max_bytes: int
    check: Callable[[Body], str | None]
    etag: str | None = None
    last_modified: str | None = None
    accept: str | None = None

    @property
    def conditions(self) -> Mapping[str, str]:
        """The headers that make the request conditional; without marks that no server could read
        again."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {
            name: value
            for name, value in marks.items()
            if value and value.isascii() and value.isprintable() and len(value) <= LONGEST_MARK
        }


class Fetcher:
    """Connections to one provider, shared by threads; ``policy.at_once`` of them at most."""

    def __init__(self, policy: FetchPolicy, accept: str = "*/*") -> None:
        self._policy = policy
        self._ends_at = time.monotonic() + policy.run_deadline
        self._closed = threading.Event()
        self._unreachable: set[str | None] = set()
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip"}
        )
        self._deadlines = Deadlines()
        adapter = DeadlineAdapter(pool_maxsize=policy.at_once, pool_block=True, max_retries=0)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    @property
    def at_once(self) -> int:
        """How many tables its provider may be asked for at once."""
        return self._policy.at_once

    def close(self) -> None:
        """Ends waiting retries and the connections, also those that wait for an answer."""
        self._closed.set()
        self._deadlines.end_all()
        self._session.close()

    def fetch(self, request: Request, heard: Callable[[str], None]) -> Body | None:
        """The table, or None where the provider says that it did not change.

        A text that ends within a line, and whose length nobody tells, is asked for twice: a
        connection that breaks off does so at another place.

        Args:
            heard: told what goes on, from the thread that calls.

        Raises:
            AbsentError: there is no such table.
            NotFetchedError: anything else, after the retries that the policy allows.
        """
        body = self._patiently(request, heard)
        if body is not None and body.may_be_cut:
            again = self._patiently(replace(request, etag=None, last_modified=None), heard)
            if again is None or again.content != body.content:
                raise NotFetchedError(
                    "the table breaks off in the middle of a row, at another place each time, and "
                    "the provider does not tell its length"
                )
        return body

    def _patiently(self, request: Request, heard: Callable[[str], None]) -> Body | None:
        """The answer to one request, which is tried again as the policy allows."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise NotFetchedError(
                f"not asked: the {self._policy.run_deadline:g} s of this refresh for fetching "
                "are used up (`run_deadline` in sources.yaml)"
            )
        deadline = min(self._policy.table_deadline, left)
        # whoever did not answer the table before at all is not asked for long for the next one
        host = urlsplit(request.url).hostname
        attempts = 1 if host in self._unreachable else self._policy.attempts
        retrying = Retrying(
            retry=retry_if_exception_type(PassingError),
            stop=stop_after_attempt(attempts)
            | stop_before_delay(deadline)
            | stop_when_event_set(self._closed),
            wait=self._wait,
            sleep=sleep_using_event(self._closed),
            before_sleep=lambda state: heard(_waits(state)),
            retry_error_callback=_give_up,
        )
        try:
            body: Body | None = retrying(self._attempt, request, time.monotonic() + deadline, heard)
        except NotFetchedError as error:
            if isinstance(error.__cause__, UnreachableError):
                self._unreachable.add(host)
            else:
                self._unreachable.discard(host)
            raise
        self._unreachable.discard(host)
        return body

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, PassingError) and error.wait is not None:
            return error.wait
        policy = self._policy
        backoff = wait_exponential_jitter(
            multiplier=policy.backoff, max=policy.max_wait, jitter=policy.backoff
        )
        return backoff(state)

    def _attempt(
        self, request: Request, ends_at: float, heard: Callable[[str], None]
    ) -> Body | None:
        heard("asked")
        with self._deadlines.within(ends_at - time.monotonic()) as deadline:
            try:
                body = self._answer(request, heard)
            except Exception:
                if not deadline.has_passed:
                    raise
            else:
                # a body that ends where its connection was ended may not be whole
                if not deadline.has_passed:
                    return body
        raise PassingError(
            f"too slow: no whole answer until the deadline of {self._policy.table_deadline:g} s"
        )

    def _answer(self, request: Request, heard: Callable[[str], None]) -> Body | None:
        try:
            with self._open(request) as response:
                return self._read(request, response, heard)
        except requests.ConnectTimeout:
            seconds = self._policy.connect_timeout
            raise UnreachableError(f"no connection within {seconds:g} s") from None
        except (requests.ReadTimeout, urllib3.exceptions.ReadTimeoutError):
            raise PassingError(f"no answer for {self._policy.read_timeout:g} s") from None
        except requests.ConnectionError as error:
            raise UnreachableError(f"no connection: {_innermost(error)}") from None
        except urllib3.exceptions.ProtocolError as error:
            raise PassingError(f"the body broke off: {_innermost(error)}") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise NotFetchedError(f"{type(error).__name__}: {_innermost(error)}") from None
        except Exception as error:
            raise not_fetched(error) from None

    def _open(self, request: Request) -> requests.Response:
        """The answer to the request, redirects on the same host followed; its body is not read."""
        url = request.url
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response = self._session.get(
                    url,
                    headers={
                        **request.conditions,
                        **({"Accept": request.accept} if request.accept else {}),
                    },
                    timeout=(self._policy.connect_timeout, self._policy.read_timeout),
                    allow_redirects=False,
                    stream=True,
                )
            except requests.RequestException:
                raise
            except ValueError as error:
                # requests reads the address of a redirect also when it is not to follow it
                raise NotFetchedError(f"redirected to no address ({error})") from None
            if not response.is_redirect:
                return response
            _drain(response)
            url = _redirected(url, response.headers["Location"], self._policy.hosts)
        raise NotFetchedError(f"more than {MAX_REDIRECTS} redirects, the last to {url}")

    def _read(
        self,
        request: Request,
        response: requests.Response,
        heard: Callable[[str], None],
    ) -> Body | None:
        if response.status_code != requests.codes.ok:
            _drain(response)
        if response.status_code == requests.codes.not_modified:
            if not request.conditions:
                raise NotFetchedError("answered 304 to a request without conditions")
            return None
        if response.status_code != requests.codes.ok:
            raise self._refusal(response)
        content = self._content(request, response, heard)
        body = Body(
            content=content,
            content_type=response.headers.get("Content-Type"),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            http_status=response.status_code,
            length_is_told=any(name in response.headers for name in TELLS_LENGTH),
            next_page=_next_page(response.headers.get("Link", "")),
            records=_records(response.headers),
        )
        problem = request.check(body)
        if problem is not None:
            raise NotFetchedError(problem)
        return body

    def _content(
        self,
        request: Request,
        response: requests.Response,
        heard: Callable[[str], None],
    ) -> bytes:
        too_large = NotFetchedError(
            f"larger than {_bytes(request.max_bytes)} (`max_bytes` in sources.yaml)"
        )
        stated = response.headers.get("Content-Length", "")
        if stated.isdecimal() and float(stated) > request.max_bytes:
            raise too_large
        content = bytearray()
        # read1 returns what has come, so that a trickle is seen
        while chunk := response.raw.read1(CHUNK, decode_content=False):
            content += chunk
            heard(_bytes(len(content)))
            if len(content) > request.max_bytes:
                raise too_large
        unpacked = _unpacked(content, response.headers.get("Content-Encoding"), request.max_bytes)
        if len(unpacked) > request.max_bytes:
            raise too_large
        return unpacked

    def _refusal(self, response: requests.Response) -> NotFetchedError:
        status = response.status_code
        said = f"answered {status} {response.reason or ''}".strip()
        if status in (404, 410):
            return AbsentError(said)
        if status in (401, 403, 407):
            return NotFetchedError(f"{said}: it wants a login")
        if status in (408, 425, 429) or status >= 500:
            wait = _retry_after(response)
            if wait is not None and wait > self._policy.max_wait:
                longest = self._policy.max_wait
                return NotFetchedError(
                    f"{said} and asks to wait {wait:.0f} s, longer than {longest:g} s "
                    "(`max_wait` in sources.yaml)"
                )
            return PassingError(said, wait)
        return NotFetchedError(said)


def _next_page(header: str) -> str | None:
    """Where the header ``Link`` says that the next page is (RFC 8288)."""
    for link in _LINK.finditer(header):
        rel = _REL.search(link[2])
        if rel is not None and names_next((rel[1] or rel[2] or "").strip("'")):
            return link[1]
    return None


def _records(headers: Mapping[str, str]) -> tuple[str, int] | None:
    """The header that says how many records there are on all pages, and what it says."""
    for name, form in _TELLS_RECORDS.items():
        if told := form.fullmatch(headers.get(name, "").strip()):
            return name, int(told[1])
    return None


def _give_up(state: RetryCallState) -> None:
    """Raises the last error of a table with the number of attempts that it ends."""
    error = state.outcome.exception() if state.outcome else None
    times = f" (asked {state.attempt_number} times)" if state.attempt_number > 1 else ""
    raise NotFetchedError(f"{error}{times}") from error


def _waits(state: RetryCallState) -> str:
    error = state.outcome.exception() if state.outcome else None
    return f"{error}; again in {state.upcoming_sleep:.1f} s"


def _unpacked(content: bytes | bytearray, coding: str | None, max_bytes: int) -> bytes:
    """The body without its Content-Encoding; at most a byte more than ``max_bytes`` of it.

    Not left to the HTTP library, which takes a compressed body that lost its end for whole.
    """
    coding = (coding or "identity").strip().lower()
    if coding == "identity":
        return bytes(content)
    if coding not in ("gzip", "x-gzip"):
        raise NotFetchedError(f"the body is packed as '{coding}', which was not asked for")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            return packed.read(max_bytes + 1)
    except EOFError:
        raise PassingError("the body broke off: its compressed form has no end") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise PassingError(f"the body cannot be unpacked: {error}") from None


def on_same_server(here: str, address: str) -> str | None:
    """How an address that the server of ``here`` names is asked for; None if it is on another one.

    Behind a proxy that encrypts for it a server believes that it is asked by ``http``, and writes
    a port where none is needed: it is asked as before, and never by ``http`` where either says
    ``https``.

    Raises:
        ValueError: it is no address.
    """
    asked, offered = urlsplit(here), urlsplit(address)
    if offered.scheme not in _PORTS or asked.hostname != offered.hostname:
        return None
    scheme = max(asked.scheme, offered.scheme)
    ports = {
        None if one.port in (_PORTS[one.scheme], _PORTS[scheme]) else one.port
        for one in (asked, offered)
    }
    if len(ports) > 1:
        return None
    netloc = asked.netloc if asked.scheme == scheme else offered.netloc
    return offered._replace(scheme=scheme, netloc=netloc).geturl()


def _redirected(url: str, location: str, hosts: Sequence[str]) -> str:
    target = urljoin(url, location)
    target = on_same_server(url, target) or target
    asked, offered = urlsplit(url), urlsplit(target)
    if _LOGIN.search(offered.path) and not _TABLE.search(offered.path):
        raise NotFetchedError(f"redirected to a login page: {target}")
    if offered.hostname not in (asked.hostname, *hosts):
        raise NotFetchedError(
            f"redirected to another host: {target} (`fetch.hosts` of its portal in sources.yaml "
            "names those that may be gone to)"
        )
    if offered.scheme not in (asked.scheme, "https"):
        raise NotFetchedError(f"redirected to an unencrypted address: {target}")
    return target


def _drain(response: requests.Response) -> None:
    """Reads the few bytes of an answer that is not wanted, so that its connection can go on."""
    with suppress(requests.RequestException, urllib3.exceptions.HTTPError), response:
        response.raw.read(CHUNK)


def _retry_after(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After")
    if text is None:
        return None
    if text.isdecimal():
        return float(text)
    try:
        return urllib3.Retry().parse_retry_after(text)
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _innermost(error: BaseException) -> str:
    """The operating system's words, without the layers of libraries around them."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def _bytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count:,} bytes"
