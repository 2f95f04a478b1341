"""A wish written down for somebody: asked for, shown as a card, received with its number."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot.i18n import Say
from bot.matching.clean import LONGEST
from bot.message import Button, Message, Row
from bot.storage.drafts import Draft
from bot.storage.wishes import Wish
from bot.wishes.refusals import Refusal
from bot.wishes.wish import SUITS, Source, whom
from handlers.views import buttons, wish_card

SOURCES = (Source.PHONE, Source.COUNTER, Source.CONFERENCE)


def prompt(say: Say, before: Refusal | Source | None = None) -> Message:
    """Ask for the words, after saying what was wrong with those before, or how it came in."""
    ask = say.html(
        "<b>Enter a wish for somebody</b>\n"
        "What is missing for this person? One sentence in their words.\n\n"
        "Please no name, no phone number, no illnesses."
    )
    said = _answered(say, before)
    return Message(Markup("\n\n").join([said, ask]) if said else ask, ())


def _answered(say: Say, before: Refusal | Source | None) -> Markup | None:
    match before:
        case Source():
            return say.html("Came in by: {source}", source=source_name(say, before))
        case Refusal.EMPTY:
            return say.html("I could not read a word in it.")
        case Refusal.SHORT:
            return say.html("That is very short. A few words are enough.")
        case Refusal.LONG:
            return say.html("That is a lot. Please keep it to {number} characters.", number=LONGEST)
        case _:
            return None


def card(say: Say, draft: Draft, source: Source, *, hidden: bool = False) -> Message:
    """`hidden` says that a way to reach somebody was taken out."""
    head = say.html("<b>Enter a wish for somebody</b>\n“{text}”", text=draft.content.text)
    if line := wish_card.worded(say, draft.content.details):
        head += Markup("\n{}").format(line)
    told = [head]
    if hidden:
        told.append(say.html("I leave out phone numbers, mail addresses and links."))
    told.append(
        say.html(
            "How did it come in? For whom and when, if you know. Other words take the place of these."
        )
    )
    rows = (
        tuple(_toggle("o", draft, one, source_name(say, one), on=one is source) for one in SOURCES),
        *_details(say, draft, source),
        (Button(say.text("Enter it"), _code("s", draft, source)),),
        (
            Button(say.text("Write it differently"), _code("t", draft, source)),
            Button(say.text("Discard"), _code("x", draft, source)),
        ),
    )
    return Message(Markup("\n\n").join(told), rows)


def _details(say: Say, draft: Draft, source: Source) -> Iterator[Row]:
    details = draft.content.details
    chosen = whom(details)
    people = [
        _toggle("w", draft, source, name, one, on=one is chosen)
        for one, name in wish_card.whom_names(say)
    ]
    suits = [
        _toggle("p", draft, source, name, one, on=SUITS[one] == (details.place, details.time))
        for one, name in wish_card.suit_names(say).items()
    ]
    for found in (people, suits):
        yield tuple(found[:2])
        yield tuple(found[2:])


def _toggle(  # noqa: PLR0913 - what a button says and does
    step: str, draft: Draft, source: Source, name: str, value: str = "", *, on: bool
) -> Button:
    """A second tap takes a detail back; the code says what is to be."""
    wanted = f":{wish_card.NOTHING if on else value}" if value else ""
    return Button(f"✓ {name}" if on else name, _code(step, draft, source) + wanted)


def source_name(say: Say, source: Source) -> str:
    names = {
        Source.CHAT: say.text("Chat"),
        Source.PHONE: say.text("Phone"),
        Source.COUNTER: say.text("Counter"),
        Source.CONFERENCE: say.text("Conference"),
    }
    return names[source]


def receipt(say: Say, wish: Wish) -> Message:
    text = say.html(
        "Entered: wish <b>No. {number}</b>\n“{text}”\nCame in by: {source}\n\n"
        "Nobody is told of it here. If the person asks later, this number helps.",
        number=wish.id,
        text=wish.content.text,
        source=source_name(say, Source(wish.source)),
    )
    return Message(text, (_another(say),))


def discarded(say: Say) -> Message:
    return Message(say.html("All right. Nothing was entered."), (_another(say),))


def gone(say: Say) -> Message:
    text = say.html("This draft is no longer here. Please enter it once more: /eintragen")
    return Message(text, (_another(say),))


def _another(say: Say) -> Row:
    return (Button(say.text("Enter another wish"), buttons.COUNTER),)


def _code(step: str, draft: Draft, source: Source) -> str:
    return f"{buttons.COUNTER}:{step}:{draft.token}:{source}"
