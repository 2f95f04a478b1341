"""Faults to be injected: what goes wrong, for which calls, before or after they took effect."""

import json
from dataclasses import dataclass, field, replace
from math import inf
from random import Random
from typing import Literal, TypeAlias

from tests.botapi.errors import (
    OTHER_POLLER,
    ApiError,
    bad_request,
    conflict,
    forbidden,
    too_many_requests,
)
from tests.botapi.errors import unauthorized as unauthorized_error


@dataclass(frozen=True, slots=True)
class Answer:
    """What travels back: a status, bytes and their kind."""

    status: int
    body: bytes
    mime: str = "application/json"


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection breaks without an answer."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer for so long, then the real one if there is any, else a broken connection."""

    seconds: float = inf
    then: Answer | None = field(default=None, compare=False)


Outcome: TypeAlias = Answer | Reset | Silence
When: TypeAlias = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule: what goes wrong with which calls, how often, and until when."""

    kind: Outcome
    method: str | None = None
    chat: int | None = None
    when: When = "before"
    times: float = 1
    probability: float = 1.0
    until: float = inf


def strikes(fault: Fault, method: str, chat: int | None, now: float, dice: float) -> bool:
    """Whether a fault hits a call; the dice lie between 0 and 1."""
    return (
        (fault.method is None or fault.method.lower() == method.lower())
        and (fault.chat is None or fault.chat == chat)
        and now < fault.until
        and dice < fault.probability
    )


class Faults:
    """All faults of a server, in the order of their adding."""

    def __init__(self, seed: int = 0) -> None:
        self.random = Random(seed)
        self.left: dict[Fault, float] = {}

    def add(
        self,
        kind: Outcome,
        *,
        method: str | None = None,
        chat: int | None = None,
        when: When = "before",
        times: float = 1,
        probability: float = 1.0,
        until: float = inf,
    ) -> Fault:
        """Script a fault for the next so many calls that fit; `times=inf` for all."""
        fault = Fault(kind, method, chat, when, times, probability, until)
        self.left[fault] = self.left.get(fault, 0) + times
        return fault

    def clear(self) -> None:
        """Everything works again."""
        self.left.clear()

    def decide(self, method: str, chat: int | None, now: float) -> Fault | None:
        """The fault that hits this call, used up by one."""
        for fault in self.left:
            if strikes(fault, method, chat, now, self.random.random()):
                self.left[fault] -= 1
                if self.left[fault] <= 0:
                    del self.left[fault]
                return fault
        return None


def late(kind: Outcome, answer: Answer) -> Outcome:
    """What the client sees of an answer that a fault spoils."""
    return replace(kind, then=answer) if isinstance(kind, Silence) else kind


def refusal(error: ApiError) -> Answer:
    """A refusal in JSON."""
    return Answer(error.code, json.dumps(error.json()).encode())


def flood(seconds: int) -> Answer:
    """429."""
    return refusal(too_many_requests(seconds))


def unauthorized() -> Answer:
    """401."""
    return refusal(unauthorized_error())


def conflicting() -> Answer:
    """409: somebody else polls with the same token."""
    return refusal(conflict(OTHER_POLLER))


def server_error(code: int = 500, text: str = "Internal Server Error") -> Answer:
    """5xx in JSON."""
    return refusal(ApiError(code, text))


def bad_gateway() -> Answer:
    """502 as a proxy writes it."""
    page = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"
    return Answer(502, page, "text/html")


def garbled() -> Answer:
    """200 with half a JSON body."""
    return Answer(200, b'{"ok":true,"resu')


def migrated(to: int) -> Answer:
    """400: the group has become a supergroup."""
    text = "group chat was upgraded to a supergroup chat"
    return refusal(bad_request(text, migrate_to_chat_id=to))


def blocked() -> Answer:
    """403: the person does not want to hear from the bot."""
    return refusal(forbidden("bot was blocked by the user"))


def deactivated() -> Answer:
    """403: the account is gone."""
    return refusal(forbidden("user is deactivated"))


def kicked(kind: str = "group") -> Answer:
    """403: out of the group, supergroup or channel."""
    return refusal(forbidden(f"bot was kicked from the {kind} chat"))


def denied(text: str) -> Answer:
    """403 with any words."""
    return refusal(forbidden(text))
