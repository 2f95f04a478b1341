"""In a Telegram group: taken in, thrown out, moved; and silence.

Nothing of what people write there is answered, kept or logged. A call by our name is told once an
hour where to ask.
"""

from __future__ import annotations

from contextlib import suppress

from telegram import ChatMember, ChatMemberRestricted, Update, User
from telegram import Message as TelegramMessage
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import ChatMemberHandler, TypeHandler

from bot.groups import chats
from bot.people.roles import Role, may
from bot.telegram.render import parameters
from handlers.context import Context
from handlers.routes import Route, Scope
from handlers.views import buttons
from handlers.views import chats as view

_INSIDE = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}


async def come_or_go(update: Update, context: Context) -> None:
    """Somebody takes us in, throws us out, or lets us do more or less there."""
    change = update.my_chat_member
    if change is None:
        return
    if not _is_inside(change.new_chat_member):
        await _go(context, change.chat.id)
    elif not _is_inside(change.old_chat_member):
        await _join(update, context, fresh=True)
    else:
        await _note(update, context, change.chat.id, called=False)


async def hear(update: Update, context: Context) -> None:
    """Anything else that happens in a group."""
    chat, message, house = update.effective_chat, update.message, context.house
    if chat is None:
        return
    if update.callback_query is not None:
        with suppress(BadRequest):
            await update.callback_query.answer()
    move = _move(message, chat.id)
    if move is not None:
        await house.storage.write(lambda db: chats.migrate(db, *move))
    elif message is not None and any(_is_me(one, context) for one in message.new_chat_members):
        await _join(update, context, fresh=False)
    elif message is not None and _is_me(message.left_chat_member, context):
        await _go(context, chat.id)
    else:
        await _note(update, context, chat.id, called=_is_call(message, context))


async def _note(update: Update, context: Context, chat: int, *, called: bool) -> None:
    """Something happened there: nothing in one of ours, the end of our stay in any other."""
    now, origin = context.house.now(), update.update_id
    await context.house.storage.write(lambda db: chats.heard(db, chat, origin, now, called=called))


async def _go(context: Context, chat: int) -> None:
    now = context.house.now()
    await context.house.storage.write(lambda db: chats.gone(db, chat, now))


async def _join(update: Update, context: Context, *, fresh: bool) -> None:
    user, chat, house = update.effective_user, update.effective_chat, context.house
    if chat is None:
        return
    now, origin = house.now(), update.update_id
    is_staff = chat.type != ChatType.CHANNEL and may(await context.roles(update), Role.STAFF)
    staff = user.id if user and is_staff else None
    asked = await house.storage.write(
        lambda db: chats.join(db, chat.id, staff, origin, now, fresh=fresh)
    )
    if asked is not None and user is not None and not await _ask(update, context, user, asked.id):
        await house.storage.write(lambda db: chats.leave(db, chat.id, origin, now))


async def _ask(update: Update, context: Context, user: User, asked: int) -> bool:
    """Whether they could be asked: who never wrote to us cannot be written to."""
    say, chat = await context.say(update), update.effective_chat
    free = await context.house.storage.read(chats.free)
    message = view.which(say, asked, free, (chat.title if chat else None) or "")
    try:
        await context.bot.send_message(user.id, **parameters(message))
    except (BadRequest, Forbidden):
        return False
    await context.keep_card(update, f"{buttons.CHAT}:{asked}")
    return True


def _is_me(user: User | None, context: Context) -> bool:
    return user is not None and user.id == context.bot.id


def _is_inside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _INSIDE


def _move(message: TelegramMessage | None, chat: int) -> tuple[int, int] | None:
    """From which number to which, where a group became a supergroup."""
    if message is None:
        return None
    if message.migrate_to_chat_id is not None:
        return chat, message.migrate_to_chat_id
    if message.migrate_from_chat_id is not None:
        return message.migrate_from_chat_id, chat
    return None


def _is_call(message: TelegramMessage | None, context: Context) -> bool:
    """Whether it is a command that was written to us by our name."""
    first = ((message.text if message else None) or " ").split(" ")[0].split("\n")[0]
    name = first.partition("@")[2]
    return first.startswith("/") and name.casefold() == context.bot.username.casefold()


ROUTES = (
    Route(ChatMemberHandler(come_or_go), Role.CITIZEN, Scope.GROUP),
    Route(TypeHandler(Update, hear), Role.CITIZEN, Scope.GROUP),
)
