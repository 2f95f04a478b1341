"""A fake Bot API in another process, and how a test speaks to its control desk."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.botapi.core import TOKEN
from tests.botapi.wire import Json

ROOT = Path(__file__).parent.parent.parent


class Remote:
    """A running server, by its address."""

    def __init__(self, url: str, token: str = TOKEN) -> None:
        self.url = url
        self.token = token

    def people(self, *people: Json) -> None:
        """Make people known: `{"id": 101, "first_name": "Anna", "started": True}`."""
        self._post("people", people=people)

    def groups(self, *groups: Json) -> None:
        """Make groups with the bot in them: `{"id": -1001, "kind": "supergroup"}`."""
        self._post("groups", groups=groups)

    def do(self, who: int, does: str, *with_what: Any) -> Json:
        """One deed of a person: `remote.do(101, "writes", "schwimmkurs")`."""
        updates: list[Json] = self.do_all([(who, does, *with_what)])
        return updates[0]

    def do_all(self, steps: Iterable[tuple[Any, ...]]) -> list[Json]:
        """Many deeds in one go."""
        listed = [{"who": {"id": who}, "does": does, "with": rest} for who, does, *rest in steps]
        updates: list[Json] = self._post("do", steps=listed)["updates"]
        return updates

    def push(self, *updates: Json) -> list[int]:
        """Raw updates into the queue; their numbers."""
        numbers: list[int] = self._post("updates", updates=updates)["updates"]
        return numbers

    def fault(self, kind: str, *with_what: Any, **rule: Any) -> None:
        """`remote.fault("flood", 30, method="sendMessage", chat=101, times=2)`."""
        self._post("faults", kind=kind, **{"with": with_what}, **rule)

    def mend(self) -> None:
        """No more faults."""
        self._post("mend")

    def advance(self, seconds: float) -> None:
        """Move the server's clock."""
        self._post("clock", advance=seconds)

    def calls(self, method: str | None = None, since: int = 0) -> list[Json]:
        """What the bot called; polls are only counted."""
        asked = {"since": since} | ({"method": method} if method else {})
        calls: list[Json] = self._get("calls", **asked)["calls"]
        return calls

    def polls(self) -> int:
        """How often the bot asked for updates."""
        return int(self._get("calls", since=10**9)["polls"])

    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return int(self._get("waiting")["pending"])

    def reads(self, who: int) -> list[Json]:
        """What a person sees: id, by_bot, text, html, buttons, media, edited."""
        messages: list[Json] = self._get("reads", who=who)["messages"]
        return messages

    def _post(self, name: str, **body: Any) -> Json:
        data = json.dumps(body).encode()
        return self._open(Request(f"{self.url}/control/{name}", data=data))

    def _get(self, name: str, **query: Any) -> Json:
        return self._open(Request(f"{self.url}/control/{name}?{urlencode(query)}"))

    def _open(self, request: Request) -> Json:
        try:
            with urlopen(request, timeout=60) as response:
                body: Json = json.load(response)
                return body
        except HTTPError as error:
            with error:
                raise LookupError(json.load(error)["error"]) from None


@contextmanager
def spawn(token: str = TOKEN, *options: str) -> Iterator[Remote]:
    """Start a server in its own process and stop it afterwards."""
    command = [sys.executable, "-m", "tests.botapi", "--token", token, *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Remote(process.stdout.readline().strip(), token)
        finally:
            process.terminate()
