"""Who reaches what: every route, every kind of person, every way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler

from bot.app import furnish
from bot.people import invitations
from bot.people.roles import GIVEN, Role, may
from bot.settings import Settings
from bot.storage import invitations as stored
from bot.storage import roles
from bot.storage.roles import Grant
from handlers import ROUTES
from handlers.context import HOUSE, Context
from handlers.routes import Gate, Route, Scope
from handlers.views import buttons
from tests.botapi.groups import Group
from tests.botapi.people import Person
from tests.botapi.wire import Json
from tests.house import MONDAY, Citizen, Rig, fresh, living

REACHES = {
    Role.CITIZEN: {"citizen", "member", "provider", "staff", "admin", "revoked"},
    Role.MEMBER: {"member"},
    Role.PROVIDER: {"provider"},
    Role.STAFF: {"staff", "admin"},
    Role.ADMIN: {"admin"},
}
"""Written down once more, apart from the code that decides it."""

PEOPLE = ("citizen", "member", "provider", "staff", "admin", "revoked")
WAYS = ("private", "press", "group", "press in a group", "forwarded", "edited", "forged", "inline")

PRIVATE = {"private", "press", "forged"}
SECOND_HAND = {"forwarded", "edited"}
IN_GROUPS = {"group", "press in a group"}


def decided(route: Route, person: str, way: str) -> bool:
    """Whether this person reaches this route this way."""
    if person not in REACHES[route.role]:
        return False
    match route.scope:
        case Scope.PRIVATE:
            return way in PRIVATE or (way in SECOND_HAND and route.role is Role.CITIZEN)
        case Scope.GROUP:
            return way in IN_GROUPS
        case Scope.INLINE:
            return way == "inline" and route.role is Role.CITIZEN


class Anything(BaseHandler[Update, Context, None]):
    """A trigger that takes everything, so that only the gate decides."""

    def __init__(self) -> None:
        self.reached = 0
        super().__init__(self._reach)

    def check_update(self, update: object) -> bool:
        return True

    async def _reach(self, update: Update, context: Context) -> None:
        self.reached += 1


@dataclass
class Cast:
    """One of each kind of person, in one house with one group."""

    rig: Rig
    people: dict[str, Citizen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, name in enumerate(PEOPLE, 1):
            one = self.people[name] = self.rig.citizen(name=name)
            one.says("/start")
            role = Role.STAFF if name == "revoked" else Role(name)
            if role is not Role.CITIZEN:
                self.give(number, one, role)
        ended = self.write(lambda db: invitations.end(db, len(PEOPLE)))
        assert ended.person == self.people["revoked"].person.id
        members = tuple(one.person for one in self.people.values())
        self.group: Group = self.rig.api.group(-1001, members=members)

    def give(self, number: int, one: Citizen, role: Role) -> None:
        given = Grant(number, one.person.id, role, "", MONDAY)
        self.write(lambda db: roles.grant(db, given))

    def write(self, work: Any) -> Any:
        return self.rig.run(self.rig.house.storage.write(work))

    def update(self, name: str, way: str, text: str = "/team", code: str = "T") -> Update:
        """What Telegram delivers when this person does it this way."""
        raw = self._done(name, way, text, code)
        self.rig.api.bot.updates.forget(list(self.rig.api.bot.updates.waiting))
        return Update.de_json(raw, self.rig.app.bot)

    def _done(self, name: str, way: str, text: str, code: str) -> Json:
        person, group = self.people[name].person, self.group
        doing: dict[str, Callable[[], Json]] = {
            "private": lambda: person.writes(text),
            "press": lambda: person.forges(code, person.last),
            # A message that the bot never sent, and is not shown.
            "forged": lambda: person.forges(code),
            "group": lambda: person.writes(text, chat=group),
            "press in a group": lambda: person.forges(
                code, person.writes("hallo", chat=group)["message"]
            ),
            "forwarded": lambda: self._forwards(person, text),
            "edited": lambda: person.edits(person.writes("hallo"), text),
            "inline": lambda: person.inline(text),
        }
        return doing[way]()

    @staticmethod
    def _forwards(person: Person, text: str) -> Json:
        person.writes(text)
        return person.forwards(person.reads()[-1])

    def reaches(self, route: Route, name: str, way: str) -> bool:
        trigger = Anything()
        app = self.rig.app
        gate = Gate(replace(route, trigger=trigger, knows=None), self.rig.house)
        update = self.update(name, way)
        if check := gate.check_update(update):
            context = Context.from_update(update, app)
            self.rig.run(gate.handle_update(update, app, check, context))
        return trigger.reached == 1


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    with living(fresh(tmp_path_factory.mktemp("roles"))) as rig:
        yield Cast(rig)


def called(route: Route) -> str:
    callback = route.trigger.callback
    return f"{getattr(callback, '__module__', '')}.{getattr(callback, '__name__', 'partial')}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("person", PEOPLE)
def test_every_route_is_reached_by_whom_it_is_for_and_by_nobody_else(
    cast: Cast, person: str, way: str
) -> None:
    wrong = [
        called(route)
        for route in ROUTES
        if cast.reaches(route, person, way) != decided(route, person, way)
    ]

    assert wrong == []


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("role", Role)
def test_so_is_every_route_that_there_may_be(cast: Cast, role: Role, scope: Scope) -> None:
    route = Route(Anything(), role, scope)
    ways = [(person, way) for person in PEOPLE for way in WAYS]

    assert [one for one in ways if cast.reaches(route, *one) != decided(route, *one)] == []


def test_every_route_says_for_whom_and_where() -> None:
    for route in ROUTES:
        assert isinstance(route, Route)
        assert isinstance(route.role, Role)
        assert isinstance(route.scope, Scope)


def test_nothing_is_reached_past_a_gate(cast: Cast) -> None:
    handlers = [one for group in cast.rig.app.handlers.values() for one in group]

    gated = [id(one.route) for one in handlers if isinstance(one, Gate)]

    assert len(gated) == len(handlers)
    assert sorted(gated) == sorted(map(id, ROUTES))


OURS = [route for route in ROUTES if route.role is not Role.CITIZEN]


def samples(route: Route) -> Iterator[tuple[str, str]]:
    """What reaches a route as it is: a way, and what is written or pressed."""
    trigger = route.trigger
    if isinstance(trigger, CommandHandler):
        yield from (("private", f"/{name}") for name in trigger.commands)
    elif isinstance(trigger, CallbackQueryHandler):
        code = getattr(trigger.pattern, "pattern", "").removeprefix("^").partition("(")[0]
        for rest in ("", ":1", ":y:1", ":i:admin", ":e:4", "|x"):
            yield "press", code + rest
            yield "forged", code + rest


def test_there_is_a_sample_of_every_command_and_button() -> None:
    kinds = (CommandHandler, CallbackQueryHandler)

    assert OURS
    assert all(list(samples(route)) for route in OURS if isinstance(route.trigger, kinds))


@pytest.mark.parametrize("route", OURS, ids=called)
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_not_is_told_so_kindly_and_changes_nothing(
    cast: Cast, person: str, route: Route
) -> None:
    if person in REACHES[route.role]:
        return
    before = {**cast.rig.dump(), "audit": []}
    for way, what in samples(route):
        update = cast.update(person, way, what, what)
        cast.rig.run(cast.rig.app.process_update(update))
        assert cast.people[person].person.last.text.startswith("Das ist für Menschen mit einer")
    # Only that it was tried is noted.
    assert {**cast.rig.dump(), "audit": []} == before


@pytest.mark.parametrize("route", OURS, ids=called)
@pytest.mark.parametrize("way", ["group", "press in a group", "forwarded", "edited", "inline"])
def test_not_even_an_admin_gets_in_by_another_way(cast: Cast, way: str, route: Route) -> None:
    gate = Gate(route, cast.rig.house)
    taken = [
        what
        for _, what in samples(route)
        if gate.check_update(cast.update("admin", way, what, what))
    ]

    assert taken == []


@settings(deadline=None, max_examples=200)
@given(
    role=st.sampled_from([one for one in PEOPLE if one not in REACHES[Role.ADMIN]]),
    rest=st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.from_regex(r"[iey0-9]{0,2}:?[a-z0-9-]{0,12}", fullmatch=True),
)
def test_no_code_that_somebody_makes_up_gets_them_in(cast: Cast, role: str, rest: str) -> None:
    before = cast.write(lambda db: (roles.granted(db), stored.unused(db, MONDAY)))
    update = cast.update(role, "forged", code=f"{buttons.TEAM}:{rest}")
    cast.rig.run(cast.rig.app.process_update(update))

    assert cast.write(lambda db: (roles.granted(db), stored.unused(db, MONDAY))) == before
    assert "Einladung:" not in cast.people[role].person.last.text


def test_a_group_hears_no_refusal(cast: Cast) -> None:
    route = Route(Anything(), Role.STAFF, Scope.GROUP)
    before = len(cast.group.reads())

    assert cast.reaches(route, "citizen", "group") is False
    assert len(cast.group.reads()) == before + 1


def test_what_the_settings_say_holds_whatever_stands_in_the_database(tmp_path: Path) -> None:
    with living(fresh(tmp_path)) as rig:
        anna = rig.citizen()
        assert anna.says("/team").text.startswith("Das ist für Menschen")
        named = Settings(admins=frozenset({anna.person.id}))
        rig.app.bot_data[HOUSE] = rig.run(furnish(named, rig.house.storage, rig.hands))

        assert anna.says("/team").text.startswith("Wer Zugang hat")


@pytest.mark.parametrize("held", Role)
@pytest.mark.parametrize("needed", Role)
def test_what_each_role_may(held: Role, needed: Role) -> None:
    assert may([held], needed) is (held.value in REACHES[needed])
    assert may([], needed) is (needed is Role.CITIZEN)


def test_a_role_that_nobody_knows_allows_nothing(cast: Cast) -> None:
    stranger = Grant(900, 900, "emperor", "", MONDAY)
    cast.write(lambda db: roles.grant(db, stranger))

    assert cast.rig.run(cast.rig.house.roles(900)) == frozenset()
    cast.write(lambda db: roles.erase(db, 900))


def test_nobody_is_invited_to_be_a_citizen() -> None:
    assert set(GIVEN) == set(Role) - {Role.CITIZEN}
