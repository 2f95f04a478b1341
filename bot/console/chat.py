"""A conversation in a terminal, with the same application and the same handlers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

from rich.console import Console

from bot.app import application, process, telegram_bot
from bot.console import moving
from bot.console.moving import HandClock, deliver
from bot.console.request import ScreenRequest
from bot.console.updates import Typist
from bot.i18n import Say, negotiate, say_in
from bot.settings import TELEGRAM
from handlers.context import HOUSE, App, House

_TOKEN = "1:terminal"  # noqa: S105  no secret: nothing is sent anywhere
LOOK = 2
"""Seconds between looks at what is owed to somebody who says nothing."""

_LEAVE = {"/ende", "/quit", "/exit"}


async def chat(house: House, typist: Typist, screen: Console) -> None:
    """Talk until the input ends. What is owed to the person comes behind each answer, and while
    they say nothing.
    """
    request = ScreenRequest(screen, typist)
    app = application(house, telegram_bot(_TOKEN, TELEGRAM, request))
    async with app:
        say = say_in(negotiate(typist.language))
        screen.print(
            say.text("Type a question, or the number of a button. /quit leaves."), style="dim"
        )
        await _hear(app, request, "/start", say)
        await deliver(app, typist.person)
        async for line in _lines(screen, partial(deliver, app, typist.person)):
            if line in _LEAVE:
                break
            if line.startswith(moving.COMMAND):
                _move(app, line.removeprefix(moving.COMMAND), screen, say)
            else:
                await _hear(app, request, line, say)
            await deliver(app, typist.person)


async def _hear(app: App, request: ScreenRequest, line: str, say: Say) -> None:
    """A line is a button's number where there is such a button, else a message."""
    now = int(app.bot_data[HOUSE].now().timestamp())
    is_number = line.isascii() and line.isdigit() and len(line) < 3
    number = (int(line) if is_number else 0) or None  # 0 is an age, and no button
    if number is not None and request.buttons and number > len(request.buttons):
        request.screen.print(say.text("There is no button {number}.", number=number))
        return
    chosen = request.buttons[number - 1] if number and request.buttons else None
    if chosen is None:
        await process(app, request.typist.writes(line, now))
    elif "callback_data" in chosen:
        await process(app, request.typist.presses(chosen["callback_data"], request.message))
    else:
        request.screen.print(chosen.get("url") or chosen["copy_text"]["text"])


def _move(app: App, said: str, screen: Console, say: Say) -> None:
    """Move the clock, if it has hands."""
    house, to = app.bot_data[HOUSE], moving.read(said, app)
    if to is None or not isinstance(house.clock, HandClock):
        screen.print(say.text("Write for example: /zeit +1h, or /zeit morgen 17:00"))
        return
    house.clock.move(to)
    screen.print(
        say.text("It is {day}, {time}.", day=say.day(house.today()), time=f"{house.local():%H:%M}")
    )


async def _lines(screen: Console, deliver: Callable[[], Awaitable[int]]) -> AsyncIterator[str]:
    """What is typed or piped in, line by line; what is piped in is shown as if typed.

    While nothing is said, what is owed is delivered.
    """
    typed = sys.stdin.isatty()
    while True:
        prompt = "\n› " if typed else ""
        said = asyncio.ensure_future(asyncio.to_thread(input, prompt))
        while not (await asyncio.wait({said}, timeout=LOOK))[0]:
            if await deliver() and typed:
                screen.print(prompt, end="")
        try:
            line = said.result()
        except EOFError:
            return
        if not typed:
            screen.print(f"\n› {line}", style="bold", markup=False, highlight=False)
        if line.strip():
            yield line.strip()
