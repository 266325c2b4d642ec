"""Tells people outside this machine that a refresh needs them; off unless configured.

SOZIALRAUM_ALERT_WEBHOOK   an address that takes {"text": "..."} as JSON by POST
                           (Mattermost, Slack, Rocket.Chat, Teams and others do)
SOZIALRAUM_ALERT_EMAIL     addresses, separated by commas
SOZIALRAUM_SMTP_HOST       host or host:port that sends them, by default localhost
SOZIALRAUM_ALERT_SENDER    the sender's address, by default the first of the receivers
"""

import os
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

WEBHOOK_VARIABLE = "SOZIALRAUM_ALERT_WEBHOOK"
EMAIL_VARIABLE = "SOZIALRAUM_ALERT_EMAIL"
SMTP_VARIABLE = "SOZIALRAUM_SMTP_HOST"
SENDER_VARIABLE = "SOZIALRAUM_ALERT_SENDER"
TIMEOUT_SECONDS = 10
UNREAD = ["fetched", "wire_format", "layer_form", "older_vintages_readable"]
"""The checks that fail where something of a source could not be had or read."""


@dataclass(frozen=True)
class Alert:
    """One message about one refresh; ``blocking`` are those of its lines for which nothing was
    published."""

    subject: str
    lines: Sequence[str]
    blocking: Sequence[str] = ()

    @property
    def text(self) -> str:
        return "\n".join([self.subject, *(f"- {line}" for line in self.lines)])


def compose(build_database: Path, city: str, failed_steps: Sequence[str] = ()) -> Alert | None:
    """What a refresh left for people to do; None where it left nothing.

    Args:
        build_database: with the findings of the refresh in ``audit.check_result``.
        failed_steps: steps that ended with an error, each with its reason.
    """
    findings = _findings(build_database)
    critical = [text for severity, text in findings if severity == "critical"]
    unfetched = [text for severity, text in findings if severity != "critical"]
    if not (critical or unfetched or failed_steps):
        return None
    outcome = (
        "nothing was published" if critical or failed_steps else "not everything could be used"
    )
    lines = critical or list(failed_steps)
    return Alert(f"Sozialraum monitor, {city}: {outcome}", [*lines, *unfetched], lines)


def _findings(build_database: Path) -> list[tuple[str, str]]:
    """Failed critical checks, and sources that could not be had or read, as (severity, text); it
    leaves the house, and says what a publication would of figures that are not released."""
    import duckdb

    if not build_database.is_file():
        return []
    with duckdb.connect(build_database, read_only=True) as connection:
        try:
            return connection.execute(
                """
                SELECT severity,
                    table_name || ': ' || check_name || ': ' || coalesce(published, observed)
                FROM audit.check_result
                WHERE NOT passed
                    AND (severity = 'critical' OR list_contains(?::VARCHAR[], check_name))
                ORDER BY ALL
                """,
                [UNREAD],
            ).fetchall()
        except duckdb.CatalogException:
            return []


def send(alert: Alert) -> list[str]:
    """Sends to whatever is configured; returns why something could not be sent."""
    problems = []
    webhook = os.environ.get(WEBHOOK_VARIABLE)
    if webhook:
        try:
            _post(webhook, alert)
        except OSError as error:
            # without the address: a webhook's address is its password
            problems.append(f"the alert could not be posted: {type(error).__name__}")
    receivers = os.environ.get(EMAIL_VARIABLE)
    if receivers:
        try:
            _mail(receivers, alert)
        except (OSError, smtplib.SMTPException) as error:
            problems.append(f"the alert could not be mailed to {receivers}: {error}")
    return problems


def _post(address: str, alert: Alert) -> None:
    # requests' errors are OSErrors
    import requests

    answer = requests.post(address, json={"text": alert.text}, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()


def _mail(receivers: str, alert: Alert) -> None:
    host, _, port = os.environ.get(SMTP_VARIABLE, "localhost").partition(":")
    message = EmailMessage()
    message["Subject"] = alert.subject
    message["To"] = receivers
    message["From"] = os.environ.get(SENDER_VARIABLE) or receivers.split(",")[0].strip()
    message.set_content(alert.text)
    with smtplib.SMTP(host, int(port or 0), timeout=TIMEOUT_SECONDS) as server:
        server.send_message(message)
