"""/arbeitsgruppen: what there is, how to join, how to leave, and what staff answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from telegram import Update
from telegram.ext import filters

from bot.groups import joining
from bot.i18n import Say
from bot.message import Message
from bot.people import invitations
from bot.people.roles import Role, may
from bot.questions import Sender
from bot.sheets import qr
from bot.storage import applications, group_drafts, groups, meetings, memberships
from bot.storage.applications import ApplicationState
from bot.storage.groups import WorkingGroup
from bot.storage.units import Db
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply, send_file
from handlers.routes import at_first_hand, command, maybe, press, words
from handlers.spoken import is_never_mind, is_own
from handlers.views import buttons, cards, links
from handlers.views import groups as view
from handlers.views.groups import Seen

SAID_LENGTH = 200
"""Of an organisation and a role."""

_SPOKEN = (
    "(die |alle )?arbeitsgruppen?( zeigen)?",
    "(i(ch)? )?m[öo]e?chte in eine arbeitsgruppe",
    "(all )?working groups?",
)
_ANSWER = re.compile(
    r"^\W*(?P<how>annehmen|aufnehmen|accept|ablehnen|decline)\b[\s:,]*(?P<word>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_YES = {"annehmen", "aufnehmen", "accept"}
_BY_LINK = filters.Regex(r"^/start(@\w+)? i_") & ~filters.FORWARDED & ~filters.VIA_BOT


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
    chosen = cards.called(await _screen(update, context, own), own, text)
    if not chosen and not opened.step and text.isdecimal():
        chosen = await _numbered(update, context, int(text))
    if chosen:
        return await _follow(update, context, chosen)
    if opened.token != view.JOIN or is_own(text):
        return False
    if is_never_mind(text):
        await _act(update, context, f"{buttons.GROUP}:{opened.step}")
    else:
        await _keep_words(update, context, whole(opened.step) or 0, text)
    return True


async def _numbered(update: Update, context: Context, number: int) -> str | None:
    rows = (await _screen(update, context, buttons.GROUP)).rows
    named = [row[0].value for row in rows if row[0].value.startswith(f"{buttons.GROUP}:")]
    return named[number - 1] if 0 < number <= len(named) else None


async def _follow(update: Update, context: Context, chosen: str) -> bool:
    """Meetings are a conversation of their own."""
    if chosen.startswith(buttons.GROUP):
        await _act(update, context, chosen)
    elif chosen.startswith(buttons.GROUPS) and await _staff(update, context):
        await _answer(update, context, chosen)
    else:
        return False
    return True


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
    person, now, staff = user.id if user else 0, house.now(), await _staff(update, context)
    number, step = whole(part(code_, 1)), part(code_, 2)
    if number is None or step in {"", view.JOIN, view.INVITED}:
        await context.keep_card(update, code_)
        await reply(update, context, await _screen(update, context, code_))
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
                note = view.sent_note(say)
            case view.LEAVE if joining.leave(db, number, person, now):
                note = view.left_note(say)
            case view.WITHDRAW if joining.take_back(db, number, person, now):
                note = view.withdrawn_note(say)
            case view.AGREE if joining.join_invited(db, number, person, say.language, now):
                note = view.joined_note(say)
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


async def _screen(update: Update, context: Context, code_: str) -> Message:
    """What a code shows, without doing anything."""
    say, user, house = await context.say(update), update.effective_user, context.house
    person, now, staff = user.id if user else 0, house.now(), await _staff(update, context)
    number, step, token = whole(part(code_, 1)), part(code_, 2), part(code_, 3)

    def read(db: Db) -> Message:
        if number is None:
            return _list(db, say, person, now, staff=staff)
        found = seen(db, number, person, now, staff=staff)
        if found is None:
            return view.gone(say)
        if found.member or not found.group.about.active or step not in {view.JOIN, view.INVITED}:
            return view.card(say, found)
        if step == view.INVITED:
            return view.invited(say, found.group)
        draft = group_drafts.find(db, token) if token else None
        said = draft.form.get("said", "") if draft else ""
        return view.consent(say, found.group, said, token if said else "")

    return await house.storage.read(read)


async def _staff(update: Update, context: Context) -> bool:
    return may(await context.roles(update), Role.STAFF)


def seen(db: Db, number: int, person: int, now: datetime, *, staff: bool) -> Seen | None:
    group = groups.find(db, number)
    if group is None:
        return None
    ahead = (one for one in meetings.coming(db, [number], now) if not one.cancelled)
    asked = any(
        one.working_group == number and one.state is ApplicationState.ASKED
        for one in applications.of_person(db, person)
    )
    member = memberships.find(db, number, person) is not None
    return Seen(group, next(ahead, None), member, asked, staff)


def _list(db: Db, say: Say, person: int, now: datetime, *, staff: bool) -> Message:
    active = [one.id for one in groups.everyone(db) if one.about.active]
    found = [one for each in active if (one := seen(db, each, person, now, staff=staff))]
    waiting = len(applications.waiting(db)) if staff else 0
    return view.overview(say, found, waiting, staff=staff)


# Staff.


async def press_staff(update: Update, context: Context) -> None:
    await _answer(update, context, code(update))


async def typed_staff(update: Update, context: Context) -> bool:
    """Staff answer an application with a word, or write the words of a button."""
    opened = await find(update, context, buttons.GROUPS)
    text = ((update.message.text if update.message else "") or "").strip()
    if opened is None or not opened.near or not text or not at_first_hand(update):
        return False
    if not await _staff(update, context):
        return False
    said = _ANSWER.match(text)
    if said and opened.step == view.ASKED:
        how = view.ACCEPT if said["how"].lower() in _YES else view.DECLINE
        await _answer(update, context, f"{buttons.GROUPS}:{how}:{opened.token}", said["word"])
        return True
    own = ":".join(filter(None, (buttons.GROUPS, opened.step, opened.token)))
    chosen = cards.called(await _staff_screen(update, context, own), own, text)
    if not chosen or not chosen.startswith(buttons.GROUPS):
        return False
    await _answer(update, context, chosen)
    return True


async def _answer(update: Update, context: Context, code_: str, said: str = "") -> None:
    say, house = await context.say(update), context.house
    step, number, now = part(code_, 1), whole(part(code_, 2)) or 0, house.now()
    if step in {view.INVITE, view.PICTURE}:
        await _invite(update, context, number, as_picture=step == view.PICTURE)
    elif step in {view.ACCEPT, view.DECLINE}:
        decide = joining.accept if step == view.ACCEPT else joining.decline
        word = " ".join(said.split())[:500]

        def work(db: Db) -> Message:
            note = view.decided_note(say, decide(db, number, word, now))
            return view.applications(say, applications.waiting(db), _names(db), note)

        message = await house.storage.write(work)
        await context.keep_card(update, buttons.GROUPS)
        await reply(update, context, message)
    else:
        own = f"{buttons.GROUPS}:{view.ASKED}:{number}" if number else buttons.GROUPS
        await context.keep_card(update, own)
        await reply(update, context, await _staff_screen(update, context, own))


async def _staff_screen(update: Update, context: Context, code_: str) -> Message:
    say, number = await context.say(update), whole(part(code_, 2)) or 0

    def read(db: Db) -> Message:
        found = applications.find(db, number) if number else None
        if found is not None and found.state is ApplicationState.ASKED:
            return view.application(say, found, _names(db))
        note = view.decided_note(say, None) if found else None
        return view.applications(say, applications.waiting(db), _names(db), note)

    return await context.house.storage.read(read)


def _names(db: Db) -> Mapping[int, str]:
    return {one.id: one.about.name for one in groups.everyone(db)}


async def _invite(update: Update, context: Context, number: int, *, as_picture: bool) -> None:
    say, user, house = await context.say(update), update.effective_user, context.house
    now, by = house.now(), user.id if user else None
    until = (now + invitations.VALID).astimezone(house.timezone)

    def work(db: Db) -> tuple[WorkingGroup, str] | None:
        group = groups.find(db, number)
        if group is None:
            return None
        token = invitations.invite(
            db, Role.MEMBER, group.about.name, now, by=by, update=update.update_id, group=number
        )
        return group, links.into(context.bot.username, invitations.payload(token))

    made = await house.storage.write(work)
    if made is None:
        await reply(update, context, view.gone(say))
    elif as_picture:
        town = (await context.scene(update)).catalogue.town.name
        caption = view.picture_caption(say, made[0], town, made[1], until)
        await send_file(update, context, view.picture_name(say), qr.picture(made[1]), caption)
    else:
        await reply(update, context, view.invitation(say, *made, until))


async def open_link(update: Update, context: Context) -> bool:
    """An invitation into a working group; other invitations are for others to answer."""
    say, user, house = await context.say(update), update.effective_user, context.house
    carried = ((update.message.text if update.message else "") or "").partition(" ")[2].strip()
    if user is None or not at_first_hand(update):
        return False
    person, now = user.id, house.now()
    group = await house.storage.read(lambda db: invitations.into(db, carried))
    if group is None:
        return False

    def work(db: Db) -> Message:
        opened = joining.open_link(db, carried, person, update.update_id, now)
        found = seen(db, opened.id, person, now, staff=False) if opened else None
        if found is None:
            return view.not_valid(say)
        return view.card(say, found) if found.member else view.invited(say, found.group)

    message = await house.storage.write(work)
    await context.keep_card(update, f"{buttons.GROUP}:{group}:{view.INVITED}")
    await reply(update, context, message)
    return True


ROUTES = (
    command(("arbeitsgruppen", "arbeitsgruppe", "groups"), show),
    words(_SPOKEN, show),
    press(buttons.GROUP, pressed),
    press(buttons.GROUPS, press_staff, Role.STAFF),
    maybe(typed),
    maybe(typed_staff),
    maybe(open_link, _BY_LINK & ~filters.UpdateType.EDITED_MESSAGE),
)
