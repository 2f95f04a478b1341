"""Prints what an inline query costs: what we do between Telegram's update and our answer.

python -m tests.bench.inline [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot.app import process
from bot.library import Edition
from tests.bench.questions import TODAY, eisenach, eisenach_questions, omos_questions
from tests.bench.tables import median, number, p95, table
from tests.bench.worst import worst_inputs
from tests.house import Rig, fresh, living

LONGEST = 256
"""What Telegram lets people type in inline mode."""

LETTERS = 3
"""From here on a word that is being typed is asked for."""


def typed() -> list[str]:
    """Every question as it grows, a word at a time, the last one letter by letter."""
    asked = []
    for one in eisenach_questions():
        words = one.question[:LONGEST].split()
        asked += [" ".join(words[:place]) for place in range(1, len(words))]
        head, last = " ".join(words[:-1]), words[-1]
        asked += [f"{head} {last[:end]}".strip() for end in range(LETTERS, len(last) + 1)]
    return asked


def worst() -> list[str]:
    return [text[:LONGEST] for texts in worst_inputs().values() for text in texts]


def searching(rounds: int) -> Callable[[Sequence[str]], list[float]]:
    """The search alone."""
    matcher = Edition.of(eisenach()).matcher
    for warming in omos_questions()[:20]:
        matcher.answer(warming.question, TODAY, by_words=True)

    def measure(asked: Sequence[str]) -> list[float]:
        return [
            _milliseconds(partial(matcher.answer, text, TODAY, by_words=True))
            for _ in range(rounds)
            for text in asked
        ]

    return measure


def whole(rig: Rig, rounds: int) -> Callable[[Sequence[str]], list[float]]:
    """The update parsed, the language read, offers found, cards made, the answer given."""
    person = rig.citizen().person

    def one(text: str) -> float:
        person.inline(text.replace("\ud800", ""))
        (raw,) = rig.api.bot.updates.first(1)
        rig.api.bot.updates.forget([raw["update_id"]])
        rig.api.bot.inline_answers.clear()
        update = json.dumps(raw)
        return _milliseconds(lambda: rig.run(process(rig.app, update)))

    def measure(asked: Sequence[str]) -> list[float]:
        return [one(text) for _ in range(rounds) for text in asked]

    measure(["chor", "schwimmen", ""])
    return measure


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    asked = {
        "as people type": typed(),
        "whole questions": [q.question for q in eisenach_questions()],
    }
    asked |= {"worst, 256 characters": worst(), "nothing typed": [""] * 50}
    with tempfile.TemporaryDirectory() as folder, living(fresh(Path(folder))) as rig:
        ways = {"search": searching(rounds), "whole query": whole(rig, rounds)}
        rows = []
        for kind, texts in asked.items():
            for way, measure in ways.items():
                taken = measure(texts)
                figures = (median(taken), p95(taken), max(taken))
                rows.append((f"{kind}: {way}", f"{len(taken):,}", *(number(f) for f in figures)))
    print(table(("milliseconds", "queries", "median", "p95", "longest"), rows))


if __name__ == "__main__":
    main()
