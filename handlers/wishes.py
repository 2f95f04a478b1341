"""/meinewuensche: what somebody wished or joined, what became of it, and the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from telegram import Update
from telegram.ext import filters

from bot.alerts import wished
from bot.message import Button, Kind, Message
from bot.storage import alerts, followers, wishes
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Wish
from bot.wishes import decisions, drafts, support
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply
from handlers.routes import aside, at_first_hand, command, maybe, press, words
from handlers.views import buttons
from handlers.views import wishes as view
from handlers.views.cards import labelled
from handlers.views.scene import Scene

_SPOKEN = (
    "meine w[üu]e?nsche",
    "my wishes",
    (
        r"((ich )?(m[öo]e?chte|will) )?((meinen|den|einen) )?wunsch( nr\.?)?( \d+)? "
        "(wieder )?(zur[üu]e?cknehmen|zur[üu]e?ckziehen|l[öo]e?schen|[äa]e?ndern)"
    ),
    "(take back|delete|change) my wish",
)
_ASKING = ("x", "o")
"""Steps that only show something: they can be taken again."""


async def show_mine(update: Update, context: Context) -> None:
    """The list, or what a button says about one wish."""
    await _show(update, context, code(update))


async def typed(update: Update, context: Context) -> bool:
    """The words of a button of what is open, or of one that was sent with news."""
    text, user = (update.message.text if update.message else "") or "", update.effective_user
    opened = await find(update, context, buttons.MY_WISHES)
    if user is None or not at_first_hand(update):
        return False
    if opened is not None and opened.near:
        shown = await context.open_card(update)
        card = await _message(update, context, user.id, _looked_at(shown))
        button = labelled(card, text, Kind.ACTION) or _numbered(card, text)
        if button is not None and button.value.partition(":")[0] == buttons.MY_WISHES:
            await _show(update, context, button.value)
            return True
    if opened is not None:
        return await leave(update, context)
    return await _answer(update, context, user.id, text)


def _numbered(card: Message, text: str) -> Button | None:
    """The wish of this number, on the list."""
    named = f"{buttons.MY_WISHES}:{whole(text.strip())}"
    return next((one for row in card.rows for one in row if one.value == named), None)


async def _answer(update: Update, context: Context, person: int, text: str) -> bool:
    """Words of a button that came with news: for the one wish of theirs that was asked about."""
    scene, storage = await context.scene(update), context.house.storage
    answer = labelled(view.answers(scene.say), text)
    if answer is None:
        return False
    step = part(answer.value, 2)
    asked = await storage.read(lambda db: support.asked(db, person, to_come=step != "k"))
    if not asked and step != "k":
        # A yes or no to something else.
        return False
    await _show(
        update, context, f"{buttons.MY_WISHES}:{asked[0]}:{step}" if len(asked) == 1 else ""
    )
    return True


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now: what is written next is not for the wish. Never takes the update."""
    if await find(update, context, buttons.MY_WISHES) is not None:
        await context.keep_card(update, "")
    return False


async def _show(update: Update, context: Context, chosen: str) -> None:
    user = update.effective_user
    if user is not None:
        message = await _message(update, context, user.id, chosen)
        await context.keep_card(update, chosen or buttons.MY_WISHES)
        await reply(update, context, message)


def _looked_at(chosen: str) -> str:
    """The same card without doing again what led to it."""
    is_asking = part(chosen, 2) in _ASKING or whole(part(chosen, 1)) is None
    return chosen if is_asking else f"{buttons.MY_WISHES}:{part(chosen, 1)}"


async def _message(update: Update, context: Context, person: int, chosen: str) -> Message:
    """What a code does and shows, which anybody could have made up."""
    scene, house = await context.scene(update), context.house
    about, step = whole(part(chosen, 1)), part(chosen, 2)
    if about is None:
        mine = await house.storage.read(lambda db: _followed(db, person))
        reported = await house.storage.read(lambda db: alerts.number_of(db, person))
        return view.mine(scene.say, mine, whole(step) or 0, reported)
    now = house.now()
    return await house.storage.write(lambda db: _act(db, scene, about, person, step, now))


def _followed(db: Db, person: int) -> list[Wish]:
    found = wishes.those(db, followers.followed(db, person))
    return sorted(found, key=lambda wish: -wish.id)


def _act(  # noqa: PLR0913, PLR0917 - one press: on what, by whom, when
    db: Db, scene: Scene, about: int, person: int, step: str, now: datetime
) -> Message:
    """What a press does, and what is seen then; a wish of others is nobody's."""
    wish = wishes.find(db, about)
    follower = followers.find(db, wish.token, person) if wish else None
    if wish is None or follower is None:
        return view.gone(scene.say)
    match step:
        case "x":
            return view.confirm(scene.say, wish)
        case "y":
            wished.leave(db, wish, person, now)
            return view.left(scene.say)
        case "c" | "n":
            support.answer(db, about, person, coming=step == "c")
            return view.answered(scene.say, wish, coming=step == "c")
        case "k":
            decisions.renew(db, about, person, now)
            return view.renewed(scene.say, wish)
        case "q" | "r":
            wanting = replace(follower, notices=step == "r")
            wished.tell(db, wish, wanting, now, scene.catalogue.version)
    return _one(db, scene, wish, person)


def _one(db: Db, scene: Scene, wish: Wish, person: int) -> Message:
    follower = followers.find(db, wish.token, person) or Follower(person, False, "")
    free = drafts.may_change(db, wish, person)
    offer = scene.catalogue.by_id.get(wish.decision.offer_id or "")
    return view.one(scene.say, wish, follower, offer, free=free)


ROUTES = (
    command(("meinewuensche", "mywishes"), show_mine),
    words(_SPOKEN, show_mine),
    press(buttons.MY_WISHES, show_mine),
    maybe(typed),
    maybe(leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.MY_WISHES, leave),
)
