"""What staff put on an item: tags, topic, group, threshold, the reason it is settled, cleaned words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.desk.handing import Choice
from bot.desk.items import Item
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.desk_drafts import DeskDraft
from handlers.views import buttons
from handlers.views.desk import names
from handlers.views.desk.codes import WITHOUT, sign, step
from handlers.views.desk.frame import head, to_card
from handlers.views.desk.ways import CLOSE, GROUP, HAND, REDACT, TAGS, THRESHOLD, TOPIC
from handlers.views.scene import Scene

ALONE = "-"
"""In place of a wish's number: out of the group."""

THRESHOLDS = (4, 6, 8, 10, 12, 15)
CLEANED = "R"
"""Puts the cleaned words of a draft in place."""


def tags(scene: Scene, item: Item, used: Sequence[str], back: str) -> Message:
    """A tap puts a tag on the item or takes it off."""
    say = scene.say
    text = head(say, item)
    text += say.html("Write a tag, or tap one. A second tap takes it off.")
    found = [
        _mark(f"#{tag}", TAGS, item, f"{_turned(item, tag)}{sign(tag)}", back, on=tag in item.tags)
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
        _mark(name, TOPIC, item, key, back, on=item.topic == id_)
        for key, id_, name in [*named, (WITHOUT, None, say.text("without topic"))]
    ]
    return Message(text, (*buttons.two_a_row(found), (to_card(say, item, back),)))


def group(scene: Scene, item: Item, alike: Sequence[Item], back: str) -> Message:
    """Wishes that mean the same can be answered at once; each stays as it is."""
    say = scene.say
    parts = [head(say, item) + say.html("“{text}”", text=item.text)]
    others = [str(number) for number in item.group if number != item.number]
    if others:
        parts.append(say.html("In a group with: {numbers}", numbers=", ".join(others)))
    if alike:
        lines = [
            Markup("<b>{}</b> {}").format(names.numbered(say, one.ref), one.text) for one in alike
        ]
        parts.append(Markup("\n").join([say.html("These are similar:"), *lines]))
    if alike:
        hint = say.html("Tap one, or write numbers: <i>13 15</i>. Each wish stays as it is.")
    else:
        hint = say.html(
            "I found nothing similar. Writing numbers works: <i>13 15</i>. "
            "Each wish stays as it is."
        )
    parts.append(hint)
    rows: list[Row] = [
        (_mark(f"{one.number}: {one.text}", GROUP, item, one.number, back),) for one in alike
    ]
    if others:
        rows.append((_mark(say.text("Out of the group"), GROUP, item, ALONE, back),))
    return Message(Markup("\n\n").join(parts), (*rows, (to_card(say, item, back),)))


def hand(scene: Scene, item: Item, choices: Sequence[Choice], back: str) -> Message:
    """To which working group the wish goes."""
    say = scene.say
    lines = [
        head(say, item)
        + say.html("Which working group shall talk about it? Tap, or write its name."),
        *(_group_line(scene, one) for one in choices),
        say.html("It comes onto the agenda of the next meeting, also of one not planned yet."),
    ]
    mine = {number for number, _ in item.handed}
    rows = [
        (_mark(one.group.about.name, HAND, item, one.group.id, back, on=one.group.id in mine),)
        for one in choices
    ]
    return Message(Markup("\n").join(lines), (*rows, (to_card(say, item, back),)))


def _group_line(scene: Scene, one: Choice) -> Markup:
    when = scene.say.text("no meeting planned")
    if one.next is not None:
        when = scene.say.day(one.next.span.start.astimezone(scene.now.tzinfo).date())
    return Markup("• {}: {}").format(one.group.about.name, when)


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
    found = [_mark(str(one), THRESHOLD, item, one, back, on=one == now) for one in THRESHOLDS]
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
        (_mark(reason or say.text("Without a reason"), CLOSE, item, place, back),)
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


def _mark(  # noqa: PLR0913 - what a button needs
    name: str, letter: str, item: Item, value: object, back: str, *, on: bool = False
) -> Button:
    label = f"✓ {name}" if on else name
    return Button(shorten(label), step(letter, item.ref, item.version, value, back))
