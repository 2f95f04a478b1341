"""A wish on its way: asked for, compared with what there is, shown as a card, received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.i18n import Say
from bot.matching.answer import Match
from bot.matching.clean import LONGEST
from bot.message import Button, Message
from bot.storage.drafts import Draft
from bot.storage.wishes import Wish
from bot.wishes.refusals import Refusal
from bot.wishes.sending import MOST, Unsent
from handlers.views import buttons, facts, lists, reasons, wish_card
from handlers.views.scene import Scene


def prompt(say: Say, refusal: Refusal | None = None) -> Message:
    """Ask for the words, after saying what was wrong with those before."""
    ask = say.html(
        "What is missing for you? Write it in one sentence, for example:\n"
        "<i>Japanese for beginners, in the evening</i>\n\n"
        "Please no names and no illnesses."
    )
    parts = [*_refused(say, refusal), ask]
    return Message(Markup("\n\n").join(parts), ((buttons.human(say),),))


def _refused(say: Say, refusal: Refusal | None) -> Iterator[Markup]:
    match refusal:
        case Refusal.EMPTY:
            yield say.html("I could not read a word in it.")
        case Refusal.SHORT:
            yield say.html("That is very short. A few words are enough.")
        case Refusal.LONG:
            yield say.html("That is a lot. Please keep it to {number} characters.", number=LONGEST)
        case Refusal.FORWARDED:
            yield say.html("This message was forwarded. Please write it in your own words.")
        case None:
            return


def hidden(say: Say, draft: Draft) -> Message:
    """A way to reach somebody stood in the text: how it reads without."""
    text = say.html(
        "I leave out phone numbers, mail addresses and links, so that nobody can find you by them. "
        "I tell you here when there is news.\n\nYour wish would then be:\n“{text}”",
        text=draft.content.text,
    )
    good = Button(say.text("Yes, like this"), wish_card.code("v", draft))
    return Message(text, ((good,), (wish_card.rewrite(say, draft),)))


def existing(scene: Scene, draft: Draft, found: Sequence[Match]) -> Message:
    """What fits already comes before the wish."""
    return _before(scene, draft, scene.say.html("This exists already:"), found)


def near(scene: Scene, draft: Draft, found: Sequence[Match]) -> Message:
    """What is of the same kind, but not what was wished for."""
    return _before(scene, draft, scene.say.html("This comes close:"), found)


def _before(scene: Scene, draft: Draft, head: Markup, found: Sequence[Match]) -> Message:
    say = scene.say
    entries = [
        lists.entry(number, match.offer, reasons.why(scene, match))
        for number, match in enumerate(found, 1)
    ]
    rows = lists.rows([match.offer for match in found], wish_card.code("v", draft))
    onward = Button(say.text("Something else: go on with my wish"), wish_card.code("d", draft))
    return Message(Markup("\n\n").join([head, *entries]), (*rows, (onward,), (buttons.human(say),)))


def changed(say: Say, wish: Wish) -> Message:
    """Their own wish says something else now."""
    text = say.html(
        "Changed. Your wish <b>No. {number}</b> says now:\n“{text}”\n\n"
        "Look, change or take back: /meinewuensche",
        number=wish.id,
        text=wish.content.text,
    )
    return Message(text, ((wish_card.mine(say),),))


def receipt(say: Say, wish: Wish, office: Contact) -> Message:
    text = say.html(
        "Thank you. Your wish has arrived: <b>No. {number}</b>\n“{text}”\n\n"
        "{office} reads it. I tell you here as soon as something happens. "
        "Look, change or take back: /meinewuensche",
        number=wish.id,
        text=wish.content.text,
        office=office.name,
    )
    return Message(text, ((wish_card.mine(say),), (buttons.human(say),)))


def joined(say: Say, wish: Wish) -> Message:
    text = say.html(
        "You are in: wish <b>No. {number}</b>\n“{text}”\nSo many want it: {crowd}\n\n"
        "I tell you here as soon as something happens. Look or take back: /meinewuensche",
        number=wish.id,
        text=wish.content.text,
        crowd=wish_card.crowd(say, wish),
    )
    leave = Button(say.text("Not after all"), f"{buttons.MY_WISHES}:{wish.id}:y")
    return Message(text, ((leave,), (wish_card.mine(say),)))


def known(say: Say, wish: Wish) -> Message:
    """They wrote this one themselves: it is counted already."""
    return Message(
        wish_card.own(say, wish), ((wish_card.open_own(say, wish),), (wish_card.mine(say),))
    )


def unsent(say: Say, why: Unsent, office: Contact) -> Message:
    match why:
        case Unsent.GONE:
            text = say.html("This wish is no longer here. Please write it once more: /wunsch")
        case Unsent.FIXED:
            text = say.html(
                "This wish can no longer be changed. Somebody already works on it or wants the "
                "same. You can write a new one: /wunsch"
            )
        case Unsent.MANY:
            text = say.html(
                "You have sent {number} wishes today. Thank you! The next one is welcome tomorrow. "
                "If it is urgent: {reach}",
                number=MOST,
                reach=facts.reach(office),
            )
    return Message(text, ((wish_card.mine(say),), (buttons.human(say),)))


def discarded(say: Say) -> Message:
    text = say.html("All right. Nothing was sent or kept.")
    return Message(text, ((Button(say.text("Another wish"), buttons.WISH),),))
