"""What stands in the Telegram group of a working group. Never a name, a note or how many come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.groups import posts
from bot.groups.posts import Post
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import Meeting
from handlers.views import links, reminders
from handlers.views.meetings import dates, facts
from handlers.views.meetings.facts import Shown


def about(say: Say, post: Post, today: date, bot: str) -> Message:
    """News of a meeting. `today` is the local day of posting: after a delay "tomorrow" may be today."""
    meeting = post.meeting
    # The room on the net and the minutes are for those who belong there: they may name people.
    location = replace(meeting.location, online_url="")
    public = replace(meeting, location=location, minutes_url="")
    parts = [_head(say, post, today)]
    if post.before is not None and post.kind == posts.MOVED:
        before = replace(post.before, location=replace(post.before.location, online_url=""))
        parts.append(reminders.until_now(say, before))
    parts.append(facts.about(say, Shown(public, post.group, member=False)))
    if meeting.location.online_url and post.kind not in {posts.CANCELLED, posts.MINUTES}:
        parts.append(say.html("You can take part online, too: the address is in the private chat."))
    label = _label(say, post.kind)
    return Message(Markup("\n\n").join(parts), _into(label, bot, payload(meeting)))


def several(say: Say, group: WorkingGroup, ahead: Sequence[Meeting], bot: str) -> Message:
    """Several new dates at once."""
    head = say.html("<b>New dates of the working group “{name}”</b>", name=group.about.name)
    lines = [
        Markup("• {}: {}").format(facts.when(say, one.span), shorten(one.name, 200))
        for one in ahead[: dates.MOST]
    ]
    label = say.text("Answer in the private chat")
    return Message(Markup("\n").join([head, *lines]), _into(label, bot, "m"))


def linked(say: Say, group: WorkingGroup, bot: str) -> Message:
    """The first post."""
    text = say.html(
        "This group belongs to the working group “{name}” now. Here you read of meetings, changes "
        "and cancellations – without names. Please ask questions in the private chat.",
        name=group.about.name,
    )
    return Message(text, _private(say, bot))


def pointed(say: Say, bot: str) -> Message:
    """To who calls us by name in a group."""
    return Message(say.html("I answer questions in the private chat."), _private(say, bot))


def farewell(say: Say, bot: str) -> Message:
    """To a group that belongs to no working group."""
    text = say.html(
        "This group belongs to no working group of the town, so I am leaving again; "
        "I am glad to answer questions in the private chat."
    )
    return Message(text, _private(say, bot), last=True)


def payload(meeting: Meeting) -> str:
    """Opens the card of a meeting in the private chat."""
    return f"m_{meeting.id}"


def _head(say: Say, post: Post, today: date) -> Markup:
    match post.kind:
        case posts.DATED:
            return say.html("<b>There is a new date.</b>")
        case posts.MOVED:
            return say.html("<b>The meeting has a new date or place.</b>")
        case posts.CANCELLED:
            return say.html("<b>The meeting does not take place.</b>")
        case posts.MINUTES:
            return say.html("<b>The minutes are there.</b>")
    return reminders.in_days(say, post.meeting, today)


def _label(say: Say, kind: str) -> str:
    if kind == posts.MINUTES:
        return say.text("Read in the private chat")
    if kind == posts.CANCELLED:
        return say.text("Open the private chat")
    return say.text("Answer in the private chat")


def _private(say: Say, bot: str) -> tuple[Row, ...]:
    return _into(say.text("Open the private chat"), bot, "m")


def _into(label: str, bot: str, payload: str) -> tuple[Row, ...]:
    """None where nobody knows what Telegram calls us."""
    return ((Button.link(label, links.into(bot, payload)),),) if bot else ()
