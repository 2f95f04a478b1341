"""Where a meeting is, as one line that staff write."""

from __future__ import annotations

import re

from bot.storage.meetings import Location

_LINK = re.compile(r"https?://[^\s,;]+", re.IGNORECASE)


def read(text: str) -> Location:
    """A place, behind the first comma its address, and a link wherever it stands."""
    link = _LINK.search(text)
    rest = f"{text[: link.start()]} {text[link.end() :]}" if link else text
    place, _, address = " ".join(rest.split()).strip(" ,;").partition(",")
    return Location(place.strip(), address.strip(" ,"), link[0] if link else "")


def written(location: Location) -> str:
    return ", ".join(filter(None, (location.place, location.address, location.online_url)))
