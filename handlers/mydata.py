"""What is stored about a person: to read, and as a file."""

from __future__ import annotations

from telegram import Update

from bot.people.register import Held, document, told
from handlers.context import Context
from handlers.presses import word
from handlers.reply import send, send_file
from handlers.routes import command, press, words
from handlers.views import buttons, mydata

NAME = "meine-daten.json"

_SPOKEN = (
    "(zeig(en sie)?( mir)? )?(alle )?meine daten( zeigen| ansehen)?( bitte)?",
    (
        "(was|welche daten) (ist|sind|hast du|haben sie|habt ihr|wei(ß|ss)t du|wissen sie)( alles)?"
        " ([üu]ber|von) mi(ch|r)( gespeichert)?"
    ),
    "was (speicherst du|speichern sie)( alles)? ([üu]ber|von) mi(ch|r)",
    "what (do you know|is stored) about me",
    "(show me )?my data",
)
_FILE = {"datei", "file", "json"}


async def show(update: Update, context: Context) -> None:
    """A new message, so that the notice stays readable above it."""
    if word(update, 1) == "1" or _FILE & {one.lower() for one in context.args or ()}:
        await _send_document(update, context)
        return
    say, zone = await context.say(update), context.house.timezone
    await send(update, context, mydata.overview(say, await _held(update, context), zone))


async def _send_document(update: Update, context: Context) -> None:
    content = document(await _held(update, context), context.house.now())
    await send_file(update, context, NAME, content, mydata.caption(await context.say(update)))


async def _held(update: Update, context: Context) -> Held:
    user = update.effective_user
    if user is None:
        return {}
    return await context.house.storage.read(lambda db: told(db, user.id))


ROUTES = (
    command(("meinedaten", "mydata"), show),
    press(buttons.MYDATA, show),
    words(_SPOKEN, show),
)
