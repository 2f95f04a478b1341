"""/luecken: where demand meets no known offer, for staff, and what they found out about it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from markupsafe import Markup
from telegram import Update

from bot.gaps import findings, table
from bot.gaps.behind import Behind, behind, look
from bot.gaps.period import running
from bot.gaps.table import Found
from bot.gaps.values import GapTable
from bot.message import Kind as Pressing
from bot.message import Message
from bot.people.roles import Role, may
from bot.storage.gaps import Target
from handlers.context import Context, House
from handlers.presses import code, part, whole
from handlers.reply import reply
from handlers.routes import at_first_hand, command, maybe, press
from handlers.views import buttons, human
from handlers.views.gaps import card, codes, listing, words
from handlers.views.gaps.codes import Narrow
from handlers.views.scene import Scene

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who looks from where; `token` is the same for the same update."""

    house: House
    scene: Scene
    me: int
    token: str


async def command_gaps(update: Update, context: Context) -> None:
    """The list; words behind the command narrow it, open a gap, or say of which kind it is."""
    scene = await context.scene(update)
    asked = words.read(scene, " ".join(context.args or ()))
    await _go(update, context, asked or codes.page(Narrow()))


async def press_gaps(update: Update, context: Context) -> None:
    await _go(update, context, code(update))


async def typed(update: Update, context: Context) -> bool:
    """The words of a button of the screen shown last; only of who is staff still."""
    text = ((update.message.text if update.message else "") or "").strip().casefold()
    shown = await context.open_card(update)
    if part(shown, 0) != buttons.GAPS or not 0 < len(text) <= _LONGEST:
        return False
    if not at_first_hand(update) or not may(await context.roles(update), Role.STAFF):
        return False
    screen, _ = await _show(await _see(update, context), shown, None)
    labelled = (one for row in screen.rows for one in row if one.label.casefold() == text)
    button = next((one for one in labelled if one.kind is Pressing.ACTION), None)
    if button is None or part(button.value, 0) != buttons.GAPS:
        return False
    await _go(update, context, button.value)
    return True


async def _go(update: Update, context: Context, wanted: str) -> None:
    """Do the step that a code says, which anybody could have made up, and show what is there then."""
    seen = await _see(update, context)
    note = await _step(seen, wanted)
    message, shown = await _show(seen, wanted, note)
    await context.keep_card(update, shown)
    await reply(update, context, message)


async def _see(update: Update, context: Context) -> _Seen:
    user = update.effective_user
    scene = await context.scene(update)
    return _Seen(context.house, scene, user.id if user else 0, f"update:{update.update_id}")


async def _step(seen: _Seen, wanted: str) -> Markup | None:
    """What was done, in words; None where nothing was to be done."""
    target = codes.read_target(seen.scene.catalogue.town, part(wanted, 2))
    storage, now, say = seen.house.storage, seen.house.now(), seen.scene.say
    if part(wanted, 1) == codes.SET and target is not None:
        kind = codes.KINDS.get(part(wanted, 3))
        if kind is None or not await _is_there(seen, target):
            return None
        await storage.write(lambda db: findings.mark(db, target, kind, seen.me, seen.token, now))
        return say.html("Written down.")
    number = whole(part(wanted, 3))
    if part(wanted, 1) == codes.UNDO and number is not None:
        undone = await storage.write(lambda db: findings.undo(db, number, seen.me, seen.token, now))
        return say.html("Taken back.") if undone else say.html("This was changed meanwhile.")
    return None


async def _is_there(seen: _Seen, target: Target) -> bool:
    """A wish may have been withdrawn."""
    wish = target.wish
    return wish is None or await seen.house.storage.read(lambda db: look(db, wish)) is not None


async def _show(seen: _Seen, wanted: str, note: Markup | None) -> tuple[Message, str]:
    """The screen behind a code, and the code by which it is shown again."""
    scene, letter, said = seen.scene, part(wanted, 1), part(wanted, 2)
    narrow = codes.read_narrow(said)
    if letter in {"", codes.LIST}:
        return await _list(seen, narrow, whole(part(wanted, 3)) or 0), wanted
    if letter == codes.NARROW:
        return listing.choose(scene, narrow), wanted
    if letter == codes.ACROSS:
        return listing.across(scene, narrow), wanted
    town = scene.catalogue.town
    target = codes.read_target(town, said)
    if target is None:
        return human.stale(scene.say), ""
    if letter == codes.CHOOSE:
        return card.choose(scene, target), wanted
    shown = codes.WISH if target.wish is not None else codes.CELL
    return await _card(seen, target, note), codes.of_target(town, shown, target)


async def _list(seen: _Seen, narrow: Narrow, offset: int) -> Message:
    catalogue = seen.scene.catalogue
    found, only = await _find(seen), narrow.only(catalogue.town)

    def count() -> GapTable:
        evidence = found.evidence(catalogue.town, seen.house.timezone)
        return table.gap_table(evidence, catalogue, narrow.across, only)

    return listing.page(seen.scene, await asyncio.to_thread(count), narrow, offset)


async def _card(seen: _Seen, target: Target, note: Markup | None) -> Message:
    scene, storage = seen.scene, seen.house.storage
    if (wish := target.wish) is not None:
        looked = await storage.read(lambda db: look(db, wish))
        return card.wish(scene, looked, note) if looked else card.gone(scene.say)
    found, catalogue = await _find(seen), scene.catalogue

    def look_behind() -> Behind:
        evidence = found.evidence(catalogue.town, seen.house.timezone)
        return behind(evidence, catalogue, target)

    last = await storage.read(lambda db: findings.last(db, target))
    return card.card(scene, await asyncio.to_thread(look_behind), last, note)


async def _find(seen: _Seen) -> Found:
    timezone, period = seen.house.timezone, running(seen.scene.today)
    return await seen.house.storage.read(lambda db: table.find(db, timezone, period))


ROUTES = (
    command(("luecken", "gaps"), command_gaps, Role.STAFF),
    press(buttons.GAPS, press_gaps, Role.STAFF),
    maybe(typed),
)
