"""New offers are to be reported: set below an answer or results, looked at, switched off."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, time

from markupsafe import Markup
from telegram import Update
from telegram.ext import filters

from bot.alerts import alert, digest, hours, wanting
from bot.alerts.alert import Unset, Wanted
from bot.matching.answer import Outcome
from bot.message import Kind, Message
from bot.storage import alerts, asked, finds
from bot.storage.units import Db
from handlers.context import Context
from handlers.opened import find
from handlers.presses import code, part, whole
from handlers.reply import reply, send
from handlers.routes import aside, at_first_hand, maybe, message, press, words
from handlers.views import alerts as view
from handlers.views import buttons, crisis, human
from handlers.views.cards import labelled
from handlers.views.scene import Scene

_SPOKEN = (
    "(meine )?(meldungen|neuen angebote)",
    "neue angebote( nicht mehr)? melden",
    "(das )?nicht mehr melden|nichts mehr melden",
    "was ich (ihnen|dir) melde|andere uhrzeit",
    "report (new offers|it no more|nothing any more)|what i report to you|another time",
)
_LOOK = ("(die |neue )?angebote ansehen|look at the offers",)
_GO_ON = ("weiter melden|go on reporting",)
_SAID = re.compile(
    r"^\W*(?:bitte )?(?:neue angebote melden|report new offers)[ ,]*:\s*(?P<what>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DOING = frozenset({"x", "n"})
"""Steps after which the same card is not looked at again."""


async def pressed(update: Update, context: Context) -> None:
    """A button, which anybody could have made up."""
    await _act(update, context, buttons.without_back(code(update))[0])


async def show_mine(update: Update, context: Context) -> None:
    """The list; in the guide, the words of the button below its results."""
    own, back = buttons.without_back(await context.open_card(update))
    letter, _, choices = (back or own).partition(":")
    text = ((update.message.text if update.message else "") or "").casefold()
    is_setting = labelled(
        Message(Markup(), ((buttons.alert_of_guide(await context.say(update), ""),),)), text
    )
    if letter == buttons.GUIDE and is_setting:
        await _of_guide(update, context, choices)
    else:
        await _act(update, context, buttons.ALERT)


async def said(update: Update, context: Context) -> None:
    """As "Report new offers: choir". Neither kept as a question nor counted as one."""
    found = _SAID.match((update.message.text if update.message else "") or "")
    text = found["what"].strip() if found else ""
    scene, house = await context.scene(update), context.house
    answer = await house.questions.glance(text, scene.today) if at_first_hand(update) else None
    if answer is None:
        await _act(update, context, buttons.ALERT)
    elif answer.outcome is Outcome.CRISIS:
        number = update.message.message_id if update.message else 0
        await reply(update, context, crisis.first_help(scene, answer, number))
    elif answer.outcome is Outcome.SMALLTALK:
        await _act(update, context, buttons.ALERT)
    else:
        wanted = wanting.of_question(answer.understanding.text, (), answer, scene.catalogue)
        await _put(update, context, wanted)


async def look(update: Update, context: Context) -> None:
    """The words of the button below a message that said only that there is something new."""
    user = update.effective_user
    last = await context.house.storage.read(
        lambda db: finds.last_delivery(db, user.id if user else 0)
    )
    await _act(update, context, f"{buttons.ALERT}:d:{last}" if last else buttons.ALERT)


async def go_on(update: Update, context: Context) -> None:
    """All that was asked about is kept."""
    user, house = update.effective_user, context.house
    now = house.now()
    if user is not None:
        await house.storage.write(lambda db: alert.renew_asked(db, user.id, now))
    await _act(update, context, buttons.ALERT)


async def typed(update: Update, context: Context) -> bool:
    """A time that was asked for, or the words of a button of the card that is open."""
    text = (update.message.text if update.message else "") or ""
    opened, user = await find(update, context, buttons.ALERT), update.effective_user
    if opened is None or user is None or not at_first_hand(update):
        return False
    at = hours.read(text) if opened.step == "h" and opened.near else None
    if at is not None:
        await _choose_time(update, context, at)
        return True
    if opened.near:
        kept = await context.open_card(update)
        card = await _message(update, context, user.id, _looked_at(kept))
        button = labelled(card, text, Kind.ACTION)
        if button is not None and button.value.partition(":")[0] == buttons.ALERT:
            await _act(update, context, button.value)
            return True
    return await leave(update, context)


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now. Never takes the update."""
    if await find(update, context, buttons.ALERT) is not None:
        await context.keep_card(update, "")
    return False


async def _act(update: Update, context: Context, chosen: str) -> None:
    step, rest = part(chosen, 1), chosen.split(":", 2)[2] if chosen.count(":") > 1 else ""
    user = update.effective_user
    if step == "q":
        await _of_question(update, context, rest)
    elif step == "g":
        await _of_guide(update, context, rest)
    elif step == "h" and (minute := whole(rest)) is not None and 0 <= minute < _DAY:
        await _choose_time(update, context, hours.at(minute))
    elif user is not None:
        shown = await _message(update, context, user.id, chosen)
        await context.keep_card(update, chosen)
        await reply(update, context, shown)


