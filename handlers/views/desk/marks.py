"""What staff put on an item: tags, topic, group, threshold, the reason it is settled, cleaned words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.item import Item
from bot.i18n import Say
from bot.message import Button, Message
from bot.storage.desk_drafts import DeskDraft
from handlers.views import buttons
from handlers.views.desk.codes import WITHOUT, sign, step
from handlers.views.desk.frame import head, mark, to_card
from handlers.views.desk.ways import CLOSE, REDACT, TAGS, THRESHOLD, TOPIC
from handlers.views.scene import Scene

THRESHOLDS = (4, 6, 8, 10, 12, 15)
CLEANED = "R"
"""Puts the cleaned words of a draft in place."""


def tags(scene: Scene, item: Item, used: Sequence[str], back: str) -> Message:
    """A tap puts a tag on the item or takes it off."""
    say = scene.say
    text = head(say, item)
    text += say.html("Write a tag, or tap one. A second tap takes it off.")
    found = [
        mark(f"#{tag}", TAGS, item, f"{_turned(item, tag)}{sign(tag)}", back, on=tag in item.tags)
        for tag in dict.fromkeys((*item.tags, *used))
    ]
    return Message(text, (*buttons.two_a_row(found), (to_card(say, item, back),)))


def _turned(item: Item, tag: str) -> str:
    """What a tap does: it says what is to be, so that a second one changes nothing."""
    return "-" if tag in item.tags else "+"


def topics(scene: Scene, item: Item, back: str) -> Message:
    say = scene.say
    text = head(say, item) + say.html("Of which topic is it? You can also write it.")
    named = [(one.key, one.id, say.name(one.names)) for one in scene.catalogue.town.topics]
    found = [
        mark(name, TOPIC, item, key, back, on=item.topic == id_)
        for key, id_, name in [*named, (WITHOUT, None, say.text("without topic"))]
    ]
    return Message(text, (*buttons.two_a_row(found), (to_card(say, item, back),)))


def threshold(scene: Scene, item: Item, back: str) -> Message:
    """From how many interested people on each is asked whether they come."""
    say = scene.say
    now = item.wish.threshold if item.wish else 0
    text = head(say, item)
    text += say.html(
        "From how many interested people on shall everybody be asked: “Would you come?”\n"
        "Now: {number}. You can also write a number.",
        number=say.number(now),
    )
    found = [mark(str(one), THRESHOLD, item, one, back, on=one == now) for one in THRESHOLDS]
    return Message(text, (tuple(found[:3]), tuple(found[3:]), (to_card(say, item, back),)))


def reasons(say: Say) -> tuple[str, ...]:
    """Why something is settled; the first one says nothing."""
    return (
        "",
        say.text("It was answered."),
        say.text("The list was corrected."),
        say.text("The list was right."),
        say.text("It is nothing for us."),
    )


def close(scene: Scene, item: Item, back: str) -> Message:
    say = scene.say
    text = head(say, item) + say.html("Why is it settled? Tap, or write the reason.")
    rows = [
        (mark(reason or say.text("Without a reason"), CLOSE, item, place, back),)
        for place, reason in enumerate(reasons(say))
    ]
    return Message(text, (*rows[1:], rows[0], (to_card(say, item, back),)))


def redact(scene: Scene, item: Item, back: str) -> Message:
    say = scene.say
    text = head(say, item) + say.html(
        "These are the words:\n<code>{text}</code>\n\nWrite them as they may stay, without names, "
        "illnesses or telephone numbers. Nothing changes before you have seen it once more.",
        text=item.text,
    )
    return Message(text, ((to_card(say, item, back),),))


def cleaned(scene: Scene, item: Item, draft: DeskDraft, back: str) -> Message:
    """Before the old words go for good."""
    say = scene.say
    text = head(say, item) + say.html(
        "Old: <s>{old}</s>\nNew: {new}\n\n<b>The old words are deleted for good.</b> "
        "Nobody can undo this.",
        old=item.text,
        new=draft.decision.answer,
    )
    yes = Button(
        say.text("Yes, replace the words"),
        buttons.with_back(f"{buttons.DESK}:{CLEANED}:{draft.token}:1", back),
    )
    again = Button(say.text("Write it differently"), step(REDACT, item.ref, item.version, "", back))
    return Message(text, ((yes,), (again, to_card(say, item, back))))
