"""A wish sent, joined, or opened once more for other words."""

from __future__ import annotations

from telegram import Update

from bot.alerts import wished
from bot.storage import cards, wishes
from bot.storage import drafts as stored
from bot.storage.followers import Follower
from bot.storage.units import Db
from bot.storage.wishes import Wish
from bot.wishes import drafts, support
from bot.wishes.sending import Author, Unsent
from bot.wishes.similar import similar
from handlers import wish_card
from handlers.context import Context
from handlers.presses import whole
from handlers.reply import reply
from handlers.views import buttons
from handlers.views import wish as view


async def send(update: Update, context: Context, token: str) -> None:
    scene, house, user = await context.scene(update), context.house, update.effective_user
    if user is None:
        return
    author, now = Author(user.id, scene.say.language), house.now()
    version = house.library.catalogue.version
    draft = await house.storage.read(lambda db: stored.find(db, token))
    sent = await house.storage.write(lambda db: wished.send(db, token, author, now, version))
    if isinstance(sent, Unsent):
        await wish_card.unsent(update, context, sent)
    elif draft is not None and draft.changes is not None:
        await reply(update, context, view.changed(scene.say, sent))
    else:
        office = scene.catalogue.town.office
        await reply(update, context, view.receipt(scene.say, sent, office))


async def join(update: Update, context: Context, token: str, number: str) -> None:
    """As "me too": as long as the draft is there in which it was offered."""
    say, house, user = await context.say(update), context.house, update.effective_user
    draft = await house.storage.read(lambda db: stored.find(db, token))
    wanted = whole(number) or 0
    if user is None or draft is None or draft.sent is not None or draft.changes is not None:
        await wish_card.unsent(update, context, Unsent.GONE)
        return
    content = draft.content
    offered = await house.storage.read(lambda db: {one.wish.id for one in similar(db, content)})
    mine = await house.storage.read(lambda db: support.written(db, wanted, user.id))
    if mine is not None:
        await reply(update, context, view.known(say, mine))
        return
    if wanted not in offered:
        await wish_card.unsent(update, context, Unsent.GONE)
        return
    supporter, now = Follower(user.id, author=False, language=say.language), house.now()
    version = house.library.catalogue.version
    own = f"{buttons.WISH}:j:{token}:{wanted}"

    def work(db: Db) -> Wish | None:
        joined = wished.join(db, wanted, supporter, now, version)
        if joined is not None:
            # At once: whoever has joined is offered it no more, should these words be read again.
            cards.keep(db, user.id, own, now, origin=update.update_id)
        return joined

    joined = await house.storage.write(work)
    if joined is None:
        await wish_card.unsent(update, context, Unsent.GONE)
    else:
        await reply(update, context, view.joined(say, joined))


async def change(update: Update, context: Context, number: str) -> None:
    """The card of a wish that was sent, for other words."""
    house, user = context.house, update.effective_user
    wish = await house.storage.read(lambda db: wishes.find(db, whole(number) or 0))
    draft, now = None, house.now()
    if wish is not None and user is not None:
        found = wish
        draft = await house.storage.write(
            lambda db: (
                drafts.of_wish(db, found, update.update_id, now)
                if drafts.may_change(db, found, user.id)
                else None
            )
        )
    if draft is None:
        await wish_card.unsent(update, context, Unsent.FIXED)
    else:
        await wish_card.show(update, context, draft)
