"""The topic that a question belongs to: that of the offers which lie nearest to it."""

from __future__ import annotations

from collections import defaultdict

from bot.matching.answer import Answer

_NEAREST = 3
"""As many offers have a say, each by its score."""

_LESSER = 0.5
"""What each topic of an offer weighs behind its first, which weighs 1."""

_LEAST_MATCH, _LEAST_NEAR = 0.2, 0.4
"""A best one that scores less says nothing of the topic: staff sooner add one than they find a wrong one."""


def topic_of(answer: Answer) -> str | None:
    """Its id, for staff to correct; None where nothing lies near enough."""
    found = answer.matches or answer.nearest
    if not found or found[0].score < (_LEAST_MATCH if answer.matches else _LEAST_NEAR):
        return None
    weights: defaultdict[str, float] = defaultdict(float)
    for match in found[:_NEAREST]:
        for place, topic in enumerate(match.offer.topics):
            weights[topic] += match.score * (_LESSER if place else 1)
    return max(weights, key=lambda topic: weights[topic], default=None)
