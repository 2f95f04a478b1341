"""What staff are sent: the digest of the week and the notice of a day. Only numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.catalogue.town import Topic
from bot.desk.digest import Wanted, Week
from bot.desk.figures import Counts
from bot.desk.kinds import Kind
from bot.desk.notices import Notice
from bot.i18n import Say
from bot.message import Button, Message, Row
from handlers.views import buttons

MOST = 10
"""Wishes that one notice names."""

WEEK = "w"
NOTICE = "n"


def weekly(say: Say, week: Week, topics: Sequence[Topic]) -> Message:
    """The digest of the week before a Monday."""
    paragraphs = [
        say.html("<b>Weekly letter</b>, {span}", span=_span(say, week.monday)),
        _new(say, week.new),
        _waiting(say, week.waiting),
        *_wanted(say, week.wanted, topics),
        *_proposed(say, week),
    ]
    return Message(Markup("\n\n").join(paragraphs), (_inbox(say), _stop(say, WEEK)))


def notice(say: Say, told: Notice) -> Message:
    """What happened that staff should know on the same day."""
    text = Markup("\n").join(_happened(say, told))
    return Message(text, (_inbox(say), _stop(say, NOTICE)))


def choice(say: Say, *, digest: bool, notices: bool) -> Message:
    """What this person is sent, and how to change it."""
    text = Markup("\n\n").join(
        [
            say.html("<b>What I send you</b>"),
            say.html("Weekly letter: on Mondays at 8, what is new and what waits.")
            + "\n"
            + _on(say, wanted=digest),
            say.html("Notices: on the same day, when something needs you. One a day at most.")
            + "\n"
            + _on(say, wanted=notices),
            say.html("To type: <i>/weekletter off</i>, <i>/weekletter notices on</i>"),
        ]
    )
    letter = _switch(WEEK, wanted=digest)
    same_day = _switch(NOTICE, wanted=notices)
    off, on = say.text("No weekly letter"), say.text("Weekly letter again")
    no, yes = say.text("No notices"), say.text("Notices again")
    rows = (
        (Button(off if digest else on, letter),),
        (Button(no if notices else yes, same_day),),
    )
    return Message(text, rows)


def counted(say: Say, numbers: Counts) -> str:
    """Such as: 3 wishes, 1 question. Empty where there is nothing."""
    words = {
        Kind.WISH: lambda n: say.plural("{number} wish", "{number} wishes", n),
        Kind.QUESTION: lambda n: say.plural("{number} question", "{number} questions", n),
        Kind.CORRECTION: lambda n: say.plural("{number} correction", "{number} corrections", n),
        Kind.TIP: lambda n: say.plural("{number} tip", "{number} tips", n),
        Kind.APPLICATION: lambda n: say.plural("{number} application", "{number} applications", n),
        Kind.DEAD: lambda n: say.plural("{number} failed message", "{number} failed messages", n),
    }
    return ", ".join(words[kind](numbers[kind]) for kind in words if numbers.get(kind))


def _span(say: Say, monday: date) -> str:
    """The seven days before a Monday."""
    first, last = monday - timedelta(days=7), monday - timedelta(days=1)
    return say.text("{first} to {last}", first=say.day(first), last=say.day(last))


def _new(say: Say, numbers: Counts) -> Markup:
    if found := counted(say, numbers):
        return say.html("New: {found}", found=found)
    return say.html("Nothing new came in.")


def _waiting(say: Say, numbers: Counts) -> Markup:
    if found := counted(say, numbers):
        return say.html("Without an answer for more than 14 days: {found}", found=found)
    return say.html("Nothing waits for longer than 14 days.")


def _wanted(say: Say, wanted: Sequence[Wanted], topics: Sequence[Topic]) -> Iterator[Markup]:
    if not wanted:
        return
    names = {topic.id: say.name(topic.names) for topic in topics}
    lines = [say.html("Most wanted:")]
    for wish in wanted:
        people = say.plural("{number} interested", "{number} interested", wish.interested)
        topic = names.get(wish.topic or "")
        lines.append(_wish(say, wish.number, topic, people))
    yield Markup("\n").join(lines)


def _proposed(say: Say, week: Week) -> Iterator[Markup]:
    """What waits for a yes or no of staff."""
    if week.fitting:
        number = week.fitting
        wishes = say.plural("{number} wish", "{number} wishes", number)
        yield say.html("New offers may fit: {wishes}", wishes=wishes)
    if week.alike:
        yield say.html("Wishes that may be the same: {number}", number=say.number(week.alike))


def _wish(say: Say, number: int, topic: str | None, people: str) -> Markup:
    if topic is None:
        return say.html("Wish {number}: {people}", number=number, people=people)
    return say.html("Wish {number} ({topic}): {people}", number=number, topic=topic, people=people)


def _happened(say: Say, told: Notice) -> Iterator[Markup]:
    if found := counted(say, told.new):
        yield say.html("New on the desk: {found}", found=found)
    for wish in told.enough[:MOST]:
        people = say.plural(
            "{number} person is interested", "{number} people are interested", wish.interested
        )
        yield say.html("Wish {number}: {people}.", number=wish.number, people=people)
    if (more := len(told.enough) - MOST) > 0:
        yield Markup.escape(
            say.plural(
                "{number} more wish has enough people.",
                "{number} more wishes have enough people.",
                more,
            )
        )
    if told.locks:
        yield Markup.escape(
            say.plural(
                "{number} person tried invitation links in vain and is locked out for an hour.",
                "{number} people tried invitation links in vain and are locked out for an hour.",
                told.locks,
            )
        )


def _inbox(say: Say) -> Row:
    return (Button(say.text("Open the inbox"), buttons.DESK),)


def _on(say: Say, *, wanted: bool) -> Markup:
    return say.html("<b>You get it.</b>") if wanted else say.html("<b>You do not get it.</b>")


def _switch(what: str, *, wanted: bool) -> str:
    """The code that turns it into the other."""
    return f"{buttons.DIGEST}:{what}:{int(not wanted)}"


def _stop(say: Say, what: str) -> Row:
    """The answer comes apart, so that what was read stays."""
    return (
        Button(say.text("Do not send this any more"), f"{buttons.DIGEST}:{what}:0|{buttons.APART}"),
    )
