"""Staff say in their own chat to which working group a Telegram group belongs, or no longer does."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.groups import chats
from bot.i18n import Say
from bot.message import Message
from bot.people.roles import Role, may
from bot.storage import group_chats, groups
from bot.storage.units import Db
from handlers.context import Context
from handlers.following import leads
from handlers.opened import Open, find
from handlers.presses import code, part, whole
from handlers.reply import reply
from handlers.routes import at_first_hand, maybe, press
from handlers.views import buttons, cards
from handlers.views import chats as view

Screen = tuple[Message, str]
"""What is shown, and the code of it where its buttons can be typed."""


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, code(update))


async def typed(update: Update, context: Context) -> bool:
    """A working group by its name, "Keine", or "Telegram-Gruppe trennen" below its card."""
    text = ((update.message.text if update.message else "") or "").strip()
    if not text or not at_first_hand(update):
        return False
    asked = await find(update, context, buttons.CHAT)
    card = asked or await find(update, context, buttons.GROUP)
    if card is None or not card.near or not may(await context.roles(update), Role.STAFF):
        return False
    if asked is None:
        chosen = _parting(await context.say(update), card, text)
    else:
        chosen = await _chosen(update, context, card, text)
    if chosen is None:
        return False
    await _act(update, context, chosen)
    return True


def _parting(say: Say, card: Open, text: str) -> str | None:
    """The code behind these words on the card of a working group."""
    number = whole(card.step)
    button = view.part(say, number) if number is not None else None
    return button.value if button and button.label.casefold() == text.casefold() else None


async def _chosen(update: Update, context: Context, opened: Open, text: str) -> str | None:
    say, own = await context.say(update), f"{buttons.CHAT}:{opened.step}:{opened.token}"

    def read(db: Db) -> Message | None:
        if opened.step == view.PART:
            group = groups.find(db, whole(opened.token) or 0)
            return view.ask_to_part(say, group) if group else None
        return view.which(say, whole(opened.step) or 0, chats.free(db), "")

    shown = await context.house.storage.read(read)
    chosen = cards.called(shown, own, text) if shown else None
    return chosen if chosen and chosen.startswith(buttons.CHAT) else None


async def _act(update: Update, context: Context, code_: str) -> None:
    """What a code does, which anybody of the staff could have made up."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, origin = user.id if user else 0, house.now(), update.update_id
    number = whole(part(code_, 2))

    def work(db: Db) -> Screen:
        if number is None:
            return view.over(say), ""
        if part(code_, 1) != view.PART:
            return _link(db, say, whole(part(code_, 1)) or 0, number, person, origin, now)
        if part(code_, 3) != view.YES:
            return _ask_to_part(db, say, number)
        parted = chats.part(db, number, origin, now)
        return (view.parted if parted else view.unlinked)(say, number), ""

    message, card = await house.storage.write(work)
    await context.keep_card(update, card)
    await reply(update, context, message)


def _link(  # noqa: PLR0913, PLR0917 - who chose what, and when
    db: Db, say: Say, asked: int, number: int, person: int, origin: int, now: datetime
) -> Screen:
    """Only who was asked answers."""
    found = group_chats.find(db, asked)
    if found is None or found.person != person:
        return view.over(say), ""
    if number != view.NONE:
        group = chats.link(db, found, number, origin, now)
        if group:
            return view.linked(say, group), f"{buttons.GROUP}:{group.id}"
    if groups.linked(db, found.telegram_group):
        return view.over(say), ""
    if number == view.NONE:
        chats.leave(db, found.telegram_group, origin, now)
        return view.left(say), ""
    # It has ended, or somebody else linked it meanwhile.
    return view.which(say, asked, chats.free(db), ""), f"{buttons.CHAT}:{asked}"


def _ask_to_part(db: Db, say: Say, number: int) -> Screen:
    group = groups.find(db, number)
    if group is None or group.telegram_group is None:
        return view.unlinked(say, number), ""
    return view.ask_to_part(say, group), f"{buttons.CHAT}:{view.PART}:{number}"


leads(buttons.CHAT, _act, Role.STAFF)

ROUTES = (
    press(buttons.CHAT, pressed, Role.STAFF),
    maybe(typed),
)
