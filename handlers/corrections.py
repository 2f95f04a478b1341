"""Somebody says that an offer is not as it stands in the list."""

from __future__ import annotations

from telegram import Update

from bot.catalogue.offers import Offer
from bot.corrections import Wrong, keep
from bot.storage.corrections import Correction
from handlers.context import Context
from handlers.presses import is_shown, part, whole
from handlers.reply import reply, send
from handlers.routes import words
from handlers.typed import button
from handlers.views import buttons, cards, corrections, offer


async def correct(update: Update, context: Context, code: str) -> None:
    """Ask what is wrong; when that is chosen, keep it for staff."""
    scene = await context.scene(update)
    _, back = buttons.without_back(code)
    found = scene.catalogue.by_key.get(whole(part(code, 1)) or 0)
    wrong = corrections.kind(part(code, 2))
    if found is None:
        await reply(update, context, offer.gone(scene.say, back))
        return
    shown = is_shown(update)
    if wrong is not None and shown is not None:
        # A second tap comes from a message that has no such button any more: thanks all the same.
        if shown:
            await _keep(update, context, found, wrong, scene.say.language)
        await context.keep_card(update, cards.kept(code))
        office = scene.catalogue.town.office
        await reply(update, context, corrections.thanks(scene.say, found, office, back))
        return
    await context.keep_card(update, cards.kept(_asking(found, back)))
    choice = corrections.choice(scene.say, found, back)
    if wrong is None:
        await reply(update, context, choice)
    else:
        # Anybody could have made this up; on a new message we can tell.
        await send(update, context, choice)


async def hear(update: Update, context: Context) -> None:
    """The words of the button, or others for it: about the offer shown last, if there is one."""
    scene = await context.scene(update)
    own, back = buttons.without_back(await context.open_card(update))
    letter, key = part(own, 0), whole(part(own, 1)) or 0
    found = scene.catalogue.by_key.get(key) if letter in cards.OF_AN_OFFER else None
    if found is None:
        await reply(update, context, corrections.explain(scene.say))
    else:
        await correct(update, context, _asking(found, back))


def _asking(found: Offer, back: str) -> str:
    return buttons.with_back(f"{buttons.CORRECTION}:{found.key}", back)


async def _keep(
    update: Update, context: Context, found: Offer, wrong: Wrong, language: str
) -> None:
    house, message = context.house, update.effective_message
    if message is not None:
        topic = next(iter(found.topics), None)
        said = Correction(found.id, wrong, language, message.message_id, topic)
        await house.storage.write(lambda db: keep(db, said, house.now()))


_SPOKEN = (
    "stimmt (da |hier )?(etwas|was) nicht",
    "(da|hier|das|irgend ?etwas)( etwas| was)? stimmt( etwas| was| so)? nicht( mehr)?",
    "(das|die angabe|der termin|die nummer|die telefonnummer|die adresse) (ist|stimmt) (falsch|veraltet|nicht( mehr)?)",
    "(einen |ich m[öo]chte einen )?fehler melden",
    "is (something|this) wrong|(something|this) is wrong|report (a mistake|an error)",
)

ROUTES = (*button(buttons.CORRECTION, correct), words(_SPOKEN, hear))
