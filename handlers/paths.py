"""Paths: what comes next in life, step by step."""

from __future__ import annotations

from telegram import Update

from bot import paths
from bot.catalogue.paths import Path
from handlers.context import Context, House
from handlers.presses import number, word
from handlers.reply import reply
from handlers.routes import named, press, words
from handlers.views import buttons, human
from handlers.views import paths as view
from handlers.views.scene import Scene

_PATH, _STEP, _OFFSET = 1, 2, 3


async def show_paths(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, view.overview(scene.say, scene.catalogue.town))


async def show_path(update: Update, context: Context) -> None:
    """All paths, one path or one of its steps, as the button says."""
    scene = await context.scene(update)
    if not word(update, _PATH):
        await show_paths(update, context)
        return
    found = {path.key: path for path in scene.catalogue.town.paths}.get(number(update, _PATH) or 0)
    if found is None:
        await reply(update, context, human.stale(scene.say))
    elif not word(update, _STEP):
        await reply(update, context, view.path(scene, found))
    else:
        await _show_step(update, context, scene, found)


async def _show_step(update: Update, context: Context, scene: Scene, walked: Path) -> None:
    found = {step.key: step for step in walked.steps}.get(number(update, _STEP) or 0)
    if found is None:
        await reply(update, context, human.stale(scene.say))
    else:
        offset = number(update, _OFFSET) or 0
        await reply(update, context, view.step(scene, walked, found, offset))


async def show_named(update: Update, context: Context) -> None:
    scene, message = await context.scene(update), update.message
    found = paths.called(scene.catalogue.town, (message.text if message else "") or "")
    if found is None:
        await show_paths(update, context)
    else:
        await reply(update, context, view.path(scene, found))


def _is_path(house: House, text: str) -> bool:
    return paths.called(house.library.catalogue.town, text) is not None


_SPOKEN = (
    "(alle |die )?(lebenswege|[üu]e?berg[äa]e?nge|[üu]e?bergang)",
    "(und )?(was kommt|wie geht es|wie gehts) (als n[äa]e?chstes|jetzt|danach|weiter)",
    "what comes next|life paths",
)

ROUTES = (
    words(_SPOKEN, show_paths),
    named(_is_path, show_named),
    press(buttons.PATH, show_path),
)
