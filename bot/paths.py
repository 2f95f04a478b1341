"""The way along a path: which offers help at a step, which deadlines belong to it."""

from __future__ import annotations

import re

from bot.catalogue.deadlines import Deadline
from bot.catalogue.offers import Offer
from bot.catalogue.paths import Path, Step
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Town


def offers(catalogue: Catalogue, step: Step) -> tuple[Offer, ...]:
    """Those the step names, in its order, then whatever else its search finds."""
    order = {name: place for place, name in enumerate(step.search.named)}
    found = [offer for offer in catalogue.offers if step.search.takes(offer)]
    return tuple(sorted(found, key=lambda offer: order.get(offer.id, len(order))))


def deadlines(town: Town, step: Step) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in town.deadlines if step.id in deadline.steps)


def called(town: Town, text: str) -> Path | None:
    """The path whose name, or another word for it, somebody typed alone."""
    wanted = _plain(text)
    return next((path for path in town.paths if wanted in _names(path)), None) if wanted else None


def _names(path: Path) -> set[str]:
    return {_plain(name) for name in (*path.names.values(), *path.spoken)}


def _plain(text: str) -> str:
    """Words alone: "Kita → Schule?" is "kita schule"."""
    return " ".join(re.findall(r"\w+", text.casefold()))
