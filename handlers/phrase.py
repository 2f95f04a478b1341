"""A ready German request for an offer, for people with little German."""

from __future__ import annotations

from telegram import Update

from bot.phrases.asking import AGES, Asking, Choices
from handlers.context import Context
from handlers.presses import code, number, word
from handlers.reply import reply
from handlers.routes import press, words
from handlers.views import buttons, offer, phrase, phrase_age
from handlers.views.phrase_age import PICK, Page

_WHOM, _AGE, _LANGUAGE = 2, 3, 4


async def show_request(update: Update, context: Context) -> None:
    """The request as its button says; what was forged into the code counts as not chosen."""
    scene = await context.scene(update)
    _, back = buttons.without_back(code(update))
    found = scene.catalogue.by_key.get(number(update, 1) or 0)
    if found is None:
        await reply(update, context, offer.gone(scene.say, back))
        return
    choices = Choices(scene.catalogue.town, found)
    asking = _asking(update, choices)
    language = phrase.help_language(scene, word(update, _LANGUAGE))
    page = Page(found, asking, language, back)
    age = word(update, _AGE)
    if age.startswith(PICK) and AGES[asking.whom]:
        decade = age.removeprefix(PICK)
        first = int(decade) if decade.isascii() and decade.isdigit() else None
        known = choices.ages(asking.whom)
        await reply(update, context, phrase_age.ages(scene.say, page, known, first))
    else:
        await reply(update, context, phrase.request(scene, page))


def _asking(update: Update, choices: Choices) -> Asking:
    possible = choices.possible()
    whom = next((one for one in possible if one.value == word(update, _WHOM)), possible[0])
    if not word(update, _AGE):
        return choices.likely(whom)
    age = number(update, _AGE)
    return Asking(whom, age if age in AGES[whom] else None)


async def explain(update: Update, context: Context) -> None:
    await reply(update, context, phrase.explain(await context.say(update)))


_SPOKEN = (
    "(ein(en)? )?(fertige[rn]? )?(deutsche[rn]? satz|satz (auf|in) deutsch)",
    "(a |ready )*(german sentence|sentence in german)",
    "say it in german",
)

ROUTES = (
    press(buttons.PHRASE, show_request),
    words(_SPOKEN, explain),
)
