"""Puts offers that speak of the subject before those that only share the occasion."""

from __future__ import annotations

from dataclasses import replace

from bot.matching.concepts import Kind
from bot.matching.retrieval import Scores

_SPOKEN_OF = 0.1
_BESIDE_IT = 0.6


def prefer_subject(scores: Scores) -> Scores:
    """The same scores; without any of the recognised subjects an offer keeps only a part of its own.

    A seniors' fair is no computer course, even for seniors on a Monday.
    """
    speaking = {
        number
        for place, part in enumerate(scores.parts)
        if part.kind is Kind.TOPIC
        for number in scores.speaking(place, _SPOKEN_OF)
    }
    if not speaking:
        return scores
    total = {
        number: value * (1.0 if number in speaking else _BESIDE_IT)
        for number, value in scores.total.items()
    }
    return replace(scores, total=total)
