"""Answering who would like to join a working group: kind words, and how the person reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from bot.desk.drafting import LONGEST
from bot.desk.item import Item
from bot.i18n import Say
from bot.message import Button, Message, Row
from bot.storage.applications import ApplicationState
from bot.storage.desk_drafts import DeskDraft
from bot.storage.groups import WorkingGroup
from handlers.views.desk import answer
from handlers.views.desk.codes import step
from handlers.views.desk.frame import head, to_card
from handlers.views.desk.ways import DECLINE
from handlers.views.groups import applications
from handlers.views.scene import Scene


def kind_words(say: Say) -> tuple[str, ...]:
    """Why somebody cannot join now; the place of each, from 1, is its number."""
    return (
        say.text("Thank you for offering! The group is full right now. Do ask again later."),
        say.text("Thank you for offering! This group is for organisations at present."),
        say.text("Thank you for offering! The group is pausing. Do ask again later."),
    )


def decline(scene: Scene, item: Item, back: str) -> Message:
    say = scene.say
    lead = head(say, item) + say.html(
        "Choose a kind answer, or write your own (at most {number} characters).", number=LONGEST
    )
    words = kind_words(say)
    entries = [Markup("{}. {}").format(number, text) for number, text in enumerate(words, 1)]
    picks = tuple(
        Button(
            say.text("Answer {number}", number=number),
            step(DECLINE, item.ref, item.version, number, back),
        )
        for number, _ in enumerate(words, 1)
    )
    return Message(Markup("\n\n").join([lead, *entries]), (picks, (to_card(say, item, back),)))


def preview(
    scene: Scene, item: Item, draft: DeskDraft, group: WorkingGroup | None, back: str
) -> Message:
    """As the person will read it; written words take the place of those that are there."""
    say = scene.say
    told = [say.html("<b>This is how the person reads it:</b>")]
    told += _as_read(say, item, draft, group)
    told.append(say.html("<i>To say something else with it, write it.</i>"))
    send: Row = (Button(say.text("Send"), answer.code(answer.SEND, draft, back, 1)),)
    text = head(say, item) + Markup("\n\n").join(told)
    return Message(text, (send, (to_card(say, item, back),)))


def _as_read(
    say: Say, item: Item, draft: DeskDraft, group: WorkingGroup | None
) -> Iterator[Markup]:
    if item.application is not None and group is not None:
        state, words = ApplicationState(draft.decision.status), draft.decision.answer
        decided = replace(item.application, state=state, answer=words)
        read = applications.answered(say, decided, group)
        yield Markup("<blockquote>{}</blockquote>").format(read.html)
