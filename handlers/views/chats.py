"""Staff say to which working group a Telegram group belongs, and that it does no longer."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.groups import WorkingGroup
from handlers.views import buttons

NONE = 0
"""In a code, in place of a working group."""

PART, YES = "p", "y"
"""To end a link, after a question."""


def which(say: Say, asked: int, free: Sequence[WorkingGroup], title: str) -> Message:
    """To which working group? `title` is the name of the Telegram group."""
    parts = []
    if title:
        parts.append(say.html("You took me into the group “{title}”.", title=shorten(title, 100)))
    parts.append(say.html("<b>With which working group shall I link it?</b>"))
    if not free:
        parts.append(say.html("Every working group has a Telegram group already."))
    code = f"{buttons.CHAT}:{asked}"
    rows: list[Row] = [(Button(shorten(one.about.name), f"{code}:{one.id}"),) for one in free]
    rows.append((Button(say.text("None of these"), f"{code}:{NONE}"),))
    return Message(Markup("\n\n").join(parts), tuple(rows))


def linked(say: Say, group: WorkingGroup) -> Message:
    text = say.html(
        "The Telegram group belongs to the working group “{name}” now. I post its meetings, "
        "changes and cancellations there, without names.",
        name=group.about.name,
    )
    return Message(text, (_to_card(say, group.id),))


def left(say: Say) -> Message:
    return Message(say.html("All right. I say good-bye there and leave the group."))


def over(say: Say) -> Message:
    """An old button, or one that somebody made up."""
    text = say.html("This question is settled. To link a group, take me into it once more.")
    return Message(text, ((Button(say.text("Working groups"), buttons.GROUP),),))


def ask_to_part(say: Say, group: WorkingGroup) -> Message:
    text = say.html(
        "Shall I leave the Telegram group of the working group “{name}”? Nothing is posted there "
        "any more then. To link it again, somebody takes me in again.",
        name=group.about.name,
    )
    yes = Button(say.text("Yes, unlink"), f"{buttons.CHAT}:{PART}:{group.id}:{YES}")
    return Message(text, ((yes, Button(say.text("No, keep it"), _card(group.id))),))


def parted(say: Say, number: int) -> Message:
    text = say.html("The Telegram group is unlinked. I say good-bye there and leave it.")
    return Message(text, (_to_card(say, number),))


def unlinked(say: Say, number: int) -> Message:
    """An old button, or the second press of one."""
    text = say.html("This working group is linked with no Telegram group.")
    return Message(text, (_to_card(say, number),))


def part(say: Say, number: int) -> Button:
    """On the card of a working group."""
    return Button(say.text("Unlink the Telegram group"), f"{buttons.CHAT}:{PART}:{number}")


def _to_card(say: Say, number: int) -> Row:
    return (Button(say.text("Working group"), _card(number)),)


def _card(number: int) -> str:
    return f"{buttons.GROUP}:{number}"
