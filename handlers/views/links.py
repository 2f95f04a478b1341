"""Addresses that lead into the bot from anywhere."""

from __future__ import annotations

from bot.catalogue.offers import Offer
from bot.catalogue.town import Topic


def into(bot: str, payload: str) -> str:
    """Opens our chat, with up to 64 letters, digits, "_" and "-" that say what to show."""
    return f"https://t.me/{bot}?start={payload}"


def to_offer(bot: str, offer: Offer) -> str:
    return into(bot, f"o_{offer.key}")


def to_topic(bot: str, topic: Topic) -> str:
    return into(bot, f"t_{topic.key}")
