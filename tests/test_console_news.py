"""What becomes of a wish reaches whoever wished it in a terminal."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.console import Console

from bot.console.chat import chat
from bot.console.updates import PERSONS, Typist
from bot.desk.acting import By
from bot.desk.actions import decide
from bot.desk.kinds import Kind, Ref
from bot.people.roles import Role
from bot.storage import outbox
from bot.storage.outbox import State
from bot.storage.units import Db
from bot.storage.wishes import Decision
from bot.wishes.wish import Status
from tests.house import Rig

NEWS = "Es gibt Neues zu Ihrem Wunsch."


class Terminal:
    """A house in which one after the other sits down at a terminal."""

    def __init__(self, rig: Rig, patch: pytest.MonkeyPatch) -> None:
        self.rig = rig
        self.patch = patch

    def types(self, *lines: str, role: Role = Role.CITIZEN) -> str:
        """What stands on the screen when all is said."""
        left: Iterator[str] = iter(lines)
        screen = io.StringIO()

        def read(_prompt: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        self.patch.setattr("builtins.input", read)
        house = replace(self.rig.house, appointed={PERSONS[role]: role})
        console = Console(file=screen, highlight=False, soft_wrap=True, width=200)
        self.rig.run(chat(house, Typist("de", PERSONS[role]), console))
        return screen.getvalue()


@pytest.fixture
def terminal(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(rig, monkeypatch)


ANSWER = ("/eingang 1", "Antworten", "Wir kümmern uns", "Wir suchen eine Lehrkraft.", "Senden")


def test_an_answer_comes_when_the_citizen_is_there_again(terminal: Terminal) -> None:
    terminal.types("/wunsch Jodeln lernen", "Absenden")
    seen = terminal.types(*ANSWER, role=Role.STAFF)
    assert "Wir kümmern uns" in seen
    assert NEWS not in seen.split("Senden")[-1]
    again = terminal.types()

    assert NEWS in again
    assert "Wir suchen eine Lehrkraft." in again
    assert NEWS not in terminal.types("hallo")


def test_what_is_owed_to_others_is_left_to_those_who_serve_them(terminal: Terminal) -> None:
    rig = terminal.rig
    anna = rig.citizen()
    anna.says("/wunsch Jodeln lernen")
    anna.presses("Absenden")
    terminal.types(*ANSWER, role=Role.STAFF)
    terminal.types("hallo")

    planned = rig.run(rig.house.storage.read(outbox.counts))
    assert planned == {State.PLANNED: 1}


def test_it_comes_while_the_citizen_says_nothing(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.types("/wunsch Jodeln lernen", "Absenden")
    rig, screen = terminal.rig, Watched(NEWS)
    wish = Ref(Kind.WISH, 1)

    def answer(db: Db) -> None:
        by = By(None, "token", rig.hands.now)
        decide(db, wish, None, Decision(Status.WORKING), by)

    def read(_prompt: str) -> str:
        rig.house.storage.write_now(answer)
        assert screen.seen.wait(10)
        raise EOFError

    monkeypatch.setattr("builtins.input", read)
    monkeypatch.setattr("bot.console.chat.LOOK", 0.01)
    console = Console(file=screen, highlight=False, soft_wrap=True, width=200)
    rig.run(chat(rig.house, Typist("de"), console))

    assert screen.getvalue().count(NEWS) == 1


class Watched(io.StringIO):
    """Says when some words are on the screen."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.seen = threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if self.words in text:
            self.seen.set()
        return written
