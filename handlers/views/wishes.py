"""Wishes that somebody wrote or joined: a list, one of them, and the news of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.catalogue.offers import Offer
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.followers import Follower
from bot.storage.wishes import Wish
from bot.wishes.wish import Status, is_open
from handlers.views import buttons, lists, wish_card


def mine(say: Say, wishes: Sequence[Wish], offset: int, reported: int = 0) -> Message:
    """All of them, page by page, the newest first, and the way to what else is `reported`."""
    alerts = ((buttons.alerts(say, reported),),) if reported else ()
    if not wishes:
        text = say.html("You have no wishes yet. What is missing for you?")
        return Message(text, ((new(say),), *alerts, (buttons.human(say),)))
    turned = lists.Page.of(wishes, offset)
    entries = [
        Markup("<b>{}</b> {}\n<i>{}</i>").format(
            say.text("No. {number}", number=wish.id), wish.content.text, status(say, wish)
        )
        for wish in turned.shown
    ]
    rows = [(_open(say, wish),) for wish in turned.shown]
    turning = turned.turning(say, f"{buttons.MY_WISHES}:o:{{offset}}")
    head = say.html("<b>Your wishes</b>")
    return Message(Markup("\n\n").join([head, *entries]), (*rows, *turning, (new(say),), *alerts))


def one(say: Say, wish: Wish, follower: Follower, offer: Offer | None, *, free: bool) -> Message:
    """`free`: its author can still change the words."""
    paragraphs = [_head(say, wish), *_decided(say, wish)]
    # Nobody else sees a sensitive one, so nobody can join.
    if is_open(wish) and not wish.content.sensitive:
        crowd = wish_card.crowd(say, wish)
        paragraphs.append(say.html("So many want it: {crowd}", crowd=crowd))
    if not follower.notices:
        paragraphs.append(say.html("I tell you nothing about it, as you wanted."))
    rows = (*_offer(offer), *_asked(say, wish, follower), *_ways(say, wish, follower, free=free))
    return Message(Markup("\n\n").join(paragraphs), rows)


def news(say: Say, wish: Wish, offer: Offer | None, *, corrects: bool = False) -> Message:
    """Something was decided; or it `corrects` what was told by mistake.

    Of sensitive matters nothing stands on a lock screen.
    """
    if wish.content.sensitive:
        return neutral(say, wish)
    head = (
        say.html("The last message about your wish was wrong. This is right:")
        if corrects
        else say.html("There is news about your wish.")
    )
    paragraphs = [head, _head(say, wish), *_decided(say, wish)]
    return Message(Markup("\n\n").join(paragraphs), (*_offer(offer), (_look(say, wish),)))


def neutral(say: Say, wish: Wish) -> Message:
    return Message(say.html("There is something new for you."), ((_look(say, wish),),))


def enough(say: Say, wish: Wish) -> Message:
    """Enough people want it: are they coming?"""
    if wish.content.sensitive:
        return neutral(say, wish)
    text = say.html(
        "{number} people want this now:\n“{text}”\n\nWould you come?",
        number=say.number(wish.interested),
        text=wish.content.text,
    )
    return Message(text, (_coming(say, wish), (_look(say, wish),)))


def still(say: Say, wish: Wish) -> Message:
    """A year without result."""
    if wish.content.sensitive:
        return neutral(say, wish)
    text = say.html(
        "You wished this a year ago:\n“{text}”\n\nNothing has come of it yet. Shall I keep it? "
        "Without an answer I delete it after two months.",
        text=wish.content.text,
    )
    return Message(text, (_keeping(say, wish),))


def answers(say: Say) -> Message:
    """The words by which somebody can answer what they were asked; the codes lack the wish."""
    coming, staying, keeping = (f"{buttons.MY_WISHES}::{step}" for step in "cnk")
    row = (
        Button(say.text("Yes, I would come"), coming),
        Button(say.text("No"), staying),
        Button(say.text("Keep it"), keeping),
    )
    return Message(Markup(), (row,))


def answered(say: Say, wish: Wish, *, coming: bool) -> Message:
    text = (
        say.html("Good, you are in. I tell you here how it goes on.")
        if coming
        else say.html("All right, thank you for telling me.")
    )
    return Message(text, ((_look(say, wish),),))


def renewed(say: Say, wish: Wish) -> Message:
    return Message(say.html("Good, I keep it."), ((_look(say, wish),),))


def confirm(say: Say, wish: Wish) -> Message:
    """Ask before somebody leaves."""
    text = say.html("Take this wish back?\n“{text}”", text=wish.content.text)
    yes = Button(say.text("Yes, take it back"), _code(wish, "y"))
    return Message(text, ((yes,), (Button(say.text("No, keep it"), _code(wish)),)))


def left(say: Say) -> Message:
    text = say.html("Done. You hear nothing more of this wish.")
    return Message(text, ((wish_card.mine(say),),))


def gone(say: Say) -> Message:
    text = say.html("This wish is not among yours, or no longer there.")
    return Message(text, ((wish_card.mine(say),), (buttons.human(say),)))


def status(say: Say, wish: Wish) -> str:
    words = {
        Status.ARRIVED: say.text("Arrived"),
        Status.WORKING: say.text("We are working on it"),
        Status.PLANNED: say.text("Planned"),
        Status.OFFERED: say.text("Exists now"),
        Status.EXISTING: say.text("Exists already"),
        Status.PASSED_ON: say.text("Passed on to {whom}", whom=wish.decision.passed_to),
        Status.REFUSED: say.text("Sadly not possible"),
    }
    return words[Status(wish.decision.status)]


def new(say: Say) -> Button:
    return Button(say.text("A new wish"), buttons.WISH)


def _head(say: Say, wish: Wish) -> Markup:
    head = say.html("<b>Wish no. {number}</b>\n“{text}”", number=wish.id, text=wish.content.text)
    details = wish_card.worded(say, wish.content.details)
    return head + Markup("\n{}").format(details) if details else head


def _decided(say: Say, wish: Wish) -> Iterator[Markup]:
    yield Markup("<b>{}</b>").format(status(say, wish))
    if wish.decision.answer:
        yield Markup.escape(wish.decision.answer)


def _offer(offer: Offer | None) -> Iterator[Row]:
    if offer is not None:
        yield (buttons.offer(offer.title, offer.key, buttons.APART),)


def _asked(say: Say, wish: Wish, follower: Follower) -> Iterator[Row]:
    """What the person was asked and did not answer yet."""
    if is_open(wish) and wish.interested >= wish.threshold and follower.coming is None:
        yield _coming(say, wish)
    if is_open(wish) and wish.asked_at is not None:
        yield (Button(say.text("Keep it"), _code(wish, "k")),)


def _ways(say: Say, wish: Wish, follower: Follower, *, free: bool) -> Iterator[Row]:
    if free:
        yield (wish_card.change(say, wish.id),)
    if follower.notices:
        yield (Button(say.text("Tell me nothing about it"), _code(wish, "q")),)
    else:
        yield (Button(say.text("Tell me about it again"), _code(wish, "r")),)
    yield (Button(say.text("Take it back"), _code(wish, "x")), wish_card.mine(say))


def _coming(say: Say, wish: Wish) -> Row:
    yes = Button(say.text("Yes, I would come"), _code(wish, "c"))
    return (yes, Button(say.text("No"), _code(wish, "n")))


def _keeping(say: Say, wish: Wish) -> Row:
    keep = Button(say.text("Keep it"), _code(wish, "k"))
    return (keep, Button(say.text("Take it back"), _code(wish, "x")))


def _open(say: Say, wish: Wish) -> Button:
    label = say.text("No. {number}: {text}", number=wish.id, text=wish.content.text)
    return Button(shorten(label), _code(wish))


def _look(say: Say, wish: Wish) -> Button:
    return Button(say.text("Look at it"), _code(wish))


def _code(wish: Wish, step: str = "") -> str:
    return f"{buttons.MY_WISHES}:{wish.id}" + (f":{step}" if step else "")
