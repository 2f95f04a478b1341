"""Where a meeting is, as one line that staff write."""

from __future__ import annotations

from bot.storage.meetings import Location


def read(text: str) -> Location:
    """A link, or a place and behind the first comma its address."""
    if text.startswith(("https://", "http://")):
        return Location(online_url=text)
    place, _, address = text.partition(",")
    return Location(place.strip(), address.strip())


def written(location: Location) -> str:
    named = ", ".join(filter(None, (location.place, location.address)))
    return named or location.online_url
