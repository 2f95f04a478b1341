"""Mail: which server takes ours, read from one address, and what an address of somebody is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")
_LONGEST = 254
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """`tls`: encrypted from the first byte; otherwise as soon as the server offers it.

    Certificates are checked against those that the system trusts.
    """

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def must_encrypt(self) -> bool:
        """Whether a server that offers no encryption gets nothing: a password stays on this machine."""
        return bool(self.user) and not self.tls and not _is_here(self.host)

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
        return cls(host, port or _PORTS[parts.scheme], tls, user, password)


def is_address(text: str) -> bool:
    """Whether this is one e-mail address that every server understands, and nothing beside it."""
    if len(text) > _LONGEST or not _ADDRESS.fullmatch(text):
        return False
    local = text.partition("@")[0]
    return not (local.startswith(".") or local.endswith(".") or ".." in local)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
