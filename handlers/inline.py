"""`@bot words` in any chat: offers to send there, found by words alone and never kept."""

from __future__ import annotations

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot.people.roles import Role
from bot.telegram.render import parameters
from bot.telegram.verdicts import Verdict, judge
from handlers.context import Context
from handlers.routes import Route, Scope
from handlers.views import inline
from handlers.views.inline import Tile, Tiles

KEPT = 300
"""Seconds in which Telegram may answer the same words of the same person by itself."""


async def suggest(update: Update, context: Context) -> None:
    """Neither the words nor who wrote them leave a trace."""
    query = update.inline_query
    if query is None:
        return
    scene = await context.scene(update)
    answer = await context.house.questions.glance(query.query, scene.today)
    tiles = inline.found(scene, answer) if answer else inline.hint(scene)
    try:
        await query.answer(
            [_article(tile) for tile in tiles.tiles],
            cache_time=KEPT if tiles.kept else 0,
            # Others may read another language.
            is_personal=True,
            button=_button(tiles),
        )
    except BadRequest as error:
        if judge(error) is not Verdict.FULFILLED:
            raise


def _button(tiles: Tiles) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(tiles.label, start_parameter=tiles.payload)


def _article(tile: Tile) -> InlineQueryResultArticle:
    shown = parameters(tile.message)
    keyboard = shown.pop("reply_markup")
    content = InputTextMessageContent(shown.pop("text"), **shown)
    return InlineQueryResultArticle(
        tile.id, tile.title, content, description=tile.about, reply_markup=keyboard
    )


ROUTES = (Route(InlineQueryHandler(suggest), Role.CITIZEN, Scope.INLINE),)
