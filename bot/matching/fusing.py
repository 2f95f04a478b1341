"""Joins what the words of a question say with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from bot.matching.retrieval import Scores

_WORTH, _FROM, _LEAST = 0.3, 1.0, 0.1
"""Learnt on the learnt half of Eisenach and one half of OMoS (tests/bench/meaning.py)."""


class Nearness(Protocol):
    def near(self, text: str) -> Mapping[int, float] | None:
        """By number of the document: how far above the mean it lies; None when it cannot say."""


def fuse(scores: Scores, near: Mapping[int, float]) -> Scores:
    """Meaning moves documents and brings in new ones; it is no evidence that one answers at all."""
    unit = _WORTH * max(_LEAST, max(scores.total.values(), default=0.0))
    meant = {number: unit * (above - _FROM) for number, above in near.items() if above > _FROM}
    total = {**scores.total}
    for number, value in meant.items():
        total[number] = total.get(number, 0.0) + value
    return replace(scores, total=total, meant=meant)
