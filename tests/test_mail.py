"""Mail: what a reader's program finds in it, and what becomes of it at a real server."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import Method
from bot.mail.letter import Letter, compose
from bot.mail.post import Fate, post
from bot.smtp import Server, is_address

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ENTRY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"
LETTER = Letter(
    7, "amt@stadt.de", "Bildungsbüro", "a@b.de", "Späte Änderung", "Grüße", ENTRY, Method.CANCEL
)


def parsed(letter: Letter) -> Any:
    return message_from_bytes(compose(letter, NOW).as_bytes(), policy=default)


def test_a_letter_has_text_an_entry_and_a_file() -> None:
    mail = parsed(LETTER)
    assert mail["Subject"] == "Späte Änderung"
    assert mail["From"] == "Bildungsbüro <amt@stadt.de>"
    assert mail["Message-ID"] == "<delivery-7@stadt.de>"
    assert mail.get_body(("plain",)).get_content().strip() == "Grüße"
    (entry,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert entry.get_param("method") == "CANCEL"
    (file,) = list(mail.iter_attachments())
    assert file.get_content() == ENTRY


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_no_text_begins_another_header(text: str) -> None:
    names = set(parsed(LETTER).keys())
    hostile = Letter(7, "amt@stadt.de", text, "a@b.de", text + "\r\nBcc: x@y.de", "t", ENTRY)
    assert set(parsed(hostile).keys()) == names


@pytest.mark.parametrize("text", ["a@b.de\r\nBcc: x@y.de", "a@b.de,c@d.de", "a b@c.de", ".a@b.de"])
def test_only_one_address_is_an_address(text: str) -> None:
    assert not is_address(text)
    with pytest.raises(ValueError, match="not an e-mail"):
        compose(Letter(7, "amt@stadt.de", "", text, "", ""), NOW)


def test_a_server_is_read_with_its_encoded_password() -> None:
    server = Server.read("smtps://u%40x.de:p%3Aw@mail.x.de")
    assert (server.host, server.port, server.tls) == ("mail.x.de", 465, True)
    assert (server.user, str(server.password)) == ("u@x.de", "p:w")
    assert "p:w" not in repr(server)


@pytest.mark.parametrize("address", ["http://u:hid@x", "smtp://u:hid@", "smtp://u:hid@x:99999"])
def test_a_bad_address_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(ValueError, match="mail server") as caught:
        Server.read(address)
    assert "hid" not in str(caught.value)


class Office:
    """A server that answers a recipient and a letter as it is told to."""

    def __init__(self, mail: str = "250 OK", rcpt: str = "", data: str = "250 OK") -> None:
        self.mail, self.rcpt, self.data, self.taken = mail, rcpt, data, 0

    async def handle_MAIL(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if not self.data:
            server.transport.abort()
        self.taken += 1
        return self.data


async def fate_at(office: Office) -> Fate:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(office, loop=loop), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        posted = await post(Server("127.0.0.1", port, tls=False), compose(LETTER, NOW))
        return posted.fate
    finally:
        server.close()


@pytest.mark.parametrize(
    ("office", "fate"),
    [
        (Office(), Fate.SENT),
        (Office(mail="553 not yours"), Fate.LATER),
        (Office(rcpt="450 busy"), Fate.LATER),
        (Office(rcpt="550 nobody"), Fate.REFUSED),
        (Office(data="451 later"), Fate.LATER),
        (Office(data="554 no"), Fate.REFUSED),
        (Office(data=""), Fate.UNKNOWN),
    ],
)
def test_what_becomes_of_a_letter(office: Office, fate: Fate) -> None:
    assert asyncio.run(fate_at(office)) is fate


def test_a_server_that_is_not_there_is_tried_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server("127.0.0.1", port, tls=False)
    assert asyncio.run(post(server, compose(LETTER, NOW))).fate is Fate.LATER


@pytest.mark.parametrize(
    ("address", "must"),
    [
        ("smtp://u:p@mail.example", True),
        ("smtp://mail.example", False),
        ("smtps://u:p@mail.example", False),
        ("smtp://u:p@localhost", False),
        ("smtp://u:p@127.0.0.1:2525", False),
    ],
)
def test_no_password_leaves_the_machine_unencrypted(address: str, must: bool) -> None:
    assert Server.read(address).must_encrypt is must


class Open:
    """Takes a user and a password, and says whether it was given one."""

    def __init__(self) -> None:
        self.given: list[tuple[bytes, bytes]] = []

    def __call__(self, server: Any, session: Any, envelope: Any, how: str, data: Any) -> AuthResult:
        self.given.append((data.login, data.password))
        return AuthResult(success=data.password == b"p:w", handled=False)


async def fate_with(server: Server, door: Open) -> tuple[Fate, str]:
    loop = asyncio.get_running_loop()

    def made() -> SMTP:
        return SMTP(
            Office(),
            loop=loop,
            authenticator=door,
            auth_require_tls=False,
            auth_exclude_mechanism=["LOGIN"],
        )

    listening = await loop.create_server(made, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        posted = await post(replace(server, port=port), compose(LETTER, NOW))
    finally:
        listening.close()
    return posted.fate, posted.reason


def test_user_and_password_are_handed_over() -> None:
    door = Open()
    server = Server("127.0.0.1", 0, tls=False, user="u", password="p:w")

    assert asyncio.run(fate_with(server, door)) == (Fate.SENT, "")
    assert door.given == [(b"u", b"p:w")]


def test_a_wrong_password_is_ours_to_mend() -> None:
    server = Server("127.0.0.1", 0, tls=False, user="u", password="wrong")

    fate, reason = asyncio.run(fate_with(server, Open()))
    assert fate is Fate.LATER
    assert reason == "SMTPAuthenticationError 535"


def test_a_server_without_encryption_gets_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.smtp._is_here", lambda _host: False)
    door = Open()
    server = Server("127.0.0.1", 0, tls=False, user="u", password="p:w")

    fate, _ = asyncio.run(fate_with(server, door))
    assert fate is Fate.LATER
    assert door.given == []


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate that nobody vouches for, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=mail", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *made.split(), *names, *files], check=True, capture_output=True)
    return key, certificate


async def fate_encrypted(own: tuple[Path, Path], door: Open, *, at_once: bool) -> tuple[Fate, str]:
    """At a server that encrypts from the first byte, or as soon as it is asked to."""
    loop, (key, certificate) = asyncio.get_running_loop(), own
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    def made() -> SMTP:
        how: dict[str, Any] = (
            {"auth_require_tls": False}
            if at_once
            else {"tls_context": context, "require_starttls": True}
        )
        return SMTP(Office(), loop=loop, authenticator=door, **how)

    listening = await loop.create_server(made, "127.0.0.1", 0, ssl=context if at_once else None)
    port = listening.sockets[0].getsockname()[1]
    server = Server("127.0.0.1", port, tls=at_once, user="u", password="p:w")
    try:
        posted = await post(server, compose(LETTER, NOW))
    finally:
        listening.close()
    return posted.fate, posted.reason


@pytest.mark.parametrize("at_once", [True, False])
def test_a_password_goes_over_a_line_that_the_system_trusts(
    own: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    monkeypatch.setattr("bot.smtp._is_here", lambda _host: False)
    monkeypatch.setenv("SSL_CERT_FILE", str(own[1]))
    door = Open()

    assert asyncio.run(fate_encrypted(own, door, at_once=at_once)) == (Fate.SENT, "")
    assert door.given == [(b"u", b"p:w")]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    own: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    monkeypatch.setattr("bot.smtp._is_here", lambda _host: False)
    door = Open()

    fate, reason = asyncio.run(fate_encrypted(own, door, at_once=at_once))
    assert fate is Fate.LATER
    assert "p:w" not in reason
    assert door.given == []
