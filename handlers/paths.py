"""Paths and their deadlines: what comes next in life, and until when. Nobody's birth is kept."""

from __future__ import annotations

import re

from telegram import Update

from bot import paths
from bot.births import CLASS, MONTH, class_in, month_in
from handlers.context import Context, House
from handlers.presses import code
from handlers.reply import reply
from handlers.routes import command, maybe, named, press, words
from handlers.typed import spoken
from handlers.views import births, buttons, cards, human

_LONGEST = 60
_STEP = re.compile(rf"{buttons.PATH}[:\d]*", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_CLASS = re.compile(rf"{CLASS}|\d{{1,2}}", re.IGNORECASE | re.ASCII)
"""A bare number is no more than two digits: "112" is something else."""


async def show_paths(update: Update, context: Context) -> None:
    await _open(update, context, buttons.PATH)


async def show_deadlines(update: Update, context: Context) -> None:
    await _open(update, context, buttons.DEADLINES)


async def show_pressed(update: Update, context: Context) -> None:
    await _open(update, context, code(update))


async def show_named(update: Update, context: Context) -> None:
    found = paths.called(context.house.library.catalogue.town, _text(update))
    await _open(update, context, f"{buttons.PATH}:{found.key}" if found else buttons.PATH)


async def show_birth(update: Update, context: Context) -> None:
    year, month = month_in(_text(update)) or (0, 0)
    await _open(update, context, births.month_code(year, month))


async def show_class(update: Update, context: Context) -> None:
    await _open(update, context, births.class_code(class_in(_text(update)) or 0))


async def typed(update: Update, context: Context) -> bool:
    """A button's words, a class or a year while one of our cards is open; else a question."""
    text = _text(update).strip()
    shown = await context.open_card(update) if 0 < len(text) <= _LONGEST else ""
    own, behind = buttons.without_back(shown)
    kept = own if _is_ours(own) else behind
    if not _is_ours(kept):
        return False
    scene = await context.scene(update)
    card = cards.opened(scene, kept)
    wanted = cards.called(card, kept, text) if card else None
    wanted = wanted or (_answered(text) if kept.startswith(buttons.DEADLINES) else None)
    if wanted is None or cards.opened(scene, wanted) is None:
        return False
    await _open(update, context, wanted)
    return True


def _answered(text: str) -> str | None:
    """The year of birth or the class that was asked for."""
    if _YEAR.fullmatch(text):
        return births.year_code(int(text))
    if _CLASS.fullmatch(text):
        return births.class_code(class_in(text) or 0)
    return None


async def _open(update: Update, context: Context, code: str) -> None:
    """Show what a code leads to; a path is remembered, so that its buttons can be typed."""
    scene = await context.scene(update)
    card = cards.opened(scene, code)
    if card is not None and _is_ours(code):
        # When a child was born is nobody's business: of deadlines no more is kept than the letter.
        await context.keep_card(update, code if _STEP.fullmatch(code) else code[0])
    elif card is not None and (kept := cards.kept(code)):
        await context.keep_card(update, kept)
    await reply(update, context, card or human.stale(scene.say))


def _is_ours(code: str) -> bool:
    return code.partition(":")[0] in {buttons.PATH, buttons.DEADLINES}


def _is_path(house: House, text: str) -> bool:
    return paths.called(house.library.catalogue.town, text) is not None


def _text(update: Update) -> str:
    message = update.message
    return (message.text if message else "") or ""


_PATHS = (
    "(alle |die )?(lebens)?(wege|pfade)",
    "(all |the |life )*paths",
    "(alle |die )?([üu]e?berg[äa]e?nge|[üu]e?bergang)",
    "(und )?(was kommt|wie geht es|wie gehts) (als n[äa]e?chstes|jetzt|danach|weiter)",
    "what comes next",
)
_DEADLINES = (
    "(alle |meine |die |my )?(anmelde)?(fristen|deadlines)",
    "andere[rn]? monat(, andere klasse)?|geburtsmonat statt klasse",
    "other month( or class)?|birth month instead of class",
)
_ABOUT = r"((alle |meine |die |my )?(anmelde)?(fristen|termine|deadlines)[ :,]*(f[üu]e?r |for )?)"
_KIND = (
    r"((mein|unser)\w* |my |our )?(kind|sohn|tochter|baby|child|son|daughter),?"
    r"( ist| wurde| is| was)? "
)
_BIRTH = (
    rf"({_KIND}|ich bin |i was )?(geboren |geb\. ?|born )?((am|im|in|on) )?{MONTH}"
    r"(,? (geboren|born))?"
)
_REGISTER = (
    rf"(bis )?wann (muss|soll|kann|darf) (ich |wir )?{_BIRTH}"
    r",?( (in|an) der| zur| f[üu]r die| in die)? (grund)?(schule|kita)"
    r"( angemeldet werden| anmelden| kommen)?"
)

ROUTES = (
    command(("pfade", "paths"), show_paths),
    words(_PATHS, show_paths),
    named(_is_path, show_named),
    press(buttons.PATH, show_pressed),
    words(_DEADLINES, show_deadlines),
    words((rf"{_ABOUT}?{_BIRTH}", _REGISTER), show_birth),
    words((rf"{_ABOUT}(die |der )?{CLASS}", rf"{CLASS}:? fristen"), show_class),
    press(buttons.DEADLINES, show_pressed),
    spoken(buttons.PATH, _open),
    spoken(buttons.DEADLINES, _open),
    maybe(typed),
)
