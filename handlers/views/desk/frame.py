"""What every screen of an item begins and ends with."""

from __future__ import annotations

from markupsafe import Markup

from bot.desk.item import Item
from bot.i18n import Say
from bot.message import Button, shorten
from handlers.views import buttons
from handlers.views.desk import codes, names


def head(say: Say, item: Item) -> Markup:
    return Markup("<b>{}</b>\n").format(names.numbered(say, item.ref))


def to_card(say: Say, item: Item, back: str) -> Button:
    return buttons.back(say, codes.card(item.ref, back))


def mark(  # noqa: PLR0913 - what a button needs
    name: str, letter: str, item: Item, value: object, back: str, *, on: bool = False
) -> Button:
    label = f"✓ {name}" if on else name
    return Button(shorten(label), codes.step(letter, item.ref, item.version, value, back))
