"""The fake Bot API without any transport: a token, a method and parameters in, an answer out."""

import json
from collections.abc import Callable
from typing import Any

from tests.botapi import check, faults, generic, polling, spec
from tests.botapi.call import Call
from tests.botapi.clock import Clock
from tests.botapi.errors import OTHER_POLLER, ApiError, conflict, method_not_found, unauthorized
from tests.botapi.faults import Answer, Faults, Outcome, Reset
from tests.botapi.groups import Group
from tests.botapi.methods import METHODS
from tests.botapi.people import Person
from tests.botapi.record import Record, chat_of
from tests.botapi.state import Bot, Chat, User
from tests.botapi.updates import Updates
from tests.botapi.wire import Json, Upload

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # the sample of Telegram's documentation
UNRECORDED = "getUpdates"


class BotApi:
    """The server: bots by token, people, chats, faults and everything that was called."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        username: str = "bildungslotse_bot",
        name: str = "Bildungslotse",
        clock: Clock | None = None,
        strict: bool = True,
        seed: int = 0,
        journal: Callable[[Record], None] | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.strict = strict
        self.faults = Faults(seed)
        self.calls: list[Record] = []
        self.polls: list[float] = []
        self.longest_poll = 50.0
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.bots: dict[str, Bot] = {}
        self.journal = journal
        self.bot = self.add_bot(token, username, name)

    def add_bot(self, token: str, username: str, name: str = "Bot") -> Bot:
        """One more bot; the first one is `api.bot`."""
        user = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.users[user.id] = user
        self.bots[token] = Bot(token, user, Updates(self.clock.now))
        return self.bots[token]

    def person(
        self,
        number: int,
        first_name: str = "Anna",
        *,
        last_name: str = "",
        username: str = "",
        language_code: str = "de",
        started: bool = False,
        bot: Bot | None = None,
    ) -> Person:
        """Somebody with Telegram; who has not started the bot cannot be written to."""
        user = User(number, first_name, last_name, username, language_code)
        self.users[number] = user
        self.chats[number] = Chat(number, "private", user=user)
        person = Person(self, bot or self.bot, user)
        if started:
            person.bot.started.add(number)
        return person

    def group(
        self,
        number: int,
        title: str = "Arbeitskreis",
        *,
        kind: str = "supergroup",
        members: tuple[Person, ...] = (),
        bot_status: str = "member",
    ) -> Group:
        """A group with the bot in it (or not: `bot_status="left"`)."""
        standings = {person.user.id: "member" for person in members}
        self.chats[number] = Chat(
            number, kind, title, members=standings | {self.bot.user.id: bot_status}
        )
        return Group(self, self.bot, self.chats[number])

    def find_chat(self, name: int | str) -> Chat | None:
        """A chat by its number or "@name"."""
        if isinstance(name, int):
            return self.chats.get(name)
        wanted = name.removeprefix("@").lower()
        users = (user for user in self.users.values() if user.username.lower() == wanted)
        return next((self.chats.get(user.id) for user in users), None)

    def download(self, token: str, path: str) -> Upload | None:
        """A file by the path that getFile gave."""
        bot = self.bots.get(token)
        files = bot.files.values() if bot else ()
        return next((stored.upload for stored in files if stored.path == path), None)

    def sent(self, method: str | None = None, chat: int | None = None) -> list[Record]:
        """The calls that took effect, whether or not the client heard of it."""
        return [
            record
            for record in self.calls
            if record.done
            and (method is None or record.method == method)
            and (chat is None or record.chat == chat)
        ]

    def ask(self, method: str, **params: Any) -> Any:
        """A call of the first bot: its result, or the refusal as an exception."""
        code, body = self.call(self.bot.token, method, params)
        if body["ok"]:
            return body["result"]
        raise ApiError(code, body["description"], **body.get("parameters", {}))

    def refusal(self, method: str, **params: Any) -> str:
        """The sentence with which a call of the first bot is refused, without "Bad Request: "."""
        _, body = self.call(self.bot.token, method, params)
        if body["ok"]:
            raise AssertionError(f"{method} was not refused but answered {body['result']}")
        sentence: str = body["description"]
        return sentence.removeprefix("Bad Request: ")

    def call(
        self, token: str, method: str, params: Json, files: dict[str, Upload] | None = None
    ) -> tuple[int, Json]:
        """One call, its answer read; a broken connection is an exception."""
        outcome = self.exchange(token, method, params, files)
        if not isinstance(outcome, Answer):
            raise ConnectionResetError if isinstance(outcome, Reset) else TimeoutError
        body: Json = json.loads(outcome.body)
        return outcome.status, body

    def exchange(
        self, token: str, method: str, params: Json, files: dict[str, Upload] | None = None
    ) -> Outcome:
        """One call as it looks on the wire, faults included."""
        now = self.clock.now()
        fault = self.faults.decide(method, chat_of(params), now) if self.faults.left else None
        if fault is not None and fault.when == "before":
            status = fault.kind.status if isinstance(fault.kind, Answer) else 0
            self._note(Record(now, token, method, params, status, None, done=False, lost=True))
            return fault.kind
        shape = spec.method(method)
        status, body, checked = self._execute(token, shape, params, files or {})
        name = shape.name if shape else method
        result = body.get("result", body.get("description"))
        done, lost = status == 200, fault is not None
        self._note(Record(now, token, name, checked, status, result, done=done, lost=lost))
        answer = Answer(status, json.dumps(body).encode())
        return faults.late(fault.kind, answer) if fault else answer

    async def answer(
        self, token: str, method: str, params: Json, files: dict[str, Upload] | None = None
    ) -> Outcome:
        """Like `exchange`, but getUpdates waits for updates as long as it was asked to."""
        if method.lower() == "getupdates" and token in self.bots:
            bot = self.bots[token]
            if not self.faults.left:  # one of them may be meant for just this request
                polling.confirm(bot, params)
            if not await polling.wait(bot, params, self.longest_poll):
                error = conflict(OTHER_POLLER)
                return Answer(error.code, json.dumps(error.json()).encode())
        return self.exchange(token, method, params, files)

    def _execute(
        self, token: str, shape: spec.Shape | None, params: Json, files: dict[str, Upload]
    ) -> tuple[int, Json, Json]:
        """Status, body, and the parameters as they were understood."""
        try:
            bot = self.bots.get(token)
            if bot is None:
                raise unauthorized()
            if shape is None:
                raise method_not_found()
            params = self._checked(shape, params | files)
            call = Call(self, bot, shape.name, params, files)
            return 200, {"ok": True, "result": _run(call, shape)}, params
        except ApiError as error:
            return error.code, error.json(), params

    def _checked(self, shape: spec.Shape, params: Json) -> Json:
        known = {
            name: value
            for name, value in params.items()
            if name in shape.fields or not (isinstance(value, Upload) or not self.strict)
        }
        checked: Json = check.method(shape.name)(known, shape.name)
        return checked

    def _note(self, record: Record) -> None:
        if record.method == UNRECORDED:
            self.polls.append(record.time)
            return
        self.calls.append(record)
        if self.journal is not None:
            self.journal(record)


def _run(call: Call, shape: spec.Shape) -> Any:
    method = METHODS.get(shape.name)
    return method(call) if method else generic.answer(call, shape)
