"""Which SMTP server takes our mail, read from one address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bot.settings import Secret

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """`tls`: encrypted from the first byte; otherwise as soon as the server offers it."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: Secret = Secret()

    @classmethod
    def read(cls, address: str) -> Server:
        """`smtp://` or `smtps://`, user and password percent-encoded.

        Raises ValueError, which never quotes the address: there may be a password in it.
        """
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise ValueError("not an address of a mail server") from None
        if parts.scheme not in _PORTS or not host or parts.path.strip("/") or port == 0:
            raise ValueError("not an address of a mail server")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if bool(user) != bool(password):
            raise ValueError("a user without a password, or the other way round")
        tls = parts.scheme == "smtps"
        return cls(host, port or _PORTS[parts.scheme], tls, user, Secret(password))
