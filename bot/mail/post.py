"""Hands a letter to the server, and says what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from enum import Enum

import aiosmtplib
from aiosmtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.smtp import Server

LONGEST = 10.0
"""Seconds one step of the conversation with a server may take."""

REFUSED = 500
"""Answers from here on are for good."""


class Fate(Enum):
    SENT = "sent"
    LATER = "later"
    """Surely not taken: the server could not be reached, wants none of our mail, or patience."""
    REFUSED = "refused"
    """The server will never take this letter."""
    UNKNOWN = "unknown"
    """The line broke: it may have been taken."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`reason` is the kind of error and the server's number for it, never its words."""

    fate: Fate
    reason: str = ""


async def post(server: Server, letter: EmailMessage) -> Posted:
    """One letter over a connection of its own."""
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls,
        start_tls=server.must_encrypt or None,
        timeout=LONGEST,
    )
    try:
        await client.connect()
        if server.user:
            await client.login(server.user, server.password)
    except (SMTPException, OSError) as error:
        # Also a wrong password: that is ours to mend, not a fault of this letter.
        client.close()
        return Posted(Fate.LATER, _reason(error))
    try:
        await client.send_message(letter)
    except (SMTPException, OSError) as error:
        return Posted(_judge(error), _reason(error))
    else:
        return Posted(Fate.SENT)
    finally:
        client.close()


def _judge(error: Exception) -> Fate:
    if isinstance(error, SMTPSenderRefused):
        return Fate.LATER
    if isinstance(error, SMTPRecipientsRefused):
        return _of_code(min(one.code for one in error.recipients))
    return _of_code(error.code) if isinstance(error, SMTPResponseException) else Fate.UNKNOWN


def _of_code(code: int) -> Fate:
    if code < 0:
        return Fate.UNKNOWN
    return Fate.REFUSED if code >= REFUSED else Fate.LATER


def _reason(error: Exception) -> str:
    code = getattr(error, "code", None)
    return type(error).__name__ + (f" {code}" if isinstance(code, int) else "")
