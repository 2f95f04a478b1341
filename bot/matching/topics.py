"""The topic that a question belongs to: that of the offers which lie nearest to it."""

from __future__ import annotations

from collections import defaultdict

from bot.matching.answer import Answer

_NEAREST = 3
"""As many offers have a say, each by its score."""

_LESSER = 0.5
"""What each topic of an offer weighs behind its first, which weighs 1."""


def topic_of(answer: Answer) -> str | None:
    """Its id, for staff to correct; None where nothing lies near."""
    weights: defaultdict[str, float] = defaultdict(float)
    for match in (answer.matches or answer.nearest)[:_NEAREST]:
        for place, topic in enumerate(match.offer.topics):
            weights[topic] += match.score * (_LESSER if place else 1)
    return max(weights, key=lambda topic: weights[topic], default=None)
