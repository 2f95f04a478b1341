"""Somebody without Telegram, and the codes of the screens about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.i18n import Say
from bot.message import Button
from bot.storage.attendance import Coming
from bot.storage.contacts import Contact
from bot.storage.groups import WorkingGroup
from handlers.views import buttons

LIST, NEW, SAVE, ONE, REMOVE, SURELY, ANSWER = "l", "n", "s", "o", "r", "R", "m"
ENGLISH = "en"
"""Beside SAVE: who is entered reads English."""
LETTERS: Mapping[str, Coming] = {"y": Coming.YES, "n": Coming.NO, "u": Coming.UNSURE}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody without Telegram, in one group."""

    contact: Contact
    group: WorkingGroup
    organisation: str = ""
    english: bool = False


def code(letter: str, *parts: object) -> str:
    return ":".join([buttons.CONTACTS, letter, *map(str, parts)])


def part(say: Say, group: int) -> Button:
    """To them, from the card of a group."""
    return Button(say.text("Members without Telegram"), code(LIST, group))
