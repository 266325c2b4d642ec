"""How alerts leave this machine: by mail and by webhook; off unless configured.

SOZIALRAUM_ALERT_WEBHOOK       an address that takes JSON by POST
SOZIALRAUM_ALERT_WEBHOOK_FORM  text: {"text": "..."} (Mattermost, Slack, Rocket.Chat, Google Chat;
                               the default); card: an Adaptive Card (Teams' workflows)
SOZIALRAUM_ALERT_EMAIL         addresses, separated by commas
SOZIALRAUM_ALERT_SENDER        the sender's address, by default the first of the receivers
SOZIALRAUM_SMTP_HOST           host or host:port that sends them, by default localhost
SOZIALRAUM_SMTP_SECURITY       tls, starttls or none; by default tls at port 465, starttls with a
                               login, else none
SOZIALRAUM_SMTP_USER           and SOZIALRAUM_SMTP_PASSWORD: the login, never sent in clear

Certificates are verified; of an authority of one's own with SSL_CERT_FILE (mail) and
REQUESTS_CA_BUNDLE (webhook).
"""

import os
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from itertools import accumulate
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

WEBHOOK_VARIABLE = "SOZIALRAUM_ALERT_WEBHOOK"
FORM_VARIABLE = "SOZIALRAUM_ALERT_WEBHOOK_FORM"
EMAIL_VARIABLE = "SOZIALRAUM_ALERT_EMAIL"
SENDER_VARIABLE = "SOZIALRAUM_ALERT_SENDER"
SMTP_VARIABLE = "SOZIALRAUM_SMTP_HOST"
SECURITY_VARIABLE = "SOZIALRAUM_SMTP_SECURITY"
USER_VARIABLE = "SOZIALRAUM_SMTP_USER"
PASSWORD_VARIABLE = "SOZIALRAUM_SMTP_PASSWORD"
TIMEOUT_SECONDS = 10
"""From one byte to the next."""
DEADLINE_SECONDS = 30.0
"""For all that a channel does: the refresh that waits for it holds the warehouse."""
LONGEST = 4_000
"""Characters of an alert: receivers of webhooks refuse, or cut, longer ones."""
LONGEST_LINE = 500
"""Characters of one of its lines, where not all fit: what one says at length leaves room for the
others."""
MORE = "- and {} more with the next alert, or at once: sozialraum alert"

PORTS = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True)
class Alert:
    """One message; ``lines`` may be many, of which the first are told, those that fit."""

    subject: str
    lines: Sequence[str]

    @property
    def told(self) -> list[str]:
        """The lines that fit, each cut where it is too long."""
        room = LONGEST - len(f"{self.subject}\n{MORE.format(len(self.lines))}")
        if sum(len(f"\n- {line}") for line in self.lines) <= room:
            return list(self.lines)
        longest = max(LONGEST_LINE, room // len(self.lines) - len("\n- "))
        cut = [line if len(line) <= longest else f"{line[: longest - 1]}…" for line in self.lines]
        ends = accumulate(len(f"\n- {line}") for line in cut)
        return [line for line, end in zip(cut, ends, strict=True) if end <= room]

    @property
    def text(self) -> str:
        told = self.told
        more = len(self.lines) - len(told)
        return "\n".join(
            [self.subject, *(f"- {line}" for line in told), *([MORE.format(more)] * bool(more))]
        )


class PartlySentError(OSError):
    """Some have it, and some addresses were refused: sent again, the former had it twice."""


def configured() -> dict[str, Callable[[Alert], None]]:
    """The channels that are configured, by name. Each raises whatever hinders it, without the
    webhook's address: that is its password."""
    ways = {"webhook": (WEBHOOK_VARIABLE, _post), "mail": (EMAIL_VARIABLE, _mail)}
    return {
        name: _within(way) for name, (variable, way) in ways.items() if os.environ.get(variable)
    }


def _within(way: Callable[[Alert], None]) -> Callable[[Alert], None]:
    """The same, given up at the deadline: whatever trickles in then is heard by nobody."""

    def send(alert: Alert) -> None:
        ended: list[Exception | None] = []

        def work() -> None:
            try:
                way(alert)
                ended.append(None)
            except Exception as error:
                ended.append(error)

        thread = Thread(target=work, daemon=True)
        thread.start()
        thread.join(DEADLINE_SECONDS)
        if not ended:
            raise TimeoutError(f"it had not ended after {DEADLINE_SECONDS:g} seconds")
        if ended[0] is not None:
            raise ended[0]

    return send


def _post(alert: Alert) -> None:
    import requests

    form = os.environ.get(FORM_VARIABLE) or "text"
    if form not in FORMS:
        raise ValueError(f"{FORM_VARIABLE} is {form!r}, not one of {', '.join(FORMS)}")
    try:
        # by its first line it has taken the alert or not
        with requests.post(
            os.environ[WEBHOOK_VARIABLE],
            json=FORMS[form](alert),
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
            stream=True,
        ) as answer:
            status = answer.status_code
    except (OSError, ValueError) as error:
        raise OSError(type(error).__name__) from None
    if 300 <= status < 400:
        raise OSError(
            f"answered {status}: it leads elsewhere, to a login perhaps, and took nothing"
        )
    if status not in range(200, 300):
        raise OSError(f"answered {status}")


def _card(alert: Alert) -> Mapping[str, Any]:
    body = [
        {"type": "TextBlock", "text": alert.subject, "weight": "Bolder", "wrap": True},
        *(
            {"type": "TextBlock", "text": line, "wrap": True}
            for line in alert.text.splitlines()[1:]
        ),
    ]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [content]}


FORMS: Mapping[str, Callable[[Alert], Mapping[str, Any]]] = {
    "text": lambda alert: {"text": alert.text},
    "card": _card,
}


def _mail(alert: Alert) -> None:
    receivers = os.environ[EMAIL_VARIABLE]
    message = EmailMessage()
    message["Subject"] = " ".join(alert.subject.split())
    message["To"] = receivers
    message["From"] = os.environ.get(SENDER_VARIABLE) or receivers.split(",")[0].strip()
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid("sozialraum")
    # who is away need not say so to a machine
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(alert.text)
    with _server() as server:
        refused = server.send_message(message)
    if refused:
        raise PartlySentError(f"refused for {', '.join(refused)} ({EMAIL_VARIABLE})")


def _server() -> smtplib.SMTP:
    """Connected, encrypted and logged in as configured."""
    place = urlsplit(f"//{os.environ.get(SMTP_VARIABLE) or 'localhost'}")
    user, password = os.environ.get(USER_VARIABLE), os.environ.get(PASSWORD_VARIABLE, "")
    security = os.environ.get(SECURITY_VARIABLE) or (
        "tls" if place.port == PORTS["tls"] else "starttls" if user else "none"
    )
    if security not in PORTS:
        raise ValueError(f"{SECURITY_VARIABLE} is {security!r}, not one of {', '.join(PORTS)}")
    if user and security == "none":
        raise ValueError(f"{SECURITY_VARIABLE} is none: the password would be sent in clear")
    host, port = place.hostname or "localhost", place.port or PORTS[security]
    if security == "tls":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    try:
        if security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if user:
            server.login(user, password)
    except BaseException:
        server.close()
        raise
    return server