async def _of_question(update: Update, context: Context, token: str) -> None:
    scene, house = await context.scene(update), context.house
    kept = await house.storage.read(lambda db: asked.find(db, token))
    found = await house.questions.again(token, scene.today)
    if kept is None or found is None:
        await send(update, context, human.stale(scene.say))
        return
    wanted = wanting.of_question(kept.text, kept.removed, found.answer, found.catalogue)
    await _put(update, context, wanted, buttons.results_code(token, -1))


async def _of_guide(update: Update, context: Context, choices: str) -> None:
    scene = await context.scene(update)
    wanted = await asyncio.to_thread(wanting.of_guide, choices, scene.catalogue)
    if wanted is None:
        await send(update, context, human.stale(scene.say))
    else:
        await _put(update, context, wanted, f"{buttons.GUIDE}:{choices}")


async def _put(update: Update, context: Context, wanted: Wanted, back: str = "") -> None:
    scene, house, user = await context.scene(update), context.house, update.effective_user
    if user is None:
        return
    now, language = house.now(), scene.say.language
    found = await house.storage.write(lambda db: alert.put(db, user.id, wanted, language, now))
    if isinstance(found, Unset):
        await send(update, context, view.unset(scene.say, found, scene.catalogue.town.office))
        return
    minute = await house.storage.read(lambda db: alerts.chosen_time(db, user.id))
    await context.keep_card(update, f"{buttons.ALERT}:a:{found.id}")
    await reply(update, context, view.one(scene, found, hours.at(minute), back))


async def _choose_time(update: Update, context: Context, at: time) -> None:
    house, user, say = context.house, update.effective_user, await context.say(update)
    if user is None:
        return
    await context.keep_card(update, f"{buttons.ALERT}:h")
    if not hours.is_loud(at):
        minute = await house.storage.read(lambda db: alerts.chosen_time(db, user.id))
        await reply(update, context, view.times(say, hours.at(minute), refused=True))
        return
    now, zone = house.now(), house.timezone
    await house.storage.write(lambda db: digest.choose_time(db, user.id, at, now, zone))
    await reply(update, context, view.chosen_time(say, at))


def _looked_at(chosen: str) -> str:
    """The same card without doing again what led to it."""
    step, number = part(chosen, 1), part(chosen, 2)
    return (
        buttons.ALERT
        if step in _DOING
        else f"{buttons.ALERT}:a:{number}"
        if step == "k"
        else chosen
    )


async def _message(update: Update, context: Context, person: int, chosen: str) -> Message:
    """What a code does and shows."""
    scene, house = await context.scene(update), context.house
    step, number, now = part(chosen, 1), whole(part(chosen, 2)) or 0, house.now()

    def act(db: Db) -> Message:
        at = hours.at(alerts.chosen_time(db, person))
        match step:
            case "x":
                stopped = alert.stop(db, number, person, now)
                return view.stopped(scene.say) if stopped else view.gone(scene.say)
            case "n":
                alert.stop_all(db, person, now)
                return view.stopped(scene.say)
            case "h":
                return view.times(scene.say, at)
            case "d":
                return _digest(db, scene, number, person, whole(part(chosen, 3)) or 0)
            case "a" | "k":
                return _one(db, scene, number, person, now if step == "k" else None)
        return view.mine(scene, alerts.of_person(db, person), at)

    return await house.storage.write(act)


def _digest(db: Db, scene: Scene, number: int, person: int, offset: int) -> Message:
    found = digest.again(db, number, person, scene.catalogue.town, scene.today)
    mine = {one.id: one for one in alerts.of_person(db, person)}
    if not found:
        return view.over(scene.say)
    return view.digest(scene, view.News(number, found, mine), offset)


def _one(db: Db, scene: Scene, number: int, person: int, renewed: datetime | None) -> Message:
    """One alert, kept from now on where it was `renewed`."""
    one = alerts.find(db, number, person)
    if one is None:
        return view.gone(scene.say)
    if renewed is None:
        return view.one(scene, one, hours.at(alerts.chosen_time(db, person)))
    alert.renew(db, number, person, renewed)
    return view.renewed(scene, one)


_DAY = 24 * 60

ROUTES = (
    words(_SPOKEN, show_mine),
    words(_LOOK, look),
    words(_GO_ON, go_on),
    message(filters.Regex(_SAID) & ~filters.UpdateType.EDITED_MESSAGE, said),
    press(buttons.ALERT, pressed),
    maybe(typed),
    maybe(leave, filters.COMMAND & ~filters.UpdateType.EDITED_MESSAGE),
    aside(buttons.ALERT, leave),
)
