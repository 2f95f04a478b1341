"""/arbeitsgruppen: what there is, how to join, and how to leave."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.groups import joining
from bot.message import Message
from bot.questions import Sender
from bot.storage import group_drafts
from bot.storage.units import Db
from handlers.context import Context
from handlers.following import follow, leads
from handlers.groups.seen import is_staff, screen, seen
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply
from handlers.routes import at_first_hand, command, maybe, press, words
from handlers.spoken import is_never_mind, is_own
from handlers.views import buttons, cards
from handlers.views.groups import cards as view
from handlers.views.groups import joining as joining_view
from handlers.views.groups.cards import Seen

SAID_LENGTH = 200
"""Of an organisation and a role."""

_SPOKEN = (
    "(die |alle )?arbeitsgruppen?( zeigen)?",
    "(i(ch)? )?m[öo]e?chte in eine arbeitsgruppe",
    "(all )?working groups?",
)


async def show(update: Update, context: Context) -> None:
    await _act(update, context, buttons.GROUP)


async def pressed(update: Update, context: Context) -> None:
    await _act(update, context, buttons.without_back(code(update))[0])


async def typed(update: Update, context: Context) -> bool:
    """The words of a button on the card, or somebody's organisation and role."""
    opened = await find(update, context, buttons.GROUP)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    parts = filter(None, (buttons.GROUP, opened.step, opened.token, opened.value))
    own = ":".join(parts)
    chosen = cards.called(await screen(update, context, own), own, text)
    if not chosen and not opened.step and text.isdecimal():
        chosen = await _numbered(update, context, int(text))
    if chosen:
        return await follow(update, context, chosen)
    if opened.token != view.JOIN or is_own(text):
        return False
    if is_never_mind(text):
        await _act(update, context, f"{buttons.GROUP}:{opened.step}")
    else:
        await _keep_words(update, context, whole(opened.step) or 0, text)
    return True


async def _numbered(update: Update, context: Context, number: int) -> str | None:
    rows = (await screen(update, context, buttons.GROUP)).rows
    named = [row[0].value for row in rows if row[0].value.startswith(f"{buttons.GROUP}:")]
    return named[number - 1] if 0 < number <= len(named) else None


async def _keep_words(update: Update, context: Context, number: int, text: str) -> None:
    """Organisation and role lie here without whose they are, until they are sent."""
    now, said = context.house.now(), " ".join(text.split())[:SAID_LENGTH]
    draft = await context.house.storage.write(
        lambda db: group_drafts.keep(db, update.update_id, {"said": said}, now)
    )
    await _act(update, context, f"{buttons.GROUP}:{number}:{view.JOIN}:{draft.token}")


async def _act(update: Update, context: Context, code_: str) -> None:
    """What a code does, which anybody could have made up."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await is_staff(update, context)
    number, step = whole(part(code_, 1)), part(code_, 2)
    if number is None or step in {"", view.JOIN, view.INVITED}:
        await context.keep_card(update, code_)
        await reply(update, context, await screen(update, context, code_))
        return
    token = part(code_, 3)

    def work(db: Db) -> Message:
        note = None
        match step:
            case view.SEND:
                draft = group_drafts.find(db, token)
                said = draft.form.get("said", "") if draft else ""
                _apply(db, number, context.sender(update, say), said, now)
                group_drafts.drop(db, token)
                note = joining_view.sent_note(say)
            case view.LEAVE if joining.leave(db, number, person, now):
                note = joining_view.left_note(say)
            case view.WITHDRAW if joining.take_back(db, number, person, now):
                note = joining_view.withdrawn_note(say)
            case view.AGREE if joining.join_invited(db, number, person, say.language, now):
                note = joining_view.joined_note(say)
        found = seen(db, number, person, now, staff=staff)
        if found is None:
            return view.gone(say)
        return view.card(say, found, note if note and not _is_odd(found, step) else None)

    message = await house.storage.write(work)
    await context.keep_card(update, f"{buttons.GROUP}:{number}")
    await reply(update, context, message)


def _is_odd(found: Seen, step: str) -> bool:
    """Of a request that nobody needs it is not said that it was sent."""
    return step == view.SEND and not found.asked


def _apply(db: Db, group: int, sender: Sender, said: str, now: datetime) -> None:
    organisation, _, role = said.partition(",")
    joining.apply(
        db,
        group,
        sender.person,
        now,
        organisation=organisation.strip(),
        role=role.strip(),
        language=sender.language,
    )


leads(buttons.GROUP, _act)

ROUTES = (
    command(("arbeitsgruppen", "arbeitsgruppe", "groups"), show),
    words(_SPOKEN, show),
    press(buttons.GROUP, pressed),
    maybe(typed),
)
