"""People who wish while their bot dies again and again.

They go on only when the answer to their last step is there, and never repeat a step: a dialogue
that does not resume where it stood is stuck.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.botapi import BotApi, Seen
from tests.botapi.waiting import until
from tests.kill.trial import PATIENCE

EACH = 4
"""Wishes of one person: below what one may send in a day."""

JOINS = 0.3
"""How often somebody wants what another has wished."""

TOGGLES = ("Kinder", "Erwachsene", "Online", "Vor Ort, abends")
SYLLABLES = ("zyp", "qux", "vrob", "jilk", "wump", "drix", "fnar", "glob", "kuzz", "plim")
NUMBER = re.compile(r"Nr\. (\d+)")

Which = Callable[[Seen], bool]


@dataclass
class Shown:
    """What people have read: the number of each wish that arrived, and who is in on which."""

    receipts: dict[str, int] = field(default_factory=dict)
    people: dict[int, set[int]] = field(default_factory=dict)
    stuck: list[str] = field(default_factory=list)

    def of_others(self, person: int) -> list[str]:
        return [text for text, number in self.receipts.items() if person not in self.people[number]]


@dataclass
class Dialogue:
    """Somebody who wishes, as long as they may; then somebody else does, until it is over."""

    api: BotApi
    shown: Shown
    random: Random
    numbers: Iterator[int]
    at: str = "nothing"
    over: bool = False

    async def run(self) -> None:
        try:
            while not self.over:
                self.person = self.api.person(next(self.numbers), "Anna")
                for _ in range(EACH):
                    if not self.over:
                        await self._wish()
        except TimeoutError:
            self.shown.stuck.append(self.at)

    async def _wish(self) -> None:
        self.before = max((seen.id for seen in self.person.reads()), default=0)
        others = self.shown.of_others(self.person.id) if self.random.random() < JOINS else []
        text = self.random.choice(others) if others else f"{self._word()} {self._word()}"
        await self._do("begin", self._says("/wunsch"), lambda seen: "Was fehlt" in seen.text)
        await self._do("text", self._says(text), _card(text))
        if others:
            number = await self._joins(text)
        else:
            for label in self.random.sample(TOGGLES, self.random.randint(0, 2)):
                await self._do("detail", self._chooses(label), _has(f"✓ {label}"))
            number = await self._do("send", self._chooses("Absenden"), _receipt(text))
            self.shown.receipts[text] = number
        self.shown.people.setdefault(number, set()).add(self.person.id)

    async def _joins(self, text: str) -> int:
        label = next(one for one in self._last(_card(text)).labels if one.startswith("Ich auch"))
        return await self._do("join", lambda: self.person.presses(label), _joined)

    def _word(self) -> str:
        """A word that stands in no list: nothing fits it, and nothing is like it."""
        return "".join(self.random.choices(SYLLABLES, k=4)).capitalize()

    def _says(self, text: str) -> Callable[[], object]:
        return lambda: self.person.writes(text)

    def _chooses(self, label: str) -> Callable[[], object]:
        """By a tap, or in words."""
        if self.random.random() < 0.5:
            return self._says(label)
        return lambda: self.person.presses(label)

    async def _do(self, at: str, act: Callable[[], object], done: Which) -> int:
        """One step until it is answered; the number that the answer names, or 0."""
        self.at = at
        act()
        await until(lambda: any(map(done, self._news())), PATIENCE)
        found = NUMBER.search(self._last(done).text)
        return int(found[1]) if found else 0

    def _last(self, which: Which) -> Seen:
        return [seen for seen in self._news() if which(seen)][-1]

    def _news(self) -> list[Seen]:
        """What was sent to this person since they began this wish."""
        return [seen for seen in self.person.reads() if seen.by_bot and seen.id > self.before]


def _card(text: str) -> Which:
    return lambda seen: seen.text.startswith(f"Ihr Wunsch\n„{text}“")


def _has(label: str) -> Which:
    return lambda seen: label in seen.labels


def _receipt(text: str) -> Which:
    return lambda seen: seen.text.startswith("Danke!") and f"„{text}“" in seen.text


def _joined(seen: Seen) -> bool:
    return seen.text.startswith("Sie sind dabei: Wunsch")
