"""Details of a wish in typed words, as "Kinder, online, abends"."""

from __future__ import annotations

import re

from bot.matching.ages import read_age
from bot.matching.stems import fold
from bot.wishes.wish import AGES, Place, Time, Whom

_WHOM = {
    "kind": Whom.CHILDREN,
    "kinder": Whom.CHILDREN,
    "children": Whom.CHILDREN,
    "jugendliche": Whom.TEENAGERS,
    "teenager": Whom.TEENAGERS,
    "teenagers": Whom.TEENAGERS,
    "erwachsene": Whom.ADULTS,
    "adults": Whom.ADULTS,
    "altere": Whom.OLDER,
    "altere menschen": Whom.OLDER,
    "senioren": Whom.OLDER,
    "older people": Whom.OLDER,
}
_PLACES = {
    "vor ort": Place.TOWN,
    "in der stadt": Place.TOWN,
    "in town": Place.TOWN,
    "online": Place.ONLINE,
}
_TIMES = {
    "tagsuber": Time.DAYTIME,
    "vormittags": Time.DAYTIME,
    "nachmittags": Time.DAYTIME,
    "daytime": Time.DAYTIME,
    "abends": Time.EVENING,
    "am abend": Time.EVENING,
    "evenings": Time.EVENING,
    "in the evening": Time.EVENING,
    "wochenende": Time.WEEKEND,
    "am wochenende": Time.WEEKEND,
    "weekend": Time.WEEKEND,
    "at the weekend": Time.WEEKEND,
}
_BEFORE = re.compile(r"^(?:fur|for) ")

Chosen = dict[str, object]
"""Columns of `Details` and what they become."""


def read_details(text: str) -> Chosen:
    """What the text sets; nothing where any part of it says something else."""
    chosen: Chosen = {}
    for part in re.split(r"[,;]", fold(text)):
        read = _read(_BEFORE.sub("", " ".join(part.split()).strip(" .!")))
        if not read:
            return {}
        chosen |= read
    return chosen


def _read(said: str) -> Chosen:
    if whom := _WHOM.get(said):
        return {"age_from": AGES[whom][0], "age_to": AGES[whom][1]}
    if place := _PLACES.get(said):
        return {"place": place}
    if time := _TIMES.get(said):
        return {"time": time}
    age = read_age(said)
    if age and (age.start, age.end) == (0, len(said)):
        return {"age_from": age.ages.low, "age_to": age.ages.high}
    return {}
