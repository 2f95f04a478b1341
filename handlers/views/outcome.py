"""The first reply to a question, whatever came out of it."""

from __future__ import annotations

from bot.matching.answer import Answer, Outcome
from bot.message import Message
from handlers.views import answer, asides, crisis
from handlers.views.scene import Scene


def first(
    scene: Scene, found: Answer, token: str, *, offer_human: bool = False, asked: int = 0
) -> Message:
    """`asked` is the number of the person's message, where it can be deleted."""
    match found.outcome:
        case Outcome.CRISIS:
            return crisis.first_help(scene, found, asked)
        case Outcome.OFFTOPIC:
            return asides.offtopic(scene)
        case Outcome.SMALLTALK:
            return asides.smalltalk(scene, found.smalltalk)
        case Outcome.NONE:
            return answer.none(scene, found, token, again=offer_human)
        case Outcome.MATCH | Outcome.NEAR:
            return answer.answer(scene, found, token, offer_human=offer_human)
