"""What a text says before it becomes a wish: danger, offers that fit already, details."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.library import Edition
from bot.matching.answer import Answer, Match, Outcome
from bot.matching.topics import topic_of
from bot.storage.wishes import Content
from bot.wishes.existing import existing, near
from bot.wishes.keys import concepts
from bot.wishes.wish import details_of

SENSITIVE = frozenset(
    {
        "sucht",
        "schulden",
        "gewaltschutz",
        "psyche",
        "sterben und trauer",
        "trennung",
        "schwangerschaft",
        "selbsthilfe",
        "behinderung",
        "demenz",
        "jugendamt",
        "sozialberatung",
        "gefluechtete",
        "lsbtiq",
    }
)
"""Concepts of which nothing stands on a lock screen, and which nobody else is shown."""

SHOWN = 3
"""As many offers are named that fit already."""

SHOWN_NEAR = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """`answer` is what a question of these words would get; `content` what would be kept of it."""

    answer: Answer
    content: Content

    @property
    def in_danger(self) -> bool:
        return self.answer.outcome is Outcome.CRISIS

    @property
    def existing(self) -> tuple[Match, ...]:
        """Offers that fit already."""
        return existing(self.answer)[:SHOWN]

    @property
    def near(self) -> tuple[Match, ...]:
        """Offers of the same kind, where none fits."""
        return () if self.existing else near(self.answer)[:SHOWN_NEAR]


def read(edition: Edition, text: str, language: str, today: date) -> Reading:
    """For a worker thread: the matcher takes its time."""
    answer = edition.matcher.answer(text, today)
    details = details_of(answer.understanding)
    sensitive, topic = is_sensitive(text, answer), topic_of(answer)
    return Reading(answer, Content(text, language, details, sensitive, topic))


def is_sensitive(text: str, answer: Answer) -> bool:
    """Whether it is of debt, addiction, violence, health, asylum or the like."""
    return answer.delicate or answer.distressed or not SENSITIVE.isdisjoint(concepts(text))
