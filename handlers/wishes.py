"""/meinewuensche: what somebody wished or joined, what became of it, and the way out."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.message import Message
from bot.storage import followers, wishes
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Wish
from bot.wishes import decisions, drafts, support
from handlers.context import Context
from handlers.presses import number, word
from handlers.reply import reply
from handlers.routes import command, press, words
from handlers.views import buttons
from handlers.views import wishes as view
from handlers.views.scene import Scene

_SPOKEN = ("meine w[üu]e?nsche", "my wishes")


async def show_mine(update: Update, context: Context) -> None:
    """The list, or what a button says about one wish."""
    scene, user = await context.scene(update), update.effective_user
    if user is None:
        return
    house, about, step = context.house, number(update, 1), word(update, 2)
    if about is None:
        offset = number(update, 2) or 0
        mine = await house.storage.read(lambda db: _followed(db, user.id))
        await reply(update, context, view.mine(scene.say, mine, offset))
        return
    now = house.now()
    message = await house.storage.write(lambda db: _act(db, scene, about, user.id, step, now))
    await reply(update, context, message)


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
            support.leave(db, about, person, now)
            return view.left(scene.say)
        case "c" | "n":
            support.answer(db, about, person, coming=step == "c")
            return view.answered(scene.say, wish, coming=step == "c")
        case "k":
            decisions.renew(db, about, person, now)
            return view.renewed(scene.say, wish)
        case "q" | "r":
            support.tell(db, about, person, notices=step == "r")
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
)
