"""What is known of an offer, in a few words each: shared by lists and cards."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.catalogue.offers import AgeRange, Contact, Offer
from bot.i18n import Say
from handlers.views.scene import Scene


def ages(say: Say, span: AgeRange) -> str:
    """As "6–10 years", "from 11 years" or "up to 6 years"; empty where nothing is known."""
    low, high = span.low, span.high
    if low is not None and high is not None and low != high:
        return say.text("{low}–{high} years", low=say.number(low), high=say.number(high))
    if low is not None and high is not None:
        return _years(say, low)
    if low is not None:
        return say.text("from {years}", years=_years(say, low))
    if high is not None:
        return say.text("up to {years}", years=_years(say, high))
    return ""


def _years(say: Say, age: float) -> str:
    if 0 < age < 2 and age != 1:
        return say.plural("{number} month", "{number} months", round(age * 12))
    if age == 1:
        return say.text("1 year")
    return say.text("{age} years", age=say.number(age))


def people(scene: Scene, offer: Offer) -> str:
    """For whom: target groups, then ages."""
    groups = {group.id: scene.say.name(group.names) for group in scene.catalogue.town.target_groups}
    named = ", ".join(groups.get(group, group) for group in offer.target_groups)
    return " · ".join(part for part in (named, ages(scene.say, offer.ages)) if part)


def when(scene: Scene, offer: Offer) -> str:
    """The schedule and the known run. A run that is over is never shown as coming."""
    return " · ".join(part for part in (offer.schedule, _run(scene, offer)) if part)


def _run(scene: Scene, offer: Offer) -> str:
    say, start, end = scene.say, offer.starts_on, offer.ends_on
    if offer.is_over(scene.today):
        last = say.text("last time on {day}", day=say.day(offer.last_day or scene.today))
        return f"{last}. " + say.text("Ask for the next date.")
    if start and end and start != end:
        return say.text("{start} to {end}", start=say.day(start), end=say.day(end))
    if start:
        return say.text("on {day}", day=say.day(start))
    return say.text("until {day}", day=say.day(end)) if end else ""


def where(offer: Offer) -> str:
    """The address, without a town that the venue's name says already."""
    place = offer.place
    told = not place.postcode and re.search(rf"\b{re.escape(place.city)}\b", place.venue)
    town = "" if told else " ".join(part for part in (place.postcode, place.city) if part)
    district = place.district if place.district and place.district not in place.city else ""
    return ", ".join(part for part in (place.venue, place.street, town, district) if part)


def standing(say: Say, offer: Offer) -> str:
    """How far the facts can be trusted: confirmed, stated once, or of unknown date."""
    if offer.confirmed_on:
        return say.text("Confirmed on {day}.", day=say.day(offer.confirmed_on))
    if offer.source.year:
        return say.text("Stated in {year}, not checked.", year=str(offer.source.year))
    return say.text("Date unknown, not checked.")


def site(url: str) -> str:
    """The name of a web site, as people say it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def reach(contact: Contact) -> str:
    """Phone, mail and hours as text."""
    return " · ".join(p for p in (contact.phone, contact.email, contact.hours) if p)
