"""To a human: by button, or asked for in words."""

from __future__ import annotations

import re

from telegram import Update
from telegram.ext import filters

from handlers.context import Context
from handlers.reply import send
from handlers.routes import message, press
from handlers.views import buttons, human

_WORDS = re.compile(
    r"^\W*(mensch|human|(ich )?(m[öo]e?chte |will )?(bitte )?mit (einem|einer|nem|jemand\w*)"
    r"( richtigen| echten)?( menschen| person| mitarbeiter\w*)? (sprechen|reden|telefonieren)"
    r"|(kann|darf) (ich|man)( da| hier| bei euch| bei ihnen| euch| sie)?( nicht)?( auch)?( einfach)?"
    r"( jemanden?)? anrufen"
    r"|(can|may) i( just)? (call|phone)( you| somebody| someone)?"
    r"|(i want to |can i )?(talk|speak) to (a human|somebody|someone|a person))\W*$",
    re.IGNORECASE,
)


async def show_human(update: Update, context: Context) -> None:
    """A new message, so that the answer stays readable above it."""
    scene = await context.scene(update)
    await send(update, context, human.human(scene.say, scene.catalogue.town.office))


ROUTES = (
    press(buttons.HUMAN, show_human),
    message(filters.Regex(_WORDS) & ~filters.UpdateType.EDITED_MESSAGE, show_human),
)
