"""A message about a meeting as an e-mail: plain text, and an entry that calendars take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.calendar import Method
from bot.smtp import is_address


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` is that of the delivery: a second copy of it has the same Message-ID."""

    key: int
    sender: str
    sender_name: str
    to: str
    subject: str
    text: str
    calendar: bytes = b""
    method: Method = Method.REQUEST


def compose(letter: Letter, now: datetime) -> EmailMessage:
    """Raises ValueError for an address that is none."""
    if not (is_address(letter.sender) and is_address(letter.to)):
        raise ValueError("not an e-mail address")
    mail = EmailMessage(SMTP)
    mail["From"] = Address(_one_line(letter.sender_name), addr_spec=letter.sender)
    mail["To"] = Address(addr_spec=letter.to)
    mail["Reply-To"] = Address(addr_spec=letter.sender)
    mail["Subject"] = _one_line(letter.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<delivery-{letter.key}@{letter.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.calendar:
        _enclose(mail, letter)
    return mail


def _enclose(mail: EmailMessage, letter: Letter) -> None:
    """Once for calendars that answer an invitation, once as a file for all others."""
    entry = letter.calendar.decode()
    mail.add_alternative(entry, subtype="calendar", cte="base64")
    for part in mail.iter_parts():
        if part.get_content_type() == "text/calendar":
            part.set_param("method", letter.method.value)
    mail.add_attachment(
        letter.calendar, maintype="application", subtype="ics", filename="termin.ics"
    )


def _one_line(text: str) -> str:
    """Without anything that could begin another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
