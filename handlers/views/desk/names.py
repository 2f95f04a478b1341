"""What things of the desk are called: kinds, states, ages, colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.desk import clustering, pairing
from bot.desk.acting import Action
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref, Standing
from bot.desk.seats import Seat
from bot.i18n import Say
from bot.wishes.wish import Status
from handlers.views import wishes
from handlers.views.scene import Scene


def kind(say: Say, one: Kind) -> str:
    return _named(say)[one][0]


def kinds(say: Say, one: Kind) -> str:
    return _named(say)[one][1]


def _named(say: Say) -> Mapping[Kind, tuple[str, str]]:
    """One and several of each."""
    return {
        Kind.WISH: (say.text("Wish"), say.text("Wishes")),
        Kind.QUESTION: (say.text("Question"), say.text("Questions")),
        Kind.CORRECTION: (say.text("Correction"), say.text("Corrections")),
        Kind.TIP: (say.text("Tip"), say.text("Tips")),
        Kind.APPLICATION: (say.text("Application"), say.text("Applications")),
        Kind.DEAD: (say.text("Failure"), say.text("Failures")),
    }


def numbered(say: Say, ref: Ref) -> str:
    """As "Wish 12"."""
    return f"{kind(say, ref.kind)} {ref.number}"


def state(say: Say, one: Status | Standing) -> str:
    """A state without what belongs to it; as buttons and filters call it."""
    names: dict[Status | Standing, str] = {
        Status.ARRIVED: say.text("Arrived"),
        Status.WORKING: say.text("We are working on it"),
        Status.PLANNED: say.text("Planned"),
        Status.OFFERED: say.text("Exists now"),
        Status.EXISTING: say.text("Exists already"),
        Status.PASSED_ON: say.text("Passed on to …"),
        Status.REFUSED: say.text("Sadly not possible"),
        Standing.OPEN: say.text("Open"),
        Standing.CLOSED: say.text("Settled"),
    }
    return names[one]


def standing(say: Say, item: Item) -> str:
    """The state of an item, with to whom it was passed on."""
    if item.wish is not None:
        return wishes.status(say, item.wish)
    return state(say, Standing(item.status))


def days(scene: Scene, moment: datetime) -> int:
    """How many days ago, by the calendar of the town."""
    return (scene.today - moment.astimezone(scene.now.tzinfo).date()).days


def age(scene: Scene, moment: datetime) -> str:
    passed = days(scene, moment)
    if passed <= 0:
        return scene.say.text("today")
    return scene.say.plural("{number} day", "{number} days", passed)


def clock(scene: Scene, moment: datetime) -> str:
    """The time of day, and the day where it was another one."""
    local = moment.astimezone(scene.now.tzinfo)
    if local.date() == scene.today:
        return f"{local:%H:%M}"
    return f"{scene.say.day(local.date())}, {local:%H:%M}"


def topic(scene: Scene, item: Item) -> str:
    known = scene.catalogue.topics.get(item.topic or "")
    return scene.say.name(known.names) if known else ""


def colleague(scene: Scene, seat: Seat | None) -> str:
    """A name where the invitation had one, else a number."""
    say = scene.say
    if seat is None:
        return say.text("the command line")
    if seat.name:
        return seat.name
    if seat.number is not None:
        return say.text("colleague {number}", number=seat.number)
    return say.text("Admin") if seat.person in scene.admins else say.text("a colleague")


def taken(scene: Scene, seat: Seat | None, me: int) -> str:
    """Who works on it; empty for nobody."""
    say = scene.say
    if seat is None:
        return ""
    if seat.person == me:
        return say.text("taken by me")
    return say.text("taken by {name}", name=colleague(scene, seat))


def action(say: Say, one: str) -> str:
    """What was done, as the trail and colleagues read it."""
    names: dict[str, str] = {
        Action.TAKE: say.text("taken"),
        Action.RELEASE: say.text("released"),
        Action.DECIDE: say.text("answered"),
        Action.CLOSE: say.text("settled"),
        Action.REOPEN: say.text("opened again"),
        Action.TAG: say.text("tagged"),
        Action.UNTAG: say.text("tag removed"),
        Action.GROUP: say.text("grouped"),
        Action.UNGROUP: say.text("taken out of the group"),
        Action.THRESHOLD: say.text("threshold changed"),
        Action.TOPIC: say.text("topic changed"),
        Action.REDACT: say.text("words cleaned"),
        Action.ACCEPT: say.text("accepted into the group"),
        Action.DECLINE: say.text("declined"),
        Action.HAND: say.text("given to a working group"),
        Action.UNDO: say.text("last step taken back"),
        "retry": say.text("tried again"),
        pairing.REFUSE: say.text("new offer does not fit"),
        clustering.PART: say.text("not the same as others"),
        pairing.AGAIN: say.text("new offer proposed again"),
    }
    return names.get(one) or say.text("changed")
