"""Deadlines: a month of birth or a class is chosen or typed, and nothing of it is kept."""

from __future__ import annotations

from telegram import Update

from bot.births import CLASS, MONTH, Birth, Refused, birth, read_birth, read_class, school_class
from bot.message import Message
from handlers.context import Context
from handlers.presses import number, word
from handlers.reply import reply
from handlers.routes import press, words
from handlers.views import births, buttons, deadlines, human
from handlers.views.births import BORN, CLASSES, YEAR
from handlers.views.deadlines import About
from handlers.views.scene import Scene


async def choose(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, births.years(scene.say, scene.today))


async def show_pressed(update: Update, context: Context) -> None:
    """The next choice or the deadlines, as the button says."""
    scene, asked = await context.scene(update), word(update, 1)
    numbers = [number(update, place) or 0 for place in (2, 3, 4)]
    if not asked:
        message = births.years(scene.say, scene.today)
    elif asked == CLASSES:
        message = births.classes(scene.say)
    elif asked == YEAR:
        message = _months(scene, numbers[0])
    elif asked == BORN:
        message = _born(scene, birth(numbers[0], numbers[1], scene.today), numbers[2])
    elif asked == births.CLASS:
        message = _in_class(scene, school_class(numbers[0]), numbers[1])
    else:
        message = human.stale(scene.say)
    await reply(update, context, message)


async def show_birth(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, _born(scene, read_birth(_text(update), scene.today), 0))


async def show_class(update: Update, context: Context) -> None:
    scene = await context.scene(update)
    await reply(update, context, _in_class(scene, read_class(_text(update)), 0))


def _months(scene: Scene, year: int) -> Message:
    """January stands for the year: it has begun, or nobody was born in it yet."""
    january = birth(year, 1, scene.today)
    if isinstance(january, Refused):
        return births.refused(scene.say, january)
    return births.months(scene.say, year, scene.today)


def _born(scene: Scene, month: Birth | Refused, offset: int) -> Message:
    if isinstance(month, Refused):
        return births.refused(scene.say, month)
    return deadlines.found(scene, About(birth=month), offset)


def _in_class(scene: Scene, found: int | Refused, offset: int) -> Message:
    if isinstance(found, Refused):
        return births.refused(scene.say, found)
    return deadlines.found(scene, About(number=found), offset)


def _text(update: Update) -> str:
    message = update.message
    return (message.text if message else "") or ""


_ABOUT = r"((alle |meine |die |my )?((anmelde)?fristen|(anmelde)?termine|deadlines)[ :,]*(f[üu]r |for )?)"
_KIND = r"((mein|unser)\w* |my |our )?(kind|sohn|tochter|baby|child|son|daughter),?( ist| wurde| is| was)? "
_WHO = rf"({_KIND}|ich bin |i was )?(geboren |geb\. ?|born )?((am|im|in|on) )?"
_BIRTH = rf"{_WHO}{MONTH}(,? (geboren|born))?"
_MUST = r"(bis )?wann (muss|soll|kann|darf) (ich |wir )?"
_REGISTER = r",?( (in|an) der| zur| f[üu]r die| in die)? (grund)?(schule|kita)( angemeldet werden| anmelden| kommen)?"

ROUTES = (
    words(
        (f"{_ABOUT}", "was muss ich wann (machen|anmelden)", "what deadlines( are there)?"), choose
    ),
    words((rf"{_ABOUT}?{_BIRTH}", rf"{_MUST}{_BIRTH}{_REGISTER}"), show_birth),
    words((rf"{_ABOUT}((die |der )?{CLASS})", rf"{CLASS}:? fristen"), show_class),
    press(buttons.DEADLINES, show_pressed),
)
