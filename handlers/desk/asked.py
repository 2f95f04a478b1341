"""What somebody types behind /eingang: a number, a kind, a state, an age, a topic, a tag."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.desk.kinds import Kind, Ref, Standing
from bot.i18n import SOURCE, Say, say_in
from bot.wishes.wish import Status
from handlers.views.desk import names
from handlers.views.desk.codes import STATUS_LETTERS, Narrow, sign
from handlers.views.scene import Scene

T = TypeVar("T")

_OLDER = re.compile(
    r"(?:älter(?: als)?|aelter(?: als)?|older(?: than)?)\s*(\d{1,3})(?:\s*(?:tagen?|days?))?"
)
_NUMBER = re.compile(
    r"(?:(?P<kind>[^\W\d]+)\s*)?(?:nr\.?|no\.?|#)?\s*(?P<number>\d{1,15})", re.IGNORECASE
)
_TAG = re.compile(r"#(\S{1,30})")
_ALSO = {
    "fehler": Kind.DEAD,
    "hinweis": Kind.TIP,
    "hinweise": Kind.TIP,
    "meldung": Kind.CORRECTION,
    "meldungen": Kind.CORRECTION,
    "dead": Kind.DEAD,
    "bewerbung": Kind.APPLICATION,
    "bewerbungen": Kind.APPLICATION,
    "mitmachen": Kind.APPLICATION,
}


def read_item(say: Say, text: str) -> Ref | None:
    """As "12" for a wish, "Frage 3"."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    kind = _kinds(say).get((found["kind"] or "").casefold(), None) if found["kind"] else Kind.WISH
    return Ref(kind, int(found["number"])) if kind else None


def read_narrow(scene: Scene, text: str) -> Narrow | None:
    """What the list is to be narrowed to; None where something is left that means nothing."""
    rest, narrow = f" {' '.join(text.casefold().split())} ", Narrow()
    if older := _OLDER.search(rest):
        narrow, rest = replace(narrow, days=int(older[1])), rest.replace(older[0], " ")
    if tag := _TAG.search(rest):
        narrow, rest = replace(narrow, tag=sign(tag[1])), rest.replace(tag[0], " ")
    kind, rest = _named(rest, _kinds(scene.say))
    status, rest = _named(rest, _states(scene.say))
    topic, rest = _named(rest, _topics(scene))
    return None if rest.strip() else replace(narrow, kind=kind, status=status, topic=topic)


def _named(text: str, names: Mapping[str, T]) -> tuple[T | None, str]:
    """What a text names, the longest name first, and the text without it."""
    for name in sorted(names, key=len, reverse=True):
        if f" {name} " in text:
            return names[name], text.replace(f" {name} ", " ", 1)
    return None, text


def _kinds(say: Say) -> dict[str, Kind]:
    """What kinds are called, in the reader's language and in English."""
    named = {
        name(one, kind).casefold(): kind
        for one in (say, say_in(SOURCE))
        for kind in Kind
        for name in (names.kind, names.kinds)
    }
    return _ALSO | named


def _states(say: Say) -> dict[str, Status | Standing]:
    return {
        names.state(one, status).removesuffix(" …").casefold(): status
        for one in (say, say_in(SOURCE))
        for status in STATUS_LETTERS
    }


def _topics(scene: Scene) -> dict[str, int]:
    return {
        name.casefold(): topic.key
        for topic in scene.catalogue.town.topics
        for name in (topic.id, *topic.names.values())
    }
