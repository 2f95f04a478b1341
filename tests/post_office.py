"""A real SMTP server on this machine, which keeps what it is given, for tests of e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from bot.smtp import Server
from tests.kill.ports import free_port


class PostOffice:
    """`refuses` are addresses it will never take; `busy` puts everything off; `drops` so many letters
    are taken and the line cut before it says so.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses: set[str] = set()
        self.busy = False
        self.drops = 0
        self.server = Server("127.0.0.1", 0, tls=False)

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuses:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "450 later" if self.busy else "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        if self.drops:
            self.drops -= 1
            server.transport.abort()
        return "250 OK"

    def take(self) -> list[EmailMessage]:
        """All that came since the last time."""
        taken, self.mails = self.mails, []
        return taken


@contextmanager
def open_office() -> Iterator[PostOffice]:
    office = PostOffice()
    port = free_port()
    office.server = Server("127.0.0.1", port, tls=False)
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def entry(mail: EmailMessage) -> str:
    """The calendar entry in a mail; empty where there is none."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return str(parts[0].get_content()).replace("\r\n ", "") if parts else ""
