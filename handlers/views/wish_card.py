"""The one card of a wish: its words, what can be said beside them, the consent, and "send"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.catalogue.offers import AgeRange
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.drafts import Draft
from bot.storage.wishes import Details, Wish
from bot.wishes.saying import Chosen
from bot.wishes.similar import Alike, Similar
from bot.wishes.wish import AGES, SUITS, Place, Time, Whom, whom
from handlers.views import buttons, facts

NOBODY = Alike()

NOTHING = "-"
"""In a code: this detail is left open again."""


_JOINS = re.compile(
    r"^\W*(?:(?:ich auch|wir auch|me too)\W*(?P<number>\d{1,2})?|(?P<alone>\d{1,2}))\W*$",
    re.IGNORECASE,
)


def card(say: Say, draft: Draft, alike: Alike = NOBODY) -> Message:
    details, similar = draft.content.details, alike.others
    told = [say.html("<b>Your wish</b>\n“{text}”", text=draft.content.text)]
    if line := worded(say, details):
        told[0] += Markup("\n{}").format(line)
    if alike.mine:
        told.append(own(say, alike.mine))
    told += [
        *_others(say, similar),
        say.html("If you like, choose for whom and when. You can also write it."),
    ]
    if draft.changes is None:
        told.append(_consent(say, draft, similar))
    send = say.text("Save") if draft.changes is not None else say.text("Send")
    rows = (
        *([(open_own(say, alike.mine),)] if alike.mine else []),
        *_joining(say, draft, similar),
        *_whom(say, draft),
        *_suits(say, draft),
        (Button(send, code("s", draft)),),
        (rewrite(say, draft), Button(say.text("Discard"), code("x", draft))),
    )
    return Message(Markup("\n\n").join(told), rows)


def _others(say: Say, similar: Sequence[Similar]) -> Iterator[Markup]:
    if similar:
        head = say.html("Others wish nearly the same. Do you want that, too?")
        entries = [
            say.html(
                "{number}. “{text}” ({crowd})",
                number=number,
                text=one.wish.content.text,
                crowd=crowd(say, one.wish),
            )
            for number, one in enumerate(similar, 1)
        ]
        yield Markup("\n").join([head, *entries])


def own(say: Say, wish: Wish) -> Markup:
    return say.html(
        "You have wished for this already: <b>No. {number}</b>\n“{text}”",
        number=wish.id,
        text=wish.content.text,
    )


def open_own(say: Say, wish: Wish) -> Button:
    return Button(
        say.text("Look at No. {number}", number=wish.id), f"{buttons.MY_WISHES}:{wish.id}"
    )


def joins(text: str) -> int | None:
    """Which of the similar wishes somebody names who wants it, too; 0 where they do not say."""
    found = _JOINS.match(text)
    return int(found["number"] or found["alone"] or 0) if found else None


def joined(draft: Draft, alike: Alike, text: str) -> str:
    """The code of "me too" as somebody typed it; without a wish where they must say which."""
    number, others = joins(text), alike.others
    if number is None or not others or number > len(others):
        return ""
    if number == 0 and len(others) > 1:
        return f"{code('w', draft)}:"
    return f"{code('j', draft)}:{others[max(number, 1) - 1].wish.id}"


def _consent(say: Say, draft: Draft, similar: Sequence[Similar]) -> Markup:
    if draft.content.sensitive:
        return say.html(
            "<i>With “Send” you agree: the education office keeps your wish, only its staff read "
            "it, and I tell you here of news and of offers that fit. "
            "You can take it back at any time: /meinewuensche</i>"
        )
    if similar:
        return say.html(
            "<i>With “Send” or “Me too” you agree: the education office keeps it, others may read "
            "your wish without your name, and I tell you here of news and of offers that fit. "
            "You can take it back at any time: /meinewuensche</i>"
        )
    return say.html(
        "<i>With “Send” you agree: the education office keeps your wish, others may read it "
        "without your name, and I tell you here of news and of offers that fit. "
        "You can take it back at any time: /meinewuensche</i>"
    )


def _joining(say: Say, draft: Draft, similar: Sequence[Similar]) -> Iterator[Row]:
    for number, one in enumerate(similar, 1):
        label = say.text("Me too: {number}. {text}", number=number, text=one.wish.content.text)
        yield (Button(shorten(label), f"{code('j', draft)}:{one.wish.id}"),)


def _whom(say: Say, draft: Draft) -> Iterator[Row]:
    chosen = whom(draft.content.details)
    found = [_toggle("w", draft, name, one, on=one is chosen) for one, name in whom_names(say)]
    yield tuple(found[:2])
    yield tuple(found[2:])


def _suits(say: Say, draft: Draft) -> Iterator[Row]:
    details = draft.content.details
    names = suit_names(say)
    found = [
        _toggle("p", draft, names[one], one, on=suit == (details.place, details.time))
        for one, suit in SUITS.items()
    ]
    yield tuple(found[:2])
    yield tuple(found[2:])


def suit_names(say: Say) -> dict[str, str]:
    return {
        "daytime": say.text("In town, daytime"),
        "evening": say.text("In town, evening"),
        "weekend": say.text("In town, weekend"),
        "online": say.text("Online"),
    }


def _toggle(step: str, draft: Draft, name: str, value: str, *, on: bool) -> Button:
    """A second tap takes it back; the code says what is to be, so that a copy changes nothing."""
    label = f"✓ {name}" if on else name
    return Button(label, f"{code(step, draft)}:{NOTHING if on else value}")


def whom_names(say: Say) -> tuple[tuple[Whom, str], ...]:
    return (
        (Whom.CHILDREN, say.text("Children")),
        (Whom.TEENAGERS, say.text("Teenagers")),
        (Whom.ADULTS, say.text("Adults")),
        (Whom.OLDER, say.text("Older people")),
    )


def chosen(step: str, value: str) -> Chosen:
    """What a button of the card sets; a forged one sets nothing."""
    if step == "w" and value in [*Whom, NOTHING]:
        low, high = AGES[Whom(value)] if value in list(Whom) else (None, None)
        return {"age_from": low, "age_to": high}
    if step == "p" and value in (*SUITS, NOTHING):
        place, time = SUITS.get(value, ("", ""))
        return {"place": place, "time": time}
    return {}


def worded(say: Say, details: Details) -> str:
    """As "Children · in the town · in the evening"; empty where all is open."""
    group = whom(details)
    ages = facts.ages(say, AgeRange(details.age_from, details.age_to))
    people = dict(whom_names(say))[group] if group else ages
    places = {Place.TOWN.value: say.text("in the town"), Place.ONLINE.value: say.text("Online")}
    times = {
        Time.DAYTIME.value: say.text("in the daytime"),
        Time.EVENING.value: say.text("in the evening"),
        Time.WEEKEND.value: say.text("at the weekend"),
    }
    parts = (people, places.get(details.place, ""), times.get(details.time, ""))
    return " · ".join(part for part in parts if part)


def crowd(say: Say, wish: Wish) -> str:
    """As "6 of 8"."""
    return say.text(
        "{number} of {threshold}",
        number=say.number(wish.interested),
        threshold=say.number(wish.threshold),
    )


def mine(say: Say) -> Button:
    return Button(say.text("My wishes"), buttons.MY_WISHES)


def rewrite(say: Say, draft: Draft) -> Button:
    return Button(say.text("Write it differently"), code("t", draft))


def change(say: Say, wish: int) -> Button:
    return Button(say.text("Change it"), f"{buttons.WISH}:e:{wish}")


def code(step: str, draft: Draft) -> str:
    return f"{buttons.WISH}:{step}:{draft.token}"
