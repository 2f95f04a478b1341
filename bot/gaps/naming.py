"""What dimensions, their values and kinds of gap are called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalogue.town import Names, Town
from bot.counting import SEVERAL
from bot.gaps.cases import SUPPORT
from bot.gaps.values import Dimension, Kind
from bot.i18n import Say
from bot.wishes.wish import Place, Source


def dimension(say: Say, one: Dimension) -> str:
    names = {
        Dimension.TOPIC: say.text("Topic"),
        Dimension.AREA: say.text("Area"),
        Dimension.AGE: say.text("Age"),
        Dimension.GROUP: say.text("Target group"),
        Dimension.PLACE: say.text("Place"),
        Dimension.TIME: say.text("Time of day"),
        Dimension.LANGUAGE: say.text("Language"),
        Dimension.WAY: say.text("Came by"),
    }
    return names[one]


def value(say: Say, town: Town, of: Dimension, one: str) -> str:
    """One value of a dimension, such as a topic; also what was not named."""
    if not one:
        return _unnamed(say, of)
    if one == SEVERAL:
        return say.text("several")
    if of in _LISTED:
        names = _listed(town, of).get(one)
        return say.name(names) if names else one
    if of is Dimension.LANGUAGE:
        return say.language_name(one)
    return _words(say).get(one, one)


def kind(say: Say, one: Kind) -> str:
    names = {
        Kind.UNRECORDED: say.text("not recorded yet"),
        Kind.MISSING: say.text("checked: really missing (deficit)"),
        Kind.FULL: say.text("exists, but is full"),
        Kind.UNSUITABLE: say.text(
            "exists, but at another time, place, price or in another language"
        ),
        Kind.UNHEARD: say.text("exists, but is unknown"),
        Kind.BARRIER: say.text("exists, but there is a barrier"),
    }
    return names[one]


def short_kind(say: Say, one: Kind) -> str:
    """The same on a button or beside a figure."""
    names = {
        Kind.UNRECORDED: say.text("not recorded"),
        Kind.MISSING: say.text("deficit"),
        Kind.FULL: say.text("full"),
        Kind.UNSUITABLE: say.text("time, place, price, language"),
        Kind.UNHEARD: say.text("unknown to people"),
        Kind.BARRIER: say.text("barrier"),
    }
    return names[one]


def source(say: Say, one: Source) -> str:
    names = {
        Source.CHAT: say.text("Chat"),
        Source.PHONE: say.text("Phone"),
        Source.COUNTER: say.text("Counter"),
        Source.CONFERENCE: say.text("Conference"),
    }
    return names[one]


_LISTED = (Dimension.TOPIC, Dimension.AREA, Dimension.AGE, Dimension.GROUP)


def _listed(town: Town, of: Dimension) -> Mapping[str, Names]:
    match of:
        case Dimension.TOPIC:
            return {one.id: one.names for one in town.topics}
        case Dimension.AREA:
            return {one.id: one.names for one in town.areas}
        case Dimension.AGE:
            return {one.id: one.names for one in town.bands}
        case _:
            return {one.id: one.names for one in town.target_groups}


def _words(say: Say) -> Mapping[str, str]:
    return {
        Place.TOWN: say.text("on site"),
        Place.ONLINE: say.text("online"),
        "daytime": say.text("in the daytime"),
        "evening": say.text("in the evening"),
        "weekend": say.text("at the weekend"),
        "holidays": say.text("in the holidays"),
        **{one.value: source(say, one) for one in Source},
        SUPPORT: say.text("“Me too”"),
    }


def _unnamed(say: Say, of: Dimension) -> str:
    if of in {Dimension.TOPIC, Dimension.AREA}:
        return say.text("without topic")
    if of is Dimension.WAY:
        return say.text("way not told apart yet")
    return say.text("{what} not given", what=dimension(say, of))
