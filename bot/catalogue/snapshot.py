"""The catalogue as the bot answers from it: frozen, in memory, swapped as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.offers import Contact, Offer, Provider
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
    def by_id(self) -> dict[str, Offer]:
        return {offer.id: offer for offer in self.offers}

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

    @cached_property
    def by_provider(self) -> dict[str, tuple[Offer, ...]]:
        """Offers of each provider that has any, by provider id."""
        found: dict[str, list[Offer]] = {}
        for offer in self.offers:
            if offer.provider is not None:
                found.setdefault(offer.provider.id, []).append(offer)
        return {provider: tuple(offers) for provider, offers in found.items()}

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """The providers that have offers, each once, in the order of the offers."""
        return tuple({o.provider.id: o.provider for o in self.offers if o.provider}.values())

    @cached_property
    def providers_by_name(self) -> dict[str, tuple[Provider, ...]]:
        """Lower-case name, spelling or alias → the providers that are called so."""
        found: dict[str, list[Provider]] = {}
        for provider in self.providers:
            for name in dict.fromkeys(name.casefold() for name in provider.names):
                found.setdefault(name, []).append(provider)
        return {name: tuple(providers) for name, providers in found.items()}

    def next_step(self, offer: Offer) -> Contact:
        """Whom to turn to for this offer: itself, its provider, its main topic, else the office."""
        steps = [offer.contact]
        if offer.provider is not None:
            steps.append(offer.provider.contact)
        # Whoever knows one of the lesser topics seldom knows this offer.
        if (main := self.topics.get(next(iter(offer.topics), ""))) and main.contact:
            steps.append(main.contact)
        return next((step for step in steps if step.reachable), self.town.office)
