"""What a search costs: each measured in a fresh process of its own, on one core."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.matching.matcher import Matcher
from tests.bench.enlarged import enlarged
from tests.bench.questions import TODAY, eisenach, eisenach_questions, omos_questions
from tests.bench.rivals import RIVALS
from tests.bench.worst import worst_inputs

OURS = "Bildungslotse"

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """`milliseconds` of each question; memory in MB: the process at its peak, and what it grew by."""

    build: float
    milliseconds: tuple[float, ...]
    peak: float
    grown: float
    worst: dict[str, float] = field(default_factory=dict)


def alone(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `work` in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh, initializer=_on_one_core) as process:
        return process.submit(work, *args, **kwargs).result()


def cost(name: str, size: int) -> Cost:
    """Ours or a rival over so many offers; every question is asked once, as people do."""
    catalogue = enlarged(eisenach(), size)
    before = _memory("VmRSS")
    started = time.perf_counter()
    ask: Callable[[str], object]
    if name == OURS:
        matcher = Matcher(catalogue)
        ask = lambda question: matcher.answer(question, TODAY)  # noqa: E731
    else:
        ask = next(rival for rival in RIVALS if rival.name == name).build(catalogue)
    built = time.perf_counter() - started
    peak = _memory("VmHWM")
    for warming in omos_questions()[:20]:
        ask(warming.question)
    taken = tuple(milliseconds(ask, (one.question for one in eisenach_questions())))
    worst = {}
    if name == OURS:
        worst = {kind: max(milliseconds(ask, held)) for kind, held in worst_inputs().items()}
    return Cost(built, taken, peak, peak - before, worst)


def milliseconds(ask: Callable[[str], object], questions: Iterable[str]) -> Sequence[float]:
    taken = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _on_one_core() -> None:
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _memory(name: str) -> float:
    """Of this process in MB; where the system does not say, 0."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    kilobytes = next((line.split()[1] for line in lines if line.startswith(f"{name}:")), "0")
    return int(kilobytes) / 1024
