"""What we say, without Telegram: text and rows of buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from html import unescape

from markupsafe import Markup

LABEL_LENGTH = 40
"""Longest button label, in characters."""

_TAG = re.compile("<[^>]*>")


class Kind(Enum):
    """What pressing a button does."""

    ACTION = "action"
    """Sends `value` (at most 64 bytes) back to us."""
    LINK = "link"
    """Opens `value`, an http(s) address."""
    COPY = "copy"
    """Puts `value` on the clipboard: a phone number, a mail address."""


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    value: str
    kind: Kind = Kind.ACTION

    @classmethod
    def link(cls, label: str, url: str) -> Button:
        return cls(label, url, Kind.LINK)

    @classmethod
    def copy(cls, label: str, text: str) -> Button:
        return cls(label, text, Kind.COPY)


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Text in Telegram's HTML, already escaped (`Markup` escapes what is put into it).

    `last`: our last in a Telegram group, which we leave after it.
    """

    html: Markup
    rows: tuple[Row, ...] = field(default=())
    last: bool = False


def shorten(text: str, length: int = LABEL_LENGTH) -> str:
    """`text` within `length` characters, cut at a word and ended with "…"."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head and text[length - 1] != " " else head
    return at_word.rstrip(" ,;:-–(") + "…"


def length(html: Markup) -> int:
    """How long Telegram counts it: what is read, without tags, in units of UTF-16."""
    return len(plain(html).encode("utf-16-le")) // 2


def plain(html: Markup) -> str:
    """What is read, without tags."""
    return unescape(_TAG.sub("", html))
