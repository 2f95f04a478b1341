"""What every view of an offer needs to know beside the offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.catalogue.snapshot import Catalogue
from bot.i18n import Say


@dataclass(frozen=True, slots=True)
class Scene:
    """The reader's language, the catalogue, the local day, and our own name on Telegram."""

    say: Say
    catalogue: Catalogue
    today: date
    bot: str
