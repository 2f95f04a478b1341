"""To a human: by button, or asked for in words."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.reply import send
from handlers.routes import press, words
from handlers.views import buttons, human

_SPOKEN = (
    "mensch|human",
    (
        r"(ich )?(m[öo]e?chte|will|w[üu]e?rde gern)?( bitte| gern)*( mal)? ?mit"
        r" (einem|einer|nem|jemand\w*)( richtigen| echten)?( menschen| person| mitarbeiter\w*)?"
        r" (sprechen|reden|telefonieren)"
    ),
    (
        r"(kann|darf|k[öo]e?nnte) (ich|man)( da| hier| bei euch| bei ihnen| euch| sie| nicht| auch"
        r"| einfach| mal| jemanden?| wen| irgendwo)* (anrufen|telefonieren)"
    ),
    r"(ich )?(will|m[öo]e?chte) (lieber |einfach |mal |bitte )*(telefonieren|anrufen)",
    r"(gibt es |habt ihr |haben sie |wie ist )?(eine |eure |ihre |die )?telefonnummer",
    "(can|may) i( just)? (call|phone)( you| somebody| someone)?",
    "(i want to |can i )?(talk|speak) to (a human|somebody|someone|a person)",
)


async def show_human(update: Update, context: Context) -> None:
    """A new message, so that the answer stays readable above it."""
    scene = await context.scene(update)
    await send(update, context, human.human(scene.say, scene.catalogue.town.office))


ROUTES = (
    press(buttons.HUMAN, show_human),
    words(_SPOKEN, show_human),
)
