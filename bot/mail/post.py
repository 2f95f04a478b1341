"""Hands a letter to the server, and says what became of it."""

from __future__ import annotations

from email.message import EmailMessage
from enum import Enum

import aiosmtplib
from aiosmtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from bot.mail.server import Server

LONGEST = 30.0
"""Seconds one step of the conversation with a server may take."""

REFUSED = 500
"""Answers from here on are for good."""


class Fate(Enum):
    SENT = "sent"
    LATER = "later"
    """Surely not taken: the server could not be reached, or asks for patience."""
    REFUSED = "refused"
    """The server will never take this letter."""
    UNKNOWN = "unknown"
    """The line broke: it may have been taken."""


async def post(server: Server, letter: EmailMessage) -> Fate:
    """One letter over a connection of its own."""
    client = aiosmtplib.SMTP(
        hostname=server.host, port=server.port, use_tls=server.tls, timeout=LONGEST
    )
    try:
        await client.connect()
        if server.user:
            await client.login(server.user, server.password)
    except (SMTPException, OSError):
        # Also a wrong password: that is ours to mend, not a fault of this letter.
        client.close()
        return Fate.LATER
    try:
        await client.send_message(letter)
    except SMTPRecipientsRefused as error:
        return _judge(min(one.code for one in error.recipients))
    except SMTPResponseException as error:
        return _judge(error.code)
    except (SMTPException, OSError):
        return Fate.UNKNOWN
    else:
        return Fate.SENT
    finally:
        client.close()


def _judge(code: int) -> Fate:
    if code < 0:
        return Fate.UNKNOWN
    return Fate.REFUSED if code >= REFUSED else Fate.LATER
