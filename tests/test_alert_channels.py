"""Alerts by mail and webhook against servers on this machine: encrypted, with a login, refused."""

import ssl
from pathlib import Path

import pytest
import trustme

from sozialraum.audit import channels
from sozialraum.audit.channels import Alert, configured
from tests.alert_servers import PASSWORD, USER, mail_server, trickling, webhook

ALERT = Alert("Sozialraum monitor, town: nothing was published", ["Größe: fetched: down", "b"])


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority as the operating system's."""
    place = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(place))
    monkeypatch.setenv("SSL_CERT_FILE", str(place))


@pytest.fixture(autouse=True)
def receivers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("SOZIALRAUM_ALERT_EMAIL", "data@town.invalid, it@town.invalid")


def _login(monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD) -> None:
    monkeypatch.setenv("SOZIALRAUM_SMTP_USER", USER)
    monkeypatch.setenv("SOZIALRAUM_SMTP_PASSWORD", password)


def _send() -> None:
    configured()["mail"](ALERT)


def test_a_mail_reaches_a_server_that_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as box:
        monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", box.place)
        _send()
        monkeypatch.setenv("SOZIALRAUM_ALERT_SENDER", "monitor@town.invalid")
        _send()
        box.refused.add("it@town.invalid")
        with pytest.raises(OSError, match=r"refused for it@town\.invalid"):
            _send()
    first, second, _ = box.mails
    assert first["Subject"] == ALERT.subject
    assert first["To"] == "data@town.invalid, it@town.invalid"
    assert (first["From"], second["From"]) == ("data@town.invalid", "monitor@town.invalid")
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Date"]
    assert first["Message-ID"]
    assert first.get_content().replace("\r\n", "\n") == ALERT.text + "\n"


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mail_goes_encrypted_and_with_a_login(
    monkeypatch: pytest.MonkeyPatch, server_side: ssl.SSLContext, security: str
) -> None:
    _login(monkeypatch)
    with mail_server(**{security: server_side}) as box:
        monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", box.place)
        if security == "tls":
            # with a login starttls is what is meant unless something is said
            monkeypatch.setenv("SOZIALRAUM_SMTP_SECURITY", "tls")
        _send()
        _login(monkeypatch, "wrong")
        with pytest.raises(OSError, match="535"):
            _send()
    assert len(box.mails) == 1
    assert box.encrypted == [True]


def test_no_password_goes_to_a_server_that_is_not_who_it_says(
    monkeypatch: pytest.MonkeyPatch, server_side: ssl.SSLContext
) -> None:
    _login(monkeypatch)
    with mail_server(starttls=server_side) as box:
        monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", box.place)
        with pytest.raises(ssl.SSLCertVerificationError):
            _send()
        monkeypatch.setenv("SOZIALRAUM_SMTP_SECURITY", "none")
        with pytest.raises(ValueError, match="sent in clear"):
            _send()
    assert box.mails == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SOZIALRAUM_SMTP_HOST", "127.0.0.1:9"),
        ("SOZIALRAUM_SMTP_HOST", "mail.invalid:port"),
        ("SOZIALRAUM_SMTP_SECURITY", "some"),
        ("SOZIALRAUM_ALERT_EMAIL", "nobody"),
    ],
)
def test_whatever_is_wrong_with_a_channel_is_an_error_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", "127.0.0.1:9")
    monkeypatch.setenv(variable, value)
    with pytest.raises((OSError, ValueError), match=r"\w"):
        _send()


def test_a_webhook_takes_a_text_or_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook() as hook:
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", hook.url)
        post = configured()["webhook"]
        # a variable that is empty is as if there were none
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK_FORM", "")
        post(ALERT)
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK_FORM", "card")
        post(ALERT)
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK_FORM", "smoke")
        with pytest.raises(ValueError, match="text, card"):
            post(ALERT)
    text, card = hook.bodies
    assert text == {"text": ALERT.text}
    (attachment,) = card["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    blocks = [block["text"] for block in attachment["content"]["body"]]
    assert blocks == [ALERT.subject, "- Größe: fetched: down", "- b"]


@pytest.mark.parametrize("channel", ["webhook", "mail"])
def test_a_receiver_that_trickles_is_given_up_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    monkeypatch.setattr(channels, "DEADLINE_SECONDS", 1.0)
    with trickling(
        {"webhook": b"HTTP/1.1 100 Continue\r\n\r\n", "mail": b"220-wait\r\n"}[channel]
    ) as place:
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", f"http://{place}/")
        monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", place)
        with pytest.raises(TimeoutError, match="not ended after 1 seconds"):
            configured()[channel](ALERT)


def test_a_webhook_that_leads_elsewhere_took_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook() as hook:
        hook.status = 302
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", hook.url)
        with pytest.raises(OSError, match="answered 302: it leads elsewhere"):
            configured()["webhook"](ALERT)


def test_a_webhook_that_cannot_be_reached_does_not_give_its_address_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", "http://127.0.0.1:9/secret")
    with pytest.raises(OSError, match="ConnectionError") as caught:
        configured()["webhook"](ALERT)
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__
