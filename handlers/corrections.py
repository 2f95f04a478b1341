"""Somebody says that an offer is not as it stands in the list."""

from __future__ import annotations

from telegram import Update

from bot.catalogue.offers import Offer
from bot.corrections import Wrong, keep
from bot.storage.corrections import Correction
from handlers.context import Context
from handlers.presses import code, is_shown, number, word
from handlers.reply import reply, send
from handlers.routes import press
from handlers.views import buttons, corrections, offer


async def correct(update: Update, context: Context) -> None:
    """Ask what is wrong; when that is chosen, keep it for staff."""
    scene = await context.scene(update)
    _, back = buttons.without_back(code(update))
    found = scene.catalogue.by_key.get(number(update, 1) or 0)
    wrong = next((wrong for wrong in Wrong if wrong.value == word(update, 2)), None)
    if found is None:
        await reply(update, context, offer.gone(scene.say, back))
    elif wrong is None:
        await reply(update, context, corrections.choice(scene.say, found, back))
    elif (shown := is_shown(update)) is None:
        # Anybody could have made this up; on a new message we can tell.
        await send(update, context, corrections.choice(scene.say, found, back))
    else:
        # A second tap comes from a message that has no such button any more: thanks all the same.
        if shown:
            await _keep(update, context, found, wrong, scene.say.language)
        office = scene.catalogue.town.office
        await reply(update, context, corrections.thanks(scene.say, found, office, back))


async def _keep(
    update: Update, context: Context, found: Offer, wrong: Wrong, language: str
) -> None:
    house, message = context.house, update.effective_message
    if message is not None:
        said = Correction(found.id, wrong, language, message.message_id)
        await house.storage.write(lambda db: keep(db, said, house.now()))


ROUTES = (press(buttons.CORRECTION, correct),)
