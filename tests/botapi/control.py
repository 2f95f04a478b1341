"""The control desk under /control: what tests in another process tell and ask the server."""

import json
from collections.abc import Callable
from math import inf
from typing import Any

from aiohttp import web

from tests.botapi import faults
from tests.botapi.core import BotApi
from tests.botapi.faults import Outcome
from tests.botapi.people import Person
from tests.botapi.view import Seen
from tests.botapi.wire import Json

KINDS: dict[str, Callable[..., Outcome]] = {
    "flood": faults.flood,
    "server_error": faults.server_error,
    "bad_gateway": faults.bad_gateway,
    "garbled": faults.garbled,
    "unauthorized": faults.unauthorized,
    "conflict": faults.conflicting,
    "blocked": faults.blocked,
    "deactivated": faults.deactivated,
    "kicked": faults.kicked,
    "denied": faults.denied,
    "migrated": faults.migrated,
    "reset": faults.Reset,
    "silence": faults.Silence,
}
DEEDS = frozenset(
    {
        "writes",
        "starts",
        "presses",
        "forges",
        "inline",
        "sends_photo",
        "sends_document",
        "sends_voice",
        "sends_sticker",
        "sends_contact",
        "sends_location",
        "blocks_bot",
        "unblocks_bot",
        "deletes_account",
    }
)


class Desk:
    """What can be told to and asked of a server from outside."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.people: dict[int, Person] = {}

    def know(self, who: Json) -> Person:
        """A person by number, made known if new."""
        number = who["id"]
        if number not in self.people:
            details = {name: value for name, value in who.items() if name != "id"}
            self.people[number] = self.api.person(number, **details)
        return self.people[number]

    def people_are(self, asked: Json) -> Json:
        return {"known": [self.know(who).id for who in asked["people"]]}

    def groups_are(self, asked: Json) -> Json:
        made = [self.api.group(each["id"], **_rest(each, "id")) for each in asked["groups"]]
        return {"known": [group.id for group in made]}

    def do(self, asked: Json) -> Json:
        """Many deeds at once: who does what with what."""
        return {"updates": [self._deed(step) for step in asked["steps"]]}

    def _deed(self, step: Json) -> Any:
        if step["does"] not in DEEDS:
            raise KeyError(step["does"])
        person = self.know(step["who"])
        return getattr(person, step["does"])(*step.get("with", ()))

    def push(self, asked: Json) -> Json:
        """Raw updates."""
        pushed = [self.api.bot.updates.push_raw(update) for update in asked["updates"]]
        return {"updates": [update["update_id"] for update in pushed]}

    def fail(self, asked: Json) -> Json:
        """A fault by the name of its kind; `for` is how many seconds it lasts."""
        kind = KINDS[asked["kind"]](*asked.get("with", ()))
        until = self.api.clock.now() + asked.get("for", inf)
        times = asked.get("times", 1)
        rest = _rest(asked, "kind", "with", "for", "times")
        times = inf if times is None else times
        self.api.faults.add(kind, until=until, times=times, **rest)
        return {"faults": len(self.api.faults.left)}

    def mend(self, _asked: Json) -> Json:
        self.api.faults.clear()
        return {"faults": 0}

    def tick(self, asked: Json) -> Json:
        """Move the server's clock."""
        self.api.clock.advance(asked["advance"])
        self.api.bot.updates.bell.ring()
        return {"now": self.api.clock.now()}

    def calls(self, asked: Json) -> Json:
        """The record from a place on, perhaps of one method."""
        found = self.api.calls[int(asked.get("since", 0)) :]
        wanted = asked.get("method")
        calls = [record.json() for record in found if wanted in {None, record.method}]
        return {"calls": calls, "total": len(self.api.calls), "polls": len(self.api.polls)}

    def waiting(self, _asked: Json) -> Json:
        updates = self.api.bot.updates
        return {"pending": sum(1 for _ in updates.alive()), "webhook": self.api.bot.webhook.url}

    def reads(self, asked: Json) -> Json:
        """What a person sees."""
        person = self.people[int(asked["who"])]
        return {"messages": [_shown(seen) for seen in person.reads()]}


def _rest(asked: Json, *names: str) -> Json:
    return {name: value for name, value in asked.items() if name not in names}


def _shown(seen: Seen) -> Json:
    buttons = [
        {"label": button.label, "kind": button.kind, "payload": button.payload}
        for button in seen.buttons
    ]
    shown = {"id": seen.id, "by_bot": seen.by_bot, "text": seen.text, "html": seen.html}
    return shown | {"buttons": buttons, "media": seen.media, "edited": seen.edited}


def routes(api: BotApi) -> list[web.RouteDef]:
    """Every question as GET, every order as POST."""
    desk = Desk(api)
    asks = {"calls": desk.calls, "waiting": desk.waiting, "reads": desk.reads}
    orders = {
        "people": desk.people_are,
        "groups": desk.groups_are,
        "do": desk.do,
        "updates": desk.push,
        "faults": desk.fail,
        "mend": desk.mend,
        "clock": desk.tick,
    }
    return [
        *(web.get(f"/control/{name}", _asking(ask)) for name, ask in asks.items()),
        *(web.post(f"/control/{name}", _ordering(order)) for name, order in orders.items()),
    ]


def _asking(ask: Callable[[Json], Json]) -> Callable[[web.Request], Any]:
    async def get(request: web.Request) -> web.Response:
        return _tried(ask, dict(request.query))

    return get


def _ordering(order: Callable[[Json], Json]) -> Callable[[web.Request], Any]:
    async def post(request: web.Request) -> web.Response:
        return _tried(order, json.loads(await request.read() or b"{}"))

    return post


def _tried(action: Callable[[Json], Json], asked: Json) -> web.Response:
    try:
        return web.json_response(action(asked))
    except (LookupError, TypeError, ValueError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
