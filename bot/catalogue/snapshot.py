"""The catalogue as the bot answers from it: frozen, in memory, swapped as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.offers import Contact, Offer
from bot.catalogue.town import Topic, Town


@dataclass(frozen=True)
class Catalogue:
    """All offers of one version, in the order of the source file."""

    version: str
    offers: tuple[Offer, ...]
    town: Town

    @cached_property
    def by_key(self) -> dict[int, Offer]:
        return {offer.key: offer for offer in self.offers}

    @cached_property
    def by_topic(self) -> dict[str, tuple[Offer, ...]]:
        """Offers of each topic that has any, by topic id, in the town's order of topics."""
        found = {
            topic.id: tuple(offer for offer in self.offers if topic.id in offer.topics)
            for topic in self.town.topics
        }
        return {topic: offers for topic, offers in found.items() if offers}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.town.topics}

    def next_step(self, offer: Offer) -> Contact:
        """Whom to turn to for this offer: itself, its provider, its topic, else the office."""
        steps = [offer.contact]
        if offer.provider is not None:
            steps.append(offer.provider.contact)
        steps += [t.contact for i in offer.topics if (t := self.topics.get(i)) and t.contact]
        return next((step for step in steps if step.reachable), self.town.office)
