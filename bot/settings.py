"""The environment, read once, checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.smtp import Server, is_address

T = TypeVar("T")
D = TypeVar("D")

TELEGRAM = "https://api.telegram.org"
SECRET_LENGTH = 32
"""Shortest webhook secret, in characters."""

_EXPECTED = {
    "BOT_DATABASE_URL": "an address such as sqlite:///bildungslotse.db or postgresql://host/name",
    "BOT_API_URL": "an http(s) address",
    "BOT_ADMINS": "Telegram ids, separated by commas",
    "BOT_DATA_DIR": "a folder that exists",
    "BOT_TIMEZONE": "the name of a time zone, such as Europe/Berlin",
    "BOT_TICK_SECONDS": "a number above zero",
    "BOT_SEND_RATE": "a number above zero",
    "BOT_WEBHOOK_URL": "an http(s) address",
    "BOT_WEBHOOK_LISTEN": "host:port",
    "BOT_HEALTH_LISTEN": "host:port",
    "BOT_MEANING": "auto or off",
    "BOT_SMTP_URL": "an address such as smtps://user:password@host",
    "BOT_MAIL_FROM": "an e-mail address",
}


class SettingsError(Exception):
    """Everything that is missing or wrong in the environment, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Secret(str):
    """Text that shows as stars where it is printed by accident."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'" if self else "''"


@dataclass(frozen=True, slots=True)
class Settings:
    """One field for each variable of the README's table; empty text means: not set."""

    token: Secret = Secret()
    api_url: str = TELEGRAM
    database_url: Secret = Secret("sqlite:///bildungslotse.db")
    admins: frozenset[int] = frozenset()
    data_dir: Path | None = None
    timezone: ZoneInfo = ZoneInfo("Europe/Berlin")
    tick_seconds: float = 30
    send_rate: float = 25
    webhook_url: str = ""
    webhook_listen: tuple[str, int] = ("127.0.0.1", 8080)
    webhook_secret: Secret = Secret()
    health_listen: tuple[str, int] | None = None
    meaning: bool = True
    smtp: Server | None = None
    mail_from: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, serving: bool = False) -> Settings:
        """Reads every `BOT_…` variable; with `serving` also what only `run` needs.

        Raises SettingsError with all problems at once.
        """
        reader = _Reader(environment)
        settings = cls(
            token=Secret(reader.value("BOT_TOKEN")),
            api_url=reader.read("BOT_API_URL", _address, TELEGRAM),
            database_url=reader.read("BOT_DATABASE_URL", _database, cls().database_url),
            admins=reader.read("BOT_ADMINS", _ids, frozenset()),
            data_dir=reader.read("BOT_DATA_DIR", _folder, None),
            timezone=reader.read("BOT_TIMEZONE", ZoneInfo, cls().timezone),
            tick_seconds=reader.read("BOT_TICK_SECONDS", _positive, cls().tick_seconds),
            send_rate=reader.read("BOT_SEND_RATE", _positive, cls().send_rate),
            webhook_url=reader.read("BOT_WEBHOOK_URL", _address, ""),
            webhook_listen=reader.read("BOT_WEBHOOK_LISTEN", _host_port, cls().webhook_listen),
            webhook_secret=Secret(reader.value("BOT_WEBHOOK_SECRET")),
            meaning=reader.read("BOT_MEANING", _automatic, default=True),
            health_listen=reader.read("BOT_HEALTH_LISTEN", _host_port, None),
            smtp=reader.read("BOT_SMTP_URL", Server.read, None),
            mail_from=reader.read("BOT_MAIL_FROM", _mailbox, ""),
        )
        problems = reader.problems + (settings.missing() if serving else [])
        if problems:
            raise SettingsError(problems)
        return settings

    def missing(self) -> list[str]:
        """What `run` cannot start without."""
        problems = []
        if not self.token:
            problems.append("BOT_TOKEN is missing: the token that @BotFather gave you.")
        if self.webhook_url and len(self.webhook_secret) < SECRET_LENGTH:
            problems.append(f"BOT_WEBHOOK_SECRET needs {SECRET_LENGTH} characters or more.")
        if (self.smtp is None) == bool(self.mail_from):
            problems.append("BOT_SMTP_URL and BOT_MAIL_FROM belong together: set both, or none.")
        return problems


class _Reader:
    """Reads variables one by one and remembers what was wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.problems: list[str] = []

    def value(self, name: str) -> str:
        """The variable, or the content of the file that `NAME_FILE` points to."""
        if value := self.environment.get(name, "").strip():
            return value
        path = self.environment.get(f"{name}_FILE", "").strip()
        try:
            return Path(path).read_text(encoding="utf-8").strip() if path else ""
        except (OSError, UnicodeDecodeError):
            self.problems.append(f"{name}_FILE: the file cannot be read.")
            return ""

    def read(self, name: str, parse: Callable[[str], T], default: D) -> T | D:
        text = self.value(name)
        try:
            return parse(text) if text else default
        except (ValueError, KeyError, OSError, ZoneInfoNotFoundError):
            self.problems.append(f"{name} should be {_EXPECTED[name]}.")
            return default


def _database(text: str) -> Secret:
    if text.split(":", 1)[0] not in {"sqlite", "postgresql", "postgresql+psycopg"}:
        raise ValueError
    if "://" not in text:
        raise ValueError
    return Secret(text)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError
    return text.rstrip("/")


def _ids(text: str) -> frozenset[int]:
    return frozenset(int(part) for part in text.split(",") if part.strip())


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise ValueError
    return path


def _mailbox(text: str) -> str:
    if not is_address(text):
        raise ValueError
    return text


def _automatic(text: str) -> bool:
    return {"auto": True, "off": False}[text]


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _host_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise ValueError
    return host, int(port)
