"""What every view of an offer needs to know beside the offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.catalogue.snapshot import Catalogue
from bot.i18n import Say


@dataclass(frozen=True, slots=True)
class Scene:
    """The reader's language, the catalogue, and the local moment.

    `bot` is our own name on Telegram, `telegram` the language code of the reader's Telegram;
    both are empty where there is none. `admins` are those whom the settings name: nobody invited
    them, so that no invitation holds their name.
    """

    say: Say
    catalogue: Catalogue
    now: datetime
    bot: str = ""
    telegram: str = ""
    admins: frozenset[int] = frozenset()

    @property
    def today(self) -> date:
        return self.now.date()
