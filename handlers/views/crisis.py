"""First help, at once: who answers now by the clock, then who helps nearby."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from bot.catalogue.helplines import Helpline, Whom
from bot.catalogue.offers import Offer
from bot.i18n import Say, base, say_in
from bot.matching.answer import Answer, Danger, Outcome, Understanding
from bot.message import Button, Message, Row
from handlers.views import buttons, lists
from handlers.views.scene import Scene

CHECKED = ("de", "en")
"""Languages in which a human has checked these words."""


def first_help(scene: Scene, found: Answer, asked: int) -> Message:
    """`asked` is the number of the person's own message, to be deleted with ours on one tap."""
    if found.young:
        scene = replace(scene, say=scene.say.informal)
    danger = found.danger or Danger.SELF_HARM
    lines = [line for line in scene.catalogue.town.helplines if _fits(line, danger, found.young)]
    blocks = [_block(say, danger, lines, scene.now, young=found.young) for say in _says(scene)]
    offers = [match.offer for match in found.help if _callable(scene, match.offer)][: lists.SHORT]
    if offers:
        nearby = [_nearby(scene, offer) for offer in offers]
        head = scene.say.html("<b>People nearby who help, too:</b>")
        blocks.append(Markup("\n").join([head, *nearby]))
    clear = ((buttons.clear(scene.say, asked),),) if asked else ()
    clear = ((buttons.human(scene.say),), *clear)
    rows = (*_copies(scene, lines), *lists.rows(offers, buttons.APART), *clear)
    return Message(Markup("\n\n").join(blocks), rows)


def payload(found: Answer) -> str:
    """What a link says that leads to first help, from where nothing else can be said."""
    danger = found.danger or Danger.SELF_HARM
    return f"now_{danger.value}" + ("_young" if found.young else "")


def by_payload(scene: Scene, word: str, asked: int) -> Message | None:
    """First help for who came by such a link; None for any other."""
    for danger in Danger:
        for young in (False, True):
            found = Answer(Outcome.CRISIS, Understanding(""), danger=danger, young=young)
            if payload(found) == word:
                return first_help(scene, found, asked)
    return None


def one_line(scene: Scene) -> Markup:
    """Under a professional question, last."""
    line = next(line for line in scene.catalogue.town.helplines if line.whom is Whom.ALL)
    return scene.say.html(
        "<i>If you need help yourself: {name} {phone}, {hours}.</i>",
        name=scene.say.name(line.names),
        phone=line.phone,
        hours=scene.say.name(line.hours),
    )


def _says(scene: Scene) -> tuple[Say, ...]:
    """Our language where the person's Telegram speaks it, else German and English together."""
    if base(scene.telegram) in {"", *CHECKED}:
        return (scene.say,)
    ours = {base(scene.say.language): scene.say}
    return tuple(ours.get(code) or say_in(code) for code in CHECKED)


def _callable(scene: Scene, offer: Offer) -> bool:
    """Whether somebody who knows about it has a number: the office has one for everything."""
    contact = scene.catalogue.next_step(offer)
    return bool(contact.phone) and contact is not scene.catalogue.town.office


def _nearby(scene: Scene, offer: Offer) -> Markup:
    return Markup("{}: <b>{}</b>").format(offer.title, scene.catalogue.next_step(offer).phone)


def _fits(line: Helpline, danger: Danger, young: bool) -> bool:
    others = Whom.ADULTS if young else None
    return danger.value in line.dangers and line.whom is not others


def _block(
    say: Say, danger: Danger, lines: Sequence[Helpline], now: datetime, *, young: bool
) -> Markup:
    helping = [line for line in lines if line.whom is not Whom.EMERGENCY]
    first = sorted(helping, key=lambda line: young and line.whom is not Whom.YOUNG)
    reachable = [_line(say, line) for line in first if line.open_at(now)]
    later = [_line(say, line) for line in first if not line.open_at(now)]
    parts = [_opening(say, young=young), _emergency(say, danger, young=young)]
    if reachable:
        parts.append(Markup("\n").join([say.html("<b>Somebody answers now:</b>"), *reachable]))
    if later:
        parts.append(Markup("\n").join([say.html("<b>At other times:</b>"), *later]))
    return Markup("\n\n").join(parts)


def _opening(say: Say, *, young: bool) -> Markup:
    if young:
        return say.html("It is good that you write. You are not alone, and it is not your fault.")
    return say.html("It is good that you write this. You are not alone.")


def _emergency(say: Say, danger: Danger, *, young: bool) -> Markup:
    number = "110" if danger is Danger.VIOLENCE else "112"
    if young:
        return say.html("<b>Are you in danger right now? Call {number}!</b>", number=number)
    return say.html("<b>Are you or somebody else in danger? Call {number}.</b>", number=number)


def _line(say: Say, line: Helpline) -> Markup:
    return Markup("{}: <b>{}</b> ({})").format(
        say.name(line.names), line.phone, say.name(line.hours)
    )


def _copies(scene: Scene, lines: Sequence[Helpline]) -> Iterator[Row]:
    for line in lines:
        if line.whom is not Whom.EMERGENCY and line.open_at(scene.now):
            yield (Button.copy(scene.say.text("Copy {number}", number=line.phone), line.phone),)
