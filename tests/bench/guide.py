"""Prints what a step of the guide costs: from Telegram's update to the card that changed.

python -m tests.bench.guide [--cards 200] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import event

from bot.app import process
from bot.guide.choices import Choices
from bot.i18n import say_in
from bot.message import Kind
from handlers.views import buttons, chosen, guide
from handlers.views.scene import Scene
from tests.bench.tables import median, number, p95, table
from tests.house import Rig, fresh, living

ENOUGH = 6_000
"""Cards from which to choose; with all combinations of filters there are more than anybody counts."""

TYPED = ("4", "viereinhalb", "Klasse 7", "6 bis 8", "200")
OF_THE_TABLES = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

Codes = Mapping[str, Sequence[str]]


def cards(scene: Scene, most: int) -> Codes:
    """Codes of cards as far as one gets by pressing buttons, by kind of card."""
    first = chosen.code(Choices())
    waiting, seen = deque([first]), {first}
    found: defaultdict[str, list[str]] = defaultdict(list)
    while waiting:
        code = waiting.popleft()
        found[_kind(scene, code)].append(code)
        if len(seen) < ENOUGH:
            fresh_ones = [one for one in _leading_on(scene, code) if one not in seen]
            seen.update(fresh_ones)
            waiting.extend(fresh_ones)
    dice = random.Random(1)
    return {kind: dice.sample(codes, min(most, len(codes))) for kind, codes in found.items()}


def _choices(code: str) -> Choices:
    choices = Choices.read(code.partition(":")[2])
    assert choices is not None
    return choices


def _leading_on(scene: Scene, code: str) -> Iterator[str]:
    for row in guide.card(scene, _choices(code)).rows:
        for button in row:
            if button.kind is Kind.ACTION and button.value.partition(":")[0] == buttons.GUIDE:
                yield button.value


def _kind(scene: Scene, code: str) -> str:
    choices = _choices(code)
    if choices.menu:
        return "filters"
    if choices.topic is not None:
        return "results, filtered" if choices.filters.code != "-" else "results"
    if choices.whom is None:
        return "for whom"
    asked = any(one.stages for one in scene.catalogue.town.guide if one.key == choices.whom)
    return "age" if asked and not choices.aged else "topic"


def pressing(rig: Rig) -> Callable[[str], float]:
    """The update parsed, language read, card made, its code kept, message edited."""
    citizen = rig.citizen()
    shown = citizen.says("/wegweiser")

    def press(code: str) -> float:
        citizen.person.forges(code, shown)
        return _worked_off(rig)

    return press


def typing(rig: Rig, back_to: str) -> Callable[[str], float]:
    """The same for an age that is typed, each time at the question of age."""
    citizen = rig.citizen()
    shown = citizen.says("/wegweiser")

    def write(text: str) -> float:
        citizen.person.forges(back_to, shown)
        _worked_off(rig)
        citizen.person.writes(text)
        return _worked_off(rig)

    return write


def _worked_off(rig: Rig) -> float:
    (raw,) = rig.api.bot.updates.first(1)
    rig.api.bot.updates.forget([raw["update_id"]])
    update = json.dumps(raw)
    return _milliseconds(lambda: rig.run(process(rig.app, update)))


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


@contextmanager
def counted(rig: Rig) -> Iterator[list[str]]:
    """Statements that touch a table, as they come."""
    found: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split(maxsplit=1)[0] in OF_THE_TABLES:
            found.append(statement)

    engine = rig.house.storage.engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def _row(
    rig: Rig, name: str, act: Callable[[str], float], tried: Sequence[str], rounds: int
) -> tuple[str, ...]:
    spent = time.process_time()
    taken = [act(one) for _ in range(rounds) for one in tried]
    used = (time.process_time() - spent) * 1000 / len(taken)
    with counted(rig) as statements:
        most = max(_statements(act, one, statements) for one in tried)
    figures = (median(taken), p95(taken), max(taken), used)
    return (name, f"{len(taken):,}", *(number(one) for one in figures), str(most))


def _alone(scene: Scene, kind: str, codes: Sequence[str], rounds: int) -> tuple[str, ...]:
    taken = [
        _milliseconds(partial(guide.card, scene, _choices(code)))
        for _ in range(rounds)
        for code in codes
    ]
    return (
        kind,
        f"{len(taken):,}",
        *(number(one) for one in (median(taken), p95(taken), max(taken))),
    )


def _statements(act: Callable[[str], float], one: str, seen: list[str]) -> int:
    seen.clear()
    act(one)
    return len(seen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=200, help="of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, living(fresh(Path(folder))) as rig:
        scene = Scene(say_in("de"), rig.house.library.catalogue, rig.house.local())
        found = cards(scene, asked.cards)
        press = pressing(rig)
        press(chosen.code(Choices()))
        rows = [_row(rig, kind, press, codes, asked.rounds) for kind, codes in found.items()]
        write = typing(rig, found["age"][0])
        # The press that asks for the age anew is counted with the statements.
        typed = _row(rig, "age, typed", write, TYPED, asked.rounds * 10)
        rows.append((*typed[:-1], str(int(typed[-1]) - _of_one_press(rig, press, found["age"][0]))))
    head = ("milliseconds", "steps", "median", "p95", "longest", "processor, mean", "statements")
    print(table(head, rows))
    alone = [_alone(scene, kind, codes, asked.rounds) for kind, codes in found.items()]
    print("\nThe card alone, from choices to text and buttons\n")
    print(table(head[:5], alone))


def _of_one_press(rig: Rig, press: Callable[[str], float], code: str) -> int:
    with counted(rig) as statements:
        return _statements(partial(press), code, statements)


if __name__ == "__main__":
    main()
